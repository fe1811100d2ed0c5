"""Units and groups that can act: does a stretch name such, and nothing else?

In: a range of the bare look. Out: the ranges of the actors in it, or nothing. 党的领导 and 城乡布局 end like
actors and are none; the table lists them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled
from minutes_cli.semantics.names import is_name

_T = table("parties")
# “一把手” is masked in the bare look: three characters behind what such a head can have.
_ENDS = compiled(f"(?:{alternation(_T['ends'])}|[政门位级各织]“□□□”)(?:（□*）)?$")
_LAST = frozenset(word[-1] for word in _T["ends"]) | {"”", "）"}  # with which an actor's name can end
_NOT_ENDS = compiled(f"(?:{_T['not_ends']})$")
_LEADS = compiled(_T["leads"])
_TAILS = compiled(f"{_T['tails']}$")
_PHRASE = compiled(_T["phrase"])
_NOT_STARTS = compiled(_T["not_starts"])
# What begins what somebody is told to do; long, so there is one pattern for all who look for it.
VERB = compiled(f"(?:{_T['verbs']})(?!{_T['not_verbs']})")
# Such a verb with its object behind it (保护历史街区), where it does not begin a unit's name (保护区).
_TAKES = compiled(f"(?:{_T['takes']})(?!{_T['takes']}|{_T['takes_not']})")
_NOT_INSIDE = compiled(_T["not_inside"])
_TOLD = compiled(_T["told"])
_LONGEST = 48  # characters of one actor, with all that goes before its head
_JOINED = compiled("以及|特别是|[、和与及暨]")
_WHOLE = compiled("各|全体|广大|所有|有关|相关")
_OWN = compiled("各|全|广大|有关|相关|所有|主要|其他|一线|每|市|区|县|省|校|院")  # a member that has such a word itself
_PHRASES = 6  # words that may open a phrase behind an actor and are tried
_OFFICE = "政府"  # alone it is the one of those before it: 各镇党委、政府主要负责同志
_SHORT = 4  # characters of a member that stands under another's word


def actors(bare: str, low: int, high: int) -> list[tuple[int, int]]:
    """The actors that fill `bare[low:high]`, adverbs and a phrase (在工作中) behind them aside; empty if it names none."""
    low, high = _trimmed(bare, low, high)
    for told in _TOLD.finditer(bare, low, high):
        low = told.end()
    lead = _LEADS.match(bare, low, high)
    if lead:
        low = lead.end()
    high = _without_tail(bare, low, high)
    if not acts(bare, low, high):
        before = _before_phrase(bare, low, high)
        if before is None:
            return []
        high = before
    if bare.endswith("同志", low, high) and is_name(bare[low : high - 2]):
        high -= 2
    return _parted(bare, low, high)


@lru_cache(maxsize=256)  # the rules ask again about the stretches that they share
def acts(bare: str, low: int, high: int) -> bool:
    """Whether `bare[low:high]` has the form of an actor or of a list of them."""
    if bare[high - 1] not in _LAST or not 2 <= high - low <= _LONGEST * 2:
        return False
    if _NOT_STARTS.match(bare, low, high) or _begins_with_verb(bare, low, high):
        return False
    last = max(low, 1 + bare.rfind("、", low, high))
    if (
        _BROKEN.match(bare, high - 1)
        or _NOT_STARTS.match(bare, last, high)
        or _begins_with_verb(bare, last, high)
        or _NOT_INSIDE.search(bare, low, high)
    ):
        return False
    return (
        high - last <= _LONGEST
        and _ENDS.search(bare, max(low, high - 24), high) is not None
        and _NOT_ENDS.search(bare, max(low, high - 10), high) is None
    )


def leading(bare: str, low: int, high: int) -> list[tuple[int, int]]:
    """The actors with which `bare[low:high]` begins, whatever goes on behind them; empty if it begins with none.

    The first stretch that acts, and what adjoins it: 区纪委监委, 区财政局、区审计局.
    """
    lead = _LEADS.match(bare, low, high)
    low = lead.end() if lead else low
    found = 0
    for at in range(low + 2, min(high, low + _LONGEST) + 1):
        if found and at - found > _ADJOINS:
            break
        if bare[at - 1] in _LAST and acts(bare, low, at) and (not found or _adjoins(bare, found, at)):
            found = at
    return actors(bare, low, found) if found else []


def _adjoins(bare: str, low: int, high: int) -> bool:
    """Whether `bare[low:high]` goes on with a name (纪委|监委), or with another member (区财政局|、区审计局)."""
    parts = _PARTS.search(bare, low, high)
    return (parts is None or parts.start() == high - 1) and (
        high - low <= _NEAR or _JOINED.match(bare, low) is not None
    )


_NEAR, _ADJOINS = 6, 12  # characters from a name to its other half, and from one member's end to the next one's
# The end of a name inside another word: 局办|理, 加密会|商.
_BROKEN = compiled(
    "办(?=[理好法结事公])|会(?=[商议同办谈后])|组(?=[织长])|部(?=[署分门])|处(?=[理置于罚])|委(?=[托派])|院(?=[长士])|所(?=[有需在])|局(?=[面势长])|[镇乡校区市县](?=长)|村(?=[民务])|站(?=位)|主(?=要负责|要领导|要责任|[任席管])|织(?![要、和应须必，。；（与及都均]|$)"
)
_PARTS = compiled(
    "[的包报带访派抓查送交给赴到做开按对在于与将把为从以向协配参负审汇统牵任]|办(?!公室|事处)|每|联合(?!会)"
)


def _begins_with_verb(bare: str, low: int, high: int) -> bool:
    verb = VERB.match(bare, low, high)
    return (verb is not None and verb.end() - verb.start() > 1) or _TAKES.match(bare, low, high) is not None


def _trimmed(bare: str, low: int, high: int) -> tuple[int, int]:
    while low < high and bare[low] in " ，：":
        low += 1
    while high > low and bare[high - 1] in " ，":
        high -= 1
    return low, high


def _without_tail(bare: str, low: int, high: int) -> int:
    tail = _TAILS.search(bare, max(low, high - 12), high)
    return tail.start() if tail and tail.start() > low else high


def _before_phrase(bare: str, low: int, high: int) -> int | None:
    for match in islice(_PHRASE.finditer(bare, low + 2, high), _PHRASES):
        if acts(bare, low, match.start()):
            return match.start()
    return None


def _parted(bare: str, low: int, high: int) -> list[tuple[int, int]]:
    """The members of the list, parted at 、和与及. What stands under one 各, 全体 … of the first stays one: 各级党委和政府."""
    cuts = [low]
    ends = []
    for match in _JOINED.finditer(bare, low + 2, high - 1):
        if _under_one(bare, cuts[-1], match.start(), match.end(), high):
            continue
        if match.group() != "、" and not (acts(bare, cuts[-1], match.start()) and acts(bare, match.end(), high)):
            continue
        ends.append(match.start())
        cuts.append(match.end())
    return list(zip(cuts, [*ends, high], strict=True))


def _under_one(bare: str, low: int, stop: int, begin: int, high: int) -> bool:
    """Whether the member behind a joint stands under the word before the first (各科室、部门)."""
    following = _JOINED.search(bare, begin, high)
    size = (following.start() if following else high) - begin
    return (
        bool(_WHOLE.search(bare, low, stop))
        and not _OWN.match(bare, begin, high)
        and (size <= _SHORT or bare.startswith(_OFFICE, begin))
    )
