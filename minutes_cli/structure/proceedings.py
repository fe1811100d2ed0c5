"""What the meeting did and who was there, read off the stretches that no block owns.

In: the scene and a stretch of one sentence. Out: acts and attendance added to the scene's pieces, clause by clause;
a demand that no cue introduces opens a block of its own.
"""

from __future__ import annotations

import itertools

from minutes_cli.prepared import compiled, sought
from minutes_cli.structure.acts import Act
from minutes_cli.structure.attendance import attends, role_of
from minutes_cli.structure.clauses import read_clause
from minutes_cli.structure.demands import MODAL, demand_rule
from minutes_cli.structure.people import name_in
from minutes_cli.structure.scene import AGENDA, HELD, Said, Scene, There
from minutes_cli.text import Sentence

# 召开会议部署…: the clause that says the meeting was held goes on with what it did.
_HELD_TO = sought(
    r"(?:召开|举行)[^，。；]{0,60}?会议?(?=(?:专题|认真|集体|集中)?(?:部署|研究|讨论|传达|学习|听取|审议|通报|安排))"
)
_LEADER_ACTS = compiled(
    r"(?![^，。；]*(?:传达|(?<!集体)学习|会议|与会))[^，。；]{0,30}(?:总书记|中共中央政治局)[^。]{0,60}(?:主持|发表|作出|强调|召开|举行|集体学习|审议|讲话)"
    r"|[^，。；]{0,12}(?:全国人大|全国政协|十[一二三四五六七八九]届全国)[^，。；]{0,12}会议(?:[^，。；]{0,12})(?:审议|通过|召开)"
)
_CENTRAL = compiled(
    r"习近平(?:主持|出席|在|发表|会见|同|作出|对|向|将|全票)|政治局|中央|中共|全国|全会|人大|政协|国务院|党中央"
)
_WHEN = compiled(
    r"[ ]*(?:会上|会议上|会议期间|大会期间|会中|座谈会上|仪式上|随后|最后|期间|其间|首先|接着|之后|同时|会议最后|(?:活动|会议|仪式)伊始|活动中|学习会上|启动会上|论证会上)，"
)
# Under what circumstances something was done: a clause of its own that belongs to the act behind it.
_CIRCUMSTANCE = compiled(
    r"[ ]*(?:(?:上午|下午|晚上?)?\d{1,2}[时点](?:\d{1,2}分)?许?|(?:受|根据|按照|应)[^，。；]{2,24}(?:委托|议程|安排|程序|授权|提议|提名|邀请)|"
    r"在[^，。；]{2,24}(?:下|上|[声程]?中|时|环节|阶段)|[^，。；]{2,16}(?:环节|阶段|开始时|过程中|讨论中|活动中)|(?:针对|本着|围绕)[^，。；]{2,40}|"
    r"(?!听取|审议|传达|学习(?!结束)|[^，]{0,8}(?:会|会议|闭幕会?|活动|仪式)(?:结束)?后)[^，。；]{2,24}后)，"
)
# （2024年7月18日…全体会议通过）: the line under a resolution's title.
_ADOPTED = compiled(r"（\d{4}年\d{1,2}月\d{1,2}日[^（）]*(?:通过|批准|修订)）")
_TO_ANOTHER = compiled(r"表示[^，。；]{0,12}(?:欢迎|祝贺|感谢)|传达(?:了)?[^，。；]*精神|举行(?:了)?[^，。；]*仪式")
# 林知远首先总结了去年的工作: so does what the same person says next.
_GOES_ON = compiled(r"(?:首先|还|重点|从[^，]{2,30})*(?:总结|回顾|分析|阐述)了")
_ELABORATES = compiled(r"[ ]*[他她](?:从|通过|以)")
_BACKGROUND = compiled(
    r"(?:[^，。]{0,30}，)?会前，(?![^，。]{0,8}(?:与会|参会|人员|全体))|[ ]*(?:据(?:了解|悉|介绍|统计)|近年来|近期|长期以来|今年以来|自[^，。]{2,20}(?:以来|起)|截[至止]|(?:本次|此次|这次|本届|该)(?:会议|活动|论坛|大会|峰会)[^，。；]{0,10}(?:旨在|由|以|是|为|共|吸引))"
)
_REPORTED = compiled(
    r"(?:会议|大会|会上)(?:还|一致|表决|审议|，)*(?:通过|审议|听取|传达|研究|讨论|选举|通报)|会上，|与会"
)
_PASSED = compiled(
    r"[^，。]{0,14}(?:会前(?!，[^，。]{0,8}(?:与会|参会|人员|全体))|前夕|仪式前|选举后|(?<!学习)(?<!讨论)(?<!发言)(?<!汇报)(?<!观看)(?<!参观)(?<!考试)结束后|活动后|会后|闭幕后)"
)
# An arrangement behind what was done: 根据方案，学校将…, 监察室将在近期….
_COMMITS = compiled(
    r"(?:(?:根据|按照)(?![^，]{0,8}(?:协议|合同|约定))[^，]{1,12}，|下一步，|会后，)?[^，。；的]{2,20}?(?<!现)将(?!通过|以|为|会)"
)


def report(scene: Scene, sentence: Sentence, start: int, end: int, cued: bool = False) -> None:
    """Attendance and acts of a stretch that no block owns."""
    bare = scene.look.bare
    name = scene.subject_of(bare[start:end])
    if name:
        scene.speaker = name
    if _ADOPTED.fullmatch(scene.look.folded, start, end):
        scene.pieces.append(Act("审议", start, end, "act-adopted"))
        return
    if end - start < 3 or caption(scene, sentence) or elaborates(scene, sentence) or above(scene, start, end):
        return
    if not cued and demands(scene, sentence, start, end):
        return
    bounds = [start, *(c for c in sentence.clauses if start < c < end), end]
    if len(bounds) > 2 and _WHEN.fullmatch(bare, start, bounds[1]):
        del bounds[1]  # 会上，林知远作了发言: the adverb belongs to what it opens
    elif len(bounds) > 2 and _CIRCUMSTANCE.fullmatch(bare, start, bounds[1]):
        del bounds[0]
    passed = _PASSED.match(bare, start, end)
    if background(scene, sentence, start, end) or (passed and not HELD.search(bare, passed.end(), end)):
        return
    before = len(scene.pieces)
    clauses = list(itertools.pairwise(bounds))
    met = HELD.search(bare, start, end)
    holding = [number for number, (low, high) in enumerate(clauses) if met and holds(scene, low, high)]
    held = holding[-1] if holding else 0
    for number, (low, high) in enumerate(clauses):
        if bare[low - 1] == "：" and AGENDA.search(bare, start, low):
            return
        doing = met and _HELD_TO.search(bare, low, high)  # 召开会议传达学习…
        if doing:
            read_clause(scene, doing.end(), high)
        elif number > held or (number == 0 and not holding):
            read_clause(scene, low, high)
        elif number == held and attends(bare, low, high):
            scene.pieces.append(There(low, scene.trim(high), role_of(bare[low:high])))
    found = scene.pieces[before] if len(scene.pieces) > before else None
    if isinstance(found, Act) and start < found.start == bounds[0]:
        scene.pieces[before] = found._replace(start=start)


def above(scene: Scene, start: int, end: int) -> bool:
    """What a leader above did elsewhere, told as background; not so where the title says that it is the news."""
    if not _LEADER_ACTS.match(scene.look.bare, start, end):
        return False
    return scene.title is not None and _CENTRAL.search(scene.title) is None


def holds(scene: Scene, low: int, high: int) -> bool:
    """Whether a clause says that the meeting is held, and not what it did about another one."""
    bare = scene.look.bare
    return HELD.search(bare, low, high) is not None and not _TO_ANOTHER.search(bare, low, high)


def caption(scene: Scene, sentence: Sentence) -> bool:
    """A short line without a mark of a sentence: a heading, or what stands under a picture."""
    bare = scene.look.bare
    return (
        sentence.first
        and sentence.end - sentence.start < 40
        and not any(mark in bare[sentence.start : sentence.end] for mark in "。；：！？，")
        and (sentence.end >= len(bare) or bare[sentence.end] == "\n")
    )


def elaborates(scene: Scene, sentence: Sentence) -> bool:
    """他从三个方面阐述了…: it goes on with the speech or report of the sentence before."""
    last = scene.pieces[-1] if scene.pieces else None
    if not isinstance(last, Act) or last.act not in ("发言", "听取") or last.start < scene.line_start:
        return False
    bare = scene.look.bare
    if _ELABORATES.match(bare, sentence.start):
        return True
    named = name_in(bare[sentence.start : sentence.start + 4], scene.names)
    return (
        named is not None
        and named[1] == 0
        and named[0] in bare[last.start : last.end]
        and _GOES_ON.match(bare, sentence.start + len(named[0])) is not None
    )


def background(scene: Scene, sentence: Sentence, start: int, end: int) -> bool:
    """据了解, 近年来, 本次会议旨在…: the rest of the paragraph is no report, unless it names the meeting again."""
    bare = scene.look.bare
    if _BACKGROUND.match(bare, start, end):
        scene.background_line = sentence.line
    if _REPORTED.match(bare, start, end):
        scene.background_line = -1  # 会上，…: the report goes on
    return scene.background_line == sentence.line and not _REPORTED.search(bare, start, end)


def demands(scene: Scene, sentence: Sentence, start: int, end: int) -> bool:
    """A demand that no cue introduces, behind something the meeting did: a block of its own."""
    bare = scene.look.bare
    last = scene.pieces[-1] if scene.pieces else None
    if not isinstance(last, Act) or last.act == "签约" or start != sentence.start or scene.last is None:
        return False
    words = bare[start:end]
    first = MODAL.search(words)
    rule = demand_rule(words, "statement")
    if rule == "demand-commitment":
        first = _COMMITS.match(words)
    elif rule != "demand-modal_word":
        return False
    if first is None or first.start() > 40 or sentence.line != scene.last.line:
        return False
    if scene.acts(sentence, start, start + first.start() + 1):
        return False
    scene.open = Said(None, start, end, start, "会议", [sentence], "demand-without-cue")
    scene.alone = False
    return True
