"""The meetings of an article: their stretches, names and places.

In: the look at the article and the stretch that the gate passed. Out: ranges of the text.
"""

from __future__ import annotations

import re

from minutes_cli.prepared import compiled
from minutes_cli.structure.gate import CONVENE, MEETING, held
from minutes_cli.text import View

_HELD = compiled(CONVENE)
_ANOTHER = compiled(r"[ ]*(?:另讯|又讯|另据|同日|(?:\d{4}年)?\d{1,2}月\d{1,2}日[^，。]{0,6}，)")
_NAME_STOP = compiled(r"[暨、]|以及|和(?=[^，。]{2,30}会)")


def stretches(look: View, start: int, end: int, title: str | None) -> list[tuple[int, int]]:
    """The article's meetings as ranges: one, or more where a paragraph opens another meeting.

    A new one begins with 另讯, with a date of its own and a meeting held, or with a name that the lead lists
    among several (党工委会议暨…、中心组学习会、…委员会会议).
    """
    listed = _listed_names(look, start, end)
    opened: set[str] = set()
    cuts = [start]
    for sentence in look.sentences_in(start + 1, end):
        if not sentence.first:
            continue
        if _ANOTHER.match(look.bare, sentence.start) and _HELD_HERE.search(look.folded, sentence.start, sentence.end):
            if any(held(look, s, title) for s in look.sentences_in(cuts[-1], sentence.start)):
                cuts.append(sentence.start)
            continue
        head = _OPENING_NAME.match(look.folded, sentence.start, sentence.end)
        name = head.group(1) if head else ""
        if len(name) > 3 and name not in opened and any(name in other for other in listed):
            if opened or name not in listed[0] or sentence.start - start > 200:
                cuts.append(sentence.start)
            opened.add(name)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


_HELD_HERE = compiled(rf"{MEETING}[^，。；]{{0,40}}(?:召开|举行)|(?:召开|举行)[^，。；]{{0,60}}{MEETING}")
_OPENING_NAME = compiled(
    r"[ ]*([^，。；：]{4,30}?(?:会议|学习会|座谈会|大会))(?:上，|上|听取|审议|传达|研究|指出|强调|要求)"
)


def opening_name(look: View, start: int) -> tuple[int, int] | None:
    """The meeting's name with which a stretch begins (…委员会会议听取了…), as a range."""
    head = _OPENING_NAME.match(look.folded, start)
    return head.span(1) if head else None


def _listed_names(look: View, start: int, end: int) -> list[str]:
    """The names in a lead that lists several meetings."""
    for sentence in look.sentences_in(start, end):
        if _HELD.search(look.bare, sentence.start, sentence.end):
            names = meeting_names(look, sentence.start, sentence.end)
            return [look.folded[low:high] for low, high in names] if len(names) > 1 else []
    return []


_NAME_AFTER = compiled(
    r"(?:召开|举行|举办)(?:了)?(?P<name>[^，。；：]{2,90}?(?:会议?|大会|论坛|仪式|学习|座谈)(?:（[^（）]*）)?)(?=[，。；]|$|并|在|时)"
)
_NAME_BEFORE = compiled(
    r"(?:^|[，。；])[ ]*(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚上?)?，?)?"
    r"(?P<name>[^，。；：]{4,90}?(?:会议?|大会|论坛|仪式))(?:(?:\d{1,2}月|\d{1,2}日|近日|日前|今天|在[^，。；]{1,30})[^，。；]{0,24}?)?(?:召开|举行|开幕|闭幕)(?!时|前|期间|以来|之际|的)"
)


def meeting_names(look: View, start: int, end: int) -> list[tuple[int, int]]:
    """The meetings' names as printed in the stretch's first sentence that says it was held, without date and chair."""
    for sentence in look.sentences_in(start, end):
        if not _HELD.search(look.bare, sentence.start, sentence.end):
            continue
        match = _NAME_AFTER.search(look.folded, sentence.start, sentence.end) or _NAME_BEFORE.search(
            look.folded, sentence.start, sentence.end
        )
        if match is None:
            continue
        low, high = match.span("name")
        parts = [low]
        for stop in _NAME_STOP.finditer(look.bare, low, high):
            piece = look.bare[parts[-1] : stop.start()]
            if re.search(r"(?:会议?|大会|论坛)(?:（□*）)?$", piece):
                parts.append(stop.end())
        bounds = zip(parts, [*(part - 1 for part in parts[1:]), high], strict=True)
        return [(a, b) for a, b in bounds if b - a > 1]
    return []


_RECORDED = compiled(r"(?P<name>[^，。；：]{2,60}?(?:会议?|大会))纪要$")


def title_name(look: View, title: str | None) -> tuple[int, int] | None:
    """The meeting's name in the title as the text prints it (云岭县召开…会议, …会议纪要), as a range."""
    at = look.text.find(title) if title else -1
    if title is None or at < 0:
        return None
    match = _NAME_AFTER.search(look.folded, at, at + len(title)) or _RECORDED.search(look.folded, at, at + len(title))
    return match.span("name") if match else None


_PLACE = compiled(
    r"在(?P<place>[^，。；：（）]{2,30}?)(?:隆重|顺利|胜利|组织|主持|正式|成功|如期)*(?:召开|举行|举办|开幕|闭幕)"
)


def meeting_place(look: View, start: int, end: int) -> tuple[int, int] | None:
    """Where the meeting was held, as printed: 在X召开."""
    for sentence in look.sentences_in(start, end):
        if _HELD.search(look.bare, sentence.start, sentence.end):
            match = _PLACE.search(look.bare, sentence.start, sentence.end)
            return match.span("place") if match else None
    return None
