"""Who was there, who speaks, whom 他 stands for; decisions, outcomes, notes: over a whole article."""

from __future__ import annotations

from pathlib import Path

from minutes_cli import extract
from minutes_cli.model import Minutes

_OFFICE = Path(__file__).parent / "articles" / "office.txt"


def _office() -> Minutes:
    return extract(_OFFICE)


def _meeting(body: str) -> Minutes:
    return extract("东江区召开推进会\n发布时间：2023-01-13\n1月12日，区委书记林知远主持召开全区推进会。\n" + body)


def test_every_value_quotes_the_article() -> None:
    minutes = _office()
    text = minutes.article.text
    count = 0
    for meeting in minutes.meetings:
        people = [person for piece in meeting.attendance for person in piece.people]
        speakers = [block.speaker_person for block in meeting.blocks if block.speaker_person]
        for person in (*people, *speakers, *meeting.people, *meeting.chairs):
            assert text[slice(*person.span)] == person.name
        for block in meeting.blocks:
            for directive in (d for top in block.directives for d in (top, *top.children)):
                for quote in (*directive.lead, *directive.support, *directive.targets, *directive.documents):
                    count += 1
                    assert text[slice(*quote.span)] == quote.text
                if directive.deadline:
                    assert text[slice(*directive.deadline.span)] == directive.deadline.text
                if directive.force:
                    assert text[slice(*directive.force.span)] == directive.force.word
    assert count > 15


def test_attendance_has_people_with_posts() -> None:
    meeting = _office().meetings[0]
    found = {person.name: person.posts for piece in meeting.attendance for person in piece.people}
    assert found["林知远"] == ("区委书记",)
    assert found["沈若川"] == ("区委常委", "常务副区长")


def test_lists_of_people() -> None:
    minutes = _meeting(
        "会议强调，要压实责任。\n区委副书记、区长王正，区领导李晓东、陈志刚，区政府办主任赵文博出席会议。"
    )
    found = [(person.name, person.posts) for piece in minutes.meetings[0].attendance[1:] for person in piece.people]
    assert ("李晓东", ("区领导",)) in found
    assert ("陈志刚", ("区领导",)) in found
    assert ("赵文博", ("区政府办主任",)) in found


def test_a_sentence_of_attendance_is_parted_by_roles() -> None:
    minutes = _meeting(
        "副区长王正出席，区政协主席周敏列席，副区长沈若川因公请假。列席：宋安（区财政局局长）、林 强。\n"
    )
    roles = [(piece.role, [person.name for person in piece.people]) for piece in minutes.meetings[0].attendance][1:]
    assert roles[:3] == [("出席", ["王正"]), ("列席", ["周敏"]), ("请假", ["沈若川"])]
    posts = {person.name: person.posts for person in minutes.meetings[0].people}
    assert posts["沈若川"] == ("副区长",)


def test_names_with_a_bracket_a_unit_and_a_dot() -> None:
    minutes = _meeting(
        "会议强调，要抓好落实。\n出席：宋安（区财政局局长）、区发改委 周敏、区人大代表买买提·艾力\n缺席：陆景行（因公出差）\n"
    )
    people = {person.name: person.posts for person in minutes.meetings[0].people}
    assert people["宋安"] == ("区财政局局长",)
    assert {"周敏", "买买提·艾力", "陆景行"} <= set(people)


def test_a_name_in_traditional_characters_is_quoted_as_printed() -> None:
    minutes = extract(
        "東江區召開推進會\n2023年1月12日，區委書記張一強主持召開推進會。\n出席：張一強、陳靜\n會議強調，要抓好落實。\n"
    )
    people = [person for piece in minutes.meetings[0].attendance for person in piece.people]
    assert {"張一強", "陳靜"} <= {person.name for person in people}
    assert all(minutes.article.text[slice(*person.span)] == person.name for person in people)


def test_a_short_name_ends_before_what_it_does() -> None:
    minutes = _meeting("区长王正指出，形势向好。王正在会上强调，要抓好落实。王正在主持会议时要求，各镇要跟进。")
    names = [block.speaker_person.name for block in minutes.meetings[0].blocks if block.speaker_person]
    assert names == ["王正", "王正", "王正"]


def test_a_pronoun_is_who_spoke_before() -> None:
    blocks = {block.cue.text: block for block in _office().meetings[0].blocks if block.cue}
    for cue in ("林知远要求", "他强调"):
        person = blocks[cue].speaker_person
        assert person is not None
        assert (person.name, person.posts) == ("林知远", ("区委书记",))
    assert blocks["会议强调"].speaker_person is None


def test_a_pronoun_that_may_be_two_is_left_open() -> None:
    minutes = _meeting("区长王正要求，要加快进度。林知远、王正随后察看了现场。他强调，要守住底线。")
    blocks = [block for block in minutes.meetings[0].blocks if block.speaker == "他"]
    assert [block.speaker_person for block in blocks] == [None]


def test_a_deferral_is_no_decision() -> None:
    statuses = [
        (directive.decision.status, directive.text[:6])
        for block in _office().meetings[0].blocks
        for directive in block.directives
        if directive.decision
    ]
    assert statuses == [("决定", "成立乡村供水"), ("暂缓", "水价调整事项")]


def test_what_came_of_documents() -> None:
    papers = {paper.text: paper.status for piece in _office().meetings[0].proceedings for paper in piece.papers}
    assert papers == {"《东江区乡村供水管理办法》": "原则通过", "《东江区水价改革方案》": "审议"}
    outcomes = [piece.outcome for piece in _office().meetings[0].proceedings if piece.documents]
    assert outcomes == ["原则通过", None]


def test_a_decision_in_the_cue_decides_on_the_document_behind_it() -> None:
    minutes = _meeting("会议原则同意《东江区水价方案》，由区发改委修改后印发。会议不同意区文旅局提出的申请。")
    read = [directive for block in minutes.meetings[0].blocks for directive in block.directives]
    assert [paper.status for paper in read[0].documents] == ["原则通过"]
    assert [directive.decision.status for directive in read if directive.decision] == ["原则同意", "不同意"]


def test_not_stated_and_not_understood_differ() -> None:
    minutes = _meeting("会议强调，要压实责任。要由有关方面牵头，限期完成整改。")
    codes = [note.code for note in minutes.notes]
    assert "lead-not-understood" in codes
    assert "deadline-not-understood" in codes
    assert not [n for n in _meeting("会议强调，要压实责任。").notes if n.code.endswith("not-understood")]


def test_a_list_inherits_from_the_words_that_open_it() -> None:
    minutes = _meeting("会议强调，各镇要做到：一是压实责任；二是抓好落实。要严肃纪律。")
    directives = minutes.meetings[0].blocks[-1].directives
    listed = [d for d in directives if d.marker]
    assert [[quote.text for quote in d.lead] for d in listed] == [["各镇"], ["各镇"]]
    assert all(d.lead_inherited for d in listed)
    assert all(not d.lead for d in directives if not d.marker and "纪律" in d.text)
