"""`minutes extract` behind its options: sources one by one → the format asked for.

One source that fails costs itself alone: a line on standard error, in JSON Lines also a record without an article.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from minutes_cli.cli.words import Speaker
from minutes_cli.errors import MinutesError
from minutes_cli.lexicon import Lexicon
from minutes_cli.model import Minutes, Source
from minutes_cli.writers.shown import safe_line

FORMATS = ("tree", "json", "jsonl", "csv", "tsv", "md", "outline")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options ask for."""

    format: str
    rows: str = "directives"
    excel: bool = False
    text: bool = True
    quiet: bool = False
    verbose: bool = False
    select: str | None = None


@dataclass(slots=True)
class Tally:
    """How the sources went."""

    usable: int = 0
    failed: int = 0
    network: int = 0

    def exit_code(self) -> int:
        """0 done, 3 some failed, 4 nothing usable, 5 nothing but network failures."""
        if self.usable:
            return 3 if self.failed else 0
        return 5 if self.network and self.network == self.failed else 4


def run(sources: Iterable[str], wish: Wish, stream: TextIO, lexicon: Lexicon, say: Speaker) -> int:
    """Extract every source to `stream`; returns the exit code."""
    from minutes_cli.pipeline import extract_page
    from minutes_cli.readers import page_of_source

    write = writer(wish, stream)
    tally = Tally()
    for source in sources:
        try:
            minutes = extract_page(page_of_source(source), lexicon, wish.select)
        except MinutesError as error:
            if error.exit_code == 2:  # the user's own words are wrong, for every source alike
                raise
            tally.failed += 1
            tally.network += error.exit_code == 5
            complain(source, error.message)
            write.refuse(source, error)
            continue
        tally.usable += bool(minutes.meetings)
        if not wish.quiet:
            if not minutes.meetings:
                complain(source, say("no-meeting"))
            for note in minutes.notes if wish.verbose else ():
                complain(source, f"{note.code}: {note.message}")
        write.write(minutes)
    write.finish()
    return tally.exit_code()


def complain(source: str, message: str) -> None:
    """One line on standard error, in characters that a terminal shows and does not obey."""
    name = "standard input" if source == "-" else source
    tell(f"{name}: {message}")


def tell(message: str) -> None:
    """`minutes: message` on standard error; where that is closed there is nobody to tell."""
    if sys.stderr is not None:
        line = f"minutes: {safe_line(message)}\n"
        encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
        sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


class Writer:
    """Writes results one after another; a subclass is a format."""

    def __init__(self, wish: Wish, stream: TextIO) -> None:
        self.wish, self.stream = wish, stream

    def write(self, minutes: Minutes) -> None:
        """Write one result."""
        for piece in self.pieces(minutes):
            self.stream.write(piece)
        self.stream.flush()

    def pieces(self, minutes: Minutes) -> Iterator[str]:
        """One result as text."""
        raise NotImplementedError

    def refuse(self, source: str, error: MinutesError) -> None:
        """A source without a result; most formats leave it out."""

    def finish(self) -> None:
        """After the last result."""
        self.stream.flush()


class Json(Writer):
    """One indented object a result."""

    def pieces(self, minutes: Minutes) -> Iterator[str]:
        from minutes_cli.writers.record import as_record, dumps

        record = as_record(minutes)
        if not self.wish.text:
            del record["article"]["text"]
        yield dumps(record, 2 if self.wish.format == "json" else None) + "\n"

    def refuse(self, source: str, error: MinutesError) -> None:
        """In JSON Lines a refused source has a line too."""
        if self.wish.format == "jsonl":
            from minutes_cli.writers.record import dumps, refusal_record

            self.stream.write(dumps(refusal_record(Source(uri=source), error)) + "\n")
            self.stream.flush()


class Table(Writer):
    """CSV or TSV with one header."""

    def __init__(self, wish: Wish, stream: TextIO) -> None:
        from minutes_cli.writers.tables import header

        super().__init__(wish, stream)
        stream.write(header(wish.rows, wish.format, wish.excel))

    def pieces(self, minutes: Minutes) -> Iterator[str]:
        from minutes_cli.writers.tables import lines

        return lines(minutes, self.wish.rows, self.wish.format, self.wish.excel)


class Document(Writer):
    """Markdown or outline; a blank line parts results."""

    done = 0

    def pieces(self, minutes: Minutes) -> Iterator[str]:
        from minutes_cli.writers.markdown import markdown
        from minutes_cli.writers.outline import outline
        from minutes_cli.writers.shown import safe

        if self.done:
            yield "\n"
        self.done += 1
        yield markdown(minutes) if self.wish.format == "md" else safe(outline(minutes))


class Drawn(Writer):
    """A tree on the terminal; without one, plain lines that nothing wraps."""

    def write(self, minutes: Minutes) -> None:
        """Draw one result."""
        from rich.console import Console

        from minutes_cli.writers.tree import print_tree

        wide = None if self.stream.isatty() else 100_000
        print_tree(
            minutes, Console(file=self.stream, width=wide, highlight=False, markup=False, emoji=False, soft_wrap=False)
        )


def writer(wish: Wish, stream: TextIO) -> Writer:
    """The writer of a format."""
    kinds = {
        "json": Json,
        "jsonl": Json,
        "csv": Table,
        "tsv": Table,
        "md": Document,
        "outline": Document,
        "tree": Drawn,
    }
    return kinds[wish.format](wish, stream)


def listed(path: str) -> Iterator[str]:
    """The sources that a list names, one a line; blank lines and # comments are passed over."""
    from minutes_cli.errors import ReadError

    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"the list {path} cannot be read: {error}", "unreadable") from error
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            yield line.strip()
