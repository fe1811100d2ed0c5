"""Every entry of every word table does what it says, in an article that holds nothing else.

The tests go through `extract`, so that they say what an entry is worth to a user, however the rules read it.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from minutes_cli import Block, Minutes, extract
from minutes_cli.lexicon import CLASSES, table

LEAD = "7月30日，云岭县召开工作会议。县委书记林知远出席会议并讲话。\n"


# Entries whose own example is not read yet, and why; each must fail, so that none stays here unseen.
KNOWN = {
    "决定": "as a speaker it is taken for the verb",
}


def known(word: str, *values: object) -> object:
    """One case, expected to fail where KNOWN says why."""
    marks = [pytest.mark.xfail(reason=KNOWN[word], strict=True)] if word in KNOWN else []
    return pytest.param(*(values or (word,)), marks=marks, id=word)


def read(words: str) -> Minutes:
    minutes = extract(LEAD + words)
    assert minutes.meetings, "the frame itself is no longer read as a meeting"
    return minutes


def blocks(words: str) -> list[Block]:
    return [block for meeting in read(words).meetings for block in meeting.blocks]


def directives(words: str) -> list[str]:
    return [directive.text for block in blocks(words) for directive in block.directives]


def acts(words: str) -> set[str]:
    return {piece.act for meeting in read(words).meetings for piece in meeting.proceedings}


VERBS = table("verbs")["verb"]
NOUNS = table("verbs")["noun"]


@pytest.mark.parametrize("entry", VERBS, ids=[entry["word"] for entry in VERBS])
def test_verb_example_is_a_cue(entry: dict[str, Any]) -> None:
    found = [(block.verb, block.kind) for block in blocks(entry["example"])]
    assert found == [(entry["word"], entry["class"])]


@pytest.mark.parametrize("entry", VERBS, ids=[entry["word"] for entry in VERBS])
def test_verb_is_no_cue_in_a_title(entry: dict[str, Any]) -> None:
    assert blocks(f"会议审议了《{entry['example']}》。") == []


@pytest.mark.parametrize("entry", NOUNS, ids=[entry["word"] for entry in NOUNS])
def test_noun_example_announces_demands(entry: dict[str, Any]) -> None:
    (block,) = blocks(entry["example"])
    assert (block.verb, block.kind) == (entry["word"], entry["class"])
    assert len(block.directives) >= 2


@pytest.mark.parametrize("entry", NOUNS, ids=[entry["word"] for entry in NOUNS])
def test_noun_alone_announces_nothing(entry: dict[str, Any]) -> None:
    assert blocks(f"与会人员对{entry['word']}进行了讨论。") == []


def test_classes_of_verbs_are_those_of_the_contract() -> None:
    assert {entry["class"] for entry in (*VERBS, *NOUNS)} <= set(CLASSES)


ACTS = table("acts")["act"]


@pytest.mark.parametrize("entry", [known(entry["yes"], entry) for entry in ACTS])
def test_act_is_seen_in_yes_and_not_in_no(entry: dict[str, Any]) -> None:
    assert entry["act"] in acts(f"{entry['yes']}。")
    assert entry["act"] not in acts(f"{entry['no']}。")


DEMANDS = table("demands")
FORCE = [entry["word"] for entry in table("force")["word"]]


@pytest.mark.parametrize("word", FORCE)
def test_word_of_force_makes_a_demand(word: str) -> None:
    said = f"各镇{word}按时报送进度。" if word not in ("希望", "请") else f"{word}各镇按时报送进度。"
    assert directives(f"会议要求，{said}") == [said]


TRAPS = [
    *((f"{before}{word}", word) for word, traps in DEMANDS["not_before"].items() for before in traps),
    *((f"{word}{after}", word) for word, traps in DEMANDS["not_after"].items() for after in traps),
]
# 必须 is a trap of 须 and a word of force itself, 不要 one of 要.
TRAPS = [(trap, word) for trap, word in TRAPS if not any(other in trap for other in FORCE if other != word)]


@pytest.mark.parametrize(("trap", "word"), TRAPS, ids=[f"{trap} is not {word}" for trap, word in TRAPS])
def test_word_of_force_inside_another_word_makes_none(trap: str, word: str) -> None:
    assert directives(f"会议指出，云岭{trap}云岭。") == []


ADVERBS = {"更加": "更加注重各项工作。", "更好": "更好推进各项工作。"}


@pytest.mark.parametrize("word", [known(word) for word in DEMANDS["imperatives"]])
def test_bare_imperative_is_a_demand(word: str) -> None:
    said = ADVERBS.get(word, f"{word}各项工作。")
    assert directives(f"会议强调，秋天到了。{said}") == [said]


@pytest.mark.parametrize("word", DEMANDS["weak"])
def test_weak_opening_is_a_demand_only_before_an_imperative(word: str) -> None:
    said = f"{word}云岭，加强巡查。"
    assert directives(f"会议强调，秋天到了。{said}") == [said]
    assert directives(f"会议强调，秋天到了。{word}云岭，天气晴朗。") == []


def test_strong_and_weak_openings_are_apart() -> None:
    assert not set(DEMANDS["imperatives"]) & set(DEMANDS["weak"])


MARKERS = table("markers")


@pytest.mark.parametrize("entry", MARKERS["ordered"], ids=[entry["name"] for entry in MARKERS["ordered"]])
def test_marker_example_is_a_list(entry: dict[str, Any]) -> None:
    parts = re.findall(r"[^。；]+[。；]", entry["example"])
    assert directives(f"会议要求：{entry['example']}") == parts


@pytest.mark.parametrize("bullet", MARKERS["bullets"])
def test_bullet_is_a_mark(bullet: str) -> None:
    assert directives(f"会议要求\n{bullet} 压实责任。\n{bullet} 抓好落实。") == [
        f"{bullet} 压实责任。",
        f"{bullet} 抓好落实。",
    ]


PEOPLE = table("people")


@pytest.mark.parametrize("post", sorted(set(PEOPLE["posts"])))
def test_name_behind_a_post_speaks(post: str) -> None:
    (block,) = blocks(f"县里的{post}顾明舟指出，今年收成看好。")
    assert block.speaker == "顾明舟"


@pytest.mark.parametrize("title", sorted(set(PEOPLE["titles"])))
def test_title_behind_a_name_is_left_out(title: str) -> None:
    (block,) = blocks(f"顾明舟{title}指出，今年收成看好。")
    assert block.speaker == "顾明舟"


@pytest.mark.parametrize("word", sorted(set(PEOPLE["not_names"])))
def test_word_that_begins_like_a_name_is_none(word: str) -> None:
    """It may speak as a body or a meeting (党委指出), but not as a person."""
    for before in ("", "县里的书记"):
        said = extract(f"{LEAD}{before}{word}指出，今年收成看好。")
        found = [block for meeting in said.meetings for block in meeting.blocks]
        assert word not in {block.speaker for block in found if block.rule == "cue-person"}


SPEAKERS = PEOPLE["speakers"]


@pytest.mark.parametrize(
    "speaker", [known(word) for word in sorted({*SPEAKERS["meetings"], *SPEAKERS["pronouns"], *SPEAKERS["texts"]})]
)
def test_speaker_that_is_no_person_speaks(speaker: str) -> None:
    (block,) = blocks(f"{speaker}指出，今年收成看好。")
    assert block.speaker == speaker


def test_surnames_are_one_character_each() -> None:
    surnames = "".join(PEOPLE["surnames"].split())
    assert all("\u4e00" <= character <= "\u9fff" for character in surnames)
    assert all(len(name) == 2 for name in PEOPLE["compound"])


@pytest.mark.parametrize("name", sorted(set(PEOPLE["compound"])))
def test_compound_surname_makes_a_name(name: str) -> None:
    (block,) = blocks(f"县长{name}明舟指出，今年收成看好。")
    assert block.speaker == f"{name}明舟"


def test_every_table_is_tested_here() -> None:
    """A table that is added needs tests that run its entries; this list says which have them."""
    tested = {"verbs", "acts", "demands", "markers", "people"}
    there = {
        path.name.removesuffix(".toml")
        for path in files("minutes_cli.lexicon").iterdir()
        if path.name.endswith(".toml")
    }
    assert tested <= there
    for name in there:
        words = tomllib.loads(files("minutes_cli.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        lists = list(itertools.chain.from_iterable(value for value in words.values() if isinstance(value, list)))
        duplicates = [entry for entry in lists if isinstance(entry, dict) and lists.count(entry) > 1]
        assert not duplicates, f"{name}.toml holds an entry twice"
