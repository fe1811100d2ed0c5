"""Minutes → XLSX as data: a sheet each for directives, blocks, proceedings and meetings, with the columns of the CSV.

Row by row in constant memory; every cell is a string or a number, none a formula. A text longer than a cell holds goes on in
the row below. Needs xlsxwriter.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from minutes_cli.errors import OutputError
from minutes_cli.model import Minutes
from minutes_cli.writers.ledger.fitting import parts
from minutes_cli.writers.packed import Packed
from minutes_cli.writers.shown import safe
from minutes_cli.writers.tables import ROWS, rows

_MOST = 1_048_576  # rows of a sheet
_WIDE = {"text": 60, "headline": 30, "title": 30, "meeting": 30, "source": 24}


class Sheets:
    """A workbook that grows by one extraction after another."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.packed = Packed()
        self.book = self.packed.book
        head, self.wrap = (
            self.book.add_format({"bold": True}),
            self.book.add_format({"text_wrap": True, "valign": "top"}),
        )
        self.pages: dict[str, Any] = {}
        self.used = dict.fromkeys(ROWS, 1)
        for kind, columns in ROWS.items():
            self.pages[kind] = page = self.book.add_worksheet(kind)
            page.freeze_panes(1, 0)
            for at, column in enumerate(columns):
                page.set_column(at, at, _WIDE.get(column, 12))
                page.write_string(0, at, column, head)

    def write(self, minutes: Minutes) -> None:
        """Add one extraction; raises OutputError where a sheet is full."""
        for kind in ROWS:
            for row in rows(minutes, kind):
                self._row(kind, row)

    def _row(self, kind: str, row: list[str | int]) -> None:
        cells = [parts(safe(cell)) if isinstance(cell, str) else [cell] for cell in row]
        for part in range(max(map(len, cells))):
            if self.used[kind] == _MOST:
                raise OutputError(f"the sheet {kind} is full; use csv or sqlite")
            for at, pieces in enumerate(cells):
                if part < len(pieces) and pieces[part] != "":
                    self._cell(self.pages[kind], self.used[kind], at, pieces[part])
            self.used[kind] += 1

    def _cell(self, page: Any, row: int, at: int, value: str | int) -> None:
        if isinstance(value, int):
            page.write_number(row, at, value, self.wrap)
        elif page.write_string(row, at, value, self.wrap):
            raise OutputError(f"a cell of {len(value)} characters was refused")

    def drop(self) -> None:
        """Leave without a file."""
        self.packed.drop()

    def close(self) -> None:
        """Finish the file; raises OutputError where it cannot be written."""
        self.packed.close(self.stream)
