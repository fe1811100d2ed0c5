"""Exit codes and one-line errors: what a shell script relies on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.articles import ARTICLE
from tests.conftest import Run


def one_line(stderr: bytes) -> str:
    """The single line of standard error, in the form `minutes: …`."""
    text = stderr.decode("utf-8")
    assert text.startswith("minutes: "), text
    assert text.count("\n") == 1, text
    assert text.endswith("\n")
    assert "Traceback" not in text
    return text


def test_done_is_0(run: Run, article: Path) -> None:
    done = run("extract", article)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["article"]["kind"] == "meeting"


def test_standard_input(run: Run) -> None:
    done = run("extract", "-", stdin=ARTICLE.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["uri"] == "-"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "--no-such"],
        ["extarct"],
        ["extract", "-f", "odd", "x"],
        [],
        ["explain"],
        ["verify"],
        ["diff", "a"],
    ],
)
def test_wrong_usage_is_2(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr


def bad_sources(folder: Path) -> dict[str, Path]:
    files = {
        "empty": b"",
        "blank": " \n\u3000\n".encode(),
        "byte order mark": b"\xef\xbb\xbf",
        "pdf": b"%PDF-1.7\n%\xe2\xe3",
        "zip": b"PK\x05\x06" + b"\xff" * 60,
        "gzip": b"\x1f\x8b\x08" + b"\0" * 60,
        "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
        "noise": bytes(range(256)) * 8,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    return {name: folder / name for name in (*files, "folder", "pipe", "missing")}


SAYS = {
    "empty": "it is empty",
    "blank": "it is empty",
    "byte order mark": "it is empty",
    "pdf": "it is a damaged PDF",
    "zip": "it is a damaged ZIP",
    "gzip": "it is a gzip archive",
    "png": "it is a PNG",
    "noise": "binary data",
    "folder": "it is a folder; name the files in it",
    "pipe": "it is not a regular file",
    "missing": "there is no such file",
}


@pytest.mark.parametrize("name", SAYS)
def test_bad_source_alone_is_4(run: Run, tmp_path: Path, name: str) -> None:
    source = bad_sources(tmp_path)[name]
    done = run("extract", source)
    assert done.returncode == 4
    assert done.stdout == b""
    line = one_line(done.stderr)
    assert line.startswith(f"minutes: {source}: ")
    assert SAYS[name] in line


@pytest.mark.parametrize("name", SAYS)
def test_bad_source_among_good_ones_is_3(run: Run, tmp_path: Path, article: Path, name: str) -> None:
    source = bad_sources(tmp_path)[name]
    done = run("extract", "-f", "jsonl", source, article)
    assert done.returncode == 3
    one_line(done.stderr)
    refused, good = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert refused["article"] is None
    assert refused["meetings"] == []
    assert refused["notes"][0]["code"]
    assert refused["source"]["uri"] == str(source)
    assert good["article"]["kind"] == "meeting"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_unreadable_file_is_4(run: Run, article: Path) -> None:
    article.chmod(0)
    assert "check its permissions" in one_line(run("extract", article).stderr)


def test_name_that_is_no_path(run: Run) -> None:
    assert run("extract", "x" * 5000).returncode == 4


def test_no_meeting_is_4_and_still_printed(run: Run, no_meeting: Path) -> None:
    done = run("extract", no_meeting)
    assert done.returncode == 4
    assert "no meeting found" in one_line(done.stderr)
    record = json.loads(done.stdout)
    assert record["meetings"] == []
    assert record["article"]["kind"] != "meeting"


def test_no_meeting_beside_a_meeting_is_0(run: Run, no_meeting: Path, article: Path) -> None:
    assert run("extract", no_meeting, article).returncode == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_of_a_text(run: Run, tmp_path: Path, encoding: str) -> None:
    """Told by content; the same words come out."""
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode(encoding))
    done = run("extract", path)
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["article"]["title"] == "云岭县委召开常委会会议"
    assert [block["verb"] for block in record["meetings"][0]["blocks"]] == ["指出", "强调"]


def test_damaged_bytes_cost_themselves_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    data = ARTICLE.encode("gb18030")
    at = data.index("水网".encode("gb18030"))
    path.write_bytes(data[:at] + b"\xff" + data[at:])
    record = json.loads(run("extract", path).stdout)
    assert "bytes-replaced" in {note["code"] for note in record["notes"]}
    assert [block["verb"] for block in record["meetings"][0]["blocks"]] == ["指出", "强调"]


def test_bug_is_1_in_one_line_and_debug_shows_where(run: Run, article: Path, tmp_path: Path) -> None:
    """A fault of ours is provoked from outside: a package that shadows json.dumps."""
    (tmp_path / "sitecustomize.py").write_text(
        "import json\n\ndef broken(*a, **k):\n    raise KeyError('x')\n\njson.dumps = broken\n"
    )
    environment = {"PYTHONPATH": str(tmp_path)}
    done = run("extract", article, environment=environment)
    assert done.returncode == 1
    assert "this is a bug of minutes" in one_line(done.stderr)
    assert b"Traceback" in run("extract", "--debug", article, environment=environment).stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals(clean_environment: dict[str, str], tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "minutes_cli", "extract", "-", "-o", "out.json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment,
        cwd=tmp_path,
    )
    deadline = time.monotonic() + 20
    while not list(tmp_path.glob(".out.json.*")) and time.monotonic() < deadline:
        time.sleep(0.02)  # until it waits for its input, with the temporary file made
    time.sleep(0.3)  # what it still loads then may be inside a callback, where Python drops what a signal raises
    process.send_signal(number)
    out, err = process.communicate(timeout=5)
    assert process.returncode in (code, -number)
    assert process.returncode == code
    assert out == b""
    assert b"Traceback" not in err
    assert err.count(b"\n") <= 1
    assert list(tmp_path.iterdir()) == [], "nothing half-written stays"
