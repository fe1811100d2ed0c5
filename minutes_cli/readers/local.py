"""Files, standard input and texts → Page. HTML or text is told by content, not by name.

Raises ReadError with one line that says what to do: missing, a folder, unreadable, empty, binary, too large.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from pathlib import Path

from minutes_cli.errors import ReadError
from minutes_cli.model import Page, Source
from minutes_cli.readers.decode import decode

MAX_BYTES = 64 * 1024 * 1024

_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP, DOCX or XLSX"),
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
_MHTML = re.compile(rb"^(?:From:|MIME-Version:)[^<]{0,2000}multipart/related", re.I | re.S)
# A page has structure; a text dump may still hold a stray <img> or an Office tag.
_PAGE = re.compile(r"^\s*<!--|<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_BLOCK = re.compile(r"<(?:p|div|br|td|h[1-6]|li|section|article|span)\b[^>]{0,300}>", re.I)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def page_of_bytes(data: bytes, uri: str | None = None, header: str | None = None) -> Page:
    """A page from bytes; `header` is the Content-Type they came with."""
    kind = _kind(data)
    if kind:
        raise ReadError(f"it is {kind}, not HTML or text; save it as text or HTML first", "not-text")
    decoded = decode(data, header)
    text = decoded.text.lstrip("\ufeff")
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\u00a0"):
        raise ReadError("it is empty; there is nothing to read", "empty")
    if len(_BINARY.findall(text[:1000])) > len(text[:1000]) // 50:
        raise ReadError("it is binary data, not HTML or text", "not-text")
    source = Source(uri, _media_type(text), decoded.encoding, len(data), hashlib.sha256(data).hexdigest())
    return Page(source, text, notes=decoded.notes)


def page_of_text(text: str, uri: str | None = None) -> Page:
    """A page from a text in memory."""
    if not text.strip():
        raise ReadError("it is empty; there is nothing to read", "empty")
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate could never be written out
    data = text.encode("utf-8")
    return Page(Source(uri, _media_type(text), "utf-8", len(data), hashlib.sha256(data).hexdigest()), text)


def page_of_file(path: Path, uri: str | None = None) -> Page:
    """A page from a file; `uri` is its name in the result (the path by default)."""
    return page_of_bytes(_read(path), uri or str(path))


def page_of_source(source: str) -> Page:
    """A page from what a user names: a file, or `-` for standard input."""
    if source == "-":
        return page_of_bytes(_read_stdin(), "-")
    if re.match(r"https?://", source, re.I):
        raise ReadError("fetching URLs is not part of this version; save the page and give the file", "no-web")
    return page_of_file(Path(source), source)


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise ReadError("standard input is closed", "unreadable")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    return _bounded(data)


def _read(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError("it is a folder; name the files in it, e.g. FOLDER/*.txt", "folder")
        if not stat.S_ISREG(mode):
            raise ReadError(
                "it is not a regular file (a pipe or a device); send it to standard input with -", "not-a-file"
            )
        with path.open("rb") as file:
            return _bounded(file.read(MAX_BYTES + 1))
    except FileNotFoundError as error:
        raise ReadError("there is no such file; check the name", "missing") from error
    except PermissionError as error:
        raise ReadError("it cannot be read; check its permissions", "forbidden") from error
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise ReadError(f"it cannot be read: {reason}", "unreadable") from error


def _bounded(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise ReadError(f"it is larger than {MAX_BYTES // 1024 // 1024} MB; split it into articles", "too-large")
    return data


def _kind(data: bytes) -> str | None:
    """The name of a format that is neither HTML nor text, by its first bytes."""
    for magic, name in _KINDS:
        if data.startswith(magic):
            return name
    return "a saved web archive (MHTML)" if _MHTML.match(data[:4000]) else None


def _media_type(text: str) -> str:
    if _PAGE.search(text[:200_000]):
        return "text/html"
    blocks = len(_BLOCK.findall(text))
    return "text/html" if blocks >= 3 and blocks * 400 > len(text) else "text/plain"
