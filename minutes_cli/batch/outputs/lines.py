"""Records → JSON Lines, CSV or TSV, in one file or in parts of equal count."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path

from minutes_cli.batch.ledger import Numbering, headings
from minutes_cli.batch.outputs.cells import Names, csv_row, flat, tsv_row
from minutes_cli.batch.outputs.finished import Finished
from minutes_cli.batch.outputs.target import Target, file_at, parts_at
from minutes_cli.batch.work import Wish

Make = Callable[[Finished], Iterable[bytes]]
SUFFIXES = {"jsonl": ".jsonl", "csv": ".csv", "tsv": ".tsv"}
_ALSO = '"also":['  # within a string the quotes would be escaped


def write(records: Iterable[Finished], form: str, header: str, target: Target, per_part: int) -> int:
    """Write records as `form` (jsonl, csv or tsv), each file led by `header`; returns how many."""
    make = _line if form == "jsonl" else partial(_rows, form)
    return _written(records, make, SUFFIXES[form], header, target, per_part)


def write_ledger(records: Iterable[Finished], form: str, wish: Wish, target: Target, per_part: int) -> int:
    """Write the ledger's rows as csv or tsv; returns how many records."""
    numbering = Numbering(wish.layout)
    row = tsv_row if form == "tsv" else partial(csv_row, excel=wish.excel)

    def make(record: Finished) -> Iterator[bytes]:
        for cells in numbering.next(json.loads(record.rows or b"[]"), record.name):
            named = set(numbering.sources) if record.also else ()
            pieces = row([Names(cell, record.also) if at in named else cell for at, cell in enumerate(cells)])
            yield from map(str.encode, pieces)

    head = ("\ufeff" if wish.excel else "") + "".join(row(headings(wish.layout)))
    return _written(records, make, SUFFIXES[form], head, target, per_part)


def _written(records: Iterable[Finished], make: Make, suffix: str, header: str, target: Target, per_part: int) -> int:
    if not target.parts:
        with file_at(target) as path:
            return _file(path, records, make, header)
    done = 0
    with parts_at(target) as folder:
        for number, part in enumerate(chunks(records, per_part)):
            with folder.part(f"part-{number:05}{suffix}") as path:
                done += _file(path, part, make, header)
    return done


def chunks(records: Iterable[Finished], size: int) -> Iterator[Iterable[Finished]]:
    """The records by the part, each to be used up before the next one."""
    every = iter(records)
    for first in every:
        rest = islice(every, size - 1)
        yield chain([first], rest)


def _file(path: Path, records: Iterable[Finished], make: Make, header: str) -> int:
    count = 0
    with path.open("wb") as stream:
        stream.write(header.encode())
        for record in records:
            stream.writelines(make(record))
            count += 1
    return count


def _line(record: Finished) -> Iterator[bytes]:
    if not record.also:
        yield (record.line or b"") + b"\n"
        return
    from minutes_cli.writers.record import dumps

    whole = record.record()
    whole["source"]["also"] = []
    before, mark, after = dumps(whole).partition(_ALSO)
    yield (before + mark).encode()
    for at, name in enumerate(record.also):
        yield f"{',' if at else ''}{json.dumps(name, ensure_ascii=False)}".encode()
    yield f"{after}\n".encode()


def _rows(form: str, record: Finished) -> Iterator[bytes]:
    """Table rows; the source is the first cell and names every file of this content."""
    if not record.also:
        yield record.rows or b""
        return
    text = (record.rows or b"").decode()
    if form == "csv":
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # the usual one is 128 kB
        for first, *cells in csv.reader(io.StringIO(text, newline="")):
            yield from map(str.encode, csv_row([Names(first, record.also), *cells]))
        return
    for line in text.split("\n")[:-1]:
        own, tab, rest = line.partition("\t")
        yield own.encode()
        yield from (flat(piece).encode() for piece in Names("", record.also))
        yield f"{tab}{rest}\n".encode()
