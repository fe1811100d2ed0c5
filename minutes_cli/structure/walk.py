"""The one walk over the sentences, with a single open block.

In: the look at the article, the names in it and the cues of each sentence. Out: pieces in reading order, disjoint:
said (blocks to be), acts, attendance. Each sentence is a cue, else the open block's, else what the meeting did or who
was there, else nothing.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from minutes_cli.prepared import compiled
from minutes_cli.structure.attendance import attends
from minutes_cli.structure.cues import Cue
from minutes_cli.structure.endings import actor_end, closes, turns
from minutes_cli.structure.openings import accepted
from minutes_cli.structure.people import name_at_end, name_in
from minutes_cli.structure.proceedings import report
from minutes_cli.structure.scene import AGENDA, HELD, Piece, Said, Scene
from minutes_cli.text import Sentence, View

_RESUMES = compiled(r"(?:研究|审议|听取|传达|讨论)(?!生|院)")
_ADJUNCT = compiled(r"(?:并)?(?:针对|就|围绕|结合|按照|根据|面对|立足)[^了]*，$")


def walk(
    look: View, names: frozenset[str], cues: dict[int, list[Cue]], start: int, end: int, title: str | None
) -> list[Piece]:
    """The pieces of one meeting's stretch. `cues` are those of each sentence, by where it starts."""
    scene = Scene(look, names, cues, start, end, title)
    for number in look.within(start, end):
        scene.number = number
        _sentence(scene, look.sentences[number])
        scene.last = look.sentences[number]
    scene.close()
    return scene.pieces


def _sentence(scene: Scene, sentence: Sentence) -> None:
    """One sentence: a cue, else the open block's, else what the meeting did, else nothing."""
    bare = scene.look.bare
    scene.sentence_start = sentence.start
    at = sentence.start
    if sentence.first:
        scene.line_start = at
    if quoted(scene, sentence) or labelled(scene, sentence):
        return
    found = scene.cues.get(sentence.start, [])
    if found and scene.open is not None and found[0].start > at and turns(scene, sentence, found[0]):
        scene.close()
    if found and AGENDA.search(bare, at, found[0].start):
        found = []
    cues = accepted(scene, found, sentence)
    if not cues and scene.open is not None:
        if not closes(scene, sentence):
            scene.extend(sentence)
            return
        scene.close()
        cues = accepted(scene, found, sentence)  # 林知远对工作表示肯定，要求…: nothing is open any more
    if not cues:
        report(scene, sentence, at, sentence.end, bool(found))
        return
    for number, cue in enumerate(cues):
        begin = at if number == 0 else cue.start
        if number == 0 and cue.start > at:
            begin = before(scene, sentence, cue, at)
        elif number:
            scene.extend(sentence)  # what stands between two cues is said with the first
        scene.cut(begin)
        scene.close()
        open_block(scene, cue, begin, sentence)
    if scene.open is not None:
        scene.extend(sentence)
        resume(scene, sentence, cues[-1])


def quoted(scene: Scene, sentence: Sentence) -> bool:
    """“…。”林知远说。: the quotation is what the speaker says who is named behind it."""
    if sentence.start < scene.quote_end:
        scene.extend(sentence)
        return True
    if sentence.start == scene.quote_end and scene.open is not None and scene.open.rule == "cue-behind-quotation":
        cue = scene.open.cue
        assert cue is not None
        scene.open.end = sentence.end
        if cue.said < sentence.end:
            scene.open.sentences.append(
                replace(sentence, start=cue.said, clauses=(cue.said, *(c for c in sentence.clauses if c > cue.said)))
            )
        else:
            scene.close()
        return True
    end = scene.look.attributed.get(sentence.start)
    found = scene.cues.get(end, []) if end is not None else []
    if end is None or not found or found[0].kind not in ("person", "pronoun", "role"):
        return False
    scene.close()
    scene.speaker = found[0].subject
    scene.open = Said(found[0], sentence.start, sentence.end, sentence.start, scene.speaker, [], "cue-behind-quotation")
    scene.alone = False
    scene.quote_end = end
    scene.extend(sentence)
    return True


# 林知远：… at a line's head, also with an office in brackets.
_LABEL = compiled(r"[ ]*(?P<who>[^，。；：、（）“”]{2,16})(?:（□*）)?：")


def labelled(scene: Scene, sentence: Sentence) -> bool:
    """A record that sets the speaker before what he says, without a verb."""
    label = _LABEL.match(scene.look.bare, sentence.start, sentence.end) if sentence.first else None
    if label is None or scene.cues.get(sentence.start) or name_at_end(label["who"], scene.names) is None:
        return False
    scene.close()
    scene.speaker = label["who"].strip()
    scene.open = Said(None, sentence.start, sentence.end, label.end(), scene.speaker, [], "speaker-label")
    scene.alone = label.end() == scene.line_end(sentence)
    scene.extend(sentence)
    return True


def resume(scene: Scene, sentence: Sentence, cue: Cue) -> None:
    """…召开会议，强调做好新一届工作，研究两个问题: a lead that goes on with what the meeting did."""
    bare = scene.look.bare
    if (
        cue.verb not in ("强调", "指出", "要求")
        or cue.kind != "bare"
        or not HELD.search(bare, sentence.start, cue.start)
    ):
        return
    for clause in sentence.clauses:
        if clause > cue.said and _RESUMES.match(bare, clause, sentence.end):
            scene.cut(clause)
            scene.close()
            report(scene, sentence, clause, sentence.end)
            return


def before(scene: Scene, sentence: Sentence, cue: Cue, start: int) -> int:
    """Report what stands before a cue's clause; where the block begins."""
    bare, stop = scene.look.bare, cue.start
    lead = bare[start:stop]
    name = scene.subject_of(lead)
    if name:
        scene.speaker = name
    if attends(bare, start, stop) or (scene.acts(sentence, start, stop) and not introduces_only(lead)):
        if scene.open is not None:
            scene.cut(start)
            scene.close()
        begin = adjunct_start(scene, sentence, cue)
        report(scene, sentence, start, scene.trim(begin))
        return begin
    return start


def adjunct_start(scene: Scene, sentence: Sentence, cue: Cue) -> int:
    """Where the clauses begin that lead straight to a cue: 针对今年的形势，对下一步工作提出要求."""
    begin = cue.start
    for clause in reversed([c for c in sentence.clauses if c < cue.start]):
        if not _ADJUNCT.match(scene.look.bare, clause, begin):
            break
        begin = clause
    return begin


def introduces_only(lead: str) -> bool:
    """围绕…， 就…， 在…时， 针对…: an adjunct, though it may name an act."""
    return bool(re.match(r"[ ]*(?:围绕|就|针对|在|对于|对|结合|谈到|关于|为|按照|根据)", lead)) and not re.search(
        r"了|主持|出席", lead
    )


def _printed(scene: Scene, cue: Cue) -> str:
    """The cue's subject as the text prints it (rules see traditional characters as simplified)."""
    at = scene.look.bare.find(cue.subject, cue.start, cue.at)
    return scene.look.text[at : at + len(cue.subject)] if at >= 0 else cue.subject


def _actor_before(scene: Scene, sentence: Sentence, cue: Cue) -> str:
    """Who acts in the clause nearest before a cue without a subject: 林知远出席并讲话，强调….."""
    bare = scene.look.bare
    bounds = [*(c for c in sentence.clauses if c < cue.at), cue.at]
    for low, high in reversed(list(itertools.pairwise(bounds))):
        words = bare[low:high]
        if actor_end(scene, words) >= 0 and (named := name_in(words, scene.names)):
            return named[0]
    return ""


def open_block(scene: Scene, cue: Cue, start: int, sentence: Sentence) -> None:
    """Open a block at `start` for a cue."""
    if cue.kind in ("person", "role"):
        scene.speaker = cue.subject
    elif not cue.subject and (name := _actor_before(scene, sentence, cue)):
        scene.speaker = name
    speaker = _printed(scene, cue) or scene.speaker or "会议"
    scene.open = Said(cue, start, sentence.end, cue.said, speaker, [], cue.rule)
    # A cue that fills its line, or ends it with a colon, heads the paragraphs below.
    rest = scene.look.bare[cue.said : scene.line_end(sentence)].strip(" ：:，")
    scene.alone = not rest
