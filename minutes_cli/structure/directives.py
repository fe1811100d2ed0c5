"""Inside a block: the outermost marked list, then demand sentences, then what ； parts.

In: the range behind a cue, the sentences in it and the verb's class. Out: directives with their items, as ranges.
Marks decide first; without them a demand sentence is a directive from its first word to its 。.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minutes_cli.prepared import compiled
from minutes_cli.structure.demands import MODAL, demand_rule, is_demand, opens_demand
from minutes_cli.structure.imperatives import goes_on
from minutes_cli.structure.markers import RESPONSIBLE, Mark, find_list
from minutes_cli.text import Sentence, View

HEADING = 32  # characters of a heading sentence at most, its 。 and mark included


@dataclass(frozen=True, slots=True)
class Task:
    """A directive or item as ranges. `headline` is the range of its heading, empty if it has none."""

    start: int
    end: int
    marker: str | None
    headline: tuple[int, int] | None
    rule: str
    items: tuple[Task, ...] = ()


def find_directives(look: View, said: int, end: int, sentences: list[Sentence], kind: str) -> list[Task]:
    """The directives of a block whose words run from `said` to `end`."""
    found: list[Task] = []
    for _ in range(_LISTS):
        marks = find_list(look.folded, look.bare, said, end)
        if not marks:
            break
        stop = _list_end(look, marks, end, sentences)
        found.extend(_listed(look, said, stop, marks, sentences, kind))
        said = stop
    return [*found, *_plain(look, said, end, sentences, kind)]


_LISTS = 8  # lists of one block that are looked for, each through all that is left of it


def _listed(
    look: View, said: int, stop: int, marks: list[Mark], sentences: list[Sentence], kind: str
) -> Iterator[Task]:
    """The demands before a list, and those in it."""
    pieces = [
        (mark, following.start if following else stop)
        for mark, following in zip(marks, [*marks[1:], None], strict=True)
    ]
    wanted = _listed_demands(look, said, pieces, kind)
    before = _plain(look, said, marks[0].start, sentences, kind)
    if before and _only_leads_in(look.bare, before[-1]):
        before.pop()
    yield from before
    yield from (_marked(look, mark, high, sentences) for (mark, high), yes in zip(pieces, wanted, strict=True) if yes)


def _only_leads_in(bare: str, task: Task) -> bool:
    """做好编制工作，一要… and 全体职工要做到：一是…: the words only lead to the list."""
    if _ANNOUNCEMENT.search(bare, task.start, task.end):
        return True
    return bare[task.end - 1] not in "。！？；" and MODAL.search(bare, task.start, task.end) is None


# 全体职工要做到：only announces the list.
_ANNOUNCEMENT = compiled(
    r"(?:做到|如下|以下[^，。；：]{0,12}|方面|工作|[几一二三四五六七八九十]点|[几一二三四五六七八九十]个[^，。；：]{0,10})[：]$|[几两二三四五六七八九十\d][个项点条大件](?:[^，。；：]{0,10}。|方面[^，。；：]{0,8}，)$"
)


def _list_end(look: View, marks: list[Mark], end: int, sentences: list[Sentence]) -> int:
    """Where the last piece ends: with its line, or with the block if other pieces run over lines too."""
    text = look.bare
    spans = any("\n" in text[one.end : two.start].strip() for one, two in itertools.pairwise(marks))
    if spans:
        return end
    line = text.find("\n", marks[-1].end, end)
    stop = end if line < 0 else line
    if len(marks) > 1 and not any("。" in text[one.end : two.start] for one, two in itertools.pairwise(marks)):
        last = next((s.end for s in sentences if s.start <= marks[-1].start < s.end), stop)
        bracket = RESPONSIBLE.match(look.folded, last, stop)
        return bracket.end() if bracket else last
    return stop


def _listed_demands(look: View, said: int, pieces: list[tuple[Mark, int]], kind: str) -> list[bool]:
    """Which pieces of a list are demands. A list announced as demands is one, unless its pieces only report."""
    bare, count = look.bare, len(pieces)
    first = pieces[0][0].start
    introduced = bare[max(said, bare.rfind("。", said, first) + 1, first - 60) : first]
    forced = [MODAL.search(bare, mark.end, high) is not None for mark, high in pieces]
    done = sum(_DONE.search(bare, mark.end, high) is not None for mark, high in pieces)
    demanding = kind not in ("statement", "judgement", "other")
    if sum(forced) * 2 < count:  # 三件大事：一是…; 五条经验，每条都“做到了”: a recap, whatever the verb
        recalls = _RECALLS.search(bare, max(bare.rfind("。", 0, first) + 1, first - 60), first)
        if recalls and MODAL.search(introduced) is None:
            return [False] * count
        if kind == "emphasis" and done * 2 >= count:
            return [False] * count
    if pieces[0][0].family == "一要":
        return [True] * count
    reported = _REPORTS if demanding else _PAST
    reports = [
        reported.search(bare, mark.end, high) is not None and not force
        for (mark, high), force in zip(pieces, forced, strict=True)
    ]
    judged = [is_demand(bare, mark.end, high, kind) for mark, high in pieces]
    if demanding or MODAL.search(introduced):
        if sum(reports) * 2 < count:
            return [True] * count
        return [yes or not report for yes, report in zip(judged, reports, strict=True)]
    if any(reports) and sum(forced) * 2 < count:
        return [False] * count
    if sum(judged) * 2 > count and not any(reports):
        return [True] * count
    return [yes and not report for yes, report in zip(judged, reports, strict=True)]


# 我们经历了三件大事：一是…: what is listed was, or is, and is not to be done.
_RECALLS = compiled(
    r"(?:大事|成就|变化|特点|亮点|意义|体会|收获|优势|成效|原因|挑战|困难|表现|启示|经验|特征|趋势|问题|不足|短板|差距)[^，。；：]{0,8}(?:，?(?:主要|具体|突出)[^，。；：]{0,4}[是有在为])?[：，。]$|(?:回顾|总结)了[^，。；：]*：$"
)
_DONE = compiled(r"(?:确保|做到|提高|提升|取得|实现|推动|加强|形成|完成|解决)了")
_PAST = compiled(
    r"了(?!解)|得到|受到|取得|显著|明显|第一次|首次|更加|已|是[^，。；]{0,40}(?:需要|要求|举措|体现|保证|基础|关键|原因|特点)[，。；]"
)
_REPORTS = compiled(
    r"取得[^，。；]{0,20}(?:成效|成绩|成果|进展|突破|胜利)|了[，。；]|得到|显著|成效明显|是[^，。；]{0,40}(?:需要|要求|举措|体现|保证|基础|关键|原因|特点)[，。；]"
)


def _marked(look: View, mark: Mark, end: int, sentences: list[Sentence]) -> Task:
    """A marked piece with its items."""
    start, end = _trim(look.bare, mark.start, end)
    marker = look.text[mark.start : mark.end].strip(" ，、：") if mark.family not in ("一是", "一要", "一、") else None
    if marker is None:
        marker = look.text[mark.start : mark.end].strip() + ("要" if mark.family == "一要" else "")
    parts = _parts(look, mark.end, end, sentences)
    inner = find_list(look.folded, look.bare, mark.end, end)
    if inner:
        bounds = [*(m.start for m in inner), end]
        items = _item_tasks(look, bounds)
        return Task(start, end, marker, _headline(look, mark.end, inner[0].start), "marked-list", items)
    heading = None
    if len(parts) > 1 and look.bare[parts[0][1] - 1] in "。！：" and parts[0][1] - start <= HEADING:
        heading = _trim(look.bare, *parts[0])
        parts = parts[1:]
    elif len(parts) < 2:
        parts = []
    elif parts:
        parts[0] = (start, parts[0][1])
    items = tuple(_item(look, low, high) for low, high in parts)
    return Task(start, end, marker, heading or _headline(look, mark.end, end), "marked", items)


def _headline(look: View, start: int, end: int) -> tuple[int, int] | None:
    """The first clause as a headline, if it is short and not all."""
    start, end = _trim(look.bare, start, end)
    match = _CLAUSE.match(look.bare, start, end)
    if match is None or match.end() - start > HEADING or match.end() >= end - 1:
        return None
    return start, match.end()


_CLAUSE = compiled(r"[^，。；：！？\n]+")


def _item(look: View, low: int, high: int) -> Task:
    start, end = _trim(look.bare, low, high)
    return Task(start, end, None, _headline(look, start, end), "item")


def _parts(look: View, low: int, high: int, sentences: list[Sentence]) -> list[tuple[int, int]]:
    """A range parted by 。 and by ；outside quotations."""
    bounds = [low]
    for sentence in sentences:
        if sentence.end <= low or sentence.start >= high:
            continue
        if sentence.start > bounds[-1] and not RESPONSIBLE.match(look.folded, sentence.start):
            bounds.append(sentence.start)
        cuts = [c for c in sentence.clauses if bounds[-1] < c < high and look.bare[c - 1] == "；"]
        if _any_task(look.bare, cuts, min(sentence.end, high)):
            bounds.extend(cuts)
    trimmed = [_trim(look.bare, a, b) for a, b in zip(bounds, [*bounds[1:], high], strict=True)]
    return [(a, b) for a, b in trimmed if b - a > 1]


_BARE = ("demand-imperative", "demand-addressed")  # rules that see no word of force
# What was done in the time past goes on in bare verbs until a word of force ends it.
_RECAP = compiled(
    r"[^，。；]{0,12}(?:一年来|年来|以来|过去[^，。]{0,8}年|去年|上半年|这次|[^，。；]{0,3}[”年任五届]期间)|(?:19|20)\d\d年(?!.{0,4}(?:前|底))|我们(?:把|始终|坚持|深入|全面)"
)


def _any_task(bare: str, cuts: list[int], end: int) -> bool:
    """Whether something is to be done in a part behind a ；: facts that ； parts are no items."""
    stops = [*cuts[1:], end] if cuts else []
    return any(
        demand_rule(bare[low:high].strip(), "requirement") or not _FACT.search(bare, low, high)
        for low, high in zip(cuts, stops, strict=True)
    )


_FACT = compiled(r"以来|了[，。；]|迎来|进入|已经|站在|作出了|取得|是[^，。]{2,30}的")


def _plain(look: View, low: int, high: int, sentences: list[Sentence], kind: str) -> list[Task]:
    """The demand sentences of a range without marks."""
    found: list[Task] = []
    recap = demanded = False
    for sentence in sentences:
        start, end = max(sentence.start, low), min(sentence.end, high)
        if end - start < 2:
            continue
        if found and (bracket := RESPONSIBLE.match(look.folded, found[-1].end, high)):
            found[-1] = replace(found[-1], end=bracket.end())
            if end <= bracket.end():
                continue
        start, end = _trim(look.bare, start, end)
        rule = demand_rule(look.bare[start:end], kind, sentence.start < low) if start < end else None
        if kind in ("statement", "judgement", "other"):
            recap = (recap or _RECAP.match(look.bare, start, end) is not None) and rule in (None, *_BARE)
        elif demanded and goes_on(look.bare[start:end]):
            rule = "demand-goes_on"
        demanded = rule is not None
        if rule and not (recap and rule in _BARE):
            found.extend(_split(look, sentence, start, end))
    return found


def _split(look: View, sentence: Sentence, start: int, end: int) -> list[Task]:
    """A demand sentence as directives: ； begins a new one where a demand of its own follows."""
    bare = look.bare
    cuts = [c for c in sentence.clauses if start < c < end and bare[c - 1] == "；"]
    pieces = [start]
    inner: list[list[int]] = [[]]
    for cut in cuts:
        if opens_demand(bare, cut, end):
            pieces.append(cut)
            inner.append([])
        else:
            inner[-1].append(cut)
    tasks = []
    for number, low in enumerate(pieces):
        high = pieces[number + 1] if number + 1 < len(pieces) else end
        low, high = _trim(bare, low, high)
        tasks.append(
            Task(low, high, None, _headline(look, low, high), "demand", _items(look, low, high, inner[number]))
        )
    return tasks


def _items(look: View, low: int, high: int, cuts: list[int]) -> tuple[Task, ...]:
    """What ； parts, if there are at least two; the first begins behind a colon that announces a list."""
    if not cuts:
        return ()
    colon = _ANNOUNCES.search(look.bare, low, cuts[0])
    first = colon.end() if colon else low
    return _item_tasks(look, [first, *cuts, high])


def _item_tasks(look: View, bounds: list[int]) -> tuple[Task, ...]:
    """The stretches between `bounds` as items; one that holds nothing but marks is none."""
    trimmed = [_trim(look.bare, low, high) for low, high in itertools.pairwise(bounds)]
    return tuple(_item(look, low, high) for low, high in trimmed if low < high)


_ANNOUNCES = compiled(r"[：]")


def _trim(bare: str, start: int, end: int) -> tuple[int, int]:
    while start < end and bare[start] in " \n，；、：":
        start += 1
    while end > start and bare[end - 1] in " \n":
        end -= 1
    return start, end
