"""Article → Structure: meetings, blocks, directives, proceedings, attendance.

The passes, in order: a look at the text (`text.view`), the names in it (`people`), the cues (`cues`), the gate
(`meetings`), one walk over the sentences (`walk`), then what is inside each block (`directives`).
"""

from __future__ import annotations

from minutes_cli.lexicon import table
from minutes_cli.model import (
    Article,
    Attendance,
    Block,
    Directive,
    Meeting,
    Person,
    Proceeding,
    Quote,
    Span,
    Structure,
)
from minutes_cli.structure.acts import Act
from minutes_cli.structure.cues import find_cues
from minutes_cli.structure.directives import Task, find_directives
from minutes_cli.structure.meetings import chairs, gate, meeting_date
from minutes_cli.structure.people import known_names
from minutes_cli.structure.walk import Said, There, walk
from minutes_cli.text import View, view


def find_meetings(article: Article) -> Structure:
    """The meetings of an article, with everything in them."""
    look = view(article.text, *article.body)
    names = known_names(look.bare)
    start, end = article.body
    cues = [cue for s in look.sentences for cue in find_cues(look.bare, s, names, s.end)]
    found = gate(look, article.title, cues, start, end)
    if found.kind != "meeting":
        return Structure(found.kind, (), ((start, end),) and (Span(start, end),))
    end = found.end
    pieces = walk(look, names, [(found.start, end)])
    blocks = tuple(_block(look, piece) for piece in pieces if isinstance(piece, Said))
    proceedings = tuple(
        Proceeding(p.act, look.text[p.start : p.end], Span(p.start, p.end), p.rule) for p in pieces if isinstance(p, Act)
    )
    attendance = tuple(
        Attendance(p.role, look.text[p.start : p.end], Span(p.start, p.end), "attendance") for p in pieces if isinstance(p, There)
    )
    meeting = Meeting(
        span=Span(found.start, end),
        date=meeting_date(look, found.start, end, article.published),
        chairs=tuple(Person(name, (), Span(a, b)) for name, a, b in chairs(look, found.start, end, names)),
        attendance=attendance,
        proceedings=proceedings,
        blocks=blocks,
    )
    return Structure("meeting", (meeting,))


def _block(look: View, piece: Said) -> Block:
    verb = piece.cue.verb if piece.cue else None
    kind = _class(verb, piece.cue.noun if piece.cue else False)
    tasks = find_directives(look, piece.said, piece.end, piece.sentences, kind)
    cue = None
    if piece.cue:
        span = Span(piece.cue.start, piece.cue.at + len(piece.cue.verb))
        cue = Quote(look.text[span.start : span.end], span)
    return Block(
        speaker=piece.speaker,
        verb=verb,
        kind=kind,
        cue=cue,
        text=look.text[piece.start : piece.end],
        span=Span(piece.start, piece.end),
        rule=piece.rule,
        directives=tuple(_directive(look, task) for task in tasks),
    )


def _class(verb: str | None, noun: bool) -> str:
    data = table("verbs")
    entries = data["noun"] if noun else data["verb"]
    return next((entry["class"] for entry in entries if entry["word"] == verb), "requirement" if verb is None else "other")


def _directive(look: View, task: Task) -> Directive:
    return Directive(
        marker=task.marker,
        headline=look.text[slice(*task.headline)] if task.headline else None,
        text=look.text[task.start : task.end],
        span=Span(task.start, task.end),
        rule=task.rule,
        children=tuple(_directive(look, item) for item in task.items),
    )
