"""Names of persons in a folded text, told by the post before them and by what follows.

In: text with look-alike forms unified. Out: the set of names of the article, or the name that ends a stretch
of text. A surname alone proves nothing: a name stands behind a post, or fills the whole stretch before a verb.
"""

from __future__ import annotations

from typing import NamedTuple

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled, sought

_T = table("people")
SURNAMES = frozenset(_T["surnames"].replace("\n", ""))
COMPOUND = frozenset(_T["compound"])
_FIRST = f"[{''.join(sorted(SURNAMES | {word[0] for word in COMPOUND}))}]"  # with which a surname begins
_HAN = "[\u4e00-\u9fff]"
POSTS = alternation(_T["posts"])
_TITLES = tuple(_T["titles"])
_TITLE = compiled(f"(?:{alternation(_T['titles'])})+$")
_NOT_NAME = compiled(alternation(_T["not_names"]))
# What may stand behind a name: a verb, an adverb, a preposition or a mark.
_BEHIND = compiled(
    r"主持|出席|参加|列席|讲话|作|做|致|指出|强调|说|表示|对|就|代表|围绕|同志|向|介绍|传达|宣|通报|汇报|等|率|[，、。；：（）\s□]|和|与|及|"
    r"分别|先后|首先|最后|领|带|为|从|以|要求|一行|一同|现场|随后|详细|深|认为|也|还|并|在|提|代为|受|结合|回顾|总结|到|听取|担任|当选|主|先|教|院|研|书|主任|局|"
    r"副|同|应|陪|参|点|发|颁|授|揭|签|上|接|开|专|给|老师|希望|勉励|鼓励|呼吁|进|逐|重|充分|于|及其|所|是|的|$"
)
# Posts by their last character, and where one may end: before a surname.
_POSTS_BY_END = {
    end: tuple(post for post in _T["posts"] if post[-1] == end) for end in {post[-1] for post in _T["posts"]}
}
_MAYBE_POST = compiled(f"[{''.join(sorted(_POSTS_BY_END))}](?=[ ]?({_FIRST}{_HAN}{{1,3}}))")
# Characters that hardly ever end a given name but often begin what follows it.
_TAIL_WORD = set(
    "主在作做对就向要也还并和与及等从为以的同出列传宣介讲受率先分首随总听到提说致指强代围结认表带领是被将已于"
)


# 林永和在会上…: whom somebody stands beside is not a verb or a mark.
_NO_OTHER = compiled("在|表示|指出|强调|要求|认为|主持|出席|作|讲|同志|对|就|分别|[，。、]")


class Name(NamedTuple):
    """A person's name and its range in the text."""

    text: str
    start: int
    end: int


def known_names(folded: str) -> frozenset[str]:
    """The names that stand behind a post anywhere in the text."""
    found: set[str] = set()
    for match in _MAYBE_POST.finditer(folded):
        if folded.endswith(_POSTS_BY_END[match.group()], 0, match.end()) and (name := _cut(folded, match.start(1))):
            found.add(name)
    found.update(match.group(1) for match in _STATESMAN.finditer(folded))
    found.update(_behind_posts(folded, _speaking(folded, found)))
    return frozenset(found)


# 宿正刚强调: who speaks here and stands behind a post elsewhere is a person, whatever the surname.
_SAYS = sought("指出|强调|要求|表示|认为|说[，：]|希望|提出|建议|讲了|作了")
_SPEAKER = compiled(rf"[\n，。；：”]({_HAN}{{2,3}}?)(?:最后|还)?(?:[在就][^，。；：”\n]{{1,12}})?$")
_FAR = 20  # characters between a mark and a verb in which a name and how it is said may stand
_NO_PERSON = compiled(
    rf"[的就同一有是其它他她用在对从把被将等和与及也还并但而这那]|{alternation(_T['not_names'])}|{_HAN}*(?:[会议部委局院校组处科室队司厅办站所班们员者家方长任记席上]|{POSTS})$"
)


def _speaking(folded: str, known: set[str]) -> set[str]:
    """The words of two or three characters that open a clause and are said to speak, and are no posts or bodies."""
    found: set[str] = set()
    for verb in _SAYS.finditer(folded):
        at = verb.start()
        if folded[at - 2 : at] in _NOBODY or folded[at - 3 : at] in known or folded[at - 2 : at] in known:
            continue
        if speaker := _SPEAKER.search(folded, max(0, at - _FAR), at):
            found.add(speaker[1])
    return {word for word in found - known if not _NO_PERSON.match(word)}


_NOBODY = frozenset(("会议", "大会", "全会", "一致", "，他", "。他", "\n他"))  # what mostly stands before a verb


def _behind_posts(folded: str, words: set[str]) -> set[str]:
    """Those of the words, of two or three characters, that stand behind a post anywhere in the text."""
    found: set[str] = set()
    for match in _POST_LAST.finditer(folded) if words else ():
        end = match.end()
        for word in words.intersection((folded[end : end + 2], folded[end : end + 3])):
            if folded.endswith(_POSTS_BY_END[match.group()], 0, end):
                found.add(word)
    return found


_POST_LAST = compiled(f"[{''.join(sorted(_POSTS_BY_END))}]")


# 总统马克龙在…: a name from abroad is known by the office before it.
_STATESMAN = compiled(
    r"(?:总统|首相|总理|国王|外长|防长|议长|大公|酋长|王储)([\u4e00-\u9fff]{2,7}?(?:·[\u4e00-\u9fff]{1,7})?)(?=在|举行|来|对|夫妇|一行|表示|指出|抵达|，|、|和|进行|发表|应邀|于|同|会|的|。)"
)


def _cut(folded: str, start: int) -> str | None:
    """The name that begins at `start`: three characters if what follows allows it, else two."""
    if _NOT_NAME.match(folded, start):
        return None
    compound = folded[start : start + 2] in COMPOUND
    if not compound and folded[start] not in SURNAMES:
        return None
    lengths = (4, 3) if compound else (3, 2)
    for length in lengths:
        name = folded[start : start + length]
        if len(name) < length or not all("\u4e00" <= c <= "\u9fff" for c in name):
            continue
        tail = not compound and length == 3 and name[2] in _TAIL_WORD and _BEHIND.match(folded, start + 2)
        if tail and not (name[2] == "和" and _NO_OTHER.match(folded, start + 3)):
            continue
        if _BEHIND.match(folded, start + length):
            return name
    return None


_POST_END = compiled(f"(?:{POSTS})(?:[兼、]|（□*）)?")
_DOT = compiled("[·•・]")
_FOREIGN = compiled(r"[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fffA-Z.]{1,10})+$")
_BRACKET_END = compiled(r"（[^（）]*）$")


def name_at_end(stretch: str, names: frozenset[str], alone: bool = True) -> tuple[str, int] | None:
    """The name that ends `stretch` and where it begins in it, or None.

    `names` are those known from the article. With `alone`, a name may also be the whole stretch without any post.
    """
    stretch = _BRACKET_END.sub("", stretch).rstrip()
    title = _TITLE.search(stretch) if stretch.endswith(_TITLES) else None
    if title and title.start() > 0:
        head = stretch[: title.start()]
        inner = name_at_end(head, names)
        if inner:
            return inner
        if head[-1] in SURNAMES and (len(head) == 1 or head[-2] in "部科处室局院办系所组队委会区镇乡村校司厅园站"):
            return stretch[len(head) - 1 :], len(head) - 1
    foreign = _DOT.search(stretch) and _FOREIGN.search(stretch)
    if foreign:
        first = foreign.group().split("·")[0]
        post = max((match.end() for match in _POST_END.finditer(first) if match.end() < len(first)), default=0)
        return foreign.group()[post:], foreign.start() + post
    for length in (3, 2, 4):
        if stretch[-length:] in names and len(stretch) >= length:
            return stretch[-length:], len(stretch) - length
    begin = 0
    for match in _POST_END.finditer(stretch):
        begin = match.end()
    rest = stretch[begin:].lstrip()
    if begin == 0 and not alone:
        return None
    if rest[-1:] == "在" or (rest[-1:] in _TAIL_WORD and rest[:-1] in names):
        return None  # 林静在会上…: the name ends before what it does
    return (rest, len(stretch) - len(rest)) if is_name(rest) else None


def is_name(word: str) -> bool:
    """Whether `word` has the form of a Chinese name."""
    if not 2 <= len(word) <= 4 or _NOT_NAME.match(word) or word[1:] == "方":
        return False
    if not all("\u4e00" <= c <= "\u9fff" for c in word):
        return False
    compound = word[:2] in COMPOUND
    return (compound and len(word) > 2) or (len(word) < 4 and word[0] in SURNAMES)


def name_in(words: str, names: frozenset[str]) -> tuple[str, int] | None:
    """The first known name in `words` and where it stands, or None. Costs the same for ten names and for ten thousand."""
    for surname in _SURNAME_IN.finditer(words):
        at = surname.start()
        for length in (3, 2, 4):
            if words[at : at + length] in names:
                return words[at : at + length], at
    return None


_SURNAME_IN = compiled(_FIRST)
