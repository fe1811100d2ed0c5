"""Where the body of a text dump ends and what stands below it begins."""

from __future__ import annotations

from minutes_cli.page.dump.around import SIGNS_OFF
from minutes_cli.page.furniture import furniture


def body_end(lines: list[str], first: int) -> int:
    """The number of the first line below the body."""
    last = len(lines)
    while last > first + 1 and "。" not in lines[last - 1]:
        last -= 1
    ends = (at for at in range(max(last, first + 1), len(lines)) if _below(lines[at]) == "end")
    last = next(ends, len(lines))
    while last > first + 1 and (SIGNS_OFF.fullmatch(lines[last - 1]) or _below(lines[last - 1])):
        last -= 1
    return last


def _below(line: str) -> str | None:
    """Where a line of furniture may stand, if it is one."""
    kind = furniture(line)
    return kind.where if kind and kind.where != "head" else None
