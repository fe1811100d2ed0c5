"""A PDF with a text layer → its paragraphs, one a line; scanned ones are refused with the reason.

pypdf gives pieces of text with their places; `layout` makes lines and paragraphs of them.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from math import atan2, degrees, hypot
from typing import Any

from minutes_cli.errors import ReadError
from minutes_cli.model import Note
from minutes_cli.readers.saved.layout import paragraphs
from minutes_cli.readers.saved.lines import Piece

MAX_PAGES = 500
MAX_STEPS = 300_000  # drawing steps in the whole file; a page of text has some 100 to 2,000
# Pages of text are far below pypdf's own limits, which are made for pictures.
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 8_000_000,
    "lzw_maximum_output_length": 8_000_000,
    "run_length_maximum_output_length": 8_000_000,
    "array_based_stream_maximum_output_length": 8_000_000,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 500,
}
# A place on a page whose lines run in this direction, in degrees, as one whose lines run from left to right.
_TURNS: dict[int, Callable[[float, float], tuple[float, float]]] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (y, -x),
    180: lambda x, y: (-x, -y),
    270: lambda x, y: (-y, x),
}
_FEW = 12  # characters on a page that are no text yet: a stamp, a page number


def pdf_text(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of a PDF and what was doubtful; raises ReadError: scanned, encrypted, damaged, too long."""
    try:
        import pypdf
    except ModuleNotFoundError as error:
        raise ReadError('it is a PDF; to read those: pip install "minutes-zh[pdf]"', "missing-extra") from error
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its warnings are not ours to print
    try:
        with pypdf.apply_configuration(**_LIMITS):
            reader = pypdf.PdfReader(io.BytesIO(data))
            pages, widths = zip(*_pages(reader), strict=True)
    except pypdf.errors.DependencyError as error:
        raise ReadError("it is an encrypted PDF; save it without encryption first", "encrypted") from error
    except (pypdf.errors.LimitReachedError, MemoryError) as error:
        raise _too_large() from error
    except ReadError:
        raise
    except Exception as error:  # a damaged file makes the library raise whatever its parser stumbles over
        raise ReadError("it is a damaged PDF; open it and save it again", "damaged") from error
    return _checked(list(pages), widths[0])


def _pages(reader: Any) -> list[tuple[list[Piece], float]]:
    """The pieces of text of each page, in the order of the file, and how wide it is along its lines, in points."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("it is an encrypted PDF; save it without a password first", "encrypted")
    if len(reader.pages) > MAX_PAGES:
        raise ReadError(f"it is a PDF of more than {MAX_PAGES} pages; give the pages of one article", "too-large")
    steps = count()

    def step(*_: Any) -> None:
        if next(steps) > MAX_STEPS:
            raise _too_large()

    return [_pieces(page, step) for page in reader.pages]


def _pieces(page: Any, step: Callable[..., None]) -> tuple[list[Piece], float]:
    """The pieces of text on a page at their absolute places, the page turned so that lines are level; its width."""
    found: list[Piece] = []
    turns: Counter[int] = Counter()

    def visit(text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:
        words = text.replace("\x00", "").strip("\r\n")
        if words.strip():
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            height = abs(size) * (hypot(inner[2], inner[3]) or 1.0) * (hypot(outer[2], outer[3]) or 1.0)
            along = (inner[0] * outer[0] + inner[1] * outer[2], inner[0] * outer[1] + inner[1] * outer[3])
            turns[round(degrees(atan2(along[1], along[0])) / 90) * 90 % 360] += len(words)
            found.extend(Piece(each, x, y, height or 1.0) for each in words.split("\n") if each.strip())

    page.extract_text(visitor_text=visit, visitor_operand_before=step)
    turn = turns.most_common(1)[0][0] if turns else 0
    places = [_TURNS[turn](piece.x, piece.y) for piece in found]
    level = [replace(piece, x=x, y=y) for piece, (x, y) in zip(found, places, strict=True)]
    return level, float(page.mediabox.height if turn % 180 else page.mediabox.width)


def _too_large() -> ReadError:
    return ReadError("it is a PDF that unpacks to more than pages of text ever hold; print it anew", "too-large")


def _checked(pages: list[list[Piece]], width: float) -> tuple[str, tuple[Note, ...]]:
    sizes = [sum(len(piece.text.strip()) for piece in page) for page in pages]
    if all(size <= _FEW for size in sizes):
        raise ReadError(
            "it is a scanned PDF: pictures without a text layer; run text recognition (OCR) first", "scanned"
        )
    lines, doubts = paragraphs(pages, width)
    text = "\n".join(lines)
    unreadable = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if unreadable * 5 > len(text):
        raise ReadError(
            "it is a PDF whose fonts do not say which characters they show; run text recognition (OCR) first", "scanned"
        )
    notes = [Note("paragraphs-joined", f"paragraphs were put together from the lines of {len(pages)} pages"), *doubts]
    if empty := [str(number) for number, size in enumerate(sizes, 1) if size == 0]:
        notes.append(Note("pages-without-text", f"there is no text on page {', '.join(empty[:20])}"))
    return text, tuple(notes)
