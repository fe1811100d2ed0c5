"""Records → Parquet, a folder of parts: whole records (nested, as in the JSON Schema) or table rows.

The columns of whole records are read off schema.json, so that a field added there is a column here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain
from typing import Any

from minutes_cli.batch.ledger import Numbering, headings
from minutes_cli.batch.needs import need
from minutes_cli.batch.outputs.cells import Names
from minutes_cli.batch.outputs.finished import Finished
from minutes_cli.batch.outputs.lines import chunks
from minutes_cli.batch.outputs.target import Target, parts_at

_GROUP = 8 << 20  # bytes of records in a row group: what is held in memory
_RECORDS = 256  # at most in a row group
Sized = tuple[dict[str, Any], int]  # a row, and what it takes
_NUMBERS = frozenset(("level", "start", "end", "directives", "proceedings", "blocks"))
_SCALARS = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}


def write(
    records: Iterable[Finished], columns: tuple[str, ...] | None, target: Target, per_part: int, layout: Any = None
) -> int:
    """Write whole records, or rows of `columns` or of the ledger's `layout`; returns how many records."""
    need("pyarrow", "parquet")
    import pyarrow
    from pyarrow import parquet

    rows = _Rows(columns, layout) if columns or layout else None
    schema = rows.schema() if rows else _nested()
    done = 0

    def counted() -> Iterator[Finished]:
        nonlocal done
        for record in records:
            done += 1
            yield record

    parts = chunks(counted(), per_part)
    with parts_at(target) as folder:
        for number, part in enumerate(chain([next(parts, ())], parts)):
            with (
                folder.part(f"part-{number:05}.parquet") as path,
                parquet.ParquetWriter(path, schema, compression="zstd") as writer,
            ):
                for values in _groups(rows.of(part) if rows else map(_whole, part)):
                    writer.write_table(pyarrow.Table.from_pylist(values, schema=schema))
    return done


class _Rows:
    """Table rows as plain values; the first column of tables names the sources."""

    def __init__(self, columns: tuple[str, ...] | None, layout: Any) -> None:
        self._columns = columns or headings(layout)
        self._numbering = Numbering(layout) if layout else None

    def schema(self) -> Any:
        """The Arrow schema; cells of the ledger are text."""
        import pyarrow

        numbers = () if self._numbering else _NUMBERS
        return pyarrow.schema(
            [(name, pyarrow.int64() if name in numbers else pyarrow.string()) for name in self._columns]
        )

    def of(self, records: Iterable[Finished]) -> Iterator[Sized]:
        """The rows of some records."""
        for record in records:
            names = str(Names(record.name, record.few()))
            rows = json.loads(record.rows or b"[]")
            share = _size(record.rows) // max(1, len(rows)) + len(names)
            for cells in self._numbering.next(rows, names) if self._numbering else rows:
                row = dict(zip(self._columns, cells, strict=True))
                if record.also and not self._numbering:
                    row[self._columns[0]] = names
                yield row, share


def _whole(record: Finished) -> Sized:
    """A record as plain values, with its other names in `source.also`."""
    values = record.record()
    also = record.few()
    if also:
        values["source"]["also"] = also
    return values, _size(record.line) + sum(map(len, also))


def _size(data: bytes | None) -> int:
    """Bytes of a record, as a row group counts them: it holds _RECORDS of the smallest."""
    return max(len(data or b""), _GROUP // _RECORDS)


def _groups(rows: Iterable[Sized]) -> Iterator[list[dict[str, Any]]]:
    """Rows by the row group."""
    group: list[dict[str, Any]] = []
    held = 0
    for row, size in rows:
        group.append(row)
        held += size
        if held >= _GROUP:
            yield group
            group, held = [], 0
    if group:
        yield group


def _nested() -> Any:
    """The Arrow schema of a record."""
    import pyarrow

    schema = json.loads(files("minutes_cli.writers").joinpath("schema.json").read_text(encoding="utf-8"))
    return pyarrow.schema(list(_struct(schema, schema["$defs"], ())))


def _type(node: dict[str, Any], defs: dict[str, Any], above: tuple[str, ...]) -> Any:
    """The Arrow type of a JSON Schema node; `above` are the definitions it stands in."""
    import pyarrow

    if "$ref" in node:
        name = node["$ref"].rsplit("/", 1)[-1]
        return _type(defs[name], defs, (*above, name))
    if "oneOf" in node:
        return _type(next(each for each in node["oneOf"] if each.get("type") != "null"), defs, above)
    kind = node.get("type", "string")
    if isinstance(kind, list):
        kind = next(each for each in kind if each != "null")
    if kind == "array":
        return pyarrow.list_(_type(node["items"], defs, above))
    if kind == "object":
        return pyarrow.struct(list(_struct(node, defs, above)))
    return getattr(pyarrow, _SCALARS[kind])()


def _struct(node: dict[str, Any], defs: dict[str, Any], above: tuple[str, ...]) -> Iterator[Any]:
    import pyarrow

    for name, value in node["properties"].items():
        within = value.get("items", {}).get("$ref", "").rsplit("/", 1)[-1]
        if above.count(within) >= 2:  # a directive's items have no items of their own
            continue
        yield pyarrow.field(name, _type(value, defs, above))
