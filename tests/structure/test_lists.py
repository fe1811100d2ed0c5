"""Lists that follow lists: any number of them costs neither the stack nor a look through the rest for each."""

from __future__ import annotations

import pytest

from minutes_cli import extract


@pytest.mark.parametrize("count", [1, 3, 3000])
def test_lists_in_a_row(count: int) -> None:
    words = "一要抓好巡查；二要备足物资。" * count
    article = f"云岭县召开防汛工作会议\n7月30日，云岭县召开防汛工作会议。\n会议强调，{words}\n"
    (block,) = extract(article).meetings[0].blocks
    assert block.text.endswith(words)
    assert len(block.directives) >= max(count, min(count, 8) * 2)
    covered = "".join(directive.text for directive in block.directives)
    assert covered == words
