"""A whole batch: sources through an engine into the state, the state into outputs that appear whole.

Returns what was counted; raises a MinutesError where the batch cannot go on, and then the same call goes on later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from minutes_cli.batch.driver import Driver, Engine, Tally
from minutes_cli.batch.items import Item
from minutes_cli.batch.outputs import database, lines, parquet
from minutes_cli.batch.outputs.finished import Counts, Finished, counts, failed, finished, settle
from minutes_cli.batch.outputs.whole import check, whole_file
from minutes_cli.batch.plan import Plan
from minutes_cli.batch.state import State, opened


@dataclass(frozen=True, slots=True)
class Summary:
    """How a batch ended. `known` inputs were done by an earlier run, `gone` ones are inputs no more."""

    counts: Counts
    tally: Tally
    known: int
    gone: int
    resumed: bool


class CountError(Exception):
    """inputs = records + failures + duplicates does not hold: a bug of ours."""


def run(
    plan: Plan,
    sources: Callable[[], Iterator[Item]],
    engine: Engine,
    report: Callable[[Tally], None],
    *,
    fresh: bool = False,
    force: bool = False,
    retry: bool = False,
) -> Summary:
    """Work on every item of `sources`, which gives them anew at each call, and write the outputs.

    `fresh` begins anew, `force` replaces what is not ours, `retry` tries failures of earlier runs again.
    """
    before = plan.state.exists()
    check(plan.state, True, False)
    _check_places(plan, before or force)
    with opened(plan.state, fresh) as state:
        resumed = state.begin(plan.key(), owns=force or (fresh and before))
        _check_places(plan, state.owns())
        if retry:
            state.forget_failures()
        tally = _worked(state, sources, engine, report)
        found, gone = counts(state), state.gone()
        _check_counts(found, tally)
        _check_places(plan, state.owns())  # another batch may have written there meanwhile
        state.own()
        _publish(plan, state, found, _shown(state, found, tally, report))
        state.tidy()
        return Summary(found, tally, tally.known, gone, resumed)


def _check_places(plan: Plan, ours: bool) -> None:
    check(plan.failures, ours, False, "--failures")
    if not plan.target.remote:
        check(Path(plan.target.place), ours, plan.target.parts)


def _worked(
    state: State, sources: Callable[[], Iterator[Item]], engine: Engine, report: Callable[[Tally], None]
) -> Tally:
    """Run until every record can be written under its own name."""
    while True:
        tally = Driver(engine, state, report).run(sources())
        if settle(state):
            return tally
        state.anew()


def _check_counts(found: Counts, tally: Tally) -> None:
    if not (found.inputs == tally.inputs == tally.done == found.records + found.failures + found.duplicates):
        raise CountError(f"{tally.inputs} inputs, {tally.done} done, but {found}")


def _shown(state: State, found: Counts, tally: Tally, report: Callable[[Tally], None]) -> Iterator[Finished]:
    """The records, one reported after another as they are written."""
    tally.records = found.records
    report(tally)
    for record in finished(state):
        yield record
        tally.written += 1
        report(tally)


def _publish(plan: Plan, state: State, found: Counts, records: Iterator[Finished]) -> None:
    """Write failures and records; what was written is counted against what was found."""
    written = _written(plan, records)
    lost = 0
    with whole_file(plan.failures) as path, path.open("w", encoding="utf-8", newline="\n") as stream:
        from minutes_cli.writers.record import dumps

        for line in failed(state):
            stream.write(dumps(line) + "\n")
            lost += 1
    if (written, lost) != (found.records, found.failures):
        raise CountError(f"{written} records and {lost} failures were written, but {found}")


def _written(plan: Plan, records: Iterator[Finished]) -> int:
    from minutes_cli.writers.tables import ROWS, header

    wish = plan.wish
    if plan.form == "sqlite":
        return database.write(records, plan.target, wish.layout)
    if plan.form == "parquet":
        columns = ROWS[wish.rows] if wish.rows else None
        return parquet.write(records, columns, plan.target, plan.per_part, wish.layout)
    if wish.layout:
        return lines.write_ledger(records, plan.form, wish, plan.target, plan.per_part)
    head = header(wish.rows, wish.dialect, wish.excel) if wish.rows else ""
    return lines.write(records, plan.form, head, plan.target, plan.per_part)
