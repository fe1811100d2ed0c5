"""Which columns a table has: a preset, or a user's TOML file.

    title = "2026年重点任务督办台账"     # optional
    [[column]]
    key = "text"                          # a key of presets.toml, or its heading
    heading = "重点任务"                  # optional: another heading
    width = 60                            # optional: in characters of half a Chinese one
    empty = "—"                           # optional: shown where the text says nothing
    [[column]]
    heading = "督办单位"
    value = "区委督查室"                  # a constant; without `key` and `value` the column is blank

A mistake is a `ColumnsError` that names its line and what would be right.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from minutes_cli.errors import ColumnsError
from minutes_cli.writers.ledger.mending import mended


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` names a task's value, or is None for a constant or blank column."""

    heading: str
    key: str | None
    width: float
    empty: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns and title; `items` where its rows are items unless the user says otherwise."""

    title: str
    columns: tuple[Column, ...]
    items: bool = False


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("presets.toml").read_text(encoding="utf-8"))


def preset_names() -> tuple[str, ...]:
    """The names of the presets; the first is the usual one."""
    return tuple(_table()["presets"])


def keys() -> dict[str, dict[str, Any]]:
    """What each key says: heading, width, about."""
    found: dict[str, dict[str, Any]] = _table()["keys"]
    return found


def status_choices() -> list[str]:
    """What 办理状态 may be."""
    return list(_table()["status"]["choices"])


def preset(name: str) -> Layout:
    """The preset `name`, one of `preset_names`."""
    entry = _table()["presets"][name]
    headings = entry.get("headings", {})
    columns = tuple(_known(key, headings.get(key)) for key in entry["columns"])
    return Layout(entry["title"], columns, bool(entry.get("items")))


def _known(key: str, heading: str | None = None, width: float | None = None, empty: str | None = None) -> Column:
    entry = keys()[key]
    return Column(
        heading or entry["heading"],
        key,
        width or entry["width"],
        entry.get("empty", "") if empty is None else empty,
    )


def from_file(path: Path) -> Layout:
    """A user's columns; raises ColumnsError that names the line and what would be right."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError):
            raise ColumnsError(f"the column file {path} cannot be read: {error.strerror}") from error
        line = 1 + error.object[: error.start].count(b"\n")
        raise ColumnsError(f"{path}, line {line}: it is not UTF-8; save the file as UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ColumnsError(_not_toml(path, text, str(error))) from error
    return _Reader(path, text).layout(data)


def _not_toml(path: Path, text: str, reason: str) -> str:
    """Where the file stops being TOML, and what would be right there."""
    lines = text.split("\n")
    at = re.search(r"line (\d+)", reason)
    number = int(at[1]) if at else len(text.rstrip().split("\n"))
    line = lines[number - 1].strip()
    named = re.match(r"""["']?([\w-]+)["']?\s*=""", line)
    if named and "overwrite" in reason:
        what = f"`{named[1]}` is there twice; each column begins with a line [[column]]"
    else:
        right = mended(line)
        what = f"it is not TOML; right is {right}" if right else 'it is not TOML; a line is like heading = "任务"'
    return f"{path}, line {number}: {what}"


class _Reader:
    """Reads the values of a column file and knows on which line each stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.heads = [n for n, line in enumerate(self.lines) if re.match(r"\s*\[\[\s*column\s*\]\]", line)]

    def layout(self, data: dict[str, Any]) -> Layout:
        for name in data:
            if name not in ("title", "column"):
                self.fail(None, name, f"{name!r} is not known here; a file has `title` and [[column]] entries")
        title = data.get("title", _table()["presets"][preset_names()[0]]["title"])
        if not isinstance(title, str):
            self.fail(None, "title", '`title` is a text: title = "督办台账"')
        entries = data.get("column")
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
            self.fail(None, "column", 'no column is named; each begins with a line [[column]] and has key = "text"')
        return Layout(title, tuple(self.column(number, entry) for number, entry in enumerate(entries)))

    def column(self, number: int, entry: dict[str, Any]) -> Column:
        for name, value in entry.items():
            if name not in _FIELDS:
                self.fail(number, name, f"{name!r} is not known; {_nearest(name, _FIELDS)}")
            kinds, example = _FIELDS[name]
            if not isinstance(value, kinds) or isinstance(value, bool):
                self.fail(number, name, f"`{name}` is written like {example}")
        heading, width = entry.get("heading"), entry.get("width")
        if width is not None and not _NARROW <= width <= _WIDE:
            self.fail(number, "width", f"`width` is from {_NARROW} to {_WIDE}, and is {width}")
        if "key" not in entry:
            if not heading:
                self.fail(number, None, 'a column needs key = "…", or heading = "…" if it is blank or constant')
            if "empty" in entry:
                self.fail(number, "empty", '`empty` goes with `key`; a constant is written like value = "—"')
            return Column(heading, None, width or _PLAIN, "", entry.get("value", ""))
        if "value" in entry:
            self.fail(number, "value", "a column has `key` or `value`: what the text says, or a constant")
        return _known(self.key(number, entry["key"]), heading, width, entry.get("empty"))

    def key(self, number: int, name: str) -> str:
        if name in keys():
            return name
        named = {entry["heading"]: key for key, entry in keys().items()}
        plain = {re.sub("（.*", "", heading): key for heading, key in reversed(named.items())}
        if name in named or name in plain:
            return named.get(name) or plain[name]
        choices = {**{key: key for key in keys()}, **named, **plain}
        return self.fail(number, "key", f"no column is called {name!r}; {_nearest(name, choices)}")

    def fail(self, number: int | None, name: str | None, what: str) -> NoReturn:
        raise ColumnsError(f"{self.path}, line {self.line(number, name)}: {what}")

    def line(self, number: int | None, name: str | None) -> int:
        """The line of a name in the column `number` (or outside all of them), counted from one."""
        low, high = 0, len(self.lines)
        if number is not None and number < len(self.heads):
            low = self.heads[number]
            high = self.heads[number + 1] if number + 1 < len(self.heads) else high
        for at in range(low, high):
            if name and re.match(rf"""\s*(?:\[+\s*)?["']?{re.escape(name)}\b""", self.lines[at]):
                return at + 1
        return low + 1


_FIELDS: dict[str, tuple[tuple[type, ...], str]] = {
    "key": ((str,), 'key = "text"'),
    "heading": ((str,), 'heading = "重点任务"'),
    "width": ((int, float), "width = 40"),
    "empty": ((str,), 'empty = "原文未明确"'),
    "value": ((str,), 'value = "区委督查室"'),
}
_NARROW, _WIDE, _PLAIN = 2, 255, 14


def _nearest(name: str, choices: Any) -> str:
    near = difflib.get_close_matches(name, list(choices), n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}?" if near else f"it may be one of {', '.join(list(choices)[:40])}"
