"""Cells that a spreadsheet shows as text and never runs."""

from __future__ import annotations

_RUNS = tuple("=+-@＝＋－＠")
_BREAKS = ("\t", "\r", "\n")
_BLANK = " \t\r\n\u3000\u00a0\u200b\u2060\ufeff"


def safe_cell(cell: str) -> str:
    """`cell`, led by an apostrophe where a spreadsheet that opens a CSV would take it for a formula."""
    runs = cell.lstrip(_BLANK).startswith(_RUNS) or cell.startswith(_BREAKS)
    return "'" + cell if runs else cell
