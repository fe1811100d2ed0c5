"""How much room words take in a cell, and how a text too long for one is split.

Widths are in columns of half a Chinese character, heights in points.
"""

from __future__ import annotations

import math

from minutes_cli.writers.shown import width

CELL_LIMIT = 32_767  # UTF-16 units in a cell of a spreadsheet
_GOES_ON, _CONTINUED = "【未完，下行续】", "【续上行】"
_LINE, _PADDING, _TALLEST = 14.5, 9.0, 409.0  # points; no row of a spreadsheet is taller


def units(text: str) -> int:
    """The length of `text` as a spreadsheet counts it: characters beyond the basic plane are two."""
    return len(text) + sum(character > "\uffff" for character in text)


def parts(text: str, limit: int = CELL_LIMIT) -> list[str]:
    """`text` as pieces that fit a cell. Where there are several, each says that it goes on or goes before."""
    if len(text) * 2 <= limit or units(text) <= limit:
        return [text]
    room = limit - units(_GOES_ON) - units(_CONTINUED)
    pieces: list[str] = []
    at = 0
    while at < len(text):
        end = min(len(text), at + room)
        while units(text[at:end]) > room:
            end -= (units(text[at:end]) - room + 1) // 2
        pieces.append(text[at:end])
        at = end
    last = len(pieces) - 1
    return [(_CONTINUED if n else "") + piece + (_GOES_ON if n < last else "") for n, piece in enumerate(pieces)]


def height(cells: list[tuple[str, float]]) -> float:
    """The height of a row whose cells (text, width) are wrapped."""
    most = max((_lines(text, room) for text, room in cells), default=1)
    return min(_TALLEST, most * _LINE + _PADDING)


def _lines(text: str, room: float) -> int:
    # One half character is lost at each line's end where a wide one does not fit.
    usable = max(2.0, room - 1.5)
    return sum(max(1, math.ceil(width(line) / usable)) for line in text.split("\n"))
