"""The headline of a text dump: where it stands, and the lines it goes on for."""

from __future__ import annotations

from itertools import takewhile

from minutes_cli.page.dateline import AGENCY
from minutes_cli.page.dump.around import BREADCRUMB, DATE, LABELLED, NAVIGATION, SIGNS_OFF
from minutes_cli.prepared import compiled

_MOST_HEADLINES = 4  # lines that a headline goes on for
# The head of an office's paper names the office and the kind of paper before its subject.
_RECORD = compiled(r"关于[^，。；]{2,50}(?:会议)?纪\s?要")
# A subtitle: ——云岭县教育工作会议侧记.
_UNDER = compiled(r"(?:——|—|--)[^。；]{4,60}")
# 林知远在全县动员会上强调: what he stresses stands on the headline's next lines.
_UNFINISHED = ("强调", "指出", "要求", "提出")
_HEADLINE = compiled(
    r"(?![^，。]*(?:主持|出席|参加|讲话)$|[^，。]*(?:主持|出席|参加)\s|[^，。]*(?:记者|通讯员))[^，。；：！？,;:!?■●]{6,40}"
)
# More headline lines: short, and without a mark of a sentence.
_SUBTITLE = compiled(r"(?!会议|大会|议题)[^，。；：！？,;:!?●■◆▲★※•（(]{4,60}")
# 云岭台消息（新闻）：林知远的一天: a headline behind the agency, on a line of its own.
_BEHIND_AGENCY = compiled(r"[^，。；：]{2,8}消息（[^（）]{2,10}）：([^，。；：！？]{6,40})")
# A dump may glue the headline to the dateline, or the site's name to the headline.
_GLUED = compiled(
    r"([^，。；：]{8,60}?)(?=(?:新华社|新华网|人民网|本报|中新社|中新网|央视网)[^，。；]{1,16}\d{1,2}月\d{1,2}日[电讯])"
)
_SITE = compiled(r"(?:[_|｜]|\s[-—–]\s)[^_|｜]{2,16}(?:网|新闻|网站|日报|政府|频道|局|委员会|大学|学院|医院)$")
# 云岭要闻: a column's name above the headline.
_COLUMN = compiled(r"[^，。；：\s]{0,6}(?:要闻|新闻|动态|资讯|时政|头条|公告|专题|信息|报道|快讯|简讯)")
_TITLE_LABEL = compiled(r"(?:标题|名称|信息名称|题名|文章标题)\s*[：:]\s*")
_DATELINE = compiled(
    r"^(?:本报|本网|新华社|新华网|人民网|央视网|中新社|中新网|据|.{0,10}(?:讯|消息)(?=[\s（(：:]))[^。]{0,40}(?:讯|电|消息|）|：|$)"
)
_HAN = compiled("[\u4e00-\u9fff]")


def find_headline(lines: list[str]) -> tuple[int, str | None]:
    """The last line of the headline and what it says; -1 and None if the dump starts with the body."""
    at, title = _first(lines)
    if title and at + 1 < len(lines) and _UNDER.fullmatch(lines[at + 1]):
        at += 1
        title += lines[at]
    if title and title.endswith(_UNFINISHED):
        more = list(takewhile(_HEADLINE.fullmatch, lines[at + 1 : at + 1 + _MOST_HEADLINES]))
        title = " ".join((title, *more))
        at += len(more)
    return at, title


def is_subtitle(line: str) -> bool:
    """Whether a line below the heading is one more of the headline."""
    return _SUBTITLE.fullmatch(line) is not None


def _first(lines: list[str]) -> tuple[int, str | None]:
    """The first line of the headline and what it says; -1 and None if there is none."""
    for number, line in enumerate(lines[1:8], 1):
        if _RECORD.fullmatch(line):
            return number, line
    for number, line in enumerate(lines[:6]):
        if BREADCRUMB.match(line) or NAVIGATION.match(line) or (number == 0 and len(line) <= 3):
            continue
        if label := _TITLE_LABEL.match(line):
            return number, line[label.end() :] or None
        column = _COLUMN.fullmatch(line) and _HEADLINE.fullmatch(lines[min(number + 1, len(lines) - 1)])
        if (
            len(_HAN.findall(line)) < 4
            or column
            or SIGNS_OFF.fullmatch(line)
            or any(line in above for above in lines[:number])
        ):
            continue  # a date, a count, or the column that the line above has led to
        if number == 0 and len(line) < 40 and AGENCY.fullmatch(line):
            continue
        if number == 0 and (behind := _BEHIND_AGENCY.fullmatch(line)):
            return number, behind.group(1)
        if glued := _GLUED.match(line):
            return number - 1, glued.group(1)
        if (
            len(line) > 150
            or (line.count("，") > 1 and len(line) > 60)
            or line[-1] in "。；，、：:;,.?？"
            or _DATELINE.match(line)
            or "。" in line
            or line[0] in "：，。、"
        ):
            return -1, None
        if DATE.search(line) and LABELLED.search(line):
            continue
        title = _SITE.sub("", line)
        again = [below for below in range(number + 1, min(number + 6, len(lines))) if lines[below] == title]
        return (again[0] if again else number, title) if len(line) >= 5 and number + 1 < len(lines) else (-1, None)
    return -1, None
