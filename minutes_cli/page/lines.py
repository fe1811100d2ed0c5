"""The one walk: element tree → lines, the paragraphs a reader would see, each with what tells text from furniture.

A line ends with its block element, at a <br> or a table cell. Line breaks of the source are not part of the text:
between two Chinese characters they vanish, elsewhere they are one space, as a browser sets them. Nothing else is
altered. The walk is iterative; depth costs no stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from minutes_cli.page.document import Element
from minutes_cli.page.hidden import hidden, hidden_class

HIDDEN, HEADING, CELL, CAPTION, ASIDE, BOLD, IMAGE_BEFORE, ITEM, CENTERED = (1 << bit for bit in range(9))


class Line(NamedTuple):
    """A paragraph of the page.

    `parts` are its text nodes, `linked` counts its characters inside links, `flags` joins the constants above,
    `node` numbers the innermost block in `Lines`.
    """

    text: str
    parts: tuple[str, ...]
    element: Element
    node: int
    linked: int
    flags: int


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a page in order, and its blocks: for each its parent (-1), element, first line and end line."""

    lines: list[Line]
    parents: list[int]
    elements: list[Element]
    first: list[int]
    last: list[int]


_BLOCK, _BREAK, _SKIP, _LINK, _IMAGE, _BOLD_TAG, _PLAIN = range(1, 8)
_KINDS: dict[str, int] = {
    **dict.fromkeys(
        "html body div p section article main header td th tr table tbody thead tfoot ul ol li dl dt dd h1 h2 h3 h4 h5 "
        "h6 blockquote center form fieldset address caption figure figcaption pre details summary nav footer aside "
        "menu dir hgroup legend marquee".split(),
        _BLOCK,
    ),
    "br": _BREAK,
    "hr": _BREAK,
    **dict.fromkeys(
        "head script style noscript template textarea select option button iframe object embed svg math canvas "
        "audio video map title noframes datalist applet".split(),
        _SKIP,
    ),
    "a": _LINK,
    "img": _IMAGE,
    "b": _BOLD_TAG,
    "strong": _BOLD_TAG,
    "span": _PLAIN,
    "font": _PLAIN,
}
_FLAGS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    "td": CELL,
    "th": CELL,
    "caption": HEADING,
    "figcaption": CAPTION,
    "nav": ASIDE,
    "footer": ASIDE,
    "aside": ASIDE,
    "li": ITEM,
    "center": CENTERED,
}
_ENDS = " \t\r\n\f\v\u3000\u00a0\ufeff\u200b\u2002\u2003\u2028\u2029\u0085"
_FOLDED = re.compile(r"[ \t\r\n\f]*[\t\r\n\f][ \t\r\n\f]*|  +")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—]")


def read_lines(root: Element) -> Lines:
    """Walk the page under `root` once."""
    walker = _Walker()
    walker.walk(root)
    return walker.page


class _Walker:
    """The state of the walk; one call of `walk` fills `page`."""

    def __init__(self) -> None:
        self.page = Lines([], [], [], [], [])
        self.pieces: list[str] = []  # of the line that is open
        self.linked = self.strong = 0  # characters of it in links, in bold
        self.node = -1
        self.flags = 0
        self.image = -1  # the number of the line that would follow a picture
        self.preformatted = 0

    def walk(self, root: Element) -> None:
        kinds, pieces = _KINDS, self.pieces
        links = bold = 0
        stack: list[tuple[int, int]] = []
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            kind = kinds.get(element.tag, 0)
            if event == "start":
                if kind == _BLOCK:
                    stack.append((self.node, self.flags))
                    self._open(element)
                elif kind == _SKIP or (kind == _PLAIN and hidden(element.get("style"))):
                    steps.skip_subtree()
                    continue
                elif kind == _LINK:
                    links += 1
                elif kind == _BOLD_TAG:
                    bold += 1
                elif kind:
                    self._mark(kind)
                text = element.text
            else:
                if kind == _BLOCK:
                    self._end(element, *stack.pop())
                elif kind == _LINK:
                    links -= 1
                elif kind == _BOLD_TAG:
                    bold -= 1
                text = element.tail
            if text and (pieces or not text.isspace()):
                pieces.append(text)
                if links:
                    self.linked += len(text.strip())
                if bold:
                    self.strong += len(text.strip())

    def _open(self, element: Element) -> None:
        if self.pieces:
            self._close()
        page = self.page
        page.parents.append(self.node)
        self.node = len(page.elements)
        page.elements.append(element)
        page.first.append(len(page.lines))
        page.last.append(0)
        tag = element.tag
        self.flags |= _FLAGS.get(tag, 0)
        if tag == "pre":
            self.preformatted += 1
        if not self.flags & HIDDEN and (hidden(element.get("style")) or hidden_class(element)):
            self.flags |= HIDDEN

    def _mark(self, kind: int) -> None:
        """A line break or a picture."""
        if kind == _BREAK and self.pieces:
            self._close()
        elif kind == _IMAGE:
            self.image = len(self.page.lines) + bool(self.pieces)

    def _end(self, element: Element, node: int, flags: int) -> None:
        if self.pieces:
            self._close()
        self.page.last[self.node] = len(self.page.lines)
        if element.tag == "pre":
            self.preformatted -= 1
        self.node, self.flags = node, flags

    def _close(self) -> None:
        """The open line is done."""
        pieces = self.pieces
        text = "".join(pieces)
        if self.preformatted:
            rows = [row for part in text.split("\n") if (row := part.strip(_ENDS))]
        else:
            if "\n" in text or "\t" in text or "  " in text or "\r" in text:
                text = _FOLDED.sub(_space, text)
            rows = [text.strip(_ENDS)]
        lines = self.page.lines
        for row in rows:
            if row:
                flags = self.flags
                if self.strong * 10 >= len(row) * 9:
                    flags |= BOLD
                if self.image == len(lines):
                    flags |= IMAGE_BEFORE
                element = self.page.elements[self.node]
                lines.append(Line(row, tuple(pieces), element, self.node, self.linked, flags))
        pieces.clear()
        self.linked = self.strong = 0


def _space(match: re.Match[str]) -> str:
    """What a run of source white space is in the text."""
    text = match.string
    low, high = match.span()
    if low and high < len(text) and _WIDE.match(text, low - 1) and _WIDE.match(text, high):
        return ""
    return " "
