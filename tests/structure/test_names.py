"""A person is told by the post and the verb beside the name, whatever the given name means elsewhere."""

from __future__ import annotations

import itertools

import pytest

from minutes_cli import extract

# Characters with which given names end, and which are adverbs, prepositions, verbs, posts or nouns elsewhere.
GIVEN = "强先深新明正和向为成立宣元公志学文建国平安主鸣言达通远永恒定宁静武光辉华英东海林森江河山"


@pytest.mark.parametrize("surname", "王李宿")
def test_speaker_and_chair(surname: str) -> None:
    for middle, last in itertools.chain(zip(GIVEN, GIVEN[7:], strict=False), zip(GIVEN[3:], GIVEN, strict=False)):
        name = surname + middle + last
        article = (
            "云岭县召开教育工作会议\n"
            f"7月30日，云岭县召开教育工作会议。县长{name}主持会议，副县长赵晓、教育局局长钱多出席会议。\n"
            f"{name}强调，要办好教育。\n"
            f"{name}还指出，要抓好落实。\n"
        )
        meeting = extract(article).meetings[0]
        assert [block.speaker for block in meeting.blocks] == [name, name]
        assert [chair.name for chair in meeting.chairs] == [name]


@pytest.mark.parametrize("name", ["李和平", "林永和", "张和", "周向东"])
def test_chairs_in_a_row_have_each_their_own_posts(name: str) -> None:
    article = (
        "云岭县召开教育工作会议\n"
        f"7月30日，云岭县召开教育工作会议。县委书记、县长{name}、副县长赵晓和教育局局长钱多共同主持会议。\n"
        f"{name}强调，要办好教育。\n"
    )
    meeting = extract(article).meetings[0]
    assert [(chair.name, chair.posts) for chair in meeting.chairs] == [
        (name, ("县委书记", "县长")),
        ("赵晓", ("副县长",)),
        ("钱多", ("教育局局长",)),
    ]
    assert [block.speaker for block in meeting.blocks] == [name]
