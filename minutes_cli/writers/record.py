"""Minutes → plain values: the only place where output fields are spelt.

The layout is that of schema.json beside this module (`minutes schema`). Offsets count code points of `article.text`.
"""

from __future__ import annotations

import json
from typing import Any

from minutes_cli.errors import MinutesError
from minutes_cli.model import (
    Article,
    Attendance,
    Block,
    Deadline,
    Decision,
    Directive,
    Document,
    Force,
    Meeting,
    Minutes,
    Note,
    Person,
    Proceeding,
    Quote,
    Responsible,
    Source,
    Span,
    Target,
)

SCHEMA = "minutes/1"
OFFSETS = "code points"


def as_record(minutes: Minutes) -> dict[str, Any]:
    """One extraction as plain values."""
    return {
        "schema": SCHEMA,
        "offsets": OFFSETS,
        "source": _source(minutes.source),
        "article": _article(minutes.article, minutes.kind),
        "meetings": [_meeting(meeting) for meeting in minutes.meetings],
        "unassigned": [_span(span) for span in minutes.unassigned],
        "notes": [_note(note) for note in minutes.notes],
    }


def refusal_record(source: Source, error: MinutesError) -> dict[str, Any]:
    """What stands for a source without an article in JSON Lines: no article, and the reason in the notes."""
    return {
        "schema": SCHEMA,
        "offsets": OFFSETS,
        "source": _source(source),
        "article": None,
        "meetings": [],
        "unassigned": [],
        "notes": [_note(Note(error.code, error.message))],
    }


def dumps(record: dict[str, Any], indent: int | None = None) -> str:
    """A record as JSON text: the same input gives the same bytes."""
    separators = None if indent else (",", ":")
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _source(source: Source) -> dict[str, Any]:
    return {
        "uri": source.uri,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "bytes": source.bytes,
        "sha256": source.sha256,
    }


def _article(article: Article, kind: str) -> dict[str, Any]:
    return {
        "title": article.title,
        "published": article.published,
        "publisher": article.publisher,
        "site": article.site,
        "url": article.url,
        "author": article.author,
        "kind": kind,
        "text": article.text,
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "span": _span(meeting.span),
        "names": [_quote(name) for name in meeting.names],
        "date": meeting.date,
        "place": meeting.place,
        "chairs": [_person(chair) for chair in meeting.chairs],
        "attendance": [_attendance(piece) for piece in meeting.attendance],
        "proceedings": [_proceeding(piece) for piece in meeting.proceedings],
        "blocks": [_block(block) for block in meeting.blocks],
        "people": [_person(person) for person in meeting.people],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"text": quote.text, "span": _span(quote.span)}


def _person(person: Person) -> dict[str, Any]:
    return {"name": person.name, "posts": list(person.posts), "span": _span(person.span)}


def _attendance(piece: Attendance) -> dict[str, Any]:
    return {
        "role": piece.role,
        "span": _span(piece.span),
        "text": piece.text,
        "rule": piece.rule,
        "people": [_person(person) for person in piece.people],
    }


def _proceeding(piece: Proceeding) -> dict[str, Any]:
    return {
        "act": piece.act,
        "span": _span(piece.span),
        "text": piece.text,
        "actors": list(piece.actors),
        "documents": list(piece.documents),
        "outcome": piece.outcome,
        "papers": [_document(paper) for paper in piece.papers],
        "rule": piece.rule,
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "speaker": block.speaker,
        "verb": block.verb,
        "class": block.kind,
        "cue": _quote(block.cue) if block.cue else None,
        "span": _span(block.span),
        "text": block.text,
        "rule": block.rule,
        "speaker_person": _person(block.speaker_person) if block.speaker_person else None,
        "directives": [_directive(directive) for directive in block.directives],
    }


def _directive(directive: Directive) -> dict[str, Any]:
    return {
        "marker": directive.marker,
        "headline": directive.headline,
        "span": _span(directive.span),
        "text": directive.text,
        "force": _force(directive.force) if directive.force else None,
        "lead": [_quote(quote) for quote in directive.lead],
        "lead_inherited": directive.lead_inherited,
        "support": [_quote(quote) for quote in directive.support],
        "deadline": _deadline(directive.deadline) if directive.deadline else None,
        "targets": [_target(target) for target in directive.targets],
        "documents": [_document(document) for document in directive.documents],
        "persons": [_responsible(person) for person in directive.persons],
        "decision": _decision(directive.decision) if directive.decision else None,
        "terms": [_quote(term) for term in directive.terms],
        "rule": directive.rule,
        "children": [_directive(child) for child in directive.children],
    }


def _force(force: Force) -> dict[str, Any]:
    return {"word": force.word, "level": force.level, "span": _span(force.span)}


def _document(document: Document) -> dict[str, Any]:
    return {"text": document.text, "span": _span(document.span), "status": document.status}


def _target(target: Target) -> dict[str, Any]:
    return {"text": target.text, "span": _span(target.span), "modifier": target.modifier}


def _responsible(person: Responsible) -> dict[str, Any]:
    return {"name": person.name, "posts": list(person.posts), "span": _span(person.span), "role": person.role}


def _decision(decision: Decision) -> dict[str, Any]:
    return {"status": decision.status, "word": decision.word, "span": _span(decision.span)}


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {"text": deadline.text, "span": _span(deadline.span), "date": deadline.date}


def _note(note: Note) -> dict[str, Any]:
    return {"code": note.code, "message": note.message, "span": _span(note.span) if note.span else None}
