"""What a batch is asked for: the output's form, and what must stay the same for a run to go on."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutes_cli import __version__
from minutes_cli.batch.outputs.target import Target
from minutes_cli.batch.work import Wish

SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
FORMS = ("jsonl", "csv", "tsv", "parquet", "sqlite")


@dataclass(frozen=True, slots=True)
class Plan:
    """`form` is one of FORMS; `per_part` counts the records of a part where the target is a folder of parts.

    `shard` names the part of the inputs that is worked on, `3/40`.
    """

    form: str
    target: Target
    failures: Path
    state: Path
    wish: Wish
    per_part: int = 10_000
    shard: str = "all"

    def key(self) -> dict[str, str]:
        """What a state was made with; another key is another batch."""
        wish = self.wish
        lexicon = hashlib.sha256(pickle.dumps(_words(wish))).hexdigest()[:16] if wish.lexicon else "built-in"
        layout = hashlib.sha256(repr(wish.layout).encode()).hexdigest()[:16] if wish.layout else "none"
        output = f"{self.form}, rows {wish.rows}, ledger {layout}, excel {wish.excel}, text {wish.text}"
        selector = wish.select or "none"
        return {"version": __version__, "output": output, "lexicon": lexicon, "selector": selector, "shard": self.shard}


def _words(wish: Wish) -> list[tuple[str, ...]]:
    lexicon = wish.lexicon
    entries = [*lexicon.verbs.values(), *lexicon.nouns.values()] if lexicon else []
    return [(e.word, e.kind, str(e.direct), str(e.bare)) for e in entries]


def form_of(name: str) -> str | None:
    """The form that a file's suffix says."""
    return SUFFIXES.get(Path(name.rstrip("/")).suffix.lower())


def per_part(form: str) -> int:
    """The usual number of records in a part; in Parquet what tells of a part is held in memory until its end."""
    return 2500 if form == "parquet" else 10_000


def wish_for(form: str, rows: str | None, excel: bool, text: bool, layout: Any = None) -> Wish:
    """What workers must make for an output of this form; `layout`: rows are those of the ledger."""
    if layout is not None:
        return Wish(text=text, body=form == "sqlite", dialect=form, excel=excel, layout=layout)
    if form in ("csv", "tsv"):
        return Wish(text=text, body=False, rows=rows or "directives", dialect=form, excel=excel)
    if form == "parquet" and rows:
        return Wish(text=text, body=False, rows=rows, dialect="values")
    return Wish(text=text)
