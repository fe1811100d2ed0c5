"""Tables → XLSX, row by row in constant memory.

Every cell is written as a string: nothing of the data becomes a formula or a link. A text longer than a cell holds is split
over the rows below, a sheet that is full goes on in a next one, control characters are made visible; what was done so
is counted in `Told`. Needs xlsxwriter.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO

from minutes_cli.errors import OutputError
from minutes_cli.writers.ledger.columns import Column, Layout, status_choices
from minutes_cli.writers.ledger.fitting import height, parts
from minutes_cli.writers.ledger.formats import formats, room
from minutes_cli.writers.ledger.rows import Task
from minutes_cli.writers.ledger.table import Line, Sheet
from minutes_cli.writers.packed import Packed
from minutes_cli.writers.shown import safe

_ROWS, _LINKS, _ADDRESS = 1_048_576, 65_530, 2_000  # what a sheet and a link's address may hold
_NAME = 31
_HEAD_ROWS = 2  # title and column headings


@dataclass(slots=True)
class Told:
    """What was not written as it stood: cells split, cells with characters made visible, links left out."""

    split: int = 0
    shown: int = 0
    links: int = 0


class Workbook:
    """A workbook of one or more tables. `base` is the folder that links to local files start from.

    `made_by` is named in the properties.
    """

    def __init__(
        self, stream: BinaryIO, layout: Layout, grouped: bool, base: Path | None = None, made_by: str = "minutes"
    ) -> None:
        self.stream = stream
        self.packed = Packed()
        self.book = self.packed.book
        self.layout, self.grouped, self.base, self.made_by = layout, grouped, base, made_by
        self.told = Told()
        self.formats = formats(self.book)
        self.names: set[str] = set()
        self._linked = 0
        self._table: _Table | None = None

    def sheet(self, name: str) -> None:
        """Begin a new sheet with its own numbers."""
        self._table = _Table(self, name)

    def write(self, tasks: Iterable[Task]) -> int:
        """Write the next tasks to the current sheet; returns how many there were."""
        if self._table is None:
            self.sheet(self.layout.title)
        assert self._table is not None
        return self._table.write(tasks)

    def close(self, subject: str) -> None:
        """Finish the file; raises OutputError where it cannot be written."""
        if self._table is None:
            self.sheet(self.layout.title)
        assert self._table is not None
        self._table.finish()
        self.book.set_properties(
            {
                "title": self.layout.title,
                "subject": safe(subject)[:255],
                "author": "",
                "keywords": "督办台账；任务分解",
                "comments": self.made_by,
                "created": _now(),
            }
        )
        self.packed.close(self.stream)

    def sheet_name(self, wanted: str) -> str:
        """A name that a spreadsheet takes: no []:*?/\\, at most 31 characters, not used before."""
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f：]", " ", safe(wanted)).strip(" '")[:_NAME] or "台账"
        name, number = plain, 1
        while name.casefold() in self.names or name.casefold() == "history":
            number += 1
            name = f"{plain[: _NAME - 5]}({number})"
        self.names.add(name.casefold())
        return name

    def target(self, link: str | None) -> str | None:
        """The address of a link: a web address as it is, a local file relative to the workbook."""
        if not link or self._linked >= _LINKS:
            self.told.links += bool(link)
            return None
        if re.match(r"https?://[^\s\x00-\x1f]+$", link) and len(link) <= _ADDRESS:
            self._linked += 1
            return link
        if self.base is not None and len(link) <= _ADDRESS and Path(link).is_file():
            self._linked += 1
            return "external:" + os.path.relpath(Path(link).resolve(), self.base.resolve())
        return None


class _Table:
    """One table, over as many sheets as it needs."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.book, self.name = book, name
        self.columns = book.layout.columns
        keys = [column.key for column in self.columns]
        # The number is the link to the source: a linked cell of many words does not wrap in every program.
        self.linking = next((keys.index(key) for key in ("number", "origin", "source") if key in keys), None)
        self.numbered = Sheet(book.layout, book.grouped)
        self.row = 0
        self.page: Any = None
        self._begin()

    def write(self, tasks: Iterable[Task]) -> int:
        count = 0
        for line in self.numbered.lines(tasks):
            count += not line.heads
            self._heading(line.cells[0]) if line.heads else self._line(line)
        return count

    def finish(self) -> None:
        """What needs to know how many rows there are: the list of choices and the printed area."""
        last = max(self.row - 1, _HEAD_ROWS)
        for at, column in enumerate(self.columns):
            if column.key == "status":
                choices = status_choices()
                self.page.data_validation(
                    _HEAD_ROWS,
                    at,
                    last,
                    at,
                    {
                        "validate": "list",
                        "source": choices,
                        "error_title": "办理状态",
                        "error_message": "、".join(choices),
                    },
                )
        if not self.book.grouped:
            self.page.autofilter(_HEAD_ROWS - 1, 0, last, len(self.columns) - 1)
        self.page.print_area(0, 0, last, len(self.columns) - 1)

    def _begin(self) -> None:
        book = self.book
        self.page = book.book.add_worksheet(book.sheet_name(self.name))
        _set_up(self.page, self.columns)
        last = len(self.columns) - 1
        self.page.set_row(0, 36)
        if last:
            self.page.merge_range(0, 0, 0, last, "", book.formats.title)
        self.page.write_string(0, 0, safe(book.layout.title), book.formats.title)
        self.page.set_row(1, height([(column.heading, column.width) for column in self.columns]) + 6)
        for at, column in enumerate(self.columns):
            self.page.write_string(1, at, safe(column.heading), book.formats.header)
        self.page.freeze_panes(_HEAD_ROWS, 0)
        self.row = _HEAD_ROWS

    def _next(self) -> int:
        if self.row >= _ROWS:
            self.finish()
            self._begin()
        self.row += 1
        return self.row - 1

    def _heading(self, words: str) -> None:
        row, form = self._next(), self.book.formats.group
        self.page.set_row(row, 24)
        self._string(row, 0, parts(self._visible(words))[0], form)
        for at in range(1, len(self.columns)):
            self.page.write_blank(row, at, None, form)

    def _line(self, line: Line) -> None:
        cells = [parts(self._visible(cell)) for cell in line.cells]
        self.book.told.split += sum(len(cell) > 1 for cell in cells)
        for number, pieces in enumerate(zip_longest(*cells, fillvalue="")):
            row = self._next()
            self.page.set_row(row, height([(p, room(c)) for p, c in zip(pieces, self.columns, strict=True)]))
            for at, (piece, column) in enumerate(zip(pieces, self.columns, strict=True)):
                form = self.book.formats.of(column, piece)
                if at == self.linking and not number and self._linked(row, at, piece, line.link):
                    continue
                self._string(row, at, piece, form)

    def _linked(self, row: int, at: int, words: str, link: str | None) -> bool:
        """Write a cell as a link to the source, if there is one and it can be."""
        target = self.book.target(link) if words else None
        return target is not None and self.page.write_url(row, at, target, self.book.formats.link, words) == 0

    def _string(self, row: int, at: int, words: str, form: Any) -> None:
        """An empty cell keeps its border; a string that the writer refuses is never dropped in silence."""
        code = self.page.write_string(row, at, words, form) if words else self.page.write_blank(row, at, None, form)
        if code:
            raise OutputError(f"a cell of {len(words)} characters was refused (code {code})")

    def _visible(self, words: str) -> str:
        shown = safe(words)
        self.book.told.shown += shown != words
        return shown


def _set_up(page: Any, columns: tuple[Column, ...]) -> None:
    """A4 landscape, as wide as the paper, the headings on every page, page numbers."""
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, _HEAD_ROWS - 1)
    page.center_horizontally()
    page.set_footer("&C&9第 &P 页，共 &N 页")
    page.hide_gridlines(2)
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)


def _now() -> datetime:
    """The time of writing; SOURCE_DATE_EPOCH fixes it, so that a build can be repeated."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else datetime.now(UTC)
    return moment.replace(tzinfo=None, microsecond=0)
