"""URL → bytes of its page. What fetches (urllib3, protego) is imported when the first URL comes.

The client of each set of options lives as long as the process, so that robots.txt is asked for once a site and two
pages of a host keep their distance.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from minutes_cli.errors import ReadError
from minutes_cli.readers.web.naming import is_url, shown_url, without_login
from minutes_cli.readers.web.options import Fetching, Progress

if TYPE_CHECKING:
    from minutes_cli.readers.web.client import Client, Fetched

__all__ = ["Fetching", "Progress", "fetch", "is_url", "shown_url", "without_login"]


def fetch(url: str, options: Fetching, progress: Progress | None = None) -> Fetched:
    """Fetch a page; raises NetworkError, or ReadError `missing-extra` where the libraries for it are not installed."""
    return _client(options).fetch(url, progress)


@lru_cache(maxsize=8)
def _client(options: Fetching) -> Client:
    try:
        from minutes_cli.readers.web.client import Client
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("urllib3", "protego"):
            raise
        message = 'fetching needs more libraries; install them with: pip install "minutes-zh[web]"'
        raise ReadError(message, "missing-extra") from error
    return Client(options)
