"""Cues: where a sentence reports what somebody said (会议强调，… / 崔荣国要求… / …讲话，强调…).

In: a sentence of the bare look (quotations, titles and brackets masked). Out: the cues in it, in order. A verb
alone proves nothing; its subject is looked at, and what follows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutes_cli.lexicon import Lexicon, Verb, alternation, table
from minutes_cli.structure.demands import MODAL, imperative
from minutes_cli.structure.people import name_at_end
from minutes_cli.text import Sentence

_SPEAKERS = table("people")["speakers"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue. `start` is where its clause begins, `said` where what was said begins, `at` the verb's place.

    `subject` is the speaker as printed without posts ("" where the cue has none of its own) and `kind` its form:
    meeting, pronoun, person, role, body, text or bare. `noun` marks 提出三点要求.
    """

    start: int
    at: int
    said: int
    subject: str
    kind: str
    verb: str
    noun: bool
    rule: str


# ── what surrounds a verb ────────────────────────────────────────────────────────────────────────

_LEADING = re.compile(
    r"(?:[ ：]|最后|随后|随即|同时|与此同时|此外|另外|对此|为此|其中|接着|期间|其间|首先|其次|并且|并|且|而|但|尤其|据悉|会上|会中|会后|讲话中|座谈中|交流中|"
    r"当天|当日|近日|日前|之后|然后|下午|上午|晚上|\d{1,2}(?:日|时|分)|[一二三四五六七八九]是|第[一二三四五]|（□*）|通过讨论|经过讨论|经讨论|经研究)+"
)
_ADVERB = re.compile(
    r"(?:还|也|又|再次|再|并|均|都|同时|随后|首先|其次|最后|着重|特别|尤其|反复|一致|明确|分别|共同|进一步|重点|郑重|深刻|强烈|热烈|诚恳|严肃|旗帜鲜明地?|就此|对此|"
    r"为此|则|曾|一再|多次|高度|突出|主要|具体|专门|[ ]|接着|继而|综合|普遍|纷纷|亲切|语重心长地?|深情地?|动情地?|坦率地?|会上|当场|现场|严正|坚决|仍|便|就|亦|集中|"
    r"系统|详细|全面|充分|先|深|更|强|开门见山地?|直接|公开|当即|欣然|高兴地?|激动地?|自豪地?|幽默地?|诚挚地?|由衷地?|原则|正式|联合|庄严|提出|会议)+$"
)
_DATE_END = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚)?$|(?:昨|今|当)(?:日|天)$|近日$|日前$")
# Where a phrase between subject and verb may begin: 他在讲话中强调, X代表Y就Z提出三点希望.
_ADJUNCT = re.compile(
    r"在|就|对|围绕|针对|结合|代表|从|向|受|以|于|作|做|主持|率|带领|出席|根据|按照|经|为|与|和|并|总结|回顾|进行|到会|讲话|致辞|发言|联系|由|如|立足|站在|用|同|书面|进一步|"
    r"随后|最后|首先|同时|\d{1,2}(?:日|月|时)|近日|日前|会后|会上|专程|亲临|还|也|充分|高度|详细|全面|深入|认真|（□*）"
)
_REJECT = re.compile(
    r"要(?!闻|点)|了|传达|按照|遵照|根据|正如|依照|落实|贯彻|所|把|将|是|让|使|被(?!巡|监督|检查|督)|通过|关于|如果|以及|本着|响应|听取|征集|征求|收集|汇总|^经|执行|围绕|满足|符合|达到|提高|精神|应|须|不|没|有(?!关)|为|按|据|对照"
)
_MEETING = re.compile(f"(?:{alternation(_SPEAKERS['meetings'])}|会)$")
_MEETING_NOT = re.compile(
    r"(?:社会|机会|协会|学会|工会|商会|委员会|联合会|董事会|理事会|监事会|基金会|妇联会|学生会|村委会|居委会|人大常委会|研究会|促进会|联谊会|红十字会)$"
)
_PRONOUN = re.compile(f"^(?:{alternation(_SPEAKERS['pronouns'])})$")
_TEXT = re.compile(f"(?:{alternation(_SPEAKERS['texts'])}|》)$")
_ROLE = re.compile(f"(?:{alternation(_SPEAKERS['roles'])})(?:们|等)?$")
_BODY = re.compile(f"(?:{alternation(_SPEAKERS['bodies'])})$")
_NAMES_LIST = re.compile(r"[、和与及]|以及")

# ── what may follow ──────────────────────────────────────────────────────────────────────────────

_PAUSE = re.compile(r"[ ]?(?:说|道)?[ ]?[，：]|[ ]*$")
# After a verb with no pause: not a noun (会议强调的…), not a courtesy (表示感谢), not a mere mention (强调了…).
# 会议确定郭卫民担任… is an act of the meeting, 会议确定将… what it said.
_DECIDED = re.compile(r"将|把|由|在|于|对|从|再|给予|采取|成立|以")
_NOT_SAID = re.compile(
    r"的|了(?!，|：)|和|与(?!会)|及|、|。|；|过|得|书|者(?!都)|精神|名单|人选|情况|通知|事项|内容|方案|落实|完成|标准|期限|时限|范围|以上|条件|报告|"
    r"(?:最|由|诚|衷|热|亲|深|崇|高|极|充|十|非|严|强|真|万|由衷|真诚|一致|完全|大力|坚决|积极|将)?[烈挚心切度分常重诚衷]*(?:的|地)?(?:感谢|谢意|谢|欢迎|祝贺|慰问|肯定|赞赏|支持|满意|敬意|问候|歉意|关切|拥护|认可|同意|赞成|反对|哀悼|祝愿|理解|敬佩|钦佩|期待|愿意|乐观|遗憾|谴责|关注|信心|决心)"
)
_MENTIONED = re.compile(
    r"了(?![^，。；：]{0,30}(?:重要性|必要性|意义|关系|作用)(?:[，。；]|和))(?=[^，。；：]*(?:[：]|[，]|应|要(?!求)|务必|必须))"
)
_NOUNS = frozenset(
    [
        "介绍",
        "分析",
        "阐述",
        "回顾",
        "解释",
        "承诺",
        "表态",
        "要求",
        "建议",
        "决定",
        "希望",
        "倡议",
        "号召",
        "期望",
        "提醒",
    ]
)
# 作了介绍, 进行了总结: the word is a noun.
_NOMINAL = re.compile(r"(?:进行|作|做|加以|开展|予以|给予|提出|提)(?:了|出)?[^，。；：]{0,12}$")
_NOUN_BEFORE = re.compile(
    r"(?P<act>提出|作出|做出|提|讲)(?!的)(?:了|过)?(?P<many>(?:[^，。；：的]{0,6}|[^，。；：]{0,24}?(?:[一二三四五六七八九十两几]|\d{1,2}|若干|如下|以下|具体|明确)(?:个方面|方面|个|点|项|条|大|项具体|点具体)?(?:的|具体|工作|殷切|明确|重要|指导|希望和|要求和|意见和|建议和|整改|新|指导性)*))$"
)
_NOUN_AFTER = re.compile(r"[ ]?(?:和?(?:要求|希望|建议|意见|期望))?[ ]?(?:[：。，]|$)")
_LIST_AHEAD = re.compile(
    r"[ ]?(?:和?(?:要求|希望|建议|意见|期望))?[：。，；\s]*(?:要求|要(?!求)|希望|一是|一要|一、|第一|首先|[（(]一|1[.、．]|①|一(?=[^、，。些个])|[●■◆▲★※])"
)


def find_cues(bare: str, sentence: Sentence, names: frozenset[str], lexicon: Lexicon) -> list[Cue]:
    """The cues of a sentence in order."""
    entries, nouns = lexicon.verbs, lexicon.nouns
    found: list[Cue] = []
    clauses = sentence.clauses
    index = 0
    for match in lexicon.pattern.finditer(bare, sentence.start, sentence.end):
        at, end, word = match.start(), match.end(), match.group()
        while index + 1 < len(clauses) and clauses[index + 1] <= at:
            index += 1
        clause = clauses[index]
        cue = None
        if word in nouns:
            cue = _noun_cue(bare, clause, at, end, word, names, sentence)
        if cue is None and word in entries:
            cue = _verb_cue(bare, clause, at, end, entries[word], names, sentence)
        if cue is not None and not (found and found[-1].start == clause and not cue.noun):
            if found and found[-1].start == clause:
                found.pop()
            found.append(cue)
    return found


def _verb_cue(
    bare: str, clause: int, at: int, end: int, entry: Verb, names: frozenset[str], sentence: Sentence
) -> Cue | None:
    mentioned = _MENTIONED.match(bare, end, sentence.end) if entry.word == "强调" else None
    behind = _PAUSE.match(bare, end, sentence.end)
    pause = behind is not None or _attributes(bare, end, sentence)
    # 强调了三个务必：… says something; 强调了重要性 does not.
    if not pause and not mentioned and (not entry.direct or _NOT_SAID.match(bare, end)):
        return None
    if not pause and entry.word == "同意" and bare[at - 2 : at] not in ("会议", "大会", "原则", "一致"):
        return None
    if entry.word == "宣布" and "当选" in bare[end : sentence.end]:
        return None
    if not pause and entry.word == "确定" and not _DECIDED.match(bare, end):
        return None
    if (
        at - clause > 90
        or (at > clause and bare[at - 1] in "的和与及、所")
        or (entry.word in _NOUNS and _NOMINAL.search(bare, clause, at))
    ):
        return None
    who = subject(bare[clause:at], names)
    if who is None:
        return None
    kind, name = who
    if name and entry.word in _NOUNS and "的" in bare[clause:at].partition(name)[2]:
        return None
    if entry.word in _NOUNS and bare[at - 1] in "总新级关作体项类条述本高定何其该此":
        return None
    if kind == "bare" or kind == "adjunct":
        if not entry.bare or (kind == "adjunct" and (not pause or entry.word in ("要求", "建议", "希望", "期望"))):
            return None
        kind = "bare"
    elif not pause and kind in ("role", "body", "text") and entry.word not in ("强调", "指出", "认为"):
        return None
    said = behind.end() if behind else end
    while said < sentence.end and bare[said] in " ，：":
        said += 1
    return Cue(clause, at, said, name, kind, entry.word, False, f"cue-{kind}")


def _attributes(bare: str, end: int, sentence: Sentence) -> bool:
    """“…。”林知远说。 names the speaker of the quotation before it."""
    return bare[end : sentence.end] == "。" and sentence.start > 0 and bare[sentence.start - 1] == "”"


def _noun_cue(
    bare: str, clause: int, at: int, end: int, word: str, names: frozenset[str], sentence: Sentence
) -> Cue | None:
    before = _NOUN_BEFORE.search(bare, clause, at)
    if before is None:
        return None
    after = _NOUN_AFTER.match(bare, end, sentence.end)
    if after is None:
        return None
    listed = _LIST_AHEAD.match(bare, end, end + 40) is not None
    who = subject(bare[clause : before.start()], names)
    if not listed and not _announces(bare, end, sentence.end, before, who):
        return None
    kind, name = who if who is not None and who[0] != "adjunct" else _head_pronoun(bare, sentence)
    said = after.end()
    return Cue(clause, at, min(said, sentence.end), name, kind, word, True, "cue-noun")


def _head_pronoun(bare: str, sentence: Sentence) -> tuple[str, str]:
    """The subject of 他就…，按照…提出三点要求: the pronoun or 会议 that heads the sentence."""
    head = _HEAD_PRONOUN.match(bare, sentence.start, sentence.end)
    return ("pronoun" if head[1] in "他她" else "meeting", head[1]) if head else ("bare", "")


_HEAD_PRONOUN = re.compile(r"(他|她|会议|大会)(?:还)?(?:就|对|围绕|在|结合|针对|最后|代表)")


def _announces(bare: str, end: int, stop: int, before: re.Match[str], who: tuple[str, str] | None) -> bool:
    """Whether 提出要求 without a list behind it still announces demands: a colon, or a demand in its own sentence."""
    if before.group("act") not in ("提出", "提"):
        return False
    if bare[end : end + 1] == "：":
        return True
    if bare[end : end + 1] != "，" or (who is None and not before.group("many")):
        return False
    rest = bare[end + 1 : stop]
    if re.match("[他她]|会议", rest):
        return False
    return MODAL.search(rest) is not None or imperative(rest)


def subject(prefix: str, names: frozenset[str]) -> tuple[str, str] | None:
    """Who speaks, given what stands between the clause's start and the verb: (kind, speaker), or None.

    The speaker is looked for in the whole prefix and then before each word that may begin an adjunct.
    """
    if _AT_IT.match(prefix):
        return "meeting", "会议"
    lead = _LEADING.match(prefix)
    if lead:
        prefix = prefix[lead.end() :]
    prefix = prefix.strip()
    stripped = prefix if prefix in names or len(_ADVERB.sub("", prefix)) == 1 else _ADVERB.sub("", prefix)
    if prefix.endswith("会议") and not stripped.endswith("会议"):
        stripped = prefix
    elif "会议" in prefix[len(stripped) :]:
        stripped = prefix[: prefix.rindex("会议") + 2]
    if not stripped:
        return "bare", ""
    who = _speaker(stripped, names)
    if who is not None:
        return who
    for cut in _ADJUNCT.finditer(stripped):
        head = stripped[: cut.start()]
        if not head:
            if cut.group() in ("在", "就", "对", "围绕", "针对", "结合", "从", "向", "以", "为", "同", "与", "和"):
                return _adjunct_only(stripped)
            continue
        who = _speaker(head, names, cut=True)
        if who is None:
            head = _DATE_END.sub("", _ADVERB.sub("", head)) or head
            who = _speaker(head, names, cut=True)
        if who is not None:
            return who
    return None


# 会上宣布，…: nobody is named; the meeting speaks.
_AT_IT = re.compile(r"(?:会议上|会上|大会上)(?:还|又|最后|同时)?$")
_ADJUNCT_ONLY = re.compile(
    r"^(?:并)?(?:在|就|对|围绕|针对|结合|从|向|以|为|同|与|和)[^的]{0,30}$|^(?:就|对|围绕|针对|结合|从).{0,60}$"
)


def _adjunct_only(stripped: str) -> tuple[str, str] | None:
    """A prefix that is an adjunct and no subject: 并就下一步工作提出要求."""
    return ("adjunct", "") if _ADJUNCT_ONLY.match(stripped) else None


def _speaker(words: str, names: frozenset[str], cut: bool = False) -> tuple[str, str] | None:
    """(kind, speaker) if `words` are somebody who can speak; `cut` where an adjunct follows."""
    if _PRONOUN.match(words):
        return "pronoun", words
    if words.endswith(("的", "地")):
        return None
    if _MEETING.search(words) and not _MEETING_NOT.search(words):
        if len(words) > 40 or _REJECT.search(words):
            return None
        return "meeting", words if len(words) <= 14 else _MEETING.search(words).group()  # type: ignore[union-attr]
    listed = _list_of_names(words, names)
    if listed:
        return "person", listed
    named = name_at_end(words, names)
    if named is not None:
        name, begin = named
        head = words[:begin]
        if len(words) > 60 or (head and _REJECT_HEAD.search(head)):
            return None
        return "person", name
    if len(words) > 30 or _REJECT.search(words):
        return None
    if _TEXT.search(words):
        return ("text", words) if len(words) <= 8 else None
    if _ROLE.search(words):
        return "role", words
    if not cut and _BODY.search(words):
        return "body", words
    return None


_REJECT_HEAD = re.compile(r"传达|按照|遵照|正如|依照|落实|贯彻|学习了|根据|听取|通过|要求")


def _list_of_names(words: str, names: frozenset[str]) -> str | None:
    """`A、B` where both are names."""
    parts = _NAMES_LIST.split(words)
    if len(parts) < 2 or len(parts[-1]) > 4:
        return None
    last = name_at_end(parts[-1], names)
    before = name_at_end(parts[-2], names)
    if last is None or before is None or last[1] != 0:
        return None
    start = sum(len(part) + 1 for part in parts[:-2]) + before[1]
    for index in range(len(parts) - 3, -1, -1):
        earlier = name_at_end(parts[index], names)
        if earlier is None:
            break
        start = sum(len(part) + 1 for part in parts[:index]) + earlier[1]
        if earlier[1]:
            break
    return words[start:]
