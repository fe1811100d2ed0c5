"""Which block of the page holds the article: the one whose lines weigh most.

Every line has a weight: prose counts for its length, link lines and footers against, short bare lines a little
against. A block weighs what its lines weigh, so the article's own block wins over the whole page (which adds links)
and over a single paragraph (which leaves text out). No name of a class or an id is looked at.
"""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from minutes_cli.lexicon import table
from minutes_cli.page.furniture import furniture
from minutes_cli.page.lines import ASIDE, CAPTION, CELL, HIDDEN, Line, Lines
from minutes_cli.prepared import compiled

_SENTENCE = compiled(r"[！？；]|…(?<!\d…)|[!?;]\s?[\u4e00-\u9fff]|[\u4e00-\u9fff][!?;.]$|[a-z]{2}[.,] ")
_CLAUSE = compiled(r"，|[\u4e00-\u9fff],")
_STAMP = compiled(r"[\[（(]?(?:20|19)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）]?$")
# Prose that ends with a link to the text it is taken from is a summary of another page.
_TEASER = compiled(r"(?:详细|详情|更多|查看全文|阅读全文|全文阅读|查看详细|查看详情)(?:内容)?[\s»>]*[\]】>»）)]$")
_LINK_ENDS = frozenset("]】>»）)")
_TO_MORE = 12  # characters of such a link
_AGAINST = {
    "footer": -50.0,
    "notice": -50.0,
    "related": -50.0,
    "comment": -50.0,
    "editor": -25.0,
    "next": -25.0,
    "position": -20.0,
}
_MOST = 300  # characters of one line that count
_LINKS_APART = 3  # lines of links between two parts of a page that have nothing to do with each other
_LEAST = -40.0  # the most that one block inside can count against its parent: it may be left out as a whole


PROSE = 20.0  # a line that weighs more is prose
_UNSEEN = HIDDEN | ASIDE | CAPTION


def weight(line: Line, unseen: int = _UNSEEN) -> float:
    """How much a line speaks for its block being the article (characters of prose), or against.

    A line with one of the flags `unseen` has no weight.
    """
    text, _, _, _, linked, flags = line
    if flags & unseen:
        return 0.0
    length = len(text)
    if linked * 2 > length:
        return 5.0 if length >= 60 and "。" in text else -10.0 - (length if length < 40 else 40) * 0.5
    if linked and text[-1] in _LINK_ENDS and linked <= _TO_MORE and _TEASER.search(text):
        return -10.0
    plain = length - linked
    kind = furniture(text) if length < 300 else None
    if kind is not None:
        return _AGAINST.get(kind.name, -8.0)
    if length < 24 and _STAMP.match(text):
        return -12.0
    if length >= 12:
        if "。" in text or _SENTENCE.search(text):
            return float(min(plain, _MOST))
        clauses = len(_CLAUSE.findall(text))
        if clauses:
            return min(plain, _MOST) * (0.5 if clauses == 1 else 0.8)
    if flags & CELL:
        return -1.0
    return -3.0 if length < 40 else 0.0


def bare_weight(line: Line, weight: float) -> float:
    """The weight where no line of the page is prose: verse, lists of names and tables speak for themselves."""
    bare = weight >= -3.0 and not line.flags & (HIDDEN | ASIDE | CAPTION) and len(line.text) > 3
    return max(weight, min(len(line.text), 30) * 0.8) if bare else weight


class Body(NamedTuple):
    """The block that holds the article and the range of lines in it, from the first to behind the last prose."""

    node: int
    first: int
    last: int


class _Sum(NamedTuple):
    """What a stretch of lines weighs: all of it, its best beginning, end and inner range, with their places."""

    total: float
    head: float
    head_end: int
    tail: float
    tail_start: int
    best: float
    low: int
    high: int


PARTS = frozenset(
    [
        "p",
        "span",
        "font",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "tbody",
        "table",
        "center",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "dl",
        "dd",
        "dt",
    ]
)


def section(page: Lines, node: int) -> int:
    """The block around `node` that can hold a whole article: not a paragraph, a list or a table."""
    while page.parents[node] >= 0 and (page.elements[node].tag in PARTS or page.last[node] - page.first[node] < 3):
        node = page.parents[node]
    return node


_sum = tuple.__new__  # many are made; a call less for each


def find_body(page: Lines, weights: list[float], title: int = -1) -> Body | None:
    """The range of lines that weighs most, and the innermost block around it; None if no line speaks for itself.

    `title` is the line of a title that is beyond doubt, or -1: what follows it wins over what stands above, if it
    weighs at least a fifth as much.
    """
    found, most = _heaviest(page, weights)
    if found is None or title < 0 or found.first > title:
        return found
    below, weight_below = _heaviest(page, [0.0] * (title + 1) + weights[title + 1 :])
    return below if below is not None and weight_below * 5 >= most else found


def below_heading(page: Lines, weights: list[float], found: Body, dated: int) -> tuple[Body | None, list[float]]:
    """What follows the labelled date on line `dated` where `found` is another part of the page, and its weights.

    None if there is no such line (-1) or it dates `found`. Links between the two tell that they are not one article;
    what follows must weigh at least a fifth as much, cells of a table counted.
    """
    if dated < found.last or page.first[found.node] <= dated < page.last[found.node]:
        return None, weights
    if sum(line.is_link for line in page.lines[found.last : dated]) < _LINKS_APART:
        return None, weights
    cells = [bare_weight(line, w) if line.flags & CELL else w for line, w in zip(page.lines, weights, strict=True)]
    below, weight_below = _heaviest(page, [0.0] * (dated + 1) + cells[dated + 1 :])
    enough = weight_below * 5 >= sum(weights[found.first : found.last])
    return (below, cells) if enough else (None, weights)


def narrowed(page: Lines, weights: list[float], found: Body) -> Body:
    """`found` within the innermost known container that holds nearly all of its weight, if there is one."""
    known = table("containers")
    ids, classes = frozenset(known["ids"]), frozenset(known["classes"])
    prose = [0.0, *accumulate(max(0.0, w) for w in weights[found.first : found.last])]
    least = 0.985 * prose[-1]
    best = found
    for node in range(found.node + 1, len(page.elements)):
        if page.first[node] >= found.last:
            break
        low, high = max(page.first[node], found.first), min(page.last[node], found.last)
        if low >= high or prose[high - found.first] - prose[low - found.first] < least:
            continue
        element = page.elements[node]
        if element.get("id") in ids or not classes.isdisjoint((element.get("class") or "").split()):
            best = Body(node, low, high)
    return best


def _heaviest(page: Lines, weights: list[float]) -> tuple[Body | None, float]:
    totals = [0.0, *accumulate(weights)]
    inside = _inside(page, weights)
    sums: dict[int, _Sum] = {}
    found: Body | None = None
    most = 0.0
    for node in reversed(inside):
        items = inside[node]
        if len(items) == 1 and items[0] < 0 and (same := sums.get(-1 - items[0])) is not None:
            sums[node] = same  # a mere wrapper
            continue
        stretch = _stretch(page, items, sums, totals)
        if stretch is None:
            continue
        sums[node] = stretch if stretch.total >= _LEAST else stretch._replace(total=_LEAST)
        if stretch.best > most:
            found, most = Body(node, stretch.low, stretch.high), stretch.best
    return found, most


def _inside(page: Lines, weights: list[float]) -> dict[int, list[int]]:
    """For each block what is directly in it, in order: lines as they are numbered, blocks as -1 - number.

    A block that nothing speaks for is not looked into: it has no entry of its own.
    """
    speaking = [0, *accumulate(value > 0 for value in weights)]
    lines, first, last = page.lines, page.first, page.last
    inside: dict[int, list[int]] = {-1: []}
    done = 0  # lines before this one have found their place
    for node, parent in enumerate(page.parents):
        low, high = first[node], last[node]
        if low < done:
            continue  # in a block that is not looked into
        for number in range(done, low):
            inside[lines[number].node].append(number)
        done = low
        inside[parent].append(-1 - node)
        if speaking[high] > speaking[low]:
            inside[node] = []
        else:
            done = high
    for number in range(done, len(lines)):
        inside[lines[number].node].append(number)
    return inside


def _stretch(page: Lines, items: list[int], sums: dict[int, _Sum], totals: list[float]) -> _Sum | None:
    """The best range over lines and blocks in a row."""
    done: _Sum | None = None
    for item in items:
        new = sums.get(-1 - item) if item < 0 else None
        if new is None:
            if item < 0:
                low, high = page.first[-1 - item], page.last[-1 - item]
                value = max(totals[high] - totals[low], _LEAST)
            else:
                low, high = item, item + 1
                value = totals[high] - totals[low]
            new = _sum(_Sum, (value, value, high, value, low, value, low, high))
        done = new if done is None else _joined(done, new)
    return done


def _joined(a: _Sum, b: _Sum) -> _Sum:
    total, head, head_end, tail, tail_start, best, low, high = a
    more, start, start_end, end, end_start, inner, inner_low, inner_high = b
    if inner > best:
        best, low, high = inner, inner_low, inner_high
    if tail + start > best:
        best, low, high = tail + start, tail_start, start_end
    if head < total + start:
        head, head_end = total + start, start_end
    if end >= tail + more:
        tail, tail_start = end, end_start
    else:
        tail += more
    return _sum(_Sum, (total + more, head, head_end, tail, tail_start, best, low, high))
