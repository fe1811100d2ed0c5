"""The command `minutes`: its commands under one roof, in Click."""

from __future__ import annotations

import re

import click

from minutes_cli import __version__
from minutes_cli.cli.commands import BUILDERS
from minutes_cli.cli.layout import contexts
from minutes_cli.cli.options import help_option, lang_option
from minutes_cli.cli.words import Speaker


def command(say: Speaker) -> click.Group:
    """The command with its help in the language of `say`."""
    group = _Group("minutes", help=say("about"), epilog=say("completion"), params=[lang_option(say), _version(say)])
    for build in BUILDERS:
        group.add_command(build(say))
    for each in (group, *group.commands.values()):
        each.add_help_option = False
        each.context_settings = {"max_content_width": 100}
        each.context_class = contexts(say)
        each.params.append(help_option(say))
        # The list of commands shows the first sentence whole.
        each.short_help = re.split(r"(?<=[.。])(?:\s|$)", each.help or "", maxsplit=1)[0]
    return group


class _Group(click.Group):
    """Commands in the order of use, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names as they were added."""
        return list(self.commands)


def _version(say: Speaker) -> click.Option:
    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            click.echo(f"minutes {__version__}")
            context.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=say("version")
    )
