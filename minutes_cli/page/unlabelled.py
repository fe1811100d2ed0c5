"""Who publishes, where no label says it: a name beside the date, an office, an account, a credit in brackets."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from minutes_cli.lexicon import table
from minutes_cli.page.dates import find_dates, is_relative
from minutes_cli.page.lines import Line
from minutes_cli.page.origin import names_of_press, pieces
from minutes_cli.prepared import compiled

_LONGEST = 40
_FORUMS = ("论坛", "社区", "贴吧", "博客", "BBS")
_CREDITS = ("文/", "图/", "摄/", "文／", "图／", "摄／")  # with the offices of who wrote and took pictures
_COLUMNS = ("新闻", "新聞", "频道", "頻道")
_SITE = 3  # characters of the name of a site
_BLANK = " \t\r\n\u3000\u00a0"
_APART = _BLANK + "·"  # what stands between a time and a name
_ACCOUNT = compiled(r"[\u4e00-\u9fff]{4,12}|(?![王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗])[\u4e00-\u9fff]{3}")
_MARKED = compiled(r"source|origin|laiyuan|(?:^|[\s_-])(?:from|media|ly)(?:$|[\s_-])", re.I)
_SEPARATORS = compiled(r"[\s|｜/【】〖〗\[\]]+|https?://\S+|：|:")
_OFFICE = compiled(
    r"(?:[\u4e00-\u9fff（）()]{3,18}|(?![王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗])[\u4e00-\u9fff]{2})"
    r"(?:[局厅委办部院处科所社]|教研室|研究室|办公室|中心|集团|公司|大学|中学|小学|学校|银行|政府|[大支总]队|街道|支部|总支|妇联|工会|[协学商总]会|联合会|委员会|基金会)"
)


def unlabelled_publisher(lines: list[Line], sites: frozenset[str]) -> str | None:
    """A publisher that stands beside the date without a label: a name of the press, or an element that says source.

    `sites`: what the page's head calls its site, which needs no such ending.
    """
    press, stops = names_of_press()
    column = None  # 本地新闻: a column, unless nothing else is named
    for line in lines:
        for part in (*(part.lstrip("·•|｜ ") for part in _split_dates(line.text)), *map(str.strip, line.parts)):
            if line.text.startswith(part) and _LEADS_ON.match(line.text, len(part)):
                continue
            if line.text[: line.text.find(part)].endswith(_CREDITS):
                continue
            if press.fullmatch(part) and not part.startswith(stops):
                if not part.endswith(_COLUMNS):
                    return part
                column = column or part
            if part in sites and len(part) >= _SITE and not line.is_link:
                label = line.text[: line.text.find(part)].rstrip(_BLANK)
                # What stands behind another label is no publisher, and a forum publishes nothing itself.
                if not label.endswith(("：", ":")) and not part.endswith(_FORUMS):
                    return part
    if column:
        return column
    for line in lines:
        names = f"{line.element.get('class') or ''} {line.element.get('id') or ''}"
        left = _split_dates(line.text)
        if name := _next_to_time(line, stops) or _office(line):
            return name
        if (
            _MARKED.search(names)
            and not is_place(left[0] if left else "")
            and len(left) == 1
            and 2 <= len(left[0]) <= 20
            and not left[0].startswith(stops)
        ):
            return left[0]
    return None


def _next_to_time(line: Line, stops: tuple[str, ...]) -> str | None:
    """The name of an account in an element of its own behind date and time."""
    for shown, part in pairwise(part for part in line.parts if part.strip(_APART)):
        dates = find_dates(shown)
        name = part.strip(_BLANK)
        if (
            dates
            and dates[-1].precise
            and not shown[dates[-1].end :].strip(_APART + ":0123456789")  # seconds
            and _ACCOUNT.fullmatch(name)
            and not name.startswith(stops)
            and not is_place(name)
        ):
            return name
    return None


def _office(line: Line) -> str | None:
    """The office whose name is an element or a word of its own on the line that shows the date.

    It stands behind no label, or one behind which others put a person.
    """
    if line.is_link or not find_dates(line.text):
        return None
    before = ""
    for piece in pieces(line):
        for name in _split_dates(piece):
            label = (before + piece[: piece.find(name)]).rstrip(_BLANK)
            if _OFFICE.fullmatch(name) and (not label.endswith(_LEADS) or label[:-1].endswith(_GIVEN)):
                return name
        before = piece
    return None


def office_alone(lines: list[Line]) -> str | None:
    """The office whose name is a line of its own beside the date, of these lines between title and body."""
    return next((line.text for line in lines if not line.linked and _OFFICE.fullmatch(line.text)), None)


def paper(title: str) -> str | None:
    """The paper whose digital edition a page is by its <title>: 云岭日报数字报."""
    found = _EDITION.search(title)
    return found[1] if found else None


_EDITION = compiled(r"(?<!\w)(\w{1,12}报)(?:数字报|电子报|电子版|数字版)(?!\w)")


def released_by(lines: list[Line]) -> str | None:
    """The office that one of these lines says has released the text, in an element: 集团办公室 发布."""
    parts = [part.strip(_BLANK) for line in lines if not line.linked for part in (line.text, *line.parts)]
    names = [part.removesuffix("发布") for part in parts if part.endswith("发布")]
    return next((name.rstrip() for name in names if name[-1:].isspace() and _OFFICE.fullmatch(name.rstrip())), None)


_LEADS_ON = compiled(r"\s*[>›»]")  # a name that opens a line of links to columns


_GIVEN = ("供稿", "来稿", "投稿", "报送", "发布人", "发布者")
_LEADS = ("：", ":", ">", "》", "-", "/")


def is_place(name: str) -> bool:
    """Whether a name is the place that apps show beside the time, which publishes nothing."""
    return name.removeprefix("中国") in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(table("pages")["origin"]["places"].split())


def credited(lines: list[Line]) -> str | None:
    """The paper or agency that a line in brackets at the end of the text names: （云岭日报供稿）, （据云岭日报）."""
    press, _ = names_of_press()
    for line in lines:
        match = _CREDITED.fullmatch(line.text)
        if match and press.fullmatch(name := match[1] or match[2]):
            return name
        if line.text.startswith("《") and press.fullmatch(line.text):
            return line.text
    return None


def bylined(lines: list[Line]) -> str | None:
    """The paper that a byline in brackets opens with: 【聯合報╱記者…報導】."""
    press, _ = names_of_press()
    found = (_BYLINE.match(line.text) for line in lines)
    return next((match[1] for match in found if match and press.fullmatch(match[1])), None)


_BYLINE = compiled(r"[【〔（(]\s*([^\s╱／/]{2,12})\s*[╱／/]\s*(?:本报|本報)?(?:記者|记者|特派|編譯|编译)")


_CREDITED = compiled(
    r"[（(【\[]\s*(?:据\s*(\S{2,20}?)(?:报道|消息|电|讯)?|(\S{2,20}?)\s*(?:供稿|供本报专稿|专稿|提供))\s*[)）】\]]"
)


def _split_dates(text: str) -> list[str]:
    """The words beside the dates of a line."""
    for shown in reversed(find_dates(text)):
        text = f"{text[: shown.start].rstrip('(（[')} {_SECONDS.sub('', text[shown.end :]).lstrip(')）]')}"
    return [word for word in _SEPARATORS.split(text) if word]


_SECONDS = compiled(r"^:\d\d")


def known_account(near: list[Line]) -> str | None:
    """The account that publishes, in an element known for that."""
    known = table("containers")["publishers"]
    for element in dict.fromkeys(line.element for line in near):
        for inner in element.iter("*"):
            if inner.get("id") in known and 0 < len(text := "".join(map(str, inner.itertext())).strip()) <= _LONGEST:
                return text
    return None


def account(near: list[Line]) -> str | None:
    """The account that publishes, above what apps show below an account's name."""
    for line, *below in (near[at : at + 5] for at in range(len(near))):
        if _HANDLE.fullmatch(line.text) and any(
            other.text.startswith(_OF_ACCOUNT) or is_relative(other.text) for other in below
        ):
            return line.text
    return None


_HANDLE = compiled(r"[\u4e00-\u9fffA-Za-z0-9·]{2,16}")
_OF_ACCOUNT = ("微信号", "功能介绍")
