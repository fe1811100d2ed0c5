"""Proceedings: what a meeting did, clause by clause, in sentences that no block owns.

In: a stretch of the bare look. Out: consecutive clauses of one act as one piece; it begins with the clause that
names the act and ends with the next act or the stretch.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled, led, sought
from minutes_cli.structure.people import name_at_end
from minutes_cli.structure.speakers import subject

_T = table("acts")
_ACTS = {
    f"act{number}": (entry["act"], "act-recap" if "by_person" in entry else f"act-{number}")
    for number, entry in enumerate(_T["act"])
}
_ANY = sought("|".join(f"(?P<act{number}>{led(entry['pattern'])})" for number, entry in enumerate(_T["act"])))
_OF_NOUN = {noun: act for act, nouns in _T["light"]["nouns"].items() for noun in nouns}
_LIGHT = sought(f"{_T['light']['verb']}{_T['light']['between']}({alternation(tuple(_OF_NOUN))})(?!精神|会(?!议)|书)")
_BACKGROUND = compiled(_T["background"]["pattern"])
# 作了关于审议结果的报告: what it is about names no act.
_REPORTS_ON = compiled(r"(?<![工合操所])[作做](?:了|的)?关于[^，。；]*(?:报告|说明|[，；])")
# 在听取汇报后作讲话: what went before is no act of the clause.
_AFTER = compiled(r"在[^，。；]{2,120}?后(?=[作做发讲])")
_TOPIC = compiled("围绕|就(?!业|诊|餐)|针对|从|根据|结合")
_TAIL = 8  # characters behind a verb that may still be its object
# 对措施进行部署, 围绕改革作报告: what stands behind the preposition is the act's object.
_PREPOSED = compiled("[就对围绕针结合从以向]")
# A meeting's name holds act words that are none: 召开动员部署会, 学习研讨会上.
_NAME = compiled(
    r"(?:召开|举行|举办|召集|开展|出席|参加|列席|主持)(?:了)?[^，。；：]{0,120}(?:会议?|大会|仪式|论坛|活动|班|讲座|(?<!传达)学习(?!贯彻))(?!精神|议)"
)
_NAME_AHEAD = compiled(
    r"[^，。；：、的了□在]{0,14}?(?:(?<!委员)(?<!理事)(?<!董事)(?<!监事)(?<!基金)会议?|大会|仪式|论坛|班)(?:[，。；：、（）上中]|$|在|于|召开|举行|暨|圆满|顺利|隆重)"
)
_NOUN_BEFORE = compiled(
    r"(?:决策|要求|统筹|积极|精心|周到|合理|工作|重要|战略|重大|系列|的|各项|安排|总体|有关|一系列|科学|调查|政策|学术|理论|先进|优秀|受到|获得|荣获|教学|成功|重要讲话|主题|贯彻|落实|持续|开展|领导)$"
)
_NOUN_AFTER = compiled(r"的(?!□|《)|要求|上来|任务|以来|成果|活动|中(?:，|的)")


# What is meant to be, or goes on all the time, is nothing that this meeting did.
_NOT_DONE = compiled(
    r"[^，。；就对围绕针结合从]{0,20}(?:旨在|让|使(?!用)|将(?:会|要|通过|继续|进一步|在|对)|坚持(?!不)|推动(?!会)|推进(?!会|中心|办|组)|打造|促进(?!中心|会)|助力|标志着|深化(?!改革)|确保|加大|已于|提请)"
)


# 文明岗是授予先进集体的称号: what something is.
_DEFINES = compiled(r"[^，。；]{1,30}(?<![总要])是[^，。；]*(?:的|之)[^，。；的]{1,10}[，。；]?$")


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
    if _DEFINES.match(bare, low, high):
        return None
    if _REPORTS_ON.search(bare, low, high):
        return "听取", "act-report"
    name = _NAME.search(bare, low, high)
    after = _AFTER.search(bare, low, high)
    skip = range(*name.span()) if name else range(*after.span()) if after else range(0)
    light = next(
        (
            m
            for m in _LIGHT.finditer(bare, low, high)
            if m.start() not in skip and not _NOT_DONE.match(bare, low, m.start())
        ),
        None,
    )
    verbs = [m for m in _ANY.finditer(bare, low, high) if m.start() not in skip and _acts(bare, m, low, high)]
    preposed = bool(verbs) and _PREPOSED.search(bare, low, verbs[0].start()) is not None
    if light and (not verbs or light.start() <= verbs[0].start() or preposed):
        return _OF_NOUN[light.group(1)], "act-noun"
    if not verbs:
        return None
    voted = verbs[0].group().endswith("通过")  # 以投票方式通过聘任…
    verb = verbs[-1 if preposed and not voted else 0]
    at, stop = verb.span()
    if preposed and high - stop > _TAIL and bare[at] in "学总回研重" and _TOPIC.search(bare, low, at):
        return None  # 围绕学习贯彻会议精神的重点，…: the topic of what the next clause says
    return _ACTS[verb.lastgroup or ""]


_MEETINGS = ("会议", "大会", "全会")


def actors(bare: str, act: Act, names: frozenset[str]) -> tuple[str, ...]:
    """Who did it, as printed and without posts: what stands before the first word for the act. Empty where nobody is named."""
    if bare.startswith(_MEETINGS, act.start):
        return (bare[act.start : act.start + 2],)
    verb = _ANY.search(bare, act.start, act.end)
    stop = verb.start() if verb else act.end
    if stop == act.start:
        return ()  # nobody stands before the word
    light = _LIGHT.search(bare, act.start, act.end)
    words = bare[act.start : min(stop, light.start() if light else act.end)] if verb or light else ""
    words = words[max(words.rfind(mark) for mark in "，；：") + 1 :]
    kind, name = (subject(words, names) if words else None) or ("", "")
    if kind == "person":
        return _persons(words, name, names)
    named = kind in ("meeting", "role", "body") or (kind == "pronoun" and name not in ("他", "她"))  # 与会人员
    return (name,) if named and "组织" not in name else ()


def _persons(words: str, last: str, names: frozenset[str]) -> tuple[str, ...]:
    """县长林知远、副县长苏见微同志作了发言: the persons of the list that `last` ends."""
    found: list[str] = []
    for part in reversed(_LISTED.split(words[: words.rfind(last) + len(last)])):
        named = name_at_end(part.removesuffix("同志"), names)
        if named is None:
            break
        found.insert(0, named[0])
    return tuple(found) or (last,)


_LISTED = compiled("[、和与及]|以及")


def _acts(bare: str, match: re.Match[str], low: int, high: int) -> bool:
    """Whether a word that can name an act does so here: it is no noun, and no part of a meeting's name."""
    at, end = match.span()
    conveyed = bare.startswith("传达", at)  # 传达学习全国工作会议、本市工作会议精神
    if (bare[end - 1] != "了" and not conveyed and _NAME_AHEAD.match(bare, end, high)) or _NOT_DONE.match(
        bare, low, at
    ):
        return False
    if end - at > 4 or bare[at] in "提给":  # 对前期工作给予肯定
        return True
    return bare[end - 1] == "了" or not (_NOUN_BEFORE.search(bare, low, at) or _NOUN_AFTER.match(bare, end))
