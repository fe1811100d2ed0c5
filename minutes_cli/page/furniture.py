"""Which lines of a page are furniture, by the words of lexicon/furniture.toml: looked up by their first character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled

_LONGEST = 400  # the longest line any kind takes
_TOOLBAR = 60
_BUTTON_ENDS = "】])）|｜"
_SHORTEST = 4  # the shortest word that makes a line furniture wherever it stands
_BETWEEN = compiled(r"[\s\d【】\[\]()（）|｜:：/]+")
_MARKS = "|｜丨/"
_LEAD = " \t\u3000\u00a0[]【】（(〔|｜>»›·•■◆●▶→-—*#:："


@dataclass(frozen=True, slots=True)
class Furniture:
    """A kind of line that is not the article's own.

    `where`: head, tail, any or end; `longest`: characters; `prose`: whether a whole sentence can be of it.
    """

    name: str
    where: str
    longest: int
    prose: bool


@lru_cache(maxsize=4096)
def furniture(text: str) -> Furniture | None:
    """The kind of furniture that a line is, or None."""
    length = len(text)
    if length > _LONGEST:
        return None
    prose = length > 10 and ("。" in text or (length > 20 and "，" in text))
    line = text.replace("\u00a0", " ") if "\u00a0" in text else text
    bare = line.lstrip(_LEAD)
    starts = _starts()
    for look in (bare, line) if bare != line else (bare,):
        for word, whole, kind in starts.get(look[:1], ()):
            if look.startswith(word) and (not whole or look == word) and _fits(kind, length, prose):
                return kind
    if not prose and length <= _TOOLBAR and line[-1:] in _BUTTON_ENDS and _is_toolbar(line):
        return _kinds()["share"]
    if length < _SHORTEST:
        return None
    kinds, holds = _holds(prose)
    match = holds.search(text)
    while match is not None:
        kind = kinds[match[0]]
        if length <= kind.longest:
            return kind
        match = holds.search(text, match.end())
    return None


def _is_toolbar(line: str) -> bool:
    """Whether a line is nothing but buttons: 【评论】【大 中 小】【打印】, 阅读(12) | 评论(2)."""
    words = [word for word in _BETWEEN.split(line) if word]
    known = _starts()
    return len(words) > 1 and all(
        any(word.startswith(start) if not whole else word == start for start, whole, _ in known.get(word[0], ()))
        for word in words
    )


def _fits(kind: Furniture, length: int, prose: bool) -> bool:
    return length <= kind.longest and (kind.prose or not prose)


@cache
def _kinds() -> dict[str, Furniture]:
    return {
        entry["name"]: Furniture(
            entry["name"], entry["where"], entry["longest"], entry.get("prose", entry["where"] == "tail")
        )
        for entry in table("furniture")["kind"]
    }


@cache
def _starts() -> dict[str, list[tuple[str, bool, Furniture]]]:
    """By first character: the words that open a line, those that are the whole line, and their kinds.

    A word that opens with a bracket needs it; the others are looked for behind any bracket, bullet or arrow.
    """
    found: dict[str, list[tuple[str, bool, Furniture]]] = {}
    for entry in table("furniture")["kind"]:
        kind = _kinds()[entry["name"]]
        for whole in (False, True):
            for word in entry.get("whole" if whole else "starts", ()):
                found.setdefault(word[0], []).extend((form, whole, kind) for form in _forms(word))
    return found


def _forms(word: str) -> list[str]:
    """A word of the table as lines print it: with either colon, with whatever parts a role from its name."""
    bare = word[:-1].rstrip()
    if word.endswith("："):
        return [word, f"{word[:-1]}:"]
    return [f"{bare}{space}{mark}" for mark in _MARKS for space in ("", " ")] if word.endswith("|") else [word]


@cache
def _holds(prose: bool) -> tuple[dict[str, Furniture], re.Pattern[str]]:
    """The words that a line of furniture holds and their kinds; `prose`: only those of whole sentences."""
    entries = [entry for entry in table("furniture")["kind"] if _kinds()[entry["name"]].prose or not prose]
    kinds = {word: _kinds()[entry["name"]] for entry in entries for word in entry.get("holds", ())}
    return kinds, compiled(alternation(list(kinds)))
