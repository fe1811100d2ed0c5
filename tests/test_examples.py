"""The examples: what comes out of each article lies beside it, and is what comes out.

`pytest tests/test_examples.py --accept` writes the results anew; read the diff before it is committed.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from minutes_cli import Minutes, extract
from minutes_cli.cli.checking import faults
from minutes_cli.writers.outline import outline, strip_margin
from minutes_cli.writers.record import dumps
from tests.conftest import ROOT, Run

FOLDER = ROOT / "examples"
ARTICLES = sorted(FOLDER.glob("*.txt"))
RESULTS = FOLDER / "results"


def read(path: Path) -> Minutes:
    return extract(path, uri=f"examples/{path.name}")


def test_there_are_enough_of_them() -> None:
    assert len(ARTICLES) >= 8
    assert {path.name.split(".")[0] for path in RESULTS.iterdir()} == {path.stem for path in ARTICLES}


@pytest.mark.parametrize("path", ARTICLES, ids=[path.stem for path in ARTICLES])
@pytest.mark.parametrize("form", ["outline", "json"])
def test_result_is_what_comes_out(path: Path, form: str, accept: bool) -> None:
    minutes = read(path)
    text = outline(minutes) if form == "outline" else dumps(minutes.to_dict(), 2) + "\n"
    result = RESULTS / f"{path.stem}.{form}"
    if accept:
        RESULTS.mkdir(exist_ok=True)
        result.write_text(text, encoding="utf-8")
    assert result.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", ARTICLES, ids=[path.stem for path in ARTICLES])
def test_result_holds(path: Path) -> None:
    """Of the schema, verified, and with every word of the article."""
    record = json.loads((RESULTS / f"{path.stem}.json").read_text(encoding="utf-8"))
    schema = json.loads(files("minutes_cli.writers").joinpath("schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, schema)
    assert faults(record) == []
    drawn = (RESULTS / f"{path.stem}.outline").read_text(encoding="utf-8")
    assert strip_margin(drawn) == record["article"]["text"]
    source = path.read_text(encoding="utf-8")
    assert "".join(source.split()) == "".join(record["article"]["text"].split())


def test_the_command_says_the_same(run: Run) -> None:
    done = run("extract", "examples/county-committee.txt", cwd=ROOT)
    assert done.stdout == (RESULTS / "county-committee.json").read_bytes()


def test_one_has_no_meeting(run: Run) -> None:
    assert run("extract", "examples/commentary.txt", cwd=ROOT).returncode == 4
