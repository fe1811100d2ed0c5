"""Whatever the text: nothing raises, and every value quotes it, inside the demand it is read in."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_cli.model import Block, Directive, Quote, Span
from minutes_cli.semantics import read_directive
from minutes_cli.text import view

_PIECES = st.sampled_from(
    [
        "各级党组织",
        "区财政局",
        "各镇（街道）",
        "全区各级党政“一把手”",
        "要",
        "必须",
        "应当",
        "由",
        "牵头",
        "配合",
        "会同",
        "负责",
        "责任单位：",
        "牵头单位：",
        "、",
        "，",
        "。",
        "；",
        "：",
        "和",
        "及",
        "与",
        "在",
        "将",
        "年底前",
        "6月底前",
        "3月31日前",
        "2月30日前",
        "13月45日前",
        "到2025年",
        "“十四五”末",
        "“十九五”末",
        "99999年底",
        "会后三十日内",
        "本周五前",
        "一季度",
        "第四季度",
        "增长8%以上",
        "不低于3%",
        "100个项目",
        "1.2.3万元",
        "百分之十",
        "《办法》",
        "《甲《乙》丙》",
        "《",
        "》",
        "“",
        "”",
        "“双招双引”",
        "（",
        "）",
        "林知远",
        "副区长沈若川",
        "是第一责任人",
        "责任人：",
        "希望",
        "要求",
        "提出",
        "工作",
        "抓好落实",
        "一是",
        "●",
        "１０％",
        "\u3000",
        "\n",
        "\x00",
        "𠮷",
        "＝",
        "會議",
        "應當",
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(_PIECES, min_size=1, max_size=24), st.sampled_from((None, "2023-01-12", "--02-29", "2024-12-31", "不明"))
)
def test_every_value_quotes(pieces: list[str], met: str | None) -> None:
    text = "".join(pieces)
    span = Span(0, len(text))
    for kind in ("decision", "statement"):
        block = Block("会议", "决定", kind, Quote(text[:1], Span(0, 1)), text, span, "")
        read = read_directive(view(text), block, Directive(None, None, text, span, ""), met)
        values = [*read.lead, *read.support, *read.targets, *read.documents, *read.terms, *read.persons]
        values += [value for value in (read.force, read.deadline, read.decision) if value]
        for value in values:
            words = getattr(value, "text", None) or getattr(value, "word", None) or value.name
            assert text[slice(*value.span)] == words
            assert 0 <= value.span.start < value.span.end <= len(text)
        for units in (read.lead, read.support, read.targets, read.documents):
            assert all(a.span.end <= b.span.start for a, b in pairwise(units))
