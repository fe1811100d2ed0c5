"""What a reader of the page does not see: hidden by style, by attribute or by a class that means it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from minutes_cli.page.document import Element
from minutes_cli.prepared import compiled

_STYLE = compiled(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|"
    r"font-size\s*:\s*(?:0(?:px|pt|em|rem|%)?|[12]p[xt])\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|"
    r"(?:left|top)\s*:\s*-\d{4,}px|clip\s*:\s*rect\(\s*0",
    re.I,
)
_BLOCK = compiled(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.I)
_WHITE = compiled(r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?|white|rgb\(255,\s*255,\s*255\))\s*(?:;|!|$)", re.I)
_WHITE_GROUND = compiled(
    r"background(?:-color)?\s*:\s*(?:#fff(?:fff)?|white|rgb\(255,\s*255,\s*255\))\s*(?:;|!|$)", re.I
)
_FLAT = compiled(r"(?:^|[;\s])height\s*:\s*0(?:px)?\s*(?:;|!|$)", re.I)
_CLASS = frozenset(
    ["hide", "hidden", "ng-hide", "is-hidden", "d-none", "sr-only", "visually-hidden", "displaynone", "display-none"]
)


@lru_cache(maxsize=4096)
def hides(style: str) -> bool:
    """Whether an inline style hides its element."""
    if _STYLE.search(style) or ("hidden" in style and _FLAT.search(style)):
        return True
    white = _WHITE.search(style) is not None
    return white and ("background" not in style.lower() or _WHITE_GROUND.search(style) is not None)


def makes_block(style: str) -> bool:
    """Whether an inline style makes a block, with lines of its own, of its element."""
    return _BLOCK.search(style) is not None


@lru_cache(maxsize=4096)
def hidden_class(names: str) -> bool:
    """Whether one of the names of a class attribute means hidden."""
    return not _CLASS.isdisjoint(names.split())


def is_hidden(element: Element, names: Sequence[str | bytes]) -> bool:
    """Whether the element, whose attributes have these names, is hidden by its style, by attribute or by its class."""
    if "style" in names and hides(element.get("style", "")):
        return True
    return ("class" in names and hidden_class(element.get("class", ""))) or "hidden" in names
