"""Rows of preformatted text: those broken at a fixed width are joined, all others stay."""

from __future__ import annotations

import pytest

from minutes_cli.page.wrapped import rows

LONG = "项目组从三年前开始先后试验了十一种垫层研究人员吃住在站里积累了"  # 62 columns


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (f"{LONG}\n{LONG}\n三十多万个数据。", [f"{LONG}{LONG}三十多万个数据。"]),
        (f"{LONG}\n{LONG}\n完成。\n\n　　{LONG[2:]}\n完成。", [f"{LONG}{LONG}完成。", "", f"　　{LONG[2:]}完成。"]),
        (f"{LONG}\n{LONG}\n: {LONG}", [f"{LONG}{LONG}", f": {LONG}"]),  # a quotation
        (f"{LONG}\n通水了。\n大家都来看。", [LONG, "通水了。", "大家都来看。"]),  # one long row is no width
        (f"{LONG[:-1]}。\n{LONG[:-1]}。\n{LONG}", [f"{LONG[:-1]}。", f"{LONG[:-1]}。", LONG]),  # each a paragraph
        ("春眠不觉晓\n处处闻啼鸟", ["春眠不觉晓", "处处闻啼鸟"]),
        ("x" * 70 + "\n" + "y" * 70 + "\nz", ["x" * 70, "y" * 70, "z"]),  # code
    ],
)
def test_rows(text: str, paragraphs: list[str]) -> None:
    assert rows(text) == paragraphs
