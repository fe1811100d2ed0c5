"""Files, standard input and texts → Page. What a file is, is told by its content, not by its name.

Raises ReadError with one line that says what to do: missing, a folder, unreadable, empty, binary, too large.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from minutes_cli.errors import ReadError
from minutes_cli.model import Note, Page, Source
from minutes_cli.prepared import compiled
from minutes_cli.readers.decode import decode

MAX_BYTES = 64 * 1024 * 1024
_STEP = 1 << 20

_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BM", "a bitmap"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF = compiled(rb"[\s\x00]{0,64}%PDF-")
# Browsers write where a page came from into the copy that they save.
_SAVED_FROM = compiled(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)")
# A page has structure; a text dump may still hold a stray <img> or an Office tag.
_PAGE = compiled(r"^\s*<!--|<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_BLOCK = compiled(r"<(?:p|div|br|td|h[1-6]|li|section|article|span)\b[^>]{0,300}>", re.I)
_BINARY = compiled(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def page_of_bytes(data: bytes, uri: str | None = None, header: str | None = None) -> Page:
    """A page from bytes; `header` is the Content-Type they came with."""
    saved = _saved_form(data, uri)
    if saved is not None:
        return saved
    if kind := _kind(data):
        raise ReadError(f"it is {kind}; save it as text, HTML, DOCX or PDF first", "not-text")
    decoded = decode(data, header)
    text = decoded.text.lstrip("\ufeff")
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\u00a0"):
        raise ReadError("it is empty; there is nothing to read", "empty")
    if len(_BINARY.findall(text[:1000])) > len(text[:1000]) // 50:
        raise ReadError("it is binary data, not HTML or text", "not-text")
    source = Source(uri, _media_type(text), decoded.encoding, len(data), hashlib.sha256(data).hexdigest())
    origin = _SAVED_FROM.search(text[:4000])
    return Page(source, text, url=origin.group(1) if origin else None, notes=decoded.notes)


def is_archive(data: bytes) -> bool:
    """Whether bytes are a ZIP of files rather than one document."""
    if not data.startswith(_ZIP):
        return False
    from minutes_cli.readers.saved.zipped import kind_of_zip

    return kind_of_zip(data) == "zip"


def _saved_form(data: bytes, uri: str | None) -> Page | None:
    """The page in a web archive, a Word file or a PDF; None if the bytes are none of these."""
    if data.startswith(_ZIP):
        return _zip_page(data, uri)
    if _PDF.match(data[:100]):
        from minutes_cli.readers.saved.pdf import pdf_text

        return _lines_page(data, uri, *pdf_text(data))
    from minutes_cli.readers.saved.mhtml import is_mhtml, main_part

    if not is_mhtml(data):
        return None
    part = main_part(data)
    page = page_of_bytes(part.data, uri, part.header)
    whole = replace(page.source, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    notes = list(page.notes)
    if part.frame:
        notes.append(Note("frame-taken", "the page is a set of frames; the one with most words was read"))
    if part.cut:
        notes.append(Note("archive-cut", "the web archive breaks off before its end; words may be missing"))
    return replace(page, source=whole, url=part.url or page.url, notes=tuple(notes))


def _zip_page(data: bytes, uri: str | None) -> Page:
    from minutes_cli.readers.saved.zipped import kind_of_zip

    kind = kind_of_zip(data)
    if kind == "docx":
        from minutes_cli.readers.saved.docx import docx_text

        return _lines_page(data, uri, *docx_text(data))
    if kind == "zip":
        raise ReadError("it is an archive; unpack it and give the pages in it", "archive")
    raise ReadError(f"it is {kind}; save it as text, HTML, DOCX or PDF first", "not-text")


def _lines_page(data: bytes, uri: str | None, text: str, notes: tuple[Note, ...]) -> Page:
    """A page of the paragraphs of a document, one a line."""
    if not text.strip():
        raise ReadError("it holds no text; there is nothing to read", "empty")
    text = text.encode("utf-8", "replace").decode("utf-8")
    source = Source(uri, "text/plain", None, len(data), hashlib.sha256(data).hexdigest())
    return Page(source, text, notes=notes, parted=True)


def page_of_text(text: str, uri: str | None = None) -> Page:
    """A page from a text in memory."""
    if not text.strip():
        raise ReadError("it is empty; there is nothing to read", "empty")
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate could never be written out
    data = text.encode("utf-8")
    return Page(Source(uri, _media_type(text), "utf-8", len(data), hashlib.sha256(data).hexdigest()), text)


def page_of_file(path: Path, uri: str | None = None) -> Page:
    """A page from a file; `uri` is its name in the result (the path by default)."""
    return page_of_bytes(read_file(path), uri or str(path))


def read_stdin() -> bytes:
    """The bytes of standard input."""
    if sys.stdin is None:
        raise ReadError("standard input is closed", "unreadable")
    return _bounded(sys.stdin.buffer)


def read_file(path: Path) -> bytes:
    """The bytes of a regular file."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError("it is a folder; name the files in it, e.g. FOLDER/*.txt", "folder")
        if not stat.S_ISREG(mode):
            raise ReadError(
                "it is not a regular file (a pipe or a device); send it to standard input with -", "not-a-file"
            )
        with path.open("rb") as file:
            return _bounded(file)
    except FileNotFoundError as error:
        raise ReadError("there is no such file; check the name", "missing") from error
    except PermissionError as error:
        raise ReadError("it cannot be read; check its permissions", "forbidden") from error
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise ReadError(f"it cannot be read: {reason}", "unreadable") from error


def _bounded(file: BinaryIO) -> bytes:
    """All of a file, read piece by piece: asked for the limit at once, Python sets as much memory aside."""
    data = bytearray()
    while piece := file.read(_STEP):
        data += piece
        if len(data) > MAX_BYTES:
            raise ReadError(f"it is larger than {MAX_BYTES // 1024 // 1024} MB; split it into articles", "too-large")
    return bytes(data)


def _kind(data: bytes) -> str | None:
    """The name of a format that nothing here reads, by its first bytes."""
    if data[257:262] == b"ustar":
        return "a tar archive"
    return next((name for magic, name in _KINDS if data.startswith(magic)), None)


def _media_type(text: str) -> str:
    if _PAGE.search(text[:200_000]):
        return "text/html"
    blocks = len(_BLOCK.findall(text))
    return "text/html" if blocks >= 3 and blocks * 400 > len(text) else "text/plain"
