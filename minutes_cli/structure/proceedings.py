"""What the meeting did and who was there, read off the stretches that no block owns.

In: the scene and a stretch of one sentence. Out: acts and attendance added to the scene's pieces, clause by clause;
a demand that no cue introduces opens a block of its own.
"""

from __future__ import annotations

import itertools

from minutes_cli.prepared import compiled, sought
from minutes_cli.structure.acts import Act, act_of
from minutes_cli.structure.attendance import attends, role_of
from minutes_cli.structure.demands import MODAL, demand_rule
from minutes_cli.structure.endings import actor_end
from minutes_cli.structure.people import name_at_end, name_in
from minutes_cli.structure.scene import AGENDA, HELD, Said, Scene, There
from minutes_cli.text import Sentence

# 召开会议部署…: the clause that says the meeting was held goes on with what it did.
_HELD_TO = sought(
    r"(?:召开|举行)[^，。；]{0,60}?会议?(?=(?:专题|认真|集体|集中)?(?:部署|研究|讨论|传达|学习|听取|审议|通报|安排))"
)
# …审议了方案，并提出意见建议: what was asked of those who heard is part of it.
# …作了汇报，重点介绍了经验: what is told in the same breath is part of it.
_DETAILS = compiled(
    r"(?:并|还|重点|进一步|深刻|深度|详细|系统|全面|生动|带领大家|就[^，]{2,20})*(?:剖析|阐述|阐释|解读|重温)|并审议[^，。；]*报告"
)
_TELLING = ("发言", "听取", "传达学习", "研究")
# 听取并审议 is one act under its first verb.
_ADJOINING = compiled(r"(?:听取|审议|研究|讨论|传达|学习|通报|审查|部署)(?:了)?$")
_LEADER_ACTS = compiled(
    r"(?![^，。；]*(?:传达|(?<!集体)学习|会议|与会))[^，。；]{0,30}(?:总书记|中共中央政治局)[^。]{0,60}(?:主持|发表|作出|强调|召开|举行|集体学习|审议|讲话)"
    r"|[^，。；]{0,12}(?:全国人大|全国政协|十[一二三四五六七八九]届全国)[^，。；]{0,12}会议(?:[^，。；]{0,12})(?:审议|通过|召开)"
)
_CENTRAL = compiled(
    r"习近平(?:主持|出席|在|发表|会见|同|作出|对|向|将|全票)|政治局|中央|中共|全国|全会|人大|政协|国务院|党中央"
)
# …参加会议，深入学习领会精神: what those present are there for.
_IN_SPIRIT = compiled(r"(?:深入|认真|及时|全面|切实)+(?:学习|领会|贯彻)")
_NEAR = 200  # characters behind an election in which somebody may be said to be elected by it
_WHEN = compiled(
    r"[ ]*(?:会上|会议上|会议期间|大会期间|会中|座谈会上|仪式上|随后|最后|期间|其间|首先|接着|之后|同时|会议最后|(?:活动|会议|仪式)伊始|活动中|学习会上|启动会上|论证会上)，"
)
# Under what circumstances something was done: a clause of its own that belongs to the act behind it.
_CIRCUMSTANCE = compiled(
    r"[ ]*(?:(?:上午|下午|晚上?)?\d{1,2}[时点](?:\d{1,2}分)?许?|(?:受|根据|按照|应)[^，。；]{2,24}(?:委托|议程|安排|程序|授权|提议|提名|邀请)|"
    r"在[^，。；]{2,24}(?:下|上|[声程]?中|时|环节|阶段)|[^，。；]{2,16}(?:环节|阶段|开始时|过程中|讨论中|活动中)|(?:针对|本着|围绕)[^，。；]{2,40}|"
    r"(?!听取|审议|传达|学习(?!结束)|[^，]{0,8}(?:会|会议|闭幕会?|活动|仪式)(?:结束)?后)[^，。；]{2,24}后)，"
)
_VOTED = compiled("表决(?:通过|方式)?(?:，|$)|表决通过")  # 会议经表决，通过了…: one act
_ADDS = compiled(
    r"并?(?:也|还|分别|积极)?(?:(?:对|就如何|从)[^，。；]{2,40})?(?:提出(?:了)?[^，。；]{0,20}(?:意见|建议|设想|思路)|建言献策)"
)
_BY_MEETING = compiled(r"[ ]*(?:会议|大会|全会|会上)")
# （2024年7月18日…全体会议通过）: the line under a resolution's title.
_ADOPTED = compiled(r"（\d{4}年\d{1,2}月\d{1,2}日[^（）]*(?:通过|批准|修订)）")
_IN_SPEECH = compiled(r"在(?:总结|主持|重要)?(?:讲话|致辞|发言|演讲)中")
_ATTENDING = compiled(r"出席|参加|列席")
_TO_ANOTHER = compiled(r"表示[^，。；]{0,12}(?:欢迎|祝贺|感谢)|传达(?:了)?[^，。；]*精神|举行(?:了)?[^，。；]*仪式")
# 林知远首先总结了去年的工作: so does what the same person says next.
_GOES_ON = compiled(r"(?:首先|还|重点|从[^，]{2,30})*(?:总结|回顾|分析|阐述)了")
_ELABORATES = compiled(r"[ ]*[他她](?:从|通过|以)")
_JOINT = compiled(
    r"并(?=(?:就|对|在会上)?[^，。；]{0,30}(?:作|做|进行|发表|提出|通报|宣读|表决|选举|签|部署|研究|审议|通过|讲话|致辞|发言))"
)
_BACKGROUND = compiled(
    r"(?:[^，。]{0,30}，)?会前，(?![^，。]{0,8}(?:与会|参会|人员|全体))|[ ]*(?:据(?:了解|悉|介绍|统计)|近年来|近期|长期以来|今年以来|自[^，。]{2,20}(?:以来|起)|截[至止]|(?:本次|此次|这次|本届|该)(?:会议|活动|论坛|大会|峰会)[^，。；]{0,10}(?:旨在|由|以|是|为|共|吸引))"
)
_REPORTED = compiled(
    r"(?:会议|大会|会上)(?:还|一致|表决|审议|，)*(?:通过|审议|听取|传达|研究|讨论|选举|通报)|会上，|与会"
)
_PASSED = compiled(
    r"[^，。]{0,14}(?:会前(?!，[^，。]{0,8}(?:与会|参会|人员|全体))|前夕|仪式前|选举后|(?<!学习)(?<!讨论)(?<!发言)(?<!汇报)(?<!观看)(?<!参观)(?<!考试)结束后|活动后|会后|闭幕后)"
)
_AND_ACTS = compiled(
    r"(?<=并)(?:在会上)?(?:宣读|[作做](?:了)?[^，。；]{0,30}(?:报告|发言|汇报|说明|讲座)|传达|通报|领学|带领|汇报|解读|部署|授课|为[^，。；]{0,20}(?:颁|授|揭))|(?<=和)作[^，。；]{0,20}报告"
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
            clause(scene, doing.end(), high)
        elif number > held or (number == 0 and not holding):
            clause(scene, low, high)
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


def clause(scene: Scene, low: int, high: int) -> None:
    """One clause that no block owns: what it reports, and what it reports behind 并."""
    bare = scene.look.bare
    for joint in _JOINT.finditer(bare, low + 4, high):
        one, two = act_of(bare, low, joint.start()), act_of(bare, joint.end(), high)
        if (
            one
            and two
            and one[0] != two[0]
            and not _ADJOINING.search(bare, low, joint.start())
            and not attends(bare, low, high)
        ):
            piece(scene, low, joint.start())
            piece(scene, joint.start(), high)
            return
    piece(scene, low, high)


def piece(scene: Scene, low: int, high: int) -> None:
    """A clause joins the piece before it, or begins one."""
    bare = scene.look.bare
    last = scene.pieces[-1] if scene.pieces and scene.pieces[-1].start >= scene.sentence_start else None
    there = attends(bare, low, high) and not acts_before_attending(scene, low, high)
    joined = _AND_ACTS.search(bare, low, high) if there else None
    named = act_of(bare, joined.start() if joined else low, high) if not there or joined else None
    if isinstance(last, Act) and (
        _ADDS.match(bare, low, high) or (last.act in _TELLING and _DETAILS.match(bare, low, high))
    ):
        named = None
    if named and isinstance(last, There) and last.role != "主持" and _IN_SPIRIT.match(bare, low, high):
        named = None
    if named and named[1].endswith("recap"):
        if _IN_SPEECH.search(bare, scene.sentence_start, high):
            named = "发言", named[1]
        elif actor_end(scene, bare[scene.sentence_start : high]) >= 0:
            named = "听取", named[1]
    if named == ("研究", "act-noun") and "分析" in bare[low:high] and name_in(bare[low:high], scene.names):
        named = "发言", "act-noun"  # 林知远对汛情作了分析
    if named and named[0] == "表决" and (outcome := elected(scene, low, high)):
        scene.pieces[-1] = outcome
        return
    if named is not None and not (isinstance(last, Act) and last.act == named[0]):
        if joined and there:
            scene.pieces.append(There(low, joined.start(), role_of(bare[low : joined.start()])))
        if named[0] == "审议" and isinstance(last, Act) and _VOTED.search(bare, last.start, last.end):
            scene.pieces[-1] = last._replace(end=scene.trim(high))
            return
        scene.pieces.append(Act(named[0], joined.start() if joined else low, scene.trim(high), named[1]))
    elif there and not isinstance(last, There):
        begin = low if last else list_start(scene, low)
        scene.pieces.append(There(begin, scene.trim(high), role_of(bare[low:high])))
    elif isinstance(last, Act):
        scene.pieces[-1] = last._replace(end=scene.trim(high))
    elif isinstance(last, There):
        scene.pieces[-1] = There(last.start, scene.trim(high), last.role)


def list_start(scene: Scene, low: int) -> int:
    """县领导甲、乙，县直部门负责人参加会议: where the list of those present begins, clauses before its verb."""
    bare = scene.look.bare
    while low > scene.sentence_start:
        begin = 1 + max(bare.rfind(mark, scene.sentence_start, low - 1) for mark in "，；。")
        begin = max(begin, scene.sentence_start)
        words = bare[begin:low].strip(" ，")
        if not _PEOPLE.match(bare, begin, low) and not (
            not _VERBAL.search(words) and name_at_end(words, scene.names, alone=False)
        ):
            break
        low = begin
    return low


# A clause that only lists people.
_VERBAL = compiled("会|日|召开|听取|[作做要将把对就]")
_PEOPLE = compiled(
    rf"[ ]{{0,4}}(?![^，]{{0,200}}(?:{_VERBAL.pattern}))(?:[^，。；]{{1,40}}、)*[^，。；、]{{2,40}}(?:(?<=、...)|(?<=、..)|代表|负责人|负责同志|成员|干部|委员|同志)，$"
)


def elected(scene: Scene, low: int, high: int) -> Act | None:
    """X当选为主席: what the election before it came to."""
    last = scene.pieces[-1] if scene.pieces else None
    if not isinstance(last, Act) or last.act != "表决" or low - last.end > _NEAR:
        return None
    return last._replace(end=scene.trim(high)) if "当选" in scene.look.bare[low:high] else None


def acts_before_attending(scene: Scene, low: int, high: int) -> bool:
    """会议审议了出席论坛情况的报告: the act stands before the word for attending."""
    word = _ATTENDING.search(scene.look.bare, low, high)
    return (
        word is not None
        and _BY_MEETING.match(scene.look.bare, low) is not None
        and act_of(scene.look.bare, low, word.start()) is not None
    )


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
