"""Meetings say more: force, parties, deadlines, targets, documents, decisions, terms, people.

In: the article and its meetings. Out: `Reading`: the same meetings with these fields filled, and notes on what was seen
and not understood. Every value quotes the article; what the text does not give stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from minutes_cli.model import (
    Article,
    Block,
    Directive,
    Meeting,
    Note,
    Proceeding,
    Quote,
    Responsible,
    Span,
)
from minutes_cli.semantics.dates import day_of
from minutes_cli.semantics.deadlines import find_deadlines, spoken_of
from minutes_cli.semantics.decisions import find_decision
from minutes_cli.semantics.documents import find_documents, outcome
from minutes_cli.semantics.force import find_force
from minutes_cli.semantics.inherit import inherited
from minutes_cli.semantics.names import listed
from minutes_cli.semantics.parties import Parties, find_parties, leading_spoken_of
from minutes_cli.semantics.people import add_people
from minutes_cli.semantics.targets import find_targets
from minutes_cli.semantics.terms import find_terms
from minutes_cli.text import View, view

# What a note of this stage says.
LEAD_UNREAD = "lead-not-understood"
DEADLINE_UNREAD = "deadline-not-understood"
MORE_DEADLINES = "more-deadlines"
_TELLING = ("statement", "judgement")


@dataclass(frozen=True, slots=True)
class Reading:
    """The meetings with their fields filled, and what was seen in them and not understood."""

    meetings: tuple[Meeting, ...]
    notes: tuple[Note, ...] = ()


def add_semantics(article: Article, meetings: tuple[Meeting, ...]) -> Reading:
    """Fill the meetings' fields. Spans and texts that are there already stay as they are."""
    if not meetings:
        return Reading(meetings)
    look = view(article.text, *article.body)
    notes: list[Note] = []
    read = tuple(_meeting(look, meeting, notes) for meeting in add_people(look, meetings))
    return Reading(read, tuple(notes))


def read_directive(look: View, block: Block, directive: Directive, met: str | None) -> Directive:
    """One demand with its fields filled; `met` is the day of the meeting as in `Meeting.date`."""
    return _directive(look, block, directive, day_of(met), None, first=False)


def _meeting(look: View, meeting: Meeting, notes: list[Note]) -> Meeting:
    met = day_of(meeting.date)
    return replace(
        meeting,
        proceedings=tuple(_proceeding(look, piece) for piece in meeting.proceedings),
        blocks=tuple(_block(look, block, met, notes) for block in meeting.blocks),
    )


def _proceeding(look: View, piece: Proceeding) -> Proceeding:
    papers = find_documents(look, *piece.span, reviewed=piece.act in ("审议", "研究", "表决"))
    came = outcome(look, *piece.span) if piece.act in ("审议", "研究", "表决", "听取") else None
    return replace(piece, papers=tuple(papers), documents=tuple(paper.text for paper in papers), outcome=came)


def _block(look: View, block: Block, met: date | None, notes: list[Note]) -> Block:
    directives = tuple(
        _directive(look, block, directive, met, notes, first=number == 0)
        for number, directive in enumerate(block.directives)
    )
    return replace(block, directives=inherited(look, block, directives))


def _directive(
    look: View, block: Block, directive: Directive, met: date | None, notes: list[Note] | None, first: bool
) -> Directive:
    """`notes` is None for items: what is doubtful in them has been told of the directive they stand in."""
    start, end = directive.span
    body = _behind_marker(look, directive)
    parties = find_parties(look, body, end, demanded=block.kind not in _TELLING or directive.marker is not None)
    targets = find_targets(look, body, end)
    deadlines = find_deadlines(look, start, end, met, block.kind == "decision", targets)
    if notes is not None:
        notes += _doubts(look, body, end, parties, len(deadlines))
    return replace(
        directive,
        force=find_force(look, start, end, body),
        lead=_quotes(look, parties.lead),
        support=_quotes(look, parties.support),
        persons=tuple(person for span, role in parties.persons for person in _persons(look, span, role)),
        deadline=deadlines[0] if deadlines else None,
        later=tuple(deadlines[1:]),
        targets=tuple(targets),
        documents=tuple(find_documents(look, start, end, reviewed=False, said=_cue_start(block) if first else None)),
        decision=find_decision(look, block, body, end, first),
        terms=tuple(find_terms(look, start, end)),
        children=tuple(_directive(look, block, item, met, None, False) for item in directive.children),
    )


def _cue_start(block: Block) -> int | None:
    """Where the words of a decision begin that may decide on what stands behind them."""
    return block.cue.span.start if block.cue and block.kind == "decision" else None


def _behind_marker(look: View, directive: Directive) -> int:
    """Where the demand's own words begin."""
    at = directive.span.start + len(directive.marker or "")
    while at < directive.span.end and look.folded[at] in " ，、：\n":
        at += 1
    return min(at, directive.span.end)


def _quotes(look: View, ranges: list[tuple[int, int]]) -> tuple[Quote, ...]:
    return tuple(Quote(look.text[low:high], Span(low, high)) for low, high in ranges)


def _persons(look: View, span: tuple[int, int], role: str) -> list[Responsible]:
    """The persons named in a range; words that name nobody (分管领导) stand as they are."""
    found = [
        Responsible(named.name, named.posts, Span(named.start, named.start + len(named.name)), role)
        for named in listed(look, *span)
    ]
    return found or [Responsible(look.text[slice(*span)], (), Span(*span), role)]


def _doubts(look: View, start: int, end: int, parties: Parties, deadlines: int) -> list[Note]:
    """What was seen and not understood."""
    found = []
    lead = leading_spoken_of(look, start, end)
    if lead and not (parties.lead or parties.persons):
        found.append(Note(LEAD_UNREAD, "somebody is to lead here, and who it is could not be read", lead))
    limit = spoken_of(look, start, end)
    if limit and not deadlines:
        found.append(Note(DEADLINE_UNREAD, "a time limit is spoken of here, and no time could be read", limit))
    if deadlines > 1:
        found.append(Note(MORE_DEADLINES, f"{deadlines} deadlines stand here; the first is given", Span(start, end)))
    return found
