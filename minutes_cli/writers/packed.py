"""An XLSX workbook that is written row by row in constant memory and packed before it goes to its place.

A ZIP that breaks off on a full disk complains again when it is forgotten, so it is packed beside the file first. Nothing of the
data becomes a formula or a link by itself. Needs xlsxwriter.
"""

from __future__ import annotations

import shutil
import tempfile
from typing import Any, BinaryIO

from minutes_cli.errors import MissingError, OutputError

_IN_MEMORY = 32 * 1024 * 1024  # bytes of a packed workbook that are held before a temporary file is used


class Packed:
    """A workbook (`book`, of xlsxwriter) and the place where it is packed."""

    def __init__(self) -> None:
        try:
            import xlsxwriter
        except ImportError as error:
            raise MissingError('XLSX needs xlsxwriter: pip install "minutes-zh[xlsx]"') from error
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed by close or drop)
        self.book: Any = xlsxwriter.Workbook(self._file, options)

    def drop(self) -> None:
        """Leave without a file."""
        self._file.close()

    def close(self, stream: BinaryIO) -> None:
        """Finish the workbook into `stream`; raises OutputError where it cannot be written, BrokenPipeError where a reader has gone."""
        from xlsxwriter.exceptions import XlsxWriterException

        try:
            self.book.close()  # after a failure the file stays open for the ZIP that will want to finish it
            with self._file:
                self._file.seek(0)
                shutil.copyfileobj(self._file, stream)
        except BrokenPipeError:
            raise  # nobody reads any more: that is no failure of the workbook
        except (XlsxWriterException, OSError) as error:
            raise OutputError(f"the workbook could not be written: {error}") from error
