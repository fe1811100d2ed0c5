"""Scores the semantics stage against annotated directives.

In: the articles' folder and a list of gold rows (their form: semantics/README.md). Each row's own range is read, so that
what is measured is the stage alone and not where the structure stage cut. Out: per field right, wrong and missed values.
A value is right when its span is that of the gold, exactly. Readings that the gold calls defensible (`…_alt`) are
neither demanded nor punished.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from minutes_cli import extract
from minutes_cli.model import Block, Directive, Minutes, Span
from minutes_cli.semantics import read_directive
from minutes_cli.text import View, view

FIELDS = ("force", "lead", "support", "persons", "deadline", "date", "targets", "documents")
Row = dict[str, Any]
Range = tuple[int, int]
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(slots=True)
class Score:
    """Counts of one field; `misses` are (row, what, wanted, found) for reading."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def rows(path: Path) -> list[Row]:
    """The gold rows of a file."""
    found: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return found


def score(articles: Path, gold: list[Row]) -> dict[str, Score]:
    """Score every field over `gold`; `subject` counts only leads that stand directly before 要."""
    scores: dict[str, Score] = defaultdict(Score)
    for path, mine in _by_document(articles, gold):
        minutes = extract(path)
        look = view(minutes.article.text)
        place = _places(minutes.article.text)
        for row in mine:
            read = _read(minutes, look, place, row)
            _compare(look, place, row, read, scores)
    return scores


def _by_document(articles: Path, gold: list[Row]) -> Iterator[tuple[Path, list[Row]]]:
    grouped: dict[Path, list[Row]] = defaultdict(list)
    for row in gold:
        folder = articles / "docs" if row["set"] == "docs" else articles / row["set"] / "docs"
        grouped[folder / f"{row['doc']}.txt"].append(row)
    yield from grouped.items()


def _places(text: str) -> list[int]:
    """For each character of the squeezed text its offset in `text`, and the end."""
    return [n for n, c in enumerate(text) if not c.isspace() and c not in _INVISIBLE]


def _read(minutes: Minutes, look: View, place: list[int], row: Row) -> Directive:
    start, end = place[row["start"]], place[row["end"] - 1] + 1
    date, block, marker = None, None, None
    for meeting in minutes.meetings:
        if meeting.span.start <= start < meeting.span.end or date is None:
            date = meeting.date
        for candidate in meeting.blocks:
            if candidate.span.start <= start < candidate.span.end:
                block = candidate
                marker = next((d.marker for d in candidate.directives if d.span.start == start), None)
    if block is None:
        block = Block("会议", None, "requirement", None, "", Span(start, end), "")
    same = next((d for d in block.directives if d.span.start == start and d.span.end >= end - 1), None)
    bare = Directive(marker, None, look.text[start:end], Span(start, end), "")
    read = read_directive(look, block, bare, date)
    if same and same.lead_inherited and not read.lead:  # the list that a lead is inherited from is the structure's
        read = replace(read, lead=same.lead, lead_inherited=True)
    return read


def _compare(look: View, place: list[int], row: Row, read: Directive, scores: dict[str, Score]) -> None:
    def ranges(values: list[Row] | Row | None) -> set[Range]:
        listed = [values] if isinstance(values, dict) else values or []
        return {(place[v["start"]], place[v["end"] - 1] + 1) for v in listed}

    inherited = [v for v in row["lead"] if v.get("inherited")]
    found: dict[str, set[Range]] = {
        "force": {tuple(read.force.span)} if read.force else set(),
        "lead": {tuple(q.span) for q in read.lead},
        "support": {tuple(q.span) for q in read.support},
        "persons": {tuple(q.span) for q in read.persons},
        "deadline": {tuple(read.deadline.span)} if read.deadline else set(),
        "targets": {tuple(q.span) for q in read.targets},
        "documents": {tuple(q.span) for q in read.documents},
    }
    for wanted in ranges(row["persons"]) | ranges(row.get("persons_alt")):  # a post before the name may be in the span
        found["persons"] = {wanted if r[1] == wanted[1] and r[0] >= wanted[0] else r for r in found["persons"]}
    name = f"{row['set']}/{row['doc']}@{row['start']}"
    for kind, values in found.items():
        wanted, also = ranges(row[kind]), ranges(row.get(f"{kind}_alt"))
        count(scores[kind], look, name, wanted, also, values, single=kind in ("force", "deadline"))
    own = ranges([v for v in row["lead"] if not v.get("inherited")])
    count(scores["own lead"], look, name, own, ranges(row.get("lead_alt")) | ranges(inherited), found["lead"], False)
    before = {r for r in found["lead"] if look.bare[r[1] : r[1] + 1] == "要"}
    wanted = {r for r in ranges(row["lead"]) if look.bare[r[1] : r[1] + 1] == "要"}
    count(scores["subject"], look, name, wanted, ranges(row.get("lead_alt")), before, False)
    if read.deadline and row["deadline"] and tuple(read.deadline.span) in ranges(row["deadline"]):
        same = read.deadline.date == row["deadline"]["date"]
        scores["date"].right += same
        scores["date"].wrong += not same
        scores["date"].missed += not same


def count(
    score: Score, look: View, name: str, wanted: set[Range], also: set[Range], found: set[Range], single: bool
) -> None:
    """Add one row to a score. Where one value is wanted (`single`), a defensible one in its place is right."""
    if single and wanted and found and found <= also:
        found = wanted
    right, wrong, missed = found & wanted, found - wanted - also, wanted - found
    score.right += len(right)
    score.wrong += len(wrong)
    score.missed += len(missed)
    if wrong or missed:
        quoted = [[look.text[slice(*span)] for span in sorted(spans)] for spans in (missed, wrong)]
        score.misses.append(f"{name} missed {quoted[0]} wrong {quoted[1]}")
