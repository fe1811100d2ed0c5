"""Is this an article about a meeting, and which: stretches, names, dates, chairs.

In: the look at the article, its body and heading. Out: the gate's answer and the meetings' heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutes_cli.structure.cues import Cue
from minutes_cli.structure.people import name_at_end
from minutes_cli.text import View

_CONVENE = r"(?:召开|举行|举办|开幕|召集|闭幕|开会|组织召开|隆重举行|开展)"
_MEETING = r"(?:会议|大会|全会|座谈会|研讨会|推进会|部署会|动员会|例会|现场会|调度会|协调会|报告会|交流会|学习会|总结会|工作会|常委会|常务会|联席会|发布会|论坛|峰会|仪式|党组会|民主生活会|预备会|年会|宣讲会|说明会|恳谈会|洽谈会|反馈会|督导会|中心组|[^社机一不都社工协商学才也][会])"
_LEAD = re.compile(rf"{_CONVENE}[^，。；]{{0,60}}{_MEETING}|{_MEETING}[^，。；]{{0,40}}{_CONVENE}|主持(?:召开)?[^，。；]{{0,40}}{_MEETING}|(?:出席|参加)[^，。；]{{0,40}}{_MEETING}")
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_DAY = re.compile(r"(?<![月\d])(\d{1,2})日(?:至\d{1,2}日)?(?:上午|下午|晚|在|召开|主持|举行)?|(\d{1,2})至\d{1,2}日")
_NOT_TITLE = re.compile(r"热议|侧记|述评|评论|反响|综述|解读|答记者问|观察|启示|纪实|启示录|感言|【时文】|公告$|条例|办法$|规定$|意见$|细则|实施方案|的通知$|发表.*文章|系列报道|学习参考|备考|范文|技巧|指南|快讯|联播")
_MEETING_CUES = frozenset(("会议", "大会", "全会"))


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the article reports a meeting, and where its stretch begins."""

    kind: str
    start: int


def gate(look: View, title: str | None, cues: list[Cue], start: int, end: int) -> Gate:
    """The gate “is this a meeting at all”, from the lead, the title, the cues and who was there."""
    body = [s for s in look.sentences if s.start >= start and s.end <= end]
    bare = look.bare
    score = 0
    first = start
    for number, sentence in enumerate(body[:5]):
        if _LEAD.search(bare, sentence.start, sentence.end):
            score += 2 if number < 2 else 1
            first = sentence.start
            break
    own = [cue for cue in cues if cue.kind == "meeting" and cue.subject in _MEETING_CUES]
    score += min(2, len(own))
    if title and _NOT_TITLE.search(title):
        score -= 3
    if title and re.search(_MEETING, title):
        score += 1
    if re.search(r"(?:出席|参加|列席|主持)(?:了)?[^，。；]{0,20}(?:会议?|大会|仪式|活动)", bare[start:end]):
        score += 1
    kind = "meeting" if score >= 2 else ("mention" if own or score == 1 else "other")
    return Gate(kind, first)


def meeting_date(look: View, start: int, end: int, published: str | None) -> str | None:
    """The day of the meeting: `YYYY-MM-DD`, `--MM-DD`, or None if only a day is printed and no month is known."""
    match = _DATE.search(look.folded, start, end)
    if match:
        year, month, day = match.groups()
        if year is None and published:
            year = published[:4]
            if (int(month), int(day)) > (int(published[5:7]), int(published[8:10])):
                year = str(int(year) - 1)
        if year is None:
            year = _year_nearby(look, start, end, match.start(), match.end())
        return f"{year or '-'}-{int(month):02}-{int(day):02}"
    if published:
        day_only = _DAY.search(look.folded, start, min(end, start + 200))
        if day_only:
            day = int(day_only.group(1) or day_only.group(2))
            if 1 <= day <= int(published[8:10]):
                return f"{published[:8]}{day:02}"
    return None


_YEAR = re.compile(r"(20\d\d|19\d\d)年")


def _year_nearby(look: View, start: int, end: int, low: int, high: int) -> str | None:
    """A year in the meeting's own name, in the same sentence, or in a full date nearby."""
    full = re.search(r"(\d{4})年\d{1,2}月\d{1,2}日", look.folded[start:end])
    if full:
        return full.group(1)
    stop = look.folded.find("。", high, end)
    name = re.search(r"(?:召开|举行)[^，。；]{0,12}?(20\d\d)年[^，。；]{0,60}(?:会|仪式)|(20\d\d)年[^，。；]{0,80}(?:会议?|大会|仪式)[^，。；]{0,20}(?:召开|举行)", look.folded[high : stop if stop > 0 else end])
    if name:
        return name.group(1) or name.group(2)
    return None


_CHAIR = re.compile(r"主持")


def chairs(look: View, start: int, end: int, names: frozenset[str]) -> list[tuple[str, int, int]]:
    """Who 主持: (name, start, end) in order."""
    found: list[tuple[str, int, int]] = []
    bare = look.bare
    for match in _CHAIR.finditer(bare, start, end):
        at = match.start()
        after = bare[match.end() : match.end() + 2]
        if after in ("人宣", "人依", "人介", "人说"):
            continue
        low = max(bare.rfind(mark, start, at) for mark in "，。；：\n") + 1
        low = max(low, start)
        named = _name_before(bare, low, at, names)
        if named and named[0] not in {name for name, _, _ in found}:
            found.append(named)
    return found


def _name_before(bare: str, low: int, at: int, names: frozenset[str]) -> tuple[str, int, int] | None:
    """The name before 主持, past adverbs and what the person also did (出席并)."""
    head = re.sub(r"(?:同志|代表[^，。；]{0,12}|受[^，。；]{0,20}委托|出席(?:会议|仪式|大会|活动)?并?|共同|分别|并|在[^，。；]{0,24}|于[^，。；]{0,12}|出席会议并|昨天|今天|近日|\d{1,2}日(?:上午|下午)?)+$", "", bare[low:at])
    named = name_at_end(head, names)
    if named is None:
        return None
    name, begin = named
    return name, low + begin, low + begin + len(name)
