"""A batch that is killed, interrupted or meets a full disk at any point goes on to the bytes of an unbroken one."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.batch.corpus import article, fill

LONG = bool(os.environ.get("MINUTES_LONG_TESTS"))
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate")
MINUTES = (sys.executable, "-m", "minutes_cli")

strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def namespaces() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


tmpfs = pytest.mark.skipif(not namespaces(), reason="no file system can be mounted here")


def arguments(out: Path, folder: str = "in") -> list[str]:
    return [*MINUTES, "batch", folder, "-o", str(out), "-j", "2"]


def started(command: Sequence[str], cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def done(command: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=120)


def prepared(folder: Path, count: int) -> tuple[bytes, bytes]:
    """A folder of `count` inputs, two of them alike and one refused; what an unbroken batch makes of it."""
    fill(folder / "in", count)
    (folder / "in" / "999998.txt").write_text(article(0), encoding="utf-8")
    (folder / "in" / "999999.txt").write_bytes(b"%PDF-1.7")
    assert done(arguments(folder / "whole.jsonl"), folder).returncode == 3
    whole = (folder / "whole.jsonl").read_bytes(), (folder / "failures.jsonl").read_bytes()
    (folder / "failures.jsonl").unlink()
    assert whole[0].count(b"\n") == count
    return whole


def outputs(out: Path) -> tuple[bytes, bytes]:
    return out.read_bytes(), out.with_name("failures.jsonl").read_bytes()


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def fresh(folder: Path) -> Path:
    for path in (*folder.glob("out.jsonl*"), folder / "failures.jsonl"):
        path.unlink(missing_ok=True)
    return folder / "out.jsonl"


def calls(folder: Path, out: Path) -> dict[str, int]:
    """How often the main thread of a batch makes each call."""
    log = folder / "trace"
    done(["strace", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}", *arguments(out)], folder)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return {call: sum(line.startswith(f"{call}(") for line in lines) for call in CALLS}


def points(counted: dict[str, int], each: int) -> list[tuple[str, int]]:
    """Every call and number; a short run takes `each` of a call, the last ones among them."""
    found = []
    for call, count in counted.items():
        numbers = list(range(1, count + 1))
        if not LONG and count > each:
            numbers = sorted({1, count, *random.Random(call).sample(numbers, each - 2)})
        found += [(call, number) for number in numbers]
    return found


@strace
def test_fault_58_killed_at_every_write_fsync_rename_and_unlink(tmp_path: Path) -> None:
    whole = prepared(tmp_path, 20)
    counted = calls(tmp_path, fresh(tmp_path))
    assert counted["rename"] == 2
    assert counted["pwrite64"] > 5
    killed = 0
    for call, number in points(counted, 3):
        out = fresh(tmp_path)
        inject = f"inject={call}:signal=KILL:when={number}"
        first = done(["strace", "-qq", "-o", "/dev/null", "-e", inject, *arguments(out)], tmp_path)
        killed += first.returncode not in (0, 3)
        if out.exists():
            assert out.read_bytes() == whole[0], (call, number)
        again = done(arguments(out), tmp_path)
        assert again.returncode == 3, (call, number, again.stderr)
        assert outputs(out) == whole, (call, number)
        assert leftovers(tmp_path) == [], (call, number)
    assert killed >= len(points(counted, 3)) - len(CALLS), "the kills did happen"


@strace
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_fault_55_an_error_at_every_write_fsync_and_rename(tmp_path: Path, error: str) -> None:
    old = prepared(tmp_path, 20)
    whole_out = tmp_path / "whole.jsonl"
    state = tmp_path / "whole.jsonl.state"
    before = state.read_bytes()
    (tmp_path / "in" / "000003.txt").write_text(article(77), encoding="utf-8")
    (tmp_path / "failures.jsonl").write_bytes(old[1])
    counted = calls(tmp_path, whole_out)
    new = outputs(whole_out)
    assert new != old
    refused = 0
    for call, number in points(counted, 3):
        state.write_bytes(before)
        whole_out.write_bytes(old[0])
        inject = f"inject={call}:error={error}:when={number}"
        first = done(["strace", "-qq", "-o", "/dev/null", "-e", inject, *arguments(whole_out)], tmp_path)
        assert first.returncode in (3, 6), (call, number, first.stderr)
        refused += first.returncode == 6
        assert whole_out.read_bytes() in (old[0], new[0]), (call, number)
        if first.returncode == 6:
            lines = first.stderr.decode().splitlines()
            assert len([line for line in lines if "written" in line or "damaged" in line]) >= 1, (call, number, lines)
            assert "Traceback" not in first.stderr.decode()
        assert leftovers(tmp_path) == [], (call, number)
        again = done(arguments(whole_out), tmp_path)
        assert again.returncode == 3, (call, number, again.stderr)
        assert outputs(whole_out) == new, (call, number)
    assert refused >= len(points(counted, 3)) // 2


def test_fault_58_killed_at_random_moments(tmp_path: Path) -> None:
    count, kills = (1000, 200) if LONG else (150, 6)
    whole = prepared(tmp_path, count)
    began = time.monotonic()
    done(arguments(fresh(tmp_path)), tmp_path)
    length = time.monotonic() - began
    dice = random.Random(58)
    for kill in range(kills):
        out = fresh(tmp_path)
        process = started(arguments(out), tmp_path)
        time.sleep(dice.uniform(0, length))
        process.kill()
        process.communicate()
        assert not out.exists() or out.read_bytes() == whole[0]
        again = done(arguments(out), tmp_path)
        assert again.returncode == 3, (kill, again.stderr)
        assert outputs(out) == whole, kill
        assert leftovers(tmp_path) == [], kill


def test_fault_58_killed_again_and_again_it_still_ends(tmp_path: Path) -> None:
    whole = prepared(tmp_path, 400)
    out = fresh(tmp_path)
    dice = random.Random(5)
    for _ in range(6):
        process = started(arguments(out), tmp_path)
        time.sleep(dice.uniform(0.2, 0.6))
        process.kill()
        process.communicate()
    assert done(arguments(out), tmp_path).returncode == 3
    assert outputs(out) == whole


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["INT", "TERM", "HUP"]
)
def test_fault_57_interrupted(tmp_path: Path, number: int, code: int) -> None:
    whole = prepared(tmp_path, 500)
    dice = random.Random(number)
    codes = []
    for _ in range(20 if LONG else 3):
        out = fresh(tmp_path)
        process = started(arguments(out), tmp_path)
        while not out.with_name("out.jsonl.state").exists():  # before, Python itself would answer
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.4))
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        inside = children.read_text().split() if children.exists() else []
        sent = time.monotonic()
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
        assert time.monotonic() - sent < 2
        codes.append(process.returncode)
        assert b"Traceback" not in errors
        assert [child for child in inside if Path(f"/proc/{child}").exists()] == []
        assert done(arguments(out), tmp_path).returncode == 3
        assert outputs(out) == whole
    # A signal may come before Python minds it or when all is done.
    assert set(codes) <= {code, -number, 3}
    assert code in codes


@tmpfs
@pytest.mark.parametrize("size", ["64k", "256k", "512k", "640k", "2m"])
def test_fault_55_disk_full_and_then_room(tmp_path: Path, size: str) -> None:
    whole = prepared(tmp_path, 20)
    (tmp_path / "disk").mkdir()
    script = (
        f"mount -t tmpfs -o size={size} none disk; {' '.join(arguments(Path('disk/out.jsonl')))}; echo code $? >&2;"
        "ls -A disk >&2; mount -o remount,size=64m disk;"
        f"{' '.join(arguments(Path('disk/out.jsonl')))}; echo then $? >&2; cp disk/* ."
    )
    errors = done(["unshare", "-rm", "bash", "-c", script], tmp_path).stderr.decode()
    assert "Traceback" not in errors
    codes = re.findall(r"^(?:code|then) (\d+)$", errors, re.M)
    assert codes == (["3", "3"] if size == "2m" else ["6", "3"]), errors
    assert ".part" not in errors
    assert (tmp_path / "out.jsonl").read_bytes() == whole[0]
    assert (tmp_path / "failures.jsonl").read_bytes() == whole[1]


@tmpfs
def test_fault_60_a_state_that_cannot_be_written(tmp_path: Path) -> None:
    prepared(tmp_path, 3)
    (tmp_path / "disk").mkdir()
    command = " ".join(arguments(Path("disk/out.jsonl")))
    script = (
        f"mount -t tmpfs none disk; {command}; echo more > in/x.txt;"
        f"mount -o remount,ro disk; {command}; echo then $? >&2"
    )
    errors = done(["unshare", "-rm", "bash", "-c", script], tmp_path).stderr.decode()
    assert "then 6" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("place", ["/dev/full", "a-folder", "a-link", "a-pipe", "no/such/folder.jsonl"])
def test_fault_44_an_output_that_is_no_file(tmp_path: Path, place: str) -> None:
    fill(tmp_path / "in", 2)
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "aim").write_text("precious")
    (tmp_path / "a-link").symlink_to("aim")
    os.mkfifo(tmp_path / "a-pipe")
    command = [*MINUTES, "batch", "in", "-o", place, "--format", "jsonl", "--state", "s", "--failures", "f"]
    result = done(command, tmp_path)
    assert result.returncode == 6
    assert len(result.stderr.decode().splitlines()) == 1
    assert (tmp_path / "aim").read_text() == "precious"


def test_fault_54_a_closed_pipe_behind_the_messages(tmp_path: Path) -> None:
    fill(tmp_path / "in", 20)
    command = f"{' '.join(arguments(Path('out.jsonl')))} 2>&1 | head -c 1"
    done(["bash", "-c", command], tmp_path)
    assert done(arguments(tmp_path / "out.jsonl"), tmp_path).returncode == 0
