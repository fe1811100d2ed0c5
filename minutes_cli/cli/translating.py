"""Messages of the library and of Click → Chinese, by the templates of chinese.toml.

In: a message in English. Out: the same in Chinese, or as it is where no template fits. Read only when a message is
to be shown to a reader of Chinese.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_HOLE = re.compile(r"\\\{(\w+)\\\}")


def in_chinese(message: str) -> str:
    """The message in Chinese; what stands before it (a source, a colon) stays."""
    for pattern, chinese in _templates():
        match = pattern.fullmatch(message)
        if match:
            parts = match.groupdict()
            for hole in ("kind", "reason"):
                if hole in parts:
                    parts[hole] = _kinds().get(parts[hole], parts[hole])
            return parts.pop("before", "") + chinese.format(**parts)
    return message


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Patterns with the text that they become; those with more fixed text come first."""
    entries = sorted(_table()["message"], key=lambda entry: -len(_HOLE.sub("", re.escape(entry["en"]))))
    return [(re.compile(f"(?P<before>(?:.*?: )?)(?:{_pattern(entry['en'])})", re.S), entry["zh"]) for entry in entries]


def _pattern(template: str) -> str:
    return _HOLE.sub(r"(?P<\1>.+?)", re.escape(template))


@cache
def _kinds() -> dict[str, str]:
    return {entry["en"]: entry["zh"] for entry in _table()["kind"]}


@cache
def _table() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(files("minutes_cli.cli").joinpath("chinese.toml").read_text(encoding="utf-8"))
