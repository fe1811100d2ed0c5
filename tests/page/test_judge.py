"""BeautifulSoup as an independent judge: the walk over a container loses no text of it and adds none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString

from minutes_cli.lexicon import table
from minutes_cli.page.document import parse
from minutes_cli.page.hidden import hides
from minutes_cli.page.lines import read_lines
from minutes_cli.readers import page_of_file

OWN = sorted((Path(__file__).parents[1] / "pages").glob("*/page.html"))
SHARED = sorted((Path(__file__).parents[3] / "shared" / "pages" / "html").glob("*.html"))
SKIPPED = frozenset(table("tags")["skip"].split())
WORDS = re.compile(r"[\s\u200b\ufeff]+")


def _judged(text: str) -> str:
    """All text of the body but that in skipped elements and in hidden spans, without white space."""
    soup = BeautifulSoup(text, "lxml")
    pieces = []
    for node in (soup.body or soup).descendants:
        if not isinstance(node, NavigableString) or isinstance(node, PreformattedString):
            continue
        above = list(node.parents)
        if any(parent.name in SKIPPED for parent in above):
            continue
        if any(parent.name in ("span", "font") and hides(str(parent.get("style") or "")) for parent in above):
            continue
        pieces.append(str(node))
    return WORDS.sub("", "".join(pieces))


def _check(path: Path) -> None:
    text = page_of_file(path).text.replace("\0", "\ufffd")
    # The judge stops at an early </html> as the parser does; what is behind it is a test of its own.
    text = re.sub(r"</(?:html|body)\s*>", "", text, flags=re.I)
    walked = "".join(line.text for line in read_lines(parse(text)).lines)
    assert WORDS.sub("", walked) == _judged(text)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.parent.name)
def test_own_pages(path: Path) -> None:
    _check(path)


@pytest.mark.skipif(not SHARED, reason="the shared pages are not beside the project")
@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.stem)
def test_shared_pages(path: Path) -> None:
    _check(path)
