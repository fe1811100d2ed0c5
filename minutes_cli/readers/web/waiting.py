"""When to come again: Retry-After within bounds, and pauses between two pages of one host."""

from __future__ import annotations

import email.utils

from minutes_cli.readers.web.deadline import Clock

LONGEST = 120.0  # seconds that a fetch waits in all, whatever the server asks
_BACKOFF = (1.0, 3.0)
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
    """Keeps two pages of one host apart."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[str, float] = {}

    def due(self, host: str, pause: float) -> float:
        """Seconds to wait before the next page of `host`."""
        last = self._last.get(host)
        return 0.0 if last is None else max(0.0, last + pause - self._clock.monotonic())

    def done(self, host: str) -> None:
        """A page of `host` is asked for now."""
        self._last[host] = self._clock.monotonic()
