"""Quoted policy terms: the words inside “ ” that name something (“双招双引”), without the marks.

In: the folded look and a range. Out: quotes in order. What is quoted as speech (a stop inside, or long) is no term.
"""

from __future__ import annotations

from minutes_cli.model import Quote, Span
from minutes_cli.prepared import compiled
from minutes_cli.text import View

_TERM = compiled(r"“([^“”。！？；，\n]{1,16})”")


def find_terms(look: View, start: int, end: int) -> list[Quote]:
    """The terms quoted in `[start, end)`."""
    return [
        Quote(look.text[slice(*match.span(1))], Span(*match.span(1)))
        for match in _TERM.finditer(look.folded, start, end)
    ]
