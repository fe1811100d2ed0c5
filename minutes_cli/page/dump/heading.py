"""Day and 来源 of a text dump, from the lines around its headline, its foot and its signature."""

from __future__ import annotations

import re

from minutes_cli.page.dump.around import BREADCRUMB, DATE, LABELLED, NAVIGATION
from minutes_cli.prepared import compiled
from minutes_cli.text import numeral

_HEAD_LINES = 12  # how far down title, date and 来源 are looked for
_DAY_FIRST = compiled(
    r"(?<!\d)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?:\s+(\d{1,2})[:：](\d{2}))?(?!\d)"
)  # 20.03.2018 18:22
_SOURCE = compiled(
    r"(?:信息来源|文章来源|本文来源|新闻来源|稿件来源|来源单位|来源|來源|稿源|出处|发布机构|发布单位)\s*[：:丨｜]\s*"
    # 来源:云岭日报作者:佚名: the next label ends the name
    r"(?P<name>(?:(?!(?:作者|责任编辑|责编|编辑|记者|(?:发布|发表)?(?:时间|日期)|浏览|点击|阅读|字体|字号|分享|审核|撰稿|访问)[^\s：:]{0,3}[：:])[^\s|【\[（(])*(?:（[^（）\s：:者]{1,8}）)?)"
)
_SIGNED = compiled(
    r"^[二〇○OＯ零一三四五六七八九十\d]{4}年[〇一二三四五六七八九十\d]{1,3}月[〇一二三四五六七八九十\d]{1,3}日$"
)
# 会议时间：… tells the meeting's day, not the publication's.
_SESSION = compiled(r"(?:会议|召开|开会)?时\s*间\s*[：:]")
_BYLINE = compiled(r"作者|编辑|浏览|点击|阅读")  # beside 时间： it is the day of publication
_TODAY = compiled("今天是|现在是")
_PAPER = compiled(
    r"([\u4e00-\u9fff]{2,10}(?:报|网|社|台|发布|融媒|在线|融媒体中心|电视台))[\s|]+"
)  # 云岭日报 2024-07-30
# 2024-07-30 15:08 云岭县人大 字体：大 中 小: an office or a paper behind the date.
_UNLABELLED = compiled(
    r"[\s|]+([^\s：:|【\d]{2,18}(?:网|报|社|台|局|办|委|院|校|大学|学院|人大|政协|政府|公司|集团|中心|部|处|厅|会|号|在线|发布|办公室))(?=[\s|]|$)"
)
_AROUND = "：: ]】）)"


def read_head(lines: list[str], title_at: int) -> tuple[str | None, str | None, int]:
    """Published, publisher, and the number of the body's first line."""
    published = publisher = None
    first = title_at + 1
    for number in range(min(_HEAD_LINES + max(title_at, 0), len(lines))):
        line = lines[number]
        if number == title_at or _TODAY.match(line):
            continue
        source = _SOURCE.search(line)
        beside = source or _BYLINE.search(line) or (number + 1 < len(lines) and _SOURCE.match(lines[number + 1]))
        date = None if _SESSION.match(line) and not beside else DATE.search(line) or _DAY_FIRST.search(line)
        heading = (date and (LABELLED.search(line) or len(line) <= 24)) or source
        if (
            (
                not (heading and len(line) < 120 and "。" not in line)
                and not NAVIGATION.match(line)
                and not BREADCRUMB.match(line)
            )
            and number >= first
            and line != publisher
        ):
            break
        if date and published is None and heading:
            published = _iso(date)
        if source and publisher is None:
            alone = source.end() == len(line) and number + 1 < len(lines)
            below = lines[number + 1] if alone and len(lines[number + 1]) <= 20 else ""
            publisher = source_of(line) or below.strip(_AROUND) or None
        if date and heading and publisher is None:
            bare = _UNLABELLED.match(line, date.end()) or _PAPER.fullmatch(line, 0, date.start())
            publisher = bare.group(1) if bare else None
        first = max(first, number + 1)
    return published, publisher, first


def source_of(line: str) -> str | None:
    """Who a line says it is from, or None."""
    source = _SOURCE.search(line)
    if source is None:
        return None
    name = source.group("name").lstrip(_AROUND)
    return (name if "（" in name else name.rstrip(_AROUND)) or None


def _iso(match: re.Match[str]) -> str | None:
    first, month, last, hour, minute = match.groups()
    year, day = (first, last) if len(first) == 4 else (last, first)
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    date = f"{year}-{int(month):02}-{int(day):02}"
    return f"{date}T{int(hour):02}:{minute}" if hour and int(hour) < 24 else date


def signed(lines: list[str]) -> str | None:
    """The date that a notice is signed with, on a line of its own at the end."""
    for line in lines[-2:]:
        word = line.replace(" ", "")
        if _SIGNED.match(word):
            year, rest = word.split("年")
            month, day = rest.rstrip("日").split("月")
            return f"{numeral(year)}-{numeral(month):02}-{numeral(day):02}"
    return None
