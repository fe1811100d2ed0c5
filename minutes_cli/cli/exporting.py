"""`minutes extract` into one file that holds every result: a page to read, a workbook, a database.

Behind `extracting.writer`; results are written one after another, the file is complete with `finish`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

from minutes_cli.cli.extracting import Wish, Writer
from minutes_cli.model import Minutes
from minutes_cli.writers import report, sheets


def binary(stream: TextIO) -> BinaryIO:
    """The bytes beneath a text stream."""
    return cast(BinaryIO, cast(Any, stream).buffer)


class Page(Writer):
    """HTML, a section a result."""

    count = 0

    def pieces(self, minutes: Minutes) -> Iterator[str]:
        if not self.count:
            yield report.HEAD
        self.count += 1
        yield from report.report(minutes, self.count)

    def finish(self) -> None:
        """Close the page, if there is one."""
        self.stream.write(report.TAIL if self.count else "")
        super().finish()


class Workbook(Writer):
    """XLSX, a sheet for each kind of rows."""

    def __init__(self, wish: Wish, stream: TextIO) -> None:
        super().__init__(wish, stream)
        self.sheets = sheets.Sheets(binary(stream))
        self.filled = False

    def write(self, minutes: Minutes) -> None:
        """Add the rows of one result."""
        self.sheets.write(minutes)
        self.filled = True

    def finish(self) -> None:
        """Pack the workbook; where no source gave anything there is none."""
        if self.filled:
            self.sheets.close()
        else:
            self.sheets.drop()


class Database(Writer):
    """SQLite with the tables of a batch, where the same content is one article with all its names.

    Records wait in a temporary file, so that memory grows with their names alone.
    """

    def __init__(self, wish: Wish, stream: TextIO) -> None:
        super().__init__(wish, stream)
        self.waiting = tempfile.TemporaryFile()  # noqa: SIM115 (closed by finish)
        self.names: list[dict[str, None]] = []  # of each record, in order, each name once
        self.known: dict[str, dict[str, None]] = {}  # the names of a content by its hash

    def write(self, minutes: Minutes) -> None:
        """Keep one result for the end; of a content that was there before, its name."""
        from minutes_cli.writers.record import as_record, dumps

        name, content = minutes.source.uri or "-", minutes.source.sha256
        if content in self.known:
            self.known[content][name] = None
            return
        self.names.append({name: None})
        if content:
            self.known[content] = self.names[-1]
        record = as_record(minutes)
        if not self.wish.text:
            del record["article"]["text"]
        self.waiting.write(dumps(record).encode() + b"\n")

    def finish(self) -> None:
        """Fill the database and hand it on."""
        from minutes_cli.batch.outputs import database
        from minutes_cli.batch.outputs.finished import Finished
        from minutes_cli.batch.outputs.target import Target

        with self.waiting, tempfile.TemporaryDirectory() as folder:
            if not self.names:
                return
            self.waiting.seek(0)
            path = Path(folder) / "minutes.sqlite"
            found = (
                Finished(name, line.rstrip(b"\n"), None, tuple(also))
                for (name, *also), line in zip(self.names, self.waiting, strict=True)
            )
            database.write(found, Target(str(path)))
            with path.open("rb") as made:
                shutil.copyfileobj(made, binary(self.stream))
