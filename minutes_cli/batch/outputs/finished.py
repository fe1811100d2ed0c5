"""The state → finished records in order, each once, with every name its content came under."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from minutes_cli.batch.items import checksum
from minutes_cli.batch.state import State, StateError, content_of

_TABLE = "CREATE TEMP TABLE firsts (number INTEGER PRIMARY KEY, sha256 TEXT, copies INTEGER)"
# Grouped by the index on half the hash, so that nothing is sorted in memory; should halves ever meet, by all of it.
_FIRSTS = """
INSERT INTO firsts SELECT min(number), min(sha256), count(*) FROM outcomes JOIN inputs ON outcome = id
WHERE code IS NULL GROUP BY content HAVING min(sha256) = max(sha256)
"""
_OTHERS = """
INSERT INTO firsts SELECT min(number), sha256, count(*) FROM outcomes JOIN inputs ON outcome = id
WHERE code IS NULL AND content IN (SELECT content FROM outcomes WHERE code IS NULL GROUP BY content
    HAVING min(sha256) <> max(sha256)) GROUP BY content, sha256
"""
_JOINED = "firsts f JOIN inputs i ON i.number = f.number JOIN outcomes o ON o.id = i.outcome"
_BARE = "o.body IS NULL AND o.rows IS NULL"


@dataclass(frozen=True, slots=True)
class Finished:
    """One record. `line` is its JSON, `rows` its table rows as the wish asked; `also` the other names, in order."""

    name: str
    line: bytes | None
    rows: bytes | None
    also: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The record as plain values, with its other names in `source.also`."""
        record: dict[str, Any] = json.loads(self.line or b"")
        if self.also:
            record["source"]["also"] = list(self.also)
        return record

    def names(self) -> str:
        """All names in one table cell."""
        return " | ".join((self.name, *self.also))


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
    state.query("DROP TABLE IF EXISTS firsts")
    state.query(_TABLE)
    state.query(_FIRSTS)
    state.query(_OTHERS)
    if not state.query(f"SELECT count(*) FROM {_JOINED} WHERE {_BARE}").fetchone()[0]:
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
        f"SELECT f.number, f.copies, f.sha256, i.name, o.body, o.rows, o.checksum FROM {_JOINED} ORDER BY f.number"
    )
    for number, copies, sha256, name, body, cells, check in rows:
        also = _others(state, sha256, number, name) if copies > 1 else ()
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


def _others(state: State, sha256: str, number: int, name: str) -> tuple[str, ...]:
    """The other names of a content, each once: a file may also be given twice."""
    rows = state.query(
        "SELECT name FROM outcomes JOIN inputs ON outcome = id WHERE content = ? AND sha256 = ? AND code IS NULL AND number <> ?"
        " ORDER BY number",
        (content_of(sha256), sha256, number),
    )
    return tuple(dict.fromkeys(other for (other,) in rows if other != name))
