"""By when: the words of a deadline, and its date where the day of the meeting makes it certain.

In: the folded look, the range of a demand, the day of the meeting. Out: deadlines in order. A time alone is none: it
needs 前, 内 or 末 behind it, 到 before it, or a word of completion (年底完成).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from minutes_cli.lexicon import table
from minutes_cli.model import Deadline, Span, Target
from minutes_cli.prepared import compiled
from minutes_cli.semantics.dates import resolve
from minutes_cli.text import View

_T = table("deadlines")
_TIMES = [(entry["name"], compiled(entry["pattern"]), entry["ends"]) for entry in _T["time"]]
_ENDING = compiled(_T["endings"])
_COMPLETION = compiled(_T["completion"])
_BARE = frozenset(_T["bare"])
_UNTIL = compiled(_T["until"])
_NOT_BEFORE = compiled(f"(?:{_T['not_before']})$")
_BEFORE = 5  # characters in front of a time that are looked at
_HINT = compiled(_T["hint"])
_FIXED = compiled(_T["fixed"])
_HELD = compiled(_T["held"])
_LABEL = compiled(
    rf"{_T['label']} ?(?!(?:{_T['labelled_not']})(?:[，。；） \n]|$))(?P<words>[^，。；：（）\n ]{{2,20}})(?=[，。；） \n]|$)"
)
_CLAUSE_END = compiled("[，。；：！？\n]")
_SPOKEN = compiled(_T["spoken"])


def find_deadlines(
    look: View, start: int, end: int, met: date | None, decided: bool = False, targets: Sequence[Target] = ()
) -> list[Deadline]:
    """The deadlines printed in `[start, end)`, in order; they do not overlap.

    In what was `decided` the day an event is held counts; a year with one of `targets` behind it in its clause counts.
    """
    if not _HINT.search(look.folded, start, end):
        return []
    found: list[tuple[int, int, str | None]] = []
    for name, pattern, ends in _TIMES:
        for match in pattern.finditer(look.folded, start, end):
            reach = _reach(look.folded, start, end, match, name, ends) or _fixed(
                look.folded, start, end, match, name, decided, targets
            )
            if reach:
                low, high, ending = reach
                resolved = resolve(name, match.groupdict(), ending, met)
                found.append((low, high, resolved.isoformat() if resolved else None))
    kept: list[Deadline] = []
    for low, high, day in sorted(found, key=lambda each: (each[0], -each[1])):
        if not kept or low >= kept[-1].span.end:
            kept.append(Deadline(look.text[low:high], Span(low, high), day))
    return sorted([*kept, *_labelled(look, start, end, kept)], key=lambda each: each.span)


def _labelled(look: View, start: int, end: int, read: list[Deadline]) -> list[Deadline]:
    """What stands behind the label of a time limit where no time is read in it: 完成时限：长期坚持."""
    found = []
    for match in _LABEL.finditer(look.folded, start, end):
        low, high = match.span("words")
        if not any(low <= each.span.start < high for each in read):
            found.append(Deadline(look.text[low:high], Span(low, high), None))
    return found


def spoken_of(look: View, start: int, end: int) -> Span | None:
    """Where a time limit is spoken of (限期, 倒排工期)."""
    match = _SPOKEN.search(look.bare, start, end)
    return Span(*match.span()) if match else None


def _reach(
    folded: str, start: int, end: int, match: re.Match[str], name: str, ends: bool
) -> tuple[int, int, str] | None:
    """The range of the deadline around a time and the ending that makes it one, or None."""
    low, high = match.span()
    if _NOT_BEFORE.search(folded, max(start, low - _BEFORE), low):
        return None
    until = _UNTIL.search(folded, max(start, low - 5), low)
    first = until.start("word") if until else low
    ending = _ENDING.match(folded, high, end)
    if ending:
        return first, ending.end(), ending.group()
    if ends or until:
        return first, high, ""
    if name in _BARE and _COMPLETION.match(folded, high, end):
        return first, high, ""
    return None


def _fixed(
    folded: str, start: int, end: int, match: re.Match[str], name: str, decided: bool, targets: Sequence[Target]
) -> tuple[int, int, str] | None:
    """The range of a time without an ending: the day of an arranged event, the year of a target."""
    low, high = match.span()
    if name in ("year", "wholeyear") and not _NOT_BEFORE.search(folded, max(start, low - _BEFORE), low):
        clause = _CLAUSE_END.search(folded, high, end)
        limit = clause.start() if clause else end
        return (low, high, "") if any(high <= target.span.start < limit for target in targets) else None
    if name in _BARE and _FIXED.search(folded, max(start, low - _BEFORE), low):
        return low, high, ""
    if name not in ("day", "month", "tenth"):
        return None
    if _FIXED.search(folded, max(start, low - 3), low) or (decided and _HELD.match(folded, high, end)):
        return low, high, ""
    return None
