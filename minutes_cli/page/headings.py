"""Title, date, 来源, author and site of an article, from what the page shows around the body and what its head says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minutes_cli.model import Note
from minutes_cli.page.dates import Shown, day_of, find_dates
from minutes_cli.page.lines import ASIDE, HIDDEN, Line, Lines
from minutes_cli.page.metadata import Metadata
from minutes_cli.page.origin import account, find_author, find_publisher, has_label, unlabelled_publisher
from minutes_cli.page.title import TITLE_PARTS
from minutes_cli.prepared import compiled

_ABOVE = 16  # lines above the title (or, without one, above the body) that may hold date and 来源
_CLOSE = 3  # of these, those whose dates count without a label
_BELOW = 12  # lines below the body
_LEAF = 12  # characters of a day and its month
_LONGEST = 160  # a longer line is no heading
_PUBLISHED = ("发布", "发表", "osted", "发信站", "时间", "日期", "来源", "发稿", "發布", "發佈", "時間", "來源")
_LABELLED = compiled("|".join(_PUBLISHED))
_DATE_LABELS = (
    "发布时间",
    "发布日期",
    "发表时间",
    "发表日期",
    "发稿时间",
    "日期：",
    "时间：",
    "来源：",
    "信息来源：",
    "發布時間",
    "發佈日期",
    "時間：",
    "來源：",
)
_OTHER_DATES = (
    "今天是",
    "今日",
    "更新",
    "成文",
    "生成",
    "有效",
    "截止",
    "印发",
    "当前",
    "现在是",
    "会议时间",
    "活动时间",
)
_TAGS = (
    "pubdate",
    "article:published_time",
    "publishdate",
    "datepublished",
    "og:release_date",
    "publish_time",
    "weibo: article:create_at",
    "og:published_time",
    "publishtime",
    "publication_date",
    "dc.date",
    "article.created",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What an article says of itself; None where nothing shows it."""

    title: str
    published: str | None
    publisher: str | None
    author: str | None
    site: str | None
    url: str | None
    notes: tuple[Note, ...] = ()


def read_heading(page: Lines, title_at: int, title: str, body: list[int], meta: Metadata) -> Heading:
    """Read the heading; `title_at` is the title's line or -1, `body` the numbers of the article's lines."""
    between, close, far, below = _around(page, title_at, body)
    near = between + close
    above = near + far[::-1]
    publisher = (
        find_publisher(above)
        or unlabelled_publisher(_beside_date(between) + _beside_date(close), _names_of_site(meta, title))
        or account(near)
    )
    publisher = publisher or find_publisher(below)
    if publisher is None and has_label(above):  # 来源： and a script that fills it in from the prescribed tag
        publisher = meta.first("contentsource")[:40] or None
    return Heading(
        title=title,
        published=_published(near, far, below, meta),
        publisher=publisher,
        author=find_author(above) or find_author(below),
        site=meta.first("sitename", "og:site_name") or None,
        url=meta.first("og:url", "url") or None,
        notes=_more_pages(below),
    )


def _names_of_site(meta: Metadata, title: str) -> frozenset[str]:
    """What may be the site's name: its tag, and what stands first or last in <title>."""
    parts = [part.strip() for part in TITLE_PARTS.split(meta.title) if part.strip()]
    return frozenset([meta.first("sitename", "og:site_name"), *parts[:1], *parts[-1:]]) - {title, ""}


def dated_heading(page: Lines, title_at: int, body: int) -> bool:
    """Whether a date stands between the title's line and the body close below it, and no links."""
    between = page.lines[title_at + 1 : body]
    if title_at < 0 or len(between) > _ABOVE // 2 or any(line.linked * 2 > len(line.text) for line in between):
        return False
    return any(find_dates(line.text) for line in between)


def labelled_date(page: Lines) -> int:
    """The one line that shows a date of publication behind its label; -1 if none or several do."""
    found = -1
    for n, line in enumerate(page.lines):
        if line.text.startswith(_DATE_LABELS) and not line.flags & (HIDDEN | ASIDE) and find_dates(line.text[:40]):
            if found >= 0:
                return -1
            found = n
    return found


def _more_pages(below: list[Line]) -> tuple[Note, ...]:
    """A note if the lines behind the body lead to further pages of the article."""
    if not _NEXT_PAGE.search("\n".join([line.text for line in below])):
        return ()
    for line in below:
        if _NEXT_PAGE.search(line.text) and line.linked and not _NO_NEXT.search(line.text):
            return (Note("more-pages", "the article goes on on further pages, which were not read"),)
    return ()


_NEXT_PAGE = compiled(r"下一?页|后一页|余下全文|阅读全文|^\W*1\s*\W?\s*2\b", re.M)
_NO_NEXT = compiled(r"首页.{0,3}上一页.{0,3}1.{0,3}下一页")


def _around(page: Lines, title_at: int, body: list[int]) -> tuple[list[Line], list[Line], list[Line], list[Line]]:
    """The lines between title and body; the few right above the title; those further up; those after the body.

    What stands between the first two lines of the body, a standfirst and the text, is above the text.
    """
    kept = set(body)
    low = title_at if title_at >= 0 else max(0, body[0] - _ABOVE // 2)
    opened = body[1] if len(body) > 1 and body[1] - body[0] <= _CLOSE else body[0]
    between = [n for n in range(low, opened) if n not in kept and n != title_at]
    before = range(low - 1, max(-1, low - 1 - _ABOVE), -1)
    inside = [n for n in range(opened, body[-1]) if n not in kept]
    after = [*inside, *range(body[-1] + 1, min(len(page.lines), body[-1] + 1 + _BELOW))]
    return (
        _shown(page, between),
        _shown(page, before[:_CLOSE][::-1]),
        _shown(page, before[_CLOSE:]),
        _shown(page, after),
    )


def _shown(page: Lines, numbers: Iterable[int]) -> list[Line]:
    lines = [page.lines[n] for n in numbers]
    return [line for line in lines if not line.flags & (HIDDEN | ASIDE) and len(line.text) <= _LONGEST]


def _beside_date(lines: list[Line]) -> list[Line]:
    """The lines that show a date and those next to them."""
    dated = {at for at, line in enumerate(lines) if find_dates(line.text)}
    return [line for at, line in enumerate(lines) if {at - 1, at, at + 1} & dated]


def _published(near: list[Line], far: list[Line], below: list[Line], meta: Metadata) -> str | None:
    unlinked = [line for line in near if line.linked * 2 <= len(line.text) or _LABELLED.search(line.text)]
    shown = _best(unlinked) or _best(far, labelled=True) or _best(below, labelled=True)
    tagged = next((day for name in _TAGS if (value := meta.tags.get(name)) and (day := day_of(value))), None)
    if tagged is None:
        linked = meta.linked.get("datePublished")
        tagged = day_of(linked) if isinstance(linked, str) else None
    if shown is None:
        return tagged or _of_issue(far)
    if not shown.precise and tagged and tagged[:10] == shown.iso and "T" in tagged and not tagged.endswith("T00:00"):
        return tagged
    return shown.iso


def _of_issue(far: list[Line]) -> str | None:
    """The date of a digital newspaper, alone on a line among the links to its pages; None if several stand there."""
    if not any(_ISSUE.search(line.text) for line in far):
        return None
    alone = [found for line in far if (found := find_dates(line.text)) and _WEEKDAY.fullmatch(_rest(line.text, found))]
    return alone[0][0].iso if len(alone) == 1 else None


def _rest(text: str, dates: list[Shown]) -> str:
    return text[: dates[0].start] + text[dates[-1].end :]


_ISSUE = compiled(r"第\s?[A-Z]?\d{1,3}\s?版|[上下]一版|版面导航|标题导航")
_WEEKDAY = compiled(r"[\s\u3000]*(?:(?:星期|周)[一二三四五六日天])?[\s\u3000]*")
# The day above its month, as lists and leaves of a calendar set it.
_DAY_FIRST = compiled(r"^(\d{1,2})日?\n((?:19|20)\d\d)[-./年](\d{1,2})月?$", re.M)


def _rows(line: Line) -> str:
    """The text of a line; the elements of a short one apart, between which a style may set a break."""
    if len(line.text) > _LEAF or len(line.parts) < 2:
        return line.text
    return "\n".join(part.strip() for part in line.parts if part.strip())


def _best(lines: list[Line], labelled: bool = False) -> Shown | None:
    """The date that most looks like the day of publication: labelled, to the minute, first."""
    best, most = None, 0.0
    text = _DAY_FIRST.sub(r"\2-\3-\1", "\n".join(_rows(line) for line in lines))
    for order, shown in enumerate(find_dates(text.replace("\n", " "))):
        before = text[max(0, shown.start - 12) : shown.start]
        score = 10.0 - order * 0.5 + 3.0 * shown.precise
        has_label = any(word in before for word in _PUBLISHED)
        score += 4.0 * has_label
        if any(word in before for word in _OTHER_DATES):
            score -= 5.0 if "更新" in before else 8.0
        if score > most and (has_label or not labelled):
            best, most = shown, score
    return best
