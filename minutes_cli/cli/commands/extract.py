"""`minutes extract`: the main job."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from minutes_cli.cli.fetching import fetch_options, fetching_of
from minutes_cli.cli.options import File, common, lexicon_in_force, select_option
from minutes_cli.cli.words import Speaker

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "md",
    ".outline": "outline",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
_FORMATS = ("tree", "json", "jsonl", "csv", "tsv", "md", "outline", "html", "xlsx", "sqlite")
_ROWS = ("directives", "blocks", "proceedings", "meetings")


def build(say: Speaker) -> click.Command:
    """The command in the language of `say`."""

    def callback(
        sources: tuple[str, ...],
        from_file: str | None,
        format_: str | None,
        output: Path | None,
        force: bool,
        rows: str,
        excel: bool,
        text: bool,
        quiet: bool,
        verbose: bool,
        lexicon: Path | None,
        select: str | None,
        **web: Any,
    ) -> int:
        from minutes_cli.cli.extracting import Wish, listed, run
        from minutes_cli.cli.output import opened

        if not sources and not from_file:
            raise click.UsageError(say("no-sources"))
        wish = Wish(_format(format_, output, say), rows, excel, text, quiet, verbose, select, fetching_of(web))
        words = lexicon_in_force(lexicon)
        every = _all(sources, listed(from_file) if from_file else iter(()), say)
        first = next(every, None)
        if first is None:
            raise click.UsageError(say("no-sources"))
        with opened(output, force, say) as stream:
            return run(itertools.chain([first], every), wish, stream, words, say)

    return click.Command(
        "extract",
        callback=callback,
        help=say("extract"),
        params=[
            click.Argument(["sources"], nargs=-1, type=File(plain=True), metavar="SOURCE..."),
            click.Option(["--from-file"], type=File(plain=True), metavar="LIST", help=say("from-file")),
            click.Option(["-f", "--format", "format_"], type=click.Choice(_FORMATS), help=say("format")),
            click.Option(["-o", "--output"], type=File(), metavar="FILE", help=say("output")),
            click.Option(["--force"], is_flag=True, help=say("force")),
            click.Option(
                ["--rows"], type=click.Choice(_ROWS), default="directives", show_default=True, help=say("rows")
            ),
            click.Option(["--excel"], is_flag=True, help=say("excel")),
            click.Option(["--text/--no-text"], default=True, help=say("text")),
            select_option(say),
            click.Option(["-q", "--quiet"], is_flag=True, help=say("quiet")),
            click.Option(["-v", "--verbose"], is_flag=True, help=say("verbose")),
            *fetch_options(say),
            *common(say),
        ],
    )


def _all(sources: tuple[str, ...], more: Iterator[str], say: Speaker) -> Iterator[str]:
    for source in sources:
        if source == "-" and sys.stdin is not None and sys.stdin.isatty():
            raise click.UsageError(say("stdin-terminal"))
        yield source
    yield from more


def _format(name: str | None, output: Path | None, say: Speaker) -> str:
    """The format asked for, else what the file's suffix says, else a tree on a terminal and JSON in a pipe."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    if name in ("xlsx", "sqlite") and output is None and terminal:
        raise click.UsageError(say("binary", name))
    if name:
        return name
    if output is not None:
        if output.suffix.lower() not in _SUFFIXES:
            raise click.UsageError(say("output-format", output, ", ".join(_FORMATS)))
        return _SUFFIXES[output.suffix.lower()]
    return "tree" if terminal else "json"
