"""Leaves of a calendar: dates whose day and month stand in elements of their own, above or below their year."""

from __future__ import annotations

import re

from minutes_cli.page.lines import Line
from minutes_cli.prepared import compiled

_LONGEST = 16  # characters of a leaf: 21 2023/03 07:55
# The day above its month, as lists and leaves set it.
_DAY_FIRST = compiled(r"^(\d{1,2})日?\n((?:19|20)\d\d)[-./年](\d{1,2})月?$", re.M)
# The year below its day.
_YEAR_LAST = compiled(r"^(\d{1,2})[-/.月](\d{1,2})日?\n((?:19|20)\d\d)年?$", re.M)


def with_leaves(lines: list[Line]) -> str:
    """The text of these lines, one a row, dates on leaves written as 2023-03-21."""
    rows = "\n".join(map(_rows, lines))
    return _DAY_FIRST.sub(r"\2-\3-\1", _YEAR_LAST.sub(r"\3-\1-\2", rows))


def _rows(line: Line) -> str:
    """The text of a line; the elements of a short one apart, between which a style may set a break."""
    if len(line.text) > _LONGEST or len(line.parts) < 2:
        return line.text
    return "\n".join(part.strip() for part in line.parts if part.strip())
