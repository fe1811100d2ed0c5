"""Labels before a list of units or persons: 责任单位：X、Y（列第一位的牵头）, 配合单位：, 责任人：.

In: the folded look (labels often stand in brackets) and a range. Out: ranges added to the lists given.
"""

from __future__ import annotations

from minutes_cli.lexicon import table
from minutes_cli.prepared import compiled
from minutes_cli.text import View

_ROLES = {role["words"]: role["role"] for role in table("parties")["label"]}
_ROLE_OF = {word: role for words, role in _ROLES.items() for word in words.split("|")}
_LABEL = compiled(
    f"(?P<word>{'|'.join(sorted(_ROLE_OF, key=len, reverse=True))})(?:：|（列第一位的?为?牵头单位）：)[ ]?"
)
_ENDS = compiled("(?:（[^（）]*）|[^。；\n）】])*")  # a bracket that opens in the list closes in it
_PART = compiled("[、，,/]|(?<=[局委办部厅院镇道])[ ](?=[^ ])")
_SUFFIX = compiled("(?:牵头|负责|配合|落实|等)?[ ]*$")
Range = tuple[int, int]


def labelled(
    look: View, start: int, end: int, lead: list[Range], support: list[Range], persons: list[tuple[Range, str]]
) -> None:
    """Read every label in `[start, end)`. Of 责任单位 the first leads, unless 牵头单位 says who does."""
    labels = list(_LABEL.finditer(look.folded, start, end))
    leads = any(_ROLE_OF[match["word"]] == "lead" for match in labels)
    for number, match in enumerate(labels):
        limit = labels[number + 1].start() if number + 1 < len(labels) else end
        listed = _ENDS.match(look.folded, match.end(), limit)
        members = _members(look.folded, match.end(), listed.end() if listed else limit)
        role = _ROLE_OF[match["word"]]
        if role == "when":
            continue
        if role == "person":
            persons += [(member, match["word"]) for member in members]
        elif role == "lead":
            lead += members
        elif role == "first" and not leads and members:
            lead.append(members[0])
            support += members[1:]
        else:
            support += members


def _members(folded: str, low: int, high: int) -> list[Range]:
    cuts = [match.span() for match in _PART.finditer(folded, low, high)]
    bounds = zip([low, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), high], strict=True)
    found = []
    for a, b in bounds:
        while a < b and folded[a] == " ":
            a += 1
        suffix = _SUFFIX.search(folded, a, b)
        b = suffix.start() if suffix else b
        if "：" in folded[a:b]:  # another label, and no member
            break
        if 2 <= b - a <= 40:
            found.append((a, b))
    return found
