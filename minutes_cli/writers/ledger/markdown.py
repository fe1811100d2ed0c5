"""Tables → Markdown: a heading a meeting, a table under each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from minutes_cli.writers.ledger.columns import Layout
from minutes_cli.writers.ledger.rows import Task
from minutes_cli.writers.ledger.table import Sheet
from minutes_cli.writers.shown import safe

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


class Markdown:
    """Writes Markdown to a stream as tasks come."""

    def __init__(self, stream: TextIO, layout: Layout, grouped: bool) -> None:
        self.stream, self.layout = stream, layout
        self.numbered = Sheet(layout, grouped)
        self._under = False
        stream.write(f"# {_plain(layout.title)}\n")

    def write(self, tasks: Iterable[Task]) -> int:
        """Write the next tasks; returns how many there were."""
        count = 0
        for line in self.numbered.lines(tasks):
            if line.heads:
                self.stream.write(f"\n## {_plain(line.cells[0])}\n")
                self._under = False
                continue
            if not self._under:
                self._row([column.heading for column in self.layout.columns], lead="\n")
                self.stream.write("|" + " --- |" * len(self.layout.columns) + "\n")
                self._under = True
            self._row(line.cells)
            count += 1
        self.stream.flush()
        return count

    def _row(self, cells: Iterable[str], lead: str = "") -> None:
        self.stream.write(f"{lead}| {' | '.join(_plain(cell) for cell in cells)} |\n")


def _plain(words: str) -> str:
    """Words that Markdown leaves alone, on one line of a table."""
    return _MARKUP.sub(r"\\\1", safe(words)).replace("\n", "<br>")
