"""Rows of print in stretches → the cells of a table, each for itself, or one line where the gap is only white space."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import groupby

from minutes_cli.prepared import compiled
from minutes_cli.readers.saved.lines import Line, beside

_ALIGNED = 1.0  # ems by which the cells of a column may differ
_LABEL = compiled(r"[^：]{2,6}：")


def in_cells(lines: list[Line]) -> list[Line]:
    """The lines of a page, those of a row joined unless the row below or above has its stretches at the same places."""
    rows = [list(row) for _, row in groupby(lines, key=lambda line: (line.row, line.column))]
    found: list[Line] = []
    ended = False  # a table has; what stands below it begins anew
    for at, row in enumerate(rows):
        beside_it = rows[max(0, at - 1) : at] + rows[at + 1 : at + 2]
        if any(_same_table(row, other) for other in beside_it):
            found += [replace(cell, begins=True) for cell in row]
            ended = True
        else:
            line = reduce(beside, row)
            found.append(replace(line, begins=line.begins or ended))
            ended = False
    return found


def _same_table(row: list[Line], other: list[Line]) -> bool:
    """Whether two rows have two cells at least at the same places, by their left ends or their middles."""
    if min(len(row), len(other)) < 2 or _LABEL.match(row[0].text) or _LABEL.match(other[0].text):
        return False
    slack = _ALIGNED * row[0].size
    same = (
        min(abs(cell.left - each.left), abs(cell.left + cell.right - each.left - each.right) / 2) <= slack
        for cell in row
        for each in other
    )
    return sum(same) >= 2
