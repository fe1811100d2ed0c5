"""`minutes verify` on csv and tsv: does each row quote its source?

A table does not hold the article, so the sources that its rows name are read again, or the one that the user names.
In: the table's text. Out: per source, what is wrong, in words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from minutes_cli.errors import MinutesError
from minutes_cli.writers.tables import ROWS

Cells = dict[str, str]
_COLUMNS = {columns: kind for kind, columns in ROWS.items()}
_UNESCAPED = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}


def kind_of(data: str) -> str | None:
    """directives, blocks, proceedings or meetings, by the table's header; None if `data` is no table of ours."""
    header = data.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")
    return _COLUMNS.get(tuple(header.split("\t"))) or _COLUMNS.get(tuple(header.split(",")))


def faults(data: str, text_of: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """(source, what is wrong) for each source of a table; `text_of` gives the article's text of a source."""
    table = _Table(data)
    found: dict[str, list[str]] = {}
    texts: dict[str, str | None] = {}
    for number, row in table.rows():
        if isinstance(row, str):
            found.setdefault("-", []).append(row)
            continue
        source = row["source"]
        wrong = found.setdefault(source, [])
        if source not in texts:
            try:
                texts[source] = _text(source, text_of)
            except MinutesError:
                texts[source] = None
                wrong.append(f"its source {source} cannot be read; name it: minutes verify RESULT SOURCE")
        text = texts[source]
        if text is not None:
            wrong += _row(number, row, text, table.spreadsheet)
    yield from found.items()


def _text(source: str, text_of: Callable[[str], str]) -> str:
    """The text of a source, or of the first where a batch names several: their contents are the same."""
    try:
        return text_of(source)
    except MinutesError:
        first, between, _ = source.partition(" | ")
        if not between:
            raise
        return text_of(first)


class _Table:
    """The rows of a csv or tsv as written by `writers.tables`."""

    def __init__(self, data: str) -> None:
        self.spreadsheet = data.startswith("\ufeff")  # made with --excel: cells may be led by an apostrophe
        self.data = data.removeprefix("\ufeff")
        header = self.data.split("\n", 1)[0].rstrip("\r")
        self.tabs = "\t" in header
        self.columns = header.split("\t" if self.tabs else ",")

    def rows(self) -> Iterator[tuple[int, Cells | str]]:
        """(number, cells) from 2 on, as a spreadsheet counts; a row of the wrong length is a complaint."""
        for number, cells in enumerate(self._cells(), 2):
            if len(cells) != len(self.columns):
                yield number, f"row {number} has {len(cells)} cells instead of {len(self.columns)}"
            else:
                yield number, dict(zip(self.columns, cells, strict=True))

    def _cells(self) -> Iterator[list[str]]:
        body = self.data.partition("\n")[2]
        if not self.tabs:
            csv.field_size_limit(max(csv.field_size_limit(), len(body)))  # a cell may name very many sources
            yield from csv.reader(io.StringIO(body, newline=""))
            return
        for line in body.split("\n"):
            if line:
                yield [_unescaped(cell) for cell in line.split("\t")]


def _row(number: int, row: Cells, text: str, spreadsheet: bool) -> list[str]:
    if not (row["start"].isdigit() and row["end"].isdigit() and int(row["start"]) < int(row["end"]) <= len(text)):
        return [f"row {number}: start and end are no range"]
    if "text" not in row:
        return []
    quoted = text[int(row["start"]) : int(row["end"])]
    if spreadsheet:
        row = {name: _shown(cell, quoted) for name, cell in row.items()}
    holds = row["text"] == quoted and all(row.get(name, "") in quoted for name in ("headline", "deadline", "force"))
    return [] if holds else [f"row {number} does not quote {row['source']}"]


def _shown(cell: str, quoted: str) -> str:
    """A cell without the apostrophe that kept a spreadsheet from running it."""
    bare = cell.removeprefix("'")
    return bare if bare in quoted and cell not in quoted else cell


def _unescaped(cell: str) -> str:
    out, at = [], 0
    while at < len(cell):
        pair = cell[at : at + 2]
        out.append(_UNESCAPED.get(pair, cell[at]))
        at += 2 if pair in _UNESCAPED else 1
    return "".join(out)
