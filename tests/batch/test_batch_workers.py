"""A worker that is killed, crashes, hangs or runs out of memory costs the input it had, and no other."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from minutes_cli.batch import keeper
from minutes_cli.batch.driver import Tally
from minutes_cli.batch.items import Job
from minutes_cli.batch.keeper import Setup, WorkerError
from minutes_cli.batch.local import local
from minutes_cli.cli.batching import exit_code
from tests.batch.corpus import article, fill, inside
from tests.batch.faulty import faulty, once, slow
from tests.batch.script import SCRIPT, batch
from tests.conftest import ROOT

LONG = bool(os.environ.get("MINUTES_LONG_TESTS"))
FAULTS = 50 if LONG else 4
SECONDS = 2.0


def failures(folder: Path) -> dict[str, str]:
    lines = (folder / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    return {Path(line["source"]).name: line["code"] for line in map(json.loads, lines)}


def names(out: Path) -> list[str]:
    lines = out.read_text(encoding="utf-8").splitlines()
    return [Path(json.loads(line)["source"]["uri"]).name for line in lines]


def children(parent: int) -> list[int]:
    """The living child processes, the oldest first."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == parent and fields[0] != "Z":
                found.append((int(fields[19]), int(entry.name)))
    return [pid for _, pid in sorted(found)]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("KILL", "crashed"),
        ("SEGFAULT", "crashed"),
        ("EXIT", "crashed"),
        ("HANG", "too-slow"),
        ("SPIN", "too-slow"),
        ("MEMORY", "out-of-memory"),
        ("BUG", "bug"),
    ],
)
def test_fault_59_one_input_is_lost_and_named(tmp_path: Path, word: str, code: str) -> None:
    count = FAULTS if word != "SPIN" else 2
    folder = fill(tmp_path / "in", 60)
    bad = {f"{number:06}.txt" for number in random.Random(word).sample(range(60), count)}
    for name in bad:
        (folder / name).write_text(f"{word}\n{name}\n", encoding="utf-8")
    setup = Setup(task=faulty, seconds=SECONDS if code == "too-slow" else 60, memory=1 << 29)
    summary = batch(folder, tmp_path / "out.jsonl", setup)
    assert failures(tmp_path) == dict.fromkeys(bad, code)
    assert names(tmp_path / "out.jsonl") == sorted(set(inside(folder)) - bad)
    assert (summary.counts.records, summary.counts.failures) == (60 - count, count)


def test_fault_59_an_input_whose_worker_died_by_chance_is_done(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 40)
    for number in range(5, 40, 7):
        text = f"ONCE {tmp_path}/{number}\n{article(number)}"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    summary = batch(folder, tmp_path / "out.jsonl", Setup(task=once))
    assert summary.counts.failures == 0
    assert len(list(tmp_path.glob("[0-9]*"))) == 5, "every one died once"
    assert names(tmp_path / "out.jsonl") == inside(folder)


def test_fault_59_workers_killed_from_outside_lose_nothing(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 2500 if LONG else 200)
    batch(folder, tmp_path / "whole.jsonl")
    killed: list[int] = []

    def report(tally: Tally) -> None:
        """Kill the oldest child as the work goes on: never one that is still being born, however slow the machine."""
        if tally.done > 40 * (len(killed) + 1) and len(killed) < FAULTS and len(found := children(os.getpid())) > 1:
            os.kill(found[0], signal.SIGKILL)
            killed.append(found[0])

    (tmp_path / "failures.jsonl").unlink()
    summary = batch(folder, tmp_path / "out.jsonl", Setup(task=slow), report=report)
    assert len(killed) == FAULTS
    # A worker killed twice over the same input is not told from one that the input kills.
    lost = set(failures(tmp_path))
    assert len(lost) <= 1 + len(killed) // 10
    whole = (tmp_path / "whole.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in whole if Path(json.loads(line)["source"]["uri"]).name not in lost]
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines() == kept
    assert summary.counts.records + len(lost) == summary.counts.inputs


def test_a_hang_costs_its_time_limit_once(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 10)
    (folder / "000004.txt").write_text(f"HANG {tmp_path}/tries\n", encoding="utf-8")
    started = time.monotonic()
    batch(folder, tmp_path / "out.jsonl", Setup(task=faulty, seconds=SECONDS), workers=1)
    assert time.monotonic() - started > SECONDS
    assert failures(tmp_path) == {"000004.txt": "too-slow"}
    assert (tmp_path / "tries").read_bytes() == b"."


def test_network_failures_alone_are_an_exit_code_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("OFFLINE\n", encoding="utf-8")
    only = batch(folder, tmp_path / "out.jsonl", Setup(task=faulty))
    fill(folder, 2)
    some = batch(folder, tmp_path / "out.jsonl", Setup(task=faulty))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "b.txt").write_bytes(b"%PDF-1.7")
    none = batch(tmp_path / "bad", tmp_path / "bad.jsonl", Setup(task=faulty), failures=tmp_path / "f")
    assert [exit_code(summary.counts) for summary in (only, some, none)] == [5, 3, 4]


def test_slow_inputs_in_one_batch_have_their_time_each() -> None:
    jobs = tuple(Job("data", str(number), data=f"SLEEP 0.8\n{article(number)}".encode()) for number in range(4))
    with local(1, Setup(task=faulty, seconds=3)) as engine:
        outcomes = engine.submit(jobs).result()
    assert [outcome.code for outcome in outcomes] == [None] * 4


def test_a_worker_that_cannot_start_blames_no_input(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("known_to_the_parent_alone")
    exec("def task(job, wish): return None", module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    job = Job("data", "a", data=article(1).encode())
    with local(1, Setup(task=module.task)) as engine, pytest.raises(WorkerError, match="known_to_the_parent_alone"):
        engine.submit((job,)).result()


def test_fault_57_a_child_that_is_born_as_the_batch_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    born = subprocess.Popen

    def late(*words: object, **more: object) -> subprocess.Popen[bytes]:
        child = born(*words, **more)  # type: ignore[call-overload]
        keeper.stop()
        return child  # type: ignore[no-any-return]

    monkeypatch.setattr(subprocess, "Popen", late)
    before = children(os.getpid())
    try:
        with pytest.raises(keeper.StoppedError):
            keeper.work((Job("data", "a", data=b"HANG\n"),), Setup(task=faulty, seconds=20))
    finally:
        keeper.restart()
    assert children(os.getpid()) == before


def test_fault_57_a_signal_that_comes_while_a_lock_is_held_ends_the_run() -> None:
    script = (
        "import time; from minutes_cli.batch.items import Job; from minutes_cli.batch.keeper import Setup\n"
        "from minutes_cli.batch.local import local\n"
        "with local(1, Setup()) as engine:\n"
        "    future = engine.submit((Job('data', 'a', data=b'x'),))\n"
        "    future._condition.acquire()\n"  # what an exception in the middle of Condition.__exit__ leaves behind
        "    time.sleep(1)\n"
        "    raise SystemExit(143)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=20, check=False).returncode == 143


def test_fault_57_no_child_outlives_a_killed_parent(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 4)
    for name in inside(folder):
        (folder / name).write_text("SPIN\n", encoding="utf-8")
    arguments = [*SCRIPT, "faulty", str(folder), str(tmp_path / "out.jsonl"), "2", "60", "1024"]
    process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL, cwd=ROOT)
    deadline = time.monotonic() + 20
    while len(alive := children(process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{child}").exists() for child in alive) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(alive) == 2
    assert not [child for child in alive if Path(f"/proc/{child}").exists()]
