"""What holds for any text whatever: each piece quotes the article, nests, stands in order; nothing is lost or doubled.

The laws are written out here, apart from `minutes verify`, so that each is the other's witness.
"""

from __future__ import annotations

import itertools
import json
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from minutes_cli import Directive, Minutes, MinutesError, extract
from minutes_cli.cli.checking import faults
from minutes_cli.writers.markdown import markdown
from minutes_cli.writers.outline import outline, strip_margin
from minutes_cli.writers.record import dumps
from minutes_cli.writers.tables import ROWS, lines

# What breaks lines somewhere, what has no width, what lies outside the basic plane, what normalises to other lengths.
BREAKS = ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\t", " ", "\u3000", "\u00a0"]
ODD = [
    "\ufeff",
    "\u200b",
    "\u202e",
    "\x00",
    "\x1b[31m",
    "\ud800",
    "㈱",
    "e\u0301",
    "\ue000",
    "𠮷",
    "👍🏽",
    "\ufffd",
    "（",
    "“",
    "》",
    " | ",
]
WORDS = [
    "7月30日",
    "云岭县委",
    "召开",
    "举行",
    "常委会会议",
    "会议",
    "大会",
    "全会",
    "强调",
    "指出",
    "要求",
    "认为",
    "提出",
    "三点要求",
    "希望",
    "决定",
    "他",
    "她",
    "林知远",
    "县委书记",
    "、",
    "，",
    "。",
    "；",
    "：",
    "！",
    "？",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "「",
    "」",
    '"',
    "一是",
    "二是",
    "三是",
    "一要",
    "二要",
    "第一，",
    "第二，",
    "首先，",
    "其次，",
    "一、",
    "二、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "①",
    "②",
    "●",
    "◆",
    "要",
    "必须",
    "不得",
    "加强",
    "抓好",
    "落实",
    "秋收",
    "主要",
    "取得了成效",
    "主持",
    "出席",
    "列席",
    "参加",
    "会议并讲话",
    "听取",
    "审议",
    "研究",
    "传达学习",
    "部署",
    "了",
    "的",
    "还",
    "汇报",
    "《办法》",
    "又讯",
    "发布时间：2024-07-31",
    "来源：云岭在线",
    "会議",
    "強調",
    "會議強調",
    "会",
    "议",
    "强",
    "调",
]

articles = st.lists(st.sampled_from([*WORDS, *BREAKS, *ODD]), max_size=60).map("".join)
framed = articles.map(lambda words: f"7月30日，云岭县委书记林知远主持召开县委常委会会议。会议强调，{words}")
anything = st.one_of(st.text(max_size=200), articles, framed)
often = settings(max_examples=400, deadline=None)


def extracted(text: str | bytes) -> Minutes | None:
    """The extraction, or None where there is nothing to read; any other error is the test's failure."""
    try:
        return extract(text)
    except MinutesError as error:
        refusal = error.message
    assert re.fullmatch(r"[^\n]+", refusal)
    return None


def check(minutes: Minutes) -> None:
    text = minutes.article.text
    owned = list(minutes.unassigned)
    last_meeting = 0
    for meeting in minutes.meetings:
        assert last_meeting <= meeting.span.start < meeting.span.end <= len(text)
        last_meeting = meeting.span.end
        for name in (*meeting.names,):
            assert text[slice(*name.span)] == name.text != ""
        for chair in meeting.chairs:
            assert text[slice(*chair.span)] == chair.name != ""
        for pieces in (meeting.attendance, meeting.proceedings, meeting.blocks):
            assert [piece.span for piece in pieces] == sorted(piece.span for piece in pieces)
            for piece in pieces:
                assert text[slice(*piece.span)] == piece.text != ""
                assert meeting.span.start <= piece.span.start < piece.span.end <= meeting.span.end
                owned.append(piece.span)
        for block in meeting.blocks:
            if block.cue:
                assert text[slice(*block.cue.span)] == block.cue.text
                assert block.span.start <= block.cue.span.start < block.cue.span.end <= block.span.end
            nested(text, block.span, block.directives)
    owned.sort()
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(owned)), "pieces overlap"
    covered = bytearray(len(text))
    for start, end in owned:
        covered[start:end] = b"\1" * (end - start)
    left = "".join(character for character, seen in zip(text, covered, strict=True) if not seen)
    assert not left.strip(), f"in no piece: {left!r}"


def nested(text: str, outer: tuple[int, int], directives: tuple[Directive, ...]) -> None:
    at = outer[0]
    for directive in directives:
        start, end = directive.span
        assert at <= start < end <= outer[1]
        assert text[start:end] == directive.text
        if directive.headline:
            assert directive.headline in directive.text
        if directive.marker:
            assert "".join(directive.text.split()).startswith("".join(directive.marker.split())[0])
        assert not any(child.children for child in directive.children), "items have no items"
        nested(text, directive.span, directive.children)
        at = end


@given(anything)
@example("\ufeff")
@example("|")
@example("首页 > 要闻\n来源：云岭在线")
@example("会议强调")
@example("7月30日，云岭县委召开常委会会议。会议强调，一要抓好秋收；二要")
@example("7月30日，云岭县委召开常委会会议。\n会议强调\r\n●\r\n● 要抓好秋收\u2028会议要求")
@often
def test_pieces_quote_nest_and_cover(text: str) -> None:
    minutes = extracted(text)
    if minutes:
        check(minutes)
        assert faults(json.loads(dumps(minutes.to_dict()))) == []


@given(anything)
@often
def test_no_word_of_the_source_is_lost_or_altered(text: str) -> None:
    """White space and what has no width aside, the article's text is the source's."""
    minutes = extracted(text)
    if minutes:
        squeezed = re.compile("[\\s\ufeff\u200b]+")
        source = text.encode("utf-8", "replace").decode("utf-8")
        assert squeezed.sub("", minutes.article.text) == squeezed.sub("", source)
        assert not set(minutes.article.text) & set("\r\x0b\x0c\x85\u2028\u2029")


@given(anything)
@often
def test_same_input_same_bytes(text: str) -> None:
    first, second = extracted(text), extracted(text)
    if first and second:
        assert dumps(first.to_dict(), 2) == dumps(second.to_dict(), 2)


@given(anything)
@often
@example("主持0会!| 委强调")  # a speaker with the mark that parts margin and words
def test_every_writer_writes_it(text: str) -> None:
    """Strict JSON and UTF-8; a row a line in TSV; an outline that gives the text back."""
    minutes = extracted(text)
    if minutes:
        record = minutes.to_dict()
        for indent in (None, 2):
            assert json.loads(dumps(record, indent).encode("utf-8")) == json.loads(json.dumps(record))
        assert "\n" not in dumps(record)
        assert strip_margin(outline(minutes)) == minutes.article.text
        assert strip_margin(outline(minutes, rules=True, columns=60)) == minutes.article.text
        markdown(minutes).encode("utf-8")
        for kind, columns in ROWS.items():
            for line in lines(minutes, kind, "tsv"):
                assert line.count("\t") == len(columns) - 1
                assert line.count("\n") == 1
                line.encode("utf-8")


@given(st.binary(max_size=300))
@example(b"\xed\xa0\x80" * 9)
@example("7月30日，云岭县委召开常委会会议。会议强调，要抓好秋收。".encode("gb18030"))
@example("7月30日，雲嶺縣召開會議。會議強調，要抓好秋收。".encode("big5hkscs"))
@often
def test_any_bytes(data: bytes) -> None:
    minutes = extracted(data)
    if minutes:
        check(minutes)
        dumps(minutes.to_dict()).encode("utf-8")


@given(framed, st.sampled_from(["\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"]))
@often
def test_line_breaks_of_all_kinds_are_one(text: str, mark: str) -> None:
    """CR, CRLF, NEL, LS, PS, VT and FF part paragraphs as LF does, and shift nothing."""
    minutes = extracted(text.replace("\n", mark))
    plain = extracted(text)
    assert minutes is not None
    assert plain is not None
    assert minutes.article.text == plain.article.text


@given(st.integers(1, 40), st.sampled_from(["㈱", "e\u0301", "\ue000", "𠮷", "㈠", "⑴", "ﬁ"]))
def test_offsets_are_code_points_of_the_stored_text(count: int, odd: str) -> None:
    """Characters that normal forms make longer or shorter stand before a cue and shift no span."""
    minutes = extract(f"县里有个{odd * count}字。\n7月30日，云岭县委召开常委会会议。会议强调，要抓好秋收。")
    (block,) = minutes.meetings[0].blocks
    assert minutes.article.text[slice(*block.span)] == "会议强调，要抓好秋收。"
    assert minutes.article.text.count(odd) == count
