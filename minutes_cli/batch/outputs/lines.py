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
from minutes_cli.batch.outputs.finished import Finished
from minutes_cli.batch.outputs.target import Target, file_at, parts_at
from minutes_cli.batch.work import Wish

Make = Callable[[Finished], bytes]
SUFFIXES = {"jsonl": ".jsonl", "csv": ".csv", "tsv": ".tsv"}


def write(records: Iterable[Finished], form: str, header: str, target: Target, per_part: int) -> int:
    """Write records as `form` (jsonl, csv or tsv), each file led by `header`; returns how many."""
    make = _line if form == "jsonl" else partial(_rows, form)
    return _written(records, make, SUFFIXES[form], header, target, per_part)


def write_ledger(records: Iterable[Finished], form: str, wish: Wish, target: Target, per_part: int) -> int:
    """Write the ledger's rows as csv or tsv; returns how many records."""
    numbering = Numbering(wish.layout)
    head = _table([list(headings(wish.layout))], form, wish.excel).decode()

    def make(record: Finished) -> bytes:
        found = numbering.next(json.loads(record.rows or b"[]"), record.names())
        return _table(found, form, wish.excel)

    return _written(records, make, SUFFIXES[form], ("\ufeff" if wish.excel else "") + head, target, per_part)


def _table(found: Iterable[list[str]], form: str, excel: bool) -> bytes:
    from minutes_cli.writers.cells import safe_cell

    if form == "tsv":
        return "".join("\t".join(map(_flat, row)) + "\n" for row in found).encode()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n" if excel else "\n")
    writer.writerows([safe_cell(cell) for cell in row] if excel else row for row in found)
    return out.getvalue().encode()


def _written(records: Iterable[Finished], make: Make, suffix: str, header: str, target: Target, per_part: int) -> int:
    if not target.parts:
        with file_at(target) as path:
            return _file(path, records, make, header)
    done = 0
    with parts_at(target) as folder:
        for number, part in enumerate(_chunks(records, per_part)):
            with folder.part(f"part-{number:05}{suffix}") as path:
                done += _file(path, part, make, header)
    return done


def _chunks(records: Iterable[Finished], size: int) -> Iterator[Iterable[Finished]]:
    every = iter(records)
    for first in every:
        rest = islice(every, size - 1)
        yield chain([first], rest)


def _file(path: Path, records: Iterable[Finished], make: Make, header: str) -> int:
    count = 0
    with path.open("wb") as stream:
        stream.write(header.encode())
        for record in records:
            stream.write(make(record))
            count += 1
    return count


def _line(record: Finished) -> bytes:
    from minutes_cli.writers.record import dumps

    return (dumps(record.record()).encode() if record.also else record.line or b"") + b"\n"


def _rows(form: str, record: Finished) -> bytes:
    """Table rows; the source is the first cell and names every file of this content."""
    text = (record.rows or b"").decode()
    if not record.also:
        return text.encode()
    if form == "tsv":
        names = _flat(record.names())
        return "".join(names + line[line.index("\t") :] + "\n" for line in text.split("\n") if line).encode()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow([row[0] + record.names()[len(record.name) :], *row[1:]])
    return out.getvalue().encode()


def _flat(cell: str) -> str:
    """A cell of a TSV, on one line."""
    return cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
