"""This machine's engine: a thread for each core, each with a child of its own that does the work."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from minutes_cli.batch import keeper
from minutes_cli.batch.items import Job, Outcome
from minutes_cli.batch.keeper import Setup


class Local:
    """Use `local`."""

    batch_docs = 16

    def __init__(self, pool: ThreadPoolExecutor, workers: int, setup: Setup) -> None:
        self._pool, self._workers, self._setup = pool, workers, setup

    def room(self) -> int:
        """Each worker has a batch, and one waits for each."""
        return 2 * self._workers

    def cores(self) -> int:
        """How many inputs are worked on at once."""
        return self._workers

    def submit(self, jobs: tuple[Job, ...]) -> Future[list[Outcome]]:
        """Start a batch."""
        return self._pool.submit(keeper.work, jobs, self._setup)


@contextlib.contextmanager
def local(workers: int, setup: Setup) -> Iterator[Local]:
    """The engine with `workers` children; when the block ends, however it ends, no child is left."""
    keeper.restart()
    _one_heap()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="minutes")
    try:
        yield Local(pool, workers, setup)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        keeper.stop()


def _one_heap() -> None:
    """Let all threads share one heap: glibc gives each its own, which grows for as long as a batch runs."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(-8, 1)  # M_ARENA_MAX
