"""minutes: Chinese official meeting news turned into structure.

    from minutes_cli import extract
    minutes = extract(Path("article.txt"))

The names below are the public ones; they are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minutes_cli.errors import LexiconError, MinutesError, NoArticleError, OutputError, ReadError, SelectorError
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
    "NoArticleError",
    "Note",
    "OutputError",
    "Proceeding",
    "ReadError",
    "SelectorError",
    "Span",
    "extract",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "pipeline" if name == "extract" else "errors" if name.endswith("Error") else "model"
    return getattr(import_module(f"minutes_cli.{home}"), name)
