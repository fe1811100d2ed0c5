"""How binding a demand is: the word of force and its level.

In: the bare look and the range of a demand. Out: a `Force`, or None where none is printed (a bare
imperative). 要 in 主要 and 应 in 应急 are other words; the table lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes_cli.lexicon import alternation, table
from minutes_cli.model import Force, Span
from minutes_cli.prepared import compiled
from minutes_cli.text import View

_T = table("force")
_LEVEL = {entry["word"]: entry["level"] for entry in _T["word"]}


def _words(place: str) -> str:
    return alternation([entry["word"] for entry in _T["word"] if entry["place"] == place])


_ANY = compiled(_words("any"))
_HEAD = compiled(f"{_T['lead']}(?P<word>{_words('head')})")
_CLAUSE = compiled(_words("clause"))
_LATE = compiled(
    "|".join(
        f"(?:{'|'.join(f'(?<={word})' for word in entry['after'].split('|'))}){entry['word']}(?![^，。；]{{0,16}}的)"
        for entry in _T["word"]
        if entry["place"] == "late"
    )
)
_CLAUSAL = compiled(_T["clausal"])
_TRAPS = {
    entry["word"]: (compiled(entry["inside"]), compiled(entry["but"]) if entry["but"] else None) for entry in _T["trap"]
}
_REACH = 6  # no word of the traps is longer
_STOP = compiled("[，；。！？\n]")


def find_force(look: View, start: int, end: int, body: int | None = None) -> Force | None:
    """The force of the demand that fills `[start, end)`; its own words begin at `body`, behind the marker (一要)."""
    word = next(modals(look.bare, start, end), None)
    if word is None:
        body = start if body is None else body
        found = _HEAD.match(look.bare, body, end)
        word = found.span("word") if found else _in_first_clause(look.bare, body, end)
    if word is None:
        late = _LATE.search(look.bare, start, end)
        word = late.span() if late else None
    if word is None:
        return None
    return Force(look.text[slice(*word)], _LEVEL[look.folded[slice(*word)]], Span(*word))


def modals(bare: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of force in `[start, end)` that stand as words of their own, as ranges in order."""
    for match in _ANY.finditer(bare, start, end):
        if not _trapped(bare, match, start, end) and not _CLAUSAL.match(bare, match.end(), end):
            yield match.span()


def _in_first_clause(bare: str, start: int, end: int) -> tuple[int, int] | None:
    stop = _STOP.search(bare, start, end)
    for match in _CLAUSE.finditer(bare, start, stop.start() if stop else end):
        if not _trapped(bare, match, start, end):
            return match.span()
    return None


def _trapped(bare: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether the word is part of another one."""
    trap = _TRAPS.get(match.group())
    if trap is None:
        return False
    inside, but = trap
    high = min(len(bare), match.end() + _REACH)
    for at in range(max(0, match.start() - _REACH), match.start() + 1):
        found = inside.match(bare, at, high)
        if found and found.end() >= match.end() and not (but and but.match(bare, at, high)):
            return True
    return False
