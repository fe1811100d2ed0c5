"""`--ledger`: the office's columns over many sources, numbered through, in every form that has rows."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path

import pytest

from minutes_cli.batch.keeper import Setup
from minutes_cli.batch.ledger import Numbering, headings, layout_of, presets
from minutes_cli.batch.local import local
from minutes_cli.batch.outputs import finished
from minutes_cli.batch.outputs.target import Target
from minutes_cli.batch.plan import Plan, wish_for
from minutes_cli.batch.run import run
from minutes_cli.batch.sources import Choice, items
from minutes_cli.pipeline import extract
from tests.batch.corpus import article, fill

pytest.importorskip("minutes_cli.writers.ledger", reason="this version has no ledger")


def written(tmp_path: Path, target: str, form: str, preset: str = "台账", columns: Path | None = None) -> None:
    folder = fill(tmp_path / "in", 12)
    (folder / "000003a.txt").write_text(article(3), encoding="utf-8")
    wish = wish_for(form, None, False, True, layout_of(preset, columns))
    plan = Plan(form, Target(target, form == "parquet"), tmp_path / "failures.jsonl", tmp_path / "state", wish)
    with local(2, Setup(wish)) as engine:
        run(plan, lambda: items([str(folder)], Choice()), engine, lambda tally: None)


def single(tmp_path: Path, preset: str) -> list[list[str]]:
    """What one ledger over the same articles holds, by the command's own writer."""
    from minutes_cli.writers.ledger.delimited import Delimited
    from minutes_cli.writers.ledger.rows import USUAL, Choice, tasks

    stream = io.StringIO()
    layout = layout_of(preset, None)
    writer = Delimited(stream, layout, False)
    for number in range(12):
        path = tmp_path / "in" / f"{number:06}.txt"
        writer.write(tasks(extract(path, str(path)), Choice(USUAL, layout.items)))
    return list(csv.reader(io.StringIO(stream.getvalue())))


@pytest.mark.parametrize("preset", ["台账", "督办", "分解", "简表"])
def test_csv_is_the_ledger_of_all_articles(tmp_path: Path, preset: str) -> None:
    written(tmp_path, str(tmp_path / "o.csv"), "csv", preset)
    rows = list(csv.reader(io.StringIO((tmp_path / "o.csv").read_text(encoding="utf-8"))))
    assert rows == single(tmp_path, preset)
    assert len(rows) > 80
    assert preset in presets()


def test_parquet_tsv_and_sqlite_have_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for form, name in (("tsv", "o.tsv"), ("sqlite", "o.sqlite"), ("parquet", "o.parquet")):
        place = tmp_path / form
        place.mkdir()
        written(place, str(place / name), form)
        head, *wanted = single(place, "台账")
        if form == "tsv":
            lines = (place / name).read_text(encoding="utf-8").splitlines()
            found = [line.split("\t") for line in lines[1:]]
        elif form == "parquet":
            found = [list(row.values()) for row in parquet.read_table(place / name).to_pylist()]
        else:
            base = sqlite3.connect(place / name)
            listed = ", ".join(f'"{heading}"' for heading in head)
            found = [list(row) for row in base.execute(f"SELECT {listed} FROM ledger ORDER BY rowid")]
            assert base.execute("SELECT count(*) FROM articles").fetchone() == (12,)
            assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert found == wanted, form


def test_columns_of_ones_own_and_every_source(tmp_path: Path) -> None:
    columns = tmp_path / "c.toml"
    columns.write_text(
        '[[column]]\nkey = "source"\n[[column]]\nheading = "督办单位"\nvalue = "区委督查室"\n', encoding="utf-8"
    )
    written(tmp_path, str(tmp_path / "o.csv"), "csv", columns=columns)
    rows = list(csv.reader(io.StringIO((tmp_path / "o.csv").read_text(encoding="utf-8"))))
    assert {row[1] for row in rows[1:]} == {"区委督查室"}
    assert sum(row[0].endswith("000003.txt | " + str(tmp_path / "in" / "000003a.txt")) for row in rows) > 2


def test_a_database_names_very_many_sources_in_a_table_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished, "LISTED", 1)
    (tmp_path / "in").mkdir()
    for name in ("000003b.txt", "000003c.txt"):
        (tmp_path / "in" / name).write_text(article(3), encoding="utf-8")
    columns = tmp_path / "c.toml"
    columns.write_text('[[column]]\nkey = "source"\nheading = "来源"\n', encoding="utf-8")
    written(tmp_path, str(tmp_path / "o.sqlite"), "sqlite", columns=columns)
    base = sqlite3.connect(tmp_path / "o.sqlite")
    first = str(tmp_path / "in" / "000003.txt")
    (cell,) = base.execute('SELECT DISTINCT "来源" FROM ledger WHERE "来源" LIKE ?', (f"{first}%",)).fetchone()
    assert cell == f"{first} | {tmp_path / 'in' / '000003a.txt'} | … +2"
    assert base.execute("SELECT count(*) FROM sources").fetchone() == (15,)


def test_numbers_go_through() -> None:
    layout = layout_of("分解", None)
    at = headings(layout).index("序号")
    width = len(headings(layout))
    numbering = Numbering(layout)
    first = [row[at] for row in numbering.next([["1"] * width, ["2.1"] * width, ["2.2"] * width], "a")]
    second = [row[at] for row in numbering.next([["1.1"] * width, ["2"] * width], "b")]
    assert (first, second) == (["1", "2.1", "2.2"], ["3.1", "4"])
