"""Is this an article about a meeting, and which: stretches, names, dates, chairs.

In: the look at the article, its body and heading. Out: the gate's answer and the meetings' heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutes_cli.structure.cues import Cue
from minutes_cli.text import Sentence, View

_CONVENE = r"(?:召开|举行|举办|开幕|召集|闭幕|开会|组织召开|隆重举行|开展)"
_MEETING = r"(?:会议|大会|全会|座谈会|研讨会|推进会|部署会|动员会|例会|现场会|调度会|协调会|报告会|交流会|学习会|总结会|工作会|常委会|常务会|联席会|发布会|论坛|峰会|仪式|党组会|民主生活会|预备会|年会|宣讲会|说明会|恳谈会|洽谈会|反馈会|开班式|结业式|典礼|研讨班|督导会|中心组|(?:中心组|集体|专题|扩大|理论)学习|工作坊|培训|[^社机一不都社工协商学才也][会])"
_LEAD = re.compile(
    rf"{_CONVENE}[^，。；]{{0,60}}{_MEETING}|{_MEETING}[^，。；]{{0,40}}{_CONVENE}|主持(?:召开)?[^，。；]{{0,40}}{_MEETING}|(?:出席|参加)[^，。；]{{0,40}}{_MEETING}|会议[^，。；]{{0,12}}通过|在[^，。；]{{0,40}}会议?(?:上)?(?:表示|强调|指出|说)"
)
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_NOT_TITLE = re.compile(
    r"调研|考察(?!组)|关注|看望|视察|会见|会谈|丰硕成果|巡礼|热议|侧记|述评|评论|反响|综述|解读|答记者问|观察|启示|纪实|启示录|感言|【时文】|公告$|条例|办法$|规定$|意见$|细则|实施方案|的通知$|发表.*文章|系列报道|学习参考|祝贺|致电|贺电|备考|范文|技巧|指南|快讯|联播"
)
_MEETING_CUES = frozenset(("会议", "大会", "全会"))


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the article reports a meeting (meeting, mention, other), and the stretch that does."""

    kind: str
    start: int
    end: int


def gate(look: View, title: str | None, cues: list[Cue], start: int, end: int) -> Gate:
    """The gate “is this a meeting at all”, from the lead, the title, the cues and who was there."""
    body = [s for s in look.sentences if s.start >= start and s.end <= end]
    if title and _NOTICE.search(title):
        return _inset(look, body, cues) or Gate("mention" if cues else "other", start, end)
    score = 0
    first = start
    leads = [(n, s) for n, s in enumerate(body[:8]) if _held(look, s, title) or (n < 2 and _closed(look, s))]
    dated = [
        (n, s)
        for n, s in leads
        if _HELD.search(look.folded, s.start, s.end) and _ANY_DATE.search(look.folded, s.start, s.end)
    ]
    if leads:
        number, sentence = leads[0]
        score += 2 if number < 3 or dated else 1
        opened = any(_EVENT.search(look.folded, s.start, s.end) for s in body[:3])
        first = sentence.start if number > 5 and not opened else start
    elif any(_EVENT.search(look.folded, s.start, s.end) for s in body[:3]):
        score += 1
    instructed = [cue for cue in cues if cue.start < first and _INSTRUCTED.search(look.bare, cue.start, cue.at)]
    if instructed:
        score += 1
        first = start
    if score > 1 and any(cue.kind in ("person", "pronoun") for cue in cues):
        score += 1
    if _PRESS.search(look.bare, start, end):
        score -= 3
    own = [cue for cue in cues if cue.kind == "meeting" and cue.subject in _MEETING_CUES]
    among = any(_AMONG.search(look.bare, s.start, s.end) for s in body[:3])
    score += min(2, len(own))
    if title and _NOT_TITLE.search(title):
        score -= 3
    if title and _ECHO.search(title) and not among:
        score -= 3
    if title and re.search(_MEETING, title):
        score += 1
    if _PRESENT.search(look.bare, start, end):
        score += 1
    if any(cue.kind in ("person", "role", "meeting") for cue in cues) and _AT_IT.search(look.bare, start, end):
        score += 1
    if among:
        score += 2
    if (
        not any(cue.kind in ("meeting", "person", "pronoun") and "总书记" not in cue.subject for cue in cues)
        and end - start > _ESSAY
    ):
        score -= 2
    if score >= 2:
        return Gate("meeting", first, end)
    return _inset(look, body, cues) or Gate("mention" if own or score == 1 else "other", start, end)


_ESSAY = 1500  # characters without a single cue: an essay or a feature that mentions a meeting
_NOTICE = re.compile(r"通知$|的意见$|公告$|的决定$|办法$|规定$|条例$|方案$|细则$|章程$|制度$|须知$")
_HELD = re.compile(_CONVENE)
_ANY_DATE = re.compile(r"\d{1,2}(?:月\d{1,2})?日|近日|日前|今天|昨天|昨日|今日")
_EVENT = re.compile(
    r"(?:活动|党课|讲座|宣讲|授课|签约|揭牌|学术节)[^，。；]{0,20}(?:举行|召开|举办|开展)|(?:举行|举办|开展)[^，。；]{0,40}(?:活动|党课|讲座|宣讲|签约|揭牌)|(?:作|做|讲授)[^，。；]{0,60}(?:党课|讲座|报告|课)|(?:参加|出席)[^，。；]{0,40}(?:审议|讨论|环节|演讲|报告)"
)
# A meeting above, told of as background: not this article's unless its title says so.
_ABOVE = re.compile(
    r"中共中央政治局|党的[一二三四五六七八九十]+[大届]|总书记|中央[^，。]{0,8}会议|全国[^，。]{0,16}会议|[一二三四五六七八九十]+届[^，。]{0,4}[一二三四五六七八九十]中全会"
)


def _closed(look: View, sentence: Sentence) -> bool:
    """大会圆满完成各项议程，于12月21日闭幕: the first sentences may say it over several clauses."""
    found = _OVER_CLAUSES.search(look.folded, sentence.start, sentence.end)
    return found is not None and _ABOVE.search(look.bare, sentence.start, sentence.end) is None


_OVER_CLAUSES = re.compile(r"(?:会议|大会|全会|论坛)[^。；]{0,60}(?:召开|举行|开幕|闭幕)")


def _held(look: View, sentence: Sentence, title: str | None) -> bool:
    """Whether a sentence says that this article's meeting was held."""
    if not _LEAD.search(look.folded, sentence.start, sentence.end):
        return False
    above = _ABOVE.search(look.bare, sentence.start, sentence.end)
    if above and title and above.group() == "中共中央政治局" and not re.search("中央|政治局|习近平", title):
        return False
    if above is None or _OWN_MEETING.search(look.folded, sentence.start, sentence.end):
        return True
    return title is not None and above.group()[:4] in title


_OWN_MEETING = re.compile(
    rf"(?:召开|举行|主持召开)(?!的|以来|之际)[^，。；]{{0,60}}{_MEETING}(?:[”，。；（]|活动)|{_MEETING}[^，。；]{{0,24}}(?:召开|举行)(?!的|以来|之际)"
)
# News that quotes agencies is about something else.
_PRESS = re.compile(r"据[^，。；]{1,12}报道|美联社|路透社|法新社|共同社|韩联社")
# What those who were not there say of a meeting.
_ECHO = re.compile(r"热议|反响|收听收看|热切|心得")
_AT_IT = re.compile(r"(?<!在)(?:课|会议|座谈会|反馈会|大会|会|仪式)上，|大会前，")
# Those who are there talk about it while it sits.
_AMONG = re.compile(r"与会[^，。；]{0,10}(?:纷纷|结合|围绕|就|认为|表示|一致)")
_INSTRUCTED = re.compile(r"(?:指示|批示)(?:中)?$")
_PRESENT = re.compile(
    r"(?:出席|参加|列席|主持)(?:了)?[^，。；]{0,20}(?:会议|大会|座谈会|仪式|活动|环节|学习)|(?:参会|到会|主持会)"
)


def _inset(look: View, body: list[Sentence], cues: list[Cue]) -> Gate | None:
    """A notice or a report of another kind that tells of a meeting in one paragraph."""
    for number, sentence in enumerate(body):
        if not _held(look, sentence, None) or not re.search(_CONVENE, look.bare[sentence.start : sentence.end]):
            continue
        stop = look.bare.find("\n", sentence.end)
        stop = len(look.bare) if stop < 0 else stop
        said = [cue for cue in cues if sentence.end <= cue.start < stop]
        if any(cue.subject in _MEETING_CUES or cue.noun for cue in said) and (
            _DATE.search(look.folded, sentence.start, sentence.end) or number < 8
        ):
            return Gate("meeting", sentence.start, stop)
    return None


# ── several meetings in one article ──

_ANOTHER = re.compile(r"[ ]*(?:另讯|又讯|另据|同日|(?:\d{4}年)?\d{1,2}月\d{1,2}日[^，。]{0,6}，)")
_NAME_STOP = re.compile(r"[暨、]|以及|和(?=[^，。]{2,30}会)")


def stretches(look: View, start: int, end: int, title: str | None) -> list[tuple[int, int]]:
    """The article's meetings as ranges: one, or more where a paragraph opens another meeting.

    A new one begins with 另讯, with a date of its own and a meeting held, or with a name that the lead lists
    among several (党工委会议暨…、中心组学习会、…委员会会议).
    """
    listed = _listed_names(look, start, end)
    opened: set[str] = set()
    cuts = [start]
    for sentence in look.sentences:
        if not sentence.first or sentence.start <= start or sentence.start >= end:
            continue
        if _ANOTHER.match(look.bare, sentence.start) and _HELD_HERE.search(look.folded, sentence.start, sentence.end):
            if any(_held(look, s, title) for s in look.sentences if cuts[-1] <= s.start < sentence.start):
                cuts.append(sentence.start)
            continue
        head = _OPENING_NAME.match(look.folded, sentence.start, sentence.end)
        name = head.group(1) if head else ""
        if len(name) > 3 and name not in opened and any(name in other for other in listed):
            if opened or sentence.start - start > 200:
                cuts.append(sentence.start)
            opened.add(name)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


_HELD_HERE = re.compile(rf"{_MEETING}[^，。；]{{0,40}}(?:召开|举行)|(?:召开|举行)[^，。；]{{0,60}}{_MEETING}")
_OPENING_NAME = re.compile(
    r"[ ]*([^，。；：]{4,30}?(?:会议|学习会|座谈会|大会))(?:上，|上|听取|审议|传达|研究|指出|强调|要求)"
)


def opening_name(look: View, start: int) -> tuple[int, int] | None:
    """The meeting's name with which a stretch begins (…委员会会议听取了…), as a range."""
    head = _OPENING_NAME.match(look.folded, start)
    return head.span(1) if head else None


def _listed_names(look: View, start: int, end: int) -> list[str]:
    """The names in a lead that lists several meetings."""
    for sentence in look.sentences:
        if start <= sentence.start < end and _HELD.search(look.bare, sentence.start, sentence.end):
            names = meeting_names(look, sentence.start, sentence.end)
            return [look.folded[low:high] for low, high in names] if len(names) > 1 else []
    return []


_NAME_AFTER = re.compile(
    r"(?:召开|举行|举办)(?:了)?(?P<name>[^，。；：]{2,90}?(?:会议?|大会|论坛|仪式|学习|座谈)(?:（[^（）]*）)?)(?=[，。；]|$|并|在|时)"
)
_NAME_BEFORE = re.compile(
    r"(?:^|[，。；])[ ]*(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚上?)?，?)?"
    r"(?P<name>[^，。；：]{4,90}?(?:会议?|大会|论坛|仪式))(?:\d{1,2}月|\d{1,2}日|近日|日前|今天|在[^，。；]{1,30})[^，。；]{0,24}?(?:召开|举行|开幕|闭幕)"
)


def meeting_names(look: View, start: int, end: int) -> list[tuple[int, int]]:
    """The meetings' names as printed in the stretch's first sentence that says it was held, without date and chair."""
    for sentence in look.sentences:
        if not start <= sentence.start < end or not _HELD.search(look.bare, sentence.start, sentence.end):
            continue
        match = _NAME_AFTER.search(look.folded, sentence.start, sentence.end) or _NAME_BEFORE.search(
            look.folded, sentence.start, sentence.end
        )
        if match is None:
            continue
        low, high = match.span("name")
        parts = [low]
        for stop in _NAME_STOP.finditer(look.bare, low, high):
            piece = look.bare[parts[-1] : stop.start()]
            if re.search(r"(?:会议?|大会|论坛)(?:（□*）)?$", piece):
                parts.append(stop.end())
        bounds = zip(parts, [*(part - 1 for part in parts[1:]), high], strict=True)
        return [(a, b) for a, b in bounds if b - a > 1]
    return []


_PLACE = re.compile(
    r"在(?P<place>[^，。；：（）]{2,30}?)(?:隆重|顺利|胜利|组织|主持|正式|成功|如期)*(?:召开|举行|举办|开幕|闭幕)"
)


def meeting_place(look: View, start: int, end: int) -> tuple[int, int] | None:
    """Where the meeting was held, as printed: 在X召开."""
    for sentence in look.sentences:
        if start <= sentence.start < end and _HELD.search(look.bare, sentence.start, sentence.end):
            match = _PLACE.search(look.bare, sentence.start, sentence.end)
            return match.span("place") if match else None
    return None
