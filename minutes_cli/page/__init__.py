"""Page → Article: the article's own words and its heading, out of HTML or a text dump."""

from __future__ import annotations

from minutes_cli.model import Article, Page


def read_article(page: Page) -> Article:
    """Read an article; raises NoArticleError with the reason where a page holds none."""
    if page.source.media_type == "text/html":
        from minutes_cli.page.html import read_html

        return read_html(page)
    from minutes_cli.page.plain import read_plain

    return read_plain(page)
