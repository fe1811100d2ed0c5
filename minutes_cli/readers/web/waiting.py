"""When to come again: Retry-After within bounds, and pauses between two pages of one host."""

from __future__ import annotations

import email.utils
import struct

from minutes_cli.readers.web.deadline import Clock, Deadline
from minutes_cli.readers.web.memory import Memory

LONGEST = 120.0  # seconds that a fetch waits in all, whatever the server asks
_BACKOFF = (1.0, 3.0)
_TIME = struct.Struct("=d")  # of the monotonic clock, which all processes of a machine share
BUSY = frozenset({429, 502, 503, 504})


def asked_wait(header: str | None, clock: Clock) -> float | None:
    """Seconds that a Retry-After asks for, 0 for a date that is past, None if there is none or it is rubbish."""
    header = (header or "").strip()
    if header.isascii() and header.isdigit():
        return float(header[:12])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - clock.now())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


class Patience:
    """How often and how long one fetch waits for a busy server: two more tries, 120 seconds in all."""

    def __init__(self) -> None:
        self._tries = 0
        self._left = LONGEST

    def next_wait(self, asked: float | None) -> float | None:
        """Seconds before the next try, None to give up."""
        if self._tries >= len(_BACKOFF):
            return None
        wait = max(_BACKOFF[self._tries] if asked is None else asked, 0.0)
        self._tries += 1
        self._left -= wait
        return wait if self._left >= 0 else None


class Pauses:
    """Keeps two pages of one host apart, whichever of the processes that share `memory` asks for them."""

    def __init__(self, clock: Clock, memory: Memory) -> None:
        self._clock, self._memory = clock, memory

    def keep(self, host: str, pause: float, deadline: Deadline) -> None:
        """Wait until a page of `host` may be asked for, `pause` seconds after the last one; it is asked for now.

        Other processes wait meanwhile: a turn that is given in advance would be too short where a sleep is too long.
        """
        with self._memory.record(f"page {host}", deadline) as record:
            if len(record.data) == _TIME.size:
                (last,) = _TIME.unpack(record.data)
                deadline.wait(min(pause, last + pause - self._clock.monotonic()))
            record.data = _TIME.pack(self._clock.monotonic())
