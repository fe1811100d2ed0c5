"""The body named by hand: a CSS selector of the user's → the elements it picks.

BeautifulSoup has the selectors; it is imported only here and is given text, never bytes. Every element of our tree
carries its number through BeautifulSoup and back, so that what is picked is exactly an element of ours.
"""

from __future__ import annotations

from lxml import etree

from minutes_cli.errors import NoArticleError, SelectorError
from minutes_cli.page.document import Element

_MARK = "data-minutes-number"


def checked(css: str) -> None:
    """Raise SelectorError if `css` is no selector."""
    import soupsieve

    try:
        soupsieve.compile(css)
    except soupsieve.SelectorSyntaxError as error:
        raise _wrong(css, error) from error


def _wrong(css: str, error: Exception) -> SelectorError:
    reason, _, _ = str(error).partition("\n")
    return SelectorError(f"{css!r} is not a CSS selector: {reason}")


def select(root: Element, css: str) -> list[Element]:
    """The outermost elements that `css` picks, in order.

    Raises SelectorError if `css` is no selector, NoArticleError if it picks nothing.
    """
    from bs4 import BeautifulSoup
    from soupsieve import SelectorSyntaxError

    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for number, element in enumerate(elements):
        element.set(_MARK, str(number))
    soup = BeautifulSoup(etree.tostring(root, encoding="unicode", method="html"), "lxml")
    for element in elements:
        del element.attrib[_MARK]
    try:
        picked = soup.select(css)
    except SelectorSyntaxError as error:
        raise _wrong(css, error) from error
    numbers = {int(str(tag[_MARK])) for tag in picked if tag.get(_MARK) is not None}
    found = [elements[number] for number in sorted(numbers)]
    chosen = set(found)
    found = [element for element in found if not any(above in chosen for above in element.iterancestors())]
    if not found:
        raise NoArticleError(f"the selector {css!r} picks nothing on this page; check it", "nothing-selected")
    return found
