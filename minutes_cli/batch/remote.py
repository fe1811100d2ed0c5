"""Inputs behind an address that fsspec knows (s3://, hdfs://, file://, …): a file, or a folder with all in it.

Files are read by the workers, archives and tables by the driver, which streams them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import IO, Any

from minutes_cli.batch.folders import saved_beside
from minutes_cli.batch.items import Item, Job, Refusal
from minutes_cli.batch.naming import refused, shown

Inside = Callable[[Callable[[], IO[bytes]], str], Iterator[Item] | None]


def expanded(url: str, patterns: Sequence[str], inside: Inside) -> Iterator[Item]:
    """The inputs at `url`; `inside` opens a file that holds many."""
    from minutes_cli.batch.needs import need

    need("fsspec", "cluster")
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(url)
        status = system.info(path)
    except (OSError, ValueError, ImportError) as error:
        yield refused(url, url, Refusal("unreadable", f"it cannot be read: {error}"))
        return
    if status.get("type") != "directory":
        yield from _file(system, url, status, inside)
        return
    for each in _below(system, path):
        name = each["name"].rsplit("/", 1)[-1]
        if not name.startswith(".") and (not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)):
            yield from _file(system, system.unstrip_protocol(each["name"]), each, inside)


def _below(system: Any, folder: str) -> Iterator[dict[str, Any]]:
    """The files below a folder in order of their names, one folder's listing in memory at a time."""
    stack = [iter([{"name": folder, "type": "directory"}])]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif entry.get("type") == "directory":
            listing = sorted(system.ls(entry["name"], detail=True), key=lambda found: str(found["name"]))
            exists = {str(found["name"]) for found in listing}.__contains__
            stack.append(
                iter([found for found in listing if found["name"] != entry["name"] and _wanted(found, exists)])
            )
        else:
            yield entry


def _wanted(found: dict[str, Any], exists: Callable[[str], bool]) -> bool:
    """Whether an entry is no folder that was saved beside a page."""
    return found.get("type") != "directory" or not saved_beside(str(found["name"]).rstrip("/"), exists)


def _file(system: Any, url: str, status: dict[str, Any], inside: Inside) -> Iterator[Item]:
    within = inside(lambda: system.open(system._strip_protocol(url), "rb"), url)
    if within is not None:
        yield from within
        return
    stamp = "-".join(str(status.get(key, "")) for key in ("size", "ETag", "etag", "mtime", "created", "LastModified"))
    name = shown(url)
    yield Item(name, name, stamp, int(status.get("size") or 0), Job("remote", name, url))


def read(url: str, limit: int) -> bytes:
    """At most `limit` bytes and one more of the file at `url`; raises OSError."""
    import fsspec

    with fsspec.open(url, "rb") as stream:
        data: bytes = stream.read(limit + 1)
        return data
