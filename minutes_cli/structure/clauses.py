"""One clause that no block owns → what was done or who was there, added to the scene's pieces."""

from __future__ import annotations

from minutes_cli.prepared import compiled
from minutes_cli.structure.acts import Act, act_of
from minutes_cli.structure.attendance import attends, role_of
from minutes_cli.structure.endings import actor_end
from minutes_cli.structure.people import name_at_end, name_in
from minutes_cli.structure.scene import Scene, There

_TELLING = ("发言", "听取", "传达学习", "研究")
_NEAR = 200  # characters behind an election in which somebody may be said to be elected by it
# …作了汇报，重点介绍了经验: what is told in the same breath is part of it.
_DETAILS = compiled(
    r"(?:并|还|重点|进一步|深刻|深度|详细|系统|全面|生动|带领大家|就[^，]{2,20})*(?:剖析|阐述|阐释|解读|重温)|并审议[^，。；]*报告"
)
# 听取并审议 is one act under its first verb.
_ADJOINING = compiled(r"(?:听取|审议|研究|讨论|传达|学习|通报|审查|部署)(?:了)?$")
# …参加会议，深入学习领会精神: what those present are there for.
_IN_SPIRIT = compiled(r"(?:深入|认真|及时|全面|切实)+(?:学习|领会|贯彻)")
_VOTED = compiled("表决(?:通过|方式)?(?:，|$)|表决通过")  # 会议经表决，通过了…: one act
# …审议了方案，并提出意见建议: what was asked of those who heard is part of it.
_ADDS = compiled(
    r"并?(?:也|还|分别|积极)?(?:(?:对|就如何|从)[^，。；]{2,40})?(?:提出(?:了)?[^，。；]{0,20}(?:意见|建议|设想|思路)|建言献策)"
)
_BY_MEETING = compiled(r"[ ]*(?:会议|大会|全会|会上)")
_IN_SPEECH = compiled(r"在(?:总结|主持|重要)?(?:讲话|致辞|发言|演讲)中")
_ATTENDING = compiled(r"出席|参加|列席")
_JOINT = compiled(
    r"并(?=(?:就|对|在会上)?[^，。；]{0,30}(?:作|做|进行|发表|提出|通报|宣读|表决|选举|签|部署|研究|审议|通过|讲话|致辞|发言))"
)
_AND_ACTS = compiled(
    r"(?<=并)(?:在会上)?(?:宣读|[作做](?:了)?[^，。；]{0,30}(?:报告|发言|汇报|说明|讲座)|传达|通报|领学|带领|汇报|解读|部署|授课|为[^，。；]{0,20}(?:颁|授|揭))|(?<=和)作[^，。；]{0,20}报告"
)


def read_clause(scene: Scene, low: int, high: int) -> None:
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
