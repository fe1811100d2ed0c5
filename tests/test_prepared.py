"""What is kept between starts: the same patterns, and never a reason to fail."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes_cli import prepared
from tests.conftest import ROOT, Run

ARTICLE = ROOT / "examples" / "education-meeting.txt"
PATTERNS = [
    (r"(?P<day>\d{1,2})日(?<!\d月\d日)", 0),
    ("会议(?:指出|强调)", re.I | re.M),
    (rb"charset=([\w-]+)", re.I),
    ("[\u4e00-\u9fff]{2,4}+(?=同志)", 0),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, and nothing made so far."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(prepared, "_made", {})
    prepared._kept.cache_clear()
    yield tmp_path / "minutes"
    prepared._kept.cache_clear()


def _again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As another run of the program finds it."""
    prepared.keep()
    monkeypatch.setattr(prepared, "_made", {})
    prepared._kept.cache_clear()


@pytest.mark.parametrize(("source", "flags"), PATTERNS)
def test_a_kept_pattern_is_the_one_that_re_compiles(
    folder: Path, monkeypatch: pytest.MonkeyPatch, source: str | bytes, flags: int
) -> None:
    assert prepared.compiled(source, flags) == re.compile(source, flags)
    _again(monkeypatch)
    kept = prepared.compiled(source, flags)
    assert not prepared._made
    assert (kept, kept.groupindex, kept.flags) == (
        re.compile(source, flags),
        re.compile(source, flags).groupindex,
        re.compile(source, flags).flags,
    )


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("必须|(?<!主)要|(?:严|应)?[当格]", False),
        ("(?P<who>县委)?(?P<act>会议|大会)(?=指出|强调)", False),
        (r"(?:^|(?<=，))[ ]*要", False),
        ("(?:强调){1,2}+|指出??", False),
        ("[^，]要", True),  # any character may come first
        (r"\d日|要", True),
        ("要*", True),  # may be empty
        ("(?:县|)", True),
    ],
)
def test_a_sought_pattern_finds_what_the_plain_one_finds(folder: Path, source: str, plain: bool) -> None:
    found = prepared.sought(source)
    assert (found.pattern == source) == plain
    text = "县委会议指出，主要要求是大会强调，要严格，必须格外当心，应当。3日要，  要会议指"
    expected = [(match.span(), match.lastgroup) for match in re.compile(source).finditer(text)]
    assert [(match.span(), match.lastgroup) for match in found.finditer(text)] == expected
    assert len(expected) > 1


def test_all_patterns_and_tables_of_the_product(run: Run, tmp_path: Path) -> None:
    """A run keeps hundreds; each equals what `re` and `tomllib` make of its source."""
    assert run("extract", ARTICLE, environment={"XDG_CACHE_HOME": str(tmp_path)}).returncode == 0
    check = """
import re, tomllib
from minutes_cli import prepared
kept = prepared._kept()
tables = [key for key in kept if isinstance(key, str)]
led = [key for key in kept if key[0] == "led"]
patterns = [key for key in kept if key not in tables and key not in led]
for source, flags in patterns:
    assert prepared.compiled(source, flags) == re.compile(source, flags), source
for text in tables:
    assert prepared.table(text) == tomllib.loads(text)
assert not prepared._made
print(len(patterns), len(tables))
"""
    done = subprocess.run(
        [sys.executable, "-c", check], env={"XDG_CACHE_HOME": str(tmp_path)}, capture_output=True, check=True
    )
    patterns, tables = map(int, done.stdout.split())
    assert patterns > 200
    assert tables > 10


@pytest.mark.parametrize("damage", [b"", b"no file of ours", b"1\n2\n3", None])
def test_a_damaged_file_is_made_anew(run: Run, tmp_path: Path, damage: bytes | None) -> None:
    settings: dict[str, str | None] = {"XDG_CACHE_HOME": str(tmp_path)}
    first = run("extract", ARTICLE, "-f", "json", environment=settings)
    (path,) = (tmp_path / "minutes").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"?" if damage is None else damage)
    second = run("extract", ARTICLE, "-f", "json", environment=settings)
    assert (second.returncode, second.stderr, second.stdout) == (0, b"", first.stdout)
    assert [path.name for path in (tmp_path / "minutes").iterdir()] == [path.name]
    assert len(path.read_bytes()) == pytest.approx(len(whole), abs=100)


def test_a_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "minutes").write_bytes(b"a file where the folder should be")
    done = run("extract", ARTICLE, "-f", "json", environment={"XDG_CACHE_HOME": str(tmp_path)})
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["meetings"]


def test_nothing_is_kept_where_python_keeps_nothing(run: Run, tmp_path: Path) -> None:
    settings: dict[str, str | None] = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    assert run("extract", ARTICLE, environment=settings).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_an_engine_without_those_doors(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_ENGINE", "")
    assert prepared.compiled("会议") == re.compile("会议")
    prepared.keep()
    assert not folder.exists()


def test_what_gathers_is_dropped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared.table(f'text = "{"字" * 2_000_000}"')
    _again(monkeypatch)
    prepared.compiled("会议强调")
    _again(monkeypatch)
    assert [source for source, _ in prepared._kept()] == ["会议强调"]


def test_articles_add_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern made of an article's own words would make the file grow with each."""
    from minutes_cli import extract

    extract(ARTICLE)
    monkeypatch.setattr(prepared, "_made", {})
    for day in ("3", "14"):
        extract(f"新华社北京9月{day}日电 国务院常务会议今天举行。\n会议强调，要抓好秋收。\n")
    assert prepared._made == {}
