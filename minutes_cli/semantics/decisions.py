"""What was decided: 决定, 同意, 原则同意, 不同意 or 暂缓, with the word that says so.

In: the look, the block a demand stands in, the demand's range. Out: a `Decision` or None. Deferral is tested first: a
meeting that decides to look at a matter again has not decided it.
"""

from __future__ import annotations

import re

from minutes_cli.lexicon import table
from minutes_cli.model import Block, Decision, Span
from minutes_cli.prepared import compiled
from minutes_cli.text import View

_DECISIONS = [(entry["status"], compiled(entry["pattern"])) for entry in table("outcomes")["decision"]]
_DEFERRED = _DECISIONS[0]
_HEAD = 12  # characters before 。，； within which a demand may open with the word itself: 原则同意…


def find_decision(look: View, block: Block, start: int, end: int, first: bool) -> Decision | None:
    """The decision on the demand in `[start, end)`; `first` where it is the first of its block."""
    deciding = block.kind == "decision"
    if not deciding and not _OPENS.match(look.bare, start, end):
        return None
    deferred = _DEFERRED[1].search(look.bare, start, end)
    if deferred:
        return _decision(look, _DEFERRED[0], deferred)
    head = min(end, start + _HEAD)
    for status, pattern in _DECISIONS[1:4]:
        match = pattern.search(look.bare, start, head)
        if match:
            return _decision(look, status, match)
    if block.cue is None:
        return None
    for status, pattern in _DECISIONS:
        # The cue's own words; between them and the first demand only that one is meant.
        match = pattern.search(look.bare, block.cue.span.start, min(start, block.cue.span.end + 2 * first))
        if match:
            return _decision(look, status, match)
    return None


_OPENS = compiled("(?:会议|大会)?(?:原则(?:上|性)?)?(?:不?同意|暂缓|暂不|不予)")


def _decision(look: View, status: str, match: re.Match[str]) -> Decision:
    return Decision(status, look.text[slice(*match.span())], Span(*match.span()))
