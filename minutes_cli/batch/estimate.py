"""How many inputs there will be, about: files are counted, tables and archives judged by their beginning.

For the time left alone; the batch itself never counts ahead. URLs that fsspec would have to list count as one.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from minutes_cli.batch.folders import unordered
from minutes_cli.batch.index import index_of, windows
from minutes_cli.batch.sources import Choice

_HEAD = 1 << 20  # bytes of a stream that stand for the rest


def estimate(names: Iterable[str], choice: Choice) -> int:
    """About how many inputs `names` stand for; what cannot be read counts as one."""
    return sum(_about(name, choice) for name in names)


def _about(name: str, choice: Choice) -> int:
    if name == "-" or "://" in name:
        return 1
    try:
        if Path(name).is_dir():
            return sum(_inside(path) for path in unordered(name, choice.patterns, choice.own))
        return _inside(name)
    except (OSError, ValueError, zlib.error, zipfile.BadZipFile):
        return 1


def _inside(path: str) -> int:
    name = path.lower()
    if name.endswith(".zip"):
        with Path(path).open("rb") as stream:
            return sum(len(few.infolist()) for few in windows(stream, index_of(stream)))
    if name.endswith((".warc", ".warc.gz")):
        return _scaled(path, b"WARC-Type: response")
    if name.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".txt", ".list", ".lst", ".urls")):
        return _scaled(path, b"\n") if not name.endswith(".txt") else 1
    return 1


def _scaled(path: str, mark: bytes) -> int:
    """How often `mark` occurs, judged by the first megabyte."""
    size = os.stat(path).st_size  # noqa: PTH116
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
    text = _unpacked(head) if path.lower().endswith(".gz") else head
    return max(1, round(text.count(mark) * size / max(1, len(head))))


def _unpacked(head: bytes) -> bytes:
    """The text of the gzip members in `head`, as far as they go."""
    out = bytearray()
    while head and len(out) < 64 * _HEAD:
        member = zlib.decompressobj(31)
        out += member.decompress(head, 64 * _HEAD)
        if not member.eof:
            break
        head = member.unused_data
    return bytes(out)
