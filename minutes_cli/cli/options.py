"""What several commands share: options, the lexicon in force, errors told with their source."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from minutes_cli.cli.words import Speaker
from minutes_cli.errors import MinutesError

if TYPE_CHECKING:
    from pathlib import Path


class File(click.ParamType):  # type: ignore[type-arg]  # generic since Click 8.4 only
    """The name of a file, which a shell completes; a `Path`, or as `plain` the words as given (a URL, `-`)."""

    name = "file"

    def __init__(self, plain: bool = False) -> None:
        self.plain = plain

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value as the callback gets it. pathlib is imported here, so that help starts without it."""
        if self.plain:
            return value
        from pathlib import Path

        return Path(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Files of the folder, by the shell itself."""
        return [CompletionItem(incomplete, type="file")]


def common(say: Speaker) -> list[click.Parameter]:
    """--lexicon, --debug, --lang."""
    return [
        click.Option(["--lexicon"], type=File(), metavar="FILE", help=say("lexicon-file")),
        click.Option(["--debug"], is_flag=True, expose_value=False, help=say("debug")),
        lang_option(say),
    ]


def select_option(say: Speaker) -> click.Option:
    """--select, for commands that read pages."""
    return click.Option(["--select"], metavar="CSS", help=say("select"))


def lang_option(say: Speaker) -> click.Option:
    """--lang: read before Click runs (words.language), declared here for help and completion."""
    return click.Option(["--lang"], type=click.Choice(["en", "zh"]), expose_value=False, help=say("lang"))


def help_option(say: Speaker) -> click.Option:
    """-h and --help, in the language of `say`."""

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
    from pathlib import Path

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
