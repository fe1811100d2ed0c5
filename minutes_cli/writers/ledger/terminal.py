"""Tables → a table on the terminal, drawn by Rich; characters that a terminal would obey are made visible."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from minutes_cli.writers.ledger.columns import Layout
from minutes_cli.writers.ledger.rows import Task
from minutes_cli.writers.ledger.table import Sheet
from minutes_cli.writers.shown import safe

_PIPED = 160  # columns where the stream is no terminal
_SHORT = frozenset(("number", "class", "force", "deadline_date", "meeting_date"))


class Terminal:
    """Draws a table for each meeting."""

    def __init__(self, stream: TextIO, layout: Layout, grouped: bool) -> None:
        from rich.console import Console

        wide = None if stream.isatty() else _PIPED
        self.console = Console(file=stream, width=wide, highlight=False, markup=False, emoji=False)
        self.layout = layout
        self.numbered = Sheet(layout, grouped)

    def write(self, tasks: Iterable[Task]) -> int:
        """Draw the next tasks; returns how many there were."""
        from rich.text import Text

        count, table, title = 0, None, ""
        for line in self.numbered.lines(tasks):
            if line.heads:
                self._draw(table)
                table, title = None, line.cells[0]
                continue
            table = table or self._table(title)
            table.add_row(*(Text(safe(cell)) for cell in line.cells))
            count += 1
        self._draw(table)
        return count

    def _table(self, title: str):  # type: ignore[no-untyped-def]
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(
            title=Text(safe(title)) if title else None, box=box.SIMPLE_HEAD, show_lines=True, title_justify="left"
        )
        for column in self.layout.columns:
            fixed = column.key in _SHORT
            ratio = None if fixed else max(1, round(column.width))
            table.add_column(Text(safe(column.heading)), ratio=ratio, no_wrap=fixed, overflow="fold")
        table.expand = True
        return table

    def _draw(self, table: object) -> None:
        if table is not None:
            self.console.print(table)
