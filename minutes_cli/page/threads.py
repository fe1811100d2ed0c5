"""Threads of a forum: the posts that belong to the article, and what in a post is not its words.

Works on line numbers; no line is changed.
"""

from __future__ import annotations

from minutes_cli.page.body import Body, section
from minutes_cli.page.furniture import furniture
from minutes_cli.page.lines import Line, Lines
from minutes_cli.prepared import compiled

_PROSE = 10.0
_FURNITURE = -8.0  # the weight of a line of furniture that has none of its own
_THREAD = 2  # lines about members, from which on a page may be a thread
_NAME = 16  # characters of the name of a member, above the panel about them
_RULE = compiled(r"[-—_=─＿－~…*]{4,}")  # opens a signature
_LEAST_QUOTE = 6  # characters


def with_posts(page: Lines, weights: list[float], body: Body) -> Body:
    """`body` with the other posts of a thread: blocks beside one another that are made alike.

    Those that show who wrote them belong together; of others those that follow two or more within the body.
    """
    node, first, last = section(page, body.node), body.first, body.last
    for made in _alike(page, weights, node).values():
        if sum(low < last and high > first for low, high in made) >= 2:
            last = max(last, made[-1][1])
    child = body.node if _panels(page, weights, 0, len(page.lines)) >= _THREAD else 0
    while page.parents[child] >= 0:
        above = page.parents[child]
        made = _alike(page, weights, above).get(_form(page, child), [])
        if len(made) > 1 and sum(_panels(page, weights, *post) > 0 for post in made) * 2 > len(made):
            return Body(above, min(first, made[0][0]), max(last, made[-1][1]))
        child = above
    return body if last == body.last else Body(node, first, last)


def _form(page: Lines, node: int) -> tuple[str, str]:
    element = page.elements[node]
    return str(element.tag), element.get("class") or ""


def _alike(page: Lines, weights: list[float], node: int) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The ranges of the blocks directly in `node` that hold prose, by their form."""
    forms: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for inner in range(node + 1, len(page.elements)):
        low, high = page.first[inner], page.last[inner]
        if low >= page.last[node]:
            break
        if page.parents[inner] == node and high - low >= 3 and max(weights[low:high], default=0.0) > _PROSE:
            forms.setdefault(_form(page, inner), []).append((low, high))
    return forms


def _panels(page: Lines, weights: list[float], low: int, high: int) -> int:
    """How many lines of a range tell of a member: furniture, all of one weight."""
    return sum(weights[n] == _FURNITURE and _is_panel(page.lines[n]) for n in range(low, high))


def _is_panel(line: Line) -> bool:
    kind = furniture(line.text)
    return kind is not None and kind.name == "member"


def unspoken(page: Lines, weights: list[float], numbers: list[int]) -> set[int]:
    """Of the lines of a thread those that no post says: the panel about a member, what is quoted again, signatures."""
    panels = {n for n in numbers if weights[n] == _FURNITURE and _is_panel(page.lines[n])}
    dropped: set[int] = set()
    if len(panels) < _THREAD:
        return dropped
    said: set[str] = set()
    quoting = signed = -1
    for n in numbers:
        line = page.lines[n]
        node = page.parents[line.node]
        names = n + 1 in panels and n not in panels and len(line.text) <= _NAME
        if n in panels or names:
            signed = -1
            dropped.add(n)
        elif signed >= 0 or _RULE.fullmatch(line.text):
            signed = n
            dropped.add(n)
        elif (kind := furniture(line.text)) is not None and kind.name == "quoted":
            quoting = node
            dropped.add(n)
        elif quoting == node and len(line.text) >= _LEAST_QUOTE and line.text in said:
            dropped.add(n)
        said.add(line.text)
    return dropped
