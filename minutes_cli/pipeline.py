"""The stages in order; the only place that knows it.

bytes, text or a path → readers → page → structure → semantics → Minutes
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from minutes_cli.model import Minutes, Page

if TYPE_CHECKING:
    from minutes_cli.lexicon import Lexicon


def extract(
    data: bytes | str | Path, uri: str | None = None, lexicon: Path | None = None, select: str | None = None
) -> Minutes:
    """Find the meetings in one article.

    `data` is the content as bytes (any encoding) or as a `str`, or the `Path` of a file; `uri` names the source in
    the result; `lexicon` is a TOML file of cue words to add; `select` is a CSS selector that names the body of an
    HTML page by hand. Raises a `MinutesError` where there is nothing to return: `ReadError` if the bytes cannot be
    read as text, `NoArticleError` if they hold no article, `LexiconError` if the word list has a mistake,
    `SelectorError` if the selector has one. An article without a meeting is a result with no meetings.
    """
    from minutes_cli.lexicon import with_file

    return extract_page(_page(data, uri), with_file(lexicon) if lexicon else None, select)


def extract_page(page: Page, lexicon: Lexicon | None = None, select: str | None = None) -> Minutes:
    """The stages behind the readers: Page → Minutes."""
    from minutes_cli.page import read_article
    from minutes_cli.semantics import add_semantics
    from minutes_cli.structure import find_meetings

    article = read_article(page, select)
    structure = find_meetings(article, lexicon)
    reading = add_semantics(article, structure.meetings)
    return Minutes(
        source=page.source,
        article=article,
        kind=structure.kind,
        meetings=reading.meetings,
        unassigned=structure.unassigned,
        notes=(*page.notes, *article.notes, *structure.notes, *reading.notes),
    )


def _page(data: bytes | str | Path, uri: str | None) -> Page:
    from minutes_cli.readers import page_of_bytes, page_of_file, page_of_text

    if isinstance(data, bytes):
        return page_of_bytes(data, uri)
    if isinstance(data, Path):
        return page_of_file(data, uri)
    return page_of_text(data, uri)
