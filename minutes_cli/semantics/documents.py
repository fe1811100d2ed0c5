"""Documents 《…》 and what came of them: passed, passed in principle, put before the meeting, put off, or only named.

In: a look and a range. Out: `Document`s in order, with their 《》. The words that decide stand in the document's own
sentence; those before it come first, and deferral is tested before approval.
"""

from __future__ import annotations

import re

from minutes_cli.lexicon import table
from minutes_cli.model import Document, Span
from minutes_cli.prepared import compiled
from minutes_cli.text import View

_DOCUMENT = compiled(r"《[^《》\n]{1,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,60}){0,2}》")
_OUTCOMES: list[tuple[str, re.Pattern[str]]] = [
    (entry["status"], compiled(entry["pattern"])) for entry in table("outcomes")["outcome"]
]
_ENDS = compiled("[。！？\n]")
_NEAR = 400  # characters around a document in which words of its sentence are looked for
NAMED, REVIEWED = "提及", "审议"


def find_documents(look: View, start: int, end: int, reviewed: bool, said: int | None = None) -> list[Document]:
    """The documents named in `[start, end)`. With `reviewed`, words of review count (审议, 研究), else only results.

    What came of them may be said from `said` on, before the range: in the cue whose first demand this is (会议原则同意《…》).
    """
    found = []
    for match in _DOCUMENT.finditer(look.folded, start, end):
        status = _status(look, start if said is None else said, end, *match.span(), reviewed)
        found.append(Document(look.text[slice(*match.span())], Span(*match.span()), status))
    return found


def outcome(look: View, start: int, end: int) -> str | None:
    """What a stretch says came of the matter: 暂缓, 未通过, 原则通过 or 通过; None where it says nothing."""
    for status, pattern in _OUTCOMES:
        if status != REVIEWED and pattern.search(look.bare, start, end):
            return status
    return None


def _status(look: View, start: int, end: int, low: int, high: int, reviewed: bool) -> str:
    begin = _sentence_start(look.bare, start, low)
    limit = min(end, high + _NEAR)
    stop = _ENDS.search(look.bare, high, limit)
    close = stop.start() if stop else limit
    for status, pattern in _OUTCOMES[:2]:
        if pattern.search(look.bare, high, close):
            return status
    nearest: tuple[int, str] | None = None
    for status, pattern in _OUTCOMES:
        if status == REVIEWED and not reviewed:
            continue
        for match in pattern.finditer(look.bare, begin, low):
            if nearest is None or match.end() > nearest[0]:
                nearest = match.end(), status
    if nearest and nearest[1] != REVIEWED:
        return nearest[1]
    behind = _OUTCOMES[2:4]
    for status, pattern in behind:
        if pattern.search(look.bare, high, close):
            return status
    return nearest[1] if nearest else NAMED


def _sentence_start(bare: str, start: int, low: int) -> int:
    start = max(start, low - _NEAR)
    return max(start, 1 + max(bare.rfind(mark, start, low) for mark in "。！？\n；"))
