"""Tables → CSV: one header, a line a task. For spreadsheets a byte order mark and no cell that runs as a formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from minutes_cli.writers.cells import csv_line
from minutes_cli.writers.ledger.columns import Layout
from minutes_cli.writers.ledger.rows import Task
from minutes_cli.writers.ledger.table import Sheet


class Delimited:
    """Writes CSV to a stream as tasks come."""

    def __init__(self, stream: TextIO, layout: Layout, excel: bool) -> None:
        self.stream, self.excel = stream, excel
        self.numbered = Sheet(layout, grouped=False)
        stream.write("\ufeff" if excel else "")
        self._row([column.heading for column in layout.columns])

    def write(self, tasks: Iterable[Task]) -> int:
        """Write the next tasks; returns how many there were."""
        count = 0
        for line in self.numbered.lines(tasks):
            self._row(line.cells)
            count += 1
        self.stream.flush()
        return count

    def _row(self, cells: Iterable[str]) -> None:
        self.stream.write(csv_line(cells, self.excel))
