"""A text dump → Article: title, date and 来源 read off its first lines, furniture told from the body.

Every line stays in `Article.text`; `Article.body` is the part that the article itself fills. A line that a dump has
broken in mid-sentence is joined again.
"""

from __future__ import annotations

import itertools
import re

from minutes_cli.lexicon import alternation, table
from minutes_cli.model import Article, Page, Span
from minutes_cli.page.dateline import AGENCY, opening
from minutes_cli.page.furniture import furniture
from minutes_cli.prepared import compiled
from minutes_cli.text import numeral

_MOST_HEADLINES = 4  # lines that a headline goes on for
_HEAD_LINES = 12  # how far down title, date and 来源 are looked for
_END = "。！？；：!?;:…”’」』）)】》"
_BREADCRUMB = compiled(
    r"^[•·\s]*(?:您?(?:现在|当前|所在|的|目前)+(?:的)?(?:所在)?位置|首页|网站首页|位置)\s*[:：>›»]?(?:.*(?:>|»|›|：|:).*)?$|^首页\s*[>›»-].*|^[^，。>›»＞]{2,16}(?:\s*[>›»＞]+\s*[^，。>›»＞]{1,16}){2,6}$"
)
_DATE = compiled(
    r"(?<!\d)((?:19|20)\d\d)\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})(?!\d)\s?日?(?:[\sT]*(\d{1,2})[:：](\d{2})(?!\d))?"
)
_DAY_FIRST = compiled(
    r"(?<!\d)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?:\s+(\d{1,2})[:：](\d{2}))?(?!\d)"
)  # 20.03.2018 18:22
_LABELLED = compiled(
    r"(?:发布|发表|更新|时间|日期|来源|發布|發佈|時間|來源|稿源|作者|编辑|浏览|点击|阅读|字号|字体|分享|打印|访问|次数|点击数|【|\|)"
)
_SOURCE = compiled(
    r"(?:信息来源|文章来源|本文来源|新闻来源|稿件来源|来源单位|来源|來源|稿源|出处|发布机构|发布单位)\s*[：:丨｜]\s*"
    # 来源:云岭日报作者:佚名: the next label ends the name
    r"(?P<name>(?:(?!(?:作者|责任编辑|责编|编辑|记者|(?:发布|发表)?(?:时间|日期)|浏览|点击|阅读|字体|字号|分享|审核|撰稿|访问)[^\s：:]{0,3}[：:])[^\s|【\[（(])*(?:（[^（）\s：:者]{1,8}）)?)"
)
_FURNITURE = compiled(
    r"^(?:(?:【?(?:字号|字体|选择阅读字号)[：:]?[^】。]{0,12}】|字号[：:]?|字体[：:]?|选择阅读字号|默认|大|中|小|超大|打印|分享到?|收藏|关闭|返回|首页|时政|要闻|新闻|正文|\||【?我要纠错】?.*|相关(?:稿件|链接|阅读|新闻).*|扫一扫.*|上一篇.*|下一篇.*|责任编辑.*|"
    r"（?责编.*|编辑[：:].*|浏览次数.*|附件下载.*|打印本页.*|关闭窗口.*|[来來]源[：:].*|稿源[：:].*|(?:作者|原标题|供稿|撰稿|审核|审稿|校对|摄影|编审|监制|[初复终]\s*审|发布者|发布人|微信公众号|公众号|索引号|主题分类|发文机关|发文字号|文号|有效性|主题词|公开方式|公开范围)[：:].*|今天是.*|<[^>]+>)\s*)+$"
)
_DATELINE = compiled(
    r"^(?:本报|本网|新华社|新华网|人民网|央视网|中新社|中新网|据|.{0,10}(?:讯|消息)(?=[\s（(：:]))[^。]{0,40}(?:讯|电|消息|）|：|$)"
)
_SIGNED = compiled(
    r"^[二〇○OＯ零一三四五六七八九十\d]{4}年[〇一二三四五六七八九十\d]{1,3}月[〇一二三四五六七八九十\d]{1,3}日$"
)


def read_plain(page: Page) -> Article:
    """Read a text dump."""
    lines = _lines(page.text)
    title_at, title = _title(lines)
    if title and title_at + 1 < len(lines) and _UNDER.fullmatch(lines[title_at + 1]):
        title_at += 1
        title += lines[title_at]
    if title and title.endswith(_UNFINISHED):
        more = list(itertools.takewhile(_HEADLINE.fullmatch, lines[title_at + 1 : title_at + 1 + _MOST_HEADLINES]))
        title = " ".join((title, *more))
        title_at += len(more)
    published, publisher, first = _heading(lines, title_at)
    last = _foot(lines, first)
    while first < last - 1 and first - title_at < 6 and _SUBTITLE.fullmatch(lines[first]):
        first += 1
    published = published or _signature(lines[first:last])
    publisher = publisher or next((name for line in lines[last:] if (name := _source(line))), None)
    text = "\n".join(lines)
    start = sum(len(line) + 1 for line in lines[:first])
    start += opening(text[start:], title)
    end = sum(len(line) + 1 for line in lines[:last]) - 1
    return Article(
        text=text,
        body=Span(min(start, len(text)), min(max(start, end), len(text))),  # a dump may be furniture alone
        title=title,
        published=published,
        publisher=publisher,
        url=page.url,
    )


def _lines(text: str) -> list[str]:
    """Paragraphs, stripped; a paragraph that the dump broke in mid-sentence is whole again."""
    found: list[str] = []
    for raw in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text):
        line = raw.strip(" \t\u3000\u00a0\ufeff\u200b")
        if not line:
            continue
        if found and len(found) > 1 and _broken(found[-1], line):
            found[-1] += line
        else:
            found.append(line)
    return found


def _broken(above: str, line: str) -> bool:
    """Whether `line` goes on with the paragraph `above`."""
    if above[-1] in "，、,":
        return not _MARKED.match(line)
    if above[-1] not in _END and (_SPEAKS.match(line) or line[0] in "，。、；：”,;" or _CUT.search(above)):
        return True
    if _NAMED.search(above) and "。" in line and above[-3:] not in line and not _NAMED.search(line[:24]):
        return True
    for left, right in ("（）", "《》", "“”"):
        if (
            above.rfind(left) > above.rfind(right)
            and right in line[:40]
            and line.find(right) < (line + left).find(left)
        ):
            return True
    return len(above) >= 60 and "。" in above and above[-1] not in _END + ".：" and "\u4e00" <= above[-1] <= "\u9fff"


# 会议要求， with its list on the lines below.
_MARKED = compiled(rf"[{table('markers')['bullets']}①]|[（(]?[一1][）)、.．]|一[是要]|第一|首先")
# A subtitle: ——云岭县教育工作会议侧记.
_UNDER = compiled(r"(?:——|—|--)[^。；]{4,60}")
# 林知远在全县动员会上强调: what he stresses stands on the headline's next lines.
_UNFINISHED = ("强调", "指出", "要求", "提出")
_HEADLINE = compiled(
    r"(?![^，。]*(?:主持|出席|参加|讲话)$|[^，。]*(?:主持|出席|参加)\s|[^，。]*(?:记者|通讯员))[^，。；：！？,;:!?■●]{6,40}"
)
# The head of an office's paper names the office and the kind of paper before its subject.
_RECORD = compiled(r"关于[^，。；]{2,50}(?:会议)?纪\s?要")
# More headline lines: short, and without a mark of a sentence.
_SUBTITLE = compiled(r"(?!会议|大会|议题)[^，。；：！？,;:!?●■◆▲★※•（(]{4,60}")
# A link around a speaker's name often leaves a line break before the verb.
_SPEAKS = compiled(r"(?:也|还|则)?(?:说|表示|指出|强调|谈到|谈道|认为|介绍|坦言)[，：,:]")


# A line that ends with a post and a name goes on below: the name was a link.
_NAMED = compiled(
    f"(?:{alternation(table('people')['posts'])})[{''.join(table('people')['surnames'].split())}][\u4e00-\u9fff]{{1,2}}$"
)


_CUT = compiled(r"(?:^|[。；！？])[^。；！？]$")


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


_HAN = compiled("[\u4e00-\u9fff]")


def _title(lines: list[str]) -> tuple[int, str | None]:
    """Where the title stands and what it says; -1 and None if the dump starts with the body."""
    for number, line in enumerate(lines[1:8], 1):
        if _RECORD.fullmatch(line):
            return number, line
    for number, line in enumerate(lines[:6]):
        if _BREADCRUMB.match(line) or _FURNITURE.match(line) or (number == 0 and len(line) <= 3):
            continue
        if label := _TITLE_LABEL.match(line):
            return number, line[label.end() :] or None
        column = _COLUMN.fullmatch(line) and _HEADLINE.fullmatch(lines[min(number + 1, len(lines) - 1)])
        if (
            len(_HAN.findall(line)) < 4
            or column
            or _SIGNS_OFF.fullmatch(line)
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
        if _DATE.search(line) and _LABELLED.search(line):
            continue
        title = _SITE.sub("", line)
        again = [below for below in range(number + 1, min(number + 6, len(lines))) if lines[below] == title]
        return (again[0] if again else number, title) if len(line) >= 5 and number + 1 < len(lines) else (-1, None)
    return -1, None


# 会议时间：… tells the meeting's day, not the publication's.
_SESSION = compiled(r"(?:会议|召开|开会)?时\s*间\s*[：:]")


_BYLINE = compiled(r"作者|编辑|浏览|点击|阅读")  # beside 时间： it is the day of publication


def _heading(lines: list[str], title_at: int) -> tuple[str | None, str | None, int]:
    """Published, publisher, and the number of the body's first line."""
    published = publisher = None
    first = title_at + 1
    for number in range(min(_HEAD_LINES + max(title_at, 0), len(lines))):
        line = lines[number]
        if number == title_at or _TODAY.match(line):
            continue
        source = _SOURCE.search(line)
        beside = source or _BYLINE.search(line) or (number + 1 < len(lines) and _SOURCE.match(lines[number + 1]))
        date = None if _SESSION.match(line) and not beside else _DATE.search(line) or _DAY_FIRST.search(line)
        heading = (date and (_LABELLED.search(line) or len(line) <= 24)) or source
        if (
            (
                not (heading and len(line) < 120 and "。" not in line)
                and not _FURNITURE.match(line)
                and not _BREADCRUMB.match(line)
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
            publisher = _source(line) or below.strip(_AROUND) or None
        if date and heading and publisher is None:
            bare = _UNLABELLED.match(line, date.end()) or _PAPER.fullmatch(line, 0, date.start())
            publisher = bare.group(1) if bare else None
        first = max(first, number + 1)
    return published, publisher, first


def _foot(lines: list[str], first: int) -> int:
    """The number of the first line below the body."""
    last = len(lines)
    while last > first + 1 and "。" not in lines[last - 1]:
        last -= 1
    ends = (at for at in range(max(last, first + 1), len(lines)) if _below(lines[at]) == "end")
    last = next(ends, len(lines))
    while last > first + 1 and (
        _FURNITURE.match(lines[last - 1]) or _SIGNS_OFF.fullmatch(lines[last - 1]) or _below(lines[last - 1])
    ):
        last -= 1
    return last


def _below(line: str) -> str | None:
    """Where a line of furniture may stand, if it is one."""
    kind = furniture(line)
    return kind.where if kind and kind.where != "head" else None


_SIGNS_OFF = compiled(
    r"[—－\-\s]*END[—－\-\s]*|[（(](?:本报|本网)?(?:记者|通讯员|供稿|撰稿|文|图)[^（）()。]*[）)]|(?:图文|文图|图|文|图片|来源|编辑|作者|图/文|文/图)\s*[：:/丨|｜][^。]{1,30}|阅读\s*\d+|在看|赞|联系电话.*"
)


def _source(line: str) -> str | None:
    """Who a line says it is from, or None."""
    source = _SOURCE.search(line)
    if source is None:
        return None
    name = source.group("name").lstrip(_AROUND)
    return (name if "（" in name else name.rstrip(_AROUND)) or None


_AROUND = "：: ]】）)"
_TODAY = compiled("今天是|现在是")
_PAPER = compiled(
    r"([\u4e00-\u9fff]{2,10}(?:报|网|社|台|发布|融媒|在线|融媒体中心|电视台))[\s|]+"
)  # 云岭日报 2024-07-30
# 2024-07-30 15:08 云岭县人大 字体：大 中 小: an office or a paper behind the date.
_UNLABELLED = compiled(
    r"[\s|]+([^\s：:|【\d]{2,18}(?:网|报|社|台|局|办|委|院|校|大学|学院|人大|政协|政府|公司|集团|中心|部|处|厅|会|号|在线|发布|办公室))(?=[\s|]|$)"
)


def _iso(match: re.Match[str]) -> str | None:
    first, month, last, hour, minute = match.groups()
    year, day = (first, last) if len(first) == 4 else (last, first)
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    date = f"{year}-{int(month):02}-{int(day):02}"
    return f"{date}T{int(hour):02}:{minute}" if hour and int(hour) < 24 else date


def _signature(lines: list[str]) -> str | None:
    """The date that a notice is signed with, on a line of its own at the end."""
    for line in lines[-2:]:
        word = line.replace(" ", "")
        if _SIGNED.match(word):
            year, rest = word.split("年")
            month, day = rest.rstrip("日").split("月")
            return f"{numeral(year)}-{numeral(month):02}-{numeral(day):02}"
    return None
