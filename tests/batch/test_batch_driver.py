"""What the driver has in flight: of each host one batch at a time, whatever engine it drives, and nothing else waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from minutes_cli.batch import driver
from minutes_cli.batch.driver import Tally, WorkerLostError
from minutes_cli.batch.items import Job, Outcome, failure
from minutes_cli.batch.outputs.target import Target
from minutes_cli.batch.plan import Plan, wish_for
from minutes_cli.batch.run import run
from minutes_cli.batch.sources import Choice, items


class Slow:
    """An engine that takes a while, fails at everything and remembers what was in flight together.

    With `frail`, batches of several jobs take their worker along.
    """

    batch_docs = 4

    def __init__(self, frail: bool = False) -> None:
        self.frail = frail
        self.flying: list[set[str]] = []
        self.together: list[list[set[str]]] = []
        self.sizes: list[int] = []

    def room(self) -> int:
        return 4

    def cores(self) -> int:
        return 1

    def submit(self, jobs: tuple[Job, ...]) -> Future[list[Outcome]]:
        hosts = {urlsplit(job.where).hostname or "" for job in jobs if job.kind == "source"}
        self.flying.append(hosts)
        self.together.append(list(self.flying))
        self.sizes.append(len(jobs))
        future: Future[list[Outcome]] = Future()

        def land() -> None:
            self.flying.remove(hosts)
            if self.frail and len(jobs) > 1:
                future.set_exception(WorkerLostError("gone"))
            else:
                future.set_result([failure("tls", "no", network=True) for _ in jobs])

        threading.Timer(0.02 if hosts else 0.001, land).start()
        return future


def drive(engine: Slow, sources: list[str], folder: Path) -> Tally:
    plan = Plan(
        "jsonl",
        Target(str(folder / "o.jsonl")),
        folder / "failures.jsonl",
        folder / "state",
        wish_for("jsonl", None, False, True),
    )
    return run(plan, lambda: items(sources, Choice()), engine, lambda tally: None).tally


def urls(*hosts: str, pages: int) -> Iterator[str]:
    for page in range(pages):
        for host in hosts:
            yield f"http://{host}/{page}"


@pytest.mark.parametrize("frail", [False, True])
def test_a_host_has_one_batch_in_flight(frail: bool, tmp_path: Path) -> None:
    engine = Slow(frail)
    sources = [*urls("a.example", pages=30), *urls("b.example", "B.example:8080", "c.example", pages=10)]
    tally = drive(engine, sources, tmp_path)
    assert (tally.done, tally.failed, tally.reasons) == (60, 60, {"tls": 60})
    for flight in engine.together:
        hosts = [host for batch in flight for host in batch]
        assert len(hosts) == len(set(hosts)), flight
        assert all(len(batch) <= 1 for batch in flight)
    assert {"a.example", "b.example", "c.example"} in [set().union(*flight) for flight in engine.together]
    assert max(engine.sizes) == engine.batch_docs


def test_files_go_ahead_of_a_slow_host(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number}.txt").write_text("x")
    engine = Slow()
    assert drive(engine, [*urls("a.example", pages=40), str(tmp_path / "in")], tmp_path).done == 52
    first = next(at for at, flight in enumerate(engine.together) if set() in flight)
    assert first < 3


def test_so_many_batches_are_held_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_HELD", 2)
    engine = Slow()
    assert drive(engine, [*urls("a.example", pages=40), *urls("b.example", pages=3)], tmp_path).done == 43
    first = next(at for at, flight in enumerate(engine.together) if {"b.example"} in flight)
    assert first > 3
