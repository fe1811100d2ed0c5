"""Rows of CSV and TSV in pieces: a cell that names every source of a record may name as many as there are inputs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from minutes_cli.writers.cells import safe_cell

_QUOTED = re.compile('[,"\r\n]')


class Names:
    """A cell that holds several names, in order, never all at once."""

    def __init__(self, first: str, others: Iterable[str]) -> None:
        self._first, self._others = first, others

    def __iter__(self) -> Iterator[str]:
        yield self._first
        for other in self._others:
            yield f" | {other}"

    def __str__(self) -> str:
        return "".join(self)


Cells = Sequence[str | Names]


def csv_row(cells: Cells, excel: bool = False) -> Iterator[str]:
    """The pieces of a row of CSV, its line end among them. For spreadsheets (`excel`) no cell runs as a formula."""
    for place, cell in enumerate(cells):
        quote = '"' if any(map(_QUOTED.search, _pieces(cell))) or len(cells) == 1 else ""
        yield f",{quote}" if place else quote
        for at, piece in enumerate(_pieces(cell)):
            safe = safe_cell(piece) if excel and not at else piece
            yield safe.replace('"', '""')
        yield quote
    yield "\n"


def tsv_row(cells: Cells) -> Iterator[str]:
    """The pieces of a row of TSV, which is one line."""
    for place, cell in enumerate(cells):
        yield "\t" if place else ""
        yield from map(flat, _pieces(cell))
    yield "\n"


def _pieces(cell: str | Names) -> Iterable[str]:
    return (cell,) if isinstance(cell, str) else cell


def flat(cell: str) -> str:
    """A cell of a TSV, on one line."""
    return cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
