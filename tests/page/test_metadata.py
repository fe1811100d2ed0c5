"""What the head of a page may say of the article, and what it may not."""

from __future__ import annotations

import pytest

from tests.page.articles import TITLE, article

JSON = '<script type="application/ld+json">{"@type":"NewsArticle","author":%s}</script>'


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://www.example.cn/a?b=1", "https://www.example.cn/a?b=1"),
        ("http://reader:secret@www.example.cn/1.html", "http://www.example.cn/1.html"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://[bad", None),
        ("javascript:alert(1)", None),
        ("/a.html", None),
        ("{{url}}", None),
    ],
)
def test_address(given: str, url: str | None) -> None:
    assert article(f"<h1>{TITLE}</h1>", tags=f'<meta property="og:url" content="{given}">').url == url


@pytest.mark.parametrize(
    ("shown", "authors", "author"),
    [
        ("", '{"@type":"Person","name":"邹朗"}', "邹朗"),
        ("", '[{"@type":"Person","name":"邹朗"},{"@type":"Person","name":"段青"}]', "邹朗、段青"),
        ("", '{"@type":"Organization","name":"云岭网"}', None),
        ("", '"admin"', None),
        ("<p>2031-05-06 作者：段青</p>", '{"@type":"Person","name":"邹朗"}', "段青"),
    ],
)
def test_author(shown: str, authors: str, author: str | None) -> None:
    assert article(f"<h1>{TITLE}</h1>{shown}", tags=JSON % authors).author == author
