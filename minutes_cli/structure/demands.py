"""Demand or assessment: does a sentence tell somebody to do something?

In: a stretch of the bare look and the class of the verb that reports it. Out: yes or no, and where a word of force
stands. The words are data; the traps (主要, 要求, 应急) are tested in the table's own examples.
"""

from __future__ import annotations

import re

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled, sought

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
_REPORT = sought(_T["report"])
_LEAD = compiled(
    r"(?:[ ：“]|同时|此外|另外|特别是?|尤其是?|下一步|下一阶段|今后|接下来|当前|目前|今年|明年|下半年|上半年|年底前|近期|此次|首先|其次|再次|最后|一方面|另一方面|因此|为此|对此|具体|重点|[^，。；]{2,8}期间，|并|且|而|而且|但|更|还|也|又|既|各地|各级|会后|，)+"
)
_STRONG = compiled(alternation(_T["imperatives"]))
_WEAK = compiled(f"{alternation(_T['weak'])}|[{_T['short']}][{_T['complements']}]")
_PRESSING = compiled(_T["pressing"])
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
# 学校将继续…: an arrangement; 将…纳入… (把) is none by itself.
_WILL = r"(?<![能已即必可所])将(?:会|下大力气|集中力量|继续|努力|以|按照|按计划|依规|依法|依纪|竭诚|进一步|全力|积极|坚持|加强|加快|加大|在|与|和|同|对|把|通过|不断|推进|推动|持续|联合|牢记|充分|切实|认真|全面|着力|深入|坚定|坚决|始终|更|严格|组织|开展|采取|为|于|于近期|从|承办|举办|召开|陆续|逐步|尽快|及时|依托|立足|围绕|聚焦|紧|结合|高|大力|扎实|抓|做好|发挥|提供|参与|尽|主动|一如既往|时刻|由|设立|成立|建立|制定|出台|启动|建设|打造|完善|优化|深化|强化|实施|落实|带领|团结|履行|秉|肩|担|用|第一时间|不辜?负|带头|责成)"
_COMMIT = compiled(
    rf"(?:下一步|下一阶段|接下来|今后|未来|，|；|^)?[^，。；]{{0,40}}{_WILL}|(?:(?:下一步|下一阶段|接下来)，?[^，。；]{{0,12}}|(?:^|，)(?:我们|我[院局校市县区镇]|全[局院校市县区镇]|学校|学院|医院|公司))(?<![能已即必可所])将(?!于)|(?:^|，)(?:中方|中国|我们|我国|双方|我)?愿(?:意)?(?:同|与|以|继续|为|在|和|进一步)"
)
# 我将…: what a person means to do is no arrangement.
# 大会将…, 论坛将…: what an event will be; 必将: what is bound to come.
_EVENT_WILL = sought(
    r"将(?:更加|实现|为[^，。]{0,40}(?:提供|注入|奠定|带来))|(?:大会|会议|论坛|峰会|赛事|全会|活动)将|现将|必将|反而将|比重将|重要性"
)
# 将职责落到实处: 将 is 把, and tells of no time to come.
_DISPOSAL = compiled(r"[^，。；把]*(?:落到实处|落实到|纳入|转化为|(?<!工)作为|融入|列入|结合起来|贯穿)")
_ADVERBS = (
    "继续",
    "进一步",
    "不断",
    "持续",
    "尽快",
    "及时",
    "始终",
    "逐步",
    "一如既往",
    "第一时间",
)  # no 把 before them
_PERSONAL = compiled(r"(?<![自])(?:我|自己|本人)(?:也|一定)?(?:将|会)")
_TARGET = sought(
    r"(?<!面临的)(?<!面临的主要)(?:目标|任务|重点|思路|要求|总要求|指导思想|原则|战略安排)(?:任务)?(?:就是|是|为|如下)[：:，]?|^[ ]*到(?:[二〇○零一三四五六七八九]{4}|\d{4})年[^，。]{0,24}，"
)
_DONE = compiled(r"取得了|已经?|了[，。；]|显著|有利于")
# 落实疫情要防住、发展要安全的要求: the word of force stands inside what is carried out.
_CLAUSAL = compiled(
    r"[^，。；]{0,30}的(?:要求|方针|号召|理念|决心|重要性|必要性|责任|使命|义务|课题|应有之义|(?:战略|政治|重大|长期|系统)?(?:任务|工程|事业|课题|主题))(?:[，。；、]|$)"
)
_IS = compiled("是一[项个种条]$")  # 是一项必须长期坚持的任务
_CARRIES = compiled(
    "落实|贯彻|按照|根据|遵循|坚持|牢记|秉持|树立|认识|体会|明白|深知|清楚|扛|履行|增强|坚定|回答|响应|提出|符合|达到|适应|践行|理解|把握|围绕|有|是|把|对|将"
)
# 编制规划是一项重要工作: a clause whose verb is 是.
_COPULA = compiled(r"(?<![要还尤其特别但而就于正一二三四五六七八九十或若凡总])是(?!否)")
# 构建新型国际关系的实质，就是…: the clause names a thing.
_ABSTRACT = compiled(
    r"[^，。；]{2,40}的(?:实质|关键|本质|核心|根本|前提|基础|目的|意义|目标|重点|保证|过程|结果|体现)[，：]"
)
# 把蓝图变成现实，需要各级干部担当: what a thing needs, or does, is an assessment.
_LE = compiled(r"(?<![为除])了(?!解)")
_UNDERSTAND = compiled(r"[ ]*(?:更加)?(?:深刻|充分|准确|全面|牢牢|正确|深入)(?:认识|理解|领会|把握|领悟)(?!到|了)")
_NEEDS = compiled(
    r"^[^，；]*(?:离不开|有赖于|取决于|意味着)|[，；](?:也|都|还|更)?(?:需要|离不开|有赖于|取决于|意味着|关键在|事关|关乎|关系|必将|必然)"
)
_CENTRE = compiled(r"以[^，。]{2,20}为核心的")
# 各级领导干部严格履责: somebody who is told to do something, without a word of force.
_ACTOR = compiled(
    r"(?:各级|各地|各部门|各单位|各镇|各乡|各县|各区|各市|各学院|各支部|各|全体|广大|全市|全县|全区|全校|全院|全局|大家|同志们|每一?位|每名|所有|[^，。；]{0,16}(?:部门|单位|干部|党员|职工|支部|党组织|人员|同志|师生|学院|委员|代表|企业|教师|领导|一把手|班子成员|负责人|工作组|专班|干警|民警))"
    r"[^，。；要]{0,24}?(?:切实|严格|认真|把|进一步|积极|主动|充分|自觉|牢固|始终|坚持|全力|迅速|立即|继续|不断|深入|扎实|着力|努力|加强|提高|抓|做|落实|珍惜|戒骄戒躁|足额|全程|逐[户项条个]|靠前|分头|亲自|沉到|及时|多[走问听看想]|到一线|负起|扛起)"
)


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
    if "将" not in words and "愿" not in words:
        return None
    commit = None if _PERSONAL.search(words) or _EVENT_WILL.search(words) else _COMMIT.search(words)
    if commit is None or "标志着" in words:
        return None
    if _DISPOSAL.match(words, commit.end()) and not commit.group().endswith(_ADVERBS):
        return None
    stop = words.find("，", commit.end())
    return None if _DONE.search(words, commit.start(), stop if stop >= 0 else len(words)) else True


def _reported(words: str, kind: str, own: bool) -> bool | None:
    return False if _REPORT.search(words) else None


def _decided(words: str, kind: str, own: bool) -> bool | None:
    """What is decided needs no word of force; behind it a sentence that only says what something is gives the reason."""
    if own and kind in ("decision", "requirement", "exhortation"):
        return True
    reasons = _COPULA.search(words) or _REPORT.search(words)
    return True if not reasons and (kind == "decision" or (own and kind == "proposal")) else None


def _addressed(words: str, kind: str, own: bool) -> bool | None:
    """各级领导干部严格履责: somebody who is told to do something, without a word of force."""
    if kind not in _DEMANDING:
        return None
    lead = _LEAD.match(words)
    actor = _ACTOR.match(words) or (_ACTOR.match(words, lead.end()) if lead else None)
    return True if actor and not _COPULA.search(actor.group()) and not _CENTRE.match(words) else None


def _imperative(words: str, kind: str, own: bool) -> bool | None:
    """A bare imperative; in a statement one 了 tells that it reports."""
    if kind in ("statement", "other") and _LE.search(words):
        return False
    return imperative(words, pressing=kind in _DEMANDING)


RULES = (
    _tribute, _guest_wish, _modal_word, _wish, _target, _understanding, _decided, _commitment, _due, _maxim, _judged, _reported, _addressed, _imperative,
)  # fmt: skip


def imperative(words: str, pressing: bool = False) -> bool:
    """Whether `words` begin as a bare imperative, or go on as one behind a leading phrase; `pressing` where the verb
    that reports them demands.
    """
    lead = _LEAD.match(words)
    head = words[lead.end() :] if lead else words
    if _ABSTRACT.match(head) or "就是" in head:
        return False
    if _COPULA.search("，".join(re.split("[，；]", head)[:5])) or _CENTRE.match(head) or _NEEDS.search(head):
        return False
    if _STRONG.match(head) or _STRONG.match(words.lstrip(" ")):  # 更 leads in 更要, and is a part of 更新
        return True
    if pressing and _PRESSING.match(head):
        return True
    if not _WEAK.match(head):
        return False
    # A weak opening (在…中, 围绕…) is an imperative when its next clause is one.
    return any(_STRONG.match(clause.lstrip()) for clause in re.split("[，；]", head)[1:3])


_VIEW = sought(_T["views"])
_SUBJECT = 10  # characters of a subject before its verb


def goes_on(words: str) -> bool:
    """工作组沉到一线，逐户核对。 behind a demand: somebody does something, and nothing is told as done or judged."""
    if any(sign.search(words) for sign in (_REPORT, _LE, _COPULA, _NEEDS, _VIEW)) or _ABSTRACT.match(words):
        return False
    return any(
        _STRONG.match(clause, at)
        for clause in re.split("[，；：]", words)
        for at in range(min(_SUBJECT + 1, len(clause)))
    )


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
