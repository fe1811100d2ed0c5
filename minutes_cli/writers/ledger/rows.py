"""An extraction → tasks: what each row of the table can say.

A task's `values` are cells by the key of their column (presets.toml lists the keys). Cells that quote do so word for word.
What the text does not say is empty; what it says and could not be read is marked, so that the two are told apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from minutes_cli.model import Block, Directive, Meeting, Minutes, Note, Responsible, Span

CLASSES = {
    "statement": "指出",
    "judgement": "认为",
    "emphasis": "强调",
    "requirement": "要求",
    "proposal": "提出",
    "decision": "决定",
    "exhortation": "号召",
    "other": "其他",
    "deferral": "暂缓",
}
# An exhortation is a call and no task; it is taken in only when asked for.
USUAL = tuple(name for name in CLASSES if name != "exhortation")
_LABELLED = re.compile(r"\W?(?:\w{2,4}(?:单位|部门|领导|主体)|责任人|完成时限|时限要求|完成时间)[：:]")
# A decision that binds less, or the other way round, says so in the place of its class.
_QUALIFIED = {"原则同意": "原则同意", "不同意": "不同意"}
UNREAD = "原文有述，未能识别"
_UNDATED = "—"  # among several deadlines one whose date is not certain
_LEADERS = ("责任领导", "分管领导", "牵头领导", "包抓领导", "挂钩领导", "包保领导", "牵头", "负责")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which directives become rows: classes by name, and `items` for one row an item instead of one a directive."""

    classes: tuple[str, ...] = USUAL
    items: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One row. `group` heads the rows of its meeting; `kind` is its class, or deferral; `link` is where the text stands.

    `parent` is the place of the directive that an item belongs to.
    """

    values: dict[str, str]
    group: str
    kind: str
    link: str | None
    parent: Span | None = None


def tasks(minutes: Minutes, choice: Choice) -> Iterator[Task]:
    """The tasks of an extraction in the order of the text; in a meeting, what was put off comes last."""
    lines = [0, *(at + 1 for at, character in enumerate(minutes.article.text) if character == "\n")]
    unread = _unread(minutes.notes)
    for meeting in minutes.meetings:
        make = partial(_task, minutes, meeting, lines, unread)
        kept = [
            (block, directive, class_of(block, directive))
            for block in meeting.blocks
            for directive in block.directives
            if class_of(block, directive) in choice.classes
        ]
        for block, directive, kind in sorted(kept, key=lambda each: each[2] == "deferral"):
            if choice.items and directive.children:
                for item in directive.children:
                    yield make(block, item, kind, directive)
            else:
                yield make(block, directive, kind, None)


def left_out(minutes: Minutes, choice: Choice) -> int:
    """How many directives the choice of classes leaves out."""
    return sum(
        class_of(block, directive) not in choice.classes
        for meeting in minutes.meetings
        for block in meeting.blocks
        for directive in block.directives
    )


def class_of(block: Block, directive: Directive) -> str:
    """The class of a directive: its block's, or deferral where the meeting put the matter off."""
    if directive.decision and directive.decision.status == "暂缓":
        return "deferral"
    return block.kind


def _unread(notes: tuple[Note, ...]) -> dict[str, list[Span]]:
    """Where somebody leads, or a time limit is set, and it could not be read."""
    found: dict[str, list[Span]] = {"lead-not-understood": [], "deadline-not-understood": []}
    for note in notes:
        if note.code in found and note.span:
            found[note.code].append(note.span)
    return found


def _task(
    minutes: Minutes,
    meeting: Meeting,
    lines: list[int],
    unread: dict[str, list[Span]],
    block: Block,
    directive: Directive,
    kind: str,
    parent: Directive | None,
) -> Task:
    article = minutes.article
    name = "；".join(quote.text for quote in meeting.names)
    values = {
        "article": article.title or "",
        "source": article.url or minutes.source.uri or "",
        "published": article.published or "",
        "publisher": article.publisher or "",
        "meeting": name,
        "meeting_date": _day(meeting),
        "place": meeting.place or "",
        "chairs": "、".join(chair.name for chair in meeting.chairs),
        "parent": (parent.headline or _opening(parent)) if parent else "",
        "speaker": _speaker(block),
        "cue": f"{block.speaker}{_verb(block, directive)}",
        "class": _QUALIFIED.get(directive.decision.status if directive.decision else "", CLASSES[kind]),
        "origin": _origin(minutes, lines, directive.span),
        **_said(directive, parent),
        **_who(directive, parent, unread["lead-not-understood"]),
        **_when(directive, parent, unread["deadline-not-understood"]),
    }
    day = f"（{_day(meeting)}）" if meeting.date else ""
    group = (name or article.title or "会议") + day
    return Task(values, group, kind, _link(minutes), parent.span if parent else None)


def _day(meeting: Meeting) -> str:
    """The day as far as it is known: 2023-01-12, or 01-12 without a year."""
    return (meeting.date or "").removeprefix("--")


def _said(directive: Directive, parent: Directive | None) -> dict[str, str]:
    force = directive.force or (parent.force if parent else None)
    return {
        "text": directive.text,
        "headline": directive.headline or "",
        "marker": directive.marker or "",
        "force": f"{force.word}（{force.level:g}级）" if force else "",
        "force_word": force.word if force else "",
        "force_level": f"{force.level:g}" if force else "",
        "targets": "；".join(target.text for target in directive.targets),
        "documents": "、".join(document.text for document in directive.documents),
        "decision": directive.decision.status if directive.decision else "",
        "terms": "、".join(term.text for term in directive.terms),
    }


def _who(directive: Directive, parent: Directive | None, unread: list[Span]) -> dict[str, str]:
    own = directive if directive.lead or directive.persons or parent is None else _shared(parent)
    lead = [quote.text for quote in own.lead]
    support = [quote.text for quote in own.support]
    shown = "、".join(lead) or (UNREAD if _inside(unread, directive.span) else "")
    return {
        "lead": shown,
        "support": "、".join(support),
        "units": "、".join([*lead, *support]) or shown,
        "leader": "、".join(_named(person) for person in own.persons if person.role in _LEADERS),
        "person": "、".join(_named(person) for person in own.persons if person.role not in _LEADERS),
    }


def _when(directive: Directive, parent: Directive | None, unread: list[Span]) -> dict[str, str]:
    own = directive if directive.deadline or parent is None else _shared(parent)
    if own.deadline is None:
        return {"deadline": UNREAD if _inside(unread, directive.span) else "", "deadline_date": ""}
    every = (own.deadline, *own.later)
    dates = "；".join(each.date or _UNDATED for each in every) if any(each.date for each in every) else ""
    return {"deadline": "；".join(each.text for each in every), "deadline_date": dates}


def _shared(parent: Directive) -> Directive:
    """What a directive says of all its items: what stands outside them, or in one that only says who and by when."""

    def common(span: Span) -> bool:
        inside = [item for item in parent.children if item.span.start <= span.start < item.span.end]
        return not inside or _LABELLED.match(inside[0].text) is not None

    limits = [each for each in (parent.deadline, *parent.later) if each and common(each.span)]
    return replace(
        parent,
        lead=tuple(quote for quote in parent.lead if common(quote.span)),
        support=tuple(quote for quote in parent.support if common(quote.span)),
        persons=tuple(person for person in parent.persons if common(person.span)),
        deadline=limits[0] if limits else None,
        later=tuple(limits[1:]),
    )


def _named(person: Responsible) -> str:
    return "".join((*person.posts, person.name))


def _speaker(block: Block) -> str:
    """The speaker as printed, and for a pronoun who is meant."""
    person = block.speaker_person
    return f"{block.speaker}（{person.name}）" if person and person.name not in block.speaker else block.speaker


def _verb(block: Block, directive: Directive) -> str:
    """The cue's verb, with the word that qualifies it where the cue prints one: 原则同意."""
    verb, decision = block.verb or "", directive.decision
    inside = decision and block.cue and block.cue.span.start <= decision.span.start < block.cue.span.end
    return decision.word if decision and inside and verb in decision.word else verb


def _opening(directive: Directive) -> str:
    """The words before the first item; the whole where the items begin at once."""
    length = directive.children[0].span.start - directive.span.start
    return directive.text[:length].strip() or directive.text


def _inside(places: list[Span], span: Span) -> bool:
    return any(span.start <= place.start < span.end for place in places)


def _origin(minutes: Minutes, lines: list[int], span: Span) -> str:
    """Title, paragraph and place: `标题·第3段·第120—156字`, counted from one in the article's text."""
    paragraph = bisect_right(lines, span.start)
    title = minutes.article.title or minutes.source.uri or ""
    return f"{title}·第{paragraph}段·第{span.start + 1}—{span.end}字"


def _link(minutes: Minutes) -> str | None:
    return minutes.article.url or minutes.source.uri
