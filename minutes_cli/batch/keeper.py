"""The parent's side of a child: one child a thread, killed at its time limit, replaced when it dies.

Threads and children of our own rather than a process pool: a pool does not say which input a dead or hung worker had,
so it must be torn down and its innocents tried again; a pool library that does say it cannot run inside a cluster's
worker, whose processes may not have `multiprocessing` children. `work` is the same function here and there.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe

from minutes_cli.batch.child import EXHAUSTED, READY
from minutes_cli.batch.items import Job, Outcome, failure
from minutes_cli.batch.work import Wish, extract
from minutes_cli.errors import MinutesError

Task = Callable[[Job, Wish], Outcome]
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
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; from minutes_cli.batch.child import main; "
            f"main({theirs.fileno()}, {os.getpid()})"
        )
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is the parent's business
            )
        _BORN.add(self)

    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def begin(self) -> None:
        """Wait until the child can work; raises WorkerError."""
        answer = b"it died"
        with contextlib.suppress(EOFError, OSError):
            self._pipe.send_bytes(pickle.dumps(self.setup, pickle.HIGHEST_PROTOCOL))
            answer = self._pipe.recv_bytes() if self._pipe.poll(_BIRTH) else b"it takes too long"
        if answer != READY:
            self.kill()
            raise WorkerError(f"a worker cannot start: {answer.decode(errors='replace')}")

    def send(self, jobs: Sequence[Job]) -> None:
        """Hand over jobs; raises _DiedError."""
        try:
            self._pipe.send_bytes(pickle.dumps(jobs, pickle.HIGHEST_PROTOCOL))
        except OSError as error:
            raise self._death() from error

    def receive(self) -> Outcome:
        """The outcome of the next job; raises _DiedError if the child dies over it or takes too long."""
        try:
            if not self._pipe.poll(self.setup.seconds):
                self.kill()
                raise _DiedError("too-slow", f"it took more than {self.setup.seconds:g} seconds; --timeout allows more")
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._death() from error
        if answer == EXHAUSTED:
            self.kill()
            size = f"{self.setup.memory >> 20} MB"
            raise _DiedError("out-of-memory", f"it needs more than {size} of memory; --memory allows more")
        outcome: Outcome = pickle.loads(answer)
        return outcome

    def kill(self) -> None:
        """End the child now; safe to call twice and from another thread."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Kill the child and close the pipe."""
        self.kill()
        self._pipe.close()

    def _death(self) -> _DiedError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)  # the pipe may close a moment before the process ends
        self.kill()
        status = self._process.returncode
        how = f"signal {signal.Signals(-status).name}" if status < 0 else f"exit code {status}"
        return _DiedError("crashed", f"the worker died over it twice ({how}); the others are done")


_BORN: weakref.WeakSet[Child] = weakref.WeakSet()
_mine = threading.local()
_stopping = threading.Event()


def work(jobs: Sequence[Job], setup: Setup) -> list[Outcome]:
    """The outcomes of `jobs`, in order. Each input is on its own: what kills its child costs no other one.

    A crash or lack of memory is tried once more, alone in a fresh child. Raises WorkerError, StoppedError.
    """
    outcomes: list[Outcome] = []
    while len(outcomes) < len(jobs):
        rest = jobs[len(outcomes) :]
        try:
            child = _child(setup)
            child.send(rest)
            for _ in rest:
                outcomes.append(child.receive())
        except _DiedError as death:
            outcomes.append(_again(jobs[len(outcomes)], setup, death))
    return outcomes


def _again(job: Job, setup: Setup, death: _DiedError) -> Outcome:
    """A second try for an input whose child died; one that took too long has had its time."""
    _discard()
    if death.code != "too-slow":
        try:
            child = _child(setup)
            child.send([job])
            return child.receive()
        except _DiedError as second:
            death = second
        finally:
            _discard()
    return failure(death.code, death.message)


def _child(setup: Setup) -> Child:
    """This thread's child, born if there is none or it had another setup."""
    if _stopping.is_set():
        raise StoppedError
    child: Child | None = getattr(_mine, "child", None)
    if child is None or child.setup != setup or not child.alive():
        _discard()
        child = _mine.child = Child(setup)
        child.begin()
    return child


def _discard() -> None:
    child: Child | None = getattr(_mine, "child", None)
    if child is not None:
        _mine.child = None
        child.close()


def stop() -> None:
    """Kill every child of this process; threads that wait for one raise StoppedError."""
    _stopping.set()
    deadline = time.monotonic() + 5
    while _BORN and time.monotonic() < deadline:
        for child in list(_BORN):
            child.kill()
            _BORN.discard(child)


def restart() -> None:
    """Allow children again after `stop`."""
    _stopping.clear()


def release() -> None:
    """Let go of the children of a worker that stays for other work."""
    stop()
    restart()
