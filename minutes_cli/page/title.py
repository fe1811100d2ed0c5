"""The title as the page shows it, found by evidence: agreement with <title> and the tags, a heading element, its place.

Where nothing shown fits, the tag or <title> without the site's name stands for it.
"""

from __future__ import annotations

from functools import lru_cache

from minutes_cli.page.evidence import HEADINGS, LABEL, MARKED, PLAIN, begins, evidence, followed, own_title_of, shape
from minutes_cli.page.furniture import furniture
from minutes_cli.page.head import squeeze
from minutes_cli.page.headline import is_beside
from minutes_cli.page.lines import ASIDE, BOLD, CAPTION, HIDDEN, IMAGE_BEFORE, IMAGE_WITHIN, Line, Lines
from minutes_cli.page.metadata import Metadata
from minutes_cli.prepared import compiled

_ENOUGH = 11.0
REACH = 60  # lines above the first prose that are looked at
TITLE_PARTS = compiled(
    r"(?<!\s)\s*[_|｜]+\s*|(?<!\s)\s+[-–—>«»]+\s+|(?<!\s)\s*(?:--+|——)\s*|[-–](?=[^-–]{2,16}$)|(?<!\s)\s*>>?\s*|(?<!\s):\s+"
)
_SITE_ONLY = compiled(
    r".{0,24}(?:网|网站|官网|门户|门户网|首页|主页|在线|日报|晚报|晨报|数字报|电子报|电子版|数字版|政府|委员会|局|厅|新闻中心|频道|论坛|博客|公众号)(?:首页|主页)?"
)
_NAME = 12  # characters of the name of a site
_NO_TITLE = compiled(r"[—–-]|.{0,8}[：:].{0,5}$|.?$")  # a place may open one: 双河：人居环境整治见实效
_CENTRED = 3  # lines above the prose in which a title stands that only its place tells
_NEAR = 6  # lines above the body in which its title stands
_NOTHING = Metadata()
_BROKEN = compiled(r"关于(?!.*(?:通知|意见|办法|方案|公告|决定|通报|报告|批复|函|规定|公示)$)")
_COLUMN = compiled(
    r"^(?:『[^』]{1,8}』|[\[【](?:图文|组图|多图|图|图集|图片|高清|视频|音频|图解|原创|转载|转帖|置顶)[\]】])\s*"
)
_BRACKETS = compiled(r"^[\[【『][^\]】』]{1,8}[\]】』]\s*|(?<!\s)\s*\[[^\]]{1,6}\]$")


def declared_title(meta: Metadata) -> str:
    """The title that the tags give, or an empty string."""
    headline = meta.linked.get("headline")
    return (
        meta.first("articletitle")
        or (headline if isinstance(headline, str) else "")
        or meta.first("og:title", "twitter:title")
    )


def _said(meta: Metadata) -> str:
    """<title>, squeezed, without the site's name if anything else stands in it."""
    own = [part for part in TITLE_PARTS.split(meta.title) if not _is_site(part)]
    return squeeze(" ".join(own)) or squeeze(meta.title)


@lru_cache(maxsize=256)
def _is_site(part: str) -> bool:
    """Whether a part of a <title> is the name of a site or of a channel."""
    return _SITE_ONLY.fullmatch(part) is not None


def _names_site(title: str) -> bool:
    """Whether a <title> is nothing but the name of its site, with or without that of a channel."""
    return all(map(_is_site, TITLE_PARTS.split(title)))


def _is_logo(page: Lines, n: int, site: str) -> bool:
    """Whether a line is the name of the site, set as a link or far from any date."""
    line = page.lines[n]
    return squeeze(line.text) in site and (line.is_link or not followed(page, n))


def sure_title(page: Lines, meta: Metadata) -> int:
    """The first line, or the first heading if there is one, that is beyond doubt the title; -1 if none is."""
    said, declared = "" if _names_site(meta.title) else squeeze(meta.title), squeeze(declared_title(meta))
    firsts = (said[:1], declared[:1])
    found = -1
    # Most lines begin otherwise; the rest are compared in full.
    for n in [n for n, line in enumerate(page.lines) if (first := line[0][0]) in firsts or not first.isalnum()]:
        line = page.lines[n]
        heading = line.element.tag in HEADINGS
        if not (3 if heading else 6) <= len(line.text) <= 120 or line.flags & (HIDDEN | ASIDE) or line.is_link:
            continue
        opening = squeeze(line.text)[:3]
        if not opening or not (said.startswith(opening) or declared.startswith(opening)):
            continue
        squeezed = squeeze(own_title_of(line, said + declared))
        same = squeezed == declared or begins(said, squeezed) or begins(declared, squeezed)
        if heading and (same or (said and said.startswith(squeezed))):
            return n if same or len(squeezed) > PLAIN else _behind_column(page, n, meta.title)
        if same and found < 0:
            found = n
    return found


def _behind_column(page: Lines, n: int, said: str) -> int:
    """Line `n`, or what follows it where that is only the column, which <title> names first: 公司新闻 - 公司召开会议.

    A column is in the menu, too, and the title behind it stands on a line of its own; -1 if <title> has but the column.
    """
    _, *parts = [squeeze(part) for part in TITLE_PARTS.split(said) if not _is_site(part)] or [""]
    later = [part for part in parts if len(part) > PLAIN]
    column = page.lines[n].text
    if not any(line.linked and (line.text == column or column in line.parts) for line in page.lines):
        return n
    return next(
        (
            m
            for m in range(n + 1, len(page.lines))
            if not (line := page.lines[m]).is_link and squeeze(line.text) in later
        ),
        -1,
    )


def find_title(page: Lines, body: int, meta: Metadata, sure: int = -1, reach: int = REACH) -> tuple[int, str]:
    """The line that shows the title (-1 if none does) and the title.

    `body` is the line of the first prose; `sure` a line known to be the title, or -1; `reach` how many lines above
    the body are looked at.
    """
    said, declared = _said(meta), squeeze(declared_title(meta))
    logo = said if _names_site(meta.title) else None
    best, most = (sure, 0.0) if sure >= 0 and body - reach <= sure < body else (-1, _ENOUGH)
    for n in () if best >= 0 else range(max(0, body - reach), body + 1):
        line = page.lines[n]
        if line.flags & (HIDDEN | ASIDE) or (logo is not None and _is_logo(page, n, logo)):
            continue
        points = evidence(page, n, said, declared, meta) - (body - n) * 0.25
        if points > most or (points == most and best >= 0):
            best, most = n, points
    if best != sure or sure < 0:
        best = _below_name(page, best, body, squeeze(meta.title), declared)
    if best < 0 or page.lines[best].is_link:
        alone = _alone_above(page, body, meta.title)
        best = alone if alone >= 0 else best
    if best < 0:
        return -1, _spare(meta)
    title = _unbracketed(_COLUMN.sub("", LABEL.sub("", _whole(page, best, said + declared))), meta.title)
    tag = meta.first("articletitle")
    # The prescribed tag holds the whole title where the page sets its second line apart.
    return best, tag if len(tag) > len(title) and squeeze(tag).startswith(squeeze(title)) else title


def _alone_above(page: Lines, body: int, said: str) -> int:
    """The centred line close above the prose where <title> names but a column of the menu; -1 if there is none."""
    if not said or not any(line.linked and (line.text == said or said in line.parts) for line in page.lines[:body]):
        return -1
    for n in range(body - 1, max(-1, body - 1 - _CENTRED), -1):
        line = page.lines[n]
        if line.is_link or line.flags & (HIDDEN | ASIDE):
            return -1
        pictured = line.flags & (IMAGE_BEFORE | IMAGE_WITHIN | CAPTION)
        if not pictured and 4 <= len(line.text) <= 45 and _is_centred(line) and furniture(line.text) is None:
            return n
    return -1


def _is_centred(line: Line) -> bool:
    element = line.element
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag == "center" or element.get("align", "").lower() == "center" or "text-align:center" in style


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
    whole = name == said and len(name) < PLAIN  # of <title>
    if name and (len(name) > _NAME or name == declared or (len(name) >= PLAIN and said.startswith(name))):
        return best
    if name and not whole and followed(page, best) > 0:
        return best
    for n in range(body - 1, max(best, body - 1 - _NEAR), -1):
        line = page.lines[n]
        if line.flags & (HIDDEN | ASIDE) or line.is_link or _NO_TITLE.match(line.text):
            continue
        if whole and len(own_title_of(line, "")) < PLAIN:
            continue
        if evidence(page, n, "", "", _NOTHING) > shape(line) + MARKED or _in_position(page, n):
            return n
    return best


def _in_position(page: Lines, n: int) -> bool:
    """Whether the line right above, a position, ends with the same words."""
    text = page.lines[n].text
    above = page.lines[n - 1].text if n else ""
    kind = furniture(above) if len(text) < _NAME * 2 else None
    return kind is not None and kind.name == "position" and above.endswith(text)


def _whole(page: Lines, n: int, known: str) -> str:
    """The title with the other lines of its heading, or those that <title> or a tag says belong to it."""
    node = page.lines[n].node
    same = range(max(0, n - 2), min(len(page.lines), n + 3))
    shown = page.lines[n]
    rows = [page.lines[m] for m in same if page.lines[m].node == node]
    own = [
        own_title_of(line, known)
        for line in rows
        if line is shown or squeeze(line.text) in known or not is_beside(line.text)
    ]
    if page.lines[n].element.tag in HEADINGS and len("".join(own)) <= 120:
        return " ".join(own)
    title = own_title_of(page.lines[n], known)
    if len(own) == 2 and page.lines[n].flags & BOLD and own[0] == title and _BROKEN.search(title):
        return "".join(own)
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
