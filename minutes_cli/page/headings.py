"""Title, date, 来源, author and site of an article, from what the page shows around the body and what its head says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minutes_cli.model import Note
from minutes_cli.page.dates import find_dates
from minutes_cli.page.headline import beside_title
from minutes_cli.page.lines import ASIDE, HIDDEN, Line, Lines
from minutes_cli.page.metadata import Metadata, address, linked_author
from minutes_cli.page.origin import find_author, find_publisher, has_label
from minutes_cli.page.published import of_issue, published
from minutes_cli.page.title import TITLE_PARTS
from minutes_cli.page.unlabelled import (
    account,
    bylined,
    credited,
    known_account,
    office_alone,
    paper,
    released_by,
    unlabelled_publisher,
)
from minutes_cli.prepared import compiled

_ABOVE = 16  # lines above the title (or, without one, above the body) that may hold date and 来源
_CLOSE = 3  # of these, those whose dates count without a label
_BELOW = 12  # lines below the body
_CREDITS = 3  # of these, those that may name in brackets whom the text is from
_LONGEST = 160  # a longer line is no heading
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
    if title_at >= 0 and (beside := beside_title(page.lines[title_at], title)) is not None:
        between.insert(0, beside)
    near = between + close
    above = near + far[::-1]
    labelled = has_label(above)
    publisher = (
        _tagged(meta, page)
        or (labelled and (find_publisher(between) or find_publisher(close) or find_publisher(far[::-1] + close)))
        or known_account(near)
        or account(near)
        or find_publisher(below[:_CREDITS])
        or unlabelled_publisher(_beside_date(between) + _beside_date(close), _names_of_site(meta, title))
        or office_alone(_beside_date(between))
        or released_by(between)
        or bylined(between)
        or paper(meta.title)
        or find_publisher(below)
        or credited([page.lines[body[-1]], *below[:_CREDITS]])
    )
    if publisher is None and labelled:  # 来源： and a script that fills it in from the prescribed tag
        publisher = meta.first("contentsource")[:40] or None
    return Heading(
        title=title,
        published=published(near, far, below, meta) or of_issue(_shown(page, range(max(title_at, body[0])))),
        publisher=publisher,
        author=find_author(above) or find_author(below) or linked_author(meta),
        site=meta.first("sitename", "og:site_name") or None,
        url=address(meta.first("og:url", "url")),
        notes=_more_pages(below),
    )


def _tagged(meta: Metadata, page: Lines) -> str | None:
    """What the prescribed tag says where the page shows it behind a label, wherever that stands: 供稿：凤鸣街道."""
    tag = meta.first("contentsource")
    if not tag:
        return None
    shown = (line.text.partition(tag) for line in page.lines if tag in line.text)
    labelled = any(before.rstrip(_COLON).endswith(_FROM) and not after[:1].isalnum() for before, _, after in shown)
    return tag if labelled else None


_COLON = "：: \u3000\u00a0"
_FROM = ("来源", "来 源", "来\u3000源", "來源", "稿源", "出处", "供稿", "来稿")


def _names_of_site(meta: Metadata, title: str) -> frozenset[str]:
    """What may be the site's name: its tag, and what stands first or last in <title>."""
    parts = [part.strip().removesuffix("的博客") for part in TITLE_PARTS.split(meta.title) if part.strip()]
    return frozenset([meta.first("sitename", "og:site_name"), *parts[:1], *parts[-1:]]) - {title, ""}


def dated_heading(page: Lines, title_at: int, body: int) -> bool:
    """Whether a date stands between the title's line and the body close below it, and no links."""
    between = page.lines[title_at + 1 : body]
    if title_at < 0 or len(between) > _ABOVE // 2 or any(line.is_link for line in between):
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
    close = _CLOSE + (len(before) > _CLOSE and page.lines[before[_CLOSE]].text.endswith(("：", ":")))  # with its label
    inside = [n for n in range(opened, body[-1]) if n not in kept]
    after = [*inside, *range(body[-1] + 1, min(len(page.lines), body[-1] + 1 + _BELOW))]
    return (
        _shown(page, between),
        _shown(page, before[:close][::-1]),
        _shown(page, before[close:]),
        _shown(page, after),
    )


def _shown(page: Lines, numbers: Iterable[int]) -> list[Line]:
    lines = [page.lines[n] for n in numbers]
    return [
        line
        for line in lines
        if not line.flags & HIDDEN and len(line.text) <= _LONGEST and (not line.flags & ASIDE or _posted(line))
    ]


def _posted(line: Line) -> bool:
    """Whether a line says when the article was posted, as some systems do in the <footer> of an <article>."""
    return line.text.startswith(_POSTED) and bool(find_dates(line.text))


_POSTED = ("发布于", "发表于", "Posted on", "發佈於", "發表於")


def _beside_date(lines: list[Line]) -> list[Line]:
    """The lines that show a date and those next to them."""
    dated = {at for at, line in enumerate(lines) if find_dates(line.text)}
    return [line for at, line in enumerate(lines) if {at - 1, at, at + 1} & dated]
