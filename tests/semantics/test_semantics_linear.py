"""Time grows in step with the text, whatever the text: a demand twice as long takes about twice as long."""

from __future__ import annotations

import time

import pytest

from minutes_cli.model import Block, Directive, Span
from minutes_cli.semantics import read_directive
from minutes_cli.text import view

_ATTACKS = (
    "要",
    "应",
    "由",
    "各级、",
    "各级和",
    "由区财政局、",
    "牵头",
    "会同区财政局",
    "区财政局会同",
    "责任单位：",
    "责任单位：区财政局、",
    "增长1",
    "1.",
    "1,",
    "12345678901234567890",
    "百分之十",
    "3月",
    "到2025年",
    "年底前",
    "》",
    "《甲《乙》",
    "“甲”",
    "全区各级党政“一把手”",
    "希望各镇",
    "与区财政局",
    "在区财政局",
    "将",
    "区财政局将",
    "，",
    " ",
    "之一以会同在与和及由将要",
)


def _seconds(text: str) -> float:
    directive = Directive(None, None, text, Span(0, len(text)), "")
    block = Block("会议", "强调", "emphasis", None, text, Span(0, len(text)), "")
    look = view(text)
    best = 60.0
    for _ in range(2):
        begun = time.process_time()
        read_directive(look, block, directive, "2023-01-12")
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("attack", _ATTACKS)
def test_time_is_linear(attack: str) -> None:
    size = 4_000
    short, long = (_seconds((attack * (n // len(attack) + 1))[:n]) for n in (size, 4 * size))
    # Below a third of a second a busy machine says more than the rules do.
    assert long < 0.3 or long <= 10 * short, f"{size} characters {short:.3f} s, four times as many {long:.3f} s"


def _people_seconds(count: int) -> float:
    from minutes_cli.model import Article, Attendance, Meeting
    from minutes_cli.semantics import add_semantics

    given = "一二三四五六七八九十百千万东西南北中"
    names = [f"王{a}{b}" for a in given for b in given] + [f"李{a}{b}" for a in given for b in given]
    names = (names * (count // len(names) + 1))[:count]
    lines = [f"区委书记{name}出席会议。他强调，要落实。" for name in names]
    text, attendance, blocks, at = "\n".join(lines), [], [], 0
    for line in lines:
        middle, end = at + line.index("他"), at + len(line)
        attendance.append(Attendance("出席", text[at:middle], Span(at, middle), "attendance"))
        blocks.append(Block("他", "强调", "emphasis", None, text[middle:end], Span(middle, end), ""))
        at = end + 1
    meeting = Meeting(Span(0, len(text)), attendance=tuple(attendance), blocks=tuple(blocks))
    begun = time.process_time()
    add_semantics(Article(text, Span(0, len(text))), (meeting,))
    return time.process_time() - begun


def test_thousands_of_people() -> None:
    # The best of three: what else a busy machine does is not counted.
    short, long = (min(_people_seconds(count) for _ in range(3)) for count in (1_000, 4_000))
    assert long < 0.3 or long <= 10 * short, f"{short:.3f} s, four times as many {long:.3f} s"
