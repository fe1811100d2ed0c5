"""Whether a sentence ends the open block, or goes on with what was said.

Closing needs stricter evidence than being a proceeding: a speech is full of words that could name an act.
"""

from __future__ import annotations

import itertools
import re

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled
from minutes_cli.structure.acts import act_of
from minutes_cli.structure.attendance import attends
from minutes_cli.structure.cues import Cue
from minutes_cli.structure.demands import MODAL, demand_rule, is_demand
from minutes_cli.structure.imperatives import imperative
from minutes_cli.structure.markers import RESPONSIBLE, find_list
from minutes_cli.structure.people import name_in
from minutes_cli.structure.scene import REACH, Scene
from minutes_cli.text import Sentence, last_match

_NARRATION = compiled(
    r"(?:（□*）)?这是[^，。]{2,12}[前后]，|近期，[^。，]{0,16}(?:到|赴|前往|深入)|据(?:了解|介绍|悉|统计)|会前，|会后，|会议(?:结束|在[^，。]{0,30}(?:结束|闭幕|落幕|中进行))|活动(?:结束|最后)?后|座谈(?:会)?(?:结束|在)|仪式结束|（?(?:记者|文/|文／|图/|摄影|撰稿|通讯员|供稿|编辑|责任编辑|审核|来源|作者|撰文|图文)|此次(?:会议|活动|论坛|大会)[^，。]{0,10}(?:由|共|吸引)|图为|[△▲]图|附件|联系(?:电话|人)"
)
# 传达了会议精神并作讲话: another act. 听取并审议 is one, for nothing stands between its verbs.
# A list of those who were there, headed by a word for it.
_HEADED = compiled(r"[ ]*(?:出席|参加|列席)[^，。；]{0,20}(?:还有|有|人员|领导|同志)[^，。；]{0,6}[：]")
_CONVEYED = compiled(r"^[^，]*总书记")
_ASIDE = compiled(r"（□*）")
_STRICT_ACT = compiled(
    r"^[ ]*(?:审议|听取|通报|讨论|选举|表决)[^，。；]{0,6}了|^(?:[ ]*(?:随后|最后|会上|会议期间|首先|其间|接着|之后|会议最后|会议开始前|同时|此外|另外|下午|上午|座谈会上|仪式上|大会期间|（□+）|[一二三四五六七八九]、)，?)*"
    r"(?:会议|大会|与会[^，。]{0,8}|会上|常委会|座谈会|党组会|例会)(?:上)?(?:还|又|同时|随后|最后|首先|书面|分别|一致|共同|集体|集中|专题|认真|以[^，。]{0,12}方式|并|原则|表决|审议|现场|组织|重点|依次|逐项|讨论|，)*"
    r"(?:传达|学习|听取|审议|审查|研究|讨论|通报|部署|安排|通过|表决|选举|宣读|观看|表彰|签|颁|推举|推选|增补|聘|播放|举行|开展|进行|交流|审定|合影|参观|总结了|分析了|回顾了|阐述|阐释|组织|对[^，。；]{0,60}进行|就[^，。；]{0,60}进行|围绕[^，。；]{0,60}(?:讨论|交流|研讨)|[就对][^。；]{2,90}?作了(?:具体|专门|全面|进一步)*(?:安排|部署|说明|研究|讨论))(?!(?:产生|通过)?的)(?![^，。；《]{0,10}的(?:□|《|[^，。]{0,6}(?:决定|精神|要求)))"
)
# Somebody without a name who acts: 各巡察组组长通报了…, 与会代表围绕…, 他们还表扬了….
_OFFICER = compiled(
    r"[ ]{0,4}(?:(?:与会|参会)[^，。；的]{0,10}|[^，。；的了要]{0,12}组成人员|他们|她们|(?:主要|[^，。；的了要]){0,40}?(?:负责人|负责同志|代表|组长|主任|书记|局长|校长|院长|处长|科长|部长|主席|委员|教授|专家|家属|患者|召集人)(?:（□*）)?)(?=代表|在|向|作|做|汇报|介绍|传达|通报|宣读|发言|讲话|就|围绕|对|分别|结合|还|也|谈|依次|先后|畅谈|点名|表扬|应询|到会|现场|当场|逐一|递交|签订|踊跃)"
)
# An office that acts: 县水利局通报了….
_OFFICE = compiled(
    r"[ ]{0,4}[^，。；的了要把将对]{1,24}(?:办|局|委|厅|院|部|处|科|室|站|队|中心|公司|集团|政府|街道|[乡镇])(?=(?:通报|汇报|介绍|传达|宣读)了|(?:分别|先后|依次)?[作做](?:了)?[^，。；]{0,24}(?:汇报|说明|通报|交流|发言)[，。；])"
)
# 刘毅就如何细化方案、…等提出建议: what was done stands at the sentence's end.
_SPEAKS_ON = compiled(r"[^，。；]{2,40}?(?:就|围绕|结合|从|针对|以)")
_SPOKE = compiled(
    r"(?:提出[^，。；]{0,16}(?:建议|意见)|(?:发言|交流|汇报|介绍|说明|讨论|讲解|解读|报告|分享|授课))[。；]$"
)
# What a named person does at a meeting, behind the name.
_DOES = compiled(
    r"(?:同志|书记|主任|局长|院长|校长|教授|老师|□|（|）|首先|随后|最后|分别|还|也|代表[^，。]{0,16}|就[^，。]{0,40}|在会上|向[^，。]{0,16}|围绕[^，。]{0,90}|对[^，。]{0,60}|从[^，。]{0,60}|依次|先后|现场|以[^，。]{0,20}为题|详细|简要)*"
    r"(?:(?:作|做|进行|发表|致|汇报|介绍|传达|通报|宣读|主持|发言|讲话|解读|讲解|总结|领学|致辞|宣布|签|表态|点评|应询|回应|答复|递交|(?:带领|组织)[^，。；]{2,16}(?:学习|重温|观看|参观|宣誓)|谈了|谈|畅谈|点名表扬|表扬|进行了|(?:实地)?(?:调研|考察|参观|看望)了)|提出[^，。]{0,20}(?:意见|建议|要求)|表示[^，。]{0,12}(?:感谢|祝贺|欢迎|肯定)|充分肯定)"
)
# What goes on behind a person who acts.
_ABOUT = compiled(r"在|就|对|围绕|针对|结合|代表|从|向|为|以|也|还|首先|最后|随后|分别|先后|依次|用|现场|并|□|（")
_POST_BEFORE = compiled(f"^[^把对将要以]*(?:{alternation(table('people')['posts'])}|[、兼与和])$")
# 他代表学校向来宾表示欢迎 ends a speech as a named person would.
_COURTESY = compiled(
    r"[ ]*[他她](?=(?:代表|向|对)[^，。；]{2,60}(?:感谢|祝贺|欢迎|慰问|问候|敬意|公开承诺)|(?:还|也)?(?:就|对|围绕|针对)[^，。；]{2,40}提出了?[^，。；]{0,6}(?:意见|建议))"
)
_AFTER_NAME = compiled(f"(?:{alternation(table('people')['titles'])})+")
_NUMBERED = compiled(
    r"[ ]*(?:第?(?P<numeral>[二三四五六七八九十]|一)(?:是|要|、|，|方面)|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[.、．]|[●■◆▲★※○◇□△☆▪◎➢➤►▶◉✦①-⑩—]|首先|其次|再次)"
)
_NUMERALS = dict(zip("二三四五六七八九十", "一二三四五六七八九", strict=True))
# A reporter never says 我们: these words are the speaker's.
_FIRST_PERSON = compiled(r"[ ]*(?:当前，|今后，|下一步，)?(?:我们|同志们|各位)")
_DATED = compiled(r"[^，。]{0,20}\d{1,2}月\d{1,2}日")
_SERIES = compiled(r"(?<=[\n。；，： ])(第?([一二三四五六七八九])(?:是|要|、|，))")
_NEXT = dict(zip("一二三四五六七八九", "二三四五六七八九十", strict=True))
_LEADING_CLAUSE = compiled(
    r"[^，]{0,12}(?:最后|随后|会上|首先|其间|期间|接着|之后|同时|此外|中|上|后)，|(?:针对|就|围绕|结合)[^，]{2,40}，"
)


def turns(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """What stands before a cue's clause ends the open block: somebody else acts, or is named."""
    bare = scene.look.bare
    lead = bare[sentence.start : cue.start]
    if MODAL.search(lead):
        return False
    if person_acts(scene, sentence) or _STRICT_ACT.match(lead) or attends(bare, sentence.start, cue.start):
        return True
    if cue.kind == "bare" and re.match(r"[ ]*(?:会议|大会|全会|会上)(?!期间|精神|要求|的)", lead):
        return True
    if cue.kind == "bare" and re.match("[ ]*(?:[他她]们?|双方|各方)", lead):
        return True
    head = re.split("[，；：]", lead, maxsplit=1)[0]
    if cue.kind != "bare":
        return False
    if cue.noun and re.match("(?:他|她|会议|大会)(?:就|对|围绕|在|结合|针对|还|最后)", head):
        return True
    return sentence.first and name_in(head, scene.names) is not None


def closes(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence without a cue ends the open block."""
    bare = scene.look.bare
    words = bare[sentence.start : sentence.end]
    if sentence.first and RESPONSIBLE.match(scene.look.folded, sentence.start):
        return False
    if sentence.first and (heading(scene, sentence) or signature(scene, sentence)):
        return True
    told = _NARRATION.match(words.lstrip())
    if (told and not (told.group() == "会后，" and MODAL.search(words))) or (
        _ASIDE.fullmatch(words.strip()) and not RESPONSIBLE.match(scene.look.folded, sentence.start)
    ):
        return True
    if leaves(scene, sentence, words):
        return True
    if _STRICT_ACT.match(words) or person_acts(scene, sentence):
        return True
    if not sentence.first:
        return False
    if scene.alone or unfinished(scene, sentence) or speech_goes_on(scene, sentence):
        return False
    return not (find_list(scene.look.folded, bare, sentence.start, sentence.end) or goes_on(scene, sentence))


# A heading on a line of its own, above what the meeting says or does next.
_TITLED = compiled(
    r"[^，。；：！？、\n■●]{6,40}\n[ ]*(?:会议|大会)(?:还)?(?:指出|强调|要求|认为|听取|审议|研究|传达|讨论|明确|决定)"
)
# （二）关于低洼小区改造。会议听取了…: what is dealt with next.
_TOPIC = compiled(
    r"[ ]*[（(][一二三四五六七八九十]{1,3}[）)][^，。！？；：\n]{2,40}[。\n][ ]*(?:会议|大会)(?:还)?(?:听取|研究|讨论|审议|传达|通报|对|就|指出|强调|要求|认为|决定|议定|明确)"
)
_UNENDED = compiled(r"[^。！？；：]{2,50}|[^，。！？；：、]{1,3}、关于[^，。！？；：]{2,40}。")


def heading(scene: Scene, sentence: Sentence) -> bool:
    """二、关于低洼小区改造: a section's heading whose 一、 the open block does not hold."""
    mark = _NUMBERED.match(scene.look.folded, sentence.start, sentence.end)
    if _TOPIC.match(scene.look.folded, sentence.start):
        return True
    return (_TITLED.match(scene.look.bare, sentence.start) is not None) or (
        mark is not None
        and mark.group().endswith("、")
        and (sentence.end == scene.line_end(sentence) or scene.look.bare[sentence.end - 1] == "。")
        and _UNENDED.fullmatch(scene.look.bare, sentence.start, sentence.end) is not None
        and ((mark.group("numeral") == "一" and not scene.alone) or not continues(scene, mark))
    )


_OFFICE_ALONE = compiled(r"[ ]*[^，。；：！？、（）]{2,24}\n[ ]*(?:\d{4}|[二〇○零一]{4})年[^\n]{3,8}日")


def signature(scene: Scene, sentence: Sentence) -> bool:
    """A line of an office's name alone, above the date."""
    return _OFFICE_ALONE.match(scene.look.folded, sentence.start) is not None


def leaves(scene: Scene, sentence: Sentence, words: str) -> bool:
    """Attendance ends a block; in mid-paragraph only where the sentence ends with it."""
    bare = scene.look.bare
    if _HEADED.match(words):
        return True
    if MODAL.search(words) or (_CONVEYED.search(words) and not words.endswith("主持会议。")):
        return False
    return attends(bare, sentence.start if sentence.first else sentence.clauses[-1], sentence.end)


def speech_goes_on(scene: Scene, sentence: Sentence) -> bool:
    """A paragraph that reports nothing is part of the speech if the next telling paragraph goes on with it."""
    line, telling = sentence.line, None
    for number in range(scene.number, len(scene.look.sentences)):
        other = scene.look.sentences[number]
        if other.start - sentence.start > REACH or other.start >= scene.end:
            return False
        if other.line != line and telling:
            return True
        line = other.line
        answer = tells(scene, other)
        if answer is False:
            return False
        telling = telling or answer
    return bool(telling)


def tells(scene: Scene, sentence: Sentence) -> bool | None:
    """Whether a sentence can only be speech (True), only be report (False), or either."""
    bare = scene.look.bare
    words = bare[sentence.start : sentence.end]
    if (
        sentence.start in scene.cues
        or sentence.start in scene.look.attributed
        or (sentence.first and _DATED.match(scene.look.folded, sentence.start))
        or _NARRATION.match(words)
        or scene.acts(sentence, sentence.start, sentence.end)
        or leaves(scene, sentence, words)
        or person_acts(scene, sentence)
    ):
        return False
    return True if _FIRST_PERSON.match(words) or demand_rule(words, "statement") == "demand-modal_word" else None


def unfinished(scene: Scene, sentence: Sentence) -> bool:
    """A numbered list of the open block goes on further down: 一是… stands in it, 二是… is still to come."""
    assert scene.open is not None
    folded = scene.look.folded
    last = last_match(_SERIES, folded, max(scene.open.said, sentence.start - REACH), sentence.start)
    if last is None:
        return False
    following = last.group(1).replace(last.group(2), _NEXT[last.group(2)])
    at = folded.find(following, sentence.start, min(sentence.start + REACH, scene.end))
    return at >= 0 and folded[at - 1] in "\n。；，： "


def person_acts(scene: Scene, sentence: Sentence) -> bool:
    """Somebody does something at the meeting: X作了讲话, X在发言中对方案进行解读, 与会代表围绕…讨论."""
    bare = scene.look.bare
    bounds = [*sentence.clauses, sentence.end]
    number = 0
    while number < min(2, len(bounds) - 2) and _LEADING_CLAUSE.fullmatch(bare, bounds[number], bounds[number + 1]):
        number += 1
    low, high = bounds[number], bounds[number + 1]
    first = bare[low:high]
    if MODAL.search(first):
        return False
    if _EACH.match(first) and MODAL.search(bare, sentence.start, sentence.end):
        return False  # 各村党组织书记作为第一责任人，要…
    actor = actor_end(scene, first)
    if actor < 0 or "总书记" in first[:actor]:
        return False
    if _DOES.match(first, actor) or (_SPEAKS_ON.match(first) and _SPOKE.search(bare, sentence.start, sentence.end)):
        return True
    if not _ABOUT.match(first, actor) or MODAL.search(bare, sentence.start, sentence.end):
        return False
    stop = next(
        (c for c in bounds[number + 1 :] if bare[c - 1] == "；"), sentence.end
    )  # behind it somebody else may act
    own = [low + actor, *(c for c in bounds[number + 1 :] if c <= stop)]
    return any(act_of(bare, a, b) for a, b in itertools.pairwise(own))


_EACH = compiled(r"[ ]*(?:各|每|全体)(?!代表)")


def actor_end(scene: Scene, clause: str) -> int:
    """Where the person ends whom a clause begins with, or -1."""
    if courtesy := _COURTESY.match(clause):
        return courtesy.end()
    named = name_in(clause[:60], scene.names)
    if named and (named[1] == 0 or _POST_BEFORE.search(clause, 0, named[1])):
        end = named[1] + len(named[0])
        title = _AFTER_NAME.match(clause, end)
        return title.end() if title else end
    post = _OFFICER.match(clause) or _OFFICE.match(clause)
    return post.end() if post else -1


def goes_on(scene: Scene, sentence: Sentence) -> bool:
    """A paragraph without a cue that goes on with what was said."""
    bare = scene.look.bare
    mark = _NUMBERED.match(scene.look.folded, sentence.start, sentence.end)
    if mark:
        return continues(scene, mark)
    words = bare[sentence.start : sentence.end]
    if scene.acts(sentence, sentence.start, sentence.end) and not MODAL.search(words):
        return False
    return is_demand(bare, sentence.start, sentence.end, "emphasis") and (
        MODAL.search(words) is not None or imperative(words)
    )


def continues(scene: Scene, mark: re.Match[str]) -> bool:
    """A numbered paragraph goes on with the block that holds the number before it."""
    assert scene.open is not None
    numeral = mark.group("numeral")
    if not numeral or numeral in "一1":
        return True
    before = _NUMERALS.get(numeral)
    if before is None:
        return True
    earlier = mark.group().replace(numeral, before)
    return earlier in scene.look.folded[max(scene.open.start, mark.start() - REACH) : mark.start()]
