"""The shared pages with what tells their parts taken away: head, classes, ids, heading elements. The body must hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from minutes_cli.errors import MinutesError
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_file, page_of_text

SHARED = Path(__file__).parents[3] / "shared"
PAGES = SHARED / "pages"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SITE = "云岭县人民政府网站"
# What is altered, and the least that must come out: mean F1 of the bodies, titles, days and publishers that are right.
FORMS: dict[str, tuple[frozenset[str], tuple[float, float, float, float]]] = {
    "no tags": (frozenset(["meta"]), (0.999, 0.95, 1.0, 1.0)),
    "no title": (frozenset(["title"]), (0.999, 1.0, 1.0, 1.0)),
    "no head": (frozenset(["title", "meta"]), (0.999, 0.95, 1.0, 1.0)),
    "the site's title": (frozenset(["site", "meta"]), (0.999, 0.95, 1.0, 1.0)),
    "no classes and ids": (frozenset(["class", "id"]), (0.999, 1.0, 1.0, 1.0)),
    "words alone": (frozenset(["title", "meta", "class", "id", "headings"]), (0.999, 0.95, 0.97, 0.97)),
    "words and the site's title": (frozenset(["site", "meta", "class", "id", "headings"]), (0.999, 0.95, 0.97, 0.97)),
}

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not PAGES.exists(), reason="the shared pages are not beside the project"),
]


def altered(text: str, what: frozenset[str]) -> str:
    """The page without what is named."""
    root = lxml.html.document_fromstring(text)
    for title in list(root.iter("title")):
        if "site" in what:
            title.text = SITE
        elif "title" in what:
            _drop(title)
    if "meta" in what:
        for tag in list(root.iter("meta", "script")):
            if tag.tag == "meta" or "ld+json" in (tag.get("type") or ""):
                _drop(tag)
    for name in what & {"class", "id"}:
        for element in root.iter("*"):
            element.attrib.pop(name, "")
    if "headings" in what:
        for element in root.iter(*HEADINGS):
            element.tag = "div"
    return str(lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def _drop(element: Any) -> None:
    element.drop_tree()


def _golds() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((PAGES / "gold").glob("*.json"))]


def _f1(gold: dict[str, Any], text: str) -> float:
    bench = str(SHARED / "bench")
    if bench not in sys.path:
        sys.path.append(bench)
    from score_pages import body  # type: ignore[import-not-found, unused-ignore]

    precision, recall = body(gold, text)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _squeezed(text: str | None) -> str:
    return "".join((text or "").split())


@pytest.mark.parametrize("form", FORMS)
def test_body_and_heading_hold(form: str) -> None:
    what, floors = FORMS[form]
    bodies: list[float] = []
    right: dict[str, list[bool]] = {"title": [], "published": [], "source": []}
    for gold in _golds():
        text = altered(page_of_file(PAGES / "html" / f"{gold['id']}.html").text, what)
        try:
            article = read_html(page_of_text(text), hints="id" not in what)
        except MinutesError:
            article = None
        if not gold["body_paragraphs"]:
            assert article is None, gold["id"]
            continue
        bodies.append(_f1(gold, article.text) if article else 0.0)
        found = (article.title, article.published, article.publisher) if article else (None, None, None)
        for (key, marks), value in zip(right.items(), found, strict=True):
            if gold[key]:
                length = 10 if key == "published" else None
                marks.append(_squeezed(value)[:length] == _squeezed(gold[key])[:length])
    figures = (sum(bodies) / len(bodies), *(sum(marks) / len(marks) for marks in right.values()))
    print(f"\n{form}: body {figures[0]:.4f} title {figures[1]:.3f} day {figures[2]:.3f} publisher {figures[3]:.3f}")
    assert all(figure >= floor for figure, floor in zip(figures, floors, strict=True)), figures
