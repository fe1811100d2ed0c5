"""The command `minutes`: its commands under one roof, in Click."""

from __future__ import annotations

from typing import Any

import click

from minutes_cli import __version__
from minutes_cli.cli.commands import BUILDERS
from minutes_cli.cli.options import help_option, lang_option
from minutes_cli.cli.words import Speaker


def command(say: Speaker) -> click.Group:
    """The command with its help in the language of `say`."""
    settings: dict[str, Any] = {"max_content_width": 100}
    group = click.Group(
        "minutes", help=say("about"), context_settings=settings, params=[lang_option(say), _version(say)]
    )
    for build in BUILDERS:
        group.add_command(build(say))
    for each in (group, *group.commands.values()):
        each.add_help_option = False
        each.params.append(help_option(say))
    return group


def _version(say: Speaker) -> click.Option:
    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            click.echo(f"minutes {__version__}")
            context.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=say("version")
    )
