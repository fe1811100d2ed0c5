"""`minutes lexicon`: the cue words in force."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from minutes_cli.cli.options import common, lexicon_in_force, own_lexicon
from minutes_cli.cli.words import Speaker

if TYPE_CHECKING:
    from pathlib import Path


def build(say: Speaker) -> click.Command:
    def callback(as_json: bool, lexicon: Path | None) -> int:
        from dataclasses import asdict

        words = lexicon_in_force(lexicon)
        entries = [*words.verbs.values(), *words.nouns.values()]
        if as_json:
            import json

            click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
            return 0
        for line in _table([(entry.word, entry.kind, entry.example, entry.source) for entry in entries]):
            click.echo(line)
        own = own_lexicon()
        click.echo(say("own-words", own) + ("" if own.is_file() else " " + say("own-none")), err=True)
        return 0

    as_json = click.Option(["--json", "as_json"], is_flag=True, help=say("json-out"))
    return click.Command("lexicon", callback=callback, help=say("lexicon"), params=[as_json, *common(say)])


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Rows with tabs for programs; on a terminal in columns, a Chinese character being two wide."""
    from minutes_cli.writers.shown import safe_line, width

    shown = [tuple(safe_line(cell) for cell in row) for row in rows]
    if sys.stdout is None or not sys.stdout.isatty():
        yield from ("\t".join(row) for row in shown)
        return
    wide = [max(map(width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        yield "  ".join(cell + " " * (room - width(cell)) for cell, room in zip(row, wide, strict=True)).rstrip()
