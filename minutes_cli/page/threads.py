"""Threads of a forum: the posts that belong to the article.

Works on line numbers; no line is changed.
"""

from __future__ import annotations

from minutes_cli.page.body import Body, section
from minutes_cli.page.dates import find_dates
from minutes_cli.page.furniture import furniture
from minutes_cli.page.lines import Line, Lines

_PROSE = 10.0
_FURNITURE = -8.0  # the weight of a line of furniture that has none of its own
_STAMPED = "发表于"
_STAMP = 60  # characters of the line that says when a post was written
_THREAD = 2  # lines about members, from which on a page may be a thread


def with_posts(page: Lines, weights: list[float], body: Body) -> Body:
    """`body` with the other posts of a thread: blocks beside one another that are made alike.

    Those that show who wrote them belong together; of others those that follow two or more within the body.
    """
    node, first, last = section(page, body.node), body.first, body.last
    for made in _alike(page, weights, node).values():
        if sum(low < last and high > first for low, high in made) >= 2:
            last = max(last, made[-1][1])
    child = body.node
    label = _label(page, page.first[child])
    if not label and not _is_thread(page, weights):
        child = 0
    while page.parents[child] >= 0:
        above = page.parents[child]
        made = _alike(page, weights, above).get(_form(page, child), [])
        signed = sum(
            _panels(page, weights, *post) > 0
            or (label != "" and _label(page, post[0]) == label)
            or any(map(is_stamp, page.lines[post[0] : post[1]]))
            for post in made
        )
        if len(made) > 1 and signed * 2 > len(made):
            return Body(above, first if first < made[0][1] else made[0][0], max(last, made[-1][1]))
        child = above
    return body if last == body.last else Body(node, first, last)


def _is_thread(page: Lines, weights: list[float]) -> bool:
    """Whether lines of the page tell of members, or when posts were written."""
    return (
        _panels(page, weights, 0, len(page.lines)) >= _THREAD
        or sum([is_stamp(line) for line in page.lines if _STAMPED in line[0]]) >= _THREAD
    )


def is_stamp(line: Line) -> bool:
    """Whether a line says when a post was written."""
    return len(line.text) <= _STAMP and _STAMPED in line.text and bool(find_dates(line.text))


def _label(page: Lines, n: int) -> str:
    """The label that a line opens with, as mails on boards do, or nothing."""
    label = page.lines[n].text[:4]
    return label if label[-1] in "：:" else ""


def _form(page: Lines, node: int) -> tuple[str, str]:
    element = page.elements[node]
    return str(element.tag), element.get("class") or ""


def _alike(page: Lines, weights: list[float], node: int) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The ranges of the blocks directly in `node` that hold prose, or posts however short, by their form."""
    forms: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for inner in range(node + 1, len(page.elements)):
        low, high = page.first[inner], page.last[inner]
        if low >= page.last[node]:
            break
        if page.parents[inner] != node or high - low < 3:
            continue
        if max(weights[low:high], default=0.0) > _PROSE or any(map(is_stamp, page.lines[low:high])):
            forms.setdefault(_form(page, inner), []).append((low, high))
    return forms


def _panels(page: Lines, weights: list[float], low: int, high: int) -> int:
    """How many lines of a range tell of a member: furniture, all of one weight."""
    return sum([_is_panel(page.lines[n]) for n, value in enumerate(weights[low:high], low) if value == _FURNITURE])


def _is_panel(line: Line) -> bool:
    kind = furniture(line.text)
    return kind is not None and kind.name == "member"
