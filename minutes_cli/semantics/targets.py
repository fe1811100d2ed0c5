"""Quantitative targets: a number with its unit, the words of aim before it, the modifier behind it.

In: the bare look and the range of a demand. Out: quotes in order (增长8%以上, 力争突破2000亿元). A number that only counts
what is listed (3项任务) is none, a date neither.
"""

from __future__ import annotations

import re

from minutes_cli.lexicon import alternation, table
from minutes_cli.model import Quote, Span
from minutes_cli.text import View

_T = table("targets")


def _either(name: str) -> str:
    """The words of a row of the table as an alternation, the longest first."""
    return alternation(_T[name].split("|"))


_NUMBER = re.compile(
    r"(?<![\d.第“等])(?:(?P<digits>\d[\d.,]*)(?P<more>[多余几])?(?P<scale>万亿|千万|百万|千亿|百亿|亿|万|千|百)?(?P<also>[多余])?"
    r"|百分之(?P<percent>[一二三四五六七八九十百点]{1,6}))"
    f"(?P<unit>{_either('measures')}|{_either('counts')})?"
)
_MEASURE = frozenset(_T["measures"].replace("?", "").split("|")) | {"千瓦", "千瓦时", "万千瓦"}
_AIM = re.compile(_either("aims"))
_AIM_END = re.compile(f"(?:{_either('aims')})(?:[和并与或、]?(?:{_either('aims')}))*{_T['aim_tail']}")
_BEFORE = re.compile(f"(?:(?:{_either('modifiers_before')}|{_either('aims')})[和并与或、]?)+$")
_BEHIND = re.compile(f"(?:{_either('modifiers_behind')})")
_NOUN_BEHIND = re.compile(_T["slogans"])
_COMPARED = re.compile(f"(?:{_T['modifiers_before']}|{_T['aims']})?(?:{_T['compared']})")
_BREAK = re.compile("[，。；：、！？\n（）]")
_FILL = 12  # characters between the word of aim and the number: 引进亿元以上项目30个
_DATE = re.compile("[年月日号时点]")


def find_targets(look: View, start: int, end: int) -> list[Quote]:
    """The targets printed in `[start, end)`, in order."""
    found = [match.span() for match in _COMPARED.finditer(look.bare, start, end)]
    for match in _NUMBER.finditer(look.bare, start, end):
        span = _target(look.bare, start, end, match)
        if span:
            found.append(span)
    kept: list[Quote] = []
    for low, high in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or low >= kept[-1].span.end:
            kept.append(Quote(look.text[low:high], Span(low, high)))
    return kept


def _target(bare: str, start: int, end: int, match: re.Match[str]) -> tuple[int, int] | None:
    """The range of the target around a number, or None."""
    high = match.end()
    unit = match["unit"]
    if unit is None and (match["scale"] is None and match["percent"] is None or _DATE.match(bare, high)):
        return None
    behind = _BEHIND.match(bare, high, end)
    if behind:
        high = behind.end()
    elif unit and _NOUN_BEHIND.match(bare, high, end):
        return None
    aim = _aim(bare, start, match.start())
    if aim is not None:
        return aim, high
    if behind or match["percent"] or (unit in ("%", "％", "‰", "个百分点")):
        return match.start(), high
    return None


def _aim(bare: str, start: int, low: int) -> int | None:
    """Where the words of aim begin that lead to the number at `low`, or None."""
    reach = max(start, low - _FILL - 8)
    stops = [stop.end() for stop in _BREAK.finditer(bare, reach, low)]
    last = None
    for match in _AIM.finditer(bare, stops[-1] if stops else reach, low):
        if low - match.end() <= _FILL:
            last = match
    if last is None:
        return None
    before = _BEFORE.search(bare, max(start, last.start() - 16), last.start())
    return before.start() if before else last.start()
