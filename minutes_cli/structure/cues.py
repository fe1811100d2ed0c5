"""Cues: where a sentence reports what somebody said (会议强调，… / 崔荣国要求… / …讲话，强调…).

In: a sentence of the bare look (quotations, titles and brackets masked). Out: the cues in it, in order. A verb
alone proves nothing; its subject is looked at, and what follows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minutes_cli.lexicon import Lexicon, Verb
from minutes_cli.prepared import compiled
from minutes_cli.structure.demands import MODAL, demand_rule
from minutes_cli.structure.imperatives import imperative
from minutes_cli.structure.people import name_at_end
from minutes_cli.structure.speakers import subject
from minutes_cli.text import Sentence


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


# ── what may follow ──────────────────────────────────────────────────────────────────────────────

_PAUSE = compiled(r"[ ]?(?:说|道)?[ ]?[，：]|[ ]*$")
# After a verb with no pause: not a noun (会议强调的…), not a courtesy (表示感谢), not a mere mention (强调了…).
# 会议确定郭卫民担任… is an act of the meeting, 会议确定将… what it said.
# 宣布大会开幕 is an act of the meeting and nothing that it says.
_CEREMONY = compiled(
    r"当选|[^，。；]{0,20}同志[^，。；]{0,4}任|免去|选举产生|(?:大会|会议|仪式)[^，。]{0,8}(?:开幕|闭幕|开始|结束)"
)
# 县委决定：林知远同志任…: what an office above has decided is read out here.
_APPOINTS = compiled(r"[^，。；]{0,20}同志[^，。；]{0,4}任|免去|任命")
# …，原则同意由县财政局修改后印发: what is to be done, not what was put to the vote.
_ARRANGED = compiled(r"由|将|把|按|提请|从|以|采取|采用|成立|安排|实施|在")
_DECIDED = compiled(r"将|把|由|在|于|对|从|再|给予|采取|成立|以")
_NOT_SAID = compiled(
    r"的|了(?!，|：)|和|与(?!会)|及|、|。|；|过|得|书|者(?!都)|精神|议程|名单|人选|情况|通知|事项|内容|方案|落实|完成|标准|期限|时限|范围|以上|条件|报告|警醒|效果|"
    r"(?:最|由|诚|衷|热|亲|深|崇|高|极|充|十|非|严|强|真|万|由衷|真诚|一致|完全|大力|坚决|积极|将)?[烈挚心切度分常重诚衷]*(?:的|地)?(?:感谢|谢意|谢|欢迎|祝贺|慰问|肯定|赞赏|支持|满意|敬意|问候|歉意|关切|拥护|认可|同意|赞成|反对|哀悼|祝愿|理解|敬佩|钦佩|期待|愿意|乐观|遗憾|谴责|关注|信心|决心)"
)
# 谈了三点：…, 讲了三句话。…: only what is counted is said behind it.
_COUNTED = compiled(r"了?(?=(?:[一二三四五六七八九两几]|\d)[^，。；：]{1,8}[：。，])")
# 议定以下事项：, 明确了今年的目标：
_FOLLOWING = compiled(
    r"(?:了)?(?=(?:以下|如下|下列)[^，。；：]{0,10}：)|了(?=[^，。；：]*(?:目标|任务|重点|要求|举措|事项)：)"
)
_MENTIONED = {
    "强调": compiled(
        r"了(?![^，。；：]{0,30}(?:重要性|必要性|意义|关系|作用)(?:[，。；]|和))(?=[^，。；：]*(?:[：]|[，]|应|要(?!求)|务必|必须)|[^，。；：]{0,4}(?:[一二三四五六七八九两几]|\d)(?:个)?(?:方面|点|条|件事|项|句话)。)"
    ),
    "指出": compiled(r"了(?=[^，。；：]*：)"),
    "回顾": compiled(r"了(?=[^，。；：]*：)"),
    "总结": compiled("(?=：)"),
    "议定": _FOLLOWING,
    "确定": _FOLLOWING,
    "决定": _FOLLOWING,
    "明确": _FOLLOWING,
    "提出": compiled(
        "(?=(?:了)?[^，。；：]{2,24}(?:目标|思路|举措|总要求)(?:是)?：|(?<!我们提出)(?:要(?![求点素])|必须|应当))"
    ),
    "谈": _COUNTED,
    "讲": _COUNTED,
}
_ONLY_SO = frozenset(("谈", "讲", "总结"))
# 强调了三个务必：…: what was named is said behind the colon.
_NAMED = compiled(r"了?[^，。；：]{1,30}[：。]")
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
# 听取意见建议, 新要求: part of a noun.
_NOUN_END = compiled("(?:意见|[总新级关作体项类条述本高定何其该此])$")
# 作了介绍, 进行了总结: the word is a noun.
_NOMINAL = compiled(
    r"(?:进行|作|做|加以|开展|予以|给予|提出|提(?![升高供前醒炼速档质振级]))(?:了|出)?[^，。；：时]{0,12}$"
)
_NOUN_BEFORE = compiled(
    r"(?P<act>提出|拿出|作出|做出|(?:[作做]|进行)(?=了?(?:安排|全面|具体|总体|进一步)*$)|交流(?=了)|谈(?=了)|提(?![升高供前醒炼速档质振级])|讲)(?!的)(?:了|过)?(?P<many>(?:[^，。；：的]{0,6}|[^，。；：]{0,24}?(?:[一二三四五六七八九十两几]|\d{1,2}|若干|如下|以下|具体|明确)(?:个方面|方面|个|点|项|条|大|项具体|点具体)?(?:的|具体|工作|殷切|明确|重要|指导|希望和|要求和|意见和|建议和|整改|新|指导性)*))$"
)
_NOUN_AFTER = compiled(r"[ ]?(?:和?(?:要求|希望|建议|意见|期望|目标|任务))?[ ]?(?:[：。，]|$)")
_LIST_AHEAD = compiled(
    r"[ ]?(?:和?(?:要求|希望|建议|意见|期望|目标|任务))?[：。，；\s]*(?:要求|要(?!求)|希望|一是|一要|一、|第一|首先|（□{1,2}）|1[.、．]|①|一(?=[^、，。些个])|[●■◆▲★※])"
)


# 作了安排，要求…: an act, and what is said with it has a cue of its own.
_LAID_OUT = ("部署", "安排", "布置")
_THEN_SAYS = compiled("，并?(?:要求|强调|指出)")
_NEAR, _FAR = 60, 90  # characters: from 提出 to its 要求, and from the beginning of a clause to what is said in it


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
        if found and found[-1].start == clause and bare[found[-1].said : at] in ("并", "和", "并且"):
            if pause := _PAUSE.match(bare, end, sentence.end):  # 指出并强调，: the first verb counts
                found[-1] = replace(found[-1], said=pause.end())
        elif cue is not None and (not found or found[-1].start != clause):
            found.append(cue)
        elif cue is not None and cue.noun:
            found[-1] = cue
    return found


def _verb_cue(
    bare: str, clause: int, at: int, end: int, entry: Verb, names: frozenset[str], sentence: Sentence
) -> Cue | None:
    mentioned = _MENTIONED[entry.word].match(bare, end, sentence.end) if entry.word in _MENTIONED else None
    behind = _PAUSE.match(bare, end, sentence.end)
    pause = behind is not None or _attributes(bare, end, sentence)
    if not _reports(bare, clause, at, end, entry, pause, mentioned is not None, sentence):
        return None
    joined = at > clause and bare[at - 1] in "的和与及、所对" and bare[at - 2 : at] != "有的"
    if joined and not any(bare[at - n : at] in names for n in (3, 2)):  # 林永和强调
        return None
    who = subject(bare[clause:at], names) or _interjects(bare[clause:at], entry.word, names)
    if who is None:
        return None
    kind, name = who
    if kind == "body" and entry.word == "决定" and _APPOINTS.match(bare, behind.end() if behind else end):
        return None
    if name and entry.word in _NOUNS and "的" in bare[clause:at].partition(name)[2]:
        return None
    named = kind == "person" and bare.endswith(name, clause, at)  # 林建新要求 is not 新要求
    if entry.word in _NOUNS and not named and _NOUN_END.search(bare, max(clause, at - 2), at):
        return None
    if entry.word == "确认" and kind not in ("meeting", "bare"):
        return None
    if kind == "bare" or kind == "adjunct":
        if not entry.bare or (kind == "adjunct" and (not pause or entry.word in ("要求", "建议", "希望", "期望"))):
            return None
        if entry.word == "同意" and not _ARRANGED.match(bare, end):
            return None
        kind = "bare"
    elif (
        not pause and not mentioned and kind in ("role", "body", "text") and entry.word not in ("强调", "指出", "认为")
    ):
        return None
    # 提出明年的目标：…: what the aims are for is said too.
    counted = _NAMED.match(bare, end, sentence.end) if mentioned and entry.word != "提出" else None
    said = behind.end() if behind else counted.end() if counted else end
    while said < sentence.end and bare[said] in " ，：":
        said += 1
    return Cue(clause, at, said, name, kind, entry.word, False, f"cue-{kind}")


def _reports(
    bare: str, clause: int, at: int, end: int, entry: Verb, pause: bool, mentioned: bool, sentence: Sentence
) -> bool:
    """Whether the words beside the verb let it report what was said, whoever its subject is."""
    if not mentioned and entry.word in _ONLY_SO:
        return False
    # 强调了三个务必：… says something; 强调了重要性 does not.
    if not pause and not mentioned and (not entry.direct or _NOT_SAID.match(bare, end)):
        return False
    decided = bare[at - 2 : at] in ("会议", "大会", "原则", "一致") or (at == clause and _ARRANGED.match(bare, end))
    if not pause and entry.word == "同意" and not decided:
        return False
    if entry.word == "宣布" and _CEREMONY.search(bare, end, sentence.end):
        return False
    if not pause and entry.word in ("确定", "商定") and not _DECIDED.match(bare, end):
        return False
    return not (at - clause > _FAR or (entry.word in _NOUNS and _NOMINAL.search(bare, clause, at)))


def _interjects(words: str, verb: str, names: frozenset[str]) -> tuple[str, str] | None:
    """林知远打断说, 林知远起身回答: a known name and a few words of how it is said."""
    name = next((words[:length] for length in (3, 2) if words[:length] in names), None)
    return ("person", name) if name and verb in ("说", "答", "回答") and len(words) - len(name) <= 6 else None


def _attributes(bare: str, end: int, sentence: Sentence) -> bool:
    """“…。”林知远说。 names the speaker of the quotation before it."""
    return bare[end : sentence.end] == "。" and sentence.start > 0 and bare[sentence.start - 1] == "”"


def _noun_cue(
    bare: str, clause: int, at: int, end: int, word: str, names: frozenset[str], sentence: Sentence
) -> Cue | None:
    before = _NOUN_BEFORE.search(bare, max(clause, at - _NEAR), at)
    if before is None or before.start() - clause > _FAR:
        return None
    after = _NOUN_AFTER.match(bare, end, sentence.end)
    if after is None or (word in _LAID_OUT and _THEN_SAYS.match(bare, end, sentence.end)):
        return None
    listed = _LIST_AHEAD.match(bare, end, end + 40) is not None
    who = subject(bare[clause : before.start()], names)
    if not listed and not _announces(bare, end, sentence.end, before, who):
        return None
    kind, name = who if who is not None and who[1] else _head_subject(bare, sentence, clause, names)
    said = after.end()
    return Cue(clause, at, min(said, sentence.end), name, kind, word, True, "cue-noun")


def _head_subject(bare: str, sentence: Sentence, clause: int, names: frozenset[str]) -> tuple[str, str]:
    """The subject of 他就…，按照…提出三点要求: the pronoun, 会议 or the person that heads the sentence."""
    head = _HEAD_PRONOUN.match(bare, sentence.start, sentence.end)
    if head:
        return ("pronoun" if head[1] in "他她" else "meeting", head[1])
    person = _HEAD_PERSON.fullmatch(bare, sentence.start, clause)
    named = name_at_end(person[1], names, alone=False) if person else None
    return ("person", named[0]) if named else ("bare", "")


_SAID = compiled("指出|强调|要求|提出")
# 最后，林知远就贯彻落实会议精神，提出四点要求
_HEAD_PERSON = compiled(
    r"(?:(?:最后|随后|会上|接着|同时)，)?([^，。；：就对]{2,40})(?:就|对|围绕|结合|针对)[^，。；：]{2,60}，"
)


_HEAD_PRONOUN = compiled(r"(他|她|会议|大会)(?:还)?(?:就|对|围绕|在|结合|针对|最后|代表)")


def _announces(bare: str, end: int, stop: int, before: re.Match[str], who: tuple[str, str] | None) -> bool:
    """Whether 提出要求 without a list behind it still announces demands: a colon, or a demand in its own sentence."""
    if before.group("act") not in ("提出", "提"):  # 进行了安排部署：…
        said = bare[end + 1 : stop]
        return bare[end : end + 1] == "：" and not _SAID.search(said) and demand_rule(said, "requirement") is not None
    if bare[end : end + 1] == "：":
        return True
    if bare[end : end + 1] != "，" or (who is None and not before.group("many")):
        return False
    rest = bare[end + 1 : stop]
    if re.match("[他她]|会议", rest):
        return False
    return rest.startswith("请") or MODAL.search(rest) is not None or imperative(rest)
