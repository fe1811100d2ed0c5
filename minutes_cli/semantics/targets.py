"""Quantitative targets: a number with its unit, the words of aim before it, the modifier behind it.

In: the bare look and the range of a demand. Out: targets in order (增长8%以上, 突破2000亿元). A number that only counts
what is listed (3项任务) is none, a date neither.
"""

from __future__ import annotations

import re

from minutes_cli.lexicon import alternation, table
from minutes_cli.model import Span, Target
from minutes_cli.prepared import compiled
from minutes_cli.text import View

_T = table("targets")


def _either(name: str) -> str:
    """The words of a row of the table as an alternation, the longest first."""
    return alternation(_T[name].split("|"))


_NUMBER = compiled(
    r"(?<![\d.第“等])(?:(?P<digits>\d[\d.,]*)(?P<more>[多余几])?(?P<scale>万亿|千万|百万|千亿|百亿|亿|万|千|百)?(?P<also>[多余])?"
    r"|百分之(?P<percent>[一二三四五六七八九十百点]{1,6}))"
    f"(?P<unit>{_either('measures')}|{_either('counts')})?"
)
_COMPARE = compiled(f"(?P<word>{_either('compare')}){_T['compare_tail']}$")
_AIM = compiled(f"{_either('compare')}|{_either('aims')}")
_HOPE = compiled(f"(?P<word>{_either('hopes')})[^，。；：\n]{{0,4}}$")
_BEHIND = compiled(_either("behind"))
_OBJECT = compiled(f"(?:[^，。；：、\n的]{{0,6}}?(?:{_either('objects')}))")
_NOUN_BEHIND = compiled(_T["slogans"])
_COMPARED = compiled(_T["compared"])
_BOUNDS = compiled("不低于|不少于|不超过|不高于|高于|低于|至少|最少|不小于|不大于|快于|好于|优于")
_COUNTS = frozenset(_T["counts"].split("|"))
_BREAK = compiled("[，。；：、！？\n（）]")
_FILL = 12  # characters between the word of aim and the number: 引进亿元以上项目30个
_REACH = 10  # characters before the number in which comparing words that touch it stand
_FROM = compiled(_T["from"])
_SIZED = compiled(_T["sized"])
_DATE = compiled("[年月日号时点]")


def find_targets(look: View, start: int, end: int) -> list[Target]:
    """The targets printed in `[start, end)`, in order."""
    found = [match.span() for match in _COMPARED.finditer(look.bare, start, end)]
    for match in _NUMBER.finditer(look.bare, start, end):
        span = _target(look.bare, start, end, match)
        if span:
            found.append(span)
    kept: list[Target] = []
    for low, high in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or low >= kept[-1].span.end:
            kept.append(Target(look.text[low:high], Span(low, high), _modifier(look, start, low, high)))
    return kept


def _target(bare: str, start: int, end: int, match: re.Match[str]) -> tuple[int, int] | None:
    """The range of the target around a number, or None."""
    high = match.end()
    unit = match["unit"]
    if unit is None and ((match["scale"] is None and match["percent"] is None) or _DATE.match(bare, high)):
        return None
    if _FROM.search(bare, max(start, match.start() - _REACH), match.start()):
        return None
    behind = _BEHIND.match(bare, high, end)
    if behind:
        high = behind.end()
        if _SIZED.match(bare, high, end):
            return None
    elif unit and _NOUN_BEHIND.match(bare, high, end):
        return None
    elif unit in _COUNTS:
        counted = _OBJECT.match(bare, high, end)
        high = counted.end() if counted else high
    touching = _COMPARE.search(bare, max(start, match.start() - _REACH), match.start())
    if touching:
        return touching.start(), high
    if behind or match["percent"] or unit in ("%", "％", "‰", "个百分点") or _aimed(bare, start, match.start()):
        return match.start(), high
    return None


def _aimed(bare: str, start: int, low: int) -> bool:
    """Whether a word of aim leads to the number at `low`."""
    reach = max(start, low - _FILL - 8)
    stops = [stop.end() for stop in _BREAK.finditer(bare, reach, low)]
    words = _AIM.finditer(bare, stops[-1] if stops else reach, low)
    return any(low - match.end() <= _FILL for match in words)


def _modifier(look: View, start: int, low: int, high: int) -> str | None:
    """The words of hope before it, of bound in it, of looseness behind the figure, as printed."""
    hope = _HOPE.search(look.bare, max(start, low - 8), low)
    bound = _BOUNDS.match(look.bare, low, high)
    behind = [match for match in _BEHIND.finditer(look.bare, low, high) if match.end() == high]
    spans = [hope.span("word") if hope else None, bound.span() if bound else None, behind[0].span() if behind else None]
    return "、".join(look.text[slice(*span)] for span in spans if span) or None
