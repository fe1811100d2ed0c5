"""The records that the stages hand to one another: Page → Article → Meetings → Minutes.

All are frozen. A span is half-open and counts Unicode code points of `Article.text`; wherever a record
carries both `span` and `text`, `article.text[span.start:span.end] == text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Half-open range of code points; unpacks into `slice`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something doubtful that did not stop the work. `code` is a stable word, `span` the place if there is one."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes came from. `sha256` is that of the bytes as read; `uri` is as the user gave it."""

    uri: str | None = None
    media_type: str = "text/plain"
    encoding: str | None = None
    bytes: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A source decoded to text: what the readers make and the page stage reads.

    `parted` says that every line is a paragraph, as a document has them; the lines of other texts may be broken ones.
    """

    source: Source
    text: str
    url: str | None = None
    notes: tuple[Note, ...] = ()
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """An article's own words, one paragraph a line, with what its heading says.

    `text` is written once and never altered. `body` is the part of it that the article itself fills (title,
    dateline and furniture of a text dump stand outside). `published` is `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`,
    local, as precise as shown. `paths` names the element of each paragraph of a page, in order; empty for text.
    """

    text: str
    body: Span
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    paths: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of the article, word for word."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is named, as printed with its 《》, and what came of it.

    `status` is 通过, 原则通过, 审议 (put before the meeting, nothing said of the result), 暂缓, 未通过, or 提及 (only named).
    """

    text: str
    span: Span
    status: str = "提及"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a meeting. `span` is the name's; `posts` are as printed."""

    name: str
    posts: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached, with its unit and the comparing words that touch it (增长8%以上, 突破2000亿元).

    `modifier` holds the words that loosen or tie it, as printed: 以上, 以内, 左右, 不低于, 力争, 确保; several are joined by 、.
    """

    text: str
    span: Span
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class Responsible:
    """A person named responsible for a task. `role` is the word that says so: 责任人, 责任领导, 牵头, 负责 …"""

    name: str
    posts: tuple[str, ...]
    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there. `role` is 主持, 出席, 列席, 请假 or 参加."""

    role: str
    text: str
    span: Span
    rule: str
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Proceeding:
    """What the meeting did. `act` is one of the acts of the lexicon (听取, 审议, …).

    `actors` did it: persons without their posts, a body, or 会议; empty where the sentence names nobody.
    """

    act: str
    text: str
    span: Span
    rule: str
    actors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    outcome: str | None = None
    papers: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the words, and the ISO date where the meeting's date makes it certain."""

    text: str
    span: Span
    date: str | None


@dataclass(frozen=True, slots=True)
class Force:
    """How binding a demand is: the word as printed and its level (5 必须 … 0.2 探索)."""

    word: str
    level: float
    span: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a matter: `status` is 决定, 同意, 原则同意, 不同意 or 暂缓; `word` is printed at `span`."""

    status: str
    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Directive:
    """One demand, task or arrangement; its children are items, which have no children of their own.

    With `lead_inherited` the lead is printed before the demand: in the words that open its list (各镇要做到：), or before
    the ； that it goes on from. The other fields' values stand inside the demand.
    """

    marker: str | None
    headline: str | None
    text: str
    span: Span
    rule: str
    children: tuple[Directive, ...] = ()
    force: Force | None = None
    lead: tuple[Quote, ...] = ()
    support: tuple[Quote, ...] = ()
    deadline: Deadline | None = None
    targets: tuple[Target, ...] = ()
    documents: tuple[Document, ...] = ()
    persons: tuple[Responsible, ...] = ()
    decision: Decision | None = None
    terms: tuple[Quote, ...] = ()
    lead_inherited: bool = False
    later: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """What the meeting or a named person is reported to have said.

    `verb` and `cue` are None where no cue is printed; `kind` is the verb's class (statement, emphasis, …).
    `speaker_person` is who that is, where that is certain: a name with posts, for 他 the one it stands for.
    """

    speaker: str
    verb: str | None
    kind: str
    cue: Quote | None
    text: str
    span: Span
    rule: str
    directives: tuple[Directive, ...] = ()
    speaker_person: Person | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The stretch of the article about one meeting. `date` is `YYYY-MM-DD`, `--MM-DD` or None.

    `people` are those named at it, each once, with all the posts that are printed beside the name.
    """

    span: Span
    names: tuple[Quote, ...] = ()
    date: str | None = None
    place: str | None = None
    chairs: tuple[Person, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    blocks: tuple[Block, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """What the structure stage finds in an article. `kind` is meeting, mention or other."""

    kind: str
    meetings: tuple[Meeting, ...] = ()
    unassigned: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """One extraction, whole."""

    source: Source
    article: Article
    kind: str
    meetings: tuple[Meeting, ...]
    unassigned: tuple[Span, ...]
    notes: tuple[Note, ...]

    def to_dict(self) -> dict[str, Any]:
        """The extraction as plain values, in the layout of `minutes schema`."""
        from minutes_cli.writers.record import as_record

        return as_record(self)
