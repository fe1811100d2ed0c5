"""The saved pages of tests/pages: each folder holds page.html and what it must give, word for word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from minutes_cli.errors import NoArticleError
from minutes_cli.model import Article
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_file

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[1] / "pages").glob("*/expected.json"))


def _expected(folder: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return expected


ARTICLES = [folder for folder in FOLDERS if not _expected(folder).get("refused")]
REFUSED = [folder for folder in FOLDERS if _expected(folder).get("refused")]


def test_there_are_enough_pages() -> None:
    assert len(ARTICLES) >= 25
    assert len(REFUSED) >= 6


@pytest.fixture(params=[True, False], ids=["hints", "no-hints"])
def hints(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda folder: folder.name)
def test_article(folder: Path, hints: bool) -> None:
    expected = _expected(folder)
    article = read_html(page_of_file(folder / "page.html"), hints=hints)
    optional = set(expected["optional"])
    assert [line for line in article.text.split("\n") if line not in optional] == expected["paragraphs"]
    found = (article.title, article.published, article.publisher, article.author)
    assert found == tuple(expected[key] for key in ("title", "published", "publisher", "author"))
    assert [note.code for note in article.notes] == expected["notes"]
    _check_form(article)


def _check_form(article: Article) -> None:
    """What holds for every article of a page."""
    assert article.body.end == len(article.text)
    assert article.body.start == (len("本报讯（记者 冉秋白）") if article.text.startswith("本报讯") else 0)
    lines = article.text.split("\n")
    assert len(article.paths) == len(lines)
    assert all(line and line == line.strip() for line in lines)


@pytest.mark.parametrize("folder", REFUSED, ids=lambda folder: folder.name)
def test_refused_with_its_reason(folder: Path, hints: bool) -> None:
    with pytest.raises(NoArticleError) as caught:
        read_html(page_of_file(folder / "page.html"), hints=hints)
    assert caught.value.code in _expected(folder)["refused"].split("|")
