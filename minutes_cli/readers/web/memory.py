"""What is known of hosts: when each was asked last, what its robots.txt said.

A process keeps that to itself, or shares it with all that were given the same folder: one file a record, locked from
the look at it to the change, so that two processes never act on the same state. The system lets go of the lock of a
process that dies. Where the folder cannot be used, a process goes on with what it knows itself.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from minutes_cli.readers.web.deadline import Deadline


@dataclass(slots=True)
class Record:
    """What is known under one name; empty if nothing."""

    data: bytes = b""


class Memory:
    """Records by name, of this process alone (`folder` None) or of several."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._own: dict[str, Record] = {}

    @contextlib.contextmanager
    def record(self, name: str, deadline: Deadline) -> Iterator[Record]:
        """A record that nobody else sees while the block runs; what it holds at the end is kept, unless that raises.

        The wait for another process does not count against the deadline.
        """
        with contextlib.ExitStack() as stack:
            file = self._locked(name, deadline, stack)
            if file is None:
                yield self._own.setdefault(name, Record())
                return
            record = Record(file.read())
            before = record.data
            yield record
            if record.data != before and not _written(file, record.data):
                self._folder = None
                self._own[name] = record

    def _locked(self, name: str, deadline: Deadline, stack: contextlib.ExitStack) -> IO[bytes] | None:
        """The file of a record, open and locked until `stack` ends; None where there is no folder to use."""
        if self._folder is None:
            return None
        path = self._folder / hashlib.sha256(name.encode()).hexdigest()
        try:
            import fcntl

            file = stack.enter_context(path.open("a+b", buffering=0))
            with deadline.halted():
                fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
        except (ImportError, OSError):
            self._folder = None
            return None
        return file


def _written(file: IO[bytes], data: bytes) -> bool:
    """Replace what a file holds; False, and nothing in it, where that is not possible."""
    try:
        file.truncate(0)
        if file.write(data) == len(data):
            return True
    except OSError:
        pass
    with contextlib.suppress(OSError):
        file.truncate(0)
    return False
