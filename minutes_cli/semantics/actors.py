"""Units and groups that can act: does a stretch name such, and nothing else?

In: a range of the bare look. Out: the ranges of the actors in it, parted at 、, or nothing. 党的领导 and 城乡布局 end like
actors and are none; the table lists them.
"""

from __future__ import annotations

import re

from minutes_cli.lexicon import alternation, table

_T = table("parties")
# “一把手” is masked in the bare look: three characters behind what such a head can have.
_ENDS = re.compile(f"(?:{alternation(_T['ends'])}|[政门位级各织]“□□□”)(?:（□*）)?$")
_NOT_ENDS = re.compile(f"(?:{_T['not_ends']})$")
_LEADS = re.compile(_T["leads"])
_TAILS = re.compile(f"{_T['tails']}$")
_PHRASE = re.compile(_T["phrase"])
_NOT_STARTS = re.compile(_T["not_starts"])
_NOT_INSIDE = re.compile(_T["not_inside"])
_TOLD = re.compile(_T["told"])
_LONGEST = 48  # characters of one actor, with all that goes before its head
_JOINED = re.compile("[和与及]|以及|暨")
_WHOLE = re.compile("各|全|广大|有关|相关|所有|学校|市委|区委|县委|省委")


def actors(bare: str, low: int, high: int) -> list[tuple[int, int]]:
    """The actors that fill `bare[low:high]`, adverbs and a phrase (在工作中) behind them aside; empty if it names none."""
    low, high = _trimmed(bare, low, high)
    for told in _TOLD.finditer(bare, low, high):
        low = told.end()
    lead = _LEADS.match(bare, low, high)
    if lead:
        low = lead.end()
    high = _without_tail(bare, low, high)
    if not acts(bare, low, high):
        high = _before_phrase(bare, low, high)
        if high is None or not acts(bare, low, high):
            return []
    return _parted(bare, low, high)


def acts(bare: str, low: int, high: int) -> bool:
    """Whether `bare[low:high]` has the form of an actor or of a list of them."""
    if not 2 <= high - low <= _LONGEST * 2 or _NOT_STARTS.match(bare, low, high):
        return False
    last = max(low, 1 + bare.rfind("、", low, high))
    if _NOT_STARTS.match(bare, last, high) or _NOT_INSIDE.search(bare, low, high):
        return False
    return (
        high - last <= _LONGEST
        and _ENDS.search(bare, max(low, high - 24), high) is not None
        and _NOT_ENDS.search(bare, max(low, high - 10), high) is None
    )


def _trimmed(bare: str, low: int, high: int) -> tuple[int, int]:
    while low < high and bare[low] in " ，：":
        low += 1
    while high > low and bare[high - 1] in " ，":
        high -= 1
    return low, high


def _without_tail(bare: str, low: int, high: int) -> int:
    tail = _TAILS.search(bare, max(low, high - 12), high)
    return tail.start() if tail and tail.start() > low else high


def _before_phrase(bare: str, low: int, high: int) -> int | None:
    for match in _PHRASE.finditer(bare, low + 2, high):
        if acts(bare, low, match.start()):
            return match.start()
    return None


def _parted(bare: str, low: int, high: int) -> list[tuple[int, int]]:
    """The list's members. A member that is no actor by itself (北京、上海等地) leaves the list whole."""
    cuts = [low, *(at + 1 for at in range(low, high) if bare[at] == "、"), high + 1]
    parts = [(a, b - 1) for a, b in zip(cuts, cuts[1:], strict=False)]
    if len(parts) > 1 and not all(acts(bare, a, b) for a, b in parts):
        return [(low, high)]
    return [piece for part in parts for piece in _joined(bare, *part)]


def _joined(bare: str, low: int, high: int) -> list[tuple[int, int]]:
    """区财政局和区审计局 as two; 各级党委和政府 is one."""
    for match in _JOINED.finditer(bare, low + 2, high - 2):
        left, right = (low, match.start()), (match.end(), high)
        if acts(bare, *left) and acts(bare, *right) and not _WHOLE.match(bare, low) and not _WHOLE.match(bare, right[0]):
            return [left, *_joined(bare, *right)]
    return [(low, high)]
