"""A text dump → Article: title, date and 来源 read off its first lines, furniture told from the body.

Every line stays in `Article.text`; `Article.body` is the part that the article itself fills. A line that a dump has
broken in mid-sentence is joined again.
"""

from __future__ import annotations

from minutes_cli.model import Article, Page, Span
from minutes_cli.page.dateline import opening
from minutes_cli.page.dump.foot import body_end
from minutes_cli.page.dump.heading import read_head, signed, source_of
from minutes_cli.page.dump.headline import find_headline, is_subtitle
from minutes_cli.page.dump.paragraphs import paragraphs

_SUBTITLES = 5  # lines below the headline that may be more of it


def read_dump(page: Page) -> Article:
    """Read a text dump."""
    lines = paragraphs(page.text, page.parted)
    title_at, title = find_headline(lines)
    published, publisher, first = read_head(lines, title_at)
    last = body_end(lines, first)
    while first < last - 1 and first - title_at <= _SUBTITLES and is_subtitle(lines[first]):
        first += 1
    published = published or signed(lines[first:last])
    publisher = publisher or next((name for line in lines[last:] if (name := source_of(line))), None)
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
