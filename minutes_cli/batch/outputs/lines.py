"""Records → JSON Lines, CSV or TSV, in one file or in parts of equal count."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from minutes_cli.batch.outputs.finished import Finished
from minutes_cli.batch.outputs.target import Target, file_at, parts_at

SUFFIXES = {"jsonl": ".jsonl", "csv": ".csv", "tsv": ".tsv"}


def write(records: Iterable[Finished], form: str, header: str, target: Target, per_part: int) -> int:
    """Write records as `form` (jsonl, csv or tsv), each file led by `header`; returns how many."""
    if not target.parts:
        with file_at(target) as path:
            return _file(path, records, form, header)
    done = 0
    with parts_at(target) as folder:
        for number, part in enumerate(_chunks(records, per_part)):
            with folder.part(f"part-{number:05}{SUFFIXES[form]}") as path:
                done += _file(path, part, form, header)
    return done


def _chunks(records: Iterable[Finished], size: int) -> Iterator[Iterable[Finished]]:
    every = iter(records)
    for first in every:
        rest = islice(every, size - 1)
        yield chain([first], rest)


def _file(path: Path, records: Iterable[Finished], form: str, header: str) -> int:
    count = 0
    with path.open("wb") as stream:
        stream.write(header.encode())
        for record in records:
            stream.write(_line(record) if form == "jsonl" else _rows(record, form))
            count += 1
    return count


def _line(record: Finished) -> bytes:
    from minutes_cli.writers.record import dumps

    return (dumps(record.record()).encode() if record.also else record.line or b"") + b"\n"


def _rows(record: Finished, form: str) -> bytes:
    """Table rows; the source is the first cell and names every file of this content."""
    text = (record.rows or b"").decode()
    if not record.also:
        return text.encode()
    if form == "tsv":
        names = record.names().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
        return "".join(names + line[line.index("\t") :] + "\n" for line in text.split("\n") if line).encode()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow([row[0] + record.names()[len(record.name) :], *row[1:]])
    return out.getvalue().encode()
