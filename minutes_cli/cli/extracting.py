"""`minutes extract` behind its options: sources one by one → the format asked for.

One source that fails costs itself alone: a line on standard error, in JSON Lines also a record without an article.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from minutes_cli.cli.telling import complain
from minutes_cli.cli.words import Speaker
from minutes_cli.errors import MinutesError
from minutes_cli.lexicon import Lexicon
from minutes_cli.model import Minutes, Source
from minutes_cli.readers.web import Fetching

_FETCHING = Fetching()


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
    fetching: Fetching = _FETCHING


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
    write = writer(wish, stream)
    tally = Tally()
    for name, found in outcomes(sources, wish, lexicon, say):
        if isinstance(found, MinutesError):
            tally.failed += 1
            tally.network += found.exit_code == 5
            complain(name, say.error(found.message))
            write.refuse(name, found)
            continue
        tally.usable += bool(found.meetings)
        if not wish.quiet:
            if not found.meetings:
                complain(name, say("no-meeting"))
            for note in found.notes if wish.verbose else ():
                complain(name, f"{note.code}: {say.error(note.message)}")
        write.write(found)
    write.finish()
    return tally.exit_code()


class Manner(Protocol):
    """How sources are read, of whatever else a command's options ask for."""

    @property
    def quiet(self) -> bool: ...
    @property
    def select(self) -> str | None: ...
    @property
    def fetching(self) -> Fetching: ...


def outcomes(
    sources: Iterable[str], manner: Manner, lexicon: Lexicon, say: Speaker
) -> Iterator[tuple[str, Minutes | MinutesError]]:
    """(name, result or why not) of every page of every source; an archive has many."""
    from minutes_cli.cli.fetching import progress_line
    from minutes_cli.pipeline import extract_page
    from minutes_cli.readers import Failure, pages_of_source

    progress = progress_line(say, manner.quiet)
    for source in sources:
        for page in pages_of_source(source, manner.fetching, progress):
            if progress is not None:
                progress.wipe()
            if isinstance(page, Failure):
                yield page.uri, page.error
                continue
            name = page.source.uri or source
            try:
                yield name, extract_page(page, lexicon, manner.select)
            except MinutesError as error:
                if error.exit_code == 2:  # the user's own words are wrong, for every source alike
                    raise
                yield name, error


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
        super().__init__(wish, stream)
        self.begun = False

    def pieces(self, minutes: Minutes) -> Iterator[str]:
        from minutes_cli.writers.tables import header, lines

        if not self.begun:
            yield header(self.wish.rows, self.wish.format, self.wish.excel)
        self.begun = True
        yield from lines(minutes, self.wish.rows, self.wish.format, self.wish.excel)


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
    """A tree on the terminal; without one, plain lines that nothing wraps. A blank line parts results."""

    done = 0

    def write(self, minutes: Minutes) -> None:
        """Draw one result."""
        from minutes_cli.writers.tree import Screen, print_tree

        if self.done:
            self.stream.write("\n")
        self.done += 1
        wide = None if self.stream.isatty() else 100_000
        print_tree(minutes, Screen(self.stream, wide))


def writer(wish: Wish, stream: TextIO) -> Writer:
    """The writer of a format."""
    if wish.format in ("html", "xlsx", "sqlite"):
        from minutes_cli.cli import exporting

        return {"html": exporting.Page, "xlsx": exporting.Workbook, "sqlite": exporting.Database}[wish.format](
            wish, stream
        )
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
