"""Pipes that close, disks that fill, streams that are not there: nothing is lost in silence."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.articles import ARTICLE
from tests.programs import need

FORMATS = ["tree", "json", "jsonl", "csv", "tsv", "md", "outline"]
MINUTES = f"{shlex.quote(sys.executable)} -m minutes_cli"
pytestmark = need("bash")


@pytest.fixture
def shell(clean_environment: dict[str, str], tmp_path: Path, article: Path):
    """Runs a line of bash beside `article.txt`; MINUTES stands for the command."""

    def call(line: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["bash", "-c", f'set -o pipefail; minutes() {{ {MINUTES} "$@"; }}; {line}'],
            capture_output=True,
            cwd=tmp_path,
            env=clean_environment,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return call


@pytest.mark.parametrize("form", FORMATS)
def test_fault_54_reader_goes_away(shell, form: str) -> None:
    """`| head -1`: 141, and standard error stays empty."""
    line = f"for i in $(seq 400); do echo article.txt; done > list; minutes extract -f {form} --from-file list | head -1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = shell(line)
    assert done.stdout.strip() == b"141"
    assert done.stderr == b""


def test_fault_54_many_times(shell) -> None:
    """Twenty runs: the reader goes at another moment each time."""
    done = shell(
        "for i in $(seq 20); do minutes extract -f json article.txt | head -$i >/dev/null; echo ${PIPESTATUS[0]}; done"
    )
    assert set(done.stdout.split()) <= {b"141", b"0"}
    assert done.stderr == b""


@pytest.mark.parametrize(
    "command",
    [f"extract -f {form} article.txt" for form in FORMATS]
    + [
        "explain article.txt",
        "schema",
        "lexicon",
        "lexicon --json",
        "--help",
        "extract --help",
        "--version",
        "diff article.txt article.txt",
    ],
)
def test_fault_55_full_disk(shell, command: str) -> None:
    """/dev/full: 6 and one line."""
    done = shell(f"minutes {command} >/dev/full")
    assert done.returncode == 6
    assert done.stderr.count(b"\n") == 1
    assert b"could not be written" in done.stderr


@pytest.mark.parametrize(
    "command",
    [f"extract -f {form} article.txt" for form in FORMATS]
    + ["explain article.txt", "schema", "lexicon", "--help", "--version"],
)
def test_fault_56_closed_output(shell, command: str) -> None:
    """`>&-`: 6, never 0 with the output lost."""
    done = shell(f"minutes {command} >&-")
    assert done.returncode == 6
    assert done.stderr.count(b"\n") == 1


def test_fault_56_closed_input(shell) -> None:
    """`<&-`: reading it fails; a file is read all the same."""
    done = shell("minutes extract - <&-")
    assert done.returncode == 4
    assert b"standard input is closed" in done.stderr
    assert shell("minutes extract article.txt <&-").returncode == 0


@pytest.mark.parametrize("close", ["2>&-", "2>/dev/full"])
def test_nobody_to_tell(shell, close: str) -> None:
    """Standard error closed or full: the result and the exit code stay what they are."""
    done = shell(f"minutes extract article.txt {close}")
    assert done.returncode == 0
    assert json.loads(done.stdout)
    assert shell(f"minutes extract missing.txt {close}").returncode == 4
    assert shell(f"minutes extract --no-such {close}").returncode == 2


def test_everything_closed(shell) -> None:
    assert shell("minutes extract article.txt <&- >&- 2>&-").returncode == 6


def test_output_file_with_standard_output_closed(shell, tmp_path: Path) -> None:
    assert shell("minutes extract article.txt -o out.json >&-").returncode == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("size", [0, 300, 1000])
def test_fault_55_file_size_limit(shell, tmp_path: Path, size: int) -> None:
    """EFBIG in the middle: 6, the old file whole, no temporary file left."""
    (tmp_path / "out.json").write_text("old", encoding="utf-8")
    done = shell(
        "ulimit -f 0; minutes extract article.txt --force -o out.json"
        if not size
        else f"trap '' XFSZ; prlimit --fsize={size} {MINUTES} extract article.txt --force -o out.json"
    )
    assert done.returncode == 6, done.stderr
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} <= {"out.json", "article.txt"}


SYSCALLS = [
    "fsync:error=EIO",
    "fsync:error=ENOSPC",
    "rename:error=EIO",
    "rename:error=EACCES",
    "chmod:error=EPERM",
    "write:error=ENOSPC",
    "write:error=EIO",
]


@need("strace")
@pytest.mark.parametrize("fault", SYSCALLS)
@pytest.mark.parametrize("nth", [1, 2])
def test_fault_55_system_call_fails(shell, tmp_path: Path, fault: str, nth: int) -> None:
    """Whichever call fails on the way to the file: 6 or done, one line, the old file whole or the new one."""
    (tmp_path / "out.json").write_text("old", encoding="utf-8")
    traced = fault.split(":")[0]
    done = shell(
        f"strace -f -qq -o /dev/null -e trace={traced} -e inject={fault}:when={nth} {MINUTES} extract article.txt --force -o out.json"
    )
    assert done.returncode in (0, 6), done.stderr
    content = (tmp_path / "out.json").read_text(encoding="utf-8")
    if done.returncode == 6:
        assert done.stderr.count(b"\n") <= 1
        assert content == "old" or json.loads(content)
    else:
        assert json.loads(content)["article"]["kind"] == "meeting"
    assert {path.name for path in tmp_path.iterdir()} <= {"out.json", "article.txt"}


def test_recipe_of_many_records(shell) -> None:
    """One source one object, several one after another, each readable by a strict reader of streams."""
    done = shell("minutes extract article.txt article.txt -f json")
    decoder, text, count, at = json.JSONDecoder(), done.stdout.decode(), 0, 0
    while at < len(text):
        _, at = decoder.raw_decode(text, at)
        at, count = at + 1, count + 1
    assert count == 2


def test_article_is_the_one_of_this_module(article: Path) -> None:
    assert article.read_text(encoding="utf-8") == ARTICLE
