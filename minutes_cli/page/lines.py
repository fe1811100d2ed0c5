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

from minutes_cli.lexicon import table
from minutes_cli.page.document import Element
from minutes_cli.page.hidden import hides, is_hidden
from minutes_cli.prepared import compiled

HIDDEN, HEADING, CELL, CAPTION, ASIDE, BOLD, IMAGE_BEFORE, IMAGE_WITHIN, PREFORMATTED = (1 << bit for bit in range(9))


class Line(NamedTuple):
    """A paragraph of the page.

    `parts` are its text nodes if it has several, `linked` counts its characters inside links, `flags` joins the constants above,
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


_KINDS = {
    tag: kind
    for kind, name in enumerate(("block", "break", "skip", "link", "image", "bold", "plain"), 1)
    for tag in table("tags")[name].split()
}
_BLOCK, _BREAK, _SKIP, _LINK, _IMAGE, _BOLD_TAG, _PLAIN = range(1, 8)
_FLAGS = {
    tag: flag
    for name, flag in (
        ("heading", HEADING),
        ("cell", CELL),
        ("caption", CAPTION),
        ("aside", ASIDE),
        ("preformatted", PREFORMATTED),
    )
    for tag in table("tags")["flags"][name].split()
}
_ICON = 60
_ENDS = " \t\r\n\f\v\u3000\u00a0\ufeff\u200b\u2002\u2003\u2028\u2029\u0085"
_FOLDED = compiled(r"[ \t\r\n\f]*[\t\r\n\f][ \t\r\n\f]*|  +")
_WIDE = compiled(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—]")


def read_lines(root: Element) -> Lines:
    """Walk the page under `root` once."""
    walker = _Walker()
    walker.walk(root)
    return walker.page


class _Walker:
    """The state of the walk; one call of `walk` fills `page`.

    A block is entered into `page` only with its first line: most blocks of a page have none.
    """

    def __init__(self) -> None:
        self.page = Lines([], [], [], [], [])
        self.pieces: list[str] = []  # of the line that is open
        self.linked = self.strong = 0  # characters of it in links, in bold
        self.blocks: list[Element] = []  # those that are open
        self.entered: list[tuple[int, int]] = []  # number and flags of those of them that have lines
        self.pictured = False  # a picture stands in the open line
        self.image = -1  # the number of the line that would follow a picture on a line of its own

    def walk(self, root: Element) -> None:
        kinds, pieces, blocks, entered = _KINDS, self.pieces, self.blocks, self.entered
        links = bold = 0
        steps = etree.iterwalk(root, events=("start", "end"))
        open_kinds: list[int | None] = []
        for event, element in steps:
            if event == "start":
                kind = kinds.get(element.tag)
                open_kinds.append(kind)
                if kind == _BLOCK:
                    if pieces:
                        self._close()
                    blocks.append(element)
                elif kind == _SKIP or (kind == _PLAIN and (style := element.get("style")) is not None and hides(style)):
                    steps.skip_subtree()
                    continue
                elif kind == _LINK:
                    links += 1
                elif kind == _BOLD_TAG:
                    bold += 1
                elif kind is not None and kind != _PLAIN:
                    self._mark(kind, element)
                text = element.text
            else:
                kind = open_kinds.pop()
                if kind == _BLOCK:
                    if pieces:
                        self._close()
                    if len(blocks) == len(entered):
                        self.page.last[entered.pop()[0]] = len(self.page.lines)
                    blocks.pop()
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

    def _mark(self, kind: int, element: Element) -> None:
        """A line break or a picture; icons are none."""
        if kind == _BREAK and self.pieces:
            self._close()
        elif kind == _IMAGE and not (_small(element.get("width")) or _small(element.get("height"))):
            self.pictured = True
            self.pieces.append("")  # a line of its own, if nothing else stands in it

    def _enter(self) -> tuple[int, int]:
        """Enter the open blocks that had no line so far; the number and flags of the innermost."""
        entered, blocks = self.entered, self.blocks
        node, flags = entered[-1] if entered else (-1, 0)
        if len(blocks) == len(entered):
            return node, flags
        elements, parents, page = self.page.elements, self.page.parents, self.page
        line = len(page.lines)
        new = blocks[len(entered) :]
        page.first.extend([line] * len(new))
        page.last.extend([line] * len(new))
        for element in new:
            parents.append(node)
            node = len(elements)
            elements.append(element)
            flags |= _FLAGS.get(element.tag, 0)
            if not flags & HIDDEN and is_hidden(element):
                flags |= HIDDEN
            entered.append((node, flags))
        return node, flags

    def _close(self) -> None:
        """The open line is done."""
        pieces, page = self.pieces, self.page
        text = ("".join(pieces) if len(pieces) > 1 else pieces[0]).strip(_ENDS)
        if text:
            node, flags = self._enter()
            if self.image == len(page.lines):
                flags |= IMAGE_BEFORE
            if self.pictured:
                flags |= IMAGE_WITHIN
            if self.strong and self.strong * 10 >= len(text) * 9:
                flags |= BOLD
            parts = tuple(pieces) if len(pieces) > 1 else ()
            element, linked = page.elements[node], self.linked
            if flags & PREFORMATTED:
                for row in text.split("\n"):
                    if row := row.strip(_ENDS):
                        page.lines.append(Line(row, parts, element, node, min(linked, len(row)), flags))
            else:
                if "\n" in text or "\t" in text or "  " in text or "\r" in text:
                    text = _FOLDED.sub(_space, text)
                page.lines.append(Line(text, parts, element, node, linked, flags))
        elif self.pictured:
            self.image = len(page.lines)
        pieces.clear()
        self.linked = self.strong = 0
        self.pictured = False


def _small(size: str | None) -> bool:
    """Whether a width or height, in pixels, is an icon's."""
    digits = size.strip().removesuffix("px") if size else ""
    return digits.isascii() and digits.isdigit() and int(digits[:5]) <= _ICON


def _space(match: re.Match[str]) -> str:
    """What a run of source white space is in the text."""
    text = match.string
    low, high = match.span()
    if low and high < len(text) and _WIDE.match(text, low - 1) and _WIDE.match(text, high):
        return ""
    return " "
