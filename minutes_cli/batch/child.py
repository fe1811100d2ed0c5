"""The child that works on inputs one after another until its pipe closes.

It is born with a pipe to its parent and knows nothing else: the first message is the setup, then come lists of jobs,
and each job is answered by itself, so that the parent always knows which one is being worked on. It dies with its
parent, and it never takes more memory than it may.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from minutes_cli.batch.items import failure

if TYPE_CHECKING:
    from minutes_cli.batch.keeper import Setup

READY, EXHAUSTED = b"ready", b"exhausted"


def main(descriptor: int, parent: int) -> None:
    """Serve jobs that arrive on the pipe `descriptor` from process `parent`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with(parent)
    pipe = Connection(descriptor)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        _serve(pipe)


def _serve(pipe: Connection) -> None:
    try:
        setup: Setup = pickle.loads(pipe.recv_bytes())
        from minutes_cli import pipeline  # noqa: F401 (loaded before the limit, so that the limit is the input's)

        _limit(setup.memory)
    except (EOFError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 (whatever keeps a child from working, its parent must hear)
        pipe.send_bytes(f"{type(error).__name__}: {error}".encode())
        return
    pipe.send_bytes(READY)
    while True:
        for job in pickle.loads(pipe.recv_bytes()):
            try:
                outcome = setup.task(job, setup.wish)
            except MemoryError:
                pipe.send_bytes(EXHAUSTED)
                return  # what is left of the heap is not to be trusted
            except Exception as error:  # noqa: BLE001 (a bug of ours costs this input alone, and is named)
                outcome = failure("bug", f"this is a bug of minutes: {type(error).__name__}: {error}")
            pipe.send_bytes(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))


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
