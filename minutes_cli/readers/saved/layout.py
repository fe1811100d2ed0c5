"""Pieces of text with their places → paragraphs.

A line goes on in the next one if it reaches the right margin of its column and the next one is not indented. Running
heads and page numbers are left out, columns read one after another, cells of tables kept apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from minutes_cli.model import Note
from minutes_cli.prepared import compiled
from minutes_cli.readers.saved.columns import edge, in_columns, is_prose
from minutes_cli.readers.saved.edges import without_edges
from minutes_cli.readers.saved.lines import Line, Piece, stretches
from minutes_cli.readers.saved.tables import in_cells

_ENDS = tuple("。！？；：!?;:")
_MARKED = compiled(
    r"[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[．、]|[①-⑳]|第[一二三四五六七八九十百]{1,4}[条章]"
)
_FILLED = 0.5  # of the page's width; a narrower text is full only where it reads like prose
_QUOTED = 30  # characters of a running head in a note


class Margins(NamedTuple):
    """The edges of a column, in points, and whether its paragraphs are indented."""

    left: float
    right: float
    indents: bool


def paragraphs(pages: list[list[Piece]], width: float) -> tuple[list[str], list[Note]]:
    """The paragraphs of a document, lines joined within a page and from one page to the next, and what was doubtful.

    `width` is that of the paper, in points.
    """
    printed = [stretches(page, number) for number, page in enumerate(pages)]
    sizes = [line.size for page in printed for line in page for _ in line.text]
    if not sizes:
        return [], []
    size = median(sizes)
    printed, heads = without_edges(printed, size)
    ordered = [in_columns(page, size) for page in printed]
    lines = [line for page in ordered for line in in_cells(page)]
    moved = [new[0].page + 1 for page, new in zip(printed, ordered, strict=True) if _texts(page) != _texts(new)]
    return _joined_lines(lines, width, size), list(_notes(heads, moved))


def _texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def _notes(heads: tuple[str, ...], moved: list[int]) -> Iterator[Note]:
    """`moved` are the pages whose file has the lines of columns side by side, as it would have the rows of a table."""
    if heads:
        shown = "; ".join(head[:_QUOTED] for head in heads[:5])
        yield Note("running-heads", f"what every page repeats at its edge was left out: {shown}")
    if moved:
        shown = ", ".join(str(page) for page in moved[:20])
        yield Note("columns", f"columns were read one after another on page {shown}; in a table rows may be torn apart")


def _joined_lines(lines: list[Line], width: float, size: float) -> list[str]:
    """The paragraphs of lines in reading order."""
    margins = {column: _margins(lines, column, width, size) for column in {line.column for line in lines}}
    found = [lines[0].text] if lines else []
    for above, line in pairwise(lines):
        if _goes_on(above, line, margins[above.column], margins[line.column], size):
            found[-1] = _joined(found[-1], line.text)
        else:
            found.append(line.text)
    return [text.strip() for text in found]


def _margins(lines: list[Line], column: int, width: float, size: float) -> Margins:
    lines = [line for line in lines if line.column == column]
    body = [line for line in lines if abs(line.size - size) <= size * 0.15] or lines
    left = _margin([line.left for line in body], size)
    right = edge([line.right for line in body])
    if column == 0 and right - left < width * _FILLED and not is_prose(body, size):
        right = width * 2
    return Margins(left, right, any(size * 1.2 <= line.left - left <= size * 3 for line in body))


def _goes_on(above: Line, line: Line, before: Margins, margins: Margins, size: float) -> bool:
    """Whether `line` belongs to the paragraph that `above` ends with; `before` are the margins of `above`."""
    if line.begins or abs(above.size - line.size) > size * 0.15 or _MARKED.match(line.text):
        return False
    if line.size > size * 1.2:  # a title over several lines
        return above.page == line.page and not above.text.endswith(_ENDS)
    if line.left > margins.left + 0.9 * size:
        return False
    if above.text[-1] in "，、":
        return True
    if above.right < before.right - 2.6 * size:
        return False
    return before.indents or not above.text.endswith("。")


def _margin(lefts: list[float], size: float) -> float:
    """The left margin: the leftmost edge that several lines have."""
    counted = Counter(round(left / (size / 4)) for left in lefts)
    often = [edge for edge, count in counted.items() if count >= max(2, len(lefts) // 20)]
    return min(often or counted) * size / 4


def _joined(above: str, below: str) -> str:
    """Two lines of a paragraph; words in Latin letters keep their space."""
    spaced = above[-1].isascii() and below[0].isascii() and above[-1].isalpha() and below[0].isalpha()
    return above + (" " if spaced else "") + below
