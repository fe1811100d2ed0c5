"""Where elements stand in the page: their paths from the root, `/html/body/div[2]/p[3]`.

libxml2 counts an element's siblings anew for each path; for the many paragraphs of a long page that takes the square of
their number, and one pass over the siblings of a kind serves them all.
"""

from __future__ import annotations

from collections.abc import Iterable

from minutes_cli.page.document import Element

_FEW = 200  # elements for which libxml2 is faster


def paths_of(root: Element, elements: Iterable[Element]) -> dict[Element, str]:
    """The path of each of these elements of the tree under `root`."""
    distinct = dict.fromkeys(elements)
    if len(distinct) <= _FEW:
        path_of = root.getroottree().getpath
        return {element: path_of(element) for element in distinct}
    found: dict[Element, str] = {}
    numbers: dict[tuple[Element, str], dict[Element, int]] = {}
    for element in distinct:
        above: list[Element] = []
        at: Element | None = element
        while at is not None and at not in found:
            above.append(at)
            at = at.getparent()
        path = "" if at is None else found[at]
        for inner in reversed(above):
            path = found[inner] = f"{path}/{_step(inner, numbers)}"
    return found


def _step(element: Element, numbers: dict[tuple[Element, str], dict[Element, int]]) -> str:
    """The last step of the path: the tag, numbered where siblings have it too."""
    tag, parent = element.tag, element.getparent()
    if parent is None:
        return tag
    alike = numbers.get((parent, tag))
    if alike is None:
        alike = numbers[parent, tag] = {child: n for n, child in enumerate(parent.iterchildren(tag), 1)}
    return tag if len(alike) == 1 else f"{tag}[{alike[element]}]"
