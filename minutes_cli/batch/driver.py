"""The one loop behind every batch: items → batches of jobs in flight → outcomes in the state.

Whatever executor does the work, a pool of children here or a cluster, at most `room()` batches are in flight, so
that memory does not grow with the number of inputs. Order is the state's business: outcomes are stored as they come.
"""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from minutes_cli.batch.items import Item, Job, Outcome, Refusal, failure
from minutes_cli.batch.state import State
from minutes_cli.readers.web.naming import host_of

_HELD = 256  # batches that wait for their host while the sources are searched for other work
_BYTES = 1 << 20  # of inputs in one batch; a larger input goes alone


class Engine(Protocol):
    """Something that works on batches of jobs."""

    batch_docs: int

    def room(self) -> int:
        """How many batches may be in flight."""

    def cores(self) -> int:
        """How many inputs are worked on at once."""

    def submit(self, jobs: tuple[Job, ...]) -> Future[list[Outcome]]:
        """Start a batch. The future may raise WorkerLostError: the batch took its worker along."""


class WorkerLostError(Exception):
    """A worker of the cluster died over a batch, more often than chance would have it."""


@dataclass(slots=True)
class Tally:
    """How a run goes on. `known` inputs were done by an earlier run.

    `records` are to be written when all inputs are done, None before; `written` ones are.
    """

    inputs: int = 0
    done: int = 0
    failed: int = 0
    known: int = 0
    records: int | None = None
    written: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    def count(self, code: str | None) -> None:
        """One input is done."""
        self.done += 1
        if code is not None:
            self.failed += 1
            self.reasons[code] = self.reasons.get(code, 0) + 1


@dataclass(slots=True, eq=False)
class _Batch:
    """Jobs for one worker; all are pages of one host of the web, or none is (`host` None)."""

    host: str | None = None
    jobs: list[Job] = field(default_factory=list)
    items: list[tuple[int, Item]] = field(default_factory=list)
    size: int = 0


class Driver:
    """Runs items through an engine into a state; `report` is called now and then with how it goes."""

    def __init__(self, engine: Engine, state: State, report: Callable[[Tally], None]) -> None:
        self.engine, self.state, self._report = engine, state, report
        self.tally = Tally()
        self._flying: dict[Future[list[Outcome]], _Batch] = {}
        self._held: list[_Batch] = []

    def run(self, items: Iterator[Item]) -> Tally:
        """Work until every item has an outcome."""
        batches = self._batches(items)
        while True:
            while len(self._flying) < self.engine.room() and (batch := self._next(batches)) is not None:
                self._flying[self.engine.submit(tuple(batch.jobs))] = batch
            if not self._flying:
                break
            self._land(1.0)
        self.state.commit(now=True)
        self._report(self.tally)
        return self.tally

    def _tick(self) -> None:
        self.state.commit()
        self._report(self.tally)

    def _next(self, batches: Iterator[_Batch]) -> _Batch | None:
        """The next batch that may start, None if there is none now.

        A host is asked by one worker at a time: several would only wait for one another. Other hosts go ahead.
        """
        busy = {batch.host for batch in self._flying.values() if batch.host is not None}
        for batch in self._held:
            if batch.host not in busy:
                self._held.remove(batch)
                return batch
        while len(self._held) < _HELD and (new := next(batches, None)) is not None:
            if new.host not in busy:
                return new
            self._held.append(new)
        return None

    def _land(self, seconds: float) -> None:
        done = concurrent.futures.wait(self._flying, seconds, concurrent.futures.FIRST_COMPLETED).done
        for future in done:
            self._settle(future, self._flying.pop(future))
        self._tick()

    def _settle(self, future: Future[list[Outcome]], batch: _Batch) -> None:
        try:
            outcomes = future.result()
        except WorkerLostError as lost:
            if len(batch.items) == 1:
                self._put(*batch.items[0], failure("crashed", str(lost)))
                return
            alone = [_Batch(batch.host, [job], [entry]) for entry, job in zip(batch.items, batch.jobs, strict=True)]
            self._held = alone + self._held
            return
        for entry, outcome in zip(batch.items, outcomes, strict=True):
            self._put(*entry, outcome)

    def _put(self, number: int, item: Item, outcome: Outcome) -> None:
        self.state.put(number, item, outcome)
        self.tally.count(outcome.code)

    def _batches(self, items: Iterator[Item]) -> Iterator[_Batch]:
        """Batches of what is yet to be done: small at first, so that every worker soon has one."""
        batch = _Batch()
        for sent, (number, item) in enumerate(self._open(items), 1):
            assert not isinstance(item.job, Refusal)
            host = host_of(item.job.where) if item.job.kind == "source" else None
            if batch.jobs and (batch.host != host or batch.size + item.size > _BYTES):
                yield batch
                batch = _Batch()
            batch.host = host
            batch.jobs.append(item.job)
            batch.items.append((number, item))
            batch.size += item.size
            if len(batch.jobs) >= min(self.engine.batch_docs, 1 + sent // (8 * self.engine.cores())):
                yield batch
                batch = _Batch()
        if batch.jobs:
            yield batch

    def _open(self, items: Iterator[Item]) -> Iterator[tuple[int, Item]]:
        """The items that need work; what earlier runs did and what cannot be tried is settled here."""
        for number, item in enumerate(items):
            self.tally.inputs += 1
            self._tick()
            known = self.state.known(item)
            if known is not None:
                self.state.recall(number, item, known)
                self.tally.known += 1
                self.tally.count(known.code)
            elif isinstance(item.job, Refusal):
                self._put(number, item, failure(item.job.code, item.job.message))
            elif item.sha256 is not None and self.state.seen(item.sha256, number):
                self._put(number, item, Outcome(sha256=item.sha256))
            else:
                yield number, item
