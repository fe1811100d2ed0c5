"""An HTML page → Article: parse, walk once, find the body, read the heading, write the text."""

from __future__ import annotations

from minutes_cli.errors import NoArticleError
from minutes_cli.model import Article, Note, Page, Span
from minutes_cli.page.body import find_body, weight
from minutes_cli.page.document import Element, parse
from minutes_cli.page.headings import Heading, read_heading
from minutes_cli.page.kept import PROSE, own_lines
from minutes_cli.page.lines import HIDDEN, Lines, read_lines
from minutes_cli.page.metadata import read_metadata
from minutes_cli.page.refusals import refuse_empty, refuse_frames, refuse_others
from minutes_cli.page.title import find_title


def read_html(page: Page) -> Article:
    """The article of a page; raises NoArticleError with the reason, ReadError where the page is hostile."""
    root = parse(page.text)
    refuse_frames(root)
    lines = read_lines(root)
    refuse_empty(root, lines)
    meta = read_metadata(root)
    weights = [weight(line) for line in lines.lines]
    node = find_body(lines, weights)
    if node < 0:
        refuse_others(lines, meta.title, [], weights)
        raise NoArticleError("it holds no article", "no-article")
    first = _first_prose(lines, weights, node)
    title_at, title = find_title(lines, first, lines.last[node], meta)
    body = own_lines(lines, weights, node, title)
    refuse_others(lines, title, body, weights)
    heading = read_heading(lines, title_at, title, body, meta)
    return _article(page, root, lines, body, heading)


def _first_prose(lines: Lines, weights: list[float], node: int) -> int:
    low, high = lines.first[node], lines.last[node]
    return next((n for n in range(low, high) if weights[n] > PROSE), low)


def _article(page: Page, root: Element, lines: Lines, body: list[int], heading: Heading) -> Article:
    tree = root.getroottree()
    text = "\n".join(lines.lines[n].text for n in body)
    return Article(
        text=text,
        body=Span(0, len(text)),
        title=heading.title or None,
        published=heading.published,
        publisher=heading.publisher,
        author=heading.author,
        site=heading.site,
        url=page.url or heading.url,
        paths=tuple(tree.getpath(lines.lines[n].element) for n in body),
        notes=heading.notes,
    )
