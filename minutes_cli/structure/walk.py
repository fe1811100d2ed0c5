"""The one walk over the sentences, with a single open block.

In: the look at the article and the names in it. Out: pieces in reading order, disjoint: said (blocks to be), acts,
attendance. Each sentence is a cue, else the open block's, else what the meeting did or who was there, else nothing.
Closing a block needs stricter evidence than being a proceeding.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from minutes_cli.lexicon import alternation, table
from minutes_cli.structure.acts import Act, act_of
from minutes_cli.structure.attendance import attends, role_of
from minutes_cli.structure.cues import Cue
from minutes_cli.structure.demands import MODAL, demand_rule, imperative, is_demand
from minutes_cli.structure.markers import find_list
from minutes_cli.structure.people import name_in
from minutes_cli.text import Sentence, View, last_match


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
_PAST = re.compile(
    r"(?:考察|视察|调研|报告|座谈会|讲话|贺信|回信|文章|会上|时|指示|批示|致辞|论述|寄语|来信|全会|会见|主持召开[^，。]{0,20}会议)(?:中|时|上|里)?(?:曾|多次|就)?(?:明确|深刻|反复|特别)?$"
)
_OTHER_MEETING = re.compile(r"党的[一二三四五六七八九十]+|[一二三四五六七八九十]+届|中央|全国(?!.*委员长)|省委|两会")
_NARRATION = re.compile(
    r"近期，[^。，]{0,16}(?:到|赴|前往|深入)|据(?:了解|介绍|悉|统计)|会前，|会后，|会议(?:结束|在[^，。]{0,30}(?:结束|闭幕|落幕|中进行))|活动(?:结束|最后)?后|座谈(?:会)?(?:结束|在)|仪式结束|（?(?:记者|文/|文／|图/|摄影|撰稿|通讯员|供稿|编辑|责任编辑|审核|来源|作者|撰文|图文)|此次(?:会议|活动|论坛|大会)[^，。]{0,10}(?:由|共|吸引)|图为|[△▲]图|附件|联系(?:电话|人)"
)
# Somebody who attends also does something: 出席会议并宣读…. 并讲话 is attendance alone.
_REACH = 2000  # characters: how far back or ahead a rule looks, so that time stays linear
# Clauses before the one that says the meeting was held are its occasion.
_HELD = re.compile(
    r"(?:召开|举行|举办|召集(?!人))(?!的|以来)(?:了)?[^，。；]{0,60}(?:会|仪式|论坛|活动)|(?:会议?|仪式|论坛|活动)[^，。；]{0,40}(?:召开|举行)(?!的)"
)
# 召开会议部署…: the clause that says the meeting was held goes on with what it did.
_HELD_TO = re.compile(r"(?:召开|举行)[^，。；]{0,60}?会议?(?=(?:专题|认真|集体|集中)?(?:部署|研究|讨论|传达|学习|听取|审议|通报|安排))")
# …审议了方案，并提出意见建议: what was asked of those who heard is part of it.
_ADDS = re.compile(r"并?(?:也|还|分别)?提出(?:了)?[^，。；]{0,20}(?:意见|建议)")
# 传达了会议精神并作讲话: another act. 听取并审议 is one, for nothing stands between its verbs.
# A list of those who were there, headed by a word for it.
_HEADED = re.compile(r"[ ]*(?:出席|参加|列席)[^，。；]{0,20}(?:还有|有|人员|领导|同志)[^，。；]{0,6}[：]")
_BY_MEETING = re.compile(r"[ ]*(?:会议|大会|全会|会上)")
_ATTENDING = re.compile(r"出席|参加|列席")
_TO_ANOTHER = re.compile(r"表示[^，。；]{0,12}(?:欢迎|祝贺|感谢)|传达(?:了)?[^，。；]*精神|举行(?:了)?[^，。；]*仪式")
_ELABORATES = re.compile(r"[ ]*[他她](?:从|通过|以)")
_RESUMES = re.compile(r"(?:研究|审议|听取|传达|讨论)(?!生|院)")
_CONVEYED = re.compile(r"^[^，]*总书记")
_JOINT = re.compile(r"并(?=(?:就|对|在会上)?[^，。；]{0,30}(?:作|做|进行|发表|提出|通报|宣读|表决|选举|签|部署|研究|审议|通过|讲话|致辞|发言))")
_BACKGROUND = re.compile(
    r"(?:[^，。]{0,30}，)?会前，|[ ]*(?:据(?:了解|悉|介绍|统计)|近年来|近期|长期以来|今年以来|自[^，。]{2,20}(?:以来|起)|截[至止]|(?:本次|此次|这次|本届|该)(?:会议|活动|论坛|大会|峰会)[^，。；]{0,10}(?:旨在|由|以|是|为|共|吸引))"
)
_REPORTED = re.compile(r"(?:会议|大会|会上)(?:还|一致|表决|审议|，)*(?:通过|审议|听取|传达|研究|讨论|选举|通报)|会上，|与会")
_PASSED = re.compile(r"[^，。]{0,14}(?:会前|前夕|仪式前|结束后|活动后|会后|闭幕后)")
_ADJUNCT = re.compile(r"(?:并)?(?:针对|就|围绕|结合|按照|根据|面对|立足)[^了]*，$")
_FOLLOWS = frozenset(["希望", "要求", "强调", "指出", "鼓励", "勉励", "号召", "呼吁", "认为", "表示", "决定", "倡议"])
_AGENDA = re.compile(r"(?:议程|议题)[^，。；：]{0,10}：")
_AND_ACTS = re.compile(
    r"(?<=并)(?:在会上)?(?:宣读|[作做](?:了)?[^，。；]{0,30}(?:报告|发言|汇报|说明|讲座)|传达|通报|领学|带领|汇报|解读|部署|授课|为[^，。；]{0,20}(?:颁|授|揭))|(?<=和)作[^，。；]{0,20}报告"
)
_ASIDE = re.compile(r"（□*）")
_STRICT_ACT = re.compile(
    r"^(?:[ ]*(?:随后|最后|会上|会议期间|首先|其间|接着|之后|会议最后|会议开始前|同时|此外|另外|下午|上午|座谈会上|仪式上|大会期间|（□+）|[一二三四五六七八九]、)，?)*"
    r"(?:会议|大会|与会[^，。]{0,8}|会上|常委会|座谈会|党组会|例会)(?:上)?(?:还|又|同时|随后|最后|首先|书面|分别|一致|共同|集体|集中|专题|认真|以[^，。]{0,12}方式|并|原则|表决|审议|现场|组织|重点|依次|逐项|讨论|，)*"
    r"(?:传达|学习|听取|审议|审查|研究|讨论|通报|部署|安排|通过|表决|选举|宣读|观看|表彰|签|颁|推举|推选|增补|聘|播放|举行|开展|进行|交流|审定|合影|参观|总结了|分析了|回顾了|阐述|阐释|组织|对[^，。；]{0,60}进行|就[^，。；]{0,60}进行|围绕[^，。；]{0,60}(?:讨论|交流|研讨))(?!(?:产生|通过)?的)(?![^，。；《]{0,10}的(?:□|《|[^，。]{0,6}(?:决定|精神|要求)))"
)


# Somebody without a name who acts: 各巡察组组长通报了…, 与会代表围绕…, 他们还表扬了….
_OFFICER = re.compile(
    r"[ ]*(?:与会[^，。；的]{0,10}|他们|她们|[^，。；的了要]{0,40}?(?:负责人|负责同志|代表|组长|主任|书记|局长|校长|院长|处长|科长|部长|主席|委员|教授|专家|家属|患者)(?:（□*）)?)(?=代表|在|向|作|做|汇报|介绍|传达|通报|宣读|发言|讲话|就|围绕|对|分别|结合|还|也|谈|依次|先后|畅谈|点名|表扬|向)"
)
# 刘毅就如何细化方案、…等提出建议: what was done stands at the sentence's end.
_SPEAKS_ON = re.compile(r"[^，。；]{2,40}?(?:就|围绕|结合|从|针对|以)")
_SPOKE = re.compile(
    r"(?:提出[^，。；]{0,16}(?:建议|意见)|(?:发言|交流|汇报|介绍|说明|讨论|讲解|解读|报告|分享|授课))[。；]$"
)
# What a named person does at a meeting, behind the name.
_DOES = re.compile(
    r"(?:同志|书记|主任|局长|院长|校长|教授|老师|□|（|）|首先|随后|最后|分别|还|也|代表[^，。]{0,16}|就[^，。]{0,40}|在会上|向[^，。]{0,16}|围绕[^，。]{0,90}|对[^，。]{0,60}|从[^，。]{0,60}|依次|先后|现场|以[^，。]{0,20}为题|详细|简要)*"
    r"(?:(?:作|做|进行|发表|致|汇报|介绍|传达|通报|宣读|主持|发言|讲话|解读|讲解|总结|领学|致辞|宣布|签|表态|点评|谈了|谈|畅谈|点名表扬|表扬|进行了|(?:实地)?(?:调研|考察|参观|看望)了)|提出[^，。]{0,20}(?:意见|建议|要求)|表示[^，。]{0,12}(?:感谢|祝贺|欢迎|肯定)|充分肯定)"
)
# What goes on behind a person who acts.
_ABOUT = re.compile(r"在|就|对|围绕|针对|结合|代表|从|向|为|以|也|还|首先|最后|随后|分别|先后|依次|用|现场|并|□|（")
_POST_BEFORE = re.compile(f"^[^把对将要以]*(?:{alternation(table('people')['posts'])}|[、兼与和])$")
_AFTER_NAME = re.compile(f"(?:{alternation(table('people')['titles'])})+")
# An arrangement behind what was done: 根据方案，学校将…, 监察室将在近期….
_COMMITS = re.compile(r"(?:(?:根据|按照)[^，]{1,12}，|下一步，|会后，)?[^，。；的]{2,20}?将(?!通过|以|为|会)")
_NUMBERED = re.compile(
    r"[ ]*(?:第?(?P<numeral>[二三四五六七八九十]|一)(?:是|要|、|，|方面)|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[.、．]|[●■◆▲★※○◇□△☆▪◎➢➤►▶◉✦①-⑩]|首先|其次|再次)"
)
_NUMERALS = dict(zip("二三四五六七八九十", "一二三四五六七八九", strict=True))
_ALSO = re.compile(r"还|也|同时|并|最后")
# A reporter never says 我们: these words are the speaker's.
_FIRST_PERSON = re.compile(r"[ ]*(?:当前，|今后，|下一步，)?(?:我们|同志们|各位)")
_DATED = re.compile(r"[^，。]{0,20}\d{1,2}月\d{1,2}日")
_SERIES = re.compile(r"(?<=[\n。；，： ])(第?([一二三四五六七八九])(?:是|要|、|，))")
_NEXT = dict(zip("一二三四五六七八九", "二三四五六七八九十", strict=True))
_LEADING_CLAUSE = re.compile(
    r"[^，]{0,12}(?:最后|随后|会上|首先|其间|期间|接着|之后|同时|此外|中|上|后)，|(?:针对|就|围绕|结合)[^，]{2,40}，"
)
_ELSEWHERE = re.compile(r"来到(?![^。，]{0,16}(?:出席|参加))|前往|先后到|实地(?:考察|察看|查看|调研|检查|走访|督导|了解)|走进|看望|每到一处|走访")


def walk(look: View, names: frozenset[str], cues: dict[int, list[Cue]], start: int, end: int) -> list[Piece]:
    """The pieces of one meeting's stretch. `cues` are those of each sentence, by where it starts."""
    return _Walk(look, names, cues, start, end).run()


class _Walk:
    """State of the walk over one stretch: the open block and what came before."""

    def __init__(self, look: View, names: frozenset[str], cues: dict[int, list[Cue]], start: int, end: int) -> None:
        self.look, self.names, self.cues, self.start, self.end = look, names, cues, start, end
        self.pieces: list[Piece] = []
        self.open: Said | None = None
        self.alone = False  # the open block's cue stands alone on its line: whole paragraphs belong to it
        self.speaker = ""  # whoever acted or spoke last, for cues without a subject
        self.last: Sentence | None = None
        self.sentence_start = start
        self.line_start = start
        self.background_line = -1
        self.number = 0  # of the sentence that the walk is at
        self.quote_end = start  # where the quotation ends whose speaker is still to come

    def run(self) -> list[Piece]:
        for self.number, sentence in enumerate(self.look.sentences):  # noqa: B020
            if sentence.end <= self.start or sentence.start >= self.end:
                continue
            self.sentence(sentence)
            self.last = sentence
        self.close()
        return self.pieces

    def close(self) -> None:
        if self.open is not None:
            self.pieces.append(self.open)
            self.open = None

    # ── one sentence ──

    def sentence(self, sentence: Sentence) -> None:
        bare = self.look.bare
        self.sentence_start = sentence.start
        at = sentence.start
        if sentence.first:
            self.line_start = at
        if self.quoted(sentence):
            return
        found = self.cues.get(sentence.start, [])
        if found and self.open is not None and found[0].start > at and self.turns(sentence, found[0]):
            self.close()
        cues = self.accepted(found, sentence) if not _AGENDA.search(bare, at, found[0].start if found else at) else []
        if not cues:
            if self.open is not None and not self.closes(sentence):
                self.extend(sentence)
                return
            self.close()
            self.report(sentence, at, sentence.end, bool(found))
            return
        for number, cue in enumerate(cues):
            begin = at if number == 0 else cue.start
            if number == 0 and cue.start > at:
                begin = self.before(sentence, cue, at)
            self.cut(begin)
            self.close()
            self.begin(cue, begin, sentence)
        if self.open is not None:
            self.extend(sentence)
            self.resume(sentence, cues[-1])

    def quoted(self, sentence: Sentence) -> bool:
        """“…。”林知远说。: the quotation is what the speaker says who is named behind it."""
        if sentence.start < self.quote_end:
            self.extend(sentence)
            return True
        if sentence.start == self.quote_end and self.open is not None and self.open.rule == "cue-behind-quotation":
            cue = self.open.cue
            assert cue is not None
            self.open.end = sentence.end
            if cue.said < sentence.end:
                self.open.sentences.append(replace(sentence, start=cue.said, clauses=(cue.said, *(c for c in sentence.clauses if c > cue.said))))
            else:
                self.close()
            return True
        end = self.look.attributed.get(sentence.start)
        found = self.cues.get(end, []) if end is not None else []
        if end is None or not found or found[0].kind not in ("person", "pronoun", "role"):
            return False
        self.close()
        self.speaker = found[0].subject
        self.open = Said(found[0], sentence.start, sentence.end, sentence.start, self.speaker, [], "cue-behind-quotation")
        self.alone = False
        self.quote_end = end
        self.extend(sentence)
        return True

    def resume(self, sentence: Sentence, cue: Cue) -> None:
        """…召开会议，强调做好新一届工作，研究两个问题: a lead that goes on with what the meeting did."""
        bare = self.look.bare
        if cue.verb not in ("强调", "指出", "要求") or cue.kind != "bare" or not _HELD.search(bare, sentence.start, cue.start):
            return
        for clause in sentence.clauses:
            if clause > cue.said and _RESUMES.match(bare, clause, sentence.end):
                self.cut(clause)
                self.close()
                self.report(sentence, clause, sentence.end)
                return

    def turns(self, sentence: Sentence, cue: Cue) -> bool:
        """What stands before a cue's clause ends the open block: somebody else acts, or is named."""
        bare = self.look.bare
        lead = bare[sentence.start : cue.start]
        if MODAL.search(lead):
            return False
        if self.person_acts(sentence) or _STRICT_ACT.match(lead) or attends(bare, sentence.start, cue.start):
            return True
        if cue.kind == "bare" and re.match(r"[ ]*(?:会议|大会|全会|会上)(?!期间|精神|要求|的)", lead):
            return True
        head = re.split("[，；：]", lead, maxsplit=1)[0]
        if cue.kind != "bare":
            return False
        if cue.noun and re.match("(?:他|她|会议|大会)(?:就|对|围绕|在|结合|针对|还|最后)", head):
            return True
        return sentence.first and name_in(head, self.names) is not None

    def cut(self, at: int) -> None:
        """End the open block at `at`."""
        if self.open is not None:
            self.open.end = self.trim(at)

    def trim(self, at: int) -> int:
        while at > 0 and self.look.bare[at - 1] in " \n":
            at -= 1
        return at

    def begin(self, cue: Cue, start: int, sentence: Sentence) -> None:
        if cue.kind in ("person", "role"):
            self.speaker = cue.subject
        elif not cue.subject and (named := name_in(self.look.bare[cue.start : cue.at], self.names)):
            self.speaker = named[0]
        speaker = cue.subject or self.speaker or "会议"
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

    def accepted(self, found: list[Cue], sentence: Sentence) -> list[Cue]:
        """The cues of a sentence that count: behind the first, only one with a subject of its own that goes on."""
        kept: list[Cue] = []
        for cue in found:
            if not kept:
                if self.accepts(cue, sentence):
                    kept.append(cue)
            elif not self.cited(cue, sentence) and (
                (self.look.bare[cue.start - 1] == "；" and cue.kind in ("meeting", "pronoun", "person"))
                or (
                    cue.subject in ("会议", "大会", "他", "她")
                    and (cue.noun or _ALSO.search(self.look.bare, cue.start, cue.at))
                )
            ):
                kept.append(cue)
        return kept

    def accepts(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether a cue reports this meeting's words, given what is open."""
        bare = self.look.bare
        head = cue.start == sentence.start or self.introduces(sentence, cue)
        if self.cited(cue, sentence) or self.elsewhere(cue):
            return False
        if cue.kind == "bare":
            if self.open is not None:
                return False
            return self.bare_follows(cue, sentence, head)
        if self.open is None:
            return head or bare[cue.start - 1] in "，；" or cue.kind in ("meeting", "pronoun", "person")
        if cue.kind == "pronoun":
            return head or bare[cue.start - 1] == "；" or (cue.subject in ("他", "她") and cue.noun)
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

    def elsewhere(self, cue: Cue) -> bool:
        """The paragraph tells of a visit, not of the meeting: what is said there is not said at it."""
        bare = self.look.bare
        visit = last_match(_ELSEWHERE, bare, max(self.line_start, cue.start - _REACH), cue.start)
        return visit is not None and not re.search("会议|会上|座谈", bare[visit.end() : cue.start])

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
        if re.search("总书记", bare[sentence.start : cue.start]) and not re.search(
            "总书记、", bare[sentence.start : cue.start]
        ):
            return False
        if cue.noun and self.listed(cue, sentence):
            return True
        if re.match("[ ]*经", bare[sentence.start : cue.start]) and cue.verb == "决定":
            return False
        if cue.verb == "决定" and "投票" in bare[sentence.start : cue.start]:
            return False
        if cue.start == sentence.start:
            previous = self.pieces[-1] if self.pieces else None
            return (
                self.last is not None
                and self.last.line == sentence.line
                and isinstance(previous, Act | There)
                and previous.start >= self.line_start
                and cue.verb in _FOLLOWS
            )
        lead = bare[sentence.start : cue.start]
        return bool(
            self.acts(sentence, sentence.start, cue.start)
            or attends(bare, sentence.start, cue.start)
            or self.subject_of(lead)
        )

    def acts(self, sentence: Sentence, low: int, high: int) -> bool:
        """Whether a clause of the range names an act."""
        bounds = [low, *(c for c in sentence.clauses if low < c < high), high]
        return any(act_of(self.look.bare, a, b) for a, b in itertools.pairwise(bounds))

    def subject_of(self, lead: str) -> str:
        """Who the sentence is about: a name or 会议 in its first clauses."""
        head = "，".join(re.split("[，；：]", lead)[:2])
        named = name_in(head, self.names)
        if named:
            return named[0]
        match = re.match(r"(?:会议|大会|全会)|.{0,80}(?:召开|举行)[^，]{0,60}(?:会|学习)", lead)
        return "会议" if match else ""

    def before(self, sentence: Sentence, cue: Cue, start: int) -> int:
        """Report what stands before a cue's clause; where the block begins."""
        bare, stop = self.look.bare, cue.start
        lead = bare[start:stop]
        name = self.subject_of(lead)
        if name:
            self.speaker = name
        if attends(bare, start, stop) or (self.acts(sentence, start, stop) and not self.introduces_only(lead)):
            if self.open is not None:
                self.cut(start)
                self.close()
            begin = self.adjunct_start(sentence, cue)
            self.report(sentence, start, self.trim(begin))
            return begin
        return start

    def adjunct_start(self, sentence: Sentence, cue: Cue) -> int:
        """Where the clauses begin that lead straight to a cue: 针对今年的形势，对下一步工作提出要求."""
        begin = cue.start
        for clause in reversed([c for c in sentence.clauses if c < cue.start]):
            if not _ADJUNCT.match(self.look.bare, clause, begin):
                break
            begin = clause
        return begin

    def introduces_only(self, lead: str) -> bool:
        """围绕…， 就…， 在…时， 针对…: an adjunct, though it may name an act."""
        return bool(re.match(r"[ ]*(?:围绕|就|针对|在|对于|对|结合|谈到|关于|为|按照|根据)", lead)) and not re.search(
            r"了|主持|出席", lead
        )

    # ── ends ──

    def closes(self, sentence: Sentence) -> bool:
        """Whether a sentence without a cue ends the open block."""
        bare = self.look.bare
        words = bare[sentence.start : sentence.end]
        if _NARRATION.match(words.lstrip()) or _ASIDE.fullmatch(words.strip()):
            return True
        if self.leaves(sentence, words):
            return True
        if _STRICT_ACT.match(words) or self.person_acts(sentence):
            return True
        if not sentence.first:
            return False
        if self.alone or self.unfinished(sentence) or self.speech_goes_on(sentence):
            return False
        return not (find_list(self.look.folded, bare, sentence.start, sentence.end) or self.goes_on(sentence))

    def leaves(self, sentence: Sentence, words: str) -> bool:
        """Attendance ends a block; in mid-paragraph only where the sentence ends with it."""
        bare = self.look.bare
        if _HEADED.match(words):
            return True
        if MODAL.search(words) or (_CONVEYED.search(words) and not words.endswith("主持会议。")):
            return False
        return attends(bare, sentence.start if sentence.first else sentence.clauses[-1], sentence.end)

    def speech_goes_on(self, sentence: Sentence) -> bool:
        """A paragraph that reports nothing is part of the speech if the next telling paragraph goes on with it."""
        line, telling = sentence.line, None
        for other in self.look.sentences[self.number :]:
            if other.start - sentence.start > _REACH or other.start >= self.end:
                return False
            if other.line != line and telling:
                return True
            line = other.line
            answer = self.tells(other)
            if answer is False:
                return False
            telling = telling or answer
        return bool(telling)

    def tells(self, sentence: Sentence) -> bool | None:
        """Whether a sentence can only be speech (True), only be report (False), or either."""
        bare = self.look.bare
        words = bare[sentence.start : sentence.end]
        if (
            sentence.start in self.cues
            or sentence.start in self.look.attributed
            or (sentence.first and _DATED.match(self.look.folded, sentence.start))
            or _NARRATION.match(words)
            or self.acts(sentence, sentence.start, sentence.end)
            or self.leaves(sentence, words)
            or self.person_acts(sentence)
        ):
            return False
        return True if _FIRST_PERSON.match(words) or demand_rule(words, "statement") == "demand-modal_word" else None

    def unfinished(self, sentence: Sentence) -> bool:
        """A numbered list of the open block goes on further down: 一是… stands in it, 二是… is still to come."""
        assert self.open is not None
        folded = self.look.folded
        last = last_match(_SERIES, folded, max(self.open.said, sentence.start - _REACH), sentence.start)
        if last is None:
            return False
        following = last.group(1).replace(last.group(2), _NEXT[last.group(2)])
        at = folded.find(following, sentence.start, min(sentence.start + _REACH, self.end))
        return at >= 0 and folded[at - 1] in "\n。；，： "

    def person_acts(self, sentence: Sentence) -> bool:
        """Somebody does something at the meeting: X作了讲话, X在发言中对方案进行解读, 与会代表围绕…讨论."""
        bare = self.look.bare
        bounds = [*sentence.clauses, sentence.end]
        number = 0
        while number < min(2, len(bounds) - 2) and _LEADING_CLAUSE.fullmatch(bare, bounds[number], bounds[number + 1]):
            number += 1
        low, high = bounds[number], bounds[number + 1]
        first = bare[low:high]
        if MODAL.search(first) or "总书记" in first:
            return False
        actor = self.actor_end(first)
        if actor < 0:
            return False
        if _DOES.match(first, actor) or (_SPEAKS_ON.match(first) and _SPOKE.search(bare, sentence.start, sentence.end)):
            return True
        if not _ABOUT.match(first, actor) or MODAL.search(bare, sentence.start, sentence.end):
            return False
        return any(act_of(bare, a, b) for a, b in itertools.pairwise([low + actor, *bounds[number + 1 :]]))

    def actor_end(self, clause: str) -> int:
        """Where the person ends whom a clause begins with, or -1."""
        named = name_in(clause[:60], self.names)
        if named and (named[1] == 0 or _POST_BEFORE.search(clause, 0, named[1])):
            end = named[1] + len(named[0])
            title = _AFTER_NAME.match(clause, end)
            return title.end() if title else end
        post = _OFFICER.match(clause)
        return post.end() if post else -1

    def goes_on(self, sentence: Sentence) -> bool:
        """A paragraph without a cue that goes on with what was said."""
        bare = self.look.bare
        mark = _NUMBERED.match(self.look.folded, sentence.start, sentence.end)
        if mark:
            return self.continues(mark)
        words = bare[sentence.start : sentence.end]
        if self.acts(sentence, sentence.start, sentence.end) and not MODAL.search(words):
            return False
        return is_demand(bare, sentence.start, sentence.end, "emphasis") and (
            MODAL.search(words) is not None or imperative(words)
        )

    def continues(self, mark: re.Match[str]) -> bool:
        """A numbered paragraph goes on with the block that holds the number before it."""
        assert self.open is not None
        numeral = mark.group("numeral")
        if not numeral or numeral in "一1":
            return True
        before = _NUMERALS.get(numeral)
        if before is None:
            return True
        earlier = mark.group().replace(numeral, before)
        return earlier in self.look.folded[max(self.open.start, mark.start() - _REACH) : mark.start()]

    # ── what the meeting did ──

    def report(self, sentence: Sentence, start: int, end: int, cued: bool = False) -> None:
        """Attendance and acts of a stretch that no block owns."""
        bare = self.look.bare
        name = self.subject_of(bare[start:end])
        if name:
            self.speaker = name
        if end - start < 3 or self.caption(sentence) or self.elaborates(sentence):
            return
        if not cued and self.demands(sentence, start, end):
            return
        bounds = [start, *(c for c in sentence.clauses if start < c < end), end]
        if _PASSED.match(bare, start, end) or self.background(sentence, start, end):
            return
        held = max((n for n, low in enumerate(bounds[:-1]) if self.holds(low, bounds[n + 1])), default=0)
        for number, (low, high) in enumerate(itertools.pairwise(bounds)):
            if bare[low - 1] == "：" and _AGENDA.search(bare, start, low):
                return
            if number > held or (number == 0 and not held and not self.holds(low, high)):
                self.clause(low, high)
            elif number == held and (doing := _HELD_TO.search(bare, low, high)):
                self.clause(doing.end(), high)
            elif number == held and attends(bare, low, high):
                self.pieces.append(There(low, self.trim(high), role_of(bare[low:high])))

    def holds(self, low: int, high: int) -> bool:
        """Whether a clause says that the meeting is held, and not what it did about another one."""
        bare = self.look.bare
        return _HELD.search(bare, low, high) is not None and not _TO_ANOTHER.search(bare, low, high)

    def caption(self, sentence: Sentence) -> bool:
        """A short line without a mark of a sentence: a heading, or what stands under a picture."""
        bare = self.look.bare
        return sentence.first and sentence.end - sentence.start < 40 and bare[sentence.end - 1] not in "。；：！？，" and (
            sentence.end >= len(bare) or bare[sentence.end] == "\n"
        )

    def elaborates(self, sentence: Sentence) -> bool:
        """他从三个方面阐述了…: it goes on with the speech or report of the sentence before."""
        last = self.pieces[-1] if self.pieces else None
        if not isinstance(last, Act) or last.act not in ("发言", "听取") or last.start < self.line_start:
            return False
        return _ELABORATES.match(self.look.bare, sentence.start) is not None

    def background(self, sentence: Sentence, start: int, end: int) -> bool:
        """据了解, 近年来, 本次会议旨在…: the rest of the paragraph is no report, unless it names the meeting again."""
        bare = self.look.bare
        if _BACKGROUND.match(bare, start, end):
            self.background_line = sentence.line
        return self.background_line == sentence.line and not _REPORTED.search(bare, start, end)

    def clause(self, low: int, high: int) -> None:
        """One clause that no block owns: what it reports, and what it reports behind 并."""
        bare = self.look.bare
        for joint in _JOINT.finditer(bare, low + 4, high):
            one, two = act_of(bare, low, joint.start()), act_of(bare, joint.end(), high)
            if one and two and one[0] != two[0] and not attends(bare, low, high):
                self.piece(low, joint.start())
                self.piece(joint.start(), high)
                return
        self.piece(low, high)

    def piece(self, low: int, high: int) -> None:
        """A clause joins the piece before it, or begins one."""
        bare = self.look.bare
        last = self.pieces[-1] if self.pieces and self.pieces[-1].start >= self.sentence_start else None
        there = attends(bare, low, high) and not self.acts_before_attending(low, high)
        joined = _AND_ACTS.search(bare, low, high) if there else None
        named = act_of(bare, joined.start() if joined else low, high) if not there or joined else None
        if isinstance(last, Act) and _ADDS.match(bare, low, high):
            named = None
        if named and named[0] == "表决" and (elected := self.elected(low, high)):
            self.pieces[-1] = elected
            return
        if named is not None and not (isinstance(last, Act) and last.act == named[0]):
            if joined and there:
                self.pieces.append(There(low, joined.start(), role_of(bare[low : joined.start()])))
            if named[1].endswith("recap") and self.actor_end(bare[self.sentence_start : high]) >= 0:
                named = "听取", named[1]
            self.pieces.append(Act(named[0], joined.start() if joined else low, self.trim(high), named[1]))
        elif there and not isinstance(last, There):
            self.pieces.append(There(low, self.trim(high), role_of(bare[low:high])))
        elif isinstance(last, Act):
            self.pieces[-1] = last._replace(end=self.trim(high))
        elif isinstance(last, There):
            self.pieces[-1] = There(last.start, self.trim(high), last.role)

    def elected(self, low: int, high: int) -> Act | None:
        """X当选为主席: what the election before it came to."""
        last = self.pieces[-1] if self.pieces else None
        if not isinstance(last, Act) or last.act != "表决" or last.start < self.line_start:
            return None
        return last._replace(end=self.trim(high)) if "当选" in self.look.bare[low:high] else None

    def acts_before_attending(self, low: int, high: int) -> bool:
        """会议审议了出席论坛情况的报告: the act stands before the word for attending."""
        word = _ATTENDING.search(self.look.bare, low, high)
        return word is not None and _BY_MEETING.match(self.look.bare, low) is not None and act_of(self.look.bare, low, word.start()) is not None

    def demands(self, sentence: Sentence, start: int, end: int) -> bool:
        """A demand that no cue introduces, behind something the meeting did: a block of its own."""
        bare = self.look.bare
        if not self.pieces or not isinstance(self.pieces[-1], Act) or start != sentence.start or self.last is None:
            return False
        words = bare[start:end]
        first = MODAL.search(words)
        rule = demand_rule(words, "statement")
        if rule == "demand-commitment":
            first = _COMMITS.match(words)
        elif rule != "demand-modal_word":
            return False
        if first is None or first.start() > 40 or sentence.line != self.last.line:
            return False
        if self.acts(sentence, start, start + first.start() + 1):
            return False
        self.open = Said(None, start, end, start, "会议", [sentence], "demand-without-cue")
        self.alone = False
        return True
