"""The gate: the semantics stage against annotated directives of the shared articles."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.quality.semantics_scoring import Score, rows, score

_HERE = Path(__file__).parent / "semantics"
_ARTICLES = Path(__file__).parents[3] / "shared" / "articles"
_FLOORS = tomllib.loads((_HERE / "floors.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def scores() -> dict[str, dict[str, Score]]:
    """The scores of each file of gold; of those whose articles are shared only where these are there."""
    found = {"gold-own": score(_HERE, rows(_HERE / "gold-own.json"))}
    if _ARTICLES.is_dir():
        files = {name: rows(_HERE / f"{name}.json") for name in ("gold", "gold-extra")}
        found |= {name: score(_ARTICLES, gold) for name, gold in files.items()}
        found["both"] = score(_ARTICLES, [row for gold in files.values() for row in gold])
    return found


def _scored(scores: dict[str, dict[str, Score]], file: str) -> dict[str, Score]:
    if file not in scores:
        pytest.skip("../shared is absent: the annotated articles are no part of this project")
    return scores[file]


@pytest.mark.parametrize(("file", "field"), [(file, field) for file, fields in _FLOORS.items() for field in fields])
def test_floor(scores: dict[str, dict[str, Score]], file: str, field: str) -> None:
    floor, found = _FLOORS[file][field], _scored(scores, file)[field]
    misses = "\n".join(found.misses[:20])
    assert found.precision >= floor["precision"], f"precision {found.precision:.3f}\n{misses}"
    assert found.recall >= floor["recall"], f"recall {found.recall:.3f}\n{misses}"


def test_every_row_is_scored(scores: dict[str, dict[str, Score]]) -> None:
    assert _scored(scores, "gold")["force"].right + scores["gold"]["force"].missed == 133
