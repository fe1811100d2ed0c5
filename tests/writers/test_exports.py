"""`minutes extract` into HTML, XLSX and SQLite: everything is there, word for word, and nothing of it is obeyed."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from minutes_cli import extract
from minutes_cli.writers.tables import ROWS, rows
from tests.conftest import ROOT, Run

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
HOSTILE = """云岭县委召开常委会会议
7月30日，云岭县委召开常委会会议。
会议强调，要抓好<script>alert(1)</script>&amp;秋收\u202e。
会议要求，=HYPERLINK("http://example.org")要落实到位。
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    return path


def directives(paths: list[Path]) -> list[str]:
    return [
        directive.text
        for path in paths
        for meeting in extract(path).meetings
        for block in meeting.blocks
        for directive in block.directives
    ]


def test_a_page_holds_each_directive_and_its_place(run: Run, tmp_path: Path) -> None:
    assert run("extract", *EXAMPLES, "-q", "-o", "out.html").returncode == 0
    page = html.fromstring((tmp_path / "out.html").read_text(encoding="utf-8"))
    links = page.xpath("//li/a")
    assert [link.text_content() for link in links] == directives(EXAMPLES)
    for link in links:
        (mark,) = page.xpath("//mark[@id=$id]", id=link.get("href")[1:])
        assert mark.text_content().replace("\n", "") == link.text_content().replace("\n", "")
    assert len(page.xpath("//article")) == len(EXAMPLES)
    assert not page.xpath("//script | //link | //img | //@src")


def test_a_page_shows_hostile_words_and_obeys_none(run: Run, hostile: Path, tmp_path: Path) -> None:
    assert run("extract", hostile, "-o", "out.html").returncode == 0
    text = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "\u202e" not in text
    assert "<script>alert(1)</script>&amp;秋收" in html.fromstring(text).text_content()


def test_a_workbook_holds_the_rows_of_the_tables(run: Run, tmp_path: Path) -> None:
    assert run("extract", *EXAMPLES, "-q", "-o", "out.xlsx").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == list(ROWS)
    for kind, columns in ROWS.items():
        head, *found = [[cell.value for cell in row] for row in book[kind].iter_rows()]
        assert head == list(columns)
        wanted = [row for path in EXAMPLES for row in rows(extract(path), kind)]
        assert [[value for value in row if value is not None][1:] for row in found] == [
            [value for value in row if value != ""][1:] for row in wanted
        ]


def test_a_workbook_runs_nothing(run: Run, hostile: Path, tmp_path: Path) -> None:
    assert run("extract", hostile, "-o", "out.xlsx").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any("=HYPERLINK" in str(cell.value) for cell in cells)


def test_a_database_is_that_of_a_batch(run: Run, tmp_path: Path) -> None:
    assert run("extract", *EXAMPLES, "-q", "-o", "one.sqlite").returncode == 0
    assert run("batch", *EXAMPLES, "-q", "-o", "two.sqlite").returncode == 0
    one, two = (sqlite3.connect(tmp_path / name) for name in ("one.sqlite", "two.sqlite"))
    try:
        assert dump(one) == dump(two)
        assert one.execute("SELECT text FROM directives WHERE parent_id IS NULL").fetchall() == [
            (text,) for text in directives(EXAMPLES)
        ]
    finally:
        one.close()
        two.close()


def dump(base: sqlite3.Connection) -> list[str]:
    return [
        line
        for line in base.iterdump()
        if re.match(r"INSERT INTO \"?(?:articles|meetings|blocks|directives)\"? ", line)
    ]


@pytest.mark.parametrize("suffix", ["html", "xlsx", "sqlite"])
def test_where_no_source_gives_anything_no_file_appears(run: Run, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert run("extract", "empty.txt", "-o", f"out.{suffix}").returncode == 4
    assert not (tmp_path / f"out.{suffix}").exists()


@pytest.mark.parametrize("format_", ["xlsx", "sqlite"])
def test_bytes_go_into_a_pipe(run: Run, format_: str) -> None:
    done = run("extract", EXAMPLES[0], "-f", format_)
    assert done.returncode == 0
    assert done.stdout.startswith({"xlsx": b"PK", "sqlite": b"SQLite format 3"}[format_])


def test_a_database_holds_the_same_content_once_with_all_its_names(run: Run, tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("first.txt", "second.txt"))
    for path in (first, second):
        path.write_bytes(EXAMPLES[0].read_bytes())
    given = (first, second, first, EXAMPLES[1])
    assert run("extract", *given, "-q", "-o", "one.sqlite").returncode == 0
    assert run("batch", *given, "-q", "-o", "two.sqlite").returncode == 0
    names = []
    for name in ("one.sqlite", "two.sqlite"):
        base = sqlite3.connect(tmp_path / name)
        assert base.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        names.append([(Path(uri).name, at) for uri, at in base.execute("SELECT * FROM sources ORDER BY 2, 1")])
        base.close()
    assert names[0] == names[1] == [("first.txt", 1), ("second.txt", 1), (EXAMPLES[1].name, 2)]


def test_a_database_without_text_still_holds_its_pieces(run: Run, tmp_path: Path) -> None:
    assert run("extract", *EXAMPLES, "-q", "--no-text", "-o", "out.sqlite").returncode == 0
    base = sqlite3.connect(tmp_path / "out.sqlite")
    try:
        assert {text for (text,) in base.execute("SELECT text FROM articles")} == {None}
        wanted = [(text,) for text in directives(EXAMPLES)]
        assert base.execute("SELECT text FROM directives WHERE parent_id IS NULL").fetchall() == wanted
    finally:
        base.close()


def test_the_article_below_a_page_is_printed_with_it(run: Run, tmp_path: Path) -> None:
    """What is folded away is not printed."""
    assert run("extract", EXAMPLES[0], "-q", "-o", "out.html").returncode == 0
    page = html.fromstring((tmp_path / "out.html").read_text(encoding="utf-8"))
    (below,) = page.xpath("//details")
    assert "open" in below.attrib
    text = extract(EXAMPLES[0]).article.text
    assert below.find("p").text_content().replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize("command", ["extract", "ledger"])
def test_a_workbook_into_a_pipe_that_has_gone(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        called = [sys.executable, "-m", "minutes_cli", command, str(EXAMPLES[0]), "-q", "-f", "xlsx"]
        done = subprocess.run(called, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
