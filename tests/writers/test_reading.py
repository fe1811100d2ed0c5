"""Views show every word of a block: directives, and what was said beside them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from minutes_cli import extract
from minutes_cli.model import Directive
from minutes_cli.writers.markdown import markdown
from minutes_cli.writers.reading import parts
from minutes_cli.writers.tree import Screen, print_tree

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.txt"))
LEAD = "7月30日，云岭县委召开常委会会议。"


def read(words: str) -> list[str]:
    (block,) = extract(LEAD + words).meetings[0].blocks
    return [part.text if isinstance(part, Directive) else f"({part})" for part in parts(block)]


def test_words_before_between_and_behind() -> None:
    assert read("会议指出，今年收成看好。要抓好秋收。成绩来之不易。必须守住底价。形势向好。") == [
        "(今年收成看好。)", "要抓好秋收。", "(成绩来之不易。)", "必须守住底价。", "(形势向好。)",
    ]  # fmt: skip


def test_words_that_only_announce() -> None:
    assert read("会议强调，全县上下要做到以下两点：一是备足农机；二是腾足仓容。")[0] == "(全县上下要做到以下两点)"


def test_a_block_without_directives() -> None:
    assert read("会议认为，上半年工作成效明显。") == ["(上半年工作成效明显。)"]


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_no_word_of_a_block_is_hidden(path: Path) -> None:
    minutes = extract(path)
    stream = io.StringIO()
    print_tree(minutes, Screen(stream, 100_000))
    for shown in (stream.getvalue(), markdown(minutes)):
        kept = [character for character in shown if "\u4e00" <= character <= "\u9fff"]
        for meeting in minutes.meetings:
            for block in meeting.blocks:
                said = block.text[block.cue.span.end - block.span.start :] if block.cue else block.text
                for character in said:
                    assert not "\u4e00" <= character <= "\u9fff" or character in kept
                for sentence in said.replace("\n", "").split("。"):
                    words = "".join(c for c in sentence if "\u4e00" <= c <= "\u9fff")
                    assert words in "".join(kept), words
