"""A user's own words: read after the built-in ones, and told where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_cli import LexiconError, extract

ARTICLE = (
    "7月30日，云岭县召开工作会议。县委书记林知远出席会议并讲话。\n会议吁请，各镇要抓好秋收。\n会议强调，要抓好秋种。"
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "lexicon.toml"


def classes(own: Path | None) -> list[tuple[str | None, str]]:
    minutes = extract(ARTICLE, lexicon=own)
    return [(block.verb, block.kind) for meeting in minutes.meetings for block in meeting.blocks]


def test_without_own_words(own: Path) -> None:
    assert classes(None) == [("强调", "emphasis")]


def test_a_verb_is_added(own: Path) -> None:
    own.write_text('[[verb]]\nword = "吁请"\nclass = "exhortation"\n', encoding="utf-8")
    assert classes(own) == [("吁请", "exhortation"), ("强调", "emphasis")]


def test_a_class_is_changed(own: Path) -> None:
    own.write_text('[[verb]]\nword = "强调"\nclass = "requirement"\ncontent = "direct"\n', encoding="utf-8")
    assert classes(own) == [("强调", "requirement")]


def test_a_noun_is_added(own: Path) -> None:
    own.write_text('[[noun]]\nword = "主张"\nclass = "proposal"\n', encoding="utf-8")
    minutes = extract(ARTICLE + "\n林知远提出两点主张：一是备足农机；二是腾足仓容。", lexicon=own)
    assert ("主张", "proposal") in [(b.verb, b.kind) for m in minutes.meetings for b in m.blocks]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ('[[verb]]\nword = "吁请"\nclass = "loud"\n', "`class` of 吁请 is one of statement, judgement"),
        ('[[verb]]\nclass = "other"\n', "has no `word`"),
        ('[[verb]]\nword = " "\nclass = "other"\n', "has no `word`"),
        ('[[verbs]]\nword = "吁请"\n', "'verbs'"),
        ('verb = "吁请"\n', "list of tables"),
        ('[[verb]]\nword = "吁请"\nclass = "other"\ncolour = "red"\n', "'colour'"),
        ('[[verb]]\nword = "吁请"\nclass = "other"\ncontent = "loud"\n', "`content` of 吁请"),
        ("[[verb]\n", "is not TOML"),
        pytest.param("\udcff", "is not UTF-8", id="not UTF-8"),
    ],
)
def test_a_mistake_is_named(own: Path, words: str, complaint: str) -> None:
    own.write_bytes(words.encode("utf-8", "surrogateescape"))
    with pytest.raises(LexiconError, match=complaint) as caught:
        extract(ARTICLE, lexicon=own)
    assert "\n" not in caught.value.message


def test_a_missing_file_is_named(own: Path) -> None:
    with pytest.raises(LexiconError, match="cannot read the lexicon"):
        extract(ARTICLE, lexicon=own)
