"""The ledger's columns in a batch: rows are made by the workers and numbered through when they are written.

What a row says and which columns there are is the business of `writers.ledger`; a `layout` is one of its layouts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from minutes_cli.model import Minutes

Row = list[str]


def layout_of(preset: str | None, columns: Path | None) -> Any:
    """The layout of a preset (None: the usual one) or of a user's column file."""
    from minutes_cli.writers.ledger import columns as known

    return known.from_file(columns) if columns else known.preset(preset or known.preset_names()[0])


def presets() -> tuple[str, ...]:
    """The names of the presets."""
    from minutes_cli.writers.ledger.columns import preset_names

    return tuple(preset_names())


def headings(layout: Any) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(column.heading for column in layout.columns)


def rows(minutes: Minutes, layout: Any) -> list[Row]:
    """The rows of one extraction, numbered from 1."""
    from minutes_cli.writers.ledger.rows import USUAL, Choice, tasks
    from minutes_cli.writers.ledger.table import Sheet

    lines = Sheet(layout, grouped=False).lines(tasks(minutes, Choice(USUAL, layout.items)))
    return [list(line.cells) for line in lines]


class Numbering:
    """Numbers the rows of record after record: 1, 2, 3.1, 3.2. `sources`: where cells name the record's source."""

    def __init__(self, layout: Any) -> None:
        keys = [column.key for column in layout.columns]
        self._number = [at for at, key in enumerate(keys) if key == "number"]
        self.sources = [at for at, key in enumerate(keys) if key == "source"]
        self._done = 0

    def next(self, found: Iterable[Row], name: str) -> Iterator[Row]:
        """The rows of the next record, whose source is `name`."""
        last = self._done
        for row in found:
            for at in self._number:
                whole, dot, part = row[at].partition(".")
                last = self._done + int(whole)
                row[at] = f"{last}{dot}{part}"
            for at in self.sources:
                row[at] = name
            yield row
        self._done = last
