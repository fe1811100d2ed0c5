"""`minutes verify`: does a result keep its promise?

Every piece quotes article.text, nests in its parent and stands in order; blocks, proceedings, attendance and
unassigned are disjoint and leave nothing but white space. In: a record as plain values. Out: what is wrong, in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from minutes_cli.errors import ReadError

Record = dict[str, Any]


def records(data: str) -> Iterator[Record]:
    """The records of a result: one JSON object after another, on one line or many."""
    decoder = json.JSONDecoder()
    at = 0
    while True:
        while at < len(data) and data[at] in " \t\r\n\ufeff":
            at += 1
        if at >= len(data):
            return
        try:
            record, at = decoder.raw_decode(data, at)
        except json.JSONDecodeError as error:
            raise ReadError(f"it is not JSON at line {error.lineno}: {error.msg}", "not-a-result") from error
        if not isinstance(record, dict) or record.get("schema") != "minutes/1":
            raise ReadError("it is JSON, but no result of minutes (schema minutes/1)", "not-a-result")
        yield record


def faults(record: Record) -> list[str]:
    """What is wrong with a record; empty if it holds."""
    article = record.get("article")
    if article is None:
        return (
            []
            if record.get("notes") and not record.get("meetings")
            else ["a source without an article names no reason"]
        )
    text = article.get("text")
    if text is None:
        return ["article.text was left out (--no-text): nothing can be checked"]
    found: list[str] = []
    owned: list[tuple[int, int, str]] = []
    for number, meeting in enumerate(record["meetings"], 1):
        _names(meeting, text, f"meeting {number}", found)
        for kind in ("attendance", "proceedings", "blocks"):
            last = 0
            for piece in meeting[kind]:
                what = f"{kind} at {piece['span']}"
                _piece(piece, 0, len(text), text, what, found)
                if piece["span"][0] < last:
                    found.append(f"{what} is out of order")
                last = piece["span"][1]
                owned.append((*piece["span"], what))
    owned += [(*span, f"unassigned {span}") for span in record["unassigned"]]
    _cover(text, sorted(owned), found)
    return found


def _names(meeting: Record, text: str, what: str, found: list[str]) -> None:
    for name in meeting["names"]:
        start, end = name["span"]
        if text[start:end] != name["text"]:
            found.append(f"the name of {what} does not quote the article")
    for chair in meeting["chairs"]:
        start, end = chair["span"]
        if text[start:end] != chair["name"]:
            found.append(f"a chair of {what} does not quote the article")


def _piece(piece: Record, low: int, high: int, text: str, what: str, found: list[str]) -> None:
    start, end = piece["span"]
    if not low <= start < end <= high:
        found.append(f"{what} stands outside its parent {low}-{high}")
    if text[start:end] != piece["text"]:
        found.append(f"{what} does not quote article.text")
    _values(piece, text, what, found)
    last = start
    for child in [*piece.get("directives", []), *piece.get("children", [])]:
        label = f"directive at {child['span']}"
        _piece(child, start, end, text, label, found)
        if child["span"][0] < last:
            found.append(f"{label} overlaps its neighbour")
        last = child["span"][1]


def _values(piece: Record, text: str, what: str, found: list[str]) -> None:
    """Every value that carries a span quotes the article: who leads, by when, which documents, who was there."""
    for name in ("lead", "support", "targets", "documents", "terms", "papers", "persons", "people"):
        for value in piece.get(name, []):
            if isinstance(value, dict):
                _value(value, text, f"{name} of {what}", found)
    for name in ("force", "deadline", "decision", "speaker_person"):
        if piece.get(name):
            _value(piece[name], text, f"{name} of {what}", found)


def _value(value: Record, text: str, what: str, found: list[str]) -> None:
    words = next((value[key] for key in ("text", "word", "name") if key in value), None)
    if words is not None and "span" in value and text[slice(*value["span"])] != words:
        found.append(f"the {what} does not quote article.text")


def _cover(text: str, owned: list[tuple[int, int, str]], found: list[str]) -> None:
    at = 0
    for start, end, what in owned:
        if start < at:
            found.append(f"{what} overlaps what stands before it")
        elif text[at:start].strip():
            found.append(f"{text[at:start].strip()[:20]!r} at {at} is in no piece")
        at = max(at, end)
    if text[at:].strip():
        found.append(f"{text[at:].strip()[:20]!r} at {at} is in no piece")
