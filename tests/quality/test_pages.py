"""The gate for pages: the shared scorer on the shared pages, with container hints and without, against pinned floors."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from minutes_cli.errors import MinutesError
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_file

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "bench" / "score_pages.py"
FLOORS = tomllib.loads(Path(__file__).with_name("floors-pages.toml").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not SCORER.exists(), reason="the shared pages and their scorer are not beside the project"),
]


@pytest.fixture(params=[True, False], ids=["hints", "no-hints"], scope="module")
def figures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float | str]:
    """What the scorer says of all shared pages."""
    predictions = tmp_path_factory.mktemp("pages") / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as file:
        for path in sorted((SHARED / "pages" / "html").glob("*.html")):
            file.write(json.dumps({"source": {"uri": path.name}, "article": _article(path, request.param)}) + "\n")
    gold = SHARED / "pages" / "gold"
    command = [sys.executable, str(SCORER), "--gold", str(gold), str(predictions), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float | str] = json.loads(done.stdout.splitlines()[0])
    return found


def _article(path: Path, hints: bool) -> dict[str, str | None] | None:
    try:
        article = read_html(page_of_file(path), hints=hints)
    except MinutesError:
        return None
    return {
        "text": article.text,
        "title": article.title,
        "published": article.published,
        "publisher": article.publisher,
    }


@pytest.mark.parametrize("name", ["f1", "whole", "title", "published", "to the minute", "publisher"])
def test_floor(figures: dict[str, float | str], name: str) -> None:
    assert float(figures[name]) >= FLOORS[name]


def test_nothing_invented(figures: dict[str, float | str]) -> None:
    assert int(figures["invented"]) <= FLOORS["most_invented"]


def test_refused(figures: dict[str, float | str]) -> None:
    assert figures["refused"] == FLOORS["refused"]
