"""Minutes → outline: the article with its structure in the margin, and back.

    § 会议     | 2024-07-30 区委常委会会议 · 主持 林知远
    ¶ @主持    | 7月30日，林知远主持召开区委常委会会议。
    ¶ 会议强调 | 会议强调，
      +        | 一要扩大内需；
      ++       | 稳住投资；
    ¶ -        | 据悉，区里已有准备。

`¶` starts a paragraph. A cue starts a block (`会议—` where none is printed), `+` a directive, `++` an item, `=ACT` a
proceeding, `@ROLE` attendance. Where a piece ends and none begins, the margin says what goes on: `·` the block, `·+`
the directive, `-` nothing. A blank margin goes on with what is above. Lines that begin with `§` are no part of the
article. Dropping the margin gives the article's text: no offset is typed, and every character is accounted for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from minutes_cli.model import Attendance, Block, Directive, Meeting, Minutes, Proceeding
from minutes_cli.writers.shown import width, wrapped

_BAR = " | "
_NARROW, _WIDE = 10, 36  # columns of the margin, at least and at most
_NARROWEST = 20  # columns that words keep on a narrow screen


@dataclass(slots=True)
class _Margin:
    """What stands beside the text, by offset: labels where pieces begin, and what is open from there on."""

    labels: dict[int, str] = field(default_factory=dict)
    open: dict[int, str] = field(default_factory=dict)

    def begin(self, at: int, label: str, inside: str) -> None:
        """A piece begins; where pieces begin together the inner label joins the outer."""
        self.labels[at] = f"{self.labels[at]} {label}" if at in self.labels else label
        self.open[at] = inside

    def end(self, at: int, outside: str) -> None:
        """A piece ends; a piece that begins there says so itself."""
        self.open[at] = outside


def outline(minutes: Minutes, rules: bool = False, columns: int | None = None) -> str:
    """The outline. With `rules` each cut names what made it; with `columns` lines wrap beside a blank margin."""
    text = minutes.article.text
    margin = _margin(minutes, rules)
    heads = _heads(minutes)
    rows: list[tuple[str, str]] = []
    for start, end in itertools.pairwise(_cuts(text, margin, heads)):
        rows += heads.pop(start, [])
        mark = "¶ " if start == 0 or text[start - 1] == "\n" else "  "
        rows.append((mark + margin.labels.get(start, ""), text[start:end].rstrip("\n")))
    return "".join(_drawn(rows, columns))


def strip_margin(drawn: str) -> str:
    """The article's text of an outline."""
    out: list[str] = []
    for line in drawn.split("\n"):
        margin, bar, words = line.partition(_BAR)
        if not bar or margin.startswith("§"):
            continue
        out.append(("\n" if margin.startswith("¶") and out else "") + words)
    return "".join(out)


def _drawn(rows: list[tuple[str, str]], columns: int | None) -> Iterator[str]:
    """Lines of the margin and the words beside it."""
    wide = min(_WIDE, max((width(label) for label, _ in rows), default=0))
    wide = max(_NARROW, wide)
    room = max(_NARROWEST, columns - wide - len(_BAR) - 2) if columns else None  # 2: a mark may hang
    for label, words in rows:
        for number, part in enumerate(wrapped(words, room) if room else (words,)):
            # § repeats on the lines it wraps to: they are no part of the article either.
            shown = label if number == 0 else "§" if label.startswith("§") else "  "
            yield shown + " " * (wide - width(shown)) + _BAR + part + "\n"


def _cuts(text: str, margin: _Margin, heads: Iterable[int]) -> list[int]:
    """Where lines of the outline begin, and the text's end."""
    starts = {at + 1 for at, character in enumerate(text) if character == "\n"}
    return sorted({0, len(text), *margin.labels, *heads, *starts})


def _heads(minutes: Minutes) -> dict[int, list[tuple[str, str]]]:
    """The lines with `§`, by the offset they stand before."""
    article = minutes.article
    facts = [("标题", article.title), ("发布", article.published), ("来源", article.publisher)]
    heads = {0: [(f"§ {label}", _one_line(fact)) for label, fact in facts if fact]}
    if not minutes.meetings:
        heads[0].append(("§ 无会议", minutes.kind))
    for meeting in minutes.meetings:
        heads.setdefault(meeting.span.start, []).append(("§ 会议", _head(meeting)))
    return heads


def _head(meeting: Meeting) -> str:
    names = "；".join(name.text for name in meeting.names) or "—"
    chairs = "、".join(chair.name for chair in meeting.chairs)
    place = meeting.place and f"地点 {meeting.place}"
    return _one_line(
        " · ".join(filter(None, [f"{meeting.date or '—'} {names}", place, chairs and f"主持 {chairs}"])),
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _margin(minutes: Minutes, rules: bool) -> _Margin:
    """The margin's labels, and at each end of a piece what goes on."""
    margin = _Margin()
    for meeting in minutes.meetings:
        pieces: list[Attendance | Proceeding | Block] = [*meeting.attendance, *meeting.proceedings, *meeting.blocks]
        for piece in sorted(pieces, key=lambda piece: piece.span):
            margin.begin(piece.span.start, _label(piece, rules), "·")
            if isinstance(piece, Block):
                for directive in piece.directives:
                    _directive(margin, directive, rules)
            margin.end(piece.span.end, "-")
    return _with_ends(margin, minutes.article.text)


def _directive(margin: _Margin, directive: Directive, rules: bool) -> None:
    margin.begin(directive.span.start, _ruled("+", directive.rule, rules), "·+")
    for item in directive.children:
        margin.begin(item.span.start, _ruled("++", item.rule, rules), "·++")
        margin.end(item.span.end, "·+")
    margin.end(directive.span.end, "·")


def _with_ends(margin: _Margin, text: str) -> _Margin:
    """Where a piece ends and words follow, a label says what goes on, unless a piece begins at those words."""
    for at, outside in sorted(margin.open.items()):
        words = at
        while words < len(text) and text[words].isspace():
            words += 1
        # White space between two pieces belongs to the line above; behind a line break the label stands on the next.
        place = at if "\n" not in text[at:words] else text.rfind("\n", at, words) + 1
        if words < len(text) and not any(cut in margin.labels for cut in range(at, words + 1)):
            margin.labels[place] = outside
    return margin


def _label(piece: Attendance | Proceeding | Block, rules: bool) -> str:
    if isinstance(piece, Attendance):
        return _ruled(f"@{piece.role}", piece.rule, rules)
    if isinstance(piece, Proceeding):
        return _ruled(f"={piece.act}", piece.rule, rules)
    # The margin ends at the first |: one in a speaker is shown in its full width.
    speaker = _one_line(piece.speaker).replace("|", "｜")
    return _ruled(speaker + (piece.verb or "—"), f"{piece.rule} {piece.kind}", rules)


def _ruled(label: str, rule: str, rules: bool) -> str:
    return f"{label} [{rule}]" if rules else label
