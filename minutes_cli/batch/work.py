"""What a worker does with one input: Job → Outcome. Runs in a child that may be killed at any time.

A task is any function of a job and the wish; this one extracts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from minutes_cli.batch.items import MAX_BYTES, Job, Outcome, checksum, failure
from minutes_cli.errors import MinutesError, ReadError
from minutes_cli.lexicon import Lexicon
from minutes_cli.model import Minutes, Page
from minutes_cli.readers import Fetching

_FETCHING = Fetching()


@dataclass(frozen=True, slots=True)
class Wish:
    """What the output needs of each record.

    `text` keeps article.text; `rows` names the kind of table rows (None: none), `dialect` csv, tsv or values,
    `excel` cells safe for spreadsheets; `body` asks for the record itself. With a `layout` of the ledger the rows are
    its own, always as values. `select` names the body of a page by hand, `fetching` says how URLs are fetched.
    """

    text: bool = True
    body: bool = True
    rows: str | None = None
    dialect: str = "csv"
    excel: bool = False
    lexicon: Lexicon | None = None
    layout: Any = None
    select: str | None = None
    fetching: Fetching = _FETCHING


def extract(job: Job, wish: Wish) -> Outcome:
    """Read and extract one input; a MinutesError is its failure."""
    digest = hashlib.sha256(job.data).hexdigest() if job.data is not None else None
    try:
        page = _page(job, wish.fetching)
        digest = page.source.sha256
        from minutes_cli.pipeline import extract_page

        return outcome_of(extract_page(page, wish.lexicon, wish.select), wish)
    except MinutesError as error:
        return failure(error.code, error.message, digest, error.exit_code == 5)


def warm(wish: Wish) -> None:
    """Load all that an extraction needs, so that the first input's time and memory are its own."""
    extract(Job("data", "-", data="会议指出，要抓好落实。".encode()), wish)


def outcome_of(minutes: Minutes, wish: Wish) -> Outcome:
    """An extraction as the state stores it."""
    body = _body(minutes, wish.text) if wish.body else None
    rows = _rows(minutes, wish) if wish.rows or wish.layout else None
    return Outcome(
        sha256=minutes.source.sha256,
        meetings=len(minutes.meetings),
        body=body,
        rows=rows,
        check=checksum(body, rows),
    )


def _page(job: Job, fetching: Fetching) -> Page:
    from minutes_cli.readers import page_of_bytes, page_of_file, page_of_source

    if job.kind == "source":
        return page_of_source(job.where, fetching)
    if job.kind == "file":
        return page_of_file(Path(job.where), job.name)
    data = job.data if job.data is not None else _remote(job.where)
    page = page_of_bytes(data, job.name, job.header)
    return replace(page, url=job.url) if job.url else page


def _remote(url: str) -> bytes:
    from minutes_cli.batch.remote import read

    try:
        data = read(url, MAX_BYTES)
    except FileNotFoundError as error:
        raise ReadError("there is no such file; check the name", "missing") from error
    except (OSError, ImportError) as error:
        raise ReadError(f"it cannot be read: {error}", "unreadable") from error
    if len(data) > MAX_BYTES:
        raise ReadError(f"it is larger than {MAX_BYTES >> 20} MB; split it into articles", "too-large")
    return data


def _body(minutes: Minutes, text: bool) -> bytes:
    from minutes_cli.writers.record import as_record, dumps

    record = as_record(minutes)
    if not text:
        del record["article"]["text"]
    return dumps(record).encode()


def _rows(minutes: Minutes, wish: Wish) -> bytes:
    """Table rows: lines of csv or tsv, or plain values as JSON."""
    from minutes_cli.batch import ledger
    from minutes_cli.writers import tables

    kind = wish.rows or "directives"
    if wish.layout is None and wish.dialect != "values":
        return "".join(tables.lines(minutes, kind, wish.dialect, wish.excel)).encode()
    rows = ledger.rows(minutes, wish.layout) if wish.layout else list(tables.rows(minutes, kind))
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
