"""What a user names → pages: a file, `-` for standard input, a URL, an archive and each page in it.

`pages_of_source` never raises for what is wrong with a source: every page that cannot be had is a Failure, and one
bad member of an archive costs the others nothing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minutes_cli.errors import MinutesError, ReadError
from minutes_cli.model import Note, Page
from minutes_cli.readers.local import is_archive, page_of_bytes, read_file, read_stdin
from minutes_cli.readers.outcomes import Failure
from minutes_cli.readers.web import Fetching, Progress, fetch, is_url, without_login

_MEMBER = re.compile(r"(?P<archive>.+?\.zip)!(?P<member>.+)", re.I | re.S)
_DEFAULT = Fetching()


@dataclass(frozen=True, slots=True)
class _Got:
    """The bytes of a source, their Content-Type and final URL, notes on the fetch, the one member that was asked for."""

    data: bytes
    header: str | None = None
    url: str | None = None
    notes: tuple[Note, ...] = ()
    member: str | None = None


def pages_of_source(
    source: str, options: Fetching = _DEFAULT, progress: Progress | None = None
) -> Iterator[Page | Failure]:
    """Every page of a source, one after another; `progress` is told of bytes that come from the network."""
    name = without_login(source)
    try:
        got = _got(source, options, progress)
        if not is_archive(got.data):
            yield _page(got, name)
            return
        yield from _members(got, name)
    except MinutesError as error:
        yield Failure(name, error)


def page_of_source(source: str, options: Fetching = _DEFAULT, progress: Progress | None = None) -> Page:
    """The one page of a source; raises a MinutesError where there is none, or more than one."""
    first: Page | Failure | None = None
    for count, found in enumerate(pages_of_source(source, options, progress)):
        if count:
            raise ReadError("it is an archive of several pages; name one of them, as ARCHIVE.zip!MEMBER", "several")
        first = found
    if isinstance(first, Page):
        return first
    raise first.error if first else ReadError("it is an archive without a page in it", "empty")


def _got(source: str, options: Fetching, progress: Progress | None) -> _Got:
    if source == "-":
        return _Got(read_stdin())
    if is_url(source):
        fetched = fetch(source, options, progress)
        return _Got(fetched.data, fetched.header, fetched.url, fetched.notes)
    inside = _MEMBER.fullmatch(source)
    if inside and not Path(source).exists():
        return _Got(read_file(Path(inside["archive"])), member=inside["member"])
    return _Got(read_file(Path(source)))


def _page(got: _Got, name: str) -> Page:
    page = page_of_bytes(got.data, name, got.header)
    return dataclasses.replace(page, url=got.url or page.url, notes=(*got.notes, *page.notes))


def _members(got: _Got, name: str) -> Iterator[Page | Failure]:
    from minutes_cli.readers.saved.zipped import members

    archive = name if got.member is None else name[: -len(got.member) - 1]
    count = 0
    for label, outcome in members(got.data):
        if got.member not in (None, label):
            continue
        count += 1
        uri = f"{archive}!{label}"
        try:
            if isinstance(outcome, ReadError):
                raise outcome
            page = page_of_bytes(outcome, uri)
            yield dataclasses.replace(page, notes=(*got.notes, *page.notes))
        except MinutesError as error:
            yield Failure(uri, error)
    if not count and got.member is not None:
        raise ReadError("there is no such member in the archive; check the name", "missing")
    if not count:
        raise ReadError("it is an archive without a page in it", "empty")
