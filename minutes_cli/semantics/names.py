"""Persons with their posts in a stretch that lists them: 市委常委、副市长林知远，市政府秘书长王正.

In: the bare look and a range. Out: (name, where it stands, posts), in order. A name stands behind a post, or behind
another name of a list; a surname alone proves nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled
from minutes_cli.text import View

_T = table("people")
_SURNAMES = frozenset(_T["surnames"].replace("\n", ""))
_COMPOUND = frozenset(_T["compound"])
_NOT_NAME = compiled(alternation(_T["not_names"]))
_POST = compiled(f"(?:{alternation(_T['posts'])})(?:（□*）)?[ ]?")
_TITLE = compiled(f"(?:{alternation(_T['titles'])})$")
_PART = compiled(
    "[、，；：。\n]|(?<=[\u4e00-\u9fff]{2})[ ]+(?=[\u4e00-\u9fff]{2})|(?<=[\u4e00-\u9fff])(?:以及|[和与及])(?=[\u4e00-\u9fff])"
)
# What a list begins with, and what goes on behind a name.
_OPENS = compiled(
    r"^[ ]*(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?|(?:会议|大会|仪式|活动)?由|在[^□]{1,16}(?:召开|举行)|(?:出席|参加|列席|请假|缺席|主持)(?:会议|大会|活动|仪式)?(?:的)?(?:领导|人员|同志|单位|人)?(?:还)?(?:有|为)?|受[^，。]{2,20}委托)+"
)
_GOES_ON = compiled(
    r"(?:（□*）)?(?:同志)?(?:等[^，。；]{0,12}?)?(?:一行|分别|共同|先后|一同|出席|参加|列席|主持|作|做|讲话|并|在|就|对|传达|通报|宣读|汇报|介绍|发言|致辞|(?:因[^，。；]{1,6})?(?:请假|缺席)|到会|参会|与会|陪同|带领|率|同志|强调|指出|要求|表示).*$"
)
_PLACE_ENDS = frozenset("镇乡村县局委办厅院校")
_BRACKET = compiled("（□*）[ ]?$")
_JOINED_NAME = compiled("[\u4e00-\u9fff]{1,7}(?:[·•][\u4e00-\u9fff]{1,7}){1,3}")  # 买买提·艾力
_GROUP = compiled("(?:领导|负责人|负责同志|成员|班子成员|委员|代表)$")


class Named(NamedTuple):
    """A person's name, its place, the posts printed before it."""

    name: str
    start: int
    posts: tuple[str, ...]


def is_name(words: str) -> bool:
    """Whether `words` have the form of a Chinese name."""
    if _JOINED_NAME.fullmatch(words):
        return True
    if not 2 <= len(words) <= 4 or _NOT_NAME.match(words) or not all("\u4e00" <= c <= "\u9fff" for c in words):
        return False
    if len(words) > 2 and words[-1] in _PLACE_ENDS:  # 白鹭镇, 李家村
        return False
    if words[:2] in _COMPOUND:
        return len(words) > 2
    return len(words) < 4 and words[0] in _SURNAMES


def without_title(words: str) -> str:
    """A name without the title behind it: 林知远书记 → 林知远."""
    title = _TITLE.search(words)
    return words[: title.start()] if title and title.start() > 0 else words


def listed(look: View, start: int, end: int) -> list[Named]:
    """The persons named in `[start, end)`."""
    found: list[Named] = []
    posts: list[str] = []
    group: tuple[str, ...] = ()
    for low, high in _parts(look.bare, start, end):
        aside, high = _bracket(look, low, high)
        words = look.bare[low:high]
        post_end = _post_end(words)
        name, at = _name_in(words, post_end)
        own = words[:post_end].strip()
        if name:
            if at + len(name) <= post_end:  # 王正书记: the title stands behind
                posts.append(look.text[low + at + len(name) : low + post_end].strip())
            elif own:
                posts.append(look.text[low : low + len(words[:post_end].rstrip())].strip())
            held = tuple(posts) or aside or group
            found.append(Named(look.text[low + at : low + at + len(name)], low + at, held))
            group = held if len(held) == 1 and _GROUP.search(held[0]) else group if not posts else ()
            posts = []
        elif own and post_end == len(words.rstrip()) and len(own) <= 30:
            posts.append(own if "□" not in own else look.text[low:high].strip())
        else:
            posts, group = [], ()
    return found


def _bracket(look: View, low: int, high: int) -> tuple[tuple[str, ...], int]:
    """The post in a bracket behind a name (赵志强（区财政局局长）), and where the name ends; other brackets are passed over."""
    behind = _BRACKET.search(look.bare, low, high)
    if behind is None or not named(look.bare[low : behind.start()]):
        return (), high
    inside = look.text[behind.start() + 1 : behind.end()].rstrip(" ）)")
    return ((inside,) if 0 < _post_end(inside) == len(inside) else ()), behind.start()


def means_person(words: str) -> bool:
    """Whether words are a person's name, with posts or without, or a post alone (分管副区长)."""
    end = _post_end(words)
    return (0 < end == len(words)) or bool(_name_in(words, end)[0])


def named(words: str) -> bool:
    """Whether words call a person by name, with posts or without (副区长沈若川同志)."""
    return bool(_name_in(words, _post_end(words.removesuffix("同志")))[0])


def _parts(bare: str, start: int, end: int) -> list[tuple[int, int]]:
    """The members of the list as ranges, without what opens the list and what goes on behind a name."""
    cuts = [match.span() for match in _PART.finditer(bare, start, end)]
    bounds = zip([start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end], strict=True)
    parts = []
    for low, high in bounds:
        opening = _OPENS.match(bare[low:high])
        low += opening.end() if opening else 0
        behind = _GOES_ON.search(bare[low:high], 2)
        high = low + behind.start() if behind else high
        while low < high and bare[low] == " ":
            low += 1
        if low < high:
            parts.append((low, high))
    return parts


def _post_end(words: str) -> int:
    """Where the last post ends, with a name or nothing behind it."""
    end = 0
    for match in _POST.finditer(words):
        end = match.end()
    return end


def _name_in(words: str, post_end: int) -> tuple[str, int]:
    """The name behind the posts and where it stands in `words`; empty if there is none."""
    rest = words[post_end:]
    name = without_title(rest.strip())
    if is_name(name):
        return name, post_end + (len(rest) - len(rest.lstrip()))
    bare = without_title(words.strip())
    if post_end and is_name(bare):
        return bare, len(words) - len(words.lstrip())
    return "", 0
