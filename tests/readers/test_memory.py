"""Processes that share a folder keep their distance from a host together, and ask for its robots.txt once."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from minutes_cli.readers.web.deadline import Clock, Deadline
from minutes_cli.readers.web.memory import Memory
from tests.checks import refuses
from tests.servers import ARTICLE, Answer, FakeTime, local, plain, running

PAUSE = 0.4
HOLD = """
import sys, time
from pathlib import Path
from minutes_cli.readers.web.deadline import Clock, Deadline
from minutes_cli.readers.web.memory import Memory
with Memory(Path(sys.argv[1])).record("a", Deadline(Clock(), 9)) as record:
    record.data = b"never kept"
    print("held", flush=True)
    time.sleep(100)
"""


def timed(seen: list[float]) -> Answer:
    """An article, and when it was asked for."""

    def answer(sock: socket.socket, request: bytes) -> None:
        seen.append(time.monotonic())
        plain()(sock, request)

    return answer


def test_clients_take_turns(tmp_path: Path) -> None:
    seen: list[float] = []
    rules = plain(b"User-agent: *\nDisallow: /no\n")
    with running({"/robots.txt": rules, "*": timed(seen)}) as server:

        def visit(name: str) -> None:
            client = local(memory=tmp_path, pause=PAUSE, ignore_robots=False)
            for page in range(2):
                assert client.fetch(server.url(f"/{name}{page}")).data.decode() == ARTICLE

        threads = [threading.Thread(target=visit, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with refuses("robots"):
            local(memory=tmp_path, ignore_robots=False).fetch(server.url("/no"))
    assert server.paths().count("/robots.txt") == 1
    assert len(seen) == 6
    assert min(after - before for before, after in pairwise(seen)) > PAUSE * 0.5


@pytest.mark.parametrize("status", ["404 Not Found", "503 Service Unavailable"])
def test_an_answer_without_rules_is_known_as_well(status: str, tmp_path: Path) -> None:
    with running({"/robots.txt": plain(b"", status), "*": plain()}) as server:
        for page in ("/a", "/b"):
            client = local(memory=tmp_path, ignore_robots=False)
            if status.startswith("404"):
                client.fetch(server.url(page))
            else:
                with refuses("robots"):
                    client.fetch(server.url(page))
    assert server.paths().count("/robots.txt") == 1


def test_hosts_do_not_wait_for_one_another(tmp_path: Path) -> None:
    fake = FakeTime()
    with running({"*": plain()}) as server:
        for host in ("127.0.0.1", "localhost"):
            local(fake.clock(), memory=tmp_path, pause=5).fetch(server.url("/", host))
        assert not fake.slept
        local(fake.clock(), memory=tmp_path, pause=5).fetch(server.url("/", "localhost"))
    assert fake.slept == [5.0]


def test_the_wait_for_others_is_not_counted_against_the_page(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        threading.Timer(0.8, holder.kill).start()  # the lock goes with the process
        deadline = Deadline(Clock(), 0.5)
        before = time.monotonic()
        with Memory(tmp_path).record("a", deadline) as record:
            assert time.monotonic() - before > 0.6
            assert deadline.left() > 0.3
            assert record.data == b""
            record.data = b"known"
        with Memory(tmp_path).record("a", deadline) as record:
            assert record.data == b"known"
    assert holder.returncode == -signal.SIGKILL


@pytest.mark.parametrize("what", ["no folder", "a file", "folders inside"])
def test_a_folder_that_is_of_no_use_costs_nothing(what: str, tmp_path: Path) -> None:
    folder = tmp_path / "memory"
    if what == "a file":
        folder.write_text("")
    fake = FakeTime()
    with running({"/robots.txt": plain(b""), "*": plain()}) as server:
        if what == "folders inside":
            folder.mkdir()
            local(memory=folder, ignore_robots=False).fetch(server.url("/"))
            for path in list(folder.iterdir()):
                path.unlink()
                path.mkdir()
        client = local(fake.clock(), memory=folder, pause=5, ignore_robots=False)
        for _ in range(2):
            assert client.fetch(server.url("/")).data.decode() == ARTICLE
    assert fake.slept == [5.0]


FULL = """
import resource, sys
from pathlib import Path
from minutes_cli.readers.web.deadline import Clock, Deadline
from minutes_cli.readers.web.memory import Memory
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
memory = Memory(Path(sys.argv[1]))
for data in (b"x" * 8, b"y" * 20, b"z" * 30):
    with memory.record("a", Deadline(Clock(), 9)) as record:
        print(record.data.decode() or "nothing")
        record.data = data
"""


def test_a_full_disk_leaves_no_half_of_a_record(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, tmp_path], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["nothing", "x" * 8, "y" * 20]  # the last it knows itself
    (path,) = tmp_path.iterdir()
    assert path.read_bytes() == b""
