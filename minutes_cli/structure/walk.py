"""The one walk over the sentences, with a single open block.

In: the look at the article and the names in it. Out: pieces in reading order, disjoint: said (blocks to be), acts,
attendance. Each sentence is a cue, else the open block's, else what the meeting did or who was there, else nothing.
Closing a block needs stricter evidence than being a proceeding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minutes_cli.structure.acts import Act, act_of, acts_between
from minutes_cli.structure.attendance import attends, role_of
from minutes_cli.structure.cues import Cue, find_cues
from minutes_cli.structure.demands import MODAL, imperative, is_demand
from minutes_cli.structure.markers import find_list
from minutes_cli.text import Sentence, View


@dataclass(slots=True)
class Said:
    """A block while it grows: its cue (None where none is printed), range and sentences."""

    cue: Cue | None
    start: int
    end: int
    said: int
    speaker: str
    sentences: list[Sentence] = field(default_factory=list)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class There:
    """A stretch that says who was there."""

    start: int
    end: int
    role: str


Piece = Said | Act | There

_UPPER = re.compile(r"总书记$|总书记(?:同志)?$|党中央|马克思|列宁|毛泽东|邓小平|江泽民|胡锦涛|中央$|古人|俗话")
_PAST = re.compile(r"(?:考察|视察|调研|报告|座谈会|讲话|贺信|回信|文章|会上|时|指示|批示|致辞|论述|寄语|来信|全会|会见|主持召开[^，。]{0,20}会议)(?:中|时|上|里)?(?:曾|多次|就)?(?:明确|深刻|反复|特别)?$")
_OTHER_MEETING = re.compile(r"党的[一二三四五六七八九十]+|[一二三四五六七八九十]+届|中央|全国(?!.*委员长)|省委|两会")
_NARRATION = re.compile(
    r"据(?:了解|介绍|悉|统计)|会前|会后|会议(?:期间|结束|在[^，。]{0,30}(?:结束|闭幕|落幕|中进行))|活动(?:结束|最后)?后|座谈(?:会)?(?:结束|在)|仪式结束|（?(?:记者|文/|文／|图/|摄影|撰稿|通讯员|供稿|编辑|责任编辑|审核|来源|作者|撰文|图文)|此次(?:会议|活动|论坛|大会)[^，。]{0,10}(?:由|共|吸引)|图为|[△▲]图|附件|联系(?:电话|人)"
)
_STRICT_ACT = re.compile(
    r"^(?:[ ]*(?:随后|最后|会上|会议期间|首先|其间|接着|之后|会议最后|会议开始前|同时|此外|另外|下午|上午|座谈会上|仪式上|大会期间|（□+）|[一二三四五六七八九]、)，?)*"
    r"(?:会议|大会|全会|与会[^，。]{0,8}|会上|常委会|座谈会|党组会|例会)(?:上)?(?:还|又|同时|随后|最后|首先|书面|分别|一致|共同|集体|集中|专题|认真|以[^，。]{0,12}方式|并|原则|表决|审议|现场|组织|重点|依次|逐项|讨论|，)*"
    r"(?:传达|学习|听取|审议|审查|研究|讨论|通报|部署|安排|通过|表决|选举|宣读|观看|表彰|签|颁|推举|推选|增补|聘|播放|举行|开展|进行|交流|审定)"
)


def walk(look: View, names: frozenset[str], spans: list[tuple[int, int]]) -> list[Piece]:
    """The pieces of the stretches `spans` (meetings) of an article."""
    pieces: list[Piece] = []
    for start, end in spans:
        _Walk(look, names, start, end, pieces).run()
    return pieces


class _Walk:
    """State of the walk over one stretch: the open block and what came before."""

    def __init__(self, look: View, names: frozenset[str], start: int, end: int, pieces: list[Piece]) -> None:
        self.look, self.names, self.start, self.end, self.pieces = look, names, start, end, pieces
        self.open: Said | None = None
        self.alone = False  # the open block's cue stands alone on its line: whole paragraphs belong to it
        self.speaker = ""  # whoever acted or spoke last, for cues without a subject
        self.last: Sentence | None = None

    def run(self) -> None:
        for sentence in self.look.sentences:
            if sentence.end <= self.start or sentence.start >= self.end:
                continue
            self.sentence(sentence)
            self.last = sentence
        self.close()

    def close(self) -> None:
        if self.open is not None:
            self.pieces.append(self.open)
            self.open = None

    # ── one sentence ──

    def sentence(self, sentence: Sentence) -> None:
        bare = self.look.bare
        cues = [cue for cue in self.cues(sentence) if self.accepts(cue, sentence)]
        at = sentence.start
        if not cues:
            if self.open is not None and not self.closes(sentence):
                self.extend(sentence)
                return
            self.close()
            self.report(sentence, at, sentence.end)
            return
        for number, cue in enumerate(cues):
            if number and self.open is not None and not self.parts(cue, cues[number - 1]):
                continue
            begin = at if number == 0 else cue.start
            if number == 0 and cue.start > at:
                begin = self.before(sentence, at, cue.start)
            elif number == 0 and cue.at > at:
                begin = self.within(sentence, cue)
            self.cut(begin)
            self.close()
            self.begin(cue, begin, sentence)
        if self.open is not None:
            self.extend(sentence)

    def cues(self, sentence: Sentence) -> list[Cue]:
        stop = self.look.bare.find("\n", sentence.end)
        return find_cues(self.look.bare, sentence, self.names, len(self.look.bare) if stop < 0 else stop)

    def cut(self, at: int) -> None:
        """End the open block at `at`."""
        if self.open is not None:
            self.open.end = self.trim(at)

    def trim(self, at: int) -> int:
        while at > 0 and self.look.bare[at - 1] in " \n":
            at -= 1
        return at

    def begin(self, cue: Cue, start: int, sentence: Sentence) -> None:
        speaker = cue.subject or self.speaker or "会议"
        if cue.kind in ("person", "role"):
            self.speaker = cue.subject
        self.open = Said(cue, start, sentence.end, cue.said, speaker, [], cue.rule)
        # A cue that fills its line, or ends it with a colon, heads the paragraphs below.
        rest = self.look.bare[cue.said : self.line_end(sentence)].strip(" ：:，")
        self.alone = not rest

    def line_end(self, sentence: Sentence) -> int:
        stop = self.look.bare.find("\n", sentence.start)
        return len(self.look.bare) if stop < 0 else stop

    def extend(self, sentence: Sentence) -> None:
        assert self.open is not None
        self.open.end = sentence.end
        self.open.sentences.append(sentence)

    # ── cues ──

    def accepts(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether a cue reports this meeting's words, given what is open."""
        bare = self.look.bare
        head = cue.start == sentence.start or self.introduces(sentence, cue)
        if self.cited(cue, sentence):
            return False
        if cue.kind == "bare":
            if self.open is not None:
                return cue.noun and self.listed(cue, sentence) and head is False and False
            return self.bare_follows(cue, sentence, head)
        if self.open is None:
            return head or bare[cue.start - 1] in "，；" or cue.kind in ("meeting", "pronoun", "person")
        if cue.kind == "pronoun":
            return head or bare[cue.start - 1] == "；" or cue.subject in ("他", "她") and cue.noun
        if cue.kind == "meeting":
            return head or bare[cue.start - 1] == "；" or cue.subject.startswith("会议")
        if cue.kind == "person":
            return head or bare[cue.start - 1] == "；"
        return head and (sentence.first or cue.subject in ("中方代表",))

    def cited(self, cue: Cue, sentence: Sentence) -> bool:
        """Words of somebody above, or of another meeting, that this article only cites."""
        bare = self.look.bare
        if cue.subject and _UPPER.search(cue.subject):
            return True
        if cue.kind == "meeting" and len(cue.subject) > 3 and _OTHER_MEETING.search(bare[cue.start : cue.at]):
            return self.open is not None or not sentence.first
        return False

    def introduces(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether only an adjunct stands before the cue's clause (围绕做好改革工作，孙常建强调)."""
        if cue.start - sentence.start > 60:
            return False
        lead = self.look.bare[sentence.start : cue.start]
        return not MODAL.search(lead) and "；" not in lead

    def listed(self, cue: Cue, sentence: Sentence) -> bool:
        return bool(find_list(self.look.folded, self.look.bare, cue.said, self.line_end(sentence)))

    def bare_follows(self, cue: Cue, sentence: Sentence, head: bool) -> bool:
        """A cue without a subject follows what somebody did, in this sentence or the one before."""
        bare = self.look.bare
        if cue.start == sentence.start:
            previous = self.pieces[-1] if self.pieces else None
            return (
                self.last is not None
                and self.last.line == sentence.line
                and isinstance(previous, Act | There)
                and previous.end >= self.last.end - 1
                and cue.verb in ("希望", "要求", "强调", "指出", "鼓励", "勉励", "号召", "呼吁")
            )
        lead = bare[sentence.start : cue.start]
        return bool(act_of(bare, sentence.start, cue.start) or attends(bare, sentence.start, cue.start) or self.subject_of(lead))

    def subject_of(self, lead: str) -> str:
        """Who the sentence is about: a name or 会议 at its head."""
        head = re.split("[，；：]", lead, maxsplit=1)[0]
        for name in self.names:
            if name in head:
                return name
        match = re.match(r"(?:会议|大会|全会)|.{0,30}(?:召开|举行)[^，]{0,30}会", head)
        return "会议" if match else ""

    def parts(self, cue: Cue, previous: Cue) -> bool:
        """Whether a second cue of a sentence opens a block of its own."""
        return cue.kind != "bare"

    def before(self, sentence: Sentence, start: int, stop: int) -> int:
        """Report what stands before a cue's clause; where the block begins."""
        bare = self.look.bare
        lead = bare[start:stop]
        name = self.subject_of(lead)
        if name:
            self.speaker = name
        if attends(bare, start, stop) or (act_of(bare, start, stop) and not self.introduces_only(lead)):
            if self.open is not None:
                self.cut(start)
                self.close()
            self.report(sentence, start, self.trim(stop))
            return stop
        return start

    def introduces_only(self, lead: str) -> bool:
        """围绕…， 就…， 在…时， 针对…: an adjunct, though it may name an act."""
        return bool(re.match(r"[ ]*(?:围绕|就|针对|在|对于|对|结合|谈到|关于|为|按照|根据)", lead)) and not re.search(r"了|主持|出席", lead)

    def within(self, sentence: Sentence, cue: Cue) -> int:
        return sentence.start

    # ── ends ──

    def closes(self, sentence: Sentence) -> bool:
        """Whether a sentence without a cue ends the open block."""
        bare = self.look.bare
        words = bare[sentence.start : sentence.end]
        if _NARRATION.match(words.lstrip()):
            return True
        if attends(bare, sentence.start, sentence.end) and not is_demand(bare, sentence.start, sentence.end, "emphasis"):
            return True
        if _STRICT_ACT.match(words) or self.person_acts(sentence):
            return True
        if not sentence.first:
            return False
        if self.alone:
            return False
        if find_list(self.look.folded, bare, sentence.start, sentence.end) or self.goes_on(sentence):
            return False
        return True

    def person_acts(self, sentence: Sentence) -> bool:
        """A named person does something at the meeting: X作了讲话, X介绍了….."""
        bare = self.look.bare
        first = bare[sentence.start : sentence.clauses[1] if len(sentence.clauses) > 1 else sentence.end]
        if MODAL.search(first):
            return False
        for name in self.names:
            at = first.find(name)
            if at >= 0 and act_of(bare, sentence.start + at, sentence.end if len(first) < 40 else sentence.start + len(first)):
                return True
        return False

    def goes_on(self, sentence: Sentence) -> bool:
        """A paragraph without a cue that goes on with what was said."""
        bare = self.look.bare
        head = self.look.folded[sentence.start : sentence.start + 6]
        if re.match(r"[ ]*(?:[一二三四五六七八九十]+(?:是|要|、)|第[一二三四五六七八九]|[（(][一二三四五六七八九十]|\d+[.、．]|[●■◆▲★※①-⑩]|首先|其次|再次|最后，)", head):
            return True
        words = bare[sentence.start : sentence.end]
        if act_of(bare, sentence.start, sentence.end) and not MODAL.search(words):
            return False
        return is_demand(bare, sentence.start, sentence.end, "emphasis") and (MODAL.search(words) is not None or imperative(words))

    # ── what the meeting did ──

    def report(self, sentence: Sentence, start: int, end: int) -> None:
        """Attendance and acts of a stretch that no block owns."""
        bare = self.look.bare
        name = self.subject_of(bare[start:end])
        if name:
            self.speaker = name
        if end - start < 3:
            return
        if self.demands(sentence, start, end):
            return
        there = attends(bare, start, end)
        acts = acts_between(bare, start, end, sentence.clauses)
        if there:
            split = [c for c in sentence.clauses if start < c < end]
            bounds = [start, *split, end]
            clauses = [(a, b) for a, b in zip(bounds, bounds[1:], strict=False)]
            last = max((b for a, b in clauses if attends(bare, a, b)), default=end)
            acts = [act for act in acts if act.start >= last or (act.end <= last and not attends(bare, act.start, act.end) and act.act not in ("发言", "其他", "研究"))]
            first = min((act.start for act in acts), default=end)
            if not acts:
                self.pieces.append(There(start, end, role_of(bare[start:end])))
                return
            if first > start:
                self.pieces.append(There(start, self.trim(first), role_of(bare[start:first])))
                acts = [act for act in acts if act.start >= first]
        self.pieces.extend(Act(act.act, act.start, self.trim(act.end), act.rule) for act in acts)

    def demands(self, sentence: Sentence, start: int, end: int) -> bool:
        """A demand that no cue introduces, behind something the meeting did: a block of its own."""
        bare = self.look.bare
        if not self.pieces or not isinstance(self.pieces[-1], Act) or start != sentence.start or self.last is None:
            return False
        words = bare[start:end]
        first = MODAL.search(words)
        if first is None or first.start() > 40 or not is_demand(bare, start, end, "judgement"):
            return False
        if act_of(bare, start, start + first.start()) or sentence.line != self.last.line:
            return False
        self.open = Said(None, start, end, start, "会议", [sentence], "demand-without-cue")
        self.alone = False
        return True
