"""Pieces of text with their places → the stretches of print on a page, in the order of the file.

Chinese documents are set in full-width characters, so that the width of a stretch is known from its characters. Where
a clear gap stands between two pieces on one base line, each is a stretch of its own: a column, a cell of a table.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from minutes_cli.prepared import compiled

_GAP = 1.5  # ems between two stretches
# The mark of a list's item often hangs far from its words.
_MARK = compiled(
    r"[（(]?(?:\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,4})[）).．、]|[①-⑳●○■□◆◇▪•·]|第[一二三四五六七八九十百]{1,4}[条章]"
)
_BASE = 0.35  # ems by which pieces of one base line may differ in height


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; its left end and base line and its height, in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of print. `left` and `right` are its ends and `y` its base line, in points; `page` counts from 0.

    Stretches of one `row` stand on one base line. `column` is 0 outside of columns; one that `begins` goes on with nothing.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int
    row: int = 0
    column: int = 0
    begins: bool = False


def stretches(pieces: list[Piece], page: int) -> list[Line]:
    """The pieces of a page, those that follow one another without a clear gap joined."""
    found: list[Line] = []
    for piece in pieces:
        text = piece.text.rstrip()
        indent = len(text) - len(text.lstrip(" \u3000\u00a0"))
        start = piece.x + _width(text[:indent], piece.size)
        end = start + _width(text[indent:], piece.size)
        new = Line(text[indent:], start, end, piece.y, piece.size, page)
        last = found[-1] if found else None
        if last is None or abs(new.y - last.y) >= piece.size * _BASE or start <= last.left:
            found.append(replace(new, row=last.row + 1 if last else 0))
        elif start - last.right > _GAP * max(last.size, piece.size) and not _MARK.fullmatch(last.text):
            found.append(replace(new, row=last.row))
        else:
            found[-1] = beside(last, new)
    return found


def beside(one: Line, other: Line) -> Line:
    """Two stretches of a row as one; words in Latin letters keep their space, and so does what a clear gap parts."""
    gap = other.left - one.right
    latin = one.text[-1].isascii() and other.text[0].isascii() and gap > other.size * 0.25
    wide = gap > _GAP * max(one.size, other.size) and not _MARK.fullmatch(one.text)
    apart = " " if latin or wide else ""
    return replace(
        one, text=one.text + apart + other.text, right=other.right, y=other.y, size=max(one.size, other.size)
    )


def _width(text: str, size: float) -> float:
    """The width of a text in points: an em for a full-width character, half of it for others."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text) * size
