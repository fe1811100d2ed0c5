"""Where a result goes: one file or a folder of parts, here or behind an address that fsspec knows.

A part or a file is written here first and appears at its place whole: by a rename in a folder, by one upload
elsewhere (object stores show an upload when it is complete; other systems get a temporary name and a move).
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from minutes_cli.batch.naming import shown
from minutes_cli.batch.outputs.whole import whole_file, whole_folder
from minutes_cli.errors import OutputError

_OBJECT_STORES = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci", "r2")


class Parts(Protocol):
    """A folder that is being filled."""

    def part(self, name: str) -> contextlib.AbstractContextManager[Path]:
        """A local path to write the part `name` to."""


@dataclass(frozen=True, slots=True)
class Target:
    """`place` is a path or an fsspec address; `parts`: a folder of parts, not one file."""

    place: str
    parts: bool = False

    @property
    def remote(self) -> bool:
        """Whether fsspec is needed to get there."""
        return "://" in self.place

    @property
    def name(self) -> str:
        """The last word of the place."""
        return self.place.rstrip("/").rsplit("/", 1)[-1]


@contextlib.contextmanager
def file_at(target: Target) -> Iterator[Path]:
    """A local path to write to, which appears at `target` when the block ends well."""
    if not target.remote:
        with whole_file(Path(target.place)) as path:
            yield path
        return
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / target.name
        yield path
        _upload(path, target.place)


@contextlib.contextmanager
def parts_at(target: Target) -> Iterator[Parts]:
    """A folder to fill, which appears at `target` when the block ends well; parts of an earlier run go."""
    if not target.remote:
        with whole_folder(Path(target.place)) as folder:
            yield _Here(folder)
        return
    with tempfile.TemporaryDirectory() as scratch:
        there = _There(target.place.rstrip("/"), Path(scratch), [])
        yield there
        there.sweep()


@dataclass(frozen=True, slots=True)
class _Here:
    folder: Path

    @contextlib.contextmanager
    def part(self, name: str) -> Iterator[Path]:
        yield self.folder / name


@dataclass(frozen=True, slots=True)
class _There:
    url: str
    scratch: Path
    names: list[str]

    @contextlib.contextmanager
    def part(self, name: str) -> Iterator[Path]:
        path = self.scratch / name
        yield path
        _upload(path, f"{self.url}/{name}")
        path.unlink()
        self.names.append(name)

    def sweep(self) -> None:
        """Remove the parts that an earlier, longer run has left."""
        system, folder = _system(self.url)
        for path in system.find(folder) if self.names else ():
            name = str(path).rsplit("/", 1)[-1]
            if name.startswith("part-") and name not in self.names:
                system.rm_file(path)


def _upload(path: Path, url: str) -> None:
    system, place = _system(url)
    try:
        system.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
        if url.split("://", 1)[0] in _OBJECT_STORES:
            system.put_file(str(path), place)
            return
        aside = f"{place}.part"
        system.put_file(str(path), aside)
        if system.exists(place):
            system.rm_file(place)
        system.mv(aside, place)
    except OSError as error:
        raise OutputError(
            f"{shown(url)} could not be written: {error}; the same command goes on when this is mended"
        ) from error


def _system(url: str) -> tuple[Any, str]:
    from minutes_cli.batch.needs import need

    need("fsspec", "cluster")
    from fsspec.core import url_to_fs

    try:
        system, place = url_to_fs(url)
    except (OSError, ValueError, ImportError) as error:
        raise OutputError(f"{shown(url)} could not be reached: {error}") from error
    return system, place
