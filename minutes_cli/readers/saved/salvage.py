"""The members of a ZIP that has lost its end, where the table of members stands.

Each member also has a head of its own in front of its bytes; they are read one behind the other until the data break
off. The member in which they do is reported, the ones before it are whole.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from minutes_cli.errors import ReadError
from minutes_cli.readers.saved.limits import MAX_MEMBER, MAX_MEMBERS, Outcome, member_name, overfull

_HEAD = struct.Struct("<4s5H3I2H")
_MAGIC = b"PK\x03\x04"
_TRAILER = b"PK\x07\x08"
_STEP = 65536


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands in front of a member; sizes are 0 where `later` says that they follow it."""

    name: str
    begin: int
    encrypted: bool
    later: bool
    method: int
    crc: int
    packed: int


def salvaged(data: bytes) -> Iterator[tuple[str, Outcome]]:
    """(name, bytes or why not) of each member whose head is there; raises ReadError if there is none."""
    at, count = 0, 0
    while (head := _head(data, at)) is not None and count < MAX_MEMBERS:
        count += 1
        outcome, at = _member(data, head)
        if not head.name.endswith("/"):
            yield head.name, outcome
    if not count:
        raise ReadError("it is a damaged ZIP archive with nothing readable in it; pack it again", "damaged")


def _head(data: bytes, at: int) -> _Head | None:
    if not data.startswith(_MAGIC, at) or at + _HEAD.size > len(data):
        return None
    _, _, flags, method, _, _, crc, packed, _, name_length, extra = _HEAD.unpack_from(data, at)
    named = at + _HEAD.size
    name = member_name(data[named : named + name_length])
    return _Head(name, named + name_length + extra, bool(flags & 1), bool(flags & 8), method, crc, packed)


def _member(data: bytes, head: _Head) -> tuple[Outcome, int]:
    """A member and where the next one begins; the end of the data where that cannot be known."""
    end = head.begin + head.packed
    if head.encrypted or head.method not in (0, 8) or (head.method == 0 and head.later):
        return ReadError("it cannot be read out of a damaged archive; pack it again", "damaged"), end
    if head.method == 0:
        content: Outcome = data[head.begin : end]
    else:
        content, end = _inflated(data, head.begin)
    crc = head.crc
    if head.later:
        at = end + 4 if data.startswith(_TRAILER, end) else end
        crc, end = int.from_bytes(data[at : at + 4], "little"), at + 12
    if isinstance(content, ReadError):
        return content, end
    if end > len(data):
        return ReadError("the archive breaks off in it; pack it again", "damaged"), end
    if zlib.crc32(content) != crc:
        return ReadError("it is damaged (Bad CRC-32); pack it again", "damaged"), end
    return content, end


def _inflated(data: bytes, begin: int) -> tuple[Outcome, int]:
    inner = zlib.decompressobj(-15)
    out = bytearray()
    rest = data[begin : begin + MAX_MEMBER]
    try:
        while not inner.eof:
            piece = inner.decompress(rest, _STEP)
            out += piece
            rest = inner.unconsumed_tail
            if error := overfull(len(out), len(data) - begin):
                return error, len(data)
            if not piece and not rest and not inner.eof:
                return ReadError("the archive breaks off in it; pack it again", "damaged"), len(data)
    except zlib.error:
        return ReadError("it is damaged (its packed bytes are wrong); pack it again", "damaged"), len(data)
    return bytes(out), min(begin + MAX_MEMBER, len(data)) - len(inner.unused_data)
