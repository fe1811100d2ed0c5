"""Letter-spaced text (任 东 财 强 调 ：), met by looking: the rules see it without the spaces, the spans keep quoting it.

In: the text of an article. Out: the text without the spaces of its letter-spaced lines and, for each of its characters,
the place in the article; and a structure found in the one told in the other's offsets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from minutes_cli.model import Attendance, Block, Directive, Meeting, Note, Proceeding, Quote, Span, Structure
from minutes_cli.prepared import compiled

_Piece = TypeVar("_Piece", Attendance, Block, Directive, Proceeding)

# A line is letter-spaced if runs of at least eight characters with a space behind each fill most of it, or if it is
# nothing but five or more such characters.
_LETTER = r"[\u4e00-\u9fff，。：；、“”《》（）！？\d]"
_RUN = compiled(rf"(?:{_LETTER}[ \u3000]){{8,}}")
# The same as far as a quick search can tell: it begins with what is rare.
_MAYBE = compiled(rf"[ \u3000](?:{_LETTER}[ \u3000]){{7}}")
_WHOLE = compiled(rf"(?:^|\n)[ \u3000]*(?:{_LETTER}[ \u3000]+){{4,}}{_LETTER}?[ \u3000]*(?=\n|$)")
_MOSTLY = 0.6  # share of the line that such runs fill
_SPACE = compiled(r"[ \u3000]+")


def is_spaced(text: str) -> bool:
    """Whether any line of the text is letter-spaced."""
    return (_MAYBE.search(text) is not None and _RUN.search(text) is not None) or _WHOLE.search(text) is not None


def closed_up(text: str) -> tuple[str, list[int]]:
    """The text without the spaces of its letter-spaced lines, and where each character stands in the text."""
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for line in text.split("\n"):
        spaced = _WHOLE.match(line) or sum(len(run.group()) for run in _RUN.finditer(line)) > _MOSTLY * len(line)
        for offset, character in enumerate(line + "\n"):
            if not (spaced and _SPACE.fullmatch(character)):
                kept.append(character)
                places.append(at + offset)
        at += len(line) + 1
    return "".join(kept)[:-1], [*places[:-1], len(text)]


class Opened:
    """Tells a structure of the closed-up text in the offsets of the text as it stands."""

    def __init__(self, text: str, places: list[int]) -> None:
        self.text, self.places = text, places

    def span(self, span: Span) -> Span:
        """The same stretch in the text."""
        return Span(
            self.places[span.start], self.places[span.end - 1] + 1 if span.end > span.start else self.places[span.end]
        )

    def structure(self, found: Structure) -> Structure:
        """The whole structure in the text's offsets."""
        return replace(
            found,
            meetings=tuple(self._meeting(meeting) for meeting in found.meetings),
            unassigned=tuple(self.span(span) for span in found.unassigned),
            notes=tuple(self._note(note) for note in found.notes),
        )

    def _meeting(self, meeting: Meeting) -> Meeting:
        return replace(
            meeting,
            span=self.span(meeting.span),
            names=tuple(self._quote(name) for name in meeting.names),
            chairs=tuple(replace(chair, span=self.span(chair.span)) for chair in meeting.chairs),
            attendance=tuple(self._piece(piece) for piece in meeting.attendance),
            proceedings=tuple(self._piece(piece) for piece in meeting.proceedings),
            blocks=tuple(self._block(block) for block in meeting.blocks),
        )

    def _block(self, block: Block) -> Block:
        cue = self._quote(block.cue) if block.cue else None
        directives = tuple(self._directive(directive) for directive in block.directives)
        return replace(self._piece(block), cue=cue, directives=directives)

    def _directive(self, directive: Directive) -> Directive:
        children = tuple(self._directive(child) for child in directive.children)
        return replace(self._piece(directive), children=children)

    def _piece(self, piece: _Piece) -> _Piece:
        """A record that quotes, with its span and its words as they stand."""
        where = self.span(piece.span)
        return replace(piece, span=where, text=self.text[where.start : where.end])

    def _quote(self, quote: Quote) -> Quote:
        where = self.span(quote.span)
        return Quote(self.text[where.start : where.end], where)

    def _note(self, note: Note) -> Note:
        return replace(note, span=self.span(note.span)) if note.span else note
