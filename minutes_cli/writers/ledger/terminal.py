"""Tables → the terminal: a table where its columns have room, else a card a task; nothing is cut.

Characters that a terminal would obey are made visible. Lines begin with no closing mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from minutes_cli.writers.ledger.columns import Column, Layout
from minutes_cli.writers.ledger.rows import Task
from minutes_cli.writers.ledger.table import Line, Sheet
from minutes_cli.writers.shown import safe, width, wrapped

_PIPED = 160  # columns where the stream is no terminal
_GAP = 3  # blanks between two columns of a table
_HANGING = 2  # room for a closing mark behind a line that is full
_LONG = frozenset(("text", "parent"))
_EXACT = {"number": 4, "class": 8, "force": 11, "meeting_date": 10, "deadline_date": 10}
_TEXT, _DEADLINE, _WORDS, _LEAST = 22, 10, 8, 4  # the least room of a task's words, a deadline, other words, any column
_MARGIN = "    "  # before the lines of a card


class Terminal:
    """Draws the tasks of each meeting under its name."""

    def __init__(self, stream: TextIO, layout: Layout, grouped: bool) -> None:
        from rich.console import Console

        wide = None if stream.isatty() else _PIPED
        self.console = Console(file=stream, width=wide, highlight=False, markup=False, emoji=False)
        self.layout = layout
        self.numbered = Sheet(layout, grouped)
        self.rooms = rooms(layout.columns, self.console.width)

    def write(self, tasks: Iterable[Task]) -> int:
        """Draw the next tasks; returns how many there were."""
        count = 0
        held: list[Line] = []
        for line in self.numbered.lines(tasks):
            if line.heads:
                self._draw(held)
                held = []
                self._say(safe(line.cells[0]), "italic")
                continue
            held.append(line)
            count += 1
        self._draw(held)
        return count

    def _draw(self, lines: list[Line]) -> None:
        if not lines:
            return
        if self.rooms is None:
            for line in lines:
                self._card(line)
        else:
            self._table(lines, self.rooms)

    def _table(self, lines: list[Line], rooms: list[int]) -> None:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, show_lines=True, show_edge=False, pad_edge=False)
        for column, room in zip(self.layout.columns, rooms, strict=True):
            table.add_column(Text(_folded(column.heading, room)), width=room, overflow="fold")
        for line in lines:
            table.add_row(*(Text(_folded(cell, room)) for cell, room in zip(line.cells, rooms, strict=True)))
        self._say("")
        self.console.print(table)
        self._say("")

    def _card(self, line: Line) -> None:
        """A task as lines `heading：words`, columns without words left out."""
        number = next(
            (c for c, column in zip(line.cells, self.layout.columns, strict=True) if column.key == "number"), ""
        )
        lead = f"{number} ".ljust(len(_MARGIN))
        for cell, column in zip(line.cells, self.layout.columns, strict=True):
            if column.key == "number" or not cell:
                continue
            words = f"{safe(column.heading)}：{safe(cell)}"
            for part in words.split("\n"):
                for piece in wrapped(part, max(_LEAST, self.console.width - len(_MARGIN) - _HANGING)):
                    self._say(lead + piece)
                    lead = _MARGIN
        self._say("")

    def _say(self, words: str, style: str = "") -> None:
        from rich.text import Text

        self.console.print(Text(words, style=style), soft_wrap=True)


def rooms(columns: tuple[Column, ...], wide: int) -> list[int] | None:
    """The width of each column of a table that is `wide`, or None where it would be too narrow to read."""
    least = [_least(column) for column in columns]
    spare = wide - sum(least) - _GAP * (len(columns) - 1)
    if spare < 0:
        return None
    wanted = [0 if column.key in _EXACT else max(1.0, column.width) for column in columns]
    whole = sum(wanted) or 1
    return [room + int(spare * share / whole) for room, share in zip(least, wanted, strict=True)]


def _least(column: Column) -> int:
    if column.key in _EXACT:
        return _EXACT[column.key]
    if column.key in _LONG:
        return _TEXT
    if column.key == "deadline":
        return _DEADLINE
    return max(_LEAST, min(_WORDS, width(column.heading)))


def _folded(words: str, room: int) -> str:
    """`words` on lines that fit a column."""
    shown = safe(words)
    if all(width(line) <= room for line in shown.split("\n")):
        return shown
    return "\n".join(piece for line in shown.split("\n") for piece in wrapped(line, max(_LEAST, room - _HANGING)))
