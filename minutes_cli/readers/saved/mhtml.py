"""A saved web archive (.mhtml, .mht) → its main HTML part, with the charset and the address that go with it.

Where that part is a set of frames, it is the frame with most words that is taken, if the archive holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from minutes_cli.errors import ReadError
from minutes_cli.prepared import compiled

if TYPE_CHECKING:
    from email.message import Message

_HEAD = compiled(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}\r?\n")
_BEFORE = b"\xef\xbb\xbf\r\n \t"  # what editors and mail programs put in front of the head
_MARK = compiled(rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.I | re.M)
_FRAMES = compiled(rb"<frameset\b", re.I)
_FRAME = compiled(
    rb"""<i?frame\b[^<>]{0,500}?\ssrc\s{0,9}=\s{0,9}(?:"([^"<>]{0,2000})"|'([^'<>]{0,2000})'|([^\s<>]{1,2000}))""", re.I
)
_ASCII = bytes(range(128))
_MOST = 100  # frames from which on no further set is looked into


@dataclass(frozen=True, slots=True)
class Part:
    """The main part: decoded bytes, its Content-Type, the URL it was saved from.

    `frame` says that it is one of several frames, `cut` that the archive breaks off.
    """

    data: bytes
    header: str | None
    url: str | None
    frame: bool
    cut: bool


def is_mhtml(data: bytes) -> bool:
    """Whether bytes begin with the head of a MIME message that holds HTML."""
    head = _HEAD.match(data[:8192].lstrip(_BEFORE))
    return head is not None and _MARK.search(head.group()) is not None


def main_part(data: bytes) -> Part:
    """The page itself; raises ReadError where there is none."""
    import email
    from email.errors import CloseBoundaryNotFoundDefect

    try:
        message = email.message_from_bytes(data.lstrip(_BEFORE))
        pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    except RecursionError as error:
        raise ReadError("it is a web archive with too many parts inside one another", "too-deep") from error
    if not pages:
        raise ReadError("it is a web archive (MHTML) without a page in it; save the page again", "not-text")
    saved_from = _text(message, "Snapshot-Content-Location")
    start = _start(message, pages, saved_from)
    page = _fullest(start, pages)
    url = _text(page, "Content-Location") or saved_from
    return Part(
        _content(page),
        _content_type(message, page),
        url if url and re.match(r"https?://", url, re.I) else None,
        page is not start,
        any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects),
    )


def _start(message: Message, pages: list[Message], saved_from: str | None) -> Message:
    """The part that the archive names as its start, else the first; frames come behind it."""
    start = message.get_param("start")
    for page in pages:
        if isinstance(start, str) and _text(page, "Content-ID") == start:
            return page
        if saved_from and _text(page, "Content-Location") == saved_from:
            return page
    return pages[0]


def _fullest(page: Message, pages: list[Message]) -> Message:
    """The page, or the frame with most words of a set of frames and of those inside it."""
    reached, sets = {id(page): page}, [page]
    while sets and len(reached) < _MOST:
        frames = [frame for frame in _frames(sets.pop(), pages) if id(frame) not in reached]
        sets += [frame for frame in frames if _FRAMES.search(_content(frame))]
        reached |= {id(frame): frame for frame in frames}
    shown = [each for each in reached.values() if not _FRAMES.search(_content(each))]
    return max(shown, key=lambda frame: len(_content(frame).translate(None, _ASCII)), default=page)


def _frames(page: Message, pages: list[Message]) -> list[Message]:
    """The parts that a set of frames shows, all others where it names one that none is; none if it is no such set."""
    content = _content(page)
    if not _FRAMES.search(content):
        return []
    base = _text(page, "Content-Location") or ""
    sources = {
        _name(base, (match[1] or match[2] or match[3] or b"").decode("utf-8", "replace").strip())
        for match in _FRAME.finditer(content)
    }
    names = [((_text(each, "Content-ID") or "").strip("<>"), _text(each, "Content-Location")) for each in pages]
    known = sources <= {each for name in names for each in name}
    others = [(each, name) for each, name in zip(pages, names, strict=True) if each is not page]
    return [each for each, name in others if not known or not sources.isdisjoint(name)]


def _name(base: str, source: str) -> str:
    """What a part is called that a frame's `source` names: its Content-ID, or its address."""
    if source.lower().startswith("cid:"):
        return source[4:]
    try:
        return urljoin(base, source)
    except ValueError:  # [ in the place of a host
        return source


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _content_type(message: Message, page: Message) -> str | None:
    """The Content-Type of a part. Chrome writes its parts anew, in UTF-8 too, and names no charset there."""
    header = _text(page, "Content-Type")
    if header is None or page.get_param("charset") or "Blink" not in (_text(message, "From") or ""):
        return header
    try:
        _content(page).decode("utf-8")
    except UnicodeDecodeError:
        return header
    return f"{header}; charset=utf-8"


def _text(part: Message, name: str) -> str | None:
    value = part.get(name)
    return None if value is None else re.sub(r"\s*[\r\n]\s*", "", str(value)).strip()
