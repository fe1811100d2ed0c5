"""Who is to act, told from where the subject stands: before 要 or 将, before a verb, before when and how to act.

In: the bare look and a range. Out: the actors' ranges, piece by piece; `parties` takes them in.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from minutes_cli.lexicon import table
from minutes_cli.prepared import compiled
from minutes_cli.semantics.actors import VERB, actors, acts, leading
from minutes_cli.semantics.force import modals

_T = table("parties")
_GOES_ON = compiled(_T["goes_on"])
_WILL = compiled("将(?!军|领|士)")
_PLACING = compiled(_T["placing"])
_DONE = compiled("了(?!解)")
_CLAUSE_START = compiled("[，。；：！？\n]")
_SENTENCE = compiled("[。；\n]")
_TIME = compiled("[^，。；：]{0,6}(?:期间|之?前|之?后|以?内|中|时|月底?|日|年底?|天)")
_SUBJECT = 64  # characters from a clause's start to the word of force or the verb
Range = tuple[int, int]


def subjects(bare: str, start: int, end: int) -> Iterator[list[Range]]:
    """The subjects before 要 and before 将 (区医院将扩建门诊楼)."""
    for low, _ in modals(bare, start, end):
        begin = clause_start(bare, start, low)
        if low > begin:
            yield actors(bare, begin, low) or _timed(bare, begin, low)
        elif begin > start and bare[begin - 1] == "，":
            yield _whole_clause(bare, start, begin - 1)
    for match in _WILL.finditer(bare, start, end):
        begin = clause_start(bare, start, match.start())
        if match.start() > begin:
            yield actors(bare, begin, match.start())


def bare_subjects(bare: str, start: int, end: int, taken: list[int]) -> Iterator[list[Range]]:
    """The subjects without 要, in sentences that tell nothing done: before a verb at the head of a sentence without a
    lead (`taken`: where those begin that are known), and in every clause before when or how to act.
    """
    heads = [start, *(match.end() for match in _SENTENCE.finditer(bare, start, end))]
    taken = sorted(taken)
    for head, stop in zip(heads, [*heads[1:], end], strict=True):
        if _DONE.search(bare, head, stop):
            continue
        placing = _PLACING.match(bare, head, stop)
        opens = placing.end() if placing else head
        at = bisect(taken, head - 1)
        if not (at < len(taken) and taken[at] < stop):
            yield before_verb(bare, opens, end)
        yield going_on(bare, opens, end)
        for clause in _CLAUSE_START.finditer(bare, opens, stop - 1):
            yield going_on(bare, clause.end(), end, VERB)


def going_on(bare: str, head: int, end: int, also: re.Pattern[str] | None = None) -> list[Range]:
    """A subject before when, how or for whom it is to act: 区审计局对项目开展审计, 各村每周…."""
    pieces = leading(bare, head, clause_end(bare, head, end))
    goes = pieces and any(pattern and pattern.match(bare, pieces[-1][1], end) for pattern in (_GOES_ON, also))
    return pieces if goes else []


def before_verb(
    bare: str, head: int, end: int, also: re.Pattern[str] | None = None, whole: bool = False
) -> list[Range]:
    """The actor between `head` and a verb, or a word of `also`; with `whole` also one that fills the clause."""
    stop = _CLAUSE_START.search(bare, head, min(end, head + _SUBJECT))
    limit = stop.start() if stop else min(end, head + _SUBJECT)
    verbs = {match.start() for pattern in (VERB, also) if pattern for match in pattern.finditer(bare, head, limit)}
    for at in sorted(verbs):
        if acts(bare, head, at):
            return actors(bare, head, at)
    return actors(bare, head, limit) if whole else []


def clause_start(bare: str, start: int, at: int) -> int:
    """Where the clause that holds `at` begins."""
    low = max(start, at - _SUBJECT)
    marks = [match.end() for match in _CLAUSE_START.finditer(bare, low, at)]
    return marks[-1] if marks else low


def clause_end(bare: str, at: int, end: int) -> int:
    """Where the clause that holds `at` ends, or how far a subject that begins there can reach."""
    far = min(end, at + _SUBJECT)
    stop = _CLAUSE_START.search(bare, at, far)
    return stop.start() if stop else far


def _timed(bare: str, begin: int, low: int) -> list[Range]:
    """The subject before a time and 要: 各级干部春节期间必须….."""
    pieces = leading(bare, begin, low)
    return pieces if pieces and _TIME.fullmatch(bare, pieces[-1][1], low) else []


def _whole_clause(bare: str, start: int, stop: int) -> list[Range]:
    """The subject that fills the clause before a 要, at the head of a sentence: 区直各单位，要…"""
    begin = clause_start(bare, start, stop)
    opens = begin == start or bare[begin - 1] in "。；：\n"
    return actors(bare, begin, stop) if opens and acts(bare, begin, stop) else []
