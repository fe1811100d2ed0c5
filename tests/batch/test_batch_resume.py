"""The same command goes on: other inputs, options and versions are noticed, nothing stale and nothing double comes out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import minutes_cli.batch.plan
import minutes_cli.batch.state
from minutes_cli.batch.keeper import Setup
from minutes_cli.batch.local import local
from minutes_cli.batch.outputs.target import Target
from minutes_cli.batch.plan import Plan, wish_for
from minutes_cli.batch.run import run
from minutes_cli.batch.sources import Choice, items
from minutes_cli.batch.state import OtherBatchError, StateError, opened
from minutes_cli.errors import OutputError
from tests.batch.corpus import article, fill, inside
from tests.batch.script import SCRIPT, batch
from tests.conftest import ROOT


def names(out: Path) -> list[str]:
    lines = out.read_text(encoding="utf-8").splitlines()
    return [Path(json.loads(line)["source"]["uri"]).name for line in lines]


def anew(folder: Path, tmp_path: Path) -> bytes:
    """What a batch without a history makes of the folder."""
    place = tmp_path / "anew"
    place.mkdir(exist_ok=True)
    for path in place.iterdir():
        path.unlink()
    batch(folder, place / "out.jsonl")
    return (place / "out.jsonl").read_bytes()


def test_fault_60_nothing_is_done_twice(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 30)
    first = batch(folder, tmp_path / "out.jsonl")
    bytes_then = (tmp_path / "out.jsonl").read_bytes()
    again = batch(folder, tmp_path / "out.jsonl", Setup(task=None))  # type: ignore[arg-type]
    assert (first.resumed, again.resumed) == (False, True)
    assert (again.known, again.gone) == (30, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == bytes_then


def test_fault_60_inputs_changed_added_and_removed(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 30)
    batch(folder, tmp_path / "out.jsonl")
    status = (folder / "000004.txt").stat()
    (folder / "000004.txt").write_text(article(104), encoding="utf-8")
    os.utime(folder / "000004.txt", ns=(status.st_atime_ns, status.st_mtime_ns))  # a clock set back hides nothing
    (folder / "000010a.txt").write_text(article(110), encoding="utf-8")
    (folder / "000020.txt").unlink()
    summary = batch(folder, tmp_path / "out.jsonl")
    assert (summary.known, summary.tally.done - summary.known, summary.gone) == (28, 2, 2)
    assert names(tmp_path / "out.jsonl") == inside(folder)
    assert (tmp_path / "out.jsonl").read_bytes() == anew(folder, tmp_path)


def test_fault_60_the_first_of_two_alike_is_removed(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 10)
    for name in ("000003a.txt", "000007a.txt"):
        (folder / name).write_text(article(3), encoding="utf-8")
    first = batch(folder, tmp_path / "out.jsonl")
    assert first.counts.duplicates == 2
    (folder / "000003.txt").unlink()
    (folder / "000005a.txt").write_text(article(3), encoding="utf-8")
    second = batch(folder, tmp_path / "out.jsonl")
    assert second.counts.duplicates == 2
    assert (tmp_path / "out.jsonl").read_bytes() == anew(folder, tmp_path)


def test_fault_60_inputs_in_another_order(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 10)
    (folder / "000005a.txt").write_text(article(5), encoding="utf-8")
    batch(folder, tmp_path / "out.jsonl")
    (folder / "000005a.txt").rename(folder / "000000a.txt")
    batch(folder, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == anew(folder, tmp_path)


def test_fault_60_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fill(tmp_path / "in", 3)
    batch(folder, tmp_path / "out.jsonl")
    before = (tmp_path / "out.jsonl.state").read_bytes()
    monkeypatch.setattr(minutes_cli.batch.plan, "__version__", "99.0")
    with pytest.raises(OtherBatchError, match=r"version .*99\.0.*--fresh"):
        batch(folder, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl.state").read_bytes() == before


def test_fault_60_other_options(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 3)
    batch(folder, tmp_path / "out.jsonl")
    wish = replace(wish_for("jsonl", None, False, True), text=False)
    plan = Plan(
        "jsonl", Target(str(tmp_path / "out.jsonl")), tmp_path / "failures.jsonl", tmp_path / "out.jsonl.state", wish
    )
    with local(1, Setup(wish)) as engine:
        with pytest.raises(OtherBatchError, match="text False"):
            run(plan, lambda: items([str(folder)], Choice()), engine, lambda tally: None)
        run(plan, lambda: items([str(folder)], Choice()), engine, lambda tally: None, fresh=True, force=True)
    assert "text" not in json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])["article"]


def test_fault_60_two_runs_on_one_state(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 200)
    command = [
        *SCRIPT,
        "slow",
        str(folder),
        str(tmp_path / "out.jsonl"),
        "1",
        "60",
        "1024",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as first:
        while not (tmp_path / "out.jsonl.state").exists():
            time.sleep(0.02)
        time.sleep(0.3)
        second = subprocess.run(
            [sys.executable, "-m", "minutes_cli", "batch", "in", "-o", "out.jsonl"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert first.poll() is None
    assert second.returncode == 6
    assert "in use by another run" in second.stderr.decode()
    assert len(second.stderr.decode().splitlines()) == 1
    assert names(tmp_path / "out.jsonl") == inside(folder)


@pytest.mark.parametrize("harm", ["garbage", "cut", "flipped", "foreign", "flipped-record"])
def test_fault_60_a_damaged_state_is_refused_and_kept(tmp_path: Path, harm: str) -> None:
    folder = fill(tmp_path / "in", 40)
    batch(folder, tmp_path / "out.jsonl")
    state, out = tmp_path / "out.jsonl.state", (tmp_path / "out.jsonl").read_bytes()
    data = bytearray(state.read_bytes())
    if harm == "garbage":
        data[:] = b"no database at all\n" * 1000
    elif harm == "cut":
        del data[len(data) // 2 :]
    elif harm == "flipped":
        for at in range(20_000, len(data), 5_000):
            data[at] ^= 0xFF
    elif harm == "flipped-record":
        data[data.index("会议强调".encode(), len(data) // 2)] ^= 0x01
    else:
        data[68:72] = b"ABCD"
    state.write_bytes(data)
    with pytest.raises((StateError, OutputError), match=r"damaged|no state"):
        batch(folder, tmp_path / "out.jsonl")
    assert state.read_bytes() == data
    assert (tmp_path / "out.jsonl").read_bytes() == out


def test_an_output_of_another_is_not_replaced(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 3)
    (tmp_path / "out.jsonl").write_text("precious")
    with pytest.raises(OutputError, match="--force"):
        batch(folder, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text() == "precious"
    assert not (tmp_path / "out.jsonl.state").exists()


def test_failures_stand_until_they_are_to_be_tried_again(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 5)
    (folder / "bad.txt").write_bytes(b"%PDF-1.7")
    wish = wish_for("jsonl", None, False, True)
    plan = Plan(
        "jsonl", Target(str(tmp_path / "out.jsonl")), tmp_path / "failures.jsonl", tmp_path / "out.jsonl.state", wish
    )
    with local(1, Setup(wish)) as engine:
        known = [
            run(plan, lambda: items([str(folder)], Choice()), engine, lambda tally: None, retry=retry).known
            for retry in (False, False, True)
        ]
    assert known == [0, 6, 5]


def test_a_state_holds_no_more_than_its_inputs(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 20)
    batch(folder, tmp_path / "out.jsonl")
    for name in inside(folder)[5:]:
        (folder / name).unlink()
    batch(folder, tmp_path / "out.jsonl")
    with opened(tmp_path / "out.jsonl.state") as state:
        assert state.query("SELECT count(*) FROM outcomes").fetchone() == (5,)


def test_contents_whose_hashes_begin_alike_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fill(tmp_path / "in", 10)
    (folder / "000005a.txt").write_text(article(5), encoding="utf-8")
    (tmp_path / "whole").mkdir()
    batch(folder, tmp_path / "whole" / "out.jsonl")
    monkeypatch.setattr(minutes_cli.batch.state, "content_of", lambda sha256: int(sha256[0], 16) % 2)
    summary = batch(folder, tmp_path / "out.jsonl")
    assert (summary.counts.records, summary.counts.duplicates) == (10, 1)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole" / "out.jsonl").read_bytes()


def test_to_begin_anew_removes_a_state_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    command = [sys.executable, "-m", "minutes_cli", "batch", "in", "-o", "out.jsonl", "--fresh", "-q"]
    for _ in range(2):
        assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "out.jsonl.state").write_bytes((tmp_path / "out.jsonl.state").read_bytes()[:9000])
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0, "a damaged one goes, too"
    (tmp_path / "mine.txt").write_text("precious" * 100)
    result = subprocess.run([*command, "--state", "mine.txt"], cwd=tmp_path, check=False, capture_output=True)
    assert result.returncode == 6
    assert b"no state of minutes" in result.stderr
    assert (tmp_path / "mine.txt").read_text() == "precious" * 100


def test_to_begin_anew_while_another_run_is_at_it(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    with opened(tmp_path / "out.jsonl.state") as state:
        state.begin({"a": "b"})
        command = [sys.executable, "-m", "minutes_cli", "batch", "in", "-o", "out.jsonl", "--fresh"]
        result = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
        assert result.returncode == 6
        assert b"in use by another run" in result.stderr
        state.commit(now=True)
    assert (tmp_path / "out.jsonl.state").exists()
