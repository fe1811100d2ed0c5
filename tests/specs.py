"""Spec files: Markdown in which every `##` section holds one example, drawn as an outline.

    ## a cue on a line of its own
    Words for the reader, as many as wanted.

    ```outline
    § 会议     | …
    ¶ 会议强调 | 会议强调
    ```

The fence may say ```outline xfail: REASON```: the expectation is right and the program not yet. Anything that is
not of this form is a mistake of the file, and reading it fails; no example can be lost by a typing error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```outline(?: xfail: (?P<reason>\S.*))?$")


class SpecError(Exception):
    """A spec file is not of the form that it must have."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its section's name, the outline as drawn, why it is expected to fail if it is, its first line."""

    name: str
    drawn: str
    reason: str | None
    line: int


def read_spec(path: Path) -> list[Example]:
    """The examples of a spec file in order; raises SpecError with the line of the first mistake."""
    examples: list[Example] = []
    name, fence, reason, begun = "", False, None, 0
    drawn: list[str] = []
    sections: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if fence and line == "```":
            if not drawn:
                raise SpecError(f"{path.name}:{number}: the example is empty")
            examples.append(Example(name, "".join(f"{each}\n" for each in drawn), reason, begun))
            fence = False
        elif fence:
            drawn.append(line)
        elif line.startswith("```"):
            match = _FENCE.match(line)
            if match is None:
                raise SpecError(f"{path.name}:{number}: a fence opens with ```outline or ```outline xfail: REASON")
            if not name or sections[name]:
                raise SpecError(f"{path.name}:{number}: an example needs a ## heading of its own")
            fence, reason, begun, drawn = True, match["reason"], number + 1, []
            sections[name] += 1
        elif line.startswith("## "):
            name = line[3:].strip()
            if name in sections:
                raise SpecError(f"{path.name}:{number}: two sections are called {name!r}")
            sections[name] = 0
        elif line.startswith(("¶", "§", "  +", "  会议")) or (" | " in line and not line.startswith("#")):
            raise SpecError(f"{path.name}:{number}: a line of an outline stands outside a fence")
    if fence:
        raise SpecError(f"{path.name}:{begun}: the fence is not closed")
    for section, count in sections.items():
        if count != 1:
            raise SpecError(f"{path.name}: the section {section!r} has no example")
    return examples


def rewritten(text: str, changes: dict[str, str]) -> str:
    """The text of a spec file with other outlines under the sections that `changes` names."""
    out: list[str] = []
    name, inside = "", False
    for line in text.split("\n"):
        if line.startswith("## ") and not inside:
            name = line[3:].strip()
        if inside and line == "```":
            inside = False
        elif inside and name in changes:
            continue
        out.append(line)
        if line.startswith("```outline"):
            inside = True
            if name in changes:
                out += changes[name].rstrip("\n").split("\n")
    return "\n".join(out)
