"""Runs the examples of spec/*.md: a demand and what is read in it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from minutes_cli.model import Block, Directive, Span
from minutes_cli.semantics import read_directive
from minutes_cli.text import view

_FILES = sorted((Path(__file__).parent / "spec").glob("*.md"))
_EXAMPLE = re.compile(r"^- (?P<text>.+?) → (?P<read>.+)$")
# Each file's examples say all there is of these; what another file is about is left aside.
_FIELDS = {
    "force": ("force",),
    "parties": ("lead", "support", "persons"),
    "figures": ("deadline", "targets", "documents", "terms"),
}


def _examples() -> list[tuple[str, str, str]]:
    found = []
    for file in _FILES:
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line.startswith("- "):
                match = _EXAMPLE.match(line)
                assert match, f"{file.name}: malformed example {line!r}"
                found.append((file.stem, match["text"], match["read"]))
    return found


def _said(directive: Directive) -> dict[str, str]:
    deadline, force = directive.deadline, directive.force
    return {
        "force": f"{force.word} {force.level:g}" if force else "",
        "lead": "|".join(quote.text for quote in directive.lead),
        "support": "|".join(quote.text for quote in directive.support),
        "persons": "|".join(person.name for person in directive.persons),
        "deadline": f"{deadline.text}[{deadline.date or ''}]" if deadline else "",
        "targets": "|".join(target.text for target in directive.targets),
        "documents": "|".join(document.text + document.status for document in directive.documents),
        "terms": "|".join(term.text for term in directive.terms),
    }


def test_there_are_examples() -> None:
    assert len(_examples()) >= 85
    for file in _FILES:
        text = file.read_text(encoding="utf-8")
        assert text.index("→ nothing") < text.index("## Some"), f"{file.name}: what is not read comes first"


@pytest.mark.parametrize(("kind", "text", "read"), _examples(), ids=lambda value: value[:30])
def test_example(kind: str, text: str, read: str) -> None:
    block = Block("会议", "强调", "emphasis", None, text, Span(0, len(text)), "")
    directive = read_directive(view(text), block, Directive(None, None, text, Span(0, len(text)), ""), "2023-01-12")
    said = _said(directive)
    found = " ".join(f"{field}={said[field]}" for field in _FIELDS[kind] if said[field]) or "nothing"
    assert found == read
    for name in _FIELDS[kind]:
        values = getattr(directive, name)
        for value in values if isinstance(values, tuple) else (values,) if values else ():
            words = getattr(value, "text", None) or getattr(value, "word", None) or value.name
            assert text[slice(*value.span)] == words
