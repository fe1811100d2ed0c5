"""What several commands share: options, the lexicon in force, errors told with their source."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from minutes_cli.cli.words import Speaker
from minutes_cli.errors import MinutesError


def common(say: Speaker) -> list[click.Parameter]:
    return [
        click.Option(["--lexicon"], type=click.Path(path_type=Path), metavar="FILE", help=say("lexicon-file")),
        click.Option(["--debug"], is_flag=True, expose_value=False, help=say("debug")),
        lang_option(say),
    ]


def lang_option(say: Speaker) -> click.Option:
    return click.Option(["--lang"], type=click.Choice(["en", "zh"]), expose_value=False, help=say("lang"))


def help_option(say: Speaker) -> click.Option:
    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            click.echo(context.get_help())
            context.exit()

    return click.Option(
        ["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=say("help")
    )


def lexicon_in_force(path: Path | None) -> Any:
    """The lexicon in force: the built-in one and the user's own, if there is one."""
    from minutes_cli.lexicon import builtin, with_file

    if path is None and own_lexicon().is_file():
        path = own_lexicon()
    return with_file(path) if path else builtin()


def own_lexicon() -> Path:
    """Where a user's own words are looked for: lexicon.toml in the configuration folder for minutes."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path("~/.config").expanduser()) / "minutes" / "lexicon.toml"


def named(source: str | None, call: Callable[[], Any]) -> Any:
    """`call`, its error told with the source's name."""
    try:
        return call()
    except MinutesError as error:
        from minutes_cli.readers.web import shown_url
        from minutes_cli.writers.shown import safe_line

        error.message = f"{safe_line(shown_url(source or ''))}: {error.message}"
        raise
