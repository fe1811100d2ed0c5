"""Proceedings: what a meeting did, clause by clause, in sentences that no block owns.

In: a stretch of the bare look. Out: consecutive clauses of one act as one piece; it begins with the clause that
names the act and ends with the next act or the stretch.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from minutes_cli.lexicon import table

_T = table("acts")
_ACTS = [(entry["act"], f"act-{number}", re.compile(entry["pattern"])) for number, entry in enumerate(_T["act"])]
_ANY = re.compile("|".join(f"(?:{entry['pattern']})" for entry in _T["act"]))
_BACKGROUND = re.compile(_T["background"])
# A meeting's name holds act words that are none: 召开动员部署会, 学习研讨会上.
_NAME_AHEAD = re.compile(r"[^，。；：、的了□]{0,14}(?:会|会议|大会|仪式|论坛|活动|班)(?:[，。；：、（）上中□]|$|在|于|召开|举行|精神|要求|并|暨|圆满|顺利|隆重)")
_NOUN_BEFORE = re.compile(r"(?:决策|工作|重要|战略|重大|系列|的|各项|安排|总体|有关|一系列|听取|科学|调查|政策|学术|理论|专题|个人|主旨|领导|同志|重要讲话|深入|先进|优秀|受到|获得|荣获|教学|经)$")
_NOUN_AFTER = re.compile(r"的|精神|要求|上来|任务|工作会|以来|成果")


class Act(NamedTuple):
    """One proceeding: its act, range and rule."""

    act: str
    start: int
    end: int
    rule: str


def acts_between(bare: str, start: int, end: int, clauses: tuple[int, ...]) -> list[Act]:
    """The proceedings of `bare[start:end]`, whose clauses start at `clauses`."""
    bounds = [start, *(c for c in clauses if start < c < end), end]
    found: list[Act] = []
    for low, high in zip(bounds, bounds[1:], strict=False):
        named = act_of(bare, low, high)
        if named is None:
            continue
        act, rule = named
        if found and found[-1].act == act:
            found[-1] = Act(act, found[-1].start, high, found[-1].rule)
            continue
        if found:
            found[-1] = Act(found[-1].act, found[-1].start, low, found[-1].rule)
        found.append(Act(act, low, end, rule))
    if found:
        found[-1] = Act(found[-1].act, found[-1].start, end, found[-1].rule)
    return found


def act_of(bare: str, low: int, high: int) -> tuple[str, str] | None:
    """The act that a clause names, with its rule, or None."""
    if _BACKGROUND.match(bare[low:high].lstrip()) and not bare[high - 1] == "。":
        return None
    for match in _ANY.finditer(bare, low, high):
        at, end = match.start(), match.end()
        if _NAME_AHEAD.match(bare, end, high):
            continue
        word = bare[at:end]
        for act, rule, pattern in _ACTS:
            if pattern.fullmatch(word) or pattern.match(bare, at, high):
                if act in ("部署", "研究", "传达学习", "发言", "听取", "表决", "通报", "其他") and len(word) <= 4:
                    if _NOUN_BEFORE.search(bare, low, at) and not (at - low <= 4 and act != "部署"):
                        break
                    if word[-1] != "了" and _NOUN_AFTER.match(bare, end):
                        break
                return act, rule
    return None
