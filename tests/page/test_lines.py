"""Where lines end: at blocks, by tag or by their own style."""

from __future__ import annotations

import pytest

from minutes_cli.page.document import parse
from minutes_cli.page.lines import read_lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<span>水塔</span><span>通水</span>", ["水塔通水"]),
        ("<span style='display:block'>水塔</span><span style='display:block'>通水</span>", ["水塔", "通水"]),
        ("<span style='display: flex; color:red'>水塔</span>通水", ["水塔", "通水"]),
        ("<span style='display:inline-block'>水塔</span><span style='display:inline'>通水</span>", ["水塔通水"]),
        ("<span style='display:none'>水塔</span>通水", ["通水"]),
    ],
)
def test_lines(html: str, lines: list[str]) -> None:
    assert [line.text for line in read_lines(parse(f"<html><body>{html}</body></html>")).lines] == lines
