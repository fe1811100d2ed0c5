"""Word tables as data: TOML files beside this module, read once.

`Lexicon` holds what a user may add to: cue verbs, their classes, cue nouns. The other tables are fixed and read by
`table(name)`. A user's own file has the form of verbs.toml and is read after it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from minutes_cli import prepared
from minutes_cli.errors import LexiconError
from minutes_cli.prepared import compiled

CLASSES = ("statement", "judgement", "emphasis", "requirement", "proposal", "decision", "exhortation", "other")


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name`.toml as plain values."""
    # Beside this module: importlib.resources would cost more to load than the table to read.
    return prepared.table(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def alternation(words: list[str] | tuple[str, ...]) -> str:
    """A regular expression for any of `words`, the longest first; words are taken literally.

    Words that begin alike are written as one branch, as the engine tries one branch after another.
    """
    behind: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        behind.setdefault(word[:1], []).append(word[1:])
    return "|".join(re.escape(first) + _ending(rest) for first, rest in behind.items())


def _ending(rest: list[str]) -> str:
    if rest == [""]:
        return ""
    if len(rest) == 1:
        return re.escape(rest[0])
    return f"(?:{alternation(rest)})"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb. `direct`: a cue also without a pause behind it; `bare`: also without a subject of its own."""

    word: str
    kind: str
    direct: bool
    bare: bool
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue words in force, and one pattern for all of them."""

    verbs: dict[str, Verb]
    nouns: dict[str, Verb]
    pattern: re.Pattern[str]

    def class_of(self, word: str, noun: bool) -> str:
        """The class of a cue word; `noun` for 提出三点要求."""
        entry = (self.nouns if noun else self.verbs).get(word)
        return entry.kind if entry else "other"


@cache
def builtin() -> Lexicon:
    """The words that come with the package."""
    return _lexicon([("built-in", table("verbs"))])


@lru_cache(maxsize=8)
def with_file(path: Path) -> Lexicon:
    """The built-in words and those of a user's TOML file; raises LexiconError that names the mistake."""
    return _lexicon([("built-in", table("verbs")), (str(path), _read(path))])


def _read(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise LexiconError(f"cannot read the lexicon {path}: {reason}") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"the lexicon {path} is not TOML: {error}") from error
    for kind in data:
        if kind not in ("verb", "noun"):
            raise LexiconError(f"the lexicon {path} has a table {kind!r}; it may have `verb` and `noun`")
    for kind in ("verb", "noun"):
        for entry in _entries(path, data, kind):
            _check(path, kind, entry)
    return data


def _entries(path: Path, data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    entries = data.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise LexiconError(f'in the lexicon {path}, `{kind}` is a list of tables: [[{kind}]] word = "…"')
    return entries


def _check(path: Path, kind: str, entry: dict[str, Any]) -> None:
    word = entry.get("word")
    if not isinstance(word, str) or not word.strip():
        raise LexiconError(f"in the lexicon {path}, a {kind} has no `word`")
    if entry.get("class") not in CLASSES:
        raise LexiconError(f"in the lexicon {path}, `class` of {word} is one of {', '.join(CLASSES)}")
    if kind == "verb" and entry.get("content", "clause") not in ("clause", "direct"):
        raise LexiconError(f"in the lexicon {path}, `content` of {word} is clause or direct")
    unknown = set(entry) - {"word", "class", "content", "bare", "example"}
    if unknown:
        raise LexiconError(f"in the lexicon {path}, {word} has {sorted(unknown)[0]!r}, which nothing reads")


def _lexicon(layers: list[tuple[str, dict[str, Any]]]) -> Lexicon:
    verbs: dict[str, Verb] = {}
    nouns: dict[str, Verb] = {}
    for source, data in layers:
        for kind, into in (("verb", verbs), ("noun", nouns)):
            for entry in data.get(kind, []):
                into[entry["word"]] = Verb(
                    entry["word"],
                    entry["class"],
                    entry.get("content") == "direct",
                    bool(entry.get("bare")),
                    entry.get("example", ""),
                    source,
                )
    return Lexicon(verbs, nouns, compiled(alternation([*verbs, *nouns])))
