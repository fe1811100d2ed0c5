"""Paths of elements: the same as libxml2 writes, in one pass."""

from __future__ import annotations

import pytest
from lxml import etree

from minutes_cli.page.document import parse
from minutes_cli.page.paths import paths_of

PAGE = (
    "<html><head><title>甲</title></head><body><div><p>一</p><p>二<b>三</b></p></div><div><o:p>四</o:p><table><tr><td>五"
    "<td>六<tr><td>七</table></div><custom-tag><p>八</p></custom-tag></body></html>"
)


@pytest.mark.parametrize("rows", [1, 300], ids=["few", "many"])
def test_same_as_the_parser_writes(rows: int) -> None:
    root = parse(PAGE.replace("<tr>", "<tr>" + "<td>零<tr>" * (rows - 1), 1))
    elements = list(root.iter("*"))
    tree = root.getroottree()
    assert paths_of(root, elements) == {element: tree.getpath(element) for element in elements}


def test_each_leads_to_its_element() -> None:
    root = parse(PAGE)
    for element, path in paths_of(root, root.iter("td")).items():
        assert etree.ElementTree(root).xpath(path) == [element]
