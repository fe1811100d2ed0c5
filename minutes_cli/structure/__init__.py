"""Article → Structure: meetings, blocks, directives, proceedings, attendance.

The passes, in order: a look at the text (`text.view`), the names in it (`people`), the cues (`cues`), the gate and
the stretches (`meetings`), one walk over the sentences (`walk`), then what is inside each block (`directives`).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from minutes_cli.lexicon import Lexicon, builtin
from minutes_cli.model import (
    Article,
    Attendance,
    Block,
    Directive,
    Meeting,
    Note,
    Person,
    Proceeding,
    Quote,
    Span,
    Structure,
)
from minutes_cli.structure.acts import Act, actors
from minutes_cli.structure.attendance import parted
from minutes_cli.structure.chairs import chairs
from minutes_cli.structure.cues import Cue, find_cues
from minutes_cli.structure.dates import meeting_date
from minutes_cli.structure.demands import MODAL
from minutes_cli.structure.directives import Task, find_directives
from minutes_cli.structure.gate import gate
from minutes_cli.structure.meetings import (
    meeting_names,
    meeting_place,
    opening_name,
    stretches,
    title_name,
)
from minutes_cli.structure.people import known_names
from minutes_cli.structure.scene import Piece, Said, There
from minutes_cli.structure.spaced import Opened, closed_up, is_spaced
from minutes_cli.structure.walk import walk
from minutes_cli.text import Sentence, View, view


def find_meetings(article: Article, lexicon: Lexicon | None = None) -> Structure:
    """The meetings of an article, with everything in them."""
    if is_spaced(article.text):
        text, places = closed_up(article.text)
        body = Span(bisect_left(places, article.body.start), bisect_left(places, article.body.end))
        return Opened(article.text, places).structure(find_meetings(replace(article, text=text, body=body), lexicon))
    lexicon = lexicon or builtin()
    look = view(article.text, *article.body)
    names = known_names(look.folded)
    cues = {s.start: found for s in look.sentences if (found := find_cues(look.bare, s, names, lexicon))}
    flat = [cue for found in cues.values() for cue in found]
    passed = gate(look, article.title, flat, *article.body)
    if passed.kind != "meeting":
        return Structure(passed.kind, (), _unassigned(look.text, []), ())
    pieces: list[Piece] = []
    meetings: list[Meeting] = []
    for start, end in stretches(look, passed.start, passed.end, article.title):
        mine = walk(look, names, cues, start, end, article.title)
        pieces += mine
        meeting = _meeting(look, start, end, mine, article, names, lexicon)
        meetings.append(_following(look, meeting, meetings[0]) if meetings else meeting)
    if len(meetings) > 1:
        meetings[0] = _without(meetings[0], meetings[1:])
    unassigned = _unassigned(look.text, pieces)
    return Structure(
        "meeting", tuple(meetings), unassigned, _notes(look, meetings, unassigned, cues, article.published)
    )


def _meeting(
    look: View,
    start: int,
    end: int,
    pieces: list[Piece],
    article: Article,
    names: frozenset[str],
    lexicon: Lexicon,
) -> Meeting:
    text = look.text
    place = meeting_place(look, start, end)
    names_printed = meeting_names(look, start, end)
    if not names_printed and start <= article.body.start and (titled := title_name(look, article.title)):
        names_printed = [titled]
    return Meeting(
        span=Span(start, _trimmed(text, end)),
        names=tuple(Quote(text[a:b], Span(a, b)) for a, b in names_printed),
        date=meeting_date(look, start, end, article.published, article.title),
        place=text[slice(*place)] if place else None,
        chairs=tuple(
            Person(text[at : at + len(name)], posts, Span(at, at + len(name)))
            for name, at, posts in chairs(look, start, end, names)
        ),
        attendance=tuple(
            Attendance(role, text[low:high], Span(low, high), "attendance")
            for p in pieces
            if isinstance(p, There)
            for role, low, high in parted(look.bare, p.start, p.end)
        ),
        proceedings=_proceedings(look, [piece for piece in pieces if isinstance(piece, Act)], names),
        blocks=tuple(_block(look, p, lexicon) for p in pieces if isinstance(p, Said)),
    )


def _proceedings(look: View, acts: list[Act], names: frozenset[str]) -> tuple[Proceeding, ...]:
    found: list[Proceeding] = []
    for act in acts:
        by = actors(look.bare, act, names)
        if not by and found and "。" not in look.bare[found[-1].span.start : act.start]:
            by = found[-1].actors  # 会议听取了汇报，研究了方案: the sentence goes on with its subject
        span = Span(act.start, act.end)
        found.append(Proceeding(act.act, look.text[slice(*span)], span, act.rule, by))
    return tuple(found)


def _following(look: View, meeting: Meeting, first: Meeting) -> Meeting:
    """A later meeting of one lead: named where its paragraph names it, on the lead's day and under its chair."""
    name = opening_name(look, meeting.span.start)
    if name is None:
        return meeting
    low, high = name
    return replace(
        meeting,
        names=meeting.names or (Quote(look.text[low:high], Span(low, high)),),
        date=meeting.date or first.date,
        chairs=meeting.chairs or first.chairs,
    )


def _without(first: Meeting, others: list[Meeting]) -> Meeting:
    """The first meeting without the names in its lead that are those of the others."""
    taken = {name.text for meeting in others for name in meeting.names}
    names = tuple(name for name in first.names if name.text not in taken)
    return replace(first, names=names or first.names)


def _block(look: View, piece: Said, lexicon: Lexicon) -> Block:
    cue = verb = None
    kind = "other" if piece.rule == "speaker-label" else "requirement"
    if piece.cue:
        stop = piece.cue.at + len(piece.cue.verb)
        span = Span(_leading(look.text, piece.cue.start), stop)
        cue, verb = Quote(look.text[span.start : stop], span), look.text[piece.cue.at : stop]
        kind = lexicon.class_of(piece.cue.verb, piece.cue.noun)
    tasks = find_directives(look, piece.said, piece.end, piece.sentences, kind)
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


def _directive(look: View, task: Task) -> Directive:
    return Directive(
        marker=task.marker,
        headline=look.text[slice(*task.headline)] if task.headline else None,
        text=look.text[task.start : task.end],
        span=Span(task.start, task.end),
        rule=task.rule,
        children=tuple(_directive(look, item) for item in task.items),
    )


def _leading(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _trimmed(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def _unassigned(text: str, pieces: list[Piece]) -> tuple[Span, ...]:
    """What no piece owns, without the white space around it; a line break parts it."""
    found: list[Span] = []
    at = 0
    for start, end in [*((piece.start, piece.end) for piece in pieces), (len(text), len(text))]:
        for line_start, line_end in _lines(text, at, start):
            found.append(Span(line_start, line_end))
        at = max(at, end)
    return tuple(found)


def _lines(text: str, low: int, high: int) -> list[tuple[int, int]]:
    found = []
    at = low
    while at < high:
        stop = text.find("\n", at, high)
        stop = high if stop < 0 else stop
        start, end = _leading(text, at), _trimmed(text, stop)
        if start < end and start < stop:
            found.append((start, end))
        at = stop + 1
    return found


def _notes(
    look: View, meetings: list[Meeting], unassigned: tuple[Span, ...], cues: dict[int, list[Cue]], published: str | None
) -> tuple[Note, ...]:
    """What is doubtful: a year taken from the publication date, a demand or a cue that nothing owns."""
    notes = [
        Note("year-assumed", f"the year of {meeting.date} is taken from the publication date", meeting.span)
        for meeting in meetings
        if published and meeting.date and f"{meeting.date[:4]}年" not in look.folded[slice(*meeting.span)]
    ]
    left = iter(span for span in unassigned if span.start >= meetings[0].span.start)
    span = next(left, None)
    for sentence in look.sentences:
        while span is not None and span.end < sentence.end:
            span = next(left, None)
        if span is None:
            break
        if span.start <= sentence.start and (sentence.start in cues or _looks_like_demand(look, sentence)):
            place = Span(sentence.start, sentence.end)
            notes.append(Note("unassigned-demand", "this reads like a demand or a cue, and no block owns it", place))
    return tuple(notes)


def _looks_like_demand(look: View, sentence: Sentence) -> bool:
    return MODAL.search(look.bare, sentence.start, sentence.end) is not None
