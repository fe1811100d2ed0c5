"""Preformatted text → its paragraphs: rows that were broken at a fixed width are joined again, others stay rows."""

from __future__ import annotations

from minutes_cli.prepared import compiled

_NARROWEST, _WIDEST = 50, 100  # columns of a page of wrapped text
_SLACK = 3  # columns that a full row may lack: a wide character, a mark that must not begin the next
_FULL = 2  # full rows that end in mid-sentence, from which on a width is one
_ENDS = "。！？；：”）"
_WIDE = compiled(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—]")
_LEAST_WIDE = 10  # wide characters of a row that is prose, not code
_NEW = tuple(" \t\u3000\u00a0:>※-—_=*#【[|+·●■◆▲①②③④⑤⑥⑦⑧⑨")  # with which a row of its own begins
_BLANK = " \t\r\u3000\u00a0"


def rows(text: str) -> list[str]:
    """The rows of a preformatted text, or its paragraphs where its rows are as long as the page was wide."""
    found = [row.rstrip(_BLANK) for row in text.split("\n")]
    widths = [len(row) + len(_WIDE.findall(row)) for row in found]
    most = max(widths)
    full = [width >= most - _SLACK for width in widths]
    broken = sum(1 for row, is_full in zip(found, full, strict=True) if is_full and row[-1] not in _ENDS)
    if not _NARROWEST <= most <= _WIDEST or broken < _FULL:
        return found
    joined = found[:1]
    for before, was_full, row in zip(found, full, found[1:], strict=False):
        if was_full and row and not row.startswith(_NEW) and len(_WIDE.findall(before)) >= _LEAST_WIDE:
            apart = " " if before[-1].isascii() and row[0].isascii() else ""
            joined[-1] += apart + row
        else:
            joined.append(row)
    return joined
