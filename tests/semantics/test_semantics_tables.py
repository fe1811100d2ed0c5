"""Every entry of the tables of the semantics stage is tried: what it names, and what it does not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from minutes_cli.lexicon import table
from minutes_cli.model import Block, Quote, Span
from minutes_cli.semantics.dates import day_of
from minutes_cli.semantics.deadlines import find_deadlines
from minutes_cli.semantics.decisions import find_decision
from minutes_cli.semantics.documents import find_documents, outcome
from minutes_cli.semantics.force import find_force
from minutes_cli.semantics.parties import find_parties
from minutes_cli.semantics.targets import find_targets
from minutes_cli.text import view

_FORCE, _DEADLINES, _TARGETS = table("force"), table("deadlines"), table("targets")
_PARTIES, _OUTCOMES = table("parties"), table("outcomes")


def _force(text: str) -> str | None:
    found = find_force(view(text), 0, len(text))
    return found.word if found else None


@pytest.mark.parametrize("entry", _FORCE["word"], ids=lambda entry: entry["word"])
def test_word_of_force(entry: dict[str, Any]) -> None:
    assert _force(entry["no"]) != entry["word"]
    assert _force(entry["yes"]) == entry["word"]


@pytest.mark.parametrize("entry", _FORCE["trap"], ids=lambda entry: entry["word"])
def test_trap_of_force(entry: dict[str, Any]) -> None:
    assert _force(entry["no"]) is None
    found = _force(entry["yes"])
    assert found is not None
    assert entry["word"] in found


@pytest.mark.parametrize("entry", _DEADLINES["time"], ids=lambda entry: entry["name"])
def test_time(entry: dict[str, Any]) -> None:
    no, (sentence, words) = entry["no"], entry["yes"]
    assert find_deadlines(view(no), 0, len(no), None) == []
    assert [found.text for found in find_deadlines(view(sentence), 0, len(sentence), None)] == [words]


@pytest.mark.parametrize("entry", _DEADLINES["dated"], ids=lambda entry: f"{entry['text']}{entry['met']}")
def test_date_of_a_deadline(entry: dict[str, Any]) -> None:
    text = entry["text"]
    found = find_deadlines(view(text), 0, len(text), day_of(entry["met"]))
    assert [(each.text, each.date or "") for each in found] == [(entry["deadline"], entry["date"])]
    assert all(text[slice(*each.span)] == each.text for each in found)


@pytest.mark.parametrize("entry", _TARGETS["example"], ids=lambda entry: entry["text"])
def test_target(entry: dict[str, Any]) -> None:
    text = entry["text"]
    found = find_targets(view(text), 0, len(text))
    assert [each.text for each in found] == entry["targets"]
    assert [each.modifier or "" for each in found] == entry["modifiers"]
    assert all(text[slice(*each.span)] == each.text for each in found)


@pytest.mark.parametrize("entry", _PARTIES["example"], ids=lambda entry: entry["text"])
def test_parties(entry: dict[str, Any]) -> None:
    text = entry["text"]
    found = find_parties(view(text), 0, len(text))
    assert [text[low:high] for low, high in found.lead] == entry["lead"]
    assert [text[low:high] for low, high in found.support] == entry["support"]


@pytest.mark.parametrize("entry", _OUTCOMES["outcome"], ids=lambda entry: entry["status"])
def test_outcome(entry: dict[str, Any]) -> None:
    def of(text: str) -> str | None:
        papers = find_documents(view(text), 0, len(text), reviewed=True)
        return papers[0].status if papers else outcome(view(text), 0, len(text))

    assert of(entry["no"]) != entry["status"]
    assert of(entry["yes"]) == entry["status"]


@pytest.mark.parametrize("entry", _OUTCOMES["decision"], ids=lambda entry: entry["status"])
def test_decision(entry: dict[str, Any]) -> None:
    def of(text: str) -> str | None:
        cue = re.match("会议(?:原则)?(?:决定|同意|提出|是)?|这是", text)
        assert cue
        span = Span(0, cue.end())
        block = Block("会议", "决定", "decision", Quote(cue.group(), span), text, Span(0, len(text)), "")
        found = find_decision(view(text), block, cue.end(), len(text), first=True)
        assert found is None or text[slice(*found.span)] == found.word
        return found.status if found else None

    assert of(entry["no"]) != entry["status"]
    assert of(entry["yes"]) == entry["status"]
