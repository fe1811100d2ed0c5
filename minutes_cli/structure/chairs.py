"""Who chaired: the persons before 主持, with their posts.

In: the look at a meeting's stretch and the names known from the article. Out: name, place and posts in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutes_cli.prepared import compiled
from minutes_cli.structure.people import is_name, name_at_end
from minutes_cli.text import View

_CHAIRED = compiled(r"主持(?!人|公道|正义)")
# 在主持会议时发表了讲话 tells of another meeting.
_MEANWHILE = compiled(r"主持[^，。；]{0,80}(?:讲话|会议)精神|主持[^，。；]{0,60}时(?:，|发表|强调|指出|作)")
# What may stand between the name and 主持.
_PAST_NAME = compiled(
    r"(?:同志|代表(?!、)[^，。；、]{0,12}|受[^，。；]{0,20}委托，?|出席(?:会议|仪式|大会|活动)?并?|共同|分别|并|在[^，。；]{0,24}|昨天|今天|近日|(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚)?)+$"
)
_POST_LEAD = compiled(r"^(?:.*?(?:日|日上午|日下午|上午|下午|晚|会议由|仪式由|大会由|活动由|由|最后|随后))(?=.)")
# 主持人：县长 周启文 on a line of its own.
_LABELLED = compiled(r"(?:会议)?主[ ]*持(?:[ ]*人)?[ ]*[：\n][ ]*([^，。；：\n、]{2,40}?)[ ]*(?=\n|$)")
_ASIDE = compiled(r"（[^（）]*）$")
# 会议由甲、乙，丙主持: the list may run over clauses.
_LIST = compiled(r"由([^。；：\n]{2,160})$")
_WHERE = compiled("在[^，。；]{1,30}")
_LONGEST = 170  # characters of a list before 主持
_AND = compiled(r"[、，和与及]")
# 全会由中央政治局主持: a body in the chair.
_BODY = compiled(r"由([^，。；：\n]{2,24}?(?:政治局|委员会|常委会|主席团))$")
# 工程院林知远院士: an office, a name and a title.
_SCHOLAR = compiled(r"(?<=[院所校学会局部司])([\u4e00-\u9fff]{2,3})(?:院士|教授|研究员|主任|先生|女士)$")
# 副关长林知远主持: a post that no list has, before a word of a name's form.
_BEHIND_POST = compiled(r"[长任记员席师理授总监裁官]([\u4e00-\u9fff]{2,4})$")
_STATESMAN = compiled(r"(?:总统|首相|总理|国王|主席|外长|议长)([\u4e00-\u9fff·]{2,12})$")


def chairs(look: View, start: int, end: int, names: frozenset[str]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Who 主持: (name, where it stands, posts as printed) in order."""
    found: dict[str, tuple[str, int, tuple[str, ...]]] = {}
    bare = look.bare
    for labelled in _LABELLED.finditer(look.folded, start, end):
        if look.folded[look.folded.rfind("\n", 0, labelled.start()) + 1 : labelled.start()].strip():
            continue
        words = _ASIDE.sub("", labelled.group(1)).rstrip()
        named = name_at_end(words.replace(" ", ""), names)
        if named:
            at = labelled.start(1) + len(words) - len(named[0])
            found[named[0]] = (named[0], at, _posts(look.text[labelled.start(1) : at]))
    for match in _CHAIRED.finditer(bare, start, end):
        at = match.start()
        if _MEANWHILE.match(bare, at, end):
            continue
        low = _subject_start(bare, start, at)
        stop = low + len(_PAST_NAME.sub("", bare[low:at]))
        if body := _BODY.search(bare, start, at):
            found.setdefault(body.group(1), (body.group(1), body.start(1), ()))
            continue
        after = low  # where the posts of the next one may begin
        for begin, to in _parts(bare, low, stop, names):
            named = _named(bare[begin:to], names, to == stop, bare[low - 1 : low] == "由")
            if named:
                name, at = named[0], begin + named[1]
                found.setdefault(name, (name, at, _posts(look.text[after:at])))
                after = to + 1
    return list(found.values())


def _subject_start(bare: str, start: int, at: int) -> int:
    """Where the subject of 主持 begins: behind 由 in its sentence, else with its clause."""
    listed = _LIST.search(bare, max(start, at - _LONGEST), at)
    if listed:
        return listed.start(1)
    low = max(start, at - _LONGEST)
    if bare.startswith("主持下", at):  # 会议在林知远主持下进行
        low = max(low, bare.rfind("在", low, at) + 1)
    low = max(low, 1 + max(bare.rfind(mark, low, at) for mark in "，。；：\n"))
    if _WHERE.fullmatch(bare, low, at) and bare[low - 3 : low] == "委托，":  # 林知远受县长委托，在会议室主持召开
        low = max(start, 1 + max(bare.rfind(mark, start, low - 1) for mark in "，。；：\n"))
    return low


def _parts(bare: str, low: int, stop: int, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The ranges of those listed; the 和 of 李和平 parts nobody."""
    begin = low
    for mark in _AND.finditer(bare, low, stop):
        at = mark.end()
        if bare[at - 2 : at] in names or any(bare[at - n : at - n + 3] in names for n in (1, 2, 3)):
            continue
        if begin < mark.start():
            yield begin, mark.start()
        begin = at
    if begin < stop:
        yield begin, stop


def _named(part: str, names: frozenset[str], last: bool, listed: bool) -> tuple[str, int] | None:
    """The name that ends a part of the list. Before the last part only a known name, or one behind its post, counts,
    unless 由 heads the list.
    """
    named = name_at_end(part, names, alone=last)
    if named is None and (part in names or (listed and is_name(part))):
        return part, 0
    if named is None and listed and (scholar := _SCHOLAR.search(part)) and is_name(scholar.group(1)):
        return scholar.group(1), scholar.start(1)
    if named is None and last and (behind := _BEHIND_POST.search(part)) and is_name(behind.group(1)):
        return behind.group(1), behind.start(1)
    if named is None and last and (abroad := _STATESMAN.search(part)):
        return abroad.group(1), abroad.start(1)
    return named


def _posts(words: str) -> tuple[str, ...]:
    """`高新区党工委书记、新吴区委书记` as two posts; a date or 会议由 before them is left out."""
    words = _POST_LEAD.sub("", words.strip())
    return tuple(post.strip() for post in words.split("、") if post.strip())
