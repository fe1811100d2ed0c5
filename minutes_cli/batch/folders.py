"""A folder → its files in byte order of their names, links not followed, in memory that does not grow with it.

Hidden files are passed over, and what a browser saved beside a page. A link, pipe, socket or device whose name fits the
patterns comes out with its kind, so that nothing is left out in silence.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from minutes_cli.readers.saved.zipped import SIDE

_IN_MEMORY = 1024  # names of one folder sorted in memory; more go through a temporary file
_SIDE = re.compile(rf"(?P<page>.*[^/])(?:{SIDE})", re.I | re.S)
_ENDS = (".htm", ".html", ".HTM", ".HTML")
Entry = tuple[str, str]  # the path, and what it is: file, folder, link, other or unreadable


def walk(folder: str, patterns: Sequence[str], but: Sequence[str] = ()) -> Iterator[Entry]:
    """The files below `folder` whose names fit any of `patterns` (shell patterns; none: all).

    Files and folders that lie where `but` says are passed over.
    """
    places = _split(but)
    stack = [_entries(folder)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
            continue
        path, kind = entry
        if _among(path, places):
            continue
        if kind == "folder":
            if not saved_beside(path, os.path.lexists):
                stack.append(_entries(path))
        elif kind == "unreadable" or _fits(path, patterns):
            yield entry


def unordered(folder: str, patterns: Sequence[str], but: Sequence[str] = ()) -> Iterator[str]:
    """The paths of the same files as they come, for counting; what cannot be read is passed over."""
    places = _split(but)
    stack = [folder]
    while stack:
        with contextlib.suppress(OSError), os.scandir(stack.pop()) as found:
            for entry in found:
                if entry.name.startswith(".") or _among(entry.path, places):
                    continue
                if _kind(entry) == "folder":
                    stack += [] if saved_beside(entry.path, os.path.lexists) else [entry.path]
                elif _fits(entry.path, patterns):
                    yield entry.path


def saved_beside(folder: str, exists: Callable[[str], bool]) -> bool:
    """Whether a folder holds the pictures, scripts and frames of a page: `X_files`, `X.files` or `X_文件` with `X.htm(l)`."""
    side = _SIDE.fullmatch(folder)
    return side is not None and any(exists(side["page"] + end) for end in _ENDS)


def _split(places: Sequence[str]) -> list[tuple[Path, str]]:
    return [(Path(place).parent, Path(place).name) for place in places]


def _among(path: str, places: Sequence[tuple[Path, str]]) -> bool:
    """Whether `path` lies at one of `places`, by its name and its folder: what is there may come and go meanwhile."""
    above, name = os.path.split(path)
    return any(name == last and folder.is_dir() and folder.samefile(above or ".") for folder, last in places)


def _fits(path: str, patterns: Sequence[str]) -> bool:
    name = Path(path).name
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)


def _entries(folder: str) -> Iterator[Entry]:
    """One folder's entries in byte order; a folder that cannot be read is one entry itself."""
    try:
        with os.scandir(folder) as found:
            named = ((os.fsencode(entry.name), _kind(entry)) for entry in found if not entry.name.startswith("."))
            ordered = _ordered(named)
            first = next(ordered, None)
    except OSError:
        yield folder, "unreadable"
        return
    while first is not None:
        name, kind = first
        yield os.path.join(folder, os.fsdecode(name)), kind  # noqa: PTH118 (a Path would drop a leading ./)
        first = next(ordered, None)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _ordered(named: Iterator[tuple[bytes, str]]) -> Iterator[tuple[bytes, str]]:
    few = list(islice(named, _IN_MEMORY))
    if len(few) < _IN_MEMORY:
        yield from sorted(few)
        return
    table = sqlite3.connect("")  # a private file that SQLite deletes by itself
    table.execute("PRAGMA cache_size = -256")
    table.execute("CREATE TABLE names (name BLOB PRIMARY KEY, kind TEXT) WITHOUT ROWID")
    table.executemany("INSERT INTO names VALUES (?, ?)", few)
    few.clear()
    table.executemany("INSERT INTO names VALUES (?, ?)", named)
    try:
        yield from table.execute("SELECT name, kind FROM names ORDER BY name")
    finally:
        table.close()
