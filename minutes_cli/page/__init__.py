"""Page → Article: the article's own words and its heading, out of HTML or a text dump."""

from __future__ import annotations

from minutes_cli.errors import NoArticleError
from minutes_cli.model import Article, Page


def read_article(page: Page, select: str | None = None) -> Article:
    """Read an article; raises NoArticleError with the reason where a page holds none.

    `select` is a CSS selector that names the body of an HTML page by hand; a text has no elements to select.
    """
    if page.source.media_type == "text/html":
        from minutes_cli.page.html import read_html

        return read_html(page, select=select)
    if select is not None:
        raise NoArticleError("it is plain text; a selector needs an HTML page", "nothing-selected")
    from minutes_cli.page.dump import read_dump

    return read_dump(page)
