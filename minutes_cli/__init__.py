"""minutes: Chinese official meeting news turned into structure.

    from minutes_cli import extract
    minutes = extract("article.html")
"""

from __future__ import annotations

from minutes_cli.errors import LexiconError, MinutesError, NetworkError, NoArticleError, OutputError, ReadError
from minutes_cli.model import Article, Block, Directive, Meeting, Minutes, Note, Proceeding, Span
from minutes_cli.pipeline import extract

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Block",
    "Directive",
    "LexiconError",
    "Meeting",
    "Minutes",
    "MinutesError",
    "NetworkError",
    "NoArticleError",
    "Note",
    "OutputError",
    "Proceeding",
    "ReadError",
    "Span",
    "extract",
]
