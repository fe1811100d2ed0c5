"""`minutes batch` behind its options: a plan, an engine, a run, a summary and an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import FrameType

from minutes_cli.batch.driver import Engine
from minutes_cli.batch.items import Item
from minutes_cli.batch.keeper import Setup
from minutes_cli.batch.naming import shown
from minutes_cli.batch.outputs.finished import Counts
from minutes_cli.batch.plan import Plan
from minutes_cli.batch.run import Summary, run
from minutes_cli.batch.shard import Shard
from minutes_cli.batch.sources import Choice, items, listed
from minutes_cli.cli.telling import tell
from minutes_cli.cli.words import Speaker
from minutes_cli.errors import MinutesError, ReadError


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sources, and which part of them."""

    sources: tuple[str, ...]
    from_file: str | None
    choice: Choice
    shard: Shard | None = None

    def names(self) -> Iterator[str]:
        """What the user named; raises ReadError if the list cannot be read."""
        return chain(self.sources, _lines(self.from_file) if self.from_file else ())

    def stdin(self) -> bool:
        """Whether standard input is read, which can be done once only."""
        return self.from_file == "-" or "-" in self.sources


@dataclass(frozen=True, slots=True)
class Manner:
    """How to go about it."""

    jobs: int
    seconds: float
    memory: int
    fresh: bool = False
    force: bool = False
    retry: bool = False
    quiet: bool = False
    cluster: str | None = None
    keys: tuple[str | None, str | None, str | None] = (None, None, None)


class AgainError(MinutesError):
    """Standard input has been read and is needed again."""

    exit_code = 2
    code = "again"


def batch(plan: Plan, wanted: Wanted, manner: Manner, say: Speaker) -> int:
    """Run the batch; returns the exit code."""
    from minutes_cli.batch.estimate import estimate
    from minutes_cli.cli.progress import progress

    def count() -> int:
        if wanted.from_file == "-":
            return 0
        about = estimate(wanted.names(), wanted.choice)
        return about // wanted.shard.count if wanted.shard else about

    _hang_up()
    gc.set_threshold(700, 10, 10)  # a short command collects seldom; this one runs for hours
    with progress(manner.quiet, count, say) as report, _engine(manner, plan) as engine:
        options = {"fresh": manner.fresh, "force": manner.force, "retry": manner.retry}
        summary = run(plan, _sources(wanted, say), engine, report, **options)
    if not manner.quiet:
        _tell(summary, plan, say)
    return exit_code(summary.counts)


def exit_code(counts: Counts) -> int:
    """0 done, 3 some failed, 4 nothing usable, 5 nothing but network failures."""
    if not counts.meetings:
        return 5 if counts.failures and counts.network == counts.inputs else 4
    return 3 if counts.failures else 0


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _sources(wanted: Wanted, say: Speaker) -> Callable[[], Iterator[Item]]:
    calls = 0

    def call() -> Iterator[Item]:
        nonlocal calls
        calls += 1
        if calls > 1 and wanted.stdin():
            raise AgainError(say("batch-again"))
        every = items(wanted.names(), wanted.choice)
        return wanted.shard.of(every) if wanted.shard else every

    return call


@contextlib.contextmanager
def _engine(manner: Manner, plan: Plan) -> Iterator[Engine]:
    setup = Setup(plan.wish, seconds=manner.seconds, memory=manner.memory)
    if manner.cluster is None:
        from minutes_cli.batch.local import local

        with local(manner.jobs, setup) as here:
            yield here
        return
    from minutes_cli.batch.cluster import Keys, cluster

    with cluster(manner.cluster, setup, Keys(*manner.keys)) as there:
        yield there


def _lines(path: str) -> Iterator[str]:
    try:
        if path == "-":
            yield from listed(sys.stdin)
            return
        with Path(path).open(encoding="utf-8", errors="replace") as lines:
            yield from listed(lines)
    except OSError as error:
        raise ReadError(f"the list {path} cannot be read: {error.strerror}", "unreadable") from error


def _hang_up() -> None:
    """A terminal that closes ends the run as a signal to terminate does, unless nohup was asked for."""
    number = getattr(signal, "SIGHUP", None)
    if number is not None and signal.getsignal(number) == signal.SIG_DFL:
        signal.signal(number, _hung_up)


def _hung_up(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _tell(summary: Summary, plan: Plan, say: Speaker) -> None:
    found = summary.counts
    if summary.resumed:
        tell(say("batch-resumed", summary.known, summary.tally.done - summary.known, summary.gone))
    tell(say("batch-counts", found.inputs, found.records, found.failures, found.duplicates))
    if found.failures:
        reasons = sorted(summary.tally.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        tell(say("batch-failures", ", ".join(f"{count} {code}" for code, count in reasons), shown(str(plan.failures))))
    tell(say("batch-written", shown(plan.target.place), shown(str(plan.state))))
