"""What is set into the body and is not the article's: lists of links, other stories, adverts, forms, quotations.

Works on line numbers; no line is changed. What tells them is their place and their form.
"""

from __future__ import annotations

from functools import cache

from minutes_cli.lexicon import table
from minutes_cli.page.body import PROSE
from minutes_cli.page.document import Element
from minutes_cli.page.lines import Lines
from minutes_cli.page.threads import is_stamp

_STORY, _HEADLINE = 4, 6  # the most lines of another article's summary; the fewest characters of its headline
_ADVERT = 3  # the most lines of what floats in the text
_REPEATED = 8  # characters of a line that a quotation says again
_BOXES = frozenset(["table", "div"])


def inserted(page: Lines, weights: list[float], node: int, low: int, high: int) -> set[int]:
    """The numbers of lines from `low` to `high`, all in block `node`, that are set into the article."""
    return (
        _link_blocks(page, weights, node, low, high)
        | _stories(page, weights, node, low, high)
        | _boxes(page, weights, node, low, high)
        | _quotations(page, low, high)
    )


def _stories(page: Lines, weights: list[float], node: int, low: int, high: int) -> set[int]:
    """Lines of other articles at the end of the range: blocks that open with a linked headline, prose behind it."""
    found: list[int] = []
    for inner in range(node + 1, len(page.elements)):
        first, last = page.first[inner], page.last[inner]
        if first >= high:
            break
        if first <= low or last > high or not 2 <= last - first <= _STORY or (found and first < page.last[found[-1]]):
            continue
        headline = page.lines[first]
        if headline.linked == len(headline.text) >= _HEADLINE and all(w > PROSE for w in weights[first + 1 : last]):
            found.append(inner)
    if len(found) < 2 or any(weights[n] > PROSE for n in range(page.last[found[-1]], high)):
        return set()
    before = sum(weights[n] > PROSE for n in range(low, page.first[found[0]]))
    return set(range(page.first[found[0]], high)) if before >= 2 else set()


def _link_blocks(page: Lines, weights: list[float], node: int, low: int, high: int) -> set[int]:
    """Lines of blocks wholly inside the range that are lists of links: related matter, sections, adverts."""
    dropped: set[int] = set()
    for inner in range(node + 1, len(page.elements)):
        first, last = page.first[inner], page.last[inner]
        if first >= high:
            break
        if first < low or last > high or not 3 <= last - first < high - low or first in dropped:
            continue
        links = sum(page.lines[n].is_link for n in range(first, last))
        if links * 2 < last - first or sum(weights[first:last]) >= -25:
            continue
        if not any(map(is_stamp, page.lines[first:last])):  # a short post among its buttons
            dropped.update(range(first, last))
    return dropped


def _boxes(page: Lines, weights: list[float], node: int, low: int, high: int) -> set[int]:
    """Forms below prose, in which readers write or vote, and small boxes that float beside it or are named adverts."""
    dropped: set[int] = set()
    for inner in range(node + 1, len(page.elements)):
        first, last = page.first[inner], page.last[inner]
        if first >= high:
            break
        element = page.elements[inner]
        if first <= low or (element.tag != "form" and (element.tag not in _BOXES or last - first > _ADVERT)):
            continue
        if element.tag == "form" or _floats(element) or _is_advert(element):
            above = sum(value for value in weights[low:first] if value > PROSE)
            if above > sum(value for value in weights[first:last] if value > PROSE):
                dropped.update(range(first, last))
    return dropped


def _floats(element: Element) -> bool:
    return element.tag == "table" and element.get("align", "").lower() in ("left", "right")


def _is_advert(element: Element) -> bool:
    names = element.get("class")
    return names is not None and not _adverts().isdisjoint(names.lower().replace("_", " ").replace("-", " ").split())


@cache
def _adverts() -> frozenset[str]:
    return frozenset(table("containers")["adverts"])


def _quotations(page: Lines, low: int, high: int) -> set[int]:
    """Lines of quotations that say again what stands above, as answers in threads do."""
    return {
        n
        for n in range(low, high)
        if (line := page.lines[n]).element.tag == "blockquote"
        and len(line.text) >= _REPEATED
        and any(line.text == other.text for other in page.lines[low:n])
    }
