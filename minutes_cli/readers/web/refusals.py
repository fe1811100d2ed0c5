"""Why a page was not fetched: one line that ends in its code word."""

from __future__ import annotations

from minutes_cli.errors import NetworkError


def refused(code: str, message: str) -> NetworkError:
    """The error of a fetch; `code` is a stable word for scripts and stands in brackets behind the message."""
    return NetworkError(f"{message} ({code})", code)
