"""Minutes → a tree on the terminal (Rich): meetings, what they did, what was said, the directives and items.

Only Text objects: nothing in an article is taken for markup, and control characters are shown, not obeyed.
"""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from minutes_cli.model import Attendance, Block, Directive, Meeting, Minutes, Proceeding
from minutes_cli.writers.reading import parts
from minutes_cli.writers.shown import safe

_COLOURS = {
    "statement": "cyan",
    "judgement": "blue",
    "emphasis": "yellow",
    "requirement": "red",
    "proposal": "magenta",
    "decision": "green",
    "exhortation": "bright_magenta",
    "other": "white",
}


class Screen(Console):
    """Where trees are drawn: nothing in a text is taken for markup, and a reader that goes away is told of."""

    def __init__(self, stream: TextIO, columns: int | None = None) -> None:
        super().__init__(file=stream, width=columns, highlight=False, markup=False, emoji=False, soft_wrap=False)

    def on_broken_pipe(self) -> None:
        """Rich would end the program with exit code 1."""
        raise BrokenPipeError


def print_tree(minutes: Minutes, console: Console) -> None:
    """Draw one extraction on `console`."""
    article = minutes.article
    root = Tree(_text(article.title or minutes.source.uri or "—", "bold"), guide_style="dim")
    facts = " · ".join(fact for fact in (article.published, article.publisher) if fact)
    if facts:
        root.add(_text(facts, "dim"))
    for meeting in minutes.meetings:
        _meeting(root, meeting)
    if not minutes.meetings:
        root.add(_text("没有会议 / no meeting", "dim"))
    for note in minutes.notes:
        root.add(_text(f"! {note.code}: {note.message}", "dim italic"))
    console.print(root)


def _meeting(root: Tree, meeting: Meeting) -> None:
    names = "；".join(name.text for name in meeting.names) or "会议"
    head = _text(names, "bold underline")
    chairs = "、".join(chair.name for chair in meeting.chairs)
    for fact in (meeting.date, meeting.place, chairs and f"主持 {chairs}"):
        if fact:
            head.append("  " + safe(fact), style="dim")
    branch = root.add(head)
    pieces: list[Attendance | Proceeding | Block] = [*meeting.attendance, *meeting.proceedings, *meeting.blocks]
    for piece in sorted(pieces, key=lambda piece: piece.span):
        if isinstance(piece, Block):
            _block(branch, piece)
        else:
            label = piece.act if isinstance(piece, Proceeding) else piece.role
            branch.add(_row(_text(label, "bold dim"), _text(piece.text, "dim")))


def _block(branch: Tree, block: Block) -> None:
    node = branch.add(_text(f"{block.speaker} {block.verb or '—'}", f"bold {_COLOURS[block.kind]}"))
    number = 0
    for part in parts(block):
        if isinstance(part, str):
            node.add(_text(part, "" if not block.directives else "dim"))
            continue
        number += 1
        child = node.add(_directive(f"{number}", part))
        for place, item in enumerate(part.children, 1):
            child.add(_directive(f"{number}.{place}", item))


def _directive(number: str, directive: Directive) -> Table:
    """The number beside the words; the headline stands out. A directive with items shows its heading alone."""
    label = _text(number, "bold dim")
    words, headline = directive.text, directive.headline
    at = words.find(headline) if headline else -1
    if at < 0 or not headline:
        return _row(label, _text(words))
    end = at + len(headline)
    shown = _text(words[:at], "dim").append(safe(headline), style="bold")
    return _row(label, shown if directive.children else shown.append(safe(words[end:])))


def _row(label: Text, words: Text) -> Table:
    """A label and words in columns of their own, so that the words wrap under themselves."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(label, words)
    return grid


def _text(words: str, style: str = "") -> Text:
    return Text(safe(words), style=style, overflow="fold")
