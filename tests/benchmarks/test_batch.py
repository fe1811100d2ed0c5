"""What a batch costs: two workers against one, its own share a page, the driver's memory.

MINUTES_LONG_TESTS=1 runs the sizes that the figures are stated for, by the clock, on a machine that does nothing else;
each is the best of several interleaved rounds. The short form judges what a busy machine does not blur: processor time
and memory.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from minutes_cli.pipeline import extract
from minutes_cli.writers.record import as_record, dumps
from tests.batch.corpus import article, fill

LONG = bool(os.environ.get("MINUTES_LONG_TESTS"))
pytestmark = pytest.mark.benchmark

COUNT, ROUNDS = (4000, 5) if LONG else (800, 3)
SENTENCES = 45  # about 1,600 characters, a page as they are
PEAK = (
    "import sys; from minutes_cli.cli import main\n"
    "try: main()\nexcept SystemExit as end: assert end.code == 0, end.code\n"
    "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("bench") / "in", COUNT, SENTENCES)


def clock() -> float:
    """Seconds by the clock, or of processor time of this process and its children."""
    if LONG:
        return time.perf_counter()
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def batch(folder: Path, place: Path, workers: int) -> float:
    """Seconds of a batch, the command's start among them."""
    for path in place.iterdir():
        path.unlink()
    started = clock()
    command = [sys.executable, "-m", "minutes_cli", "batch", str(folder), "-o", "o.jsonl", "-q", "-j", str(workers)]
    subprocess.run(command, cwd=place, check=True)
    return clock() - started


def single(folder: Path) -> float:
    """Seconds of extracting the same pages one after another in this process."""
    paths = sorted(folder.iterdir())
    extract(paths[0])
    started = clock()
    for path in paths:
        dumps(as_record(extract(path)))
    return clock() - started


@pytest.mark.skipif(not LONG or (os.cpu_count() or 1) < 2, reason="wants MINUTES_LONG_TESTS=1 and two idle cores")
def test_two_workers_are_nearly_twice_as_fast_as_one(folder: Path, tmp_path: Path) -> None:
    rounds = [(batch(folder, tmp_path, 1), batch(folder, tmp_path, 2)) for _ in range(ROUNDS)]
    one, two = (min(times) for times in zip(*rounds, strict=True))
    print(f"\n1 worker {one:.2f} s, 2 workers {two:.2f} s: x {one / two:.2f}")
    assert one / two >= 1.8


def test_the_share_of_the_batch_itself(folder: Path, tmp_path: Path) -> None:
    """One worker against a plain loop; what starting costs is measured by a batch of nothing and taken off."""
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "a.txt").write_text((folder / "000000.txt").read_text(encoding="utf-8"), encoding="utf-8")
    place = tmp_path / "out"
    place.mkdir()
    rounds = [(single(folder), batch(folder, place, 1), batch(empty, place, 1)) for _ in range(ROUNDS)]
    loop, whole, start = (min(times) for times in zip(*rounds, strict=True))
    share = (whole - start) / loop - 1
    print(f"\nloop {loop / COUNT * 1e3:.2f} ms a page, batch {(whole - start) / COUNT * 1e3:.2f}: {share:+.1%}")
    assert share <= (0.10 if LONG else 0.25)


def given(place: Path, source: str, count: int) -> list[str]:
    """The words that name `count` small articles: in a folder (all different, or all the same), a list, a table or a ZIP."""
    if source == "rows":
        with (place / "rows.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps({"text": article(number, 3)}) + "\n" for number in range(count))
        return ["rows.jsonl", "--column", "text"]
    if source == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        column = pyarrow.array((article(number, 3) for number in range(count)), size=count, type=pyarrow.string())
        pytest.importorskip("pyarrow.parquet").write_table(pyarrow.table({"text": column}), place / "rows.parquet")
        return ["rows.parquet", "--column", "text"]
    if source == "zip":
        with zipfile.ZipFile(place / "a.zip", "w") as archive:
            for number in range(count):
                archive.writestr(f"{number:06}.txt", article(number, 3))
        return ["a.zip"]
    fill(place / "in", count, 3)
    for number in range(count) if source == "alike" else ():
        (place / "in" / f"{number:06}.txt").write_text(article(1, 3), encoding="utf-8")
    names = "".join(f"in/{number:06}.txt\n" for number in range(count))
    (place / "list.txt").write_text(names, encoding="utf-8")
    return ["list.txt"] if source == "list" else ["in"]


@pytest.mark.parametrize(
    ("source", "out"),
    [
        ("folder", "o.jsonl"),
        ("list", "o.jsonl"),
        ("rows", "o.jsonl"),
        ("parquet", "o.jsonl"),
        ("zip", "o.jsonl"),
        ("folder", "o.csv"),
        ("folder", "o.parquet"),
        ("folder", "o.sqlite"),
        ("folder", "o.csv --ledger"),
        ("alike", "o.jsonl"),
        ("alike", "o.csv"),
        ("alike", "o.parquet"),
        ("alike", "o.sqlite --ledger"),
    ],
)
def test_the_memory_of_the_driver_does_not_grow(tmp_path: Path, source: str, out: str) -> None:
    peaks = []
    for count in (1000, 100_000 if LONG else 5000):
        place = tmp_path / str(count)
        place.mkdir()
        words = given(place, source, count)
        command = [sys.executable, "-c", PEAK, "batch", *words, "-o", *out.split(), "-q"]
        result = subprocess.run(command, cwd=place, capture_output=True, check=True)
        peaks.append(int(result.stdout))
    growth = peaks[1] / peaks[0]
    print(f"\n{source}, {out}: peak {peaks[0]} kB at 1,000 inputs, {peaks[1]} kB at {count:,}: x {growth:.3f}")
    assert growth <= 1.1
