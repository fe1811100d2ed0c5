"""Demands without a word of force: a bare imperative, somebody who is told to do something, what goes on behind a demand."""

from __future__ import annotations

import re

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled, sought

_T = table("demands")
REPORT = sought(_T["report"])
_LEAD = compiled(
    r"(?:[ ：“]|同时|此外|另外|特别是?|尤其是?|下一步|下一阶段|今后|接下来|当前|目前|今年|明年|下半年|上半年|年底前|近期|此次|首先|其次|再次|最后|一方面|另一方面|因此|为此|对此|具体|重点|[^，。；]{2,8}期间，|并|且|而|而且|但|更|还|也|又|既|各地|各级|会后|，)+"
)
_STRONG = compiled(alternation(_T["imperatives"]))
_WEAK = compiled(f"{alternation(_T['weak'])}|[{_T['short']}][{_T['complements']}]")
_PRESSING = compiled(_T["pressing"])
# 编制规划是一项重要工作: a clause whose verb is 是.
COPULA = compiled(r"(?<![要还尤其特别但而就于正一二三四五六七八九十或若凡总])是(?!否)")
# 构建新型国际关系的实质，就是…: the clause names a thing.
_ABSTRACT = compiled(
    r"[^，。；]{2,40}的(?:实质|关键|本质|核心|根本|前提|基础|目的|意义|目标|重点|保证|过程|结果|体现)[，：]"
)
TOLD_DONE = compiled(r"(?<![为除])了(?!解)")
# 把蓝图变成现实，需要各级干部担当: what a thing needs, or does, is an assessment.
_NEEDS = compiled(
    r"^[^，；]*(?:离不开|有赖于|取决于|意味着)|[，；](?:也|都|还|更)?(?:需要|离不开|有赖于|取决于|意味着|关键在|事关|关乎|关系|必将|必然)"
)
_CENTRE = compiled(r"以[^，。]{2,20}为核心的")
# 各级领导干部严格履责: somebody who is told to do something, without a word of force.
_ACTOR = compiled(
    r"(?:各级|各地|各部门|各单位|各镇|各乡|各县|各区|各市|各学院|各支部|各|全体|广大|全市|全县|全区|全校|全院|全局|大家|同志们|每一?位|每名|所有|[^，。；]{0,16}(?:部门|单位|干部|党员|职工|支部|党组织|人员|同志|师生|学院|委员|代表|企业|教师|领导|一把手|班子成员|负责人|工作组|专班|干警|民警))"
    r"[^，。；要]{0,24}?(?:切实|严格|认真|把|进一步|积极|主动|充分|自觉|牢固|始终|坚持|全力|迅速|立即|继续|不断|深入|扎实|着力|努力|加强|提高|抓|做|落实|珍惜|戒骄戒躁|足额|全程|逐[户项条个]|靠前|分头|亲自|沉到|及时|多[走问听看想]|到一线|负起|扛起)"
)
_VIEW = sought(_T["views"])
_SUBJECT = 10  # characters of a subject before its verb


def imperative(words: str, pressing: bool = False) -> bool:
    """Whether `words` begin as a bare imperative, or go on as one behind a leading phrase; `pressing` where the verb
    that reports them demands.
    """
    lead = _LEAD.match(words)
    head = words[lead.end() :] if lead else words
    if _ABSTRACT.match(head) or "就是" in head:
        return False
    if COPULA.search("，".join(re.split("[，；]", head)[:5])) or _CENTRE.match(head) or _NEEDS.search(head):
        return False
    if _STRONG.match(head) or _STRONG.match(words.lstrip(" ")):  # 更 leads in 更要, and is a part of 更新
        return True
    if pressing and _PRESSING.match(head):
        return True
    if not _WEAK.match(head):
        return False
    # A weak opening (在…中, 围绕…) is an imperative when its next clause is one.
    return any(_STRONG.match(clause.lstrip()) for clause in re.split("[，；]", head)[1:3])


def addressed(words: str) -> bool:
    """各级领导干部严格履责: somebody who is told to do something, without a word of force."""
    lead = _LEAD.match(words)
    actor = _ACTOR.match(words) or (_ACTOR.match(words, lead.end()) if lead else None)
    return actor is not None and not COPULA.search(actor.group()) and not _CENTRE.match(words)


def goes_on(words: str) -> bool:
    """工作组沉到一线，逐户核对。 behind a demand: somebody does something, and nothing is told as done or judged."""
    if any(sign.search(words) for sign in (REPORT, TOLD_DONE, COPULA, _NEEDS, _VIEW)) or _ABSTRACT.match(words):
        return False
    return any(
        _STRONG.match(clause, at)
        for clause in re.split("[，；：]", words)
        for at in range(min(_SUBJECT + 1, len(clause)))
    )
