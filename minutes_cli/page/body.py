"""Which block of the page holds the article: the one whose lines weigh most.

Every line has a weight: prose counts for its length, link lines and footers against, short bare lines a little
against. A block weighs what its lines weigh, so the article's own block wins over the whole page (which adds links)
and over a single paragraph (which leaves text out). No name of a class or an id is looked at.
"""

from __future__ import annotations

import re
from itertools import accumulate

from minutes_cli.page.furniture import furniture
from minutes_cli.page.lines import ASIDE, CAPTION, CELL, HIDDEN, Line, Lines

_PROSE = re.compile(r"[。！？；…]|[，、].{0,200}[，、]|，|[!?;,.] ?[\u4e00-\u9fff]|[a-z]{2}[.,] ")
_MOST = 300  # characters of one line that count


def weight(line: Line) -> float:
    """How much a line speaks for its block being the article (characters of prose), or against."""
    text, flags = line.text, line.flags
    if flags & (HIDDEN | ASIDE | CAPTION):
        return 0.0
    length = len(text)
    plain = length - line.linked
    if line.linked * 2 > length:
        return 5.0 if length >= 60 and "。" in text else -(10 + min(length, 40) * 0.5)
    if length >= 12 and _PROSE.search(text):
        kind = furniture(text) if length < 300 else None
        if kind is not None:
            return -40.0 if kind.name == "footer" else -5.0
        return float(min(plain, _MOST))
    if flags & CELL:
        return -1.0
    return -3.0 if length < 40 else length * 0.3


def find_body(page: Lines, weights: list[float]) -> int:
    """The number of the block that weighs most; of equal ones the innermost. -1 if the page has no lines."""
    sums = [0.0, *accumulate(weights)]
    best, most = -1, 0.0
    for node in range(len(page.elements)):
        total = sums[page.last[node]] - sums[page.first[node]]
        if total >= most and total > 0:
            best, most = node, total
    return best
