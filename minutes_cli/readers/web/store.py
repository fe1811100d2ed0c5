"""An HTTP cache on disk: one file an answer, its head as a line of JSON, then the body.

Files appear whole (written aside, then renamed), so that several processes may share the folder; a damaged file
counts as none. Only answers 200 without `no-store` to requests without credentials are kept.
"""

from __future__ import annotations

import contextlib
import email.utils
import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from minutes_cli.errors import OutputError

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
        """What is kept for a URL; None also where the file is damaged."""
        try:
            head, _, data = self._path(url).read_bytes().partition(b"\n")
            fields = json.loads(head)
            if fields.pop("sha256") != hashlib.sha256(data).hexdigest() or fields["url"] != url:
                return None
            return Kept(data=data, **fields)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, kept: Kept) -> None:
        """Keep an answer; raises OutputError where the folder cannot be written."""
        head = {
            "url": kept.url,
            "header": kept.header,
            "etag": kept.etag,
            "modified": kept.modified,
            "stored": kept.stored,
            "fresh_until": kept.fresh_until,
            "sha256": hashlib.sha256(kept.data).hexdigest(),
        }
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=self._folder)
            try:
                with open(handle, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
                    file.write(json.dumps(head).encode() + b"\n" + kept.data)
                Path(name).replace(self._path(kept.url))
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(name)  # noqa: PTH108 (as mkstemp gave it)
                raise
        except OSError as error:
            raise OutputError(f"the cache {self._folder} cannot be written: {error.strerror}") from error

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:40]}.page"


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
