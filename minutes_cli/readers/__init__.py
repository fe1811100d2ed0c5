"""Source → pages: bytes from a file, standard input, a URL or an archive, decoded to text."""

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
