"""How long structure takes: per 1,000 characters beside a bare parse of a page, and from 5 MB of text to 10 MB."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_cli import extract
from minutes_cli.model import Page, Source
from minutes_cli.page import read_article
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_bytes
from minutes_cli.structure import find_meetings
from tests.benchmarks.clock import TRIES, ratio, seconds

pytestmark = pytest.mark.benchmark
EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.txt"))


def one_meeting(megabytes: float) -> str:
    """So much text in UTF-8 about one meeting: the paragraphs of an example over and over."""
    path = next(path for path in EXAMPLES if path.stem == "education-meeting")
    head, _, said = path.read_text(encoding="utf-8").partition("林知远指出")
    said = f"林知远指出{said.strip()}\n"
    return head + said * (int(megabytes * 1_000_000) // len(said.encode("utf-8")) + 1)


def many_meetings(megabytes: float) -> str:
    """So much text in UTF-8: all examples over and over, hundreds of meetings."""
    one = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES) + "\n"
    return one * (int(megabytes * 1_000_000) // len(one.encode("utf-8")) + 1)


def test_twice_the_text_takes_twice_as_long() -> None:
    five, ten = one_meeting(5), one_meeting(10)
    found = ratio(lambda: extract(ten), lambda: extract(five), 2.2, rounds=1)
    assert found <= 2.2, f"10 MB takes {found:.2f} times as long as 5 MB"


def test_twice_the_meetings_take_twice_as_long() -> None:
    half, whole = many_meetings(0.75), many_meetings(1.5)
    found = ratio(lambda: extract(whole), lambda: extract(half), 2.4, rounds=1)
    assert found <= 2.4, f"twice as many meetings take {found:.2f} times as long"


@pytest.mark.parametrize("piece", ["<p>{}</p>", "<div><div>{}</div></div>", "<tr><td>{}</td><td>{}</td></tr>"])
def test_twice_the_paragraphs_take_twice_as_long(piece: str) -> None:
    """Of a page that is one column of paragraphs: none may cost more for those beside it."""

    def page(count: int) -> bytes:
        said = piece.replace("{}", "会议强调，要压实责任，抓好春耕。")
        return f"<html><body><h1>云岭县召开春耕会议</h1>{said * count}</body></html>".encode()

    half, whole = page(20_000), page(40_000)
    found = ratio(lambda: read_html(page_of_bytes(whole)), lambda: read_html(page_of_bytes(half)), 2.5, rounds=2)
    assert found <= 2.5, f"twice as many paragraphs take {found:.2f} times as long"


def test_structure_takes_no_longer_than_a_bare_parse(shared: Path, record_property: pytest.RecordProperty) -> None:
    """Per 1,000 characters, at most as long as lxml takes to parse an average page."""
    from lxml import html

    pages = [path.read_bytes() for path in sorted((shared / "pages" / "html").glob("*.html"))]
    articles = [
        read_article(Page(Source(), path.read_text(encoding="utf-8")))
        for path in sorted((shared / "articles" / "docs").glob("*.txt"))
    ]
    thousands = sum(len(article.text) for article in articles) / 1000

    def structure() -> None:
        for article in articles:
            find_meetings(article)

    def parse() -> None:
        for page in pages:
            html.document_fromstring(page)

    found = float("inf")
    for _ in range(TRIES):
        one, other = seconds(structure, parse)
        found = min(found, (one / thousands) / (other / len(pages)))
        if found <= 1:
            break
    print(f"\n{one / thousands * 1000:.2f} ms per 1,000 characters, {other / len(pages) * 1000:.2f} ms a page")
    record_property("structure to parse", round(found, 2))
    assert found <= 1, f"{found:.2f} times as long"
