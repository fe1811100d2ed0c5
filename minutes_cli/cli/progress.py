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


def _words(tally: Tally, pace: Pace, say: Speaker, key: str) -> str:
    """How it goes, in the words of `key` while inputs are worked on."""
    if tally.records is not None:
        return say("batch-writing", tally.written, tally.records)
    total = pace.total(tally)
    shown = "?" if total is None else str(total)
    return say(key, tally.done, shown, tally.failed, f"{pace.rate(tally):.1f}", pace.left(tally))


def _lines(pace: Pace, say: Speaker) -> Report:
    due = time.monotonic() + _PLAIN_EVERY

    def report(tally: Tally) -> None:
        nonlocal due
        if time.monotonic() < due:
            return
        due = time.monotonic() + _PLAIN_EVERY
        tell(_words(tally, pace, say, "batch-progress"))

    return report


@contextlib.contextmanager
def _bar(pace: Pace, say: Speaker) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    bar: Any = Progress(
        BarColumn(),
        TextColumn("{task.fields[words]}", markup=False),
        console=Console(stderr=True, highlight=False, markup=False, emoji=False),
        auto_refresh=False,
        transient=True,
    )
    due = 0.0
    with bar:
        task = bar.add_task("", total=None, words="")

        def report(tally: Tally) -> None:
            nonlocal due
            writing = tally.records is not None
            turning = writing and tally.written in (0, tally.records)  # then nothing may come for a while
            if time.monotonic() < due and not turning:
                return
            due = time.monotonic() + _BAR_EVERY
            bar.update(
                task,
                completed=tally.written if writing else tally.done,
                total=tally.records if writing else pace.total(tally),
                words=_words(tally, pace, say, "batch-bar"),
                refresh=True,
            )

        yield report
