"""What a reader of the page does not see: hidden by style, by attribute or by a class that means it."""

from __future__ import annotations

import re
from functools import lru_cache

from minutes_cli.page.document import Element

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|"
    r"font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|"
    r"(?:left|top)\s*:\s*-\d{4,}px",
    re.I,
)
_WHITE = re.compile(r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?|white|rgb\(255,\s*255,\s*255\))\s*(?:;|!|$)", re.I)
_CLASS = frozenset(
    ["hide", "hidden", "ng-hide", "is-hidden", "d-none", "sr-only", "visually-hidden", "displaynone", "display-none"]
)


@lru_cache(maxsize=4096)
def _style(style: str) -> bool:
    if _STYLE.search(style):
        return True
    return _WHITE.search(style) is not None and "background" not in style.lower()


def hidden(style: str | None) -> bool:
    """Whether an inline style hides its element."""
    return style is not None and _style(style)


def hidden_class(element: Element) -> bool:
    """Whether the element is hidden by attribute or by a class of that meaning."""
    if element.get("hidden") is not None:
        return True
    names = element.get("class")
    return names is not None and not _CLASS.isdisjoint(names.split())
