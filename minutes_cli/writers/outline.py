"""Minutes → outline: the article with its structure in the margin, and back.

    § 会议       | --07-30 区委常委会会议
    ¶ =传达学习  | 7月30日，区委常委会召开会议，传达学习上级精神。
    ¶ 会议强调   | 会议强调，
      +          | 一要扩大内需；
      ++         | 稳住投资；

`¶` starts a paragraph. A cue starts a block (`会议—` where none is printed), `+` a directive, `++` an item, `=ACT` a
proceeding, `@ROLE` attendance; `-` is text behind a piece that no piece owns, and a blank margin goes on with what is
above. Lines that begin with `§` are no part of the article. Dropping the margin gives the article's text.
"""

from __future__ import annotations

import itertools

from minutes_cli.model import Block, Directive, Minutes
from minutes_cli.writers.shown import width

_BAR = " | "
_COLUMNS = 14


def outline(minutes: Minutes, rules: bool = False) -> str:
    """The outline; with `rules` each cut names the rule that made it."""
    text = minutes.article.text
    marks = _marks(minutes, rules)
    cuts = sorted({0, len(text), *marks, *(at + 1 for at, character in enumerate(text) if character == "\n")})
    heads = {meeting.span.start: _head(minutes, number) for number, meeting in enumerate(minutes.meetings)}
    out = []
    for start, end in itertools.pairwise(cuts):
        if start in heads:
            out.append(heads[start])
        margin = "¶ " if start == 0 or text[start - 1] == "\n" else "  "
        label = marks.get(start, "")
        gap = " " * max(0, _COLUMNS - width(margin + label))
        out.append(margin + label + gap + _BAR + text[start:end].rstrip("\n"))
    return "\n".join(out) + "\n"


def strip_margin(drawn: str) -> str:
    """The article's text of an outline."""
    out: list[str] = []
    for line in drawn.split("\n"):
        margin, bar, words = line.partition(_BAR)
        if not bar or margin.startswith("§"):
            continue
        out.append(("\n" if margin.startswith("¶") and out else "") + words)
    return "".join(out)


def _head(minutes: Minutes, number: int) -> str:
    meeting = minutes.meetings[number]
    names = "；".join(name.text for name in meeting.names) or "—"
    chairs = "、".join(chair.name for chair in meeting.chairs)
    label = "§ 会议"
    return (
        label
        + " " * (_COLUMNS - width(label))
        + _BAR
        + " ".join(filter(None, [meeting.date, names, chairs and f"主持 {chairs}"]))
    )


def _marks(minutes: Minutes, rules: bool) -> dict[int, str]:
    """What the margin says at each cut; where pieces begin together the inner one joins the outer."""
    marks: dict[int, str] = {}

    def put(at: int, label: str, rule: str) -> None:
        label = f"{label} [{rule}]" if rules else label
        marks[at] = f"{marks[at]} {label}" if marks.get(at, "-") != "-" else label

    ends = []
    for meeting in minutes.meetings:
        for attendance in meeting.attendance:
            put(attendance.span.start, f"@{attendance.role}", attendance.rule)
            ends.append(attendance.span.end)
        for proceeding in meeting.proceedings:
            put(proceeding.span.start, f"={proceeding.act}", proceeding.rule)
            ends.append(proceeding.span.end)
        for block in meeting.blocks:
            put(block.span.start, block.speaker + (block.verb or "—"), block.rule)
            ends.append(block.span.end)
            _directive_marks(block, put, ends)
    text = minutes.article.text
    for end in ends:
        if end < len(text) and text[end] != "\n":
            marks.setdefault(end, "-")
    return marks


def _directive_marks(block: Block, put: object, ends: list[int]) -> None:
    def walk(directive: Directive, label: str) -> None:
        put(directive.span.start, label, directive.rule)  # type: ignore[operator]
        ends.append(directive.span.end)
        for child in directive.children:
            walk(child, label + "+")

    for directive in block.directives:
        walk(directive, "+")
