"""An HTML page → Article: parse, walk once, find the body, read the heading, write the text."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from minutes_cli.errors import NoArticleError
from minutes_cli.model import Article, Note, Page, Span
from minutes_cli.page.body import PROSE, bare_weight, below_heading, find_body, narrowed, weight
from minutes_cli.page.dateline import opening
from minutes_cli.page.document import Element, parse, swallowed
from minutes_cli.page.headings import Heading, dated_heading, labelled_date, read_heading
from minutes_cli.page.kept import own_lines, own_words
from minutes_cli.page.lines import HIDDEN, Lines, read_lines
from minutes_cli.page.metadata import Metadata, read_metadata
from minutes_cli.page.paths import paths_of
from minutes_cli.page.refusals import refuse_empty, refuse_frames, refuse_others
from minutes_cli.page.threads import with_posts
from minutes_cli.page.title import REACH, find_title, sure_title
from minutes_cli.page.voices import own_voice
from minutes_cli.prepared import compiled

_REQUEST = 300  # characters of a request to allow scripts
_LIST = 8  # links between a column's name and what stands below its list
_BARE = 40  # characters of an article without prose: verse, a list of names
_BARE_BELOW = 12  # lines under its title, within which it begins
_OVER = 8  # lines from the first that reads like prose to the first that is
_ABOVE_DATE = 6  # lines above the labelled date that vouches for an article in which its title may stand


def read_html(page: Page, *, select: str | None = None, hints: bool = True) -> Article:
    """The article of a page; raises NoArticleError with the reason, ReadError where the page is hostile.

    `select` names the body by hand with a CSS selector. `hints`: use the known containers of
    lexicon/containers.toml; tests measure without them too.
    """
    root = parse(page.text)
    refuse_frames(root)
    meta = read_metadata(root)
    if select is not None:
        lines, body = _selected(root, select)
        title_at, title = find_title(lines, body[0], meta)
    else:
        lines, weights = _read(root)
        refuse_empty(root, lines)
        lines, weights = _shown(lines, weights)
        title_at, title, body = _found(root, lines, weights, meta, hints)
    heading = read_heading(lines, title_at, title, body, meta)
    return _article(page, root, lines, body, heading)


def _selected(root: Element, css: str) -> tuple[Lines, list[int]]:
    """The page's lines, and the numbers of those in what the user's selector picks, hidden ones too."""
    from minutes_cli.page.select import select

    picked = select(root, css)
    tags = [element.tag for element in picked]
    for element in picked:
        element.tag = "div"  # what is picked has lines of its own, also where it stands inside a line
    lines = read_lines(root)
    for element, tag in zip(picked, tags, strict=True):
        element.tag = tag
    inside = {element for top in picked for element in top.iter()}
    body = [n for n, line in enumerate(lines.lines) if line.element in inside]
    if not body:
        raise NoArticleError(f"what the selector {css!r} picks holds no text; name another element", "empty")
    return lines, body


def _read(root: Element) -> tuple[Lines, list[float]]:
    """The page's lines and weights; with those of <noscript> where only they hold prose and a script does the rest."""
    lines, weights = _weighed(root)
    if max(weights, default=0.0) > PROSE:
        return lines, weights
    spare = [element for element in root.iter("noscript") if _speaks(str(_STRING(element)))]
    if not spare:
        return lines, weights
    for element in spare:
        element.tag = "div"
    return _weighed(root)


def _speaks(text: str) -> bool:
    """Whether what a page shows without scripts is prose, and not the request to allow them."""
    return "。" in text and (len(text) > _REQUEST or not _SCRIPTS.search(text))


def _weighed(root: Element) -> tuple[Lines, list[float]]:
    lines = read_lines(root)
    return own_voice(lines, list(map(weight, lines.lines)))


_SCRIPTS = compiled(r"javascript|脚本", re.I)
_STRING = etree.XPath("string()")


def _found(
    root: Element, lines: Lines, weights: list[float], meta: Metadata, hints: bool
) -> tuple[int, str, list[int]]:
    """The line of the title (-1: none shows it), the title, the numbers of the article's lines."""
    sure = sure_title(lines, meta)
    found = find_body(lines, weights, sure)
    vouched, dated = False, -1
    if found is not None and sure < 0:
        dated = labelled_date(lines)
        below, cells = below_heading(lines, weights, found, dated)
        vouched = below is not None
        found, weights = (found, weights) if below is None else (below, cells)
    bare = found is None and sure >= 0
    if bare:
        weights = [bare_weight(line, old) for line, old in zip(lines.lines, weights, strict=True)]
        found = find_body(lines, weights, sure)
    if found is None:
        refuse_others(root, lines, meta.title, meta.title, False, [], weights)
        raise NoArticleError("it holds no article", "no-article")
    if hints:
        found = narrowed(lines, weights, found)
    found = with_posts(lines, weights, found)
    reach = found.first - dated + _ABOVE_DATE if vouched else REACH
    # A line over the title may read like prose: 连续九天高温，记者走近他们.
    opening_at = next((n for n in range(found.first, min(found.first + _OVER, found.last)) if weights[n] > PROSE), -1)
    title_at, title = find_title(lines, max(opening_at, found.first), meta, sure, reach)
    if found.first <= title_at < opening_at:
        found = found._replace(first=title_at + 1)
    body = own_lines(lines, weights, found, title_at, title)
    # Better the bare prose than nothing where all of it looked like furniture.
    body = body or [n for n in range(found.first, found.last) if weights[n] > PROSE]
    if bare and (sum(len(lines.lines[n].text) for n in body) < _BARE or body[0] - sure > _BARE_BELOW):
        body = []
    headed = bool(body) and (vouched or _heads(lines, sure, body[0]) or dated_heading(lines, title_at, body[0]))
    refuse_others(root, lines, meta.title, title, headed, body, weights)
    return title_at, title, body


def _heads(lines: Lines, sure: int, body: int) -> bool:
    """Whether the title that is beyond doubt stands above the body, and no list of links between them."""
    return 0 <= sure < body and sum(line.is_link for line in lines.lines[sure:body]) < _LIST


def _shown(lines: Lines, weights: list[float]) -> tuple[Lines, list[float]]:
    """The lines as a reader sees them when a page hides its prose until a script has run."""
    hidden = [line for line in lines.lines if line[-1] & HIDDEN]
    if not hidden:
        return lines, weights
    least = max(100.0, 3 * sum([value for value in weights if value > 0]))
    # No line weighs more than it is long.
    if sum([len(line[0]) for line in hidden]) <= least or sum(max(0.0, weight(line, 0)) for line in hidden) <= least:
        return lines, weights
    shown = [line._replace(flags=line.flags & ~HIDDEN) if line.flags & HIDDEN else line for line in lines.lines]
    return replace(lines, lines=shown), list(map(weight, shown))


def _article(page: Page, root: Element, lines: Lines, body: list[int], heading: Heading) -> Article:
    paths = paths_of(root, (lines.lines[n].element for n in body))
    text = "\n".join(own_words(lines.lines[n]) for n in body)
    return Article(
        text=text,
        body=Span(opening(text, heading.title), len(text)),
        title=heading.title or None,
        published=heading.published,
        publisher=heading.publisher,
        author=heading.author,
        site=heading.site,
        url=page.url or heading.url,
        paths=tuple(paths[lines.lines[n].element] for n in body),
        notes=(*_losses(page.text, root), *heading.notes),
    )


def _losses(text: str, root: Element) -> tuple[Note, ...]:
    taken = swallowed(text, root)
    if taken is None:
        return ()
    return (Note("text-swallowed", f"a {taken} that is never closed hides more than half of the page"),)
