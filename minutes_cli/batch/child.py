"""The child that works on inputs one after another until its pipe closes.

It is born with a pipe to its parent and knows nothing else: the first message is the setup, then come lists of jobs. A
number in shared memory says which job is being worked on, so that the parent knows whom to blame. The child dies with
its parent, and it never takes more memory than it may.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from minutes_cli.batch.items import Job, Outcome, failure
from minutes_cli.batch.work import warm

if TYPE_CHECKING:
    from minutes_cli.batch.keeper import Setup

READY, EXHAUSTED = b"ready", b"exhausted"
MARK = struct.Struct("=I")
_OFTEN = 0.01  # seconds between answers: waking the parent for each input would cost as much as a small input


def main(descriptor: int, mark: int, parent: int) -> None:
    """Serve jobs that arrive on the pipe `descriptor` from process `parent`.

    The file `mark` is shared with the parent and says which job of the last list is being worked on.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with(parent)
    pipe = Connection(descriptor)
    at = mmap.mmap(mark, MARK.size)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        setup = _begun(pipe)
        while setup is not None:
            jobs = pickle.loads(pipe.recv_bytes())
            if not _worked(jobs, setup, pipe, at):
                return  # what is left of the heap is not to be trusted


def _begun(pipe: Connection) -> Setup | None:
    """Take in the setup and say that this child can work; None if it cannot."""
    try:
        setup: Setup = pickle.loads(pipe.recv_bytes())
        warm(setup.wish)
        _limit(setup.memory)
    except (EOFError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 (whatever keeps a child from working, its parent must hear)
        pipe.send_bytes(f"{type(error).__name__}: {error}".encode())
        return None
    pipe.send_bytes(READY)
    return setup


def _worked(jobs: Sequence[Job], setup: Setup, pipe: Connection, at: mmap.mmap) -> bool:
    """Answer every job, several in one message where they are quick; False if memory ran out."""
    done: list[Outcome] = []
    sent = time.monotonic()
    for number, job in enumerate(jobs):
        at[:] = MARK.pack(number)
        try:
            done.append(setup.task(job, setup.wish))
        except MemoryError:
            pipe.send_bytes(EXHAUSTED)
            return False
        except Exception as error:  # noqa: BLE001 (a bug of ours costs this input alone, and is named)
            done.append(failure("bug", f"this is a bug of minutes: {type(error).__name__}: {error}"))
        now = time.monotonic()
        if now - sent > _OFTEN or number == len(jobs) - 1:
            pipe.send_bytes(pickle.dumps(done, pickle.HIGHEST_PROTOCOL))
            done, sent = [], now
    return True


def _limit(memory: int) -> None:
    """Bound the address space; systems that cannot leave it to the parent's time limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_with(parent: int) -> None:
    """On Linux the kernel ends a child whose parent has gone, even one that hangs."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)
