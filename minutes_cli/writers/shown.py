"""Text as it may be shown: control and direction characters made visible, so that a terminal or a reader obeys none.

JSON keeps every character; screens, messages and reports go through `safe`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def safe(text: str) -> str:
    """`text` with control characters as \\x1b and direction and zero-width characters as ‹U+202E›."""
    return _HIDDEN.sub(_visible, text)


def safe_line(text: str) -> str:
    """`safe`, on one line."""
    return safe(text).replace("\n", "\\n").replace("\t", "\\t")


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0xA0 else f"‹U+{code:04X}›"


def width(text: str) -> int:
    """How many columns a terminal needs for `text`: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


# What a line should not begin with; it hangs over by one character rather.
_NO_START = "，。；：、！？）》”’,.;:!?)"


def wrapped(text: str, columns: int) -> Iterator[str]:
    """`text` in pieces of at most `columns` terminal columns (one more for a closing mark); joined they are `text`.

    A short number or word of Latin letters stays in one piece: 95%, 2024.
    """
    start = used = 0
    for at, character in enumerate(text):
        wide = width(character)
        if used + wide > columns and character not in _NO_START:
            cut = _word_start(text, start, at)
            yield text[start:cut]
            start, used = cut, width(text[cut:at])
        used += wide
    yield text[start:]


def _word_start(text: str, low: int, at: int) -> int:
    """Where the number or word that goes on at `at` begins; `at` itself if that is too far back."""
    cut = at
    while cut > low and at - cut <= _SHORT_WORD and _IN_WORD.match(text[cut - 1 : cut + 1]):
        cut -= 1
    return cut if low < cut and at - cut <= _SHORT_WORD else at


_SHORT_WORD = 6
_IN_WORD = re.compile(r"[0-9A-Za-z.][0-9A-Za-z.%]")
