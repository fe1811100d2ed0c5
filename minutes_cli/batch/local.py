"""This machine's engine: a thread for each core, each with a child of its own that does the work.

The threads are daemons and no executor's, for which Python would wait at its end: a signal may come while the driver
holds the lock of a future, and then the thread that is to set it never goes on.
"""

from __future__ import annotations

import contextlib
import ctypes
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from minutes_cli.batch import keeper
from minutes_cli.batch.items import Job, Outcome
from minutes_cli.batch.keeper import Setup

_Task = tuple[Future[list[Outcome]], tuple[Job, ...]]
_PATIENCE = 1.0  # seconds for threads to end: one may be giving birth to a child, which it then kills


class Local:
    """Use `local`."""

    batch_docs = 16

    def __init__(self, workers: int, setup: Setup) -> None:
        self._workers, self._setup = workers, setup
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads = [Thread(target=self._serve, name=f"minutes_{n}", daemon=True) for n in range(workers)]

    def begin(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """End the threads, soon after their children; what none has begun is dropped."""
        with contextlib.suppress(Empty):
            while True:
                self._tasks.get_nowait()
        for _ in self._threads:
            self._tasks.put(None)
        deadline = time.monotonic() + _PATIENCE
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))

    def room(self) -> int:
        """Each worker has a batch, and one waits for each."""
        return 2 * self._workers

    def cores(self) -> int:
        """How many inputs are worked on at once."""
        return self._workers

    def submit(self, jobs: tuple[Job, ...]) -> Future[list[Outcome]]:
        """Start a batch."""
        future: Future[list[Outcome]] = Future()
        self._tasks.put((future, jobs))
        return future

    def _serve(self) -> None:
        while (task := self._tasks.get()) is not None:
            future, jobs = task
            try:
                outcomes = keeper.work(jobs, self._setup)
            except BaseException as error:  # noqa: BLE001 (it is raised where the future is asked)
                future.set_exception(error)
            else:
                future.set_result(outcomes)


@contextlib.contextmanager
def local(workers: int, setup: Setup) -> Iterator[Local]:
    """The engine with `workers` children; when the block ends, however it ends, no child is left."""
    keeper.restart()
    _one_heap()
    with _memory() as folder:
        fetching = replace(setup.wish.fetching, memory=folder)
        engine = Local(workers, replace(setup, wish=replace(setup.wish, fetching=fetching)))
        try:
            engine.begin()
            yield engine
        finally:
            keeper.stop()
            engine.end()


@contextlib.contextmanager
def _memory() -> Iterator[Path | None]:
    """A folder for what the children know of hosts together; None where no folder can be made."""
    with contextlib.ExitStack() as stack:
        folder = None
        with contextlib.suppress(OSError):
            made = tempfile.TemporaryDirectory(prefix="minutes-", ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(made))
        yield folder


def _one_heap() -> None:
    """Let all threads share one heap: glibc gives each its own, which grows for as long as a batch runs."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(-8, 1)  # M_ARENA_MAX
