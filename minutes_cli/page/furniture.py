"""Which lines of a page are furniture, by the words of lexicon/furniture.toml: one pattern, one match a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from minutes_cli.lexicon import alternation, table

_LONGEST = 400  # the longest line any kind takes


@dataclass(frozen=True, slots=True)
class Furniture:
    """A kind of line that is not the article's own. `where`: head, tail, any or end; `prose`: also a whole sentence of it."""

    name: str
    where: str
    longest: int
    prose: bool


def furniture(text: str) -> Furniture | None:
    """The kind of furniture that a line is, or None."""
    if len(text) > _LONGEST:
        return None
    kinds, starts, holds = _patterns()
    text = text.replace("\u00a0", " ")
    prose = "。" in text and len(text) > 30
    for match in (starts.match(text), holds.search(text)):
        if match is not None and match.lastgroup is not None:
            kind = kinds[match.lastgroup]
            if len(text) <= kind.longest and (kind.prose or not prose):
                return kind
    return None


@cache
def _patterns() -> tuple[dict[str, Furniture], re.Pattern[str], re.Pattern[str]]:
    entries = table("furniture")["kind"]
    kinds = {
        e["name"]: Furniture(e["name"], e["where"], e["longest"], e.get("prose", e["where"] == "tail")) for e in entries
    }
    starts = [f"(?P<{e['name']}>{_opening(e)})" for e in entries if "starts" in e]
    holds = [f"(?P<{e['name']}>{alternation(e['holds'])})" for e in entries if "holds" in e]
    lead = r"[\s\u3000\[\]【】（(〔|｜>»›·•■◆●▶→\-—*#:：]*"
    return kinds, re.compile(f"{lead}(?:{'|'.join(starts)})"), re.compile("|".join(holds))


def _opening(entry: dict[str, list[str]]) -> str:
    whole = entry.get("whole")
    words = alternation(entry["starts"])
    return f"{words}|(?:{alternation(whole)})$" if whole else words
