"""How a batch goes on, on standard error: a bar on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from minutes_cli.batch.driver import Tally
from minutes_cli.cli.telling import tell
from minutes_cli.cli.words import Speaker
from minutes_cli.errors import MinutesError

_PLAIN_EVERY = 5.0  # seconds
_BAR_EVERY = 0.25

Report = Callable[[Tally], None]


class Expected:
    """How many inputs are expected, counted in the background; None until it is known."""

    def __init__(self, count: Callable[[], int]) -> None:
        self.total: int | None = None
        self._count = count
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        with contextlib.suppress(MinutesError):  # the run itself tells what is wrong
            self.total = self._count()


class Pace:
    """Rate and time left: of work done in this run, what an earlier run did aside."""

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._started = time.monotonic()

    def rate(self, tally: Tally) -> float:
        """Inputs a second."""
        return (tally.done - tally.known) / max(time.monotonic() - self._started, 0.001)

    def total(self, tally: Tally) -> int | None:
        """How many inputs there will be, about."""
        return None if self._expected.total is None else max(self._expected.total, tally.inputs)

    def left(self, tally: Tally) -> str:
        """The time left as h:mm:ss, or a dash."""
        total, rate = self.total(tally), self.rate(tally)
        if total is None or rate <= 0:
            return "–"
        seconds = round((total - tally.done) / rate)
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@contextlib.contextmanager
def progress(quiet: bool, count: Callable[[], int], say: Speaker) -> Iterator[Report]:
    """A function that shows a Tally, called as often as one likes."""
    if quiet or sys.stderr is None:
        yield lambda tally: None
        return
    pace = Pace(Expected(count))
    if sys.stderr.isatty():
        with _bar(pace, say) as report:
            yield report
    else:
        yield _lines(pace, say)


def _lines(pace: Pace, say: Speaker) -> Report:
    due = time.monotonic() + _PLAIN_EVERY

    def report(tally: Tally) -> None:
        nonlocal due
        if time.monotonic() < due:
            return
        due = time.monotonic() + _PLAIN_EVERY
        total = pace.total(tally)
        shown = "?" if total is None else str(total)
        tell(say("batch-progress", tally.done, shown, tally.failed, f"{pace.rate(tally):.1f}", pace.left(tally)))

    return report


@contextlib.contextmanager
def _bar(pace: Pace, say: Speaker) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    words = TextColumn(say("batch-bar"), markup=False)
    bar: Any = Progress(
        BarColumn(),
        words,
        console=Console(stderr=True, highlight=False, markup=False, emoji=False),
        auto_refresh=False,
        transient=True,
    )
    due = 0.0
    with bar:
        task = bar.add_task("", total=None, shown="?", failed=0, rate="0.0", left="–")

        def report(tally: Tally) -> None:
            nonlocal due
            if time.monotonic() < due:
                return
            due = time.monotonic() + _BAR_EVERY
            total = pace.total(tally)
            bar.update(
                task,
                completed=tally.done,
                total=total,
                shown="?" if total is None else str(total),
                failed=tally.failed,
                rate=f"{pace.rate(tally):.1f}",
                left=pace.left(tally),
                refresh=True,
            )

        yield report
