"""A table → its rows as items: a column of JSON Lines or Parquet that holds HTML or text.

A row that is broken, lacks the column or holds no text is an item with the reason; the others go on.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import IO, cast

from minutes_cli.batch.items import MAX_BYTES, Item, Refusal
from minutes_cli.batch.naming import carrying, refused

_PARQUET_ROWS, _PARQUET_BYTES = 64, 1 << 16  # read at a time


def rows_of_jsonl(stream: IO[bytes], name: str, column: str) -> Iterator[Item]:
    """The values of `column`, one object a line, plain or compressed with gzip; blank lines are passed over."""
    number = 0
    lines = cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if name.lower().endswith(".gz") else stream
    while True:
        try:
            line = lines.readline(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            reason = f"it is damaged behind line {number}, what follows is not read: {error}"
            yield refused(name, f"{name}!{number}!damaged", Refusal("damaged", reason))
            return
        if not line:
            return
        number += 1
        if len(line) > MAX_BYTES:
            reason = f"a line is larger than {MAX_BYTES >> 20} MB, what follows is not read"
            yield refused(f"{name}!{number}", f"{name}!{number}", Refusal("too-large", reason))
            return
        if line.strip():
            yield _item(name, number, _value(line, column))


def rows_of_parquet(stream: IO[bytes], name: str, column: str) -> Iterator[Item]:
    """The values of `column` of a Parquet file, numbered from 1."""
    from minutes_cli.batch.needs import need

    need("pyarrow", "parquet")
    import pyarrow
    from pyarrow import parquet

    pyarrow.set_memory_pool(pyarrow.system_memory_pool())  # its own keeps what a long column has once needed
    number = 0
    try:
        # Left to itself it fetches a row group's whole column, which may be all there is.
        table = parquet.ParquetFile(stream, buffer_size=_PARQUET_BYTES, pre_buffer=False)
        if column not in table.schema_arrow.names:
            reason = f"it has no column {column!r}; its columns are {', '.join(table.schema_arrow.names)}"
            yield refused(name, name, Refusal("no-column", reason))
            return
        for batch in table.iter_batches(_PARQUET_ROWS, columns=[column], use_threads=False):
            for value in batch.column(0).to_pylist():
                number += 1
                yield _item(name, number, value if value is not None else Refusal("no-column", "the cell is empty"))
    except (pyarrow.ArrowException, OSError) as error:
        reason = f"it cannot be read behind row {number}: {str(error).partition(chr(10))[0]}"
        yield refused(name, f"{name}!{number}!damaged", Refusal("damaged", reason))


def _value(line: bytes, column: str) -> object:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Refusal("bad-row", f"the line is no JSON: {error}")
    if not isinstance(row, dict) or row.get(column) is None:
        return Refusal("no-column", f"the line has no {column!r}")
    return row[column]


def _item(name: str, number: int, value: object) -> Item:
    label = f"{name}!{number}"
    if isinstance(value, Refusal):
        return refused(label, label, value)
    if isinstance(value, str):
        value = value.encode("utf-8", "replace")  # a lone surrogate could never be written out
    if not isinstance(value, bytes):
        return refused(label, label, Refusal("bad-row", f"the column holds {type(value).__name__}, not text"))
    if len(value) > MAX_BYTES:
        return refused(label, label, Refusal("too-large", f"it is larger than {MAX_BYTES >> 20} MB"))
    return carrying(label, label, value)
