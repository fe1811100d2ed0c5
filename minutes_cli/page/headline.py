"""The line of a title: its own words, and what is set behind them in the same element: date, source, counts, buttons.

Works on one line; no line is changed.
"""

from __future__ import annotations

from minutes_cli.page.dates import find_dates
from minutes_cli.page.furniture import furniture
from minutes_cli.page.lines import HEADING, Line

_PARTS = 20  # a line of more elements is a menu
_SHORTEST = 3  # characters of a title
_OPENINGS = " \t\r\n\u3000\u00a0(（[【-—|｜"
_BLANK = " \t\r\n\u3000\u00a0"
_DATE_ENDS = "0123456789日)）]】"
_CLOSINGS = ")）]】 \u3000"
_BESIDE = frozenset(["views", "byline", "share", "editor"])  # kinds of furniture that stand behind a title


def own_title(line: Line) -> str:
    """The words of the line without what is set beside them.

    That is told by its own element, which opens with a date or a label; where the line is one piece, by the minute,
    or a day in brackets, at its very end. In front of the title it stands only in a heading.
    """
    text = line.text
    if not 1 < len(line.parts) <= _PARTS:
        return _without_date(text)
    low = at = 0
    for part in line.parts:
        words = part.strip(_BLANK)
        place = text.find(words, at) if words else -1
        if place < 0:
            continue
        at = place + len(words)
        if is_beside(words):
            left = text[low:place].rstrip(_OPENINGS)
            if len(left) >= _SHORTEST:
                return left
            if place == low and line.flags & HEADING and at < len(text):
                low = at + len(text[at:]) - len(text[at:].lstrip(_BLANK))
    return _without_date(text[low:])


def _without_date(text: str) -> str:
    if text[-1] not in _DATE_ENDS:
        return text
    dates = find_dates(text)
    if not dates or text[dates[-1].end :].lstrip("0123456789:").strip(_CLOSINGS):
        return text
    start = dates[-1].start
    bracketed = text[start - 1] in "(（[【" if start else False
    left = text[:start].rstrip(_OPENINGS)
    return left if (dates[-1].precise or bracketed) and len(left) >= _SHORTEST and left[-1] not in "：:" else text


def is_beside(words: str) -> bool:
    """Whether words in an element, or a row, of their own are none of the title: they open with a date or a label."""
    bare = words.lstrip(_OPENINGS)
    dates = find_dates(bare[:40])
    if dates and dates[0].start == 0:
        return not bare[dates[0].end :][:1].isalpha() or dates[0].precise
    kind = furniture(words)
    return kind is not None and kind.name in _BESIDE


def beside_title(line: Line, title: str) -> Line | None:
    """What is set behind the title in its line, as a line, or None."""
    own = own_title(line)
    if len(own) == len(line.text) or line.text in title:
        return None
    left = line.text.replace(own, "", 1).strip(_BLANK)
    return line._replace(text=left, parts=tuple(part for part in line.parts if is_beside(part.strip(_BLANK))))
