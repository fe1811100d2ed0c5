"""Pieces of text with their places → paragraphs.

Chinese documents are set in full-width characters, so that a line's width is known from its characters; a line goes
on in the next one if it reaches the right margin and the next one is not indented. Page numbers are left out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from minutes_cli.prepared import compiled

_NUMBER = compiled(
    r"[-—–－‐·•\s]*\d{1,4}[-—–－‐·•\s]*|[-—–－\s]*第\s*\d{1,4}\s*页(?:\s*[/,，]?\s*共\s*\d{1,4}\s*页)?[-—–－\s]*|\d{1,4}\s*/\s*\d{1,4}"
)
_ENDS = tuple("。！？；：!?;:")
_MARKED = compiled(
    r"[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[．、]|[①-⑳]|第[一二三四五六七八九十百]{1,4}[条章]"
)
_FILLED = 0.5  # of the page's width; where no line takes as much, none is full


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; its left end and base line and its height, in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print. `left` and `right` are its ends, in points; `page` counts from 0."""

    text: str
    left: float
    right: float
    size: float
    page: int


def paragraphs(pages: list[list[Piece]], width: float) -> list[str]:
    """The paragraphs of a document, lines joined within a page and from one page to the next.

    `width` is that of the paper, in points.
    """
    lines = [line for number, page in enumerate(pages) for line in _without_numbers(_lines(page, number))]
    if not lines:
        return []
    size = median(line.size for line in lines for _ in line.text)
    body = [line for line in lines if abs(line.size - size) <= size * 0.15] or lines
    left = _margin([line.left for line in body], size)
    right = _edge([line.right for line in body])
    if right - left < width * _FILLED:
        right = width * 2
    indents = any(size * 1.2 <= line.left - left <= size * 3 for line in body)
    found = [lines[0].text]
    for above, line in pairwise(lines):
        if _goes_on(above, line, left, right, size, indents):
            found[-1] = _joined(found[-1], line.text)
        else:
            found.append(line.text)
    return [text.strip() for text in found]


def _goes_on(above: Line, line: Line, left: float, right: float, size: float, indents: bool) -> bool:
    """Whether `line` belongs to the paragraph that `above` ends with."""
    if abs(above.size - line.size) > size * 0.15 or _MARKED.match(line.text):
        return False
    if line.size > size * 1.2:  # a title over several lines
        return above.page == line.page and not above.text.endswith(_ENDS)
    if above.right < right - 2.6 * size or line.left > left + 0.9 * size:
        return False
    return indents or not above.text.endswith("。")


def _lines(pieces: list[Piece], page: int) -> list[Line]:
    """Pieces on one base line are one line of print."""
    found: list[Line] = []
    base = None
    for piece in pieces:
        text = piece.text.rstrip()
        indent = len(text) - len(text.lstrip(" \u3000\u00a0"))
        start = piece.x + _width(text[:indent], piece.size)
        text = text[indent:]
        end = start + _width(text, piece.size)
        last = found[-1] if found else None
        if last is not None and base is not None and abs(piece.y - base) < piece.size * 0.35 and start > last.left:
            gap = start - last.right > piece.size * 0.25 and last.text[-1].isascii() and text[0].isascii()
            found[-1] = Line(last.text + (" " if gap else "") + text, last.left, end, max(last.size, piece.size), page)
        else:
            found.append(Line(text, start, end, piece.size, page))
        base = piece.y
    return found


def _without_numbers(lines: list[Line]) -> list[Line]:
    """A page without its number, which stands first or last in the file or alone on its line."""
    return [
        line
        for number, line in enumerate(lines)
        if not (number in (0, 1, len(lines) - 2, len(lines) - 1) and _NUMBER.fullmatch(line.text))
    ]


def _margin(lefts: list[float], size: float) -> float:
    """The left margin: the leftmost edge that several lines have."""
    counted = Counter(round(left / (size / 4)) for left in lefts)
    often = [edge for edge, count in counted.items() if count >= max(2, len(lefts) // 20)]
    return min(often or counted) * size / 4


def _edge(rights: list[float]) -> float:
    """The right margin: where the long lines end; the outermost twentieth may stick out."""
    ordered = sorted(rights)
    return ordered[max(0, len(ordered) * 19 // 20 - 1)]


def _joined(above: str, below: str) -> str:
    """Two lines of a paragraph; words in Latin letters keep their space."""
    spaced = above[-1].isascii() and below[0].isascii() and above[-1].isalpha() and below[0].isalpha()
    return above + (" " if spaced else "") + below


def _width(text: str, size: float) -> float:
    """The width of a text in points: an em for a full-width character, half of it for others."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text) * size
