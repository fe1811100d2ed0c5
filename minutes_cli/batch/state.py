"""The state of a batch in one SQLite file: what became of every input, each committed once.

`outcomes` remembers work by place and stamp and outlives a run; `inputs` is the order of the present run, written anew
by each. A run that was ended at any point therefore goes on: inputs are counted again, work is not done again. The
file is locked while it is open, and one that is damaged or of another batch is refused, never overwritten.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from minutes_cli.batch.items import Item, Outcome, checksum
from minutes_cli.errors import MinutesError, OutputError

_APPLICATION = 0x6D696E75  # "minu"
_LAYOUT = 1
_EVERY = 1.0  # seconds between commits: what a kill can cost
_TABLES = """
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outcomes (
    id INTEGER PRIMARY KEY, place TEXT NOT NULL, stamp TEXT NOT NULL, sha256 TEXT, content INTEGER,
    code TEXT, message TEXT NOT NULL,
    meetings INTEGER NOT NULL, body BLOB, rows BLOB, checksum INTEGER NOT NULL, network INTEGER NOT NULL,
    UNIQUE (place, stamp));
CREATE INDEX outcomes_by_content ON outcomes (content);
CREATE TABLE inputs (number INTEGER PRIMARY KEY, name TEXT NOT NULL, outcome INTEGER NOT NULL REFERENCES outcomes);
CREATE INDEX inputs_by_outcome ON inputs (outcome);
"""
_FIRST = """
SELECT 1 FROM outcomes JOIN inputs ON outcome = id
WHERE content = ? AND sha256 = ? AND code IS NULL AND (body IS NOT NULL OR rows IS NOT NULL) AND number < ? LIMIT 1
"""

_OWNS = "INSERT OR IGNORE INTO facts VALUES ('outputs', 'its own')"
_LEFT = "NOT EXISTS (SELECT 1 FROM inputs WHERE outcome = id)"


class StateError(MinutesError):
    """The state file is in use, damaged, or of another batch."""

    exit_code = 6
    code = "state"


class OtherBatchError(MinutesError):
    """The state was made with other options or by another version."""

    exit_code = 2
    code = "other-batch"


@dataclass(frozen=True, slots=True)
class Known:
    """Work of an earlier run: its row, and whether it carries a record of its own."""

    id: int
    code: str | None


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, in one line that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StateError(f"{path} is in use by another run; wait for it, or give another --state") from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StateError(f"{path} is damaged or no state of minutes; move it away") from error
        raise OutputError(
            f"{path} could not be written: {error}; the same command goes on when this is mended"
        ) from error


def content_of(sha256: str) -> int:
    """The first half of a hash as SQLite's integer: what an index of random values should be made of, being small."""
    return int.from_bytes(bytes.fromhex(sha256[:16]), "big", signed=True)


class State:
    """The open state file. Use `opened`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._base = connection
        self._due = time.monotonic() + _EVERY
        self._old = False

    def begin(self, key: Mapping[str, str], owns: bool = False) -> bool:
        """Start a run: its inputs are counted anew. False if the state is new; OtherBatchError if `key` differs.

        `owns`: whatever stands at the places of the outputs is this batch's to replace, now and in later runs.
        """
        found = dict(self._base.execute("SELECT key, value FROM facts"))
        for name, value in key.items():
            if found and found.get(name) != value:
                before = found.get(name, "nothing")
                raise OtherBatchError(
                    f"{self.path} was made with {name} {before}, now it is {value}; --fresh begins anew"
                )
        if not found:
            self._base.executemany("INSERT INTO facts VALUES (?, ?)", list(key.items()))
        if owns:
            self._base.execute(_OWNS)
        self.anew()
        return bool(found)

    def owns(self) -> bool:
        """Whether this batch has begun to write its outputs: what stands there is its own."""
        return self._base.execute("SELECT 1 FROM facts WHERE key = 'outputs'").fetchone() is not None

    def own(self) -> None:
        """From now on what stands at the places of the outputs is this batch's."""
        with self._base:
            self._base.execute(_OWNS)

    def anew(self) -> None:
        """Inputs are counted from the first."""
        self._base.execute("DELETE FROM inputs")
        self._old = self._base.execute("SELECT 1 FROM outcomes LIMIT 1").fetchone() is not None
        self._base.commit()

    def known(self, item: Item) -> Known | None:
        """What an earlier run made of this very content, if anything."""
        if not self._old:
            return None
        return self._find(item)

    def _find(self, item: Item) -> Known | None:
        row = self._base.execute(
            "SELECT id, code FROM outcomes WHERE place = ? AND stamp = ?", (item.place, item.stamp)
        ).fetchone()
        return Known(*row) if row else None

    def seen(self, sha256: str, number: int) -> bool:
        """Whether an input before `number` in this run has given a record of this content."""
        return self._base.execute(_FIRST, (content_of(sha256), sha256, number)).fetchone() is not None

    def recall(self, number: int, item: Item, known: Known) -> None:
        """Input `number` is work of an earlier run."""
        self._base.execute("INSERT INTO inputs VALUES (?, ?, ?)", (number, item.name, known.id))

    def put(self, number: int, item: Item, outcome: Outcome) -> None:
        """Input `number` has an outcome; a record that an earlier input has given is not stored twice."""
        body, rows, check = outcome.body, outcome.rows, outcome.check
        if outcome.code is None and outcome.sha256 and self.seen(outcome.sha256, number):
            body, rows, check = None, None, 0
        found = self._base.execute(
            "INSERT INTO outcomes (place, stamp, sha256, content, code, message, meetings, body, rows, checksum, network)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                item.place,
                item.stamp,
                outcome.sha256,
                content_of(outcome.sha256) if outcome.sha256 else None,
                outcome.code,
                outcome.message,
                outcome.meetings,
                body,
                rows,
                check,
                outcome.network,
            ),
        )
        row = found.lastrowid
        if not found.rowcount:  # the same place twice in this run, both worked on at once
            known = self._find(item)
            row = known.id if known else None
        self._base.execute("INSERT INTO inputs VALUES (?, ?, ?)", (number, item.name, row))

    def commit(self, now: bool = False) -> None:
        """Make what was put durable, at most once a second unless `now`."""
        if now or time.monotonic() >= self._due:
            self._base.commit()
            self._due = time.monotonic() + _EVERY

    def forget_failures(self) -> None:
        """Failures of earlier runs are to be tried again."""
        with self._base:
            self._base.execute("DELETE FROM outcomes WHERE code IS NOT NULL")

    def gone(self) -> int:
        """How many outcomes of earlier runs no input stands for any more."""
        return int(self._base.execute(f"SELECT count(*) FROM outcomes WHERE {_LEFT}").fetchone()[0])

    def tidy(self) -> None:
        """Let go of the outcomes that no input stands for."""
        with self._base:
            self._base.execute(f"DELETE FROM outcomes WHERE {_LEFT}")

    def query(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """A question to the tables, answered row by row."""
        return self._base.execute(sql, values)


@contextlib.contextmanager
def opened(path: Path, fresh: bool = False) -> Iterator[State]:
    """The state at `path`, made if there is none, locked until the block ends.

    Raises StateError where it is in use or damaged, OutputError where it cannot be written.
    """
    with told(path):
        if fresh:
            _clear(path)
        base = _connected(path)
        with contextlib.closing(base):
            try:
                yield State(path, base)
            except sqlite3.Error:
                raise
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    base.commit()  # what is done is done, whatever ends the run
                raise
            base.commit()


def _clear(path: Path) -> None:
    """Remove a state, even a damaged one; what is not a state of ours or is in use is refused."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except FileNotFoundError:
        return
    if head[68:] != _APPLICATION.to_bytes(4, "big") and head:
        raise StateError(f"{path} is no state of minutes; move it away, or give another --state")
    with contextlib.closing(sqlite3.connect(path, timeout=0.5)) as base:
        try:
            base.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise
    for name in (path, path.with_name(path.name + "-journal")):
        name.unlink(missing_ok=True)


def _whole(base: sqlite3.Connection) -> bool:
    """Whether the file's structure holds and every record is the one that was stored; a gigabyte takes some seconds."""
    if base.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return False
    base.create_function("checked", 2, checksum, deterministic=True)
    found = base.execute("SELECT 1 FROM outcomes WHERE code IS NULL AND checked(body, rows) <> checksum LIMIT 1")
    return found.fetchone() is None


def _connected(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=0.5)
    try:
        base.execute("PRAGMA locking_mode = EXCLUSIVE")  # a second run is refused, and so is nothing else
        base.execute("PRAGMA synchronous = FULL")
        base.execute("PRAGMA page_size = 8192")  # records are of 5 to 50 kB
        base.execute("PRAGMA cache_size = -512")
        base.execute("PRAGMA temp.cache_size = -512")
        base.execute("BEGIN EXCLUSIVE")
        empty = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        made_by = base.execute("PRAGMA application_id").fetchone()[0]
        if empty and made_by in (0, _APPLICATION):
            for statement in _TABLES.split(";\n"):
                base.execute(statement)
            base.execute(f"PRAGMA application_id = {_APPLICATION}")
            base.execute(f"PRAGMA user_version = {_LAYOUT}")
        elif made_by != _APPLICATION or base.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
            raise StateError(f"{path} is no state of this version of minutes; give another --state")
        elif not _whole(base):
            raise StateError(f"{path} is damaged; move it away, or --fresh begins anew")
        base.commit()
    except BaseException:
        base.close()
        raise
    return base
