"""Minutes → rows: directives, blocks, proceedings or meetings as CSV and TSV.

Cells quote the article; `number` is 1, 1.1, 1.2, 2 … within the block. For spreadsheets (`excel`) a byte order mark
leads and a cell that a spreadsheet would run as a formula is led by an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutes_cli.model import Directive, Meeting, Minutes
from minutes_cli.writers.cells import csv_line, safe_cell

ROWS: dict[str, tuple[str, ...]] = {
    "directives": (
        "source",
        "title",
        "published",
        "publisher",
        "meeting",
        "meeting_date",
        "speaker",
        "verb",
        "class",
        "level",
        "number",
        "marker",
        "headline",
        "text",
        "force",
        "lead",
        "support",
        "deadline",
        "deadline_date",
        "start",
        "end",
        "force_level",
        "persons",
        "targets",
        "documents",
        "decision",
    ),
    "blocks": (
        "source",
        "title",
        "published",
        "publisher",
        "meeting",
        "meeting_date",
        "speaker",
        "verb",
        "class",
        "directives",
        "text",
        "start",
        "end",
    ),
    "proceedings": (
        "source",
        "title",
        "published",
        "publisher",
        "meeting",
        "meeting_date",
        "act",
        "actors",
        "text",
        "start",
        "end",
        "documents",
        "outcome",
    ),
    "meetings": (
        "source",
        "title",
        "published",
        "publisher",
        "meeting",
        "meeting_date",
        "place",
        "chairs",
        "proceedings",
        "blocks",
        "directives",
        "start",
        "end",
    ),
}

Row = list[str | int]


def header(kind: str, dialect: str = "csv", excel: bool = False) -> str:
    """The line of column names."""
    return ("\ufeff" if excel else "") + _line(list(ROWS[kind]), dialect, False)


def lines(minutes: Minutes, kind: str, dialect: str = "csv", excel: bool = False) -> Iterator[str]:
    """The rows of one extraction as text lines; `dialect` is csv or tsv."""
    for row in rows(minutes, kind):
        yield _line(row, dialect, excel)


def rows(minutes: Minutes, kind: str) -> Iterator[Row]:
    """The rows of one extraction as values, in the order of `ROWS[kind]`."""
    article = minutes.article
    base: Row = [minutes.source.uri or "", article.title or "", article.published or "", article.publisher or ""]
    for meeting in minutes.meetings:
        head = [*base, "；".join(name.text for name in meeting.names), meeting.date or ""]
        yield from _KINDS[kind](head, meeting)


def _meeting_rows(head: Row, meeting: Meeting) -> Iterator[Row]:
    chairs = "、".join(chair.name for chair in meeting.chairs)
    directives = sum(len(block.directives) for block in meeting.blocks)
    counts: Row = [len(meeting.proceedings), len(meeting.blocks), directives]
    yield [*head, meeting.place or "", chairs, *counts, *meeting.span]


def _proceeding_rows(head: Row, meeting: Meeting) -> Iterator[Row]:
    for piece in meeting.proceedings:
        papers = "；".join(f"{paper.text}（{paper.status}）" for paper in piece.papers)
        yield [*head, piece.act, "、".join(piece.actors), piece.text, *piece.span, papers, piece.outcome or ""]


def _block_rows(head: Row, meeting: Meeting) -> Iterator[Row]:
    for block in meeting.blocks:
        yield [*head, block.speaker, block.verb or "", block.kind, len(block.directives), block.text, *block.span]


def _directive_rows(head: Row, meeting: Meeting) -> Iterator[Row]:
    for block in meeting.blocks:
        said: Row = [*head, block.speaker, block.verb or "", block.kind]
        for number, directive in enumerate(block.directives, 1):
            yield [*said, 1, str(number), *_cells(directive)]
            for part, item in enumerate(directive.children, 1):
                yield [*said, 2, f"{number}.{part}", *_cells(item)]


def _cells(directive: Directive) -> Row:
    deadline = directive.deadline
    return [
        directive.marker or "",
        directive.headline or "",
        directive.text,
        directive.force.word if directive.force else "",
        "、".join(quote.text for quote in directive.lead),
        "、".join(quote.text for quote in directive.support),
        deadline.text if deadline else "",
        (deadline.date or "") if deadline else "",
        *directive.span,
        f"{directive.force.level:g}" if directive.force else "",
        "、".join("".join((*person.posts, person.name)) for person in directive.persons),
        "；".join(target.text for target in directive.targets),
        "；".join(document.text for document in directive.documents),
        directive.decision.status if directive.decision else "",
    ]


_KINDS = {
    "directives": _directive_rows,
    "blocks": _block_rows,
    "proceedings": _proceeding_rows,
    "meetings": _meeting_rows,
}


def _line(row: Row, dialect: str, excel: bool) -> str:
    if dialect == "tsv":
        return (
            "\t".join(_flat(str(safe_cell(cell) if excel and isinstance(cell, str) else cell)) for cell in row) + "\n"
        )
    return csv_line(row, excel)


def _flat(cell: str) -> str:
    """A cell of a TSV: tabs, line breaks and backslashes are escaped, so that a line is a row."""
    return cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
