"""Every output holds the same records, each once, whole and in order, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from minutes_cli.batch.keeper import Setup
from minutes_cli.batch.local import local
from minutes_cli.batch.outputs import finished
from minutes_cli.batch.outputs.cells import Names, csv_row, tsv_row
from minutes_cli.batch.outputs.database import pairs
from minutes_cli.batch.outputs.target import Target
from minutes_cli.batch.plan import Plan, wish_for
from minutes_cli.batch.run import Summary, run
from minutes_cli.batch.sources import Choice, items
from minutes_cli.pipeline import extract
from minutes_cli.writers.cells import csv_line
from minutes_cli.writers.record import as_record
from minutes_cli.writers.tables import header, lines
from tests.batch.corpus import article, fill, inside

COUNT = 25


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = fill(tmp_path_factory.mktemp("outputs") / "in", COUNT)
    (folder / "000007a.txt").write_text(article(7), encoding="utf-8")
    (folder / "000007b.txt").write_text(article(7), encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n")
    return folder


def written(folder: Path, place: Path, target: str, form: str, rows: str | None = None, **more: Any) -> Summary:
    wish = wish_for(form, rows, more.pop("excel", False), True)
    plan = Plan(form, Target(target, more.pop("parts", False)), place / "failures.jsonl", place / "state", wish, **more)
    with local(2, Setup(wish)) as engine:
        return run(plan, lambda: items([str(folder)], Choice()), engine, lambda tally: None)


def expected(folder: Path) -> list[dict[str, Any]]:
    records = [as_record(extract(folder / f"{n:06}.txt", str(folder / f"{n:06}.txt"))) for n in range(COUNT)]
    records[7]["source"]["also"] = [str(folder / f"000007{letter}.txt") for letter in "ab"]
    return records


def test_json_lines_are_those_of_single_extractions(folder: Path, tmp_path: Path) -> None:
    summary = written(folder, tmp_path, str(tmp_path / "o.jsonl"), "jsonl")
    records = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert records == expected(folder)
    schema = json.loads(files("minutes_cli.writers").joinpath("schema.json").read_text(encoding="utf-8"))
    for record in records:
        jsonschema.validate(record, schema)
    (failure,) = map(json.loads, (tmp_path / "failures.jsonl").read_text(encoding="utf-8").splitlines())
    assert (failure["source"], failure["code"]) == (str(folder / "bad.txt"), "not-text")
    found = summary.counts
    assert (found.inputs, found.records, found.failures, found.duplicates) == (COUNT + 3, COUNT, 1, 2)


@pytest.mark.parametrize("rows", ["directives", "meetings"])
@pytest.mark.parametrize("excel", [False, True])
def test_csv_rows_name_every_source(folder: Path, tmp_path: Path, rows: str, excel: bool) -> None:
    written(folder, tmp_path, str(tmp_path / "o.csv"), "csv", rows, excel=excel)
    text = (tmp_path / "o.csv").read_text(encoding="utf-8")
    wanted = header(rows, "csv", excel)
    for number in range(COUNT):
        name = str(folder / f"{number:06}.txt")
        names = " | ".join([name, *(f"{name[:-4]}{x}.txt" for x in "ab")]) if number == 7 else name
        wanted += "".join(line.replace(name, names, 1) for line in lines(extract(Path(name)), rows, "csv", excel))
    assert text == wanted


@pytest.mark.parametrize("excel", [False, True])
def test_a_row_in_pieces_is_the_row_of_a_writer(excel: bool) -> None:
    cells: list[str | Names] = ["=1", 'a "b"', Names("-x", ["y, z", 'é"']), "", "two\nlines", Names("p", ["q"])]
    assert "".join(csv_row(cells, excel)) == csv_line([str(cell) for cell in cells], excel)
    assert "".join(csv_row([""], excel)) == csv_line([""], excel)
    assert "".join(tsv_row(["a\tb", Names("c\n", ["d\\"])])) == "a\\tb\tc\\n | d\\\\\n"


def test_names_of_all_kinds_in_every_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(finished, "LISTED", 2)
    names = ['a "also":[x', "a, b", "c\ttab", "d", "e"]
    (tmp_path / "in").mkdir()
    for name in names:
        (tmp_path / "in" / name).write_text(article(1), encoding="utf-8")
    places = [str(tmp_path / "in" / name) for name in names]
    for form, more in (("jsonl", {}), ("csv", {}), ("tsv", {}), ("parquet", {"parts": True}), ("sqlite", {})):
        (tmp_path / form).mkdir()
        written(tmp_path / "in", tmp_path / form, str(tmp_path / form / "o"), form, **more)
    (record,) = map(json.loads, (tmp_path / "jsonl" / "o").read_text(encoding="utf-8").splitlines())
    assert [record["source"]["uri"], *record["source"]["also"]] == places
    table = io.StringIO((tmp_path / "csv" / "o").read_text(encoding="utf-8"))
    (cell,) = {row["source"] for row in csv.DictReader(table)}
    assert cell == " | ".join(places)
    rows = (tmp_path / "tsv" / "o").read_text(encoding="utf-8").split("\n")[1:-1]
    assert {row.split("\t")[0] for row in rows} == {" | ".join(places).replace("\t", "\\t")}
    (row,) = parquet.read_table(tmp_path / "parquet" / "o").to_pylist()
    assert row["source"]["also"] == [*places[1:3], "… +2"], "what is held in memory names some"
    base = sqlite3.connect(tmp_path / "sqlite" / "o")
    assert [name for (name,) in base.execute("SELECT name FROM sources ORDER BY name")] == sorted(places)


def test_tsv_has_a_row_a_line(folder: Path, tmp_path: Path) -> None:
    written(folder, tmp_path, str(tmp_path / "o.tsv"), "tsv")
    head, *rows = [line.split("\t") for line in (tmp_path / "o.tsv").read_text(encoding="utf-8").splitlines()]
    assert {len(row) for row in rows} == {len(head)}
    assert sum(" | " in row[0] for row in rows) > 3


def test_parts_have_equal_counts(folder: Path, tmp_path: Path) -> None:
    written(folder, tmp_path, str(tmp_path / "o") + "/", "jsonl", parts=True, per_part=10)
    parts = sorted((tmp_path / "o").iterdir())
    assert [part.name for part in parts] == ["part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"]
    assert [part.read_bytes().count(b"\n") for part in parts] == [10, 10, 5]
    whole = b"".join(part.read_bytes() for part in parts)
    assert [json.loads(line) for line in whole.decode().splitlines()] == expected(folder)


def test_parts_of_an_earlier_run_go(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 25)
    target = str(tmp_path / "o") + "/"
    written(folder, tmp_path, target, "jsonl", parts=True, per_part=10)
    for name in inside(folder)[8:]:
        (folder / name).unlink()
    written(folder, tmp_path, target, "jsonl", parts=True, per_part=10)
    assert inside(tmp_path / "o") == ["part-00000.jsonl"]
    assert inside(tmp_path) == ["failures.jsonl", "in", "o", "state"]


def test_parquet_holds_whole_records(folder: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    written(folder, tmp_path, str(tmp_path / "o.parquet"), "parquet", parts=True, per_part=10)
    rows = parquet.read_table(tmp_path / "o.parquet").to_pylist()
    parts = [parquet.read_metadata(part).num_rows for part in sorted((tmp_path / "o.parquet").iterdir())]
    assert parts == [10, 10, 5]
    wanted = expected(folder)
    for row, record in zip(rows, wanted, strict=True):
        assert without_empty(row) == without_empty(record)


def without_empty(value: Any) -> Any:
    """Nested values without what is null or absent, which Parquet does not tell apart."""
    if isinstance(value, dict):
        return {key: without_empty(each) for key, each in value.items() if each not in (None, [], {})}
    return [without_empty(each) for each in value] if isinstance(value, list | tuple) else value


def test_parquet_of_rows(folder: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    written(folder, tmp_path, str(tmp_path / "o.parquet"), "parquet", "directives", parts=True)
    rows = parquet.read_table(tmp_path / "o.parquet").to_pylist()
    text = header("directives") + "".join(
        line for n in range(COUNT) for line in lines(extract(folder / f"{n:06}.txt"), "directives")
    )
    wanted = list(csv.DictReader(io.StringIO(text)))
    assert [{k: str(v) for k, v in row.items() if k != "source"} for row in rows] == [
        {k: v for k, v in row.items() if k != "source"} for row in wanted
    ]


@pytest.fixture(scope="module")
def base(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    place = tmp_path_factory.mktemp("base")
    written(folder, place, str(place / "o.sqlite"), "sqlite")
    connection = sqlite3.connect(place / "o.sqlite")
    connection.create_function("noted", 0, lambda: str(place / "o.sqlite"))
    return connection


def test_a_database_holds_every_piece(base: sqlite3.Connection, folder: Path) -> None:
    wanted = expected(folder)
    meetings = [meeting for record in wanted for meeting in record["meetings"]]
    blocks = [block for meeting in meetings for block in meeting["blocks"]]
    directives = [each for block in blocks for d in block["directives"] for each in (d, *d["children"])]
    proceedings = [each for meeting in meetings for each in meeting["proceedings"]]
    for table, pieces in (("blocks", blocks), ("directives", directives), ("proceedings", proceedings)):
        rows = base.execute(f"SELECT text, span_start, span_end FROM {table} ORDER BY id").fetchall()
        assert rows == [(piece["text"], *piece["span"]) for piece in pieces]
    assert len(directives) > 100
    assert base.execute("SELECT count(*) FROM articles").fetchone() == (COUNT,)
    assert base.execute("SELECT count(*) FROM sources").fetchone() == (COUNT + 2,)
    chairs = [chair["name"] for meeting in meetings for chair in meeting["chairs"]]
    assert [name for (name,) in base.execute("SELECT name FROM people WHERE role = '主持' ORDER BY id")] == chairs != []
    documents = [title for each in proceedings for title in each["documents"]]
    assert [t for (t,) in base.execute("SELECT title FROM documents WHERE proceeding_id ORDER BY id")] == documents
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("SELECT count(*) FROM tasks").fetchone() == (len(directives),)


@pytest.mark.parametrize("word", ["财政", "养老", "牵头", "财政局", "安全生产", "由云岭市财政局牵头", "不在文中的词"])
def test_search_finds_what_a_scan_finds(base: sqlite3.Connection, word: str) -> None:
    scanned = [row for (row,) in base.execute("SELECT id FROM directives WHERE instr(text, ?) ORDER BY id", (word,))]
    index = "directives_pairs" if len(word) == 2 else "directives_fts"
    sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid"
    assert [row for (row,) in base.execute(sql, (f'"{word}"',))] == scanned
    if len(word) > 2:
        like = "SELECT rowid FROM directives_fts WHERE text LIKE ? ORDER BY rowid"
        assert [row for (row,) in base.execute(like, (f"%{word}%",))] == scanned
    assert bool(scanned) == (word != "不在文中的词")


def test_pairs_of_neighbours() -> None:
    assert pairs("财政局，5G 网") == "财政 政局 5G 网"
    assert pairs(None) == ""


def test_sqlite_utils_and_datasette_find_the_search(base: sqlite3.Connection) -> None:
    sqlite_utils = pytest.importorskip("sqlite_utils")
    (path,) = base.execute("SELECT noted()").fetchone()
    database = sqlite_utils.Database(path)
    assert database["directives"].detect_fts() == "directives_fts"
    hits = list(database["directives"].search("财政局"))
    assert hits
    assert all("财政局" in hit["text"] for hit in hits)
    assert {key.other_table for key in database["directives"].foreign_keys} == {"blocks", "directives"}
    if shutil.which("datasette", path=str(Path(sys.executable).parent)):
        answer = subprocess.run(
            [sys.executable, "-m", "datasette", path, "--get", "/o/directives.json?_search=安全生产&_shape=array"],
            capture_output=True,
            check=True,
        )
        rows = json.loads(answer.stdout)
        assert rows
        assert all("安全生产" in row["text"] for row in rows)


@pytest.mark.parametrize(("form", "suffix"), [("sqlite", ".sqlite"), ("parquet", ".parquet"), ("csv", ".csv")])
def test_a_broken_run_ends_with_the_same_bytes(folder: Path, tmp_path: Path, form: str, suffix: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    for name in ("whole", "broken"):
        (tmp_path / name).mkdir()
        target = str(tmp_path / name / f"o{suffix}")
        if name == "broken":
            with pytest.raises(InterruptedError):
                stopped(folder, tmp_path / name, target, form)
        written(folder, tmp_path / name, target, form, parts=form == "parquet")
    first, second = (content(tmp_path / name / f"o{suffix}") for name in ("whole", "broken"))
    assert first == second


def content(path: Path) -> list[bytes]:
    return [part.read_bytes() for part in sorted(path.iterdir())] if path.is_dir() else [path.read_bytes()]


def stopped(folder: Path, place: Path, target: str, form: str) -> None:
    """A run that ends when some inputs are done."""

    def report(tally: Any) -> None:
        if tally.done > 5:
            raise InterruptedError

    wish = wish_for(form, None, False, True)
    plan = Plan(form, Target(target, form == "parquet"), place / "failures.jsonl", place / "state", wish)
    with local(1, Setup(wish)) as engine:
        run(plan, lambda: items([str(folder)], Choice()), engine, report)


def test_an_address_of_fsspec(folder: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for parts, target in ((False, "memory://out/o.jsonl"), (True, "memory://parts/")):
        place = tmp_path / str(parts)
        place.mkdir()
        memory.makedirs("/parts", exist_ok=True)
        memory.pipe("/parts/part-00009.jsonl", b"old")
        written(folder, place, target, "jsonl", parts=parts, per_part=10)
    whole = memory.cat("/out/o.jsonl")
    assert [json.loads(line) for line in whole.decode().splitlines()] == expected(folder)
    names = sorted(memory.find("/parts"))
    assert names == [f"/parts/part-0000{n}.jsonl" for n in range(3)]
    assert b"".join(memory.cat(name) for name in names) == whole


def test_inputs_behind_an_address(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    wish = wish_for("jsonl", None, False, True)
    plan = Plan("jsonl", Target(str(tmp_path / "o.jsonl")), tmp_path / "f.jsonl", tmp_path / "state", wish)
    with local(2, Setup(wish)) as engine:
        sources = [f"file://{folder}", "file:///no/such/place", "nonsense://x"]
        summary = run(plan, lambda: items(sources, Choice()), engine, lambda tally: None)
        again = run(plan, lambda: items(sources, Choice()), engine, lambda tally: None)
    assert (summary.counts.records, summary.counts.failures, summary.counts.duplicates) == (COUNT, 3, 2)
    assert again.known == summary.counts.inputs
    texts = [json.loads(line)["article"] for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert texts == [record["article"] for record in expected(folder)]


def test_fault_61_a_thousand_alike_are_one_record(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number:04}.txt").write_text(article(1), encoding="utf-8")
    summary = written(folder, tmp_path, str(tmp_path / "o.jsonl"), "jsonl")
    (record,) = map(json.loads, (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines())
    assert record["source"]["uri"] == str(folder / "0000.txt")
    assert record["source"]["also"] == [str(folder / f"{number:04}.txt") for number in range(1, 1000)]
    assert summary.counts.duplicates == 999
    assert (tmp_path / "state").stat().st_size < 1 << 20


def test_fault_63_a_file_without_end(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 3)
    with (folder / "000001a.txt").open("wb") as file:
        file.truncate(2 << 30)
    written(folder, tmp_path, str(tmp_path / "o.jsonl"), "jsonl")
    (failure,) = map(json.loads, (tmp_path / "failures.jsonl").read_text(encoding="utf-8").splitlines())
    assert (failure["source"], failure["code"]) == (str(folder / "000001a.txt"), "too-large")


def test_fault_46_a_file_that_vanishes_or_changes_before_it_is_read(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 60)
    (folder / "000000.txt").write_text("x", encoding="utf-8")

    def changing() -> Any:
        for item in items([str(folder)], Choice()):
            if item.name.endswith("000050.txt"):
                Path(item.name).unlink()
            if item.name.endswith("000051.txt"):
                Path(item.name).write_text(article(951), encoding="utf-8")
            yield item

    wish = wish_for("jsonl", None, False, True)
    plan = Plan("jsonl", Target(str(tmp_path / "o.jsonl")), tmp_path / "failures.jsonl", tmp_path / "state", wish)
    with local(2, Setup(wish)) as engine:
        run(plan, changing, engine, lambda tally: None)
        (failure,) = map(json.loads, (tmp_path / "failures.jsonl").read_text(encoding="utf-8").splitlines())
        assert (failure["source"], failure["code"]) == (str(folder / "000050.txt"), "missing")
        again = run(plan, lambda: items([str(folder)], Choice()), engine, lambda tally: None)
    assert again.tally.done - again.known == 1, "what changed after it was listed is read once more"
    records = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    changed = next(record for record in records if record["source"]["uri"].endswith("000051.txt"))
    assert changed["article"] == as_record(extract(folder / "000051.txt"))["article"]
