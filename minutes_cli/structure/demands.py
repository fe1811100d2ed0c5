"""Demand or assessment: does a sentence tell somebody to do something?

In: a stretch of the bare look and the class of the verb that reports it. Out: yes or no, and where a word of force
stands. The words are data; the traps (主要, 要求, 应急) are tested in the table's own examples.
"""

from __future__ import annotations

import re

from minutes_cli.lexicon import table
from minutes_cli.prepared import compiled, sought
from minutes_cli.structure.commitments import commits
from minutes_cli.structure.imperatives import COPULA, REPORT, TOLD_DONE, addressed, imperative

_T = table("demands")


def _modal() -> str:
    traps_before, traps_after = _T["not_before"], _T["not_after"]
    # 就是要倡导… says what a thing is, 要不要 asks, 要知道 reminds, 条条要紧 judges.
    short = "|".join(
        f"(?<![{traps_before[word]}])(?<!就是){word}(?![{traps_after[word]}]|不要|知道|紧[，。、]|看(?![齐好住准管到]))"
        for word in ("要", "应", "须")
    )
    return f"{'|'.join(_T['modal'])}|{short}"


MODAL = sought(_modal())
_ASSESSMENT = sought(_T["assessment"])
_MAXIM = sought("|".join(_T["maxims"]))
_AND_MEND = compiled("(?:加以|予以|着力|切实|认真)(?:解决|克服|改进|纠正)")  # 要看到不足，以…的态度加以解决
_WISH = sought(
    r"(?:^|[，；：])(?:并|同时|也|还|就是)?(?:衷心|真诚|诚挚|诚恳)?(?:希望(?![与和]|同在)|请|恳请|呼吁|要求(?!的|是|，|。)|号召|鼓励|勉励|倡议|建议|期望|期待|欢迎各|敦促|责成)|^[ ]*(?:力争|争取|确保)"
)
# 党的二十大报告提出要…。: what a text says, and nothing behind it.
_CITED = compiled(
    r"[^，。；]{0,20}(?:报告|决定|□》|总书记)(?:中)?(?:[^，。；]{0,6})(?:提出|指出|强调|明确)要[^，；]*。?$"
)
_THEN_DEMANDS = compiled(r"[，；](?:(?:我们|全[市校县区党省体院]|各|广大|大家)[^，；。]{0,6}?)?(?:要(?!求)|必须|应当)")
_TRIBUTE = compiled(
    r"[^要须应]{0,40}总书记[^。]{0,24}(?:讲话[^。]{0,8}(?:站在|围绕|深刻|是|为)|始终高度重视|始终|多次|高度重视)"
)
_OCCASION = compiled(r"(?:此次|本次|这次|通过|两校|论坛|峰会|□|“|《|能(?!够)|大家在|中美)")
# 建议提请本次会议审议通过: what is put before a meeting.
_SUBMITS = compiled(r"建议(?:将[^，。；]{0,20})?提请[^，。；]{0,20}(?:审议|表决)")
_TARGET = sought(
    r"(?<!面临的)(?<!面临的主要)(?:目标|任务|重点|思路|要求|总要求|指导思想|原则|战略安排)(?:任务)?(?:就是|是|为|如下)[：:，]?|^[ ]*到(?:[二〇○零一三四五六七八九]{4}|\d{4})年[^，。]{0,24}，"
)
# 落实疫情要防住、发展要安全的要求: the word of force stands inside what is carried out.
_CLAUSAL = compiled(
    r"[^，。；]{0,30}的(?:要求|方针|号召|理念|决心|重要性|必要性|责任|使命|义务|课题|应有之义|(?:战略|政治|重大|长期|系统)?(?:任务|工程|事业|课题|主题))(?:[，。；、]|$)"
)
_IS = compiled("是一[项个种条]$")  # 是一项必须长期坚持的任务
_CARRIES = compiled(
    "落实|贯彻|按照|根据|遵循|坚持|牢记|秉持|树立|认识|体会|明白|深知|清楚|扛|履行|增强|坚定|回答|响应|提出|符合|达到|适应|践行|理解|把握|围绕|有|是|把|对|将"
)
_UNDERSTAND = compiled(r"[ ]*(?:更加)?(?:深刻|充分|准确|全面|牢牢|正确|深入)(?:认识|理解|领会|把握|领悟)(?!到|了)")


def is_demand(bare: str, start: int, end: int, kind: str, own: bool = False) -> bool:
    """Whether `bare[start:end]`, said with a verb of class `kind`, is a demand.

    `own`: the verb itself governs the stretch (会议决定成立专班), so that it needs no word of force.
    """
    return demand_rule(bare[start:end], kind, own) is not None


def demand_rule(words: str, kind: str, own: bool = False) -> str | None:
    """The name of the rule by which `words` are a demand, or None. The first rule that answers decides."""
    for rule in RULES:
        answer = rule(words, kind, own)
        if answer is not None:
            return f"demand-{rule.__name__.strip('_')}" if answer else None
    return None


def _carried_out(words: str, modal: re.Match[str]) -> bool:
    """落实疫情要防住的要求: whether the word of force stands inside what somebody does, says or knows."""
    head = words[max(words.rfind(mark, 0, modal.start()) for mark in "，。；") + 1 : modal.start()]
    if len(modal.group()) > 1 and not _IS.search(head):
        return False
    return _CARRIES.search(head) is not None and _CLAUSAL.match(words, modal.end()) is not None


def _modal_word(words: str, kind: str, own: bool) -> bool | None:
    """A word of force, unless it stands inside what is carried out or only sees a difficulty."""
    if all(_carried_out(words, modal) for modal in MODAL.finditer(words)):
        return None
    assessed = _ASSESSMENT.search(words)
    if assessed is None or any(then.search(words, assessed.end()) for then in (MODAL, _AND_MEND)):
        return True
    return assessed.group() == "要看到" and MODAL.search(words, 0, assessed.start()) is not None  # …，每周都要看到变化


def _wish(words: str, kind: str, own: bool) -> bool | None:
    return True if any(not _OCCASION.match(words, wish.end()) for wish in _WISH.finditer(words)) else None


_DEMANDING = ("requirement", "emphasis", "exhortation", "proposal")  # classes of verbs that mostly report demands


def _tribute(words: str, kind: str, own: bool) -> bool | None:
    """What a leader above said or did, told with respect, though it holds a word of force."""
    if _CITED.match(words):
        return False
    return False if _TRIBUTE.match(words) and not _THEN_DEMANDS.search(words) else None


def _guest_wish(words: str, kind: str, own: bool) -> bool | None:
    """希望此次论坛…, 希望双方…: a wish for the occasion or both sides tells nobody to do anything."""
    if _SUBMITS.search(words):
        return False
    return False if own and kind == "exhortation" and _OCCASION.match(words) else None


def _target(words: str, kind: str, own: bool) -> bool | None:
    return True if _TARGET.search(words) else None


def _understanding(words: str, kind: str, own: bool) -> bool | None:
    """深刻认识…, 准确把握…: what is to be understood may be told in the past."""
    return True if kind not in ("judgement", "other") and _UNDERSTAND.match(words) else None


def _due(words: str, kind: str, own: bool) -> bool | None:
    """总务科8月底前拿出方案, 由县水利局牵头: who is to do it or by when is the demand, where nothing is told as done."""
    due = ("前" in words or "内" in words) and _BY_WHEN.search(words)
    told = due or ("由" in words and _BY_WHOM.search(words)) or _BOUND.search(words)
    return True if told and not _PAST.search(words) else None


_BY_WHEN = compiled(
    r"(?:\d[日号]|月底|月[初中末]|[上中下]旬|年底|年末|季度末?|周[一二三四五六日天末]|\d[点时]|(?:\d|[一二两三五十半])(?:个)?(?:小时|天|日|周|月|工作日))(?:之)?(?:前|内)"
)
_BY_WHOM = compiled(r"由[^，。；的]{2,30}(?:负责|牵头|承办|承担|落实|办理|组织实施|解决|提供|兜底|统筹)(?!的)")
_BOUND = compiled(
    r"(?:不少于|不超过|不低于|不高于|至少)[^，。；]{0,10}[\d一二三四五六七八九十两半]|负(?:总责|[^，。；]{0,4}责任)(?=，|。|；|$)|(?:为|是)[^，。；]{0,8}(?:第一|直接|主要)责任人(?=，|。|；|$)"
)
_PAST = compiled("了|已|过去|曾|以来|去年|截至|同比|完成率|先后")


def _maxim(words: str, kind: str, own: bool) -> bool | None:
    """发现一起、查处一起, 谁主管谁负责: a rule of conduct, where nothing is told as done."""
    return True if kind not in ("statement", "judgement") and _MAXIM.search(words) and not _PAST.search(words) else None


def _judged(words: str, kind: str, own: bool) -> bool | None:
    """What a meeting only 认为 is no demand without a word of force."""
    return False if kind == "judgement" else None


def _commitment(words: str, kind: str, own: bool) -> bool | None:
    return True if commits(words) else None


def _reported(words: str, kind: str, own: bool) -> bool | None:
    return False if REPORT.search(words) else None


def _decided(words: str, kind: str, own: bool) -> bool | None:
    """What is decided needs no word of force; behind it a sentence that only says what something is gives the reason."""
    if own and kind in ("decision", "requirement", "exhortation"):
        return True
    reasons = COPULA.search(words) or REPORT.search(words)
    return True if not reasons and (kind == "decision" or (own and kind == "proposal")) else None


def _addressed(words: str, kind: str, own: bool) -> bool | None:
    """各级领导干部严格履责: somebody who is told to do something, without a word of force."""
    return True if kind in _DEMANDING and addressed(words) else None


def _imperative(words: str, kind: str, own: bool) -> bool | None:
    """A bare imperative; in a statement one 了 tells that it reports."""
    if kind in ("statement", "other") and TOLD_DONE.search(words):
        return False
    return imperative(words, pressing=kind in _DEMANDING)


RULES = (
    _tribute, _guest_wish, _modal_word, _wish, _target, _understanding, _decided, _commitment, _due, _maxim, _judged, _reported, _addressed, _imperative,
)  # fmt: skip


# 任何时候都要…, 对风险要…: no new actor stands before the word of force.
_NO_ACTOR = compiled(r"任何|无论|不论|凡是|对|[^，]{0,12}(?:时候|情况下)")


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
    return (
        match is not None
        and 2 <= match.start() <= 30
        and not _NO_ACTOR.match(clause)
        and not re.search(r"[的把将对以是]|方面|过程|中$", clause[: match.start()].rstrip("都也还均更"))
    )
