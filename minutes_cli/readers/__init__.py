"""Source → pages: bytes from a file, standard input, a URL or an archive, decoded to text.

The names below are loaded when first used, so that the options of a fetch cost a command nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minutes_cli.readers.local import page_of_bytes, page_of_file, page_of_text
    from minutes_cli.readers.outcomes import Failure
    from minutes_cli.readers.sources import page_of_source, pages_of_source
    from minutes_cli.readers.web import Fetching, shown_url

__all__ = [
    "Failure",
    "Fetching",
    "page_of_bytes",
    "page_of_file",
    "page_of_source",
    "page_of_text",
    "pages_of_source",
    "shown_url",
]
_HOMES = {
    "Failure": "outcomes",
    "Fetching": "web",
    "page_of_bytes": "local",
    "page_of_file": "local",
    "page_of_source": "sources",
    "page_of_text": "local",
    "pages_of_source": "sources",
    "shown_url": "web",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
