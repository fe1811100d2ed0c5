"""Marks: bullets and consecutive series (一是…二是…, 一要…, 第一…, （一）…, 1.…).

In: a range of the folded look, with the bare look beside it (no mark inside quotations). Out: the outermost list in
the range as its pieces' starts and marks. A series counts only if it runs from one without a gap.
"""

from __future__ import annotations

from typing import NamedTuple

from minutes_cli.lexicon import table
from minutes_cli.prepared import compiled

_T = table("markers")
_BULLET = compiled(f"[{_T['bullets']}]")
_DASH = compiled(r"—{1,2}[ ]?|[·*-][ ]?(?=[\u4e00-\u9fff])")
_DIGITS = {numeral: number for number, numeral in enumerate(_T["numerals"], 1)}
_CIRCLED = {chr(0x2460 + number): number + 1 for number in range(20)}
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "再就是": 3, "最后": 4}
_FAMILIES = [(entry["name"], compiled(entry["pattern"])) for entry in _T["ordered"]]
# Where a mark may stand: at a line's or sentence's head, behind a mark that parts clauses, or behind who is to do
# what is listed (各企业一要…；二要…).
_LISTED = "位门们级业家镇乡员部司校院局县区"
_PLACES = compiled(
    rf"(?:^|(?<=[。；：，！？\n”{_LISTED}]))[ ]*(?:即|并)?(?=[一第首（(\d①●■◆▲★※•○◇□△☆▪◎➢➤►▶◉✦二三四五六七八九十其再最②③④⑤⑥⑦⑧⑨—·*\-])"
)
_FIRST = compiled("一(?:要(?![求务素点闻])|是)")
# （责任单位：县水利局）, or the line 责任单位：县水利局: who is to do it, printed behind the 。 of a task.
_WHO = r"(?:责任|牵头|配合|主办|协办|承办|落实|完成|办理|包联|整改)(?:单位|部门|领导|人|时限|时间|时间节点)?："
RESPONSIBLE = compiled(rf"[ ]*（{_WHO}[^（）]*）|(?:\n|(?<=\n))[ ]*{_WHO}[^\n]*")


_TWINS = {"一是": "一要", "一要": "一是"}


class Mark(NamedTuple):
    """One mark: its family, number, where it starts and where the words behind it start."""

    family: str
    number: int
    start: int
    end: int


def find_list(folded: str, bare: str, start: int, end: int) -> list[Mark]:
    """The marks of the outermost list in the range, in order; empty if there is none."""
    series: dict[str, list[Mark]] = {}
    for place in _PLACES.finditer(folded, start, end):
        at = place.end()
        if at >= end or bare[at] != folded[at]:
            continue
        if folded[at - 1 : at] in _LISTED and at > start and not _FIRST.match(folded, at):
            continue
        for mark in _marks_at(folded, at, end):
            if mark.family == "首先" and mark.number == 4 and len(series.get("首先", ())) < 2:
                continue
            twin = series.get(_TWINS.get(mark.family, ""), [])
            if twin and mark.number == twin[-1].number + 1 and not series.get(mark.family):
                twin.append(mark)  # 一要…；二要…；三是…: one series
                continue
            run = series.setdefault(mark.family, [])
            if mark.family in "●—":
                if not run or folded[run[0].start] == folded[mark.start]:
                    run.append(mark)
            elif mark.family == "首先":
                if (not run and mark.number == 1) or (run and mark.number > run[-1].number):
                    run.append(mark)
            elif mark.number == (run[-1].number + 1 if run else 1):
                run.append(mark)
    lists = [run for family, run in series.items() if len(run) >= 2 or (run and family == "●")]
    return min(lists, key=lambda run: (run[0].start, -len(run)), default=[])


def _marks_at(folded: str, at: int, end: int) -> list[Mark]:
    """The marks that may begin at `at`, one for each family that fits."""
    if _BULLET.match(folded, at):
        return [Mark("●", 0, at, at + 1)] if _head_of_line(folded, at) else []
    if dash := _DASH.match(folded, at):
        return [Mark("—", 0, at, dash.end())] if at == 0 or folded[at - 1] == "\n" else []
    found = []
    for family, pattern in _FAMILIES:
        match = pattern.match(folded, at, end)
        if match is None:
            continue
        if family in ("一", "一、", "一，", "1.") and not _opens(folded, at):
            continue
        found.append(Mark(family, _number(match.group(1)), at, match.end()))
    return found


def _number(word: str) -> int:
    if word in _WORDS:
        return _WORDS[word]
    if word.isdigit() and word not in _CIRCLED:
        return int(word)
    if word in _CIRCLED:
        return _CIRCLED[word]
    if "十" in word:
        tens, _, ones = word.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS.get(word, 0)


def _head_of_line(folded: str, at: int) -> bool:
    """Whether only spaces stand before `at` on its line, or a sentence has just ended."""
    before = at - 1
    while before >= 0 and folded[before] == " ":
        before -= 1
    return before < 0 or folded[before] in "\n。；：！？"


def _opens(folded: str, at: int) -> bool:
    """Whether a mark at `at` opens a line, a sentence or a part (not merely a clause), or what somebody says."""
    before = at - 1
    while before >= 0 and folded[before] == " ":
        before -= 1
    if before >= 0 and folded[before] == "，":
        return folded[before - 2 : before] in ("要求", "强调", "指出", "提出", "明确", "决定", "议定")
    return before < 0 or folded[before] in "\n。；：！？"
