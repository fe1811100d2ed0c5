"""Decoded text of a page → element tree, guarded against what makes the parser lose text in silence.

The parser is given text only, never bytes. What it cannot take is refused by name (ReadError): a tag with thousands
of attributes (the parser's time grows with their square) and nesting deeper than it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from lxml import etree

from minutes_cli.errors import NoArticleError, ReadError
from minutes_cli.prepared import compiled

Element: TypeAlias = "etree._Element"

MAX_DEPTH = 2048  # libxml2's own limit with `huge_tree`; beyond it the text is lost
_MAX_ATTRIBUTES = 5_000
_LONG_TAG = 15_000  # characters; a tag with more attributes than allowed is longer than this
_TAIL = 10_000  # characters at the end of a page in which </HTML> is looked for
_NUL_ENDS_TEXT = etree.LIBXML_VERSION < (2, 14)
_LARGE = 1_000_000  # from this size on tags are always counted: quotes may hide their ends from the quick look

_DECLARATION = compiled(r"\s*<\?xml[^>]{0,200}\?>", re.I)
_CLOSING = compiled(r"</(?:html|body)\s*>", re.I)
_END = "minutes-end"  # the element that is set where a page ends
_AFTER = compiled(r"(?:\s+|<!--.*?-->|<script\b.*?</script\s*>|</(?:html|body)\s*>)*+", re.I | re.S)
_TAG = compiled(r"""<[a-zA-Z][^\s"'>]*+((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)""")
_ATTRIBUTE = compiled(r"""[^\s=/"']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]*+))?+""")


def parse(text: str) -> Element:
    """The root of the page; raises ReadError (too-many-attributes, too-deep) or NoArticleError (nothing in it)."""
    if _NUL_ENDS_TEXT and "\0" in text:
        text = text.replace("\0", "\ufffd")  # as HTML has it, and the parser from 2.14 on
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    _check_attributes(text)
    root = _parsed(_marked(text))
    if root is not None and (last := _last(root)).tag == _END:
        parent = last.getparent()
        if parent is not None:
            parent.remove(last)
    else:  # the page goes on after </html>, where the parser stops
        root = _parsed(_CLOSING.sub("", text))
    if root is None:
        raise NoArticleError("the page has no elements; there is nothing to read", "empty")
    return root


def _marked(text: str) -> str:
    """The page with a mark in front of the </html> at its end, which shows that the parser has come so far."""
    end = max(text.rfind("</html"), text.rfind("</HTML", -_TAIL))
    rest = _AFTER.match(text, end) if end >= 0 else None
    whole = rest is None or rest.end() < len(text)
    return f"{text if whole else text[:end]}<{_END}>"


def _parsed(text: str) -> Element | None:
    parser = _parser()
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        _check_log(parser)
        raise NoArticleError("the page has no elements; there is nothing to read", "empty") from error
    _check_log(parser)
    return root


def _last(root: Element) -> Element:
    """The last of the innermost elements."""
    while len(root):
        root = root[-1]
    return root


@cache
def _parser() -> etree.HTMLParser:
    """One parser for all pages; lxml locks it against other threads."""
    return etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)


def _check_log(parser: etree.HTMLParser) -> None:
    for entry in parser.error_log:
        if "depth" in entry.message:
            raise ReadError(f"its elements are nested deeper than {MAX_DEPTH}; simplify the page first", "too-deep")
        if entry.level == etree.ErrorLevels.FATAL and entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise ReadError(f"the parser gave up: {entry.message}", "too-large")


def _check_attributes(text: str) -> None:
    for low, high in _long_stretches(text):
        for tag in _TAG.finditer(text, low, high):
            if tag.end() - tag.start() < _LONG_TAG:
                continue
            count = sum(1 for _ in _ATTRIBUTE.finditer(text, *tag.span(1)))
            if count > _MAX_ATTRIBUTES:
                raise ReadError(f"a tag has {count:,} attributes; no article needs them", "too-many-attributes")


def _long_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the page goes on for long without a `>`, as long tags do; touches few characters of other pages.

    A large page is one such stretch: quotes may hide `>` in it.
    """
    if len(text) >= _LARGE:
        yield 0, len(text)
        return
    at = 0
    while at + _LONG_TAG < len(text):
        end = text.rfind(">", at, at + _LONG_TAG)
        if end >= 0:
            at = end + 1
            continue
        end = text.find(">", at + _LONG_TAG)
        end = len(text) if end < 0 else end + 1
        yield at, end
        at = end


def swallowed(text: str, root: Element) -> str | None:
    """The element, or `comment`, that nothing closes and that took more than half of the page with it."""
    half = len(text) // 2
    at = text.rfind("<!--", 0, half + 4)
    if at >= 0 and text.find("-->", at) < 0:
        return "comment"
    last = _last(root)
    if last.tag in _RAW and len(last.text or "") > half:
        return f"<{last.tag}>"
    return None


_RAW = ("script", "style", "textarea", "title", "iframe", "noscript")
