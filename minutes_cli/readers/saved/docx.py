"""A Word file → its words, one paragraph a line and one table cell a line, in reading order.

Counted as words: what a reader of the printed file sees, insertions and text boxes and the numbers of numbered
paragraphs included; deletions, hidden text, readings above characters, headers, footers and comments left out.
Pictures and macros are not unpacked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from minutes_cli.errors import ReadError
from minutes_cli.model import Note
from minutes_cli.prepared import compiled
from minutes_cli.readers.saved.numbering import Numbering
from minutes_cli.readers.saved.symbols import symbol
from minutes_cli.readers.saved.zipped import parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = frozenset(
    {*(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "instrText", "delText", "rt")), f"{_MC}Fallback"}
)
# Formulas that one line does not show: fractions, powers, roots, sums, matrices.
_SHAPED = frozenset(
    f"{_M}{name}" for name in ("f", "sSup", "sSub", "sSubSup", "sPre", "rad", "nary", "limLow", "limUpp", "m", "eqArr")
)
_READ = compiled(r"\.(?:xml|rels)$")
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Files with macros (.docm) and templates differ from others in these words alone.
_AS_MAIN = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


def docx_text(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of a Word file and what of it no line can show.

    Raises ReadError for a damaged file, or where python-docx is not installed.
    """
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ModuleNotFoundError as error:
        message = 'it is a Word file (DOCX); to read those: pip install "minutes-zh[docx]"'
        raise ReadError(message, "missing-extra") from error
    words = _words_only(data)
    try:
        document = docx.Document(io.BytesIO(words))
        numbering = Numbering(document)
        lines = list(_lines(document.element.body, numbering))
    except (OpcError, KeyError, ValueError, AttributeError, TypeError, SyntaxError) as error:
        raise ReadError("it is a damaged Word file; open it in Word and save it again", "damaged") from error
    return "\n".join(lines), tuple(_lost(document.element.body))


def _words_only(data: bytes) -> bytes:
    """The file with its pictures, fonts and macros empty."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in dict(parts(data, _READ)).items():
            if name == "[Content_Types].xml":
                for kind in _AS_MAIN:
                    content = content.replace(kind, _MAIN)
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _lost(body: Any) -> Iterator[Note]:
    if next(body.iter(*_SHAPED), None) is not None:
        yield Note("formula-in-line", "formulas stand in one line, without their fractions and powers")
    signs = sum(1 for sign in body.iter(f"{_W}sym") if symbol(*_sign(sign)) is None)
    if signs:
        yield Note("symbols-left-out", f"{signs} signs of symbol fonts are left out")


def _sign(element: Any) -> tuple[str, str]:
    return element.get(f"{_W}font", ""), element.get(f"{_W}char", "")


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
        elif element.tag == f"{_W}sym":
            yield symbol(*_sign(element)) or ""
        elif element.tag in (f"{_W}t", f"{_M}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
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
