"""Source → Page: bytes from a file or standard input, decoded to text."""

from minutes_cli.readers.local import page_of_bytes, page_of_file, page_of_source, page_of_text

__all__ = ["page_of_bytes", "page_of_file", "page_of_source", "page_of_text"]
