"""Files and folders that appear whole or not at all: temporary name, fsync, rename, fsync of the folder.

Temporary names are fixed (the state's lock keeps a second run away), so that what a killed run leaves behind is taken
over by the next one. Raises OutputError; the old file stands until the new one is complete.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from minutes_cli.errors import OutputError


def check(path: Path, ours: bool, folder: bool, option: str = "-o") -> None:
    """Refuse a place where nothing of ours may be written; `ours`: what stands there may be replaced.

    `option` is the one that names another place.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise OutputError(f"there is no folder {path.parent}; make it first") from None
        return
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: {getattr(error, 'strerror', error)}") from error
    if not (stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode)):
        if folder:
            raise OutputError(f"{path} is no folder (or it is a link or a device); name a folder")
        raise OutputError(f"{path} is no file (or it is a link or a device); name a file")
    if not ours and not (folder and not any(path.iterdir())):
        raise OutputError(f"{path} exists and is not of this batch; give another {option}, or --force replaces it")


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A fresh file to write to, which becomes `path` when the block ends well."""
    temporary = path.with_name(f".{path.name[:60]}.part")
    with _told(path):
        try:
            temporary.unlink(missing_ok=True)
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            yield temporary
            _sync(temporary)
            temporary.replace(path)
            _sync(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A fresh folder to write into, which becomes `path` when the block ends well.

    A folder cannot take another's place in one step: for a moment the old one stands beside as `.NAME.old`, and a run
    that is killed in that moment is mended by the next one.
    """
    temporary = path.with_name(f".{path.name[:60]}.part")
    old = path.with_name(f".{path.name[:60]}.old")
    with _told(path):
        if old.exists() and not path.exists():
            old.rename(path)
        try:
            shutil.rmtree(temporary, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
            temporary.mkdir()
            yield temporary
            for part in sorted(temporary.iterdir()):
                _sync(part)
            _sync(temporary)
            if path.exists():
                path.rename(old)
            temporary.rename(path)
            _sync(path.parent)
            shutil.rmtree(old, ignore_errors=True)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{path} could not be written: {reason}; the same command goes on when this is mended"
        ) from error
