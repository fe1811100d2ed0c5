"""Help as a terminal shows it: wrapped by columns, a Chinese character being two, with headings in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from minutes_cli.writers.shown import width

if TYPE_CHECKING:
    from minutes_cli.cli.words import Speaker

_FIRST = 28  # columns of the names of options at most; longer ones have a line of their own
# Where a line may break: behind a space, before or behind a Chinese character, but not before a closing mark.
_PIECE = r"\s+|[^\s\u2e80-\uffef]+[，。；：、）」』”]*|[（「『“]*[\u2e80-\uffef][，。；：、）」』”]*"


def contexts(say: Speaker) -> type[click.Context]:
    """A Click context whose help speaks the language of `say`."""

    class Formatter(click.HelpFormatter):
        """Writes help line by line."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            """`Usage: minutes …`"""
            self.write(f"{say('usage')}{prog} {args}\n")

        def write_heading(self, heading: str) -> None:
            """`Options:`, `Commands:`"""
            self.write(f"\n{say(heading.lower())}\n")

        def write_paragraph(self) -> None:
            """Headings bring their own blank line."""

        def write_text(self, text: str) -> None:
            """A paragraph."""
            self.write("\n")
            for line in folded(" ".join(text.split()), self.width - 2):
                self.write(f"  {line}\n")

        def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST, col_spacing: int = 2) -> None:
            """Names and what they mean, in two columns."""
            rows = list(rows)
            first = min(col_max, max(width(name) for name, _ in rows)) + col_spacing
            for name, meaning in rows:
                lines = folded(meaning.replace("[default: ", say("default")), max(20, self.width - 2 - first))
                if width(name) > first - col_spacing:
                    self.write(f"  {name}\n")
                    name = ""
                for line in lines:
                    self.write(f"  {name}{' ' * (first - width(name))}{line}\n")
                    name = ""

    class Context(click.Context):
        formatter_class = Formatter

    return Context


def folded(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns` columns, unless a single word is wider."""
    lines: list[str] = []
    line = ""
    for piece in re.findall(_PIECE, text):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
