"""Messages: one line each on standard error, in characters that a terminal shows and does not obey."""

from __future__ import annotations

import io
import os
import sys


def complain(source: str, message: str) -> None:
    """`minutes: SOURCE: message`; of a URL, what may be shown."""
    from minutes_cli.readers.web import shown_url

    name = "standard input" if source == "-" else shown_url(source)
    tell(f"{name}: {message}")


def tell(message: str) -> None:
    """`minutes: message`; where standard error is closed or full there is nobody to tell."""
    if sys.stderr is None:
        return
    from minutes_cli.writers.shown import safe_line

    line = f"minutes: {safe_line(message)}\n"
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    try:
        sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()
    except OSError:
        # Full or gone: the interpreter must not try again at its end and spoil the exit code.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


class ClosedOutput(io.TextIOBase):
    """Stands for a closed standard output: whatever is written to it is an error of exit code 6."""

    def __init__(self, message: str) -> None:
        self.message = message

    def write(self, text: str) -> int:
        """Raises OutputError."""
        from minutes_cli.errors import OutputError

        raise OutputError(self.message)
