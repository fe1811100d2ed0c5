"""Who leads a task, who supports, which person answers for it.

In: a look and the range of a demand. Out: `Parties`. Ways to print it: a label (责任单位：X、Y: the first leads), 由X牵头,
X会同Y, X负责, 责成X, a subject before 要, a subject before a bare imperative. Each rule is a small function; a place that
one rule has read is not read again.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field

from minutes_cli.lexicon import table
from minutes_cli.model import Span
from minutes_cli.prepared import compiled
from minutes_cli.semantics.actors import VERB, actors, leading
from minutes_cli.semantics.labels import labelled
from minutes_cli.semantics.names import means_person, named
from minutes_cli.semantics.subjects import bare_subjects, before_verb, clause_end, clause_start, going_on, subjects
from minutes_cli.text import View

_T = table("parties")
_BY = compiled(rf"由(?P<who>[^，。；：由]{{2,60}}?)(?:共同|联合|统一|具体|总|全面|抓好|统筹)*(?:{_T['led']})")
# 由X派员驻守: whatever X is to do; 由X提出的建议 tells of something.
_BY_ANY = compiled(r"(?<![理缘事来自不经])由(?!于|此|来|衷)")
_ATTRIBUTE = compiled(rf"(?!按|根据|依|在|对)[^，。；]{{1,8}}的|{_T['post_given']}")
_ASSIGNED = compiled(r"（(?P<within>[^（）\n]*(?:（[^（）\n]*）[^（）\n]*)*)）")
_ASSIGNS = compiled(_T["assigned"])
_CHIEFLY = compiled(_T["chiefly"])
_AS_SUPPORT = compiled(_T["as_support"])
_HELPS = compiled(_T["helps"])
_LED = compiled(r"(?:共同|联合|总)?牵头(?=[，。；、）会同负责制定组织推进落实统筹做抓办开建]|$)")
_ANSWERS = compiled(
    "(?:要|应当?|必须|须|(?:按照?)?(?:各自)?(?:职责|职能)|分工|分头|分别|共同|各自|具体|亲自|全面|统一|统筹|总){0,5}(?:负责(?!人|任|同志|制|的态度|的精神|到底)|(?P<sees>抓好?落实|抓总))"
)
_WITH = compiled("会同|会商(?![会议制研])|(?<=[局委办部厅院处司])商(?=[省市县区州镇国])")
_SUPPORT = compiled(_T["supports"])
_TOLD = compiled(f"{_T['told_by']}|请")
_ALONG = compiled(
    rf"(?:联合|与|和|同|(?<!领导)在)(?P<who>[^，。；：与在]{{2,40}}?)(?P<how>{_T['together']}|{_T['guided']})"
)
_JOINTLY = compiled("联合")
_SUBJECT_TOO = compiled("[^，。；]{0,24}，(?:都|也|均)?(?:要|必须|应)")
_ANSWERABLE = compiled(
    rf"(?:[是为]|作为|做好|当好|担起|履行好?)[^，。；：]{{0,24}}?{_T['answerable']}|对[^，。；：]{{2,30}}负(?:总责|{_T['answers_for']}责任)"
)
_OPENS = compiled(_T["opens"])
_ONLY_TOLD = compiled(f"(?:{_T['verbs_told']})(?!{_T['not_verbs']})")
_ONLY_WITH = compiled(f"{_T['led']}|做|共同|联合|建|对|在|提出|抓|组织|推进")
_ALSO_TOLD = compiled("(?:和|、|并)(?:引导|支持|鼓励|要求|动员|推动)")
Range = tuple[int, int]


@dataclass(slots=True)
class Parties:
    """Ranges of the leading and the supporting units; persons as (range, role); `read` holds all units, in order."""

    lead: list[Range] = field(default_factory=list)
    support: list[Range] = field(default_factory=list)
    persons: list[tuple[Range, str]] = field(default_factory=list)
    read: list[Range] = field(default_factory=list)


def find_parties(look: View, start: int, end: int, demanded: bool = True) -> Parties:
    """The parties printed in the demand `[start, end)`, its marker left out, each in the order of the text.

    A subject before a verb without 要 counts where it is `demanded`: in a statement it tells what somebody does.
    """
    found = Parties()
    labelled(look, start, end, found.lead, found.support, found.persons)
    found.read = sorted([*found.lead, *found.support])
    for low, high in _assigned(look.folded, start, end):
        for rule in (_by, _with, _led, _answers, _supporters):
            rule(look.folded, low, high, found)
    for rule in (_by, _with, _chiefly, _led, _answers, _told, _by_any):
        rule(look.bare, start, end, found)
    for pieces in subjects(look.bare, start, end):
        _add(found.lead, pieces, found)
    _supporters(look.bare, start, end, found)
    for pieces in bare_subjects(look.bare, start, end, [low for low, _ in found.lead]) if demanded else ():
        _add(found.lead, pieces, found)
    for rule in (_together, _supporters, _helpers):
        rule(look.bare, start, end, found)
    _answerable(look, start, end, found)
    found.lead = _once(look.folded, found.lead)
    found.support = _once(look.folded, found.support)
    return found


def _assigned(folded: str, start: int, end: int) -> list[Range]:
    """The insides of brackets that say who does what: （区水利局牵头，区财政局配合）."""
    return [
        match.span("within")
        for match in _ASSIGNED.finditer(folded, start, end)
        if _ASSIGNS.search(folded, *match.span("within"))
    ]


def opening_lead(look: View, start: int, end: int) -> list[Range]:
    """Who is to do what a list says, in the words that open it: 各镇要做到：, 对各镇提出要求：."""
    found = [
        span
        for match in _OPENS.finditer(look.bare, start, end)
        for span in actors(look.bare, *match.span("who" if match["who"] else "told"))
    ]
    return found or find_parties(look, start, end).lead


def _once(folded: str, ranges: list[Range]) -> list[Range]:
    """The ranges in order, each wording once."""
    first: dict[str, Range] = {}
    for low, high in sorted(ranges):
        first.setdefault(folded[low:high], (low, high))
    return list(first.values())


def _add(into: list[Range], ranges: list[Range], found: Parties) -> None:
    """Take in what no earlier rule has read."""
    for low, high in ranges:
        at = bisect(found.read, (low, high))
        before = found.read[at - 1][1] if at else 0
        behind = found.read[at][0] if at < len(found.read) else high
        if before <= low and high <= behind:
            found.read.insert(at, (low, high))
            into.append((low, high))


def _by(bare: str, start: int, end: int, found: Parties) -> None:
    """由X牵头, 由A会同B负责."""
    for match in _BY.finditer(bare, start, end):
        low, high = match.span("who")
        along = bare.find("会同", low, high)
        who = (low, along if along > low else high)
        pieces = actors(bare, *who) or ([who] if means_person(bare[slice(*who)]) else [])
        _add(found.lead, pieces, found)
        _persons(bare, pieces, "牵头" if "牵头" in match.group() else "负责", found)
        if along > low:
            _add(found.support, actors(bare, along + 2, high), found)


def _by_any(bare: str, start: int, end: int, found: Parties) -> None:
    """由X派员驻守, 交由X办理."""
    for match in _BY_ANY.finditer(bare, start, end):
        pieces = leading(bare, match.end(), clause_end(bare, match.end(), end))
        if pieces and not _ATTRIBUTE.match(bare, pieces[-1][1], end):
            _add(found.lead, pieces, found)


def _chiefly(bare: str, start: int, end: int, found: Parties) -> None:
    """以X为主, X为牵头单位; Y为配合单位."""
    for match in _CHIEFLY.finditer(bare, start, end):
        _add(found.lead, actors(bare, *match.span("who" if match["who"] else "unit")), found)
    for match in _AS_SUPPORT.finditer(bare, start, end):
        _add(found.support, actors(bare, *match.span("who")), found)


def _with(bare: str, start: int, end: int, found: Parties) -> None:
    """X会同Y."""
    for match in _WITH.finditer(bare, start, end):
        begin = clause_start(bare, start, match.start())
        begin = max(begin, bare.rfind("由", begin, match.start()) + 1)
        subject = actors(bare, begin, match.start())
        if subject or found.lead:
            _add(found.lead, subject, found)
            along = leading(bare, match.end(), clause_end(bare, match.end(), end))
            _add(found.support, along or before_verb(bare, match.end(), end, _ONLY_WITH, whole=True), found)


def _led(bare: str, start: int, end: int, found: Parties) -> None:
    """X牵头, without 由."""
    for match in _LED.finditer(bare, start, end):
        who = clause_start(bare, start, match.start()), match.start()
        if bare[who[0]] != "由":
            pieces = actors(bare, *who) or ([who] if means_person(bare[slice(*who)]) else [])
            _add(found.lead, pieces, found)
            _persons(bare, pieces, "牵头", found)


def _answers(bare: str, start: int, end: int, found: Parties) -> None:
    """X负责Y, and a person who sees to it: 副区长沈若川具体抓落实."""
    for match in _ANSWERS.finditer(bare, start, end):
        who = clause_start(bare, start, match.start()), match.start()
        if bare[who[0]] == "由":
            continue
        pieces = actors(bare, *who) or ([who] if means_person(bare[slice(*who)]) else [])
        if match["sees"]:
            pieces = [piece for piece in pieces if named(bare[slice(*piece)])]
        _add(found.lead, pieces, found)
        _persons(bare, pieces, "负责", found)


def _persons(bare: str, pieces: list[Range], role: str, found: Parties) -> None:
    """Of those who lead or answer for it, the ones called by their names; a post alone that has a unit's form is a lead."""
    found.persons += [(piece, role) for piece in pieces if named(bare[slice(*piece)]) or not actors(bare, *piece)]


def _told(bare: str, start: int, end: int, found: Parties) -> None:
    """责成X限期整改: the actor between the verb and what it is told to do."""
    for match in _TOLD.finditer(bare, start, end):
        if match.group() == "请" and match.start() != clause_start(bare, start, match.start()):
            continue
        also = _ALSO_TOLD.match(bare, match.end(), end)
        head = also.end() if also else match.end()
        told = before_verb(bare, head, end, _ONLY_TOLD)
        _add(found.lead, told or going_on(bare, head, end, VERB), found)


def _together(bare: str, start: int, end: int, found: Parties) -> None:
    """联合X, 与X合作, 在X指导下: X supports, where somebody leads."""
    if not found.lead:
        return
    for match in _ALONG.finditer(bare, start, end):
        _add(found.support, actors(bare, *match.span("who")), found)
    for match in _JOINTLY.finditer(bare, start, end):
        _add(found.support, before_verb(bare, match.end(), end, whole=True), found)


def _answerable(look: View, start: int, end: int, found: Parties) -> None:
    """X是第一责任人, X履行“第一责任人”职责, X对Y负总责."""
    bare = look.bare
    for match in _ANSWERABLE.finditer(look.folded, start, end):
        who = clause_start(bare, start, match.start()), match.start()
        person = [who] if means_person(bare[slice(*who)]) else []
        for span in actors(bare, *who) or person:
            found.persons.append((span, "责任人"))
            if _SUBJECT_TOO.match(bare, match.end(), end):
                _add(found.lead, [span], found)


def _supporters(bare: str, start: int, end: int, found: Parties) -> None:
    """X配合, where somebody leads."""
    if not found.lead:
        return
    for match in _SUPPORT.finditer(bare, start, end):
        begin = clause_start(bare, start, match.start())
        low = begin + 1 if bare[begin : begin + 1] == "由" else begin
        _add(found.support, actors(bare, low, match.start()), found)


def _helpers(bare: str, start: int, end: int, found: Parties) -> None:
    """X协助Y完成, where nobody leads: to help is X's task."""
    if found.lead:
        return
    for match in _HELPS.finditer(bare, start, end):
        _add(found.lead, actors(bare, clause_start(bare, start, match.start()), match.start()), found)


_SPOKEN = compiled(_T["spoken"])


def leading_spoken_of(look: View, start: int, end: int) -> Span | None:
    """Where it is said that somebody leads (牵头, 会同), whoever that is."""
    match = _SPOKEN.search(look.bare, start, end)
    return Span(*match.span()) if match else None
