"""An HTTP cache on disk: one file an answer, with a line of SHA-256 over the rest, its head as a line of JSON, the body.

Files appear whole (written aside, then renamed), so that several processes may share the folder; a damaged file
counts as none. Only answers 200 without `no-store` to requests without credentials are kept.
"""

from __future__ import annotations

import contextlib
import email.utils
import hashlib
import json
import math
import os
import re
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from minutes_cli.errors import OutputError

_MAX_BYTES = 64_000_000  # far more than a page and its head may have
_TEXTS = ("url", "header", "etag", "modified")
_TIMES = ("stored", "fresh_until")
_UNSENDABLE = re.compile(r"[^\t\x20-\x7e\x80-\xff]")
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})", re.I)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer. `stored` and `fresh_until` are in seconds of the epoch; `header` is the Content-Type."""

    url: str
    data: bytes
    header: str | None
    etag: str | None
    modified: str | None
    stored: float
    fresh_until: float


class Store:
    """The cache in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Kept | None:
        """What is kept for a URL; None also where the file is damaged or is none of ours."""
        try:
            found = self._path(url).lstat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > _MAX_BYTES:
                return None
            digest, _, rest = self._path(url).read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest != _digest(rest):
            return None
        head, _, data = rest.partition(b"\n")
        kept = _kept(head, data)
        return kept if kept is not None and kept.url == url else None

    def put(self, kept: Kept) -> None:
        """Keep an answer; raises OutputError where the folder cannot be written."""
        head = {name: getattr(kept, name) for name in _TEXTS + _TIMES}
        rest = json.dumps(head).encode() + b"\n" + kept.data
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=self._folder)
            try:
                with open(handle, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
                    file.write(_digest(rest) + b"\n" + rest)
                Path(name).replace(self._path(kept.url))
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(name)  # noqa: PTH108 (as mkstemp gave it)
                raise
        except OSError as error:
            folder = os.fsencode(self._folder).decode("utf-8", "backslashreplace")
            raise OutputError(f"the cache {folder} cannot be written: {error.strerror}") from error

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:40]}.page"


def _digest(rest: bytes) -> bytes:
    return hashlib.sha256(rest).hexdigest().encode()


def _kept(head: bytes, data: bytes) -> Kept | None:
    """An answer out of its file; None if its head is not as `put` writes it."""
    try:
        fields = json.loads(head)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or set(fields) != set(_TEXTS + _TIMES) or not isinstance(fields["url"], str):
        return None
    texts = all(fields[name] is None or _sendable(fields[name]) for name in _TEXTS)
    times = all(isinstance(fields[name], float) and math.isfinite(fields[name]) for name in _TIMES)
    return Kept(data=data, **fields) if texts and times else None


def _sendable(value: object) -> bool:
    """Whether something can stand in the head of a request."""
    return isinstance(value, str) and _UNSENDABLE.search(value) is None


def fresh_until(control: str, expires: str | None, now: float) -> float:
    """Until when an answer may be used without asking again; `now` where it may not."""
    if re.search(r"(?:^|,)\s*no-cache", control, re.I):
        return now
    if found := _MAX_AGE.search(control):
        return now + int(found.group(1))
    try:
        return max(now, email.utils.parsedate_to_datetime(expires or "").timestamp())
    except (ValueError, TypeError, OverflowError, IndexError):
        return now
