"""The paragraphs of texts: what a document or an empty line parts stays apart, a sentence broken by a dump is whole."""

from __future__ import annotations

import io

import docx
import pytest

from minutes_cli import extract
from minutes_cli.readers import page_of_bytes

TITLE = "云岭县委常委会会议纪要"
# Nothing here goes on with what stands above it, though a joiner might think so.
LINES = [
    "时间：2031年4月2日",
    "主持人：县委书记林知远",
    "会议听取了春耕生产情况汇报。",
    "县委书记林知远",
    "会议指出，今年以来全县上下齐心协力，春耕备耕扎实推进，农资储备充足，为全年丰收打下良好基础。农业农村局要抓好落实，不误农时",
    "会议要求，各乡镇要严格落实森林防火责任制。",
    "出席：县长何青川",
]
BROKEN = [
    "党委书记林知远",
    "说，今年以来全县春耕备耕扎实推进。",
    "县长何青川",
    "早早地来到田间，与农户交谈。",
    "会议以“新阶段",
    "新作为”为题，部署了工作，",
    "要求抓好落实。",
]


def _word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _text(data: bytes) -> list[str]:
    return extract(data).article.text.split("\n")


def test_the_paragraphs_of_a_document_stay() -> None:
    lines = [TITLE, *LINES, "会议强调，", "要压实责任。", "（内部", "资料）"]
    assert _text(_word(lines)) == lines
    assert page_of_bytes(_word(lines)).parted


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n　\n", "\n\n\n"])
def test_an_empty_line_parts(gap: str) -> None:
    assert _text(gap.join([TITLE, *LINES]).encode()) == [TITLE, *LINES]
    head = f"{TITLE}\n2031-04-02{gap}"
    assert _text((head + gap.join([*LINES, "会议强调，", "要压实责任。"])).encode()) == [
        TITLE, "2031-04-02", *LINES, "会议强调，", "要压实责任。",
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_dump_that_breaks_sentences_is_joined(gap: str) -> None:
    assert _text(gap.join([TITLE, *BROKEN]).encode()) == [
        TITLE,
        "党委书记林知远说，今年以来全县春耕备耕扎实推进。",
        "县长何青川早早地来到田间，与农户交谈。",
        "会议以“新阶段新作为”为题，部署了工作，要求抓好落实。",
    ]


def test_the_chair_on_a_line_of_its_own() -> None:
    meeting = extract(_word([TITLE, *LINES])).meetings[0]
    assert [chair.name for chair in meeting.chairs] == ["林知远"]
