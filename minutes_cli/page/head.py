"""Which lines above the first prose are the page's heading: labels and their values, dates, buttons, a cut summary.

Works on line numbers; no line is changed.
"""

from __future__ import annotations

import re
from functools import cache

from minutes_cli.lexicon import alternation, table
from minutes_cli.page.body import PROSE
from minutes_cli.page.dates import find_dates, is_relative
from minutes_cli.page.furniture import furniture
from minutes_cli.page.lines import CELL, Line, Lines
from minutes_cli.page.unlabelled import released_by
from minutes_cli.prepared import compiled

_APART = compiled(r"[·•|｜/]|\s{2,}|[\u3000\u00a0]")  # what parts the words of a byline
_ADDRESS = compiled(r"(?:https?://|www\.)[\w./-]+")
WHEN = compiled(r"(?:时间|日期)\s*[：:]")  # in a notice, when the meeting is
SAYING = compiled(r"[。，；]|：$")
_COUNTED = compiled(r"(?:点击|浏览|阅读|访问|评论|人气)[\u4e00-\u9fff]{0,2}\s?[：:]\s*$")  # a script puts the number in
_TIMES = tuple("间期：:】）)")  # with which the label of a time ends
_TIME = compiled(r"[【（(]?时\s*间\s*(?:$|[】）)：:])")
_PLACE = compiled(r"[【（(]?(?:会议)?地\s*点\s*(?:$|[】）)：:])")
_MORE = compiled(r"[\[【（(]?(?:详细|详情|更多|全文|查看全文|阅读全文|展开全文)[\]】）)]?\s*$")
_MARK = compiled(r"[\W_]+")

_BUTTONS = compiled(r"(?:[\[【][^\]】]{2,14}[\]】]\s*){2,}$")
_LABEL = compiled(r"[\u4e00-\u9fff \u3000\u00a0]{2,8}[：:]?")
_VALUE = 40  # characters of what stands behind a label in an element of its own
_LEAF = 14  # characters of a leaf of a calendar: 03 2031/04, 04-03 2031
_CALENDAR = compiled(r"[\d\s./\-年月日]{6,14}")
_LABELLED = frozenset(["views", "byline", "editor"])
_SUMMARY = compiled(r"^\W*(?:内容)?(?:摘要|导读|导语|简介|提要|概要|核心提示|描述)\W*")
_LEAST = 12  # characters of a summary


def squeeze(text: str) -> str:
    """Text without spaces and punctuation, to compare titles with."""
    return _MARK.sub("", text)


def head(page: Lines, weights: list[float], numbers: list[int], title: str) -> int:
    """How many of these lines, before the first prose, are the page's heading."""
    cut = 0
    for at, n in enumerate(numbers):
        line = page.lines[n]
        squeezed = squeeze(line.text)
        again = (
            title
            and squeezed
            and (squeezed == title or (at < 3 and len(squeezed) > 5 and not line.flags & CELL and squeezed in title))
        )
        if again or (is_head(page, n) and weights[n] <= PROSE * 2):
            cut = at + 1
        elif weights[n] > 0:
            break
    return cut


def is_head(page: Lines, n: int) -> bool:
    """Whether a line is of the kind that headings are made of."""
    line = page.lines[n]
    text = line.text
    if tells_when(page, n) or tells_when(page, n - 1):
        return False
    kind = furniture(text)
    if _MARK.fullmatch(text) or ("发布" in text and released_by([line])):  # 县委办公室 发布
        return True
    if kind is not None and not (kind.name == "byline" and WHEN.match(text) and not find_dates(text)):
        return True
    if (line.is_link and len(text) < 60) or (text[-1] in "]】" and len(text) < 80 and _BUTTONS.search(text)):
        return True
    label = page.lines[n - 1].text if n else ""
    event = _event()
    if event.match(text) or (len(label) <= 10 and label[-1:] in _TIMES and event.fullmatch(label)):
        return False
    if _is_value(line, label) or (len(text) < 30 and is_relative(text)):
        return True
    if len(text) <= _LEAF and not line.flags & CELL and _CALENDAR.fullmatch(text) and "20" in text:
        return True
    text = _COUNTED.sub("", _ADDRESS.sub("", text))
    dates = find_dates(text) if len(text) < 80 else []
    return bool(dates) and len(text) - sum(d.end - d.start for d in dates) < 40 and not SAYING.search(text)


def tells_when(page: Lines, n: int) -> bool:
    """Whether a line is the 时间 of a meeting, with or without its value: the place follows."""
    if n < 0 or page.lines[n].text[0] not in "时【（(" or not _TIME.match(page.lines[n].text):
        return False
    return any(_PLACE.match(line.text) for line in page.lines[n + 1 : n + 3])


@cache
def _event() -> re.Pattern[str]:
    """The label of a time that an article tells of: 会议时间."""
    events = alternation(table("pages")["heading"]["events"].split())
    return compiled(rf"[【（(]?(?:{events})[\u4e00-\u9fff]{{0,2}}(?:时间|日期)\s*(?:[】）)]|[】）)]?\s*[：:]|$)")


def _is_value(line: Line, label: str) -> bool:
    """Whether a line is what stands behind a label of the heading, each in an element of its own."""
    if len(line.text) > _VALUE or SAYING.search(line.text) or _LABEL.fullmatch(label) is None:
        return False
    kind = furniture(label)
    return kind is not None and kind.name in _LABELLED and not label.startswith("时间")


def is_byline(page: Lines, n: int) -> bool:
    """Whether a line holds words beside its date, as parts of their own."""
    text = page.lines[n].text
    return bool(find_dates(text)) and is_head(page, n) and _APART.search(text) is not None


def said_again(page: Lines, numbers: list[int]) -> int:
    """How many lines at the top are a summary that only says the beginning of the text: the first words, cut."""
    if len(numbers) < 2:
        return 0
    summary = squeeze(_MORE.sub("", _SUMMARY.sub("", page.lines[numbers[0]].text)))
    if len(summary) < _LEAST:
        return 0
    following = ""
    for n in numbers[1:]:
        following += squeeze(page.lines[n].text)
        if not following.startswith(summary[: len(following)]):
            return 0
        if len(following) >= len(summary):
            return 1
    return 0
