"""What can go wrong with one source, as kinds that a caller can tell apart.

A message says what is wrong and what to do, in one line, without the source's name: the caller knows it.
`code` is a stable word for scripts (`failures.jsonl`, notes), `exit_code` the command's answer.
"""

from __future__ import annotations

from typing import ClassVar


class MinutesError(Exception):
    """Anything that stops one source; never a bug of ours."""

    exit_code: ClassVar[int] = 4
    code: str = "failed"

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code:
            self.code = code


class ReadError(MinutesError):
    """The source could not be read: missing, a folder, unreadable, binary, empty."""

    code = "unreadable"


class NoArticleError(MinutesError):
    """The source was read and holds no article: a list, a home page, a login, an error page."""

    code = "no-article"


class LexiconError(MinutesError):
    """A user's word list has a mistake; the message names its line and what would be right."""

    exit_code = 2
    code = "bad-lexicon"


class SelectorError(MinutesError):
    """A user's CSS selector has a mistake."""

    exit_code = 2
    code = "bad-selector"


class NetworkError(MinutesError):
    """A URL could not be fetched."""

    exit_code = 5
    code = "network"


class OutputError(MinutesError):
    """The result could not be written."""

    exit_code = 6
    code = "not-written"


class ColumnsError(MinutesError):
    """A user's column file has a mistake; the message names its line and what would be right."""

    exit_code = 2
    code = "bad-columns"


class MissingError(MinutesError):
    """What was asked for needs a package that is not installed; the message names how to get it."""

    exit_code = 2
    code = "missing-package"
