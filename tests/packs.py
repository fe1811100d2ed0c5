"""Archives as no program should write them, made byte by byte where a library will not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import docx

ARTICLE = (
    "青禾县人民政府常务会议召开\n2024年3月15日，县长沈知行主持召开县政府常务会议。"
    "会议强调，要压实责任，由县应急局牵头，6月底前完成隐患排查。\n"
)


def packed(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP as Python writes it; two members may have one name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def crafted(
    name: bytes,
    data: bytes,
    *,
    flags: int = 0,
    method: int = 8,
    crc: int | None = None,
    size: int | None = None,
    packed_size: int | None = None,
    mode: int = 0,
    content: bytes | None = None,
) -> tuple[bytes, bytes]:
    """One member as (its head and bytes, its entry without the offset), every field as given."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = content if content is not None else squeezed.compress(data) + squeezed.flush() if method == 8 else data
    crc = zlib.crc32(data) if crc is None else crc
    size = len(data) if size is None else size
    packed_size = len(body) if packed_size is None else packed_size
    fields = (20, flags, method, 0, 0, crc, packed_size, size, len(name), 0)
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields)
    entry = struct.pack("<4s6H3I5HI", b"PK\x01\x02", 0x0314, *fields, 0, 0, 0, mode << 16)
    return head + name + body, entry + b"%s" + name


def joined(*members: tuple[bytes, bytes]) -> bytes:
    """The archive of crafted members."""
    out, table = b"", b""
    for body, entry in members:
        table += entry.replace(b"%s", struct.pack("<I", len(out)))
        out += body
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(members), len(members), len(table), len(out), 0)
    return out + table + end


def overlapping(count: int, kernel: bytes) -> bytes:
    """Many entries that all point at the bytes of one member."""
    body, entry = crafted(b"0.txt", kernel)
    table = b"".join(entry.replace(b"%s", struct.pack("<I", 0)) for _ in range(count))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(table), len(body), 0)
    return body + table + end


def word_file(text: str) -> bytes:
    """A Word file of one paragraph."""
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def bare_pdf(content: bytes, pages: int = 1) -> bytes:
    """A PDF of pages that all draw this content."""
    squeezed = zlib.compress(content, 9)
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(squeezed), squeezed),
        *[page] * pages,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, trailer)
