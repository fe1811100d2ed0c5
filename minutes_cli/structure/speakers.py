"""Who speaks: the subject of a reporting verb, told from what stands before the verb in its clause.

In: the words between the clause's start and the verb, and the names known from the article. Out: the kind of speaker
(meeting, pronoun, person, role, body, text, bare, adjunct) and the speaker as printed without posts. A subject is
rejected where a verb of its own stands in it (按照会议要求, 传达了会议精神).
"""

from __future__ import annotations

from functools import lru_cache

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled, sought
from minutes_cli.structure.people import name_at_end, name_in

_SPEAKERS = table("people")["speakers"]
_LEADING = compiled(
    r"(?:[ ：]|最后|随后|随即|同时|与此同时|此外|另外|对此|为此|其中|接着|期间|其间|首先|其次|并且|并|且|而|但|尤其|据悉|会上|会中|会后|讲话中|座谈中|交流中|"
    r"当天|当日|近日|日前|之后|然后|下午|上午|晚上|\d{1,2}(?:日|时|分)|[一二三四五六七八九]是|第[一二三四五]|（□*）|通过讨论|经过讨论|经讨论|经研究)+"
)
_ADVERB = sought(
    r"(?:还|也|又|再次|再|并|均|都|同时|随后|首先|其次|最后|着重|特别|尤其|反复|一致|明确|分别|共同|进一步|重点|郑重|深刻|强烈|热烈|诚恳|严肃|旗帜鲜明地?|就此|对此|举例|点评|分析|研判|"
    r"为此|则|曾|一再|多次|高度|突出|主要|具体|专门|[ ]|接着|继而|综合|普遍|纷纷|亲切|语重心长地?|深情地?|动情地?|坦率地?|会上|当场|现场|严正|坚决|仍|便|就|亦|集中|"
    r"系统|详细|全面|充分|先|深|更|强|开门见山地?|直接|公开|当即|欣然|高兴地?|激动地?|自豪地?|幽默地?|诚挚地?|由衷地?|原则|正式|联合|庄严|提出|会议)+$"
)
_DATE_END = compiled(r"(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚)?$|(?:昨|今|当)(?:日|天)$|近日$|日前$")
# Where a phrase between subject and verb may begin: 他在讲话中强调, X代表Y就Z提出三点希望.
_ADJUNCT = compiled(
    r"在|就|对|围绕|针对|结合|代表|从|向|受|以|于|作|做|主持|率|带领|出席|根据|按照|经|为|与(?!会)|和|并|总结|回顾|进行|到会|讲话|致辞|发言|联系|由|如|立足|站在|用|同|书面|进一步|"
    r"(?:回应|回答|答复|点评|讲评|应询|介绍|通报|汇报|调研|检查|督导|走访|慰问|考察|交流|座谈|授课|开场|动员|部署|接受)(?=[^，。；]{0,10}(?:时|中|后)$)|"
    r"随后|最后|首先|同时|\d{1,2}(?:日|月|时)|近日|日前|会后|会上|专程|亲临|还|也|充分|高度|详细|全面|深入|认真|（□*）"
)
_REJECT = compiled(
    r"(?<![重主纪])要(?!闻|点)|了|传达|按照|遵照|根据|正如|依照|落实|贯彻|所|把|将|是|让|使|被(?!巡|监督|检查|督)|通过|关于|如果|以及|本着|响应|听取|征集|征求|收集|汇总|^经|执行|围绕|满足|符合|达到|提高|精神|应|须|不|没|有(?!关)|为|按|据|对照"
)
_MEETING = compiled(f"(?:{alternation(_SPEAKERS['meetings'])}|会)$")
_MEETING_NOT = compiled(
    r"(?:社会|机会|协会|学会|工会|商会|委员会|联合会|董事会|理事会|监事会|基金会|妇联会|学生会|村委会|居委会|人大常委会|研究会|促进会|联谊会|红十字会)$"
)
_PRONOUN = compiled(f"^(?:{alternation(_SPEAKERS['pronouns'])})$")
_TEXT = compiled(f"(?:{alternation(_SPEAKERS['texts'])}|》)$")
_ROLE = compiled(f"(?:{alternation(_SPEAKERS['roles'])})(?:们|等)?$")
_BODY = compiled(f"(?:{alternation(_SPEAKERS['bodies'])})$")
_NAMES_LIST = compiled(r"[、和与及]|以及")


_MANNER = 12  # characters of a name and of how it speaks


@lru_cache(maxsize=64)  # the rules ask again about the words that they share
def subject(prefix: str, names: frozenset[str]) -> tuple[str, str] | None:
    """Who speaks, given what stands between the clause's start and the verb: (kind, speaker), or None.

    The speaker is looked for in the whole prefix and then before each word that may begin an adjunct.
    """
    if _AT_IT.match(prefix):
        return "meeting", "会议"
    lead = _LEADING.match(prefix)
    if lead:
        prefix = prefix[lead.end() :]
    prefix = prefix.strip()
    stripped = _without_adverbs(prefix, names)
    if prefix.endswith("会议") and not stripped.endswith("会议"):
        stripped = prefix
    elif "会议" in prefix[len(stripped) :]:
        stripped = prefix[: prefix.rindex("会议") + 2]
    if not stripped:
        return "bare", ""
    if stripped.endswith("地") and len(stripped) <= _MANNER:  # 林知远一针见血地指出
        return next((("person", stripped[:n]) for n in (3, 2, 4) if stripped[:n] in names), None)
    if prefix.endswith("并") and (named := name_in(stripped[:4], names)) and named[1] == 0:  # 林知远逐一点评并指出
        return "person", named[0]
    for acting in ("代表", "主持", "出席", "参加"):  # 林知远代表学校党委提出要求, 林知远主持会议并强调
        at = stripped.find(acting)
        if at > 0 and (who := _speaker(stripped[:at], names, cut=True)) and who[0] == "person":
            return who
    who = _speaker(stripped, names)
    if who is not None:
        return who
    for cut in _ADJUNCT.finditer(stripped):
        head = stripped[: cut.start()]
        stop = len(head) + 1
        if stripped[stop - 3 : stop] in names or stripped[stop - 2 : stop] in names:
            continue  # 林永和在会上强调: the name ends in what begins an adjunct elsewhere
        if not head:
            if stripped[:3] in names or stripped[:2] in names:
                continue  # 向国栋在讲话时指出: the surname is a preposition elsewhere
            if cut.group() in ("在", "就", "对", "围绕", "针对", "结合", "从", "向", "以", "为", "同", "与", "和"):
                return _adjunct_only(stripped)
            continue
        who = _speaker(head, names, cut=True)
        if who is None:
            head = _DATE_END.sub("", _ADVERB.sub("", head)) or head
            who = _speaker(head, names, cut=True)
        if who is not None:
            return who
    return None


def _without_adverbs(prefix: str, names: frozenset[str]) -> str:
    """林强还强调: the adverbs behind the subject go, and not the end of a name."""
    adverb = _ADVERB.search(prefix)
    if adverb is None or adverb.start() == 1:
        return prefix
    cut = adverb.start()
    return next(
        (prefix[:end] for end in (cut + 1, cut + 2) if any(prefix[end - n : end] in names for n in (2, 3, 4))),
        prefix[:cut],
    )


# 会上宣布，…: nobody is named; the meeting speaks.
_AT_IT = compiled(r"(?:会议上|会上|大会上)(?:还|又|最后|同时)?$")
_ADJUNCT_ONLY = compiled(
    r"^(?:并)?(?:在|就|对|围绕|针对|结合|从|向|以|为|同|与|和)[^的]{0,30}$|^(?:就|对|围绕|针对|结合|从).{0,60}$"
)


def _adjunct_only(stripped: str) -> tuple[str, str] | None:
    """A prefix that is an adjunct and no subject: 并就下一步工作提出要求."""
    return ("adjunct", "") if _ADJUNCT_ONLY.match(stripped) else None


def _speaker(words: str, names: frozenset[str], cut: bool = False) -> tuple[str, str] | None:
    """(kind, speaker) if `words` are somebody who can speak; `cut` where an adjunct follows."""
    if _PRONOUN.match(words):
        return "pronoun", words
    if words.endswith(("的", "地")):
        return None
    if _MEETING.search(words) and not _MEETING_NOT.search(words):
        if len(words) > 40 or _REJECT.search(words):
            return None
        return "meeting", words if len(words) <= 14 else _MEETING.search(words).group()  # type: ignore[union-attr]
    listed = _list_of_names(words, names)
    if listed:
        return "person", listed
    named = name_at_end(words, names)
    if named is not None:
        name, begin = named
        head = words[:begin]
        if len(words) > 60 or (head and _REJECT_HEAD.search(head)):
            return None
        return "person", name
    if _TEXT.search(words) and words.startswith("关于"):
        return "text", words
    words = _SOME.sub("", words)
    if len(words) > 30 or _REJECT.search(words) or _TOWARDS.search(words):
        return None
    if _TEXT.search(words):
        return ("text", words) if len(words) <= 8 else None
    if _ROLE.search(words):
        return "role", words
    if not cut and _BODY.search(words):
        return "body", words
    return None


_SOME = compiled(r"^(?:有的|有|一些|部分|多位|几位|不少)(?=[^的关])")
# 林知远对各单位…: whom somebody speaks to is no speaker.
_TOWARDS = compiled(r"[对就向]|围绕|针对")
_REJECT_HEAD = compiled(r"传达|按照|遵照|正如|依照|落实|贯彻|学习了|根据|听取|通过|要求")


def _list_of_names(words: str, names: frozenset[str]) -> str | None:
    """`A、B` where both are names."""
    parts = _NAMES_LIST.split(words)
    if len(parts) < 2 or len(parts[-1]) > 4:
        return None
    last = name_at_end(parts[-1], names)
    before = name_at_end(parts[-2], names)
    if last is None or before is None or last[1] != 0:
        return None
    start = sum(len(part) + 1 for part in parts[:-2]) + before[1]
    for index in range(len(parts) - 3, -1, -1):
        earlier = name_at_end(parts[index], names)
        if earlier is None:
            break
        start = sum(len(part) + 1 for part in parts[:index]) + earlier[1]
        if earlier[1]:
            break
    return words[start:]
