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
_NAME = re.compile(
    r"(?:召开|举行|举办|召集|开展|出席|参加|列席|主持)(?:了)?[^，。；：]*(?:会议?|大会|仪式|论坛|活动|班|讲座|学习)(?!精神|议)"
)
_NAME_AHEAD = re.compile(
    r"[^，。；：、的了□]{0,14}?(?:会议?|大会|仪式|论坛|班)(?:[，。；：、（）上中]|$|在|于|召开|举行|暨|圆满|顺利|隆重)"
)
_NOUN_BEFORE = re.compile(
    r"(?:决策|工作|重要|战略|重大|系列|的|各项|安排|总体|有关|一系列|科学|调查|政策|学术|理论|先进|优秀|受到|获得|荣获|教学|经|成功|重要讲话|主题|贯彻|落实|持续|开展|领导)$"
)
_NOUN_AFTER = re.compile(r"的(?!□|《)|要求|上来|任务|以来|成果|活动|中(?:，|的)")


class Act(NamedTuple):
    """One proceeding: its act, range and rule."""

    act: str
    start: int
    end: int
    rule: str


def act_of(bare: str, low: int, high: int) -> tuple[str, str] | None:
    """The act that a clause names, with its rule, or None."""
    if _BACKGROUND.match(bare[low:high].lstrip()) and bare[high - 1] != "。":
        return None
    name = _NAME.search(bare, low, high)
    skip = name.span() if name else (high, high)
    for match in _ANY.finditer(bare, low, high):
        at, end = match.start(), match.end()
        if skip[0] <= at < skip[1] or _NAME_AHEAD.match(bare, end, high):
            continue
        if end - at <= 4:
            if _NOUN_BEFORE.search(bare, low, at):
                continue
            if bare[end - 1] != "了" and _NOUN_AFTER.match(bare, end):
                continue
        for act, rule, pattern in _ACTS:
            if pattern.match(bare, at, high):
                return act, rule
    return None
