"""The body named by hand: a CSS selector of the user's → the elements it picks.

BeautifulSoup has the selectors; it is imported only here and is given text, never bytes. Every element of our tree
carries its number through BeautifulSoup and back, so that what is picked is exactly an element of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from minutes_cli.errors import NoArticleError, SelectorError
from minutes_cli.page.document import Element

if TYPE_CHECKING:
    from soupsieve import SoupSieve

_MARK = "data-minutes-number"


def checked(css: str) -> None:
    """Raise SelectorError if `css` is no selector."""
    _compiled(css)


def _compiled(css: str) -> SoupSieve:
    """The selector, without the warnings that its library prints of names that it would rather see spelt anew."""
    import warnings

    import soupsieve

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return soupsieve.compile(css)
        except (soupsieve.SelectorSyntaxError, NotImplementedError, RecursionError, ValueError) as error:
            raise _wrong(css, error) from error


def _wrong(css: str, error: Exception) -> SelectorError:
    reason = "it is nested too deep" if isinstance(error, RecursionError) else str(error).partition("\n")[0]
    return SelectorError(f"{css!r} is not a CSS selector: {reason}")


def select(root: Element, css: str) -> list[Element]:
    """The outermost elements that `css` picks, in order.

    Raises SelectorError if `css` is no selector, NoArticleError if it picks nothing.
    """
    from bs4 import BeautifulSoup

    selector = _compiled(css)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for number, element in enumerate(elements):
        element.set(_MARK, str(number))
    soup = BeautifulSoup(etree.tostring(root, encoding="unicode", method="html"), "lxml")
    for element in elements:
        del element.attrib[_MARK]
    try:
        picked = selector.select(soup)
    except RecursionError as error:
        raise _wrong(css, error) from error
    numbers = {int(str(tag[_MARK])) for tag in picked if tag.get(_MARK) is not None}
    found = [elements[number] for number in sorted(numbers)]
    chosen = set(found)
    found = [element for element in found if not any(above in chosen for above in element.iterancestors())]
    if not found:
        raise NoArticleError(f"the selector {css!r} picks nothing on this page; check it", "nothing-selected")
    return found
