"""What the cells of the workbook look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from minutes_cli.writers.ledger.columns import Column
from minutes_cli.writers.ledger.rows import UNREAD

_BODY = {
    "font_name": "宋体",
    "font_size": 10.5,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#7F7F7F",
    "num_format": "@",
}
_CENTRED = frozenset(
    [
        "number",
        "meeting_date",
        "published",
        "class",
        "cue",
        "force",
        "force_word",
        "force_level",
        "deadline",
        "deadline_date",
        "leader",
        "person",
        "status",
        "decision",
        "speaker",
        "chairs",
        "marker",
    ]
)


@dataclass(frozen=True, slots=True)
class Formats:
    """One format a use."""

    title: Any
    header: Any
    group: Any
    left: Any
    centred: Any
    faint: Any
    doubtful: Any
    small: Any
    link: Any

    def of(self, column: Column, words: str) -> Any:
        """The format of a task's cell: faint where the text says nothing, marked where it was not understood."""
        if column.empty and words == column.empty:
            return self.faint
        if words == UNREAD:
            return self.doubtful
        if column.key in ("origin", "source"):
            return self.small
        return self.centred if column.key in _CENTRED else self.left


def room(column: Column) -> float:
    """The width of a column in characters of its own size."""
    return column.width * 1.3 if column.key in ("origin", "source") else column.width


def formats(book: Any) -> Formats:
    """The formats of a workbook."""
    centred = {**_BODY, "align": "center"}
    return Formats(
        title=book.add_format({"font_name": "黑体", "font_size": 20, "align": "center", "valign": "vcenter"}),
        header=book.add_format({**centred, "font_name": "黑体", "bg_color": "#D9E2F0"}),
        group=book.add_format(
            {**_BODY, "font_name": "黑体", "text_wrap": False, "align": "left", "bg_color": "#F2F2F2", "border": 0}
            | {"top": 1, "bottom": 1}
        ),
        left=book.add_format({**_BODY, "align": "left"}),
        centred=book.add_format(centred),
        faint=book.add_format({**centred, "font_color": "#8C8C8C"}),
        doubtful=book.add_format({**centred, "font_color": "#B45F06"}),
        small=book.add_format({**_BODY, "align": "left", "font_size": 9, "font_color": "#595959"}),
        link=book.add_format({**centred, "font_color": "#1F4E9E", "underline": 1}),
    )
