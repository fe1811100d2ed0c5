"""What a printer repeats at the edges of pages, running heads and page numbers → left out.

A running head stands apart from the text, or is set in another size, and is the same at the same height of another
page; its numbers may differ.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from minutes_cli.prepared import compiled
from minutes_cli.readers.saved.lines import Line

_NUMBER = compiled(
    r"[-—–－‐·•\s]*\d{1,4}[-—–－‐·•\s]*|[-—–－\s]*第\s*\d{1,4}\s*页(?:\s*[/,，]?\s*共\s*\d{1,4}\s*页)?[-—–－\s]*|\d{1,4}\s*/\s*\d{1,4}"
)
_DIGITS = compiled(r"\d+")
_OUTER = 2  # rows at the head and at the foot of a page that may be no text
_APART = 1.8  # ems from a running head to the nearest row of text
_SHARE = 3  # a running head is on one page in three at the least


def without_edges(pages: list[list[Line]], size: float) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The pages without heads and numbers, and the words of the heads; `size` is that of the text, in points."""
    heads = [{line: _key(line) for line in _at_edges(page, size)} for page in pages]
    counted = Counter(key for page in heads for key in set(page.values()))
    least = max(2, len(pages) / _SHARE)
    kept, words = [], []
    for page, known in zip(pages, heads, strict=True):
        left_out = {line for line, key in known.items() if counted[key] >= least}
        words += [line.text for line in page if line in left_out and not _NUMBER.fullmatch(line.text)]
        kept.append(_without_number([line for line in page if line not in left_out]))
    return kept, tuple(dict.fromkeys(words))


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.y / 2)


def _at_edges(page: list[Line], size: float) -> list[Line]:
    """The stretches in the outer rows of a page that stand apart from what is further in, the outermost first."""
    heights = sorted({line.y for line in page})
    found: list[float] = []
    for outer in (heights, heights[::-1]):
        for y, inner in pairwise(outer[: _OUTER + 1]):
            other = all(abs(line.size - size) > size * 0.15 for line in page if line.y == y)
            if abs(inner - y) <= _APART * size and not other:
                break
            found.append(y)
    return [line for line in page if line.y in found]


def _without_number(lines: list[Line]) -> list[Line]:
    """A page without its number, which stands first or last in the file or alone on its line."""
    return [
        line
        for at, line in enumerate(lines)
        if not (at in (0, 1, len(lines) - 2, len(lines) - 1) and _NUMBER.fullmatch(line.text))
    ]
