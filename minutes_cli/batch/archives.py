"""An archive → its members as items that carry their bytes: `.zip`, `.warc` and `.warc.gz`.

Nothing is ever unpacked to disk: a member's name is a label. A member that cannot be read is an item with the reason,
and the others go on. Sizes are counted while reading, never believed.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, cast

from minutes_cli.batch.index import index_of, overlapping, windows
from minutes_cli.batch.items import MAX_BYTES, Item, Job, Refusal
from minutes_cli.batch.naming import carrying, refused
from minutes_cli.errors import ReadError
from minutes_cli.readers.saved.zipped import BESIDE, name_of, read_member

MAX_MEMBERS = 1_000_000
_PAGES = ("text/html", "application/xhtml", "text/plain")
_RECORDS = ("response", "resource", "conversion")


def members_of_zip(stream: IO[bytes], name: str) -> Iterator[Item]:
    """The files in a ZIP, in the order of its index, of which a small part is in memory at a time."""
    try:
        index = index_of(stream)
        count = sum(len(few.infolist()) for few in windows(stream, index))
        over = overlapping(lambda: (member for few in windows(stream, index) for member in few.infolist()))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        yield refused(name, name, Refusal("damaged", f"it is no whole ZIP archive: {error}"))
        return
    if count > MAX_MEMBERS:
        yield refused(name, name, Refusal("too-many", f"it has more than {MAX_MEMBERS:,} members; split it"))
        return
    every = ((few, member) for few in windows(stream, index) for member in few.infolist())
    for number, (archive, member) in enumerate(every):
        label = name_of(member)
        if member.is_dir() or BESIDE.search(label):
            continue
        place = f"{name}!{number}!{label}"
        found = read_member(archive, member, over)
        if isinstance(found, ReadError):
            reason = Refusal(found.code, found.message)
            yield refused(f"{name}!{label}", place, reason, f"{member.CRC:08x}-{member.file_size}")
        else:
            yield carrying(f"{name}!{label}", place, found)


def records_of_warc(stream: IO[bytes], name: str) -> Iterator[Item]:
    """The pages in a WARC, in its order, one record in memory at a time.

    Pages are answers with status 200 and stored resources of type HTML or text; pictures, redirects, requests and
    revisits are passed over.
    """
    from minutes_cli.batch.needs import need

    need("warcio", "archive")
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    plain = _Plain(stream, name.lower().endswith(".gz"))
    records = ArchiveIterator(plain)
    number = 0
    reason = ""
    while not reason:
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # warcio writes what it meets to the terminal
                record = next(records, None)
            if record is None:
                reason = plain.damage()
                break
            item = _page(record, name, number)
            _finish(record)
        except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError) as error:
            reason = plain.error or str(error).strip().split("\n", 1)[0]
            break
        number += 1
        if item is not None:
            yield item
    if reason:
        reason = f"the archive is damaged behind record {number}, what follows is not read: {reason}"
        yield refused(name, f"{name}!{number}!damaged", Refusal("damaged", reason))


class _Plain:
    """An archive's bytes, unpacked; keeps in mind whether they end as they should, which warcio passes over."""

    def __init__(self, stream: IO[bytes], packed: bool) -> None:
        self._stream = cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if packed else stream
        self._read = 0
        self._end = b"\r\n\r\n"
        self.error = ""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end."""
        try:
            data = self._stream.read(size)
        except (EOFError, OSError, zlib.error) as error:
            self.error = str(error)
            return b""
        self._read += len(data)
        self._end = (self._end + data)[-4:]
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._read

    def damage(self) -> str:
        """What is wrong with the bytes read so far, as the last ones; empty if nothing."""
        whole = self._end.endswith((b"\r\n\r\n", b"\n\n"))
        return self.error or ("" if whole else "it ends within a record")


def _page(record: Any, name: str, number: int) -> Item | None:
    headers = record.http_headers
    if record.rec_type not in _RECORDS or (headers and headers.get_statuscode() not in ("200", "")):
        return None
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    if kind and not kind.lower().startswith(_PAGES):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    label, place = f"{name}!{url}", f"{name}!{number}!{url}"
    data = _bounded(record.content_stream())
    if len(data) > MAX_BYTES:
        reason = f"it is larger than {MAX_BYTES >> 20} MB; split it into articles"
        return refused(label, place, Refusal("too-large", reason))
    return carrying(label, place, data, Job("data", "", url=url or None, header=kind or None))


def _finish(record: Any) -> None:
    """Read a record to its end; raises EOFError where the archive ends before."""
    while record.raw_stream.read(1 << 16):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("it ends within a record")


def _bounded(stream: Any) -> bytes:
    """At most MAX_BYTES and one more; a decoding stream may give less than it is asked for."""
    pieces = bytearray()
    while len(pieces) <= MAX_BYTES and (piece := stream.read(min(1 << 16, MAX_BYTES + 1 - len(pieces)))):
        pieces += piece
    return bytes(pieces)
