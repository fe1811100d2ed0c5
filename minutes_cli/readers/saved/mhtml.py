"""A saved web archive (.mhtml, .mht) → its main HTML part, with the charset and the address that go with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minutes_cli.errors import ReadError
from minutes_cli.prepared import compiled

if TYPE_CHECKING:
    from email.message import Message

_HEAD = compiled(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}\r?\n")
_MARK = compiled(rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Part:
    """The main part: decoded bytes, its Content-Type, the URL it was saved from; `cut` if the archive breaks off."""

    data: bytes
    header: str | None
    url: str | None
    cut: bool


def is_mhtml(data: bytes) -> bool:
    """Whether bytes begin with the head of a MIME message that holds HTML."""
    head = _HEAD.match(data[:8192])
    return head is not None and _MARK.search(head.group()) is not None


def main_part(data: bytes) -> Part:
    """The page itself; raises ReadError where there is none."""
    import email
    from email.errors import CloseBoundaryNotFoundDefect

    try:
        message = email.message_from_bytes(data)
        pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    except RecursionError as error:
        raise ReadError("it is a web archive with too many parts inside one another", "too-deep") from error
    if not pages:
        raise ReadError("it is a web archive (MHTML) without a page in it; save the page again", "not-text")
    saved_from = _text(message, "Snapshot-Content-Location")
    page = _start(message, pages, saved_from)
    content = page.get_payload(decode=True)
    url = _text(page, "Content-Location") or saved_from
    return Part(
        content if isinstance(content, bytes) else b"",
        _text(page, "Content-Type"),
        url if url and re.match(r"https?://", url, re.I) else None,
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


def _text(part: Message, name: str) -> str | None:
    value = part.get(name)
    return None if value is None else re.sub(r"\s*[\r\n]\s*", "", str(value)).strip()
