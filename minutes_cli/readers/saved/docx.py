"""A Word file → its words, one paragraph a line and one table cell a line, in reading order.

Counted as words: what a reader of the printed file sees, insertions and text boxes and the numbers of numbered
paragraphs included; deletions, hidden text, headers, footers and comments left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from minutes_cli.errors import ReadError
from minutes_cli.readers.saved.numbering import Numbering
from minutes_cli.readers.saved.zipped import checked

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback"})


def docx_text(data: bytes) -> str:
    """The text of a Word file; raises ReadError for a damaged one, or where python-docx is not installed."""
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ModuleNotFoundError as error:
        message = 'it is a Word file (DOCX); to read those: pip install "minutes-zh[docx]"'
        raise ReadError(message, "missing-extra") from error
    checked(data)
    try:
        document = docx.Document(io.BytesIO(data))
        numbering = Numbering(document)
        lines = list(_lines(document.element.body, numbering))
    except (OpcError, KeyError, ValueError, AttributeError, TypeError, SyntaxError) as error:
        raise ReadError("it is a damaged Word file; open it in Word and save it again", "damaged") from error
    return "\n".join(lines)


def _lines(body: Any, numbering: Numbering) -> Iterator[str]:
    """Every paragraph that is shown, also those in tables and text boxes; without recursion, as nesting is free."""
    stack = [iter(body)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == f"{_W}p":
            boxes: list[Any] = []
            text = numbering.label(element) + "".join(_words(element, boxes))
            yield from (line for each in text.split("\n") if (line := each.strip(" \t\u3000\u00a0")))
            stack += [iter(box) for box in reversed(boxes)]
        elif element.tag not in _SKIPPED:
            stack.append(iter(element))


def _words(paragraph: Any, boxes: list[Any]) -> Iterator[str]:
    """The words of a paragraph; text boxes anchored in it are put into `boxes`."""
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == f"{_W}txbxContent":
            boxes.append(element)
        elif element.tag in (f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
            yield _WRITTEN.get(element.tag) or element.text or ""
        elif element.tag not in _SKIPPED and not _hidden(element):
            stack.append(iter(element))


_WRITTEN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def _hidden(element: Any) -> bool:
    """Whether a run is set as hidden text."""
    if element.tag != f"{_W}r":
        return False
    mark = element.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")
