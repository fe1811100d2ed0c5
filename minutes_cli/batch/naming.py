"""How an item is named and stamped: by its place, and by what changes when its content does."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

from minutes_cli.batch.items import Item, Job, Refusal
from minutes_cli.readers.web.naming import without_login


def shown(name: str) -> str:
    """A name as it is told and stored: valid Unicode (bytes that are no UTF-8 as \\xff), without login if it is a URL."""
    return without_login(os.fsencode(name).decode("utf-8", "backslashreplace"))


def stamp_of(status: os.stat_result) -> str:
    """Size and times of a file: the time of change cannot be set back by a user, that of modification can."""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ctime_ns}-{status.st_ino}"


def refused(name: str, place: str, reason: Refusal, stamp: str = "") -> Item:
    """An input that cannot be tried; its reason is part of the stamp, so that a mended one is tried again."""
    return Item(shown(name), shown(place), f"{reason.code}:{stamp}", 0, reason)


def carrying(name: str, place: str, data: bytes, job: Job | None = None) -> Item:
    """An input whose bytes are in hand."""
    digest = hashlib.sha256(data).hexdigest()
    name = shown(name)
    job = replace(job or Job("data", name), name=name, data=data)
    return Item(name, shown(place), f"sha256:{digest}", len(data), job, digest)
