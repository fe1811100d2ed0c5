"""What a user names → items, one after another: files, folders, lists, URLs, archives, columns, standard input.

What a source is, its name and kind tell; whether a file holds HTML or text, its content, later. A list is a file each
of whose lines names a URL or something that exists: an article never looks like that. Nothing is held in memory.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from minutes_cli.batch import archives, columns, remote
from minutes_cli.batch.folders import walk
from minutes_cli.batch.items import MAX_BYTES, Item, Job, Refusal
from minutes_cli.batch.naming import carrying, refused, shown, stamp_of

_WEB = re.compile(r"https?://\S+$", re.I)
_ZIP, _WARC = (".zip",), (".warc", ".warc.gz")
_JSONL, _PARQUET = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), (".parquet",)
_LISTS = (".txt", ".list", ".lst", ".urls")
_SNIFFED = 1 << 16  # bytes of a file that tell a list from an article

_NO_FILE = {
    "link": Refusal("link", "it is a link, and links in a folder are not followed; name what it points to"),
    "other": Refusal("not-a-file", "it is a pipe, a socket or a device; send it to standard input with -"),
    "unreadable": Refusal("unreadable", "the folder cannot be read; check its permissions"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What to take of the sources.

    `patterns` choose files of folders by name; `column` is the one of JSON Lines and Parquet; `own` are the batch's
    own files and folders, which are never inputs; `stdin` is where `-` is read from.
    """

    patterns: tuple[str, ...] = ()
    column: str | None = None
    own: tuple[str, ...] = ()
    stdin: IO[bytes] | None = None


def items(names: Iterable[str], choice: Choice) -> Iterator[Item]:
    """Every input that `names` stand for, in their order."""
    for name in names:
        yield from _expanded(name, choice)


def listed(lines: Iterable[str]) -> Iterator[str]:
    """The names in a list, one a line; blank lines and those that start with # are passed over."""
    for line in lines:
        name = line.strip().lstrip("\ufeff")
        if name and not name.startswith("#"):
            yield name


def _expanded(name: str, choice: Choice) -> Iterator[Item]:
    if _WEB.match(name):
        label = shown(name)
        yield Item(label, label, "", 0, Job("source", label, name))
    elif name == "-":
        yield from _stdin(choice)
    elif "://" in name:
        yield from remote.expanded(name, choice.patterns, lambda opener, path: _container(opener, path, choice))
    else:
        yield from _local(name, choice)


def _local(name: str, choice: Choice) -> Iterator[Item]:
    try:
        status = os.stat(name)  # noqa: PTH116 (a Path would lose a leading ./)
    except FileNotFoundError:
        yield refused(name, name, Refusal("missing", "there is no such file; check the name"))
        return
    except (OSError, ValueError) as error:
        yield refused(name, name, Refusal("unreadable", f"it cannot be read: {getattr(error, 'strerror', error)}"))
        return
    if stat.S_ISDIR(status.st_mode):
        for path, kind in walk(name, choice.patterns, choice.own):
            yield from _found(path, kind, choice)
    elif not stat.S_ISREG(status.st_mode):
        yield refused(name, name, _NO_FILE["other"])
    elif name.lower().endswith(_LISTS) and _is_list(name):
        with Path(name).open(encoding="utf-8", errors="replace") as lines:
            yield from items(listed(lines), choice)
    else:
        yield from _file(name, status, choice)


def _found(path: str, kind: str, choice: Choice) -> Iterator[Item]:
    """An entry of a folder."""
    if kind in _NO_FILE:
        yield refused(path, path, _NO_FILE[kind])
        return
    try:
        status = os.lstat(path)
    except OSError:
        yield refused(path, path, Refusal("vanished", "it vanished while the folder was read; run again"))
        return
    yield from _file(path, status, choice)


def _file(path: str, status: os.stat_result, choice: Choice) -> Iterator[Item]:
    inside = _container(lambda: Path(path).open("rb"), path, choice)  # noqa: SIM115 (closed by _opened)
    if inside is not None:
        yield from inside
        return
    name = shown(path)
    yield Item(name, name, stamp_of(status), status.st_size, Job("file", name, path))


def _container(opener: Callable[[], IO[bytes]], name: str, choice: Choice) -> Iterator[Item] | None:
    """What is inside a file that holds many inputs; None for a file that is one."""
    lower = name.lower()
    if lower.endswith(_ZIP):
        return _opened(opener, name, archives.members_of_zip)
    if lower.endswith(_WARC):
        return _opened(opener, name, archives.records_of_warc)
    if lower.endswith((*_JSONL, *_PARQUET)):
        column = choice.column
        if column is None:
            reason = Refusal("no-column", "--column names the column that holds the HTML or text")
            return iter((refused(name, name, reason),))
        rows = columns.rows_of_parquet if lower.endswith(_PARQUET) else columns.rows_of_jsonl
        return _opened(opener, name, lambda stream, label: rows(stream, label, column))
    return None


def _opened(
    opener: Callable[[], IO[bytes]], name: str, read: Callable[[IO[bytes], str], Iterator[Item]]
) -> Iterator[Item]:
    try:
        stream = opener()
    except OSError as error:
        yield refused(name, name, Refusal("unreadable", f"it cannot be read: {error.strerror or error}"))
        return
    with stream:
        yield from read(stream, name)


def _stdin(choice: Choice) -> Iterator[Item]:
    """Standard input: JSON Lines where a column is named, else one document."""
    stream = choice.stdin or (sys.stdin.buffer if sys.stdin is not None else None)
    if stream is None:
        yield refused("-", "-", Refusal("unreadable", "standard input is closed"))
    elif choice.column is not None:
        yield from columns.rows_of_jsonl(stream, "-", choice.column)
    else:
        data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            yield refused("-", "-", Refusal("too-large", f"it is larger than {MAX_BYTES >> 20} MB"))
        else:
            yield carrying("-", "-", data)


def _is_list(name: str) -> bool:
    """Whether every line in the first 64 kB names a URL or something that exists."""
    try:
        with Path(name).open("rb") as file:
            head = file.read(_SNIFFED)
    except OSError:
        return False
    if len(head) == _SNIFFED:
        head = head[: head.rfind(b"\n") + 1]
    names = list(listed(head.decode("utf-8", "replace").split("\n")))
    return bool(names) and all(_names_something(each) for each in names)


def _names_something(line: str) -> bool:
    if _WEB.match(line) or re.match(r"[a-z][a-z0-9+.-]*://\S+$", line):
        return True
    try:
        return len(line) < 4096 and os.path.lexists(line)
    except ValueError:
        return False
