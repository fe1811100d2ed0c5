"""The gate: does the article report a meeting, and from where to where?

In: the look at the article, its title and the cues in it. Out: meeting, mention or other, and the stretch. The evidence
is weighed: a sentence that says a meeting was held, who spoke, who was there, what the title says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutes_cli.lexicon import table
from minutes_cli.prepared import compiled, sought
from minutes_cli.structure.cues import Cue
from minutes_cli.text import Sentence, View

_T = table("gate")
CONVENE, MEETING = _T["convene"], _T["meeting"]
_CONVENES = compiled(CONVENE)
_MEETING = compiled(MEETING)
_LEAD = sought(
    rf"{CONVENE}[^，。；]{{0,60}}{MEETING}|主持(?:召开)?[^，。；]{{0,40}}{MEETING}|(?:出席|参加)[^，。；]{{0,40}}{MEETING}|(?:会议?|仪式|论坛|活动)由[^，。；]{{2,60}}主持|会议[^，。；]{{0,12}}通过|在[^，。；]{{0,40}}会议?(?:上)?(?:表示|强调|指出|说)"
)
_MET = compiled(rf"{MEETING}[^，。；]{{0,40}}{CONVENE}")
_OVER_CLAUSES = compiled(r"(?:会议|大会|全会|论坛)[^。；]{0,60}(?:召开|举行|开幕|闭幕)")
_OWN_MEETING = compiled(
    rf"(?:召开|举行|主持召开)(?!的|以来|之际)[^，。；]{{0,60}}{MEETING}(?:[”，。；（并]|活动)|{MEETING}[^，。；]{{0,24}}(?:召开|举行)(?!的|以来|之际)"
)
_EVENT, _ABOVE = sought(_T["event"]), compiled(_T["above"])
_NEVER, _SELDOM = compiled(_T["never_title"]), compiled(_T["seldom_title"])
_ECHO, _NOTICE, _PRESS = compiled(_T["echo"]), compiled(_T["notice"]), compiled(_T["press"])
# 云岭县召开干部大会 宣布…的决定 is no notice; 关于召开…会议的通知 is one.
_HELD_IN = compiled(rf"(?<!关于)(?:召开|举行)[^，。；的]{{0,30}}{MEETING}[ \u3000，]")
_PRESENT, _AT_IT, _AMONG = sought(_T["present"]), sought(_T["at_it"]), compiled(_T["among"])
_DATE = compiled(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]")
_ANY_DATE = compiled(r"\d{1,2}(?:月\d{1,2})?[日号]|近日|日前|今天|昨天|昨日|今日")
# The head of a printed record: 时间：…, 地点：…, 参会人员：….
_LABEL = compiled(
    r"(?:^|(?<=\n))[ ]*(?:会议)?(时[ ]*间|地[ ]*点|主[ ]*持(?:[ ]*人)?|(?:参加|参会|出席|列席|与会|缺席)(?:人员)?|请[ ]*假|记[ ]*录(?:[ ]*人)?|议[ ]*题)："
)
_INSTRUCTED = compiled(r"(?:指示|批示)(?:中)?$")
_MENTIONED = compiled(r"(?:会议|大会|全会)精神")
# 会议传达了…: a report whose opening sentence is not in the text begins with what the meeting did.
_BEGUN = compiled(
    r"[ ]*会议(?:首先|组织|集中|集体|专题|传达|听取|学习|观看|审议|研究|讨论|通报|宣读|总结|指出|强调|由)+(?!精神)"
)
# 各位老同志，你们好: a letter tells its readers of a meeting.
_LETTER, _SALUTATION = compiled("(?:你们|您们|您|大家)好[，。！：\n]"), 60
# 前不久召开的市委全会强调: a commentary cites a meeting that has long been reported.
_CITED = compiled(r"(?:前不久|不久前|刚刚|此前|前段时间|上个?月|去年|今年年?初)(?:召开|举行|闭幕|结束)(?:的|不久)")
_OWN_WORDS = frozenset(("会议", "大会", "全会"))
_ESSAY = 1500  # characters without anybody who speaks: an essay or a feature that mentions a meeting
_LEADS, _LEADS_BEHIND_INSTRUCTION = 8, 20  # sentences in which the one is looked for that says the meeting was held


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the article reports a meeting (meeting, mention, other), and the stretch that does."""

    kind: str
    start: int
    end: int


def gate(look: View, title: str | None, cues: list[Cue], start: int, end: int) -> Gate:
    """The gate's answer for the body of an article."""
    body = [s for s in look.sentences if s.start >= start and s.end <= end]
    own = [cue for cue in cues if cue.kind == "meeting" and cue.subject in _OWN_WORDS]
    if title and _NOTICE.search(title) and not _HELD_IN.search(title):
        return _inset(look, body, cues) or Gate("mention" if cues else "other", start, end)
    held, first = _lead(look, body, title, cues, start)
    score = held + min(2, len(own)) + _said(look, cues, held, start, end) + _there(look, body, start, end)
    score -= 3 if _PRESS.search(look.bare, start, end) else 0
    score += _titled(title, _among(look, body)) if title else 0
    score -= 3 if _LETTER.search(look.bare, start, min(end, start + _SALUTATION)) else 0
    if score >= 2:
        return Gate("meeting", first, end)
    told = own or score == 1 or _MENTIONED.search(look.bare, start, end)
    return _inset(look, body, cues) or Gate("mention" if told else "other", start, end)


def _lead(look: View, body: list[Sentence], title: str | None, cues: list[Cue], start: int) -> tuple[int, int]:
    """What the opening is worth, and where the report begins: with the lead, or with an instruction read out at it."""
    instructed = any(
        _INSTRUCTED.search(look.bare, cue.start, cue.at) for cue in cues if body and cue.start <= body[:2][-1].end
    )
    reach = _LEADS_BEHIND_INSTRUCTION if instructed else _LEADS
    leads = [(n, s) for n, s in enumerate(body[:reach]) if held(look, s, title) or (n < 2 and _closed(look, s))]
    event = any(_EVENT.search(look.folded, s.start, s.end) for s in body[:3])
    if not leads:
        event = event or (len(body) > 0 and _BEGUN.match(look.bare, body[0].start) is not None)
        labels = len(set(_LABEL.findall(look.bare, start, len(look.bare))))
        return (2 if labels > 2 else int(event or labels == 2)), start
    number, sentence = leads[0]
    dated = any(
        _CONVENES.search(look.folded, s.start, s.end) and _ANY_DATE.search(look.folded, s.start, s.end)
        for _, s in leads
    )
    first = sentence.start if number > 5 and not event and not instructed else start
    return (2 if number < 3 or dated else 1) + instructed, first


def _said(look: View, cues: list[Cue], held: int, start: int, end: int) -> int:
    """What the speakers are worth; a long text in which nobody speaks counts against."""
    speaks = [cue for cue in cues if cue.kind in ("meeting", "person", "pronoun") and "总书记" not in cue.subject]
    score = int(held > 1 and any(cue.kind in ("person", "pronoun") for cue in cues))
    score += int(held == 1 and any(cue.kind == "person" and cue.noun for cue in cues))
    if any(cue.kind in ("person", "role", "meeting") for cue in cues) and _AT_IT.search(look.bare, start, end):
        score += 1
    return score - 2 if not speaks and end - start > _ESSAY else score


def _there(look: View, body: list[Sentence], start: int, end: int) -> int:
    """What those present are worth."""
    return int(_PRESENT.search(look.bare, start, end) is not None) + 2 * _among(look, body)


def _among(look: View, body: list[Sentence]) -> bool:
    """Whether those who are there talk about the meeting while it sits."""
    return any(_AMONG.search(look.bare, s.start, s.end) for s in body[:3])


def _titled(title: str, among: bool) -> int:
    """What the title says: a meeting, another kind of text, the echo of a meeting elsewhere."""
    score = int(_MEETING.search(title) is not None)
    score -= 6 if _NEVER.search(title) else 3 if _SELDOM.search(title) else 0
    return score - 3 if _ECHO.search(title) and not among else score


def held(look: View, sentence: Sentence, title: str | None) -> bool:
    """Whether a sentence says that this article's meeting was held."""
    text, start, end = look.folded, sentence.start, sentence.end
    if not _LEAD.search(text, start, end) and not (
        _CONVENES.search(text, start, end) and _MET.search(text, start, end)
    ):
        return False
    if _CITED.search(look.bare, start, end):
        return False
    above = _ABOVE.search(look.bare, sentence.start, sentence.end)
    if above and title and above.group() == "中共中央政治局" and not re.search("中央|政治局|习近平", title):
        return False
    if above is None or _OWN_MEETING.search(look.folded, sentence.start, sentence.end):
        return True
    return title is not None and above.group()[:4] in title


def _closed(look: View, sentence: Sentence) -> bool:
    """大会圆满完成各项议程，于12月21日闭幕: the first sentences may say it over several clauses."""
    found = _OVER_CLAUSES.search(look.folded, sentence.start, sentence.end)
    return found is not None and _ABOVE.search(look.bare, sentence.start, sentence.end) is None


def _inset(look: View, body: list[Sentence], cues: list[Cue]) -> Gate | None:
    """A notice or a report of another kind that tells of a meeting in one paragraph."""
    for number, sentence in enumerate(body):
        if not held(look, sentence, None) or not _CONVENES.search(look.bare, sentence.start, sentence.end):
            continue
        stop = look.bare.find("\n", sentence.end)
        stop = len(look.bare) if stop < 0 else stop
        said = [cue for cue in cues if sentence.end <= cue.start < stop]
        if any(cue.subject in _OWN_WORDS or cue.noun for cue in said) and (
            _DATE.search(look.folded, sentence.start, sentence.end) or number < 8
        ):
            return Gate("meeting", sentence.start, stop)
    return None
