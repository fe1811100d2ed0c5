"""Where results go: standard output, or a file that appears whole.

A file is written under a temporary name beside it, synced, and renamed; on any error the old file stands as it was.
Raises OutputError (exit 6) where bytes cannot be written, BrokenPipeError where the reader of a pipe has gone.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from minutes_cli.cli.words import Speaker
from minutes_cli.errors import OutputError


@contextlib.contextmanager
def opened(path: Path | None, force: bool, say: Speaker) -> Iterator[TextIO]:
    """A text stream in UTF-8: standard output, or the file `path`, which appears when the block ends well.

    Where nothing was written no file appears.
    """
    if path is None:
        yield sys.stdout
        return
    _check(path, force, say)
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    except OSError as error:
        raise OutputError(say("output-failed", error.strerror)) from error
    temporary = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 (a descriptor, not a path)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            nothing = stream.tell() == 0
        if nothing:  # no source gave anything: an old file is worth more than an empty one
            temporary.unlink()
            return
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(say("output-failed", error.strerror)) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _check(path: Path, force: bool, say: Speaker) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(say("output-failed", error.strerror)) from error
    if not stat.S_ISREG(mode):
        raise OutputError(say("output-special", path))
    if not force:
        raise OutputError(say("output-exists", path))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
