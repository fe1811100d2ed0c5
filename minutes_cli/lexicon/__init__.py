"""Word tables as data: TOML files beside this module, read once.

`Lexicon` holds what a user may add to (cue verbs and their classes); the other tables are fixed and read by
`table(name)`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name`.toml as plain values."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def alternation(words: list[str] | tuple[str, ...]) -> str:
    """A regular expression for any of `words`, the longest first; words are taken literally."""
    import re

    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
