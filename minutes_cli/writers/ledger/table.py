"""Tasks and columns → lines of a table: numbered, grouped by meeting.

A `Line` is one row of cells in the order of the columns. `Sheet` numbers the tasks it is given and puts a heading line
before each meeting's. Nothing is held back: a line is out as soon as its task is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutes_cli.model import Span
from minutes_cli.writers.ledger.columns import Column, Layout
from minutes_cli.writers.ledger.rows import Task


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a task's cells, or with `heads` the heading of a meeting (one cell, the group's name)."""

    cells: tuple[str, ...]
    link: str | None = None
    heads: bool = False
    kind: str = ""


class Sheet:
    """Numbers and groups the tasks of one table."""

    def __init__(self, layout: Layout, grouped: bool) -> None:
        self.layout, self.grouped = layout, grouped
        self.number = self.part = 0
        self._group: tuple[str, str] | None = None
        self._parent: Span | None = None

    def lines(self, tasks: Iterable[Task]) -> Iterator[Line]:
        """The lines of the next tasks."""
        for task in tasks:
            group = (task.group, task.values["source"])
            if self.grouped and group != self._group:
                yield Line((task.group,), heads=True)
            if group != self._group:
                self._group, self._parent = group, None
            number = self._next(task)
            yield Line(tuple(_cell(column, task, number) for column in self.layout.columns), task.link, kind=task.kind)

    def _next(self, task: Task) -> str:
        """1, 2 …; items of one directive are 3.1, 3.2."""
        parent = task.parent
        if parent is None:
            self.number += 1
            self._parent = None
            return str(self.number)
        if parent != self._parent:
            self.number, self.part, self._parent = self.number + 1, 0, parent
        self.part += 1
        return f"{self.number}.{self.part}"


def _cell(column: Column, task: Task, number: str) -> str:
    if column.key is None:
        return column.value
    if column.key == "number":
        return number
    return task.values.get(column.key, "") or column.empty
