"""`minutes diff`: which directives two articles or results have, and which they word differently.

Compared are the first-level directives of all blocks in reading order, by their words.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from minutes_cli.cli.checking import records
from minutes_cli.errors import ReadError
from minutes_cli.readers.web import Fetching

_ALIKE = 0.6  # two directives that share so much of their words are one, worded differently


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `kind` is added, removed or changed; the words are those of A and of B."""

    kind: str
    block: str
    before: str | None
    after: str | None


def directives(source: str, fetching: Fetching) -> list[tuple[str, str]]:
    """(cue, words) of each directive of a json result or of an article."""
    from minutes_cli.pipeline import extract_page
    from minutes_cli.readers import page_of_source

    path = Path(source)
    if path.suffix in (".json", ".jsonl"):
        try:
            found = list(records(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise ReadError(f"it cannot be read: {error.strerror}", "unreadable") from error
    else:
        found = [extract_page(page_of_source(source, fetching)).to_dict()]
    return [pair for record in found for pair in _pairs(record)]


def _pairs(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (block["speaker"] + (block["verb"] or ""), directive["text"])
        for meeting in record["meetings"]
        for block in meeting["blocks"]
        for directive in block["directives"]
    ]


def changes(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> list[Change]:
    """The differences in reading order."""
    found: list[Change] = []
    matcher = SequenceMatcher(None, [words for _, words in before], [words for _, words in after], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            found += _replaced(before[a:b], after[c:d])
    return found


def _replaced(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[Change]:
    found: list[Change] = []
    left = list(new)
    for cue, words in old:
        alike = max(left, key=lambda pair: SequenceMatcher(None, words, pair[1]).ratio(), default=None)
        if alike and SequenceMatcher(None, words, alike[1]).ratio() >= _ALIKE:
            left.remove(alike)
            found.append(Change("changed", cue, words, alike[1]))
        else:
            found.append(Change("removed", cue, words, None))
    return found + [Change("added", cue, None, words) for cue, words in left]
