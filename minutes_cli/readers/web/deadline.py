"""Wall clock for one fetch: how much time is left, and waits that do not count."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clock:
    """The time; tests give their own."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class Deadline:
    """When a fetch must be over. A wait that was asked for moves the end."""

    clock: Clock
    seconds: float
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = self.clock.monotonic() + self.seconds

    def left(self) -> float:
        """Seconds left; raises TimeoutError when there are none."""
        left = self._end - self.clock.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def wait(self, seconds: float) -> None:
        """Sleep, and give the fetch the same time that it had before."""
        if seconds > 0:
            with self.halted():
                self.clock.sleep(seconds)

    @contextlib.contextmanager
    def halted(self) -> Iterator[None]:
        """The time that the block takes does not count."""
        before = self.clock.monotonic()
        try:
            yield
        finally:
            self._end += self.clock.monotonic() - before
