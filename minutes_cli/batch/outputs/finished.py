"""The state → finished records in order, each once, with every name its content came under."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from minutes_cli.batch.items import checksum
from minutes_cli.batch.state import State, StateError

LISTED = 1000
_FIRSTS = "CREATE TEMP TABLE firsts (number INTEGER PRIMARY KEY, content INTEGER, sha256 TEXT, copies INTEGER)"
_NAMES = """
CREATE TEMP TABLE names (first INTEGER, number INTEGER, name TEXT, PRIMARY KEY (first, number), UNIQUE (first, name))
WITHOUT ROWID
"""
# Grouped by the index on half the hash, so that nothing is sorted in memory; should halves ever meet, by all of it.
_FIND = """
INSERT INTO firsts SELECT min(number), content, min(sha256), count(*) FROM outcomes JOIN inputs ON outcome = id
WHERE code IS NULL GROUP BY content HAVING min(sha256) = max(sha256)
"""
_FIND_MET = """
INSERT INTO firsts SELECT min(number), content, sha256, count(*) FROM outcomes JOIN inputs ON outcome = id
WHERE code IS NULL AND content IN (SELECT content FROM outcomes WHERE code IS NULL GROUP BY content
    HAVING min(sha256) <> max(sha256)) GROUP BY content, sha256
"""
# A file may be given twice: a name counts once, where it comes first.
_FIND_NAMES = """
INSERT INTO names SELECT f.number, i.number, i.name FROM firsts f JOIN inputs n ON n.number = f.number
JOIN outcomes o ON o.content = f.content AND o.sha256 = f.sha256 AND o.code IS NULL JOIN inputs i ON i.outcome = o.id
WHERE f.copies > 1 AND i.name <> n.name
ON CONFLICT (first, name) DO UPDATE SET number = min(number, excluded.number)
"""
_JOINED = "firsts f JOIN inputs i ON i.number = f.number JOIN outcomes o ON o.id = i.outcome"
_BARE = "o.body IS NULL AND o.rows IS NULL"


class Others:
    """The other names of a record's content, in order, asked of the state whenever they are gone through.

    There may be as many as there are inputs, so they are never held together.
    """

    def __init__(self, state: State, first: int) -> None:
        self._state, self._first = state, first
        self._count: int = state.query("SELECT count(*) FROM names WHERE first = ?", (first,)).fetchone()[0]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        for (name,) in self._state.query("SELECT name FROM names WHERE first = ? ORDER BY number", (self._first,)):
            yield name


@dataclass(frozen=True, slots=True)
class Finished:
    """One record. `line` is its JSON, `rows` its table rows as the wish asked; `also` the other names, in order."""

    name: str
    line: bytes | None
    rows: bytes | None
    also: Others | tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The record as plain values, without its other names."""
        record: dict[str, Any] = json.loads(self.line or b"")
        return record

    def names(self) -> Iterator[str]:
        """All names, the record's own first."""
        yield self.name
        yield from self.also

    def few(self) -> list[str]:
        """The other names for a place that is held in memory: LISTED of them, then how many more there are."""
        more = len(self.also) - LISTED
        return [*islice(self.also, LISTED), *([f"… +{more}"] if more > 0 else [])]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a finished run holds: `inputs = records + failures + duplicates`."""

    inputs: int
    records: int
    failures: int
    duplicates: int
    meetings: int
    network: int


def settle(state: State) -> bool:
    """Find which input gives each record; False if some must be worked on again (their first namesake is gone)."""
    for table in ("firsts", "names"):
        state.query(f"DROP TABLE IF EXISTS {table}")
    for statement in (_FIRSTS, _NAMES, _FIND, _FIND_MET):
        state.query(statement)
    if not state.query(f"SELECT count(*) FROM {_JOINED} WHERE {_BARE}").fetchone()[0]:
        state.query(_FIND_NAMES)
        return True
    state.query(f"DELETE FROM outcomes WHERE id IN (SELECT o.id FROM {_JOINED} WHERE {_BARE})")
    state.commit(now=True)
    return False


def counts(state: State) -> Counts:
    """Count what `settle` has found."""
    inputs = state.query("SELECT count(*) FROM inputs").fetchone()[0]
    records, copies = state.query("SELECT count(*), coalesce(sum(copies), 0) FROM firsts").fetchone()
    failures, network = state.query(
        "SELECT count(*), coalesce(sum(network), 0) FROM inputs JOIN outcomes ON outcome = id WHERE code IS NOT NULL"
    ).fetchone()
    meetings = state.query(f"SELECT coalesce(sum(o.meetings), 0) FROM {_JOINED}").fetchone()[0]
    return Counts(inputs, records, failures, copies - records, meetings, network)


def finished(state: State) -> Iterator[Finished]:
    """The records in the order of their inputs."""
    rows = state.query(
        f"SELECT f.number, f.copies, i.name, o.body, o.rows, o.checksum FROM {_JOINED} ORDER BY f.number"
    )
    for number, copies, name, body, cells, check in rows:
        also = Others(state, number) if copies > 1 else ()
        if checksum(body, cells) != check:
            raise StateError(f"{state.path} is damaged at {name}; move it away, or --fresh begins anew")
        yield Finished(name, body, cells, also)


def failed(state: State) -> Iterator[dict[str, str]]:
    """The failures in the order of their inputs."""
    rows = state.query(
        "SELECT name, code, message FROM inputs JOIN outcomes ON outcome = id WHERE code IS NOT NULL ORDER BY number"
    )
    for name, code, message in rows:
        yield {"source": name, "code": code, "message": message}
