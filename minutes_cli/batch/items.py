"""What the rooms of the batch hand to one another: Item → Job → Outcome.

An `Item` is one input as the sources name it, a `Job` what a worker needs of it, an `Outcome` what became of it.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Literal

MAX_BYTES = 64 * 1024 * 1024  # of one input, as for a single extraction

Kind = Literal["file", "data", "source", "remote"]


@dataclass(frozen=True, slots=True)
class Job:
    """How a worker comes by one input.

    `file` and `remote` name a path or an fsspec URL in `where`, `source` what the readers know how to fetch (a URL);
    `data` carries the bytes, with the `url` and Content-Type `header` they came with, where these are known.
    """

    kind: Kind
    name: str
    where: str = ""
    data: bytes | None = None
    url: str | None = None
    header: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an input cannot even be tried: a stable word and one line."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Item:
    """One input. `name` is shown and valid Unicode; `place` says where it lies, the same in every run.

    `stamp` changes when the content does: size and times of a file, a hash of bytes in hand, empty if unknown.
    """

    name: str
    place: str
    stamp: str
    size: int
    job: Job | Refusal
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a record (`code` None) or a failure with its reason.

    `sha256` is that of the bytes as read, None if they could not be. `body` is the record as JSON, `rows` what tables
    need of it; `check` is a checksum of both and `meetings` counts them; `network`: the failure is one of
    fetching.
    """

    sha256: str | None = None
    code: str | None = None
    message: str = ""
    meetings: int = 0
    body: bytes | None = None
    rows: bytes | None = None
    check: int = 0
    network: bool = False


def checksum(body: bytes | None, rows: bytes | None) -> int:
    """What tells a damaged state from a whole one."""
    return zlib.crc32(rows or b"", zlib.crc32(body or b""))


def failure(code: str, message: str, sha256: str | None = None, network: bool = False) -> Outcome:
    """An input that gave no record."""
    return Outcome(sha256=sha256, code=code, message=message, network=network)
