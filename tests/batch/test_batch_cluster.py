"""A real Dask scheduler and workers on loopback give the bytes of a local run, whatever happens to the workers."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from minutes_cli.batch.keeper import Setup, Task
from minutes_cli.batch.outputs.target import Target
from minutes_cli.batch.plan import Plan, wish_for
from minutes_cli.batch.run import Summary, run
from minutes_cli.batch.sources import Choice, items
from minutes_cli.batch.work import extract
from tests.batch.corpus import fill
from tests.batch.faulty import faulty, slow
from tests.batch.script import batch
from tests.programs import bound
from tests.servers import plain, running

pytest.importorskip("distributed")
from minutes_cli.batch import cluster as engine

HERE = Path(__file__).parents[2]  # workers import their tasks as tests.batch.faulty


class Dask:
    """A scheduler and its workers, as processes of their own that end with this one; to be used with `with`."""

    def __init__(self, place: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._place = place
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Dask:
        try:
            words = ("--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard")
            self.scheduler = self._run("scheduler", *words)
            self._wait_for(self._port)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def worker(self, *words: str, path: Path = HERE) -> subprocess.Popen[bytes]:
        """One more worker of one thread."""
        return self._run(
            "worker", self.address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", *words, path=path
        )

    def _run(self, *words: str, path: Path = HERE) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(path)}
        with (self._place / "dask.log").open("ab") as log:
            process = subprocess.Popen(bound("dask", *words), cwd=self._place, stdout=log, stderr=log, env=environment)
        self._processes.append(process)
        return process

    @staticmethod
    def _wait_for(port: int) -> None:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.1)
        raise TimeoutError

    def close(self) -> None:
        """End what was started."""
        try:
            for process in reversed(self._processes):  # workers first: they take leave of the scheduler
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(10)
        finally:
            for process in self._processes:
                process.kill()
                process.wait()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    place = tmp_path / "dask"
    place.mkdir()
    with Dask(place) as found:
        yield found


def spread(
    dask: Dask, folder: Path, out: Path, task: Task = extract, seconds: float = 60, report: object = None
) -> Summary:
    wish = wish_for("jsonl", None, False, True)
    plan = Plan("jsonl", Target(str(out)), out.with_name("failures.jsonl"), out.with_name(out.name + ".state"), wish)
    with engine.cluster(dask.address, Setup(wish, task, seconds, 1 << 29), engine.Keys()) as there:
        return run(plan, lambda: items([str(folder)], Choice()), there, report or (lambda tally: None))  # type: ignore[arg-type]


def whole(folder: Path, tmp_path: Path) -> bytes:
    place = tmp_path / "local"
    place.mkdir()
    batch(folder, place / "out.jsonl")
    return (place / "out.jsonl").read_bytes()


def test_the_command_gives_the_bytes_of_a_local_run(tmp_path: Path, dask: Dask) -> None:
    dask.worker()
    dask.worker()
    folder = fill(tmp_path / "in", 300)
    command = [sys.executable, "-m", "minutes_cli", "batch", str(folder), "-o", "out.jsonl", "--cluster", dask.address]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr
    told = result.stderr.decode().splitlines()
    # A slow run also tells how it goes.
    said = [line for line in told if not re.match(r"minutes: \d+ of (\d+|\?) inputs, ", line)]
    assert len(said) == 2, told
    assert said[0].startswith("minutes: 300 inputs = 300 records")
    assert said[1].startswith("minutes: written to out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == whole(folder, tmp_path)


@pytest.mark.parametrize("nanny", ["--nanny", "--no-nanny"])
def test_a_worker_killed_and_one_added(tmp_path: Path, dask: Dask, nanny: str) -> None:
    dask.worker(nanny)
    victim = dask.worker(nanny)
    folder = fill(tmp_path / "in", 400)
    happened: list[str] = []

    def report(tally: object) -> None:
        done = tally.done  # type: ignore[attr-defined]
        if done > 60 and not happened:
            os.kill(_working(victim.pid), signal.SIGKILL)
            happened.append("killed")
        elif done > 120 and len(happened) == 1:
            dask.worker(nanny)
            happened.append("added")

    summary = spread(dask, folder, tmp_path / "out.jsonl", slow, report=report)
    assert happened == ["killed", "added"]
    assert (summary.counts.records, summary.counts.failures) == (400, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == whole(folder, tmp_path)


def _working(pid: int) -> int:
    """The process that works: with a nanny it is her child, whichever of her threads has started it."""
    listed = (path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    for child in chain.from_iterable(listed):
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    return pid


def test_inputs_that_kill_and_hang_cost_no_worker(tmp_path: Path, dask: Dask) -> None:
    workers = [dask.worker("--no-nanny"), dask.worker("--no-nanny")]
    folder = fill(tmp_path / "in", 100)
    words = ["KILL", "SEGFAULT", "HANG", "MEMORY", "EXIT", "SPIN"]
    bad = random.Random(7).sample(range(100), len(words))
    for number, word in zip(bad, words, strict=True):
        (folder / f"{number:06}.txt").write_text(f"{word}\n{number}\n", encoding="utf-8")
    summary = spread(dask, folder, tmp_path / "out.jsonl", faulty, seconds=5)
    lines = (tmp_path / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    found = {int(Path(line["source"]).stem): line["code"] for line in map(json.loads, lines)}
    codes = ["crashed", "crashed", "too-slow", "out-of-memory", "crashed", "too-slow"]
    assert found == dict(zip(bad, codes, strict=True))
    assert summary.counts.records == 94
    assert [worker.poll() for worker in workers] == [None, None]


def test_a_scheduler_that_dies_is_told_and_the_run_goes_on_later(
    tmp_path: Path, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 5)
    dask.worker()
    folder = fill(tmp_path / "in", 300)

    def report(tally: object) -> None:
        if tally.done > 80:  # type: ignore[attr-defined]
            dask.scheduler.kill()

    with pytest.raises(engine.ClusterError, match="the same command goes on"):
        spread(dask, folder, tmp_path / "out.jsonl", slow, report=report)
    summary = batch(folder, tmp_path / "out.jsonl")
    assert summary.known > 60
    assert (tmp_path / "out.jsonl").read_bytes() == whole(folder, tmp_path)


def test_a_cluster_ends_with_the_test_that_was_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from tests.batch.test_batch_cluster import Dask, _working\n"
        "with Dask(Path(sys.argv[1])) as dask:\n"
        "    worker = dask.worker()\n"
        "    while (working := _working(worker.pid)) == worker.pid: time.sleep(0.1)\n"
        "    print(dask.scheduler.pid, worker.pid, working, flush=True)\n"
        "    time.sleep(100)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE) as test:
        assert test.stdout
        pids = test.stdout.readline().split()
        test.kill()
    deadline = time.monotonic() + 20
    while (left := [pid for pid in pids if _lives(int(pid))]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert (len(pids), left) == (3, [])


def _lives(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def test_nobody_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dask: Dask) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 2)
    fill(tmp_path / "in", 2)
    with pytest.raises(engine.ClusterError, match="has no worker"):
        spread(dask, tmp_path / "in", tmp_path / "o.jsonl")
    dask.address = "tcp://127.0.0.1:1"
    with pytest.raises(engine.ClusterError, match="no scheduler"):
        spread(dask, tmp_path / "in", tmp_path / "o.jsonl")


def test_a_worker_of_another_version_is_refused(tmp_path: Path, dask: Dask) -> None:
    fake = tmp_path / "fake"
    fake.mkdir()
    code = "import minutes_cli\nminutes_cli.__version__ = '0.0.1'\n"
    (fake / "sitecustomize.py").write_text(code, encoding="utf-8")
    dask.worker(path=fake)
    fill(tmp_path / "in", 2)
    with pytest.raises(engine.VersionsError, match=r"minutes 0\.0\.1, this machine has"):
        spread(dask, tmp_path / "in", tmp_path / "o.jsonl")


def test_archives_and_addresses_on_a_cluster(tmp_path: Path, dask: Dask) -> None:
    dask.worker()
    folder = fill(tmp_path / "in", 30)
    rows = tmp_path / "rows.jsonl"
    texts = [(folder / f"{n:06}.txt").read_text(encoding="utf-8") for n in range(30)]
    rows.write_text("".join(json.dumps({"t": text}) + "\n" for text in texts), encoding="utf-8")
    wish = wish_for("jsonl", None, False, True)
    plan = Plan("jsonl", Target(f"file://{tmp_path}/shared/", True), tmp_path / "f", tmp_path / "state", wish, 20)
    with engine.cluster(dask.address, Setup(wish), engine.Keys()) as there:
        names = [f"file://{folder}", str(rows)]
        summary = run(plan, lambda: items(names, Choice(column="t")), there, lambda tally: None)
    assert (summary.counts.records, summary.counts.duplicates) == (30, 30)
    parts = sorted((tmp_path / "shared").iterdir())
    assert [part.read_bytes().count(b"\n") for part in parts] == [20, 10]


def test_pages_are_kept_where_the_command_was_given(tmp_path: Path, dask: Dask) -> None:
    dask.worker()
    (tmp_path / "here").mkdir()
    with running({"/a": plain(ETag='"1"')}) as server:
        command = [sys.executable, "-m", "minutes_cli", "batch", server.url("/a"), "-o", "o.jsonl"]
        command += ["--cluster", dask.address, "--allow-private", "--ignore-robots", "--cache", "kept"]
        done = subprocess.run(command, cwd=tmp_path / "here", capture_output=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    assert any((tmp_path / "here" / "kept").iterdir())
    assert not (tmp_path / "dask" / "kept").exists()
