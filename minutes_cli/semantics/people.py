"""The people of a meeting: who was there with which posts, and who 他 is.

In: the look and the meetings as the structure stage leaves them. Out: attendance with people, blocks with the person
who speaks, the meeting's people each once. A pronoun is resolved only where one person alone can be meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from minutes_cli.model import Attendance, Block, Meeting, Person, Proceeding, Span
from minutes_cli.semantics.names import Named, is_name, listed, without_title
from minutes_cli.text import MASK, View

_PRONOUNS = frozenset(("他", "她"))


class Roster:
    """The persons known so far, by name, each with all posts printed beside it; the first mention is the place."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people: dict[str, Person] = {}
        self.initials: set[str] = set()  # what a name may begin with, so that a search passes over the rest
        for person in people:
            self.add(person)

    def add(self, person: Person) -> Person:
        """Take in a mention; returns the person with every post known by now."""
        known = self.people.get(person.name)
        self.initials.add(person.name[0])
        if known is None:
            self.people[person.name] = person
            return person
        posts = (*known.posts, *(post for post in person.posts if post not in known.posts))
        merged = Person(known.name, posts, min(known.span, person.span))
        self.people[person.name] = merged
        return merged

    def named(self, words: str) -> Person | None:
        """The person that printed words mean: a name, a name with a title, or a surname with a title only one holds."""
        if words in self.people:
            return self.people[words]
        name = without_title(words)
        if name != words and name in self.people:
            return self.people[name]
        if len(name) == 1 and name != words:
            title = words[1:]
            held = [p for p in self.people.values() if p.name[0] == name and any(title in post for post in p.posts)]
            return held[0] if len(held) == 1 else None
        return None


def add_people(look: View, meetings: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    """The meetings with their people. A person known from an earlier meeting of the article is known in the next."""
    known = Roster()
    return tuple(_meeting(look, meeting, known) for meeting in meetings)


def _meeting(look: View, meeting: Meeting, known: Roster) -> Meeting:
    mine: dict[str, None] = {}

    def meet(person: Person) -> Person:
        mine[person.name] = None
        return known.add(person)

    for chair in meeting.chairs:
        meet(chair)
    pieces: list[Attendance | Proceeding | Block] = [*meeting.attendance, *meeting.proceedings, *meeting.blocks]
    ends = sorted(piece.span.end for piece in pieces)
    present: dict[Span, tuple[str, ...]] = {}
    for piece in meeting.attendance:
        start = _list_start(look, ends, meeting.span.start, piece)
        present[piece.span] = tuple(meet(person).name for person in _people(look, start, piece.span.end))
    for spoken in meeting.blocks:
        for person in _in_cue(look, spoken):
            meet(person)
    blocks = _speakers(look, meeting, known)
    for block in blocks:
        if block.speaker_person:
            mine[block.speaker_person.name] = None
    attendance = tuple(
        replace(piece, people=tuple(_here(look, known.people[name], piece) for name in present[piece.span]))
        for piece in meeting.attendance
    )
    people = sorted((known.people[name] for name in mine), key=lambda person: person.span)
    return replace(meeting, attendance=attendance, blocks=blocks, people=tuple(people))


def _people(look: View, start: int, end: int) -> list[Person]:
    return [_person(named) for named in listed(look, start, end)]


def _list_start(look: View, ends: list[int], low: int, piece: Attendance) -> int:
    """Where the list begins whose end says 出席会议: at the sentence's start, or behind what another piece owns."""
    low = max(low, piece.span.start - _LONGEST)
    sentence = 1 + max(look.bare.rfind(mark, low, piece.span.start) for mark in "。！？\n")
    at = bisect_right(ends, piece.span.start)
    return max(low, sentence, ends[at - 1] if at else 0)


_LONGEST = 1_000  # characters of a list of names before the word that says what they did


def _person(named: Named) -> Person:
    return Person(named.name, named.posts, Span(named.start, named.start + len(named.name)))


def _here(look: View, person: Person, piece: Attendance) -> Person:
    """The person with the place in this piece, so that the span lies in it."""
    at = look.text.find(person.name, *piece.span)
    return replace(person, span=Span(at, at + len(person.name))) if at >= 0 else person


def _in_cue(look: View, block: Block) -> list[Person]:
    """The person whose name and posts the cue prints: 区委书记林知远强调."""
    if block.cue is None:
        return []
    name = without_title(block.speaker)
    at = look.folded.find(block.speaker, *block.cue.span)
    if at < 0 or not is_name(name):
        return []
    begin = 1 + max(look.bare.rfind(mark, block.cue.span.start - 1, at) for mark in "，。；：\n")
    found = [named for named in listed(look, max(begin, block.cue.span.start), at + len(name)) if named.name == name]
    person = _person(found[-1]) if found else Person(name, (), Span(at, at + len(name)))
    title = block.speaker[len(name) :]
    return [replace(person, posts=(*person.posts, title)) if title and title not in person.posts else person]


def _speakers(look: View, meeting: Meeting, known: Roster) -> tuple[Block, ...]:
    """Each block with its person, in the order of the text."""
    pieces: list[Attendance | Proceeding | Block] = [*meeting.attendance, *meeting.proceedings, *meeting.blocks]
    before: Person | None = None
    edge = meeting.span.start
    blocks: list[Block] = []
    for piece in sorted(pieces, key=lambda piece: piece.span):
        between = _mentioned(look, edge, piece.span.start, known)
        before = _only(before, between)
        if isinstance(piece, Block):
            before = _who(look, piece, before, known)
            blocks.append(replace(piece, speaker_person=before))
            others = [person for person in _last_named(look, piece, known) if before and person.name != before.name]
            before = None if others else before
        else:
            inside = _mentioned(look, *piece.span, known)
            before = inside[0] if len(inside) == 1 else before if not inside else None
        edge = piece.span.end
    return tuple(blocks)


def _only(before: Person | None, between: list[Person]) -> Person | None:
    """Who can be meant by 他 behind words that mention `between`: the one named there, else the one before."""
    if not between:
        return before
    return between[0] if len(between) == 1 else None


def _who(look: View, block: Block, before: Person | None, known: Roster) -> Person | None:
    if block.speaker in _PRONOUNS:
        if block.cue is None:
            return None
        own = _mentioned(look, block.span.start, block.cue.span.start, known)
        return _only(before, own)
    return known.named(block.speaker)


def _last_named(look: View, block: Block, known: Roster) -> list[Person]:
    """The persons named in a block's last sentence, behind its cue."""
    low = block.cue.span.end if block.cue else block.span.start
    start = 1 + max(look.bare.rfind(mark, low, block.span.end - 1) for mark in "。！？\n")
    return _mentioned(look, max(low, start), block.span.end, known)


def _mentioned(look: View, start: int, end: int, known: Roster) -> list[Person]:
    """The known persons whose names stand in a range, each once. Costs the same for ten names and for ten thousand."""
    found: dict[str, Person] = {}
    at = start
    while at < end:
        if look.text[at] not in known.initials or look.bare[at] == MASK:
            at += 1
            continue
        name = next((look.text[at : at + n] for n in _LENGTHS if look.text[at : at + n] in known.people), "")
        if name and at + len(name) <= end:
            found[name] = known.people[name]
        at += len(name) or 1
    return list(found.values())


_LENGTHS = (4, 3, 2)
