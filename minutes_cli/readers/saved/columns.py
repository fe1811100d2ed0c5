"""Stretches of print on a page → the same in reading order, columns of prose one after another.

Columns are told from tables by their lines: most reach the right edge of their column and end there in the middle of a
sentence. What stands across the columns (a title) parts them into an upper and a lower pair.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from minutes_cli.readers.saved.lines import Line

_NARROWEST = 9  # ems; a column of text is wider, a cell of a table seldom
_LEAST = 4  # lines of a column
_FULL = 1.3  # ems that a full line may lack
_SHARE = 0.4  # of the lines of prose are full and end in mid-sentence
_MOST = 2_000  # stretches; no page of print has more
_ENDS = tuple("。！？；：!?;:”）")


def is_prose(lines: list[Line], size: float) -> bool:
    """Whether a right edge breaks the lines, as it breaks those of a paragraph."""
    if len(lines) < _LEAST:
        return False
    right = edge([line.right for line in lines])
    broken = [line for line in lines if line.right >= right - _FULL * size and not line.text.endswith(_ENDS)]
    wide = right - min(line.left for line in lines) >= _NARROWEST * size
    return wide and len(broken) >= _SHARE * len(lines)


def edge(rights: list[float]) -> float:
    """The right margin: where the long lines end; the outermost twentieth may stick out."""
    ordered = sorted(rights)
    return ordered[max(0, len(ordered) * 19 // 20 - 1)]


def in_columns(lines: list[Line], size: float, column: int = 0) -> list[Line]:
    """The lines of a page in reading order, those of columns with a number; `size` is that of the text, in points.

    Where the file goes to and fro between columns, but not line by line, they are the cells of a table, and stay in
    the order of the file.
    """
    at = _gutter(lines, size)
    if at is None:
        return [line if line.column else replace(line, column=column) for line in lines]
    sides = [0 if line.right <= at else 1 if line.left >= at else 2 for line in lines]
    turns = sum(1 for one, other in pairwise([side for side in sides if side < 2]) if one != other)
    left, right = column * 2 + 1, column * 2 + 2
    if 1 < turns < min(sides.count(0), sides.count(1)):
        marks = [0, *(int(one != other) for one, other in pairwise(sides))]
        numbers = (left, right, column)
        return [
            replace(line, column=numbers[side], begins=bool(mark))
            for line, side, mark in zip(lines, sides, marks, strict=True)
        ]
    across = sorted((line for line, side in zip(lines, sides, strict=True) if side == 2), key=lambda line: -line.y)
    ordered: list[Line] = []
    rest = [(line, side) for line, side in zip(lines, sides, strict=True) if side < 2]
    for bar in [*across, None]:
        band = [(line, side) for line, side in rest if bar is None or line.y > bar.y]
        rest = [(line, side) for line, side in rest if bar is not None and line.y <= bar.y]
        for wanted, number in ((0, left), (1, right)):
            ordered += in_columns(_downwards([line for line, side in band if side == wanted]), size, number)
        ordered += [replace(bar, column=column)] if bar is not None else []
    return ordered


def _downwards(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.y, line.left))


def _gutter(lines: list[Line], size: float) -> float | None:
    """The x from which on a column of prose stands beside another one, if there are such."""
    if not 2 * _LEAST <= len(lines) <= _MOST:
        return None
    for start in sorted({round(line.left / size): line.left for line in lines}.values())[1:]:
        at = start - size * 0.5
        left = [line for line in lines if line.right <= at]
        right = [line for line in lines if line.left >= at]
        if (
            (len(left) + len(right)) * 2 > len(lines)
            and is_prose(left, size)
            and (is_prose(right, size) or _gutter(right, size) is not None)
            and _side_by_side(left, right)
        ):
            return at
    return None


def _side_by_side(left: list[Line], right: list[Line]) -> bool:
    """Whether one of two columns stands at the height of the other, for the most part."""
    heights = [(min(line.y for line in side), max(line.y for line in side)) for side in (left, right)]
    common = min(top for _, top in heights) - max(foot for foot, _ in heights)
    return common * 2 >= min(top - foot for foot, top in heights)
