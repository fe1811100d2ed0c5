"""Attendance: who chaired, attended, sat in, was absent.

In: a sentence of the bare look. Out: the roles its clauses report, or nothing. A demand to attend (要参加) is none.
"""

from __future__ import annotations

import re

from minutes_cli.prepared import compiled

_OBJECT = r"(?:了|本次|此次|这次|上述|有关|相关|该|全体|第.次|开幕|闭幕|视频|电视电话|警示教育|□|[^，。；：]){0,24}?(?:会议?|大会|活动|仪式|学习|培训|座谈|论坛|讲座|报告会|研讨|讨论|调研|党课|考察|主会场|分会场|交流)"
_ATTEND = compiled(
    rf"到会(?:祝贺|指导|听取)?并|(?:出席|参加|列席)(?:或(?:出席|参加|列席))?{_OBJECT}?(?:并|指导|听取|、|和|作|讲话|致辞|发言|观看|以|，|；|。|）|$)"
)
_HEAD = compiled(
    r"^(?:出席|参加|列席|缺席|请假|主持|参会|与会)(?:会议|活动|本次会议|大会|仪式|开幕式|预备会议|[^，。；：]{0,6}会)?(?:的)?(?:人员|领导|单位|同志|有|代表|还有)?[^，。；：]{0,12}(?:[：:]|有(?!关)|的有|为(?![^，。；]{0,30}(?:颁|授|揭|献|赠)))"
)
_CHAIR = compiled(
    r"主持(?:了)?(?:本次|此次|这次|上述)?[^，。；：]{0,26}(?:会议?|大会|仪式|学习|座谈|活动|论坛|讲座|讨论|研讨)(?:并|，|。|；|$|作|和|、)|主持(?:。|，|；|$|人|并)|由[^，。；]{2,60}主持"
)
_COUNT = compiled(
    r"应(?:到|出席)(?:会)?[^，。；]{0,12}\d|实(?:到|出席)[^，。；]{0,12}\d|在主席台(?:前排)?[^，。；]{0,12}就座|(?:共|等)[^，。；]{0,20}(?:余|多)?人(?:参加|出席|参会|与会)|符合(?:法定|规定)人数|(?:参会|到会|在主会场|在分会场|线上|以视频)[^，。；]{0,8}(?:参会|参加|与会|出席)|参加[^，。；]{0,20}的(?:还)?有|在[^，。；]{0,14}会场[^，。；]{0,6}(?:收听收看|收看)"
)
_ABSENT = compiled(r"(?:请假|缺席)(?:[，。；]|$)")
_DEMAND = compiled(r"(?<![主重需必])要(?!求|负责)|必须|应当|不得|希望|积极参加|踊跃参加|主动参加|鼓励")
# 选举产生出席党代会的代表; 对来宾出席会议表示欢迎.
_OTHERWISE = compiled(r"[向对](?:出席|参加|与会)|选举|产生|推选|表示[^，。；]{0,12}(?:欢迎|感谢|祝贺)")
_ROLES = (
    ("主持", compiled("主持")),
    ("列席", compiled("列席")),
    ("请假", compiled("请假|缺席")),
    ("出席", compiled("出席|就座|应到|实到|到会")),
)


def attends(bare: str, start: int, end: int) -> bool:
    """Whether `bare[start:end]` reports attendance."""
    if not _WORD.search(bare, start, end):
        return False
    stretch = bare[start:end]
    if _DEMAND.search(stretch) or _OTHERWISE.search(stretch):
        return False
    return bool(
        _ATTEND.search(stretch)
        or _CHAIR.search(stretch)
        or _COUNT.search(stretch)
        or _HEAD.search(stretch)
        or _ABSENT.search(stretch)
    )


_WORD = compiled("出席|参加|列席|主持|参会|就座|应到|实到|到会|缺席|请假|与会|收看")


def role_of(words: str) -> str:
    """主持, 出席, 列席, 请假 or 参加: what the words say first of these."""
    found = [(match.start(), role) for role, pattern in _ROLES if (match := pattern.search(words))]
    return min(found)[1] if found else "参加"


def parted(bare: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """A stretch of attendance as its parts with their roles: A出席，B列席，C请假 are three.

    A part ends at the comma behind its predicate, or before the next label (出席：A、B，列席：C); what goes on without
    a subject (出席会议，并主持) stays.
    """
    found: list[tuple[str, int, int]] = []
    low, before = start, None
    for word in _PREDICATE.finditer(bare, start, end):
        role = role_of(word["word"])
        if before and role != before[0]:
            cut = _cut(bare, before[1], word)
            if cut:
                found.append((role_of(bare[low:cut]), low, cut))
                low = cut
        before = role, word
    return [*found, (role_of(bare[low:end]), low, end)]


_PREDICATE = compiled(
    r"(?P<word>主持|出席|列席|参加|请假|缺席)(?:会议|大会|活动|本次会议)?(?:的)?(?:人员|领导|单位|同志)?(?P<label>：)?"
)
_SUBJECTLESS = compiled(r"[ ]*(?:(?:并|还|随后|同时)[ ]*)?(?:主持|出席|列席|参加)")


def _cut(bare: str, before: re.Match[str], word: re.Match[str]) -> int:
    """Where the part of `before` ends, between it and the next predicate; 0 where both are of one subject."""
    label = before["label"] is not None
    at = (bare.rfind if label else bare.find)("，", before.end(), word.start())
    if at < 0 or (_SUBJECTLESS.match(bare, at + 1) and not word["label"]):
        return 0
    return at + 1
