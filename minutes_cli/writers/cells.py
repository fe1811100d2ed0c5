"""Rows of CSV, and cells that a spreadsheet shows as text and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_RUNS = tuple("=+-@＝＋－＠")
_BREAKS = ("\t", "\r", "\n")
_BLANK = " \t\r\n\u3000\u00a0\u200b\u2060\ufeff"


def csv_line(cells: Iterable[str | int], excel: bool) -> str:
    """One row of CSV with its line end. For spreadsheets (`excel`) no cell runs as a formula."""
    out = io.StringIO(newline="")
    # The writer quotes only the characters of its own line end: with CR LF it quotes a lone CR, too.
    row = [safe_cell(cell) if excel and isinstance(cell, str) else cell for cell in cells]
    csv.writer(out, lineterminator="\r\n").writerow(row)
    return out.getvalue()[:-2] + "\n"


def safe_cell(cell: str) -> str:
    """`cell`, led by an apostrophe where a spreadsheet that opens a CSV would take it for a formula."""
    runs = cell.lstrip(_BLANK).startswith(_RUNS) or cell.startswith(_BREAKS)
    return "'" + cell if runs else cell
