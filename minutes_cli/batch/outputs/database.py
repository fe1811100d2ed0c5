"""Records → one SQLite database, ready for datasette and sqlite-utils, with full-text search that works for Chinese.

Two indexes stand beside each table with text. `TABLE_fts` uses the trigram tokenizer: any three characters or more are
found, with or without word borders. Trigrams cannot find two characters, and two are what most Chinese words have:
`TABLE_pairs` holds every pair of neighbouring characters as a word, so that MATCH '财政' is one look-up there.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from minutes_cli.batch.ledger import Numbering, headings
from minutes_cli.batch.outputs.cells import Names
from minutes_cli.batch.outputs.finished import Finished
from minutes_cli.batch.outputs.target import Target, file_at
from minutes_cli.errors import OutputError

SEARCHED = {
    "articles": ("title", "text"),
    "proceedings": ("text",),
    "blocks": ("text",),
    "directives": ("text",),
}
_WORD = re.compile(r"\w+")
Row = tuple[Any, ...]


def write(records: Iterable[Finished], target: Target, layout: Any = None) -> int:
    """Write the database, with the ledger's rows where a `layout` is given; returns how many articles it holds."""
    with file_at(target) as path:
        base = sqlite3.connect(path)
        try:
            with contextlib.closing(base):
                return _filled(base, records, layout)
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{target.place} could not be written: {error}") from error


def _filled(base: sqlite3.Connection, records: Iterable[Finished], layout: Any) -> int:
    base.execute("PRAGMA journal_mode = OFF")  # the file is a temporary one until it is whole
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA cache_size = -1024")
    base.execute("PRAGMA foreign_keys = ON")
    base.executescript(files(__package__).joinpath("tables.sql").read_text(encoding="utf-8"))
    base.create_function("pairs", 1, pairs, deterministic=True)
    filler = _Filler(base)
    ledger = _Ledger(base, layout) if layout else None
    done = 0
    for record in records:
        article = filler.add(record)
        if ledger:
            ledger.add(article, record)
        done += 1
    for table, columns in SEARCHED.items():
        _index(base, table, columns)
    base.commit()
    base.execute("PRAGMA optimize")
    return done


def pairs(text: str | None) -> str:
    """Every two neighbouring characters of every word, apart by spaces: 财政局 → 财政 政局."""
    return " ".join(word[at : at + 2] for word in _WORD.findall(text or "") for at in range(max(len(word) - 1, 1)))


def _index(base: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    listed = ", ".join(columns)
    base.execute(
        f'CREATE VIRTUAL TABLE {table}_fts USING fts5 ({listed}, content="{table}", content_rowid="id",'
        " tokenize='trigram')"
    )
    base.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
    base.execute(f"CREATE VIRTUAL TABLE {table}_pairs USING fts5 ({listed}, content='', detail='column')")
    paired = ", ".join(f"pairs({column})" for column in columns)
    base.execute(f"INSERT INTO {table}_pairs (rowid, {listed}) SELECT id, {paired} FROM {table}")


class _Filler:
    """Adds records; ids count from 1 in the order of the records."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._ids: dict[str, Iterator[int]] = {}

    def add(self, finished: Finished) -> int:
        """Add a record; returns the number of its article."""
        record = finished.record()
        article, source = record["article"], record["source"]
        at = self._put(
            "articles",
            *(source[key] for key in ("uri", "media_type", "encoding", "bytes", "sha256")),
            *(article[key] for key in ("title", "published", "publisher", "author", "site", "url", "kind")),
            article.get("text"),
        )
        for name in finished.names():
            self._base.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", (name, at))
        for note in record["notes"]:
            self._put("notes", at, note["code"], note["message"], *(note["span"] or (None, None)))
        for number, meeting in enumerate(record["meetings"], 1):
            self._meeting(at, number, meeting)
        return at

    def _put(self, table: str, *values: object) -> int:
        number = next(self._ids.setdefault(table, itertools.count(1)))
        marks = ", ".join("?" * (len(values) + 1))
        self._base.execute(f"INSERT INTO {table} VALUES ({marks})", (number, *values))
        return number

    def _meeting(self, article: int, number: int, meeting: dict[str, Any]) -> None:
        names = "；".join(name["text"] for name in meeting["names"])
        at = self._put("meetings", article, number, names, meeting["date"], meeting["place"], *meeting["span"])
        self._people(at, meeting)
        for count, piece in enumerate(meeting["proceedings"], 1):
            actors = "、".join(piece["actors"])
            values = (piece["act"], actors, piece["text"], piece["outcome"], piece["rule"], *piece["span"])
            proceeding = self._put("proceedings", at, count, *values)
            for paper in piece.get("papers") or [{"text": title} for title in piece["documents"]]:
                self._document(at, proceeding, None, paper)
        for count, block in enumerate(meeting["blocks"], 1):
            self._block(at, count, block)

    def _people(self, at: int, meeting: dict[str, Any]) -> None:
        """Chairs and those present by their role, each once in it; whoever else is named is 提及."""
        named = [("主持", chair) for chair in meeting["chairs"]]
        for piece in meeting["attendance"]:
            self._put("attendance", at, piece["role"], piece["text"], *piece["span"])
            named += [(piece["role"], person) for person in piece.get("people", ())]
        known = {person["name"] for _, person in named}
        named += [("提及", person) for person in meeting.get("people", ()) if person["name"] not in known]
        once: dict[tuple[str, str], dict[str, Any]] = {}
        for role, person in named:
            once.setdefault((role, person["name"]), person)
        for (role, _), person in once.items():
            self._person(at, role, person)

    def _document(self, meeting: int, proceeding: int | None, directive: int | None, paper: dict[str, Any]) -> None:
        where = paper.get("span") or (None, None)
        self._put("documents", meeting, proceeding, directive, paper["text"], paper.get("status"), *where)

    def _person(self, meeting: int, role: str, person: dict[str, Any]) -> None:
        self._put("people", meeting, role, person["name"], "、".join(person["posts"]), *person["span"])

    def _block(self, meeting: int, number: int, block: dict[str, Any]) -> None:
        cue = block["cue"]["text"] if block["cue"] else None
        said = (block["speaker"], block["verb"], block["class"], cue, block["text"], block["rule"], *block["span"])
        at = self._put("blocks", meeting, number, *said)
        for count, directive in enumerate(block["directives"], 1):
            parent = self._directive(meeting, at, None, str(count), directive)
            for part, item in enumerate(directive["children"], 1):
                self._directive(meeting, at, parent, f"{count}.{part}", item)

    def _directive(self, meeting: int, block: int, parent: int | None, number: str, piece: dict[str, Any]) -> int:
        force, deadline = piece["force"] or {}, piece["deadline"] or {}
        at = self._put(
            "directives",
            *(block, parent, 1 if parent is None else 2, number, piece["marker"], piece["headline"], piece["text"]),
            *(force.get("word"), force.get("level"), _joined(piece["lead"]), _joined(piece["support"])),
            *(deadline.get("text"), deadline.get("date"), _joined(piece["targets"])),
            "、".join(person["name"] for person in piece.get("persons", ())),
            (piece.get("decision") or {}).get("status"),
            *(piece["rule"], *piece["span"]),
        )
        for document in piece["documents"]:
            self._document(meeting, None, at, document)
        return at


class _Ledger:
    """A table `ledger` with the columns of a layout under their headings."""

    def __init__(self, base: sqlite3.Connection, layout: Any) -> None:
        names = [heading.replace('"', "'") for heading in headings(layout)]
        listed = ", ".join(f'"{name}" TEXT' for name in names)
        base.execute(f"CREATE TABLE ledger (article_id INTEGER NOT NULL REFERENCES articles (id), {listed})")
        base.execute("CREATE INDEX ledger_article ON ledger (article_id)")
        self._base, self._numbering = base, Numbering(layout)
        self._insert = f"INSERT INTO ledger VALUES ({', '.join('?' * (len(names) + 1))})"

    def add(self, article: int, record: Finished) -> None:
        """The rows of one record; where sources are very many, the table `sources` alone names them all."""
        names = str(Names(record.name, record.few()))
        for row in self._numbering.next(json.loads(record.rows or b"[]"), names):
            self._base.execute(self._insert, (article, *row))


def _joined(quotes: list[dict[str, Any]]) -> str:
    return "、".join(quote["text"] for quote in quotes)
