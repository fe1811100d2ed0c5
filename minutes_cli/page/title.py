"""The title as the page shows it, found by evidence: agreement with <title> and the tags, a heading element, its place.

Where nothing shown fits, the tag or <title> without the site's name stands for it.
"""

from __future__ import annotations

import re

from minutes_cli.page.dates import find_dates, is_relative
from minutes_cli.page.furniture import furniture
from minutes_cli.page.kept import squeeze
from minutes_cli.page.lines import ASIDE, BOLD, HIDDEN, Line, Lines
from minutes_cli.page.metadata import Metadata
from minutes_cli.prepared import compiled

_ENOUGH = 11.0
REACH = 60  # lines above the first prose that are looked at
TITLE_PARTS = compiled(
    r"(?<!\s)\s*[_|｜]+\s*|(?<!\s)\s+[-–—>«»]+\s+|(?<!\s)\s*(?:--+|——)\s*|[-–](?=[^-–]{2,16}$)|(?<!\s)\s*>>?\s*"
)
_NAMED = compiled(r"title|(?:^|[\s_-])(?:tit|bt|biaoti|headline|subject|arti_?tit)", re.I)
_LABEL = compiled(r"^标\s*题\s*[:：]\s*")
_HEADINGS = {"h1": 22.0, "h2": 14.0, "h3": 9.0, "h4": 5.0, "h5": 4.0, "h6": 3.0}
_DATE_WITHIN = 3  # lines under a title in which the date stands
_SITE_ONLY = compiled(
    r".{0,24}(?:网|网站|官网|门户|门户网|首页|主页|在线|日报|晚报|晨报|政府|委员会|局|厅|新闻中心|频道|论坛|博客|公众号)(?:首页|主页)?"
)
_NAME = 12  # characters of the name of a site
_PLAIN = 8  # characters of a title that is no name
_NO_TITLE = compiled(r"[—–-]|.{0,8}[：:]|.?$")
_NEAR = 6  # lines above the body in which its title stands
_MARKED = 9.0  # what a date close below adds to a line
_NOTHING = Metadata()
_ACCOUNT = 5  # characters; the name of an account between a title and its date is seldom longer
_BROKEN = compiled(r"关于(?!.*(?:通知|意见|办法|方案|公告|决定|通报|报告|批复|函|规定|公示)$)")
_COLUMN = compiled(
    r"^(?:『[^』]{1,8}』|[\[【](?:图文|组图|多图|图|图集|图片|高清|视频|音频|图解|原创|转载|转帖|置顶)[\]】])\s*"
)
_BRACKETS = compiled(r"^[\[【『][^\]】』]{1,8}[\]】』]\s*|(?<!\s)\s*\[[^\]]{1,6}\]$")
_LABELS = compiled(r"来源|发布|作者|浏览|时间|日期|点击|编辑|撰稿|审核")


def declared_title(meta: Metadata) -> str:
    """The title that the tags give, or an empty string."""
    headline = meta.linked.get("headline")
    return meta.first("articletitle", "og:title", "twitter:title") or (headline if isinstance(headline, str) else "")


def _names_site(title: str) -> bool:
    """Whether a <title> is nothing but the name of its site, with or without that of a channel."""
    parts = TITLE_PARTS.split(title)
    return all(_SITE_ONLY.fullmatch(part) for part in parts)


def _is_logo(page: Lines, n: int, site: str) -> bool:
    """Whether a line is the name of the site, set as a link or far from any date."""
    line = page.lines[n]
    return squeeze(line.text) in site and (line.linked * 2 > len(line.text) or not _before(page, n))


def sure_title(page: Lines, meta: Metadata) -> int:
    """The first line, or the first heading if there is one, that is beyond doubt the title; -1 if none is."""
    said, declared = "" if _names_site(meta.title) else squeeze(meta.title), squeeze(declared_title(meta))
    firsts = (said[:1], declared[:1])
    found = -1
    # Most lines begin otherwise; the rest are compared in full.
    for n in [n for n, line in enumerate(page.lines) if (first := line[0][0]) in firsts or not first.isalnum()]:
        line = page.lines[n]
        heading = line.element.tag in _HEADINGS
        if (
            not (3 if heading else 6) <= len(line.text) <= 120
            or line.flags & (HIDDEN | ASIDE)
            or line.linked * 2 > len(line.text)
        ):
            continue
        squeezed = squeeze(line.text)
        if not squeezed:
            continue
        same = squeezed == declared or _begins(said, squeezed) or _begins(declared, squeezed)
        if heading and (same or (said and said.startswith(squeezed))):
            return n
        if same and found < 0:
            found = n
    return found


def _begins(whole: str, part: str) -> bool:
    return len(part) > 7 and len(part) * 5 >= len(whole) * 2 and whole.startswith(part)


def find_title(page: Lines, body: int, meta: Metadata, sure: int = -1, reach: int = REACH) -> tuple[int, str]:
    """The line that shows the title (-1 if none does) and the title.

    `body` is the line of the first prose; `sure` a line known to be the title, or -1; `reach` how many lines above
    the body are looked at.
    """
    said, declared = squeeze(meta.title), squeeze(declared_title(meta))
    logo = said if _names_site(meta.title) else None
    best, most = (sure, 0.0) if sure >= 0 and body - reach <= sure < body else (-1, _ENOUGH)
    for n in () if best >= 0 else range(max(0, body - reach), body + 1):
        line = page.lines[n]
        if line.flags & (HIDDEN | ASIDE) or (logo is not None and _is_logo(page, n, logo)):
            continue
        score = _score(page, n, said, declared, meta) - (body - n) * 0.25
        if score > most or (score == most and best >= 0):
            best, most = n, score
    if best != sure or sure < 0:
        best = _below_name(page, best, body, said, declared)
    if best < 0:
        return -1, _spare(meta)
    title = _unbracketed(_COLUMN.sub("", _LABEL.sub("", _whole(page, best, said + declared))), meta.title)
    tag = meta.first("articletitle")
    # The prescribed tag holds the whole title where the page sets its second line apart.
    return best, tag if len(tag) > len(title) and squeeze(tag).startswith(squeeze(title)) else title


def _unbracketed(title: str, said: str) -> str:
    """The title without the column or state in brackets that a forum sets beside it, where <title> opens without it."""
    match = _BRACKETS.search(title)
    if match is None:
        return title
    bare = title[: match.start()] + title[match.end() :]
    opening = _COLUMN.sub("", said)
    return bare if opening.startswith(bare) and not opening[len(bare) : len(bare) + 1].isalnum() else title


def _below_name(page: Lines, best: int, body: int, said: str, declared: str) -> int:
    """`best`, or what stands below it with its date, where `best` is short, undated, and so the name of site or column."""
    name = squeeze(page.lines[best].text) if best >= 0 else ""
    whole = name == said and len(name) < _PLAIN  # of <title>
    if name and (len(name) > _NAME or name == declared or (len(name) >= _PLAIN and said.startswith(name))):
        return best
    if name and not whole and _before(page, best) > 0:
        return best
    for n in range(body - 1, max(best, body - 1 - _NEAR), -1):
        line = page.lines[n]
        if line.flags & (HIDDEN | ASIDE) or line.linked * 2 > len(line.text) or _NO_TITLE.match(line.text):
            continue
        if whole and len(line.text) < _PLAIN:
            continue
        if _score(page, n, "", "", _NOTHING) > _shape(line) + _MARKED or _in_position(page, n):
            return n
    return best


def _in_position(page: Lines, n: int) -> bool:
    """Whether the line right above, a position, ends with the same words."""
    text = page.lines[n].text
    above = page.lines[n - 1].text if n else ""
    kind = furniture(above) if len(text) < _NAME * 2 else None
    return kind is not None and kind.name == "position" and above.endswith(text)


def _score(page: Lines, n: int, said: str, declared: str, meta: Metadata) -> float:
    line = page.lines[n]
    text = line.text
    if len(text) > 120 or (line.linked * 2 > len(text) and text not in meta.title):
        return 0.0
    squeezed = squeeze(text)
    length = len(squeezed)
    if length < 3 or text[-1] in "：:，,；" or ("。" in text[:-1]):
        return 0.0
    if _LABEL.match(text):
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
    if line.linked * 2 > len(text) and score < 40.0 and not _begins(said, squeezed):
        return 0.0
    return score + _shape(line) + _before(page, n) + (3.0 if 8 <= length <= 45 else 0.0)


def _shape(line: Line) -> float:
    """What the element says: a heading, a class that means title, bold."""
    element = line.element
    score = _HEADINGS.get(element.tag, 0.0)
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


def _before(page: Lines, n: int) -> float:
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


def _whole(page: Lines, n: int, known: str) -> str:
    """The title with the other lines of its heading, or those that <title> or a tag says belong to it."""
    node = page.lines[n].node
    same = range(max(0, n - 2), min(len(page.lines), n + 3))
    rows = [page.lines[m].text for m in same if page.lines[m].node == node]
    if page.lines[n].element.tag in _HEADINGS and len("".join(rows)) <= 120:
        return " ".join(rows)
    title = page.lines[n].text
    if len(rows) == 2 and page.lines[n].flags & BOLD and rows[0] == title and _BROKEN.search(title):
        return "".join(rows)
    for following in page.lines[n + 1 : n + 3]:
        joined = squeeze(title + following.text)
        if following.node != node or len(joined) > 120 or joined not in known:
            break
        title = f"{title} {following.text}"
    return title


def _spare(meta: Metadata) -> str:
    declared = declared_title(meta)
    parts = [part for part in TITLE_PARTS.split(declared or meta.title) if part.strip()]
    found = (declared if len(parts) < 2 else parts[0]).strip() or (parts[0].strip() if parts else "")
    return "" if not declared and len(parts) < 2 and _names_site(found) else found
