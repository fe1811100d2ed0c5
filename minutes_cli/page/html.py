"""An HTML page → Article: parse, walk once, find the body, read the heading, write the text."""

from __future__ import annotations

from dataclasses import replace

from minutes_cli.errors import NoArticleError
from minutes_cli.model import Article, Page, Span
from minutes_cli.page.body import bare_weight, find_body, narrowed, weight
from minutes_cli.page.document import Element, parse
from minutes_cli.page.headings import Heading, read_heading
from minutes_cli.page.kept import own_lines
from minutes_cli.page.lines import HIDDEN, Lines, read_lines
from minutes_cli.page.metadata import read_metadata
from minutes_cli.page.refusals import refuse_empty, refuse_frames, refuse_others
from minutes_cli.page.title import find_title, sure_title


def read_html(page: Page, *, hints: bool = True) -> Article:
    """The article of a page; raises NoArticleError with the reason, ReadError where the page is hostile.

    `hints`: use the known containers of lexicon/containers.toml; tests measure without them too.
    """
    root = parse(page.text)
    refuse_frames(root)
    lines = read_lines(root)
    refuse_empty(root, lines)
    weights = [weight(line) for line in lines.lines]
    lines, weights = _shown(lines, weights)
    meta = read_metadata(root)
    sure = sure_title(lines, meta)
    found = find_body(lines, weights, sure)
    if found is None and sure >= 0:
        weights = [bare_weight(line, old) for line, old in zip(lines.lines, weights, strict=True)]
        found = find_body(lines, weights, sure)
    if found is None:
        refuse_others(lines, meta.title, False, [], weights)
        raise NoArticleError("it holds no article", "no-article")
    if hints:
        found = narrowed(lines, weights, found)
    title_at, title = find_title(lines, found.first, meta)
    body = own_lines(lines, weights, found, title)
    refuse_others(lines, title, 0 <= sure < body[0] if body else False, body, weights)
    heading = read_heading(lines, title_at, title, body, meta)
    return _article(page, root, lines, body, heading)


def _shown(lines: Lines, weights: list[float]) -> tuple[Lines, list[float]]:
    """The lines as a reader sees them when a page hides its prose until a script has run."""
    if not any(line.flags & HIDDEN for line in lines.lines):
        return lines, weights
    shown = [line._replace(flags=line.flags & ~HIDDEN) if line.flags & HIDDEN else line for line in lines.lines]
    every = [weight(line) if line is not old else value for line, old, value in zip(shown, lines.lines, weights, strict=True)]
    visible = sum(value for value in weights if value > 0)
    prose = sum(value for value in every if value > 0)
    if prose - visible > max(100.0, 3 * visible):
        return replace(lines, lines=shown), every
    return lines, weights


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
