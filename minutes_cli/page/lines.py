"""The one walk: element tree → lines, the paragraphs a reader would see, each with what tells text from furniture.

A line ends with its block element, at a <br> or a table cell. Line breaks of the source are not part of the text:
between two Chinese characters they vanish, elsewhere they are one space, as a browser sets them. Nothing else is
altered. The walk is iterative; depth costs no stack. It is most of what a page costs, hence its form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from minutes_cli.lexicon import table
from minutes_cli.page.document import Element
from minutes_cli.page.hidden import hides, is_hidden, makes_block
from minutes_cli.page.wrapped import rows
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

    @property
    def is_link(self) -> bool:
        """Whether most of it stands inside links."""
        return self.linked * 2 > len(self.text)


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a page in order, and its blocks: for each its parent (-1), element, first line and end line."""

    lines: list[Line]
    parents: list[int]
    elements: list[Element]
    first: list[int]
    last: list[int]


# What the walk does at an element; the order is that of its tests. 0: nothing, it is part of the line around it.
_BLOCK, _LINK, _PLAIN, _BOLD_TAG, _BREAK, _IMAGE, _SKIP, _INSIDE = range(1, 9)
_KINDS = {
    tag: kind
    for kind, name in enumerate(("block", "link", "plain", "bold", "break", "image", "skip"), 1)
    for tag in table("tags")[name].split()
}
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
_line = tuple.__new__
_ENDS = " \t\r\n\f\v\u3000\u00a0\ufeff\u200b\u2002\u2003\u2028\u2029\u0085"
# Runs of white space but for single spaces; each alternative begins with a literal, which lets the search skip ahead.
_FOLDED = compiled(r" [ \t\r\n\f]+|\n[ \t\r\n\f]*|\t[ \t\r\n\f]*|\r[ \t\r\n\f]*|\f[ \t\r\n\f]*")
_WIDE = compiled(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—]")
_FIRST_WIDE = "—"


def read_lines(root: Element) -> Lines:
    """Walk the page under `root` once."""
    walker = _Walker()
    walker.walk(root[-1] if len(root) == 2 and root[-1].tag == "body" else root)  # nothing in <head> is shown
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
        """Elements come as they begin; before the next begins, those that are open and not around it have ended."""
        pieces, blocks, entered, close, kind_of = self.pieces, self.blocks, self.entered, self._close, _KINDS.get
        links = bold = kind = 0
        inner: Element | None = None  # the innermost that is open, of this `kind`
        around: list[Element | None] = []
        kinds: list[int] = []
        for element in chain(root.iter("*"), (None,)):
            parent = element.getparent() if element is not None else None
            while inner is not parent and inner is not None:
                if kind == _BLOCK:
                    if pieces:
                        close()
                    if len(blocks) == len(entered):
                        self.page.last[entered.pop()[0]] = len(self.page.lines)
                    blocks.pop()
                elif kind == _LINK:
                    links -= 1
                elif kind == _BOLD_TAG:
                    bold -= 1
                text = inner.tail
                if text is not None and (pieces or not text.isspace()) and kind != _INSIDE:
                    self._add(text, links, bold) if links or bold else pieces.append(text)
                inner, kind = around.pop(), kinds.pop()
            if element is None:
                return
            around.append(inner)
            kinds.append(kind)
            inner, kind = element, _INSIDE if kind >= _SKIP else kind_of(element.tag, 0)
            if kind == _BLOCK:
                if pieces:
                    close()
                blocks.append(element)
            elif kind == _LINK:
                links += 1
            elif kind == _PLAIN:
                if (style := element.get("style")) is not None and (kind := _drawn(style)) != _PLAIN:
                    if kind == _SKIP:
                        continue
                    self._begin(element)
            elif kind >= _SKIP:
                continue
            elif kind == _BOLD_TAG:
                bold += 1
            elif kind:
                self._mark(kind, element)
            text = element.text
            if text is not None and (pieces or not text.isspace()):
                self._add(text, links, bold) if links or bold else pieces.append(text)

    def _begin(self, element: Element) -> None:
        """A block begins, and ends the open line."""
        if self.pieces:
            self._close()
        self.blocks.append(element)

    def _add(self, text: str, links: int, bold: int) -> None:
        """Words in a link or in bold."""
        self.pieces.append(text)
        length = len(text.strip())
        if links:
            self.linked += length
        if bold:
            self.strong += length

    def _mark(self, kind: int, element: Element) -> None:
        """A line break or a picture; icons are none."""
        if kind == _BREAK and self.pieces:
            self._close()
        elif kind == _IMAGE and not (_small(element.get("width")) or _small(element.get("height")) or _unseen(element)):
            self.pictured = True
            self.pieces.append("")  # a line of its own, if nothing else stands in it

    def _enter(self) -> tuple[int, int]:
        """Enter the open blocks that had no line so far; the number and flags of the innermost."""
        entered, page = self.entered, self.page
        node, flags = entered[-1] if entered else (-1, 0)
        elements, parents, line = page.elements, page.parents, len(page.lines)
        for element in self.blocks[len(entered) :]:
            parents.append(node)
            node = len(elements)
            elements.append(element)
            page.first.append(line)
            page.last.append(0)
            flags |= _FLAGS.get(element.tag, 0)
            if not flags & HIDDEN and (names := element.keys()) and is_hidden(element, names):
                flags |= HIDDEN
            entered.append((node, flags))
        return node, flags

    def _close(self) -> None:
        """The open line is done."""
        pieces, page = self.pieces, self.page
        lines = page.lines
        text = ("".join(pieces) if len(pieces) > 1 else pieces[0]).strip(_ENDS)
        if text:
            node, flags = self.entered[-1] if len(self.entered) == len(self.blocks) else self._enter()
            if self.image == len(lines):
                flags |= IMAGE_BEFORE
            if self.pictured:
                flags |= IMAGE_WITHIN
            linked, strong = self.linked, self.strong
            if strong and strong * 10 >= len(text) * 9:
                flags |= BOLD
            parts = tuple(pieces) if len(pieces) > 1 else ()
            element = page.elements[node]
            if flags & PREFORMATTED:
                for row in rows("".join(pieces)):
                    if row := row.strip(_ENDS):
                        lines.append(Line(row, parts, element, node, min(linked, len(row)), flags))
            else:
                if "\n" in text or "\t" in text or "\r" in text or "  " in text:
                    text = _FOLDED.sub(_space, text)
                lines.append(_line(Line, (text, parts, element, node, linked, flags)))
        elif self.pictured and not (self.blocks and _unseen(self.blocks[-1])):
            self.image = len(lines)
        pieces.clear()
        self.linked = self.strong = 0
        self.pictured = False


@lru_cache(maxsize=4096)
def _drawn(style: str) -> int:
    """What an element that is part of its line is by its inline style."""
    return _SKIP if hides(style) else _BLOCK if makes_block(style) else _PLAIN


def _unseen(element: Element) -> bool:
    """Whether an inline style hides the element."""
    style = element.get("style")
    return style is not None and hides(style)


@lru_cache(maxsize=256)
def _small(size: str | None) -> bool:
    """Whether a width or height, in pixels, is an icon's."""
    digits = size.strip().removesuffix("px") if size else ""
    return digits.isascii() and digits.isdigit() and int(digits[:5]) <= _ICON


def _space(match: re.Match[str]) -> str:
    """What a run of source white space is in the text."""
    text = match.string
    low, high = match.span()
    if not low or high == len(text) or text[low - 1] < _FIRST_WIDE or text[high] < _FIRST_WIDE:
        return " "
    return "" if _WIDE.match(text, low - 1) and _WIDE.match(text, high) else " "
