"""What speaks for a line being the title: agreement with <title> and the tags, its element, a date or label beside it."""

from __future__ import annotations

import re

from minutes_cli.page.dates import find_dates, is_relative
from minutes_cli.page.furniture import furniture
from minutes_cli.page.head import squeeze
from minutes_cli.page.headline import own_title
from minutes_cli.page.leaves import with_leaves
from minutes_cli.page.lines import ASIDE, BOLD, HIDDEN, Line, Lines
from minutes_cli.page.metadata import Metadata
from minutes_cli.prepared import compiled

_NAMED = compiled(r"title|(?:^|[\s_-])(?:tit|bt|biaoti|headline|subject|arti_?tit)", re.I)
LABEL = compiled(r"^(?:(?:文章|信息|新闻|公文)?标\s*题|题\s*名|(?:信息|文件|公文)名\s*称|名\s+称)\s*[:：]\s*")
_LABEL_ALONE = compiled(r"(?:(?:文章|信息|新闻|公文)?标\s*题|题\s*名|(?:信息|文件|公文)?名\s*称)\s*[:：]?")
_LONGEST_LABEL = 8
_SUBTITLE = ("——", "--", "—", "──")  # with which the line under a title begins
HEADINGS = {"h1": 22.0, "h2": 14.0, "h3": 9.0, "h4": 5.0, "h5": 4.0, "h6": 3.0}
_DATE_WITHIN = 3  # lines under a title in which the date stands
PLAIN = 8  # characters of a title that is no name
_DATE_ALONE = 24  # characters of a line that is nothing but a date
MARKED = 9.0  # what a date close below adds to a line
_ACCOUNT = 5  # characters; the name of an account between a title and its date is seldom longer
_LABELS = compiled(r"来源|发布|作者|浏览|时间|日期|点击|编辑|撰稿|审核")


def evidence(page: Lines, n: int, said: str, declared: str, meta: Metadata) -> float:
    line = page.lines[n]
    if len(line.text) > 120 or (line.is_link and line.text not in meta.title):
        return 0.0
    text = own_title_of(line, said + declared)
    squeezed = squeeze(text)
    length = len(squeezed)
    if length < 3 or text[-1] in "：:，,；" or ("。" in text[:-1]):
        return 0.0
    if LABEL.match(text) or _is_labelled(page, n, squeezed in said + declared):
        return 40.0
    score = 0.0
    if declared and squeezed == declared:
        score += 60.0
    if said and squeezed in said:
        score += 45.0 * length / len(said) + (15.0 if said.startswith(squeezed) else 0.0)
    elif said and length > 8 and said[: length - 2] and squeezed.startswith(said[:8]):
        score += 25.0
    if score < 40.0 and (
        furniture(text) is not None or ((dates := find_dates(text)) and (length < 24 or dates[0].precise))
    ):
        return 0.0
    heads = line.element.tag in HEADINGS and length >= PLAIN and squeezed in said  # a post of a blog leads to its page
    if line.linked * 2 > len(text) and score < 40.0 and not heads and not begins(said, squeezed):
        return 0.0
    dated = MARKED + 3.0 if len(text) < len(line.text) else max(followed(page, n), _under_date(page, n))
    return score + shape(line) + dated + (3.0 if 8 <= length <= 45 else 0.0) + _over_subtitle(page, n)


def begins(whole: str, part: str) -> bool:
    return len(part) > 7 and len(part) * 5 >= len(whole) * 2 and whole.startswith(part)


def _is_labelled(page: Lines, n: int, agreed: bool) -> bool:
    """Whether the cell before is the label of a title; what <title> does not say must be long enough for one."""
    before = page.lines[n - 1].text if n else ""
    return (
        len(before) <= _LONGEST_LABEL
        and _LABEL_ALONE.fullmatch(before) is not None
        and (agreed or len(page.lines[n].text) >= PLAIN)
    )


def _under_date(page: Lines, n: int) -> float:
    """Whether the line right above is nothing but a date, as papers and blogs set it over a title."""
    above = page.lines[n - 1] if n else None
    if page.lines[n].text[-1] == "。":
        return 0.0
    if above is None or above.flags & (HIDDEN | ASIDE) or len(above.text) > _DATE_ALONE:
        return 0.0
    return 6.0 if find_dates(with_leaves([above])) and not _LABELS.search(above.text) else 0.0


def _over_subtitle(page: Lines, n: int) -> float:
    """Whether the next line begins as the second line of a heading does."""
    below = page.lines[n + 1].text if n + 1 < len(page.lines) else ""
    return 6.0 if below.startswith(_SUBTITLE) and "。" not in below else 0.0


def shape(line: Line) -> float:
    """What the element says: a heading, a class that means title, bold."""
    element = line.element
    score = HEADINGS.get(element.tag, 0.0)
    if line.flags & BOLD:
        score += 4.0
    for _ in range(2):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _NAMED.search(names):
            return score + 10.0
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return score


def followed(page: Lines, n: int) -> float:
    """Whether date or 来源 follow in the next lines that are shown."""
    below = [line for line in page.lines[n + 1 : n + 9] if not line.flags & HIDDEN or page.lines[n].flags & HIDDEN]
    for line in below[:_DATE_WITHIN]:
        if len(line.text) < 150 and find_dates(line.text):
            return 14.0 if _LABELS.search(line.text) else 12.0
        if len(line.text) < 60 and line.text.startswith(("来源", "稿源", "信息来源", "文章来源")):
            return 10.0
        if len(line.text) < 80 and len(_LABELS.findall(line.text)) > 1 and furniture(line.text) is not None:
            return 12.0
    named = len(squeeze(page.lines[n].text)) > _ACCOUNT
    return 12.0 if named and any(is_relative(line.text) for line in below) else 0.0


def own_title_of(line: Line, known: str) -> str:
    """The words of the line that are of the title; all of them where <title> or a tag says so."""
    return line.text if squeeze(line.text) in known else own_title(line)
