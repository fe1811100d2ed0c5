"""A ZIP's index → its members, some hundreds at a time: the usual reader holds all of them in memory, 0.6 kB each.

Each window is a ZIP of its own to that reader: the real file, behind which stands a part of the index alone.
"""

from __future__ import annotations

import contextlib
import io
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

_WINDOW = 256  # members
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_WHERE64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_UNKNOWN = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Index:
    """Where the index of a ZIP begins, how long it is, and how many bytes stand before the archive itself."""

    start: int
    size: int
    before: int


def index_of(stream: IO[bytes]) -> Index:
    """Find the index; raises BadZipFile."""
    length = stream.seek(0, io.SEEK_END)
    first = max(0, length - _END.size - 0xFFFF)
    stream.seek(first)
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise zipfile.BadZipFile("File is not a zip file")
    *_, size, offset, _ = _END.unpack_from(tail, at)
    end = first + at
    if at >= _WHERE64.size and tail[at - _WHERE64.size :].startswith(b"PK\x06\x07"):
        end -= _WHERE64.size + _END64.size
        stream.seek(max(0, end))
        found = stream.read(_END64.size)
        if len(found) < _END64.size or not found.startswith(b"PK\x06\x06"):
            raise zipfile.BadZipFile("its end is damaged")
        *_, size, offset = _END64.unpack(found)
    if end - size - offset < 0:
        raise zipfile.BadZipFile("Bad offset for central directory")
    return Index(end - size, size, end - size - offset)


def windows(stream: IO[bytes], index: Index) -> Iterator[zipfile.ZipFile]:
    """The archive, once for every few members, in the order of the index; raises BadZipFile."""
    at, end = index.start, index.start + index.size
    while at < end:
        part, count = bytearray(), 0
        stream.seek(at)
        while count < _WINDOW and at + len(part) < end:
            part += _entry(stream)
            count += 1
        with contextlib.closing(zipfile.ZipFile(io.BufferedReader(_Window(stream, index, bytes(part), count)))) as few:
            yield few
        at += len(part)


def _entry(stream: IO[bytes]) -> bytes:
    head = stream.read(_ENTRY.size)
    if len(head) < _ENTRY.size or not head.startswith(b"PK\x01\x02"):
        raise zipfile.BadZipFile("Bad magic number for central directory")
    name, extra, comment = struct.unpack_from("<3H", head, 28)
    return head + stream.read(name + extra + comment)


class _Window(io.RawIOBase):
    """The bytes before the index, then `part` of it, then an end that tells of that part alone."""

    def __init__(self, stream: IO[bytes], index: Index, part: bytes, count: int) -> None:
        self._stream, self._start, self._at = stream, index.start, 0
        offset = index.start - index.before
        if offset < _UNKNOWN:
            self._tail = part + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(part), offset, 0)
            return
        end = _END64.pack(b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(part), offset)
        where = _WHERE64.pack(b"PK\x06\x07", 0, offset + len(part), 1)
        last = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(part), _UNKNOWN, 0)
        self._tail = part + end + where + last

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As in a file."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._start + len(self._tail)}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As in a file."""
        if self._at < self._start:
            self._stream.seek(self._at)
            data = self._stream.read(min(len(buffer), self._start - self._at))
        else:
            data = self._tail[self._at - self._start :][: len(buffer)]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def overlapping(members: Callable[[], Iterator[zipfile.ZipInfo]]) -> set[int]:
    """The offsets of members whose bytes reach into the next one; sorted on disk if they are not in order."""
    last = -1
    for member in members():
        if member.header_offset < last:
            break
        last = member.header_offset + 30 + member.compress_size
    else:
        return set()
    with contextlib.closing(sqlite3.connect("")) as table:  # a private file that SQLite deletes by itself
        table.execute("PRAGMA cache_size = -256")
        table.execute(
            "CREATE TABLE members (start INTEGER, number INTEGER, stop INTEGER, PRIMARY KEY (start, number)) WITHOUT ROWID"
        )
        rows = ((m.header_offset, number, m.header_offset + 30 + m.compress_size) for number, m in enumerate(members()))
        table.executemany("INSERT INTO members VALUES (?, ?, ?)", rows)
        found: set[int] = set()
        before, end = -1, -1
        for start, stop in table.execute("SELECT start, stop FROM members ORDER BY start, number"):
            if end > start:
                found |= {before, start}
            before, end = start, stop
        return found
