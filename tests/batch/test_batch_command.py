"""`minutes batch` as a user meets it: one command, its words, its exit codes."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from minutes_cli.batch.driver import Tally
from minutes_cli.batch.estimate import estimate
from minutes_cli.batch.sources import Choice
from minutes_cli.cli import progress
from minutes_cli.cli.words import Speaker
from tests.batch.corpus import article, fill

MINUTES = (sys.executable, "-m", "minutes_cli", "batch")


def minutes(cwd: Path, *words: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **env}
    command = [*MINUTES, *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, input=stdin, env=environment, check=False, timeout=100)


def said(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    return result.stderr.decode().splitlines()


def test_many_kinds_of_sources_in_one_command(tmp_path: Path) -> None:
    fill(tmp_path / "pages", 5)
    (tmp_path / "more.txt").write_text("pages/000001.txt\nno-such-file.html\n", encoding="utf-8")
    (tmp_path / "pages" / "links.txt").write_text(article(9), encoding="utf-8")
    (tmp_path / "list.txt").write_text("pages/000001.txt\npages/000002.txt\n", encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": article(20)}) + "\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.txt", article(21))
    words = [
        "pages",
        "list.txt",
        "a.zip",
        "rows.jsonl",
        "-",
        "--column",
        "text",
        "--from-file",
        "more.txt",
        "-o",
        "o.jsonl",
    ]
    result = minutes(tmp_path, *words, stdin=json.dumps({"text": article(22)}).encode())
    assert result.returncode == 3, said(result)
    assert "minutes: 13 inputs = 9 records + 1 failures + 3 duplicates" in said(result)
    records = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["source"]["uri"] for record in records][5:] == [
        "pages/links.txt",
        "a.zip!x.txt",
        "rows.jsonl!1",
        "-!1",
    ]
    assert records[1]["source"].get("also") is None, "the same file by the same name is one source"
    assert "no-such-file.html" in (tmp_path / "failures.jsonl").read_text(encoding="utf-8")


def test_exit_codes(tmp_path: Path) -> None:
    fill(tmp_path / "in", 2)
    (tmp_path / "prose.txt").write_text("山里下了一场雨。\n", encoding="utf-8")
    assert minutes(tmp_path, "in", "-o", "a.jsonl").returncode == 0
    assert minutes(tmp_path, "in", "missing", "-o", "b.jsonl", "--failures", "f").returncode == 3
    assert minutes(tmp_path, "prose.txt", "-o", "c.jsonl", "--failures", "g").returncode == 4
    assert minutes(tmp_path, "missing", "-o", "d.jsonl", "--failures", "h").returncode == 4
    for wrong in (
        ["in"],
        ["-o", "e.jsonl"],
        ["in", "-o", "e.what"],
        ["in", "-o", "e.jsonl", "--shard", "0/3"],
        ["in", "-o", "e.sqlite/"],
    ):
        result = minutes(tmp_path, *wrong)
        assert result.returncode == 2, wrong
        assert len(said(result)) == 1, wrong


def test_fault_56_standard_input_closed_or_a_terminal(tmp_path: Path) -> None:
    for source in (["-"], ["--from-file", "-"]):
        command = [*MINUTES, *source, "-o", "a.jsonl"]
        closed = subprocess.run(
            ["sh", "-c", f"{' '.join(command)} <&-"], cwd=tmp_path, capture_output=True, check=False
        )
        parent, child = pty.openpty()
        typed = subprocess.run(command, cwd=tmp_path, stdin=child, capture_output=True, check=False)
        os.close(parent)
        os.close(child)
        assert [result.returncode for result in (closed, typed)] == [2, 2]
        assert [len(said(result)) for result in (closed, typed)] == [1, 1]
    assert list(tmp_path.iterdir()) == []


def test_fault_62_names_in_a_locale_without_letters(tmp_path: Path) -> None:
    fill(tmp_path / "文件夹", 2)
    result = minutes(
        tmp_path, "文件夹", "不在.txt", "-o", "结果.jsonl", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert result.returncode == 3
    assert "Traceback" not in result.stderr.decode()
    records = [json.loads(line) for line in (tmp_path / "结果.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["source"]["uri"] for record in records] == ["文件夹/000000.txt", "文件夹/000001.txt"]
    assert "不在.txt" in (tmp_path / "failures.jsonl").read_text(encoding="utf-8")


def test_words_in_chinese_and_none_at_all(tmp_path: Path) -> None:
    fill(tmp_path / "in", 2)
    assert "minutes: 输入 2 = 记录 2 + 失败 0 + 重复 0" in said(
        minutes(tmp_path, "in", "-o", "a.jsonl", "--lang", "zh")
    )
    assert said(minutes(tmp_path, "in", "-o", "a.jsonl", "--quiet")) == []
    assert "断点" not in minutes(tmp_path, "--help", LC_ALL="zh_CN.UTF-8").stdout.decode()
    assert "工作进程数" in minutes(tmp_path, "--help", LC_ALL="zh_CN.UTF-8").stdout.decode()


def test_a_lexicon_of_ones_own_reaches_the_workers(tmp_path: Path) -> None:
    text = "县委召开会议。会议咬定，要抓好落实。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "own.toml").write_text('[[verb]]\nword = "咬定"\nclass = "requirement"\n', encoding="utf-8")
    minutes(tmp_path, "a.txt", "-o", "a.jsonl", "--lexicon", "own.toml")
    assert '"verb":"咬定"' in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    result = minutes(tmp_path, "a.txt", "-o", "a.jsonl")
    assert result.returncode == 2
    assert "lexicon" in said(result)[0]


def test_shards_together_are_the_whole(tmp_path: Path) -> None:
    fill(tmp_path / "in", 30)
    lines: list[str] = []
    for n in (1, 2, 3):
        name = f"{n}.jsonl"
        assert minutes(tmp_path, "in", "-o", name, "--shard", f"{n}/3").returncode == 0
        assert (tmp_path / f"failures-{n}-of-3.jsonl").exists(), "a job array may share a folder"
        lines += (tmp_path / name).read_text(encoding="utf-8").splitlines()
    minutes(tmp_path, "in", "-o", "all.jsonl", "--failures", "f")
    assert sorted(lines) == sorted((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines())


def test_two_batches_in_one_folder_do_not_mix_failures(tmp_path: Path) -> None:
    fill(tmp_path / "in", 2)
    assert minutes(tmp_path, "in", "-o", "a.jsonl").returncode == 0
    result = minutes(tmp_path, "in", "-o", "b.jsonl")
    assert result.returncode == 6
    assert "failures.jsonl" in said(result)[0]


def test_failures_of_a_batch_that_ended_meanwhile_stand(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3000)
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7")
    with subprocess.Popen([*MINUTES, "in", "-o", "a.jsonl", "-j", "1"], cwd=tmp_path, stderr=subprocess.PIPE) as long:
        while not (tmp_path / "a.jsonl.state").exists():
            time.sleep(0.01)
        assert minutes(tmp_path, "bad.txt", "-o", "b.jsonl").returncode == 4
        assert long.poll() is None
        long.kill()
    failures = (tmp_path / "failures.jsonl").read_bytes()
    assert b"bad.txt" in failures
    result = minutes(tmp_path, "in", "-o", "a.jsonl")
    assert result.returncode == 6
    assert "give another --failures" in said(result)[-1]
    assert (tmp_path / "failures.jsonl").read_bytes() == failures
    shutil.rmtree(tmp_path / "in")
    fill(tmp_path / "in", 2)
    for words in (["--failures", "f"], ["--failures", "f", "--fresh"], ["--force"], []):
        assert minutes(tmp_path, "in", "-o", "a.jsonl", *words).returncode == 0, words


@pytest.mark.parametrize("out", ["o.jsonl", "o/", "o.parquet", "o.sqlite"])
def test_what_a_batch_writes_is_no_input_of_it(tmp_path: Path, out: str) -> None:
    fill(tmp_path, 4)
    fill(tmp_path / "deeper", 6)
    (tmp_path / "deeper" / "o.state").write_text(article(9), encoding="utf-8")  # by the name of one alone
    for _ in range(2):
        result = minutes(tmp_path, ".", "-o", out, *(["-f", "jsonl"] if out == "o/" else []))
        assert result.returncode == 0, said(result)
        assert "minutes: 11 inputs = 7 records + 0 failures + 4 duplicates" in said(result)
    result = minutes(tmp_path / "deeper", "..", "-o", "../z.jsonl", "--state", "z.state", "--failures", "../z.failed")
    assert not [line for line in (tmp_path / "z.failed").read_text(encoding="utf-8").splitlines() if "z." in line]


def test_another_shard_is_another_batch(tmp_path: Path) -> None:
    fill(tmp_path / "in", 9)
    assert minutes(tmp_path, "in", "-o", "a.jsonl", "--shard", "1/3").returncode == 0
    whole = (tmp_path / "a.jsonl").read_bytes()
    for words in (["--shard", "2/3"], []):
        result = minutes(tmp_path, "in", "-o", "a.jsonl", *words)
        assert result.returncode == 2
        assert "shard 1/3" in said(result)[0]
    assert (tmp_path / "a.jsonl").read_bytes() == whole


def test_a_table_whose_rows_name_several_sources_is_verified(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    for number in range(600):  # their names are more than csv takes for a cell as a rule
        (tmp_path / "in" / f"same{number}{'-' * 230}.txt").write_text(article(2), encoding="utf-8")
    assert minutes(tmp_path, "in", "-o", "o.csv").returncode == 0
    command = [sys.executable, "-m", "minutes_cli", "verify", "o.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, said(done)[0][:200]
    assert "3 of 3 hold" in (done.stdout + done.stderr).decode()


def test_a_login_in_a_url_is_neither_told_nor_stored(tmp_path: Path) -> None:
    words = ["http://me:secret@127.0.0.1:9/a.html", "ftp://me:secret@127.0.0.1:9/b.html", "-o", "o.jsonl"]
    result = minutes(tmp_path, *words, "--allow-private")
    assert result.returncode == 4
    failures = [json.loads(line) for line in (tmp_path / "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [failure["source"] for failure in failures] == ["http://127.0.0.1:9/a.html", "ftp://127.0.0.1:9/b.html"]
    assert b"secret" not in result.stderr
    assert not [path for path in tmp_path.iterdir() if b"secret" in path.read_bytes()]


def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    fill(tmp_path / "in", 300)
    parent, child = pty.openpty()
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen([*MINUTES, "in", "-o", "a.jsonl"], cwd=tmp_path, stderr=child, env=environment) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                piece = os.read(parent, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        assert process.wait() == 0
    os.close(parent)
    text = shown.decode()
    assert re.search(r"\d+/300 .*/s .*0 failed.* \d:\d\d:\d\d left", text)
    for stage in ("writing outputs: 0 of 300 records", "writing outputs: 300 of 300 records"):
        assert stage in text, "what is slow when all is done has its line, too"
    assert "300 inputs = 300 records" in text


def test_plain_lines_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = io.StringIO()
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.setattr(progress, "_PLAIN_EVERY", 0.0)
    from minutes_cli.cli.commands.batch import WORDS

    say = Speaker("en")
    say.learn(WORDS)
    with progress.progress(False, lambda: 40, say) as report:
        report(Tally(inputs=12, done=10, failed=2, known=0))
        report(Tally(inputs=12, done=12, records=10, written=3))
    assert re.fullmatch(
        r"minutes: 10 of (40|\?) inputs, 2 failed, [\d.]+ a second, (–|\d:\d\d:\d\d) left\n"
        r"minutes: writing outputs: 3 of 10 records\n",
        errors.getvalue(),
    )


def test_how_many_are_to_come(tmp_path: Path) -> None:
    fill(tmp_path / "in", 20)
    with zipfile.ZipFile(tmp_path / "in" / "a.zip", "w") as archive:
        for number in range(7):
            archive.writestr(str(number), "x")
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"t": article(n)}) + "\n" for n in range(2000)), encoding="utf-8")
    assert estimate([str(tmp_path / "in"), "https://example.org/", "-"], Choice()) == 29
    assert 1800 < estimate([str(rows)], Choice()) < 2200
