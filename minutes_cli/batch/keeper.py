"""The parent's side of a child: one child a thread, killed at its time limit, replaced when it dies.

Threads and children of our own rather than a process pool: a pool does not say which input a dead or hung worker had,
so it must be torn down and its innocents tried again; a pool library that does say it cannot run inside a cluster's
worker, whose processes may not have `multiprocessing` children. `work` is the same function here and there.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe
from typing import IO

from minutes_cli.batch.child import EXHAUSTED, MARK, READY
from minutes_cli.batch.items import Job, Outcome, failure
from minutes_cli.batch.work import Wish, extract
from minutes_cli.errors import MinutesError

Task = Callable[[Job, Wish], Outcome]
_BIRTHS = 5
_FETCHING = 180.0  # seconds
_BIRTH = 120.0  # seconds a child may take to load; far more than it needs even on a slow shared folder


class WorkerError(MinutesError):
    """A child cannot start at all; no input is to blame."""

    exit_code = 1
    code = "worker"


class StoppedError(Exception):
    """The batch is ending; nothing is to be worked on any more."""


class _DiedError(Exception):
    """A child is gone, with the reason as a failure."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Setup:
    """What every child must know: the task, what the output needs, seconds an input may take, bytes of memory."""

    wish: Wish = field(default_factory=Wish)
    task: Task = extract
    seconds: float = 60.0
    memory: int = 1 << 30


class Child:
    """One child process and the pipe to it."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._pipe, theirs = Pipe()
        with theirs, _shared() as mark:
            self._at = mmap.mmap(mark.fileno(), MARK.size)
            code = (
                f"import sys; sys.path[:] = {sys.path!r}; from minutes_cli.batch.child import main; "
                f"main({theirs.fileno()}, {mark.fileno()}, {os.getpid()})"
            )
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno(), mark.fileno()],
                start_new_session=True,  # Ctrl-C is the parent's business
            )
        _BORN.add(self)

    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def begin(self) -> bool:
        """Wait until the child can work; False if it died before, WorkerError if it says why it cannot."""
        answer = b""
        with contextlib.suppress(EOFError, OSError):
            self._pipe.send_bytes(pickle.dumps(self.setup, pickle.HIGHEST_PROTOCOL))
            answer = self._pipe.recv_bytes() if self._pipe.poll(_BIRTH) else b"it takes too long"
        if answer not in (READY, b""):
            self.kill()
            raise WorkerError(f"a worker cannot start: {answer.decode(errors='replace')}")
        return answer == READY

    def send(self, jobs: Sequence[Job]) -> None:
        """Hand over jobs; raises _DiedError."""
        self._at[:] = MARK.pack(0)
        try:
            self._pipe.send_bytes(pickle.dumps(jobs, pickle.HIGHEST_PROTOCOL))
        except OSError as error:
            raise self._death() from error

    def receive(self, seconds: float) -> list[Outcome]:
        """The next outcomes; raises _DiedError if the child dies over a job or takes more than `seconds`."""
        try:
            if not self._pipe.poll(seconds):
                self.kill()
                raise _DiedError("too-slow", f"it took more than {seconds:g} seconds; --timeout allows more")
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._death() from error
        if answer == EXHAUSTED:
            self.kill()
            size = f"{self.setup.memory >> 20} MB"
            raise _DiedError("out-of-memory", f"it needs more than {size} of memory; --memory allows more")
        outcomes: list[Outcome] = pickle.loads(answer)
        return outcomes

    def at(self) -> int:
        """Which of the jobs handed over last is being worked on, from 0."""
        number: int = MARK.unpack(self._at[:])[0]
        return number

    def kill(self) -> None:
        """End the child now; safe to call twice and from another thread."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Kill the child and close the pipe."""
        self.kill()
        self._pipe.close()
        self._at.close()

    def _death(self) -> _DiedError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)  # the pipe may close a moment before the process ends
        self.kill()
        status = self._process.returncode
        how = f"signal {signal.Signals(-status).name}" if status < 0 else f"exit code {status}"
        return _DiedError("crashed", f"the worker died over it twice ({how}); the others are done")


def _shared() -> IO[bytes]:
    """A few bytes of memory that a child can share, on no disk where the system can do that."""
    memory = hasattr(os, "memfd_create")
    file: IO[bytes] = os.fdopen(os.memfd_create("minutes"), "w+b") if memory else tempfile.TemporaryFile()  # noqa: SIM115
    file.truncate(MARK.size)
    return file


_BORN: weakref.WeakSet[Child] = weakref.WeakSet()
_mine = threading.local()
_stopping = False


def work(jobs: Sequence[Job], setup: Setup) -> list[Outcome]:
    """The outcomes of `jobs`, in order. Each input is on its own: what kills its child costs no other one.

    A crash or lack of memory is tried once more, alone in a fresh child. Raises WorkerError, StoppedError.
    """
    outcomes: list[Outcome] = []
    suspect: tuple[int, _DiedError] | None = None
    while len(outcomes) < len(jobs):
        done = len(outcomes)
        if suspect is not None and suspect[0] == done:
            outcomes.append(_again(jobs[done], setup, suspect[1]))
            suspect = None
            continue
        child = _child(setup)
        try:
            child.send(jobs[done : suspect[0] if suspect else None])
            end = suspect[0] if suspect else len(jobs)
            while len(outcomes) < end:
                outcomes += child.receive(_patience(jobs[done], setup))
        except _DiedError as death:
            # What was done before the suspect and not yet answered is done again, without it.
            suspect = (max(done + child.at(), len(outcomes)), death)
            _discard()
    return outcomes


def _patience(job: Job, setup: Setup) -> float:
    """Seconds for an input; a page of the web may have to wait for its server first, within the readers' own limits."""
    return setup.seconds + (_FETCHING if job.kind == "source" else 0)


def _again(job: Job, setup: Setup, death: _DiedError) -> Outcome:
    """A second try for an input whose child died; one that took too long has had its time."""
    _discard()
    if death.code != "too-slow":
        try:
            child = _child(setup)
            child.send([job])
            return child.receive(_patience(job, setup))[0]
        except _DiedError as second:
            death = second
        finally:
            _discard()
    return failure(death.code, death.message)


def _child(setup: Setup) -> Child:
    """This thread's child, born if there is none or it had another setup."""
    if _stopping:
        raise StoppedError
    child: Child | None = getattr(_mine, "child", None)
    if child is None or child.setup != setup or not child.alive():
        _discard()
        child = _mine.child = _born(setup)
    return child


def _born(setup: Setup) -> Child:
    """A child that can work; one may die at birth by chance, not several in a row."""
    for _ in range(_BIRTHS):
        child = Child(setup)
        # One that was born while `stop` went by was not among those that it killed.
        if not _stopping and child.begin():
            return child
        child.close()
        if _stopping:
            raise StoppedError
    raise WorkerError("a worker cannot start: it dies at once; is there memory enough for it?")


def _discard() -> None:
    child: Child | None = getattr(_mine, "child", None)
    if child is not None:
        _mine.child = None
        child.close()


def stop() -> None:
    """Kill every child of this process; threads that wait for one raise StoppedError."""
    global _stopping
    _stopping = True
    deadline = time.monotonic() + 5
    while _BORN and time.monotonic() < deadline:
        for child in list(_BORN):
            child.kill()
            _BORN.discard(child)


def restart() -> None:
    """Allow children again after `stop`."""
    global _stopping
    _stopping = False


def release() -> None:
    """Let go of the children of a worker that stays for other work."""
    stop()
    restart()
