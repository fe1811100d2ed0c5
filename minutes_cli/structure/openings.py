"""Whether a cue opens a block, given what is open and what stands before it.

In: the scene and the cues of a sentence. Out: those that report this meeting's own words.
"""

from __future__ import annotations

import re

from minutes_cli.prepared import compiled
from minutes_cli.structure.acts import Act
from minutes_cli.structure.attendance import attends
from minutes_cli.structure.cues import Cue
from minutes_cli.structure.demands import MODAL
from minutes_cli.structure.markers import find_list
from minutes_cli.structure.scene import REACH, Scene, There
from minutes_cli.text import Sentence, last_match

_UPPER = compiled(r"总书记$|总书记(?:同志)?$|党中央|马克思|列宁|毛泽东|邓小平|江泽民|胡锦涛|中央$|古人|俗话")
_OTHER_MEETING = compiled(r"党的[一二三四五六七八九十]|[一二三四五六七八九十]届|中央|全国(?!.*委员长)|省委|两会")
_SOMETHING = 8  # characters of what is said before the next verb of the sentence
_FOLLOWS = frozenset(
    ["希望", "要求", "强调", "指出", "鼓励", "勉励", "号召", "呼吁", "认为", "表示", "决定", "确认", "倡议"]
)
_ALSO = compiled(r"还|也|同时|并|最后")
_ELSEWHERE = compiled(
    r"来到(?![^。，]{0,16}(?:出席|参加))|前往|先后到|实地(?:考察|察看|查看|调研|检查|走访|督导|了解)|走进|看望|每到一处|走访"
)


def accepted(scene: Scene, found: list[Cue], sentence: Sentence) -> list[Cue]:
    """The cues of a sentence that count: behind the first, only one with a subject of its own that goes on."""
    kept: list[Cue] = []
    for cue in found:
        if not kept:
            if accepts(scene, cue, sentence):
                kept.append(cue)
        elif not cited(scene, cue, sentence) and (
            (scene.look.bare[cue.start - 1] == "；" and cue.kind in ("meeting", "pronoun", "person"))
            or (
                cue.subject in ("会议", "大会", "他", "她")
                and (
                    cue.noun
                    or (cue.subject in ("他", "她") and cue.start - kept[-1].said > _SOMETHING)
                    or _ALSO.search(scene.look.bare, cue.start, cue.at)
                )
            )
        ):
            kept.append(cue)
    return kept


def accepts(scene: Scene, cue: Cue, sentence: Sentence) -> bool:
    """Whether a cue reports this meeting's words, given what is open."""
    bare = scene.look.bare
    head = cue.start == sentence.start or introduces(scene, sentence, cue)
    if cited(scene, cue, sentence) or elsewhere(scene, cue) or heads(scene, cue, sentence):
        return False
    if cue.kind == "bare":
        if scene.open is not None:
            return False
        return bare_follows(scene, cue, sentence, head)
    if scene.open is None:
        return head or bare[cue.start - 1] in "，；" or cue.kind in ("meeting", "pronoun", "person")
    if cue.kind == "pronoun":
        return head or bare[cue.start - 1] == "；" or (cue.subject in ("他", "她") and cue.noun)
    if cue.kind == "meeting":
        return head or bare[cue.start - 1] == "；" or cue.subject.startswith("会议")
    if cue.kind == "person":
        return head or bare[cue.start - 1] == "；"
    if cue.kind in ("role", "body") and cue.start == sentence.start:
        return True
    return head and sentence.first


def cited(scene: Scene, cue: Cue, sentence: Sentence) -> bool:
    """Words of somebody above, or of another meeting, that this article only cites."""
    bare = scene.look.bare
    if cue.subject and _UPPER.search(cue.subject):
        # 党中央号召，… heads a paragraph of a communiqué: it is what the plenum says.
        return not (cue.subject == "党中央" and cue.verb == "号召" and sentence.first)
    if cue.kind != "meeting" or len(cue.subject) <= 3:
        return False
    if f"{cue.subject}精神" in bare:  # 市第八次党代会提出，… where its 精神 is conveyed
        return True
    return bool(_OTHER_MEETING.search(bare[cue.start : cue.at])) and (scene.open is not None or not sentence.first)


def heads(scene: Scene, cue: Cue, sentence: Sentence) -> bool:
    """二、会议要求 on a line of its own, above a line in which somebody speaks: a heading."""
    bare = scene.look.bare
    if not _SECTION.match(bare, sentence.start) or bare[sentence.start : scene.line_end(sentence)][-1] in "：，。":
        return False
    number = scene.number + 1
    after = scene.look.sentences[number : number + 1]
    return bool(after) and bool(scene.cues.get(after[0].start))


_SECTION = compiled(r"[ ]*[（(]?[一二三四五六七八九十]{1,2}[）)、][^，。；：]{2,12}\n")


def elsewhere(scene: Scene, cue: Cue) -> bool:
    """The paragraph tells of a visit, not of the meeting: what is said there is not said at it."""
    bare = scene.look.bare
    visit = last_match(_ELSEWHERE, bare, max(scene.line_start, cue.start - REACH), cue.start)
    return visit is not None and not re.search("会议|会上|座谈", bare[visit.end() : cue.start])


def introduces(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether only an adjunct stands before the cue's clause (围绕做好改革工作，孙常建强调)."""
    if cue.start - sentence.start > 60:
        return False
    lead = scene.look.bare[sentence.start : cue.start]
    return not MODAL.search(lead) and "；" not in lead


def listed(scene: Scene, cue: Cue, sentence: Sentence) -> bool:
    return bool(find_list(scene.look.folded, scene.look.bare, cue.said, scene.line_end(sentence)))


def bare_follows(scene: Scene, cue: Cue, sentence: Sentence, head: bool) -> bool:
    """A cue without a subject follows what somebody did, in this sentence or the one before."""
    bare = scene.look.bare
    if re.search("总书记", bare[sentence.start : cue.start]) and not re.search(
        "总书记、", bare[sentence.start : cue.start]
    ):
        return False
    if cue.noun and (bare[cue.said - 1] == "：" or listed(scene, cue, sentence)):
        return True
    if re.match("[ ]*经", bare[sentence.start : cue.start]) and cue.verb == "决定":
        return False
    if cue.verb == "决定" and "投票" in bare[sentence.start : cue.start]:
        return False
    if cue.start == sentence.start:
        previous = scene.pieces[-1] if scene.pieces else None
        return (
            scene.last is not None
            and scene.last.line == sentence.line
            and isinstance(previous, Act | There)
            and previous.start >= scene.line_start
            and cue.verb in _FOLLOWS
        )
    lead = bare[sentence.start : cue.start]
    return bool(
        scene.acts(sentence, sentence.start, cue.start)
        or attends(bare, sentence.start, cue.start)
        or scene.subject_of(lead)
    )
