"""A ZIP of pages → its members, read in memory one after another; nothing is ever written to disk.

Names are labels and no paths. Every member has an outcome of its own: bytes, or why not. The limits are those of
`limits`: 32 MB a member, 256 MB in all, 100 times the packed size, 10,000 members.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from minutes_cli.errors import ReadError
from minutes_cli.prepared import compiled
from minutes_cli.readers.saved.limits import MAX_MEMBERS, MAX_TOTAL, Outcome, member_name, overfull
from minutes_cli.readers.saved.salvage import salvaged

_ENTRY = b"PK\x01\x02"
_STEP = 65536
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, RuntimeError)
_KINDS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "an XLSX workbook"),
    ("ppt/presentation.xml", "a PPTX presentation"),
    ("OFD.xml", "an OFD document"),
    ("META-INF/container.xml", "an EPUB book"),
    ("content.xml", "an OpenDocument file"),
)
SIDE = r"_files|\.files|_文件"  # how browsers end the name of the folder beside a page
# What a browser saves beside a page, and what file managers add.
BESIDE = compiled(
    rf"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|(?:{SIDE})/|"
    r"\.(?:css|js|mjs|map|png|jpe?g|gif|svg|webp|ico|bmp|avif|woff2?|ttf|otf|eot|mp[34]|swf|json)$",
    re.I,
)


def kind_of_zip(data: bytes) -> str:
    """`docx`, `zip`, or the name of another format that is a ZIP inside."""
    if data.count(_ENTRY) > MAX_MEMBERS:
        return "zip"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except _DAMAGED:
        names = {"word/document.xml"} if data[30:49] == b"[Content_Types].xml" else set()
    return next((kind for name, kind in _KINDS if name in names), "zip")


def members(data: bytes) -> Iterator[tuple[str, Outcome]]:
    """(name, bytes or why not) of each member that may be a page; raises ReadError for the archive as a whole."""
    if data.count(_ENTRY) > MAX_MEMBERS:
        raise ReadError(f"it has more than {MAX_MEMBERS} members; unpack it and give the files", "too-many")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        yield from _numbered(_budgeted(salvaged(data)))
        return
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        over = overlapping(entries)
        read = (
            (name_of(entry), read_member(archive, entry, over))
            for entry in entries
            if not BESIDE.search(name_of(entry))
        )
        yield from _numbered(_budgeted(read))


def parts(data: bytes, read: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every part of a ZIP that is one document; those whose name `read` does not match come empty.

    Raises ReadError if a part that is read breaks the limits, or cannot be unpacked.
    """
    if data.count(_ENTRY) > MAX_MEMBERS:
        raise ReadError("it has too many parts", "too-many")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            over = overlapping(entries)
            yield from ((name_of(entry), b"") for entry in entries if not read.search(entry.filename))
            wanted = (entry for entry in entries if read.search(entry.filename))
            for name, outcome in _budgeted((name_of(entry), read_member(archive, entry, over)) for entry in wanted):
                if isinstance(outcome, ReadError):
                    raise outcome
                yield name, outcome
    except zipfile.BadZipFile as error:
        raise ReadError(f"it is damaged ({error}); save it again", "damaged") from error


def _budgeted(read: Iterator[tuple[str, Outcome]]) -> Iterator[tuple[str, Outcome]]:
    """Members until the limit for all of them is reached; the rest has one outcome."""
    total = 0
    for name, outcome in read:
        total += len(outcome) if isinstance(outcome, bytes) else 0
        if total > MAX_TOTAL:
            raise ReadError(
                f"it unpacks to more than {MAX_TOTAL // 1_000_000} MB; from {name} on it was not read", "too-large"
            )
        yield name, outcome


def _numbered(read: Iterator[tuple[str, Outcome]]) -> Iterator[tuple[str, Outcome]]:
    """Members of one name told apart: the second is `name (2)`."""
    seen: Counter[str] = Counter()
    for name, outcome in read:
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), outcome


def read_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, over: set[int]) -> Outcome:
    """One member, or why not; `over` are the offsets that `overlapping` names."""
    mode = entry.external_attr >> 16
    if entry.flag_bits & 1:
        return ReadError("it is encrypted; unpack the archive with its password first", "encrypted")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return ReadError("it is a link or a device, not a file", "not-a-file")
    if entry.header_offset in over:
        return ReadError("it shares its bytes with another member, as pages never do", "overlapping")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return ReadError("it is packed in a way that is not read; unpack the archive first", "not-supported")
    data = bytearray()
    try:
        with archive.open(entry) as file:
            while piece := file.read(_STEP):
                data += piece
                if error := overfull(len(data), entry.compress_size):
                    return error
    except _DAMAGED as broken:
        return ReadError(f"it is damaged ({str(broken).partition(' for ')[0]}); pack it again", "damaged")
    return bytes(data)


def overlapping(entries: list[zipfile.ZipInfo]) -> set[int]:
    """The offsets of members whose bytes reach into the next one."""
    found: set[int] = set()
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for one, other in pairwise(ordered):
        if one.header_offset + 30 + one.compress_size > other.header_offset:
            found |= {one.header_offset, other.header_offset}
    return found


def name_of(entry: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 where it says so or is so, else GB18030, as Chinese Windows writes it."""
    if entry.flag_bits & 0x800:
        return entry.filename
    return member_name(entry.orig_filename.encode("cp437", "replace"))
