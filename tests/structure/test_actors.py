"""Who did what the meeting did."""

from __future__ import annotations

import pytest

from minutes_cli import extract

LEAD = "7月30日，云岭县召开工作会议。县委书记林知远出席会议并讲话。\n"


@pytest.mark.parametrize(
    ("words", "actors"),
    [
        ("会议听取了县水利局的汇报。", [("会议",)]),
        ("会上，县水利局汇报了防汛准备情况。", [("县水利局",)]),
        ("副县长苏见微通报了有关情况。", [("苏见微",)]),
        ("副县长苏见微、县政府办公室主任程亦安分别作了汇报。", [("苏见微", "程亦安")]),
        ("副县长苏见微同志和教育局局长程亦安同志分别作了发言。", [("苏见微", "程亦安")]),
        ("与会人员围绕秋收工作进行了讨论。", [("与会人员",)]),
        ("会议听取了汇报，审议了《云岭县防汛预案》。", [("会议",), ("会议",)]),  # the subject goes on
        ("会议听取了汇报。苏见微宣读了决定。", [("会议",), ("苏见微",)]),
        ("传达学习了全省教育工作会议精神。", [()]),  # nobody is named
        ("会议听取了汇报。审议通过了方案。", [("会议",), ()]),  # another sentence tells nothing of its subject
    ],
)
def test_actors(words: str, actors: list[tuple[str, ...]]) -> None:
    (meeting,) = extract(LEAD + words + "\n").meetings
    assert [piece.actors for piece in meeting.proceedings] == actors
