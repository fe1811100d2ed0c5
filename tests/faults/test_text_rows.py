"""Hostile inputs and faults that a text can bring, and signals at any time: rows 7, 10, 11, 57 of the list of faults.

Rows 47 to 50, 53 to 56 and 62 are tests of the command line and carry their numbers there.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from minutes_cli import extract
from minutes_cli.writers.shown import safe
from minutes_cli.writers.tables import lines
from tests.conftest import Run

LEAD = "7月30日，云岭县委召开常委会会议。"
CONTROLS = [chr(code) for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\r\x0b\x0c"]


@pytest.mark.parametrize("character", CONTROLS, ids=ascii)
def test_fault_07_control_characters_are_kept_and_shown(character: str) -> None:
    """They count as one code point each; a screen shows them and a TSV stays a row a line."""
    minutes = extract(f"{LEAD}会议强调，要抓{character}好秋收。")
    (block,) = minutes.meetings[0].blocks
    assert block.text == f"会议强调，要抓{character}好秋收。"
    assert minutes.article.text[slice(*block.span)] == block.text
    assert json.loads(json.dumps(minutes.to_dict()))["article"]["text"].count(character) == 1
    assert character not in safe(block.text)
    assert f"\\x{ord(character):02x}" in safe(block.text)
    assert [line.count("\n") for line in lines(minutes, "blocks", "tsv")] == [1]


@pytest.mark.parametrize("mark", ["\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"], ids=ascii)
def test_fault_10_line_breaks_of_all_kinds(mark: str, run: Run, tmp_path: Path) -> None:
    """Paragraphs part where they part, and offsets count the stored text, in the library and in the command."""
    text = f"云岭县委召开会议{mark}{LEAD}{mark}会议强调{mark}● 要抓好秋收。{mark}● 要腾足仓容。"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    record = json.loads(run("extract", "a.txt").stdout)
    assert record["article"]["text"].split("\n") == text.split(mark)
    (block,) = record["meetings"][0]["blocks"]
    assert [d["text"] for d in block["directives"]] == ["● 要抓好秋收。", "● 要腾足仓容。"]
    for piece in (block, *block["directives"]):
        assert record["article"]["text"][slice(*piece["span"])] == piece["text"]


@pytest.mark.parametrize("word", ["㈱", "e\u0301", "\ue000", "𠮷", "ﬁ", "㈠", "Å", "가", "①", "👨‍👩‍👧"])
def test_fault_11_no_normal_form(word: str) -> None:
    minutes = extract(f"{LEAD}会议强调，要抓好{word}；要抓好秋种{word}。")
    first, second = minutes.meetings[0].blocks[0].directives
    assert (first.text, second.text) == (f"要抓好{word}；", f"要抓好秋种{word}。")
    assert minutes.article.text[slice(*second.span)] == second.text


def wait_until_it_writes(folder: Path) -> None:
    """Until the temporary file is there; before that the interpreter may not have come to us yet."""
    deadline = time.monotonic() + 20
    while not list(folder.glob(".out.jsonl.*")) and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_fault_57_a_signal_at_any_time(
    number: signal.Signals, clean_environment: dict[str, str], tmp_path: Path
) -> None:
    """Twenty moments while a file is written: the file is whole or not there, nothing else stays, within two seconds."""
    (tmp_path / "a.txt").write_text(f"{LEAD}会议强调，要抓好秋收。" * 40, encoding="utf-8")
    (tmp_path / "list").write_text("a.txt\n" * 60, encoding="utf-8")
    command = [sys.executable, "-m", "minutes_cli", "extract", "--from-file", "list", "-o", "out.jsonl"]
    moments = random.Random(57)
    # A signal while Python stores a module's byte code is reported by Python itself; only a first run stores any.
    environment = clean_environment | {"PYTHONDONTWRITEBYTECODE": "1"}
    for _ in range(20):
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
        wait_until_it_writes(tmp_path)
        time.sleep(moments.uniform(0, 0.4))
        begun = time.monotonic()
        process.send_signal(number)
        _, err = process.communicate(timeout=10)
        assert time.monotonic() - begun < 2
        # The interpreter ends itself by the signal where one struck inside its own exec(): a shell says 130 as well.
        assert process.returncode in (0, 128 + number, -number), err
        assert b"Traceback" not in err
        assert {path.name for path in tmp_path.iterdir()} <= {"a.txt", "list", "out.jsonl"}
        if (out := tmp_path / "out.jsonl").exists():
            assert out.read_bytes().count(b"\n") == 60
            out.unlink()


def test_fault_57_a_second_signal_changes_nothing(clean_environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{LEAD}会议强调，要抓好秋收。" * 400, encoding="utf-8")
    (tmp_path / "list").write_text("a.txt\n" * 200, encoding="utf-8")
    command = [sys.executable, "-m", "minutes_cli", "extract", "--from-file", "list", "-o", "out.jsonl"]
    process = subprocess.Popen(command, cwd=tmp_path, env=clean_environment, stderr=subprocess.PIPE)
    wait_until_it_writes(tmp_path)
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        time.sleep(0.01)
    _, err = process.communicate(timeout=10)
    assert process.returncode in (130, -signal.SIGINT), err
    assert {path.name for path in tmp_path.iterdir()} <= {"a.txt", "list"}
