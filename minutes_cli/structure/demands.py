"""Demand or assessment: does a sentence tell somebody to do something?

In: a stretch of the bare look and the class of the verb that reports it. Out: yes or no, and where a word of force
stands. The words are data; the traps (主要, 要求, 应急) are tested in the table's own examples.
"""

from __future__ import annotations

import re

from minutes_cli.lexicon import alternation, table

_T = table("demands")


def _modal() -> str:
    traps_before, traps_after = _T["not_before"], _T["not_after"]
    short = "|".join(f"(?<![{traps_before[word]}]){word}(?![{traps_after[word]}])" for word in ("要", "应", "须"))
    return f"必须|务必|不得|严禁|切忌|切勿|务求|决不能|绝不能|决不允许|绝不允许|不能(?!不)|不可(?!否认|忽视|或缺|避免|逆转|分割)|不准|一律|应当|应该|{short}"


MODAL = re.compile(_modal())
_ASSESSMENT = re.compile(_T["assessment"])
_REPORT = re.compile(_T["report"])
_LEAD = re.compile(
    r"(?:[ ：“]|同时|此外|另外|特别是?|尤其是?|下一步|下一阶段|今后|接下来|当前|目前|今年|明年|下半年|上半年|年底前|近期|此次|首先|其次|再次|最后|一方面|另一方面|因此|为此|对此|具体|重点|并|且|而|而且|但|更|还|也|又|既|各地|各级|会后|，)+"
)
_STRONG = re.compile(alternation([word for word in _T["imperatives"] if word not in set(_T["weak"])]))
_WEAK = re.compile(alternation(_T["weak"]))
_WISH = re.compile(r"(?:^|[，；：])(?:并|同时|也|还)?(?:衷心|真诚|诚挚|诚恳)?(?:希望|请|恳请|呼吁|号召|鼓励|勉励|倡议|建议|期望|期待|欢迎各|敦促|责成|力争|争取|确保)")
_COMMIT = re.compile(r"(?:下一步|下一阶段|接下来|今后|未来|我们|学校|医院|学院|全市|全县|全区|全省|公司|集团|县委|市委|区委|政府|院|局|将)[^，。；]{0,24}将(?!军|来|近)|(?:^|[，；])(?:也|还|并)?(?:将|愿|一定)(?!军|来|近)|愿同|愿与|一定(?:会)?(?:深刻|认真|不|按照|全力|努力)")
_TARGET = re.compile(r"(?:目标|任务|重点|思路|要求|总要求|指导思想|原则)(?:任务)?(?:是|为|如下)[：:，]?")
_FACT = re.compile(r"^[^，]{0,30}(?:是|为|系)[^，。]{0,40}[，。]")


def is_demand(bare: str, start: int, end: int, kind: str) -> bool:
    """Whether `bare[start:end]`, said with a verb of class `kind`, is a demand."""
    words = bare[start:end]
    if MODAL.search(words):
        assessed = _ASSESSMENT.search(words)
        return assessed is None or MODAL.search(words, assessed.end()) is not None
    if _WISH.search(words) or _TARGET.search(words):
        return True
    if kind == "judgement":
        return False
    report = _REPORT.search(words) is not None
    if kind == "decision":
        return not report
    if _COMMIT.search(words):
        return not report
    if report:
        return False
    return imperative(words)


def imperative(words: str) -> bool:
    """Whether `words` begin as a bare imperative, or go on as one behind a leading phrase."""
    lead = _LEAD.match(words)
    head = words[lead.end() :] if lead else words
    if _STRONG.match(head):
        return True
    if not _WEAK.match(head):
        return False
    # A weak opening (在…中, 围绕…) is an imperative when its next clause is one.
    return any(_STRONG.match(clause.lstrip()) for clause in re.split("[，；]", head)[1:3])


def opens_demand(bare: str, start: int, end: int) -> bool:
    """Whether the part behind a ； is a demand of its own: 要…, 必须…, or a new actor with 要."""
    head = bare[start : min(end, start + 60)].lstrip()
    clause = re.split("[，；：。]", head, maxsplit=1)[0]
    if re.match(r"(?:同时|并且|此外|另外|还|也|更|二者)?，?(?:要|必须|务必|应(?!急|用|对|届))(?!求|素|点)", head):
        return True
    if clause in ("同时", "此外", "另外", "特别是", "会后"):
        rest = head[len(clause) + 1 :]
        return bool(re.match(r"(?:要|必须|务必)", rest))
    match = MODAL.search(clause)
    return match is not None and 2 <= match.start() <= 30 and not re.search(r"[的把将对以是]|方面|过程|中$", clause[: match.start()].rstrip("都也还均更"))
