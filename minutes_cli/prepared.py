"""What every start would make anew, kept in the user's cache folder: compiled patterns and word tables.

Compiling the package's patterns takes several times as long as reading an article with them. Python keeps its own
modules compiled and not the patterns in them, so that is done here, as parser generators keep their tables. The file
is only a shortcut: where it is absent, damaged, of another Python, or cannot be written, all is made as usual.
Patterns and tables are found by their own text, so that none can be stale. `PYTHONDONTWRITEBYTECODE` holds for it as
for Python's own files.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import sys
import zlib
from array import array
from functools import cache
from pathlib import Path
from typing import Any, AnyStr

try:  # the engine's own doors, which `re` itself goes through; without them nothing is kept
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]

    _ENGINE = f"{_sre.MAGIC} {_sre.CODESIZE}"
except (ImportError, AttributeError):
    _ENGINE = ""

_HEAD = f"minutes {sys.implementation.cache_tag} {_ENGINE}".encode()
_MOST = 4_000_000  # bytes; what older versions of minutes left gathers until then
_made: dict[Any, Any] = {}  # what this run had to make


def compiled(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile(source, flags)`."""
    key = (source, int(flags))
    found = _kept().get(key)
    if found is None:
        if not _ENGINE:
            return re.compile(source, flags)
        found = _made[key] = _code(source, flags)
    flags, code, groups, names, indexes = found
    return _sre.compile(source, flags, array("I", code).tolist(), groups, names, indexes)  # type: ignore


def sought(source: str) -> re.Pattern[str]:
    """`re.compile(source)`, faster at searching where a branch, a group or an assertion comes first.

    The engine passes over what no match can begin with only where a pattern opens with characters. So those are
    worked out, and a look at them stands in front.
    """
    return compiled(led(source))


def led(source: str) -> str:
    """`source` behind a look at the characters with which its matches begin, where these can be worked out."""
    key = ("led", source)
    found = _kept().get(key)
    if found is None:
        firsts, empty = _firsts(_parser.parse(source)) if _ENGINE else (None, True)
        found = source if firsts is None or empty else f"(?=[{re.escape(''.join(sorted(firsts)))}])(?:{source})"
        _made[key] = found
    return found


def _firsts(parsed: Any) -> tuple[set[str] | None, bool]:
    """The characters with which a match may begin, None for any; and whether it may be empty."""
    found: set[str] = set()
    for operation, value in parsed:
        firsts, empty = _firsts_of(str(operation), value)
        if firsts is None:
            return None, False
        found |= firsts
        if not empty:
            return found, False
    return found, True


def _firsts_of(operation: str, value: Any) -> tuple[set[str] | None, bool]:
    match operation:
        case "LITERAL":
            return {chr(value)}, False
        case "IN" if all(str(kind) == "LITERAL" for kind, _ in value):
            return {chr(character) for _, character in value}, False
        case "SUBPATTERN":
            return _firsts(value[-1])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            firsts, empty = _firsts(value[2])
            return firsts, empty or value[0] == 0
        case "BRANCH":
            ways = [_firsts(way) for way in value[1]]
            if any(firsts is None for firsts, _ in ways):
                return None, False
            return {one for firsts, _ in ways for one in firsts or ()}, any(empty for _, empty in ways)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return set(), True
    return None, False


def table(toml: str) -> dict[str, Any]:
    """`tomllib.loads(toml)`, for tables without dates. Each call returns the same object for the same text."""
    found = _kept().get(toml)
    if found is None:
        import tomllib

        found = _made[toml] = tomllib.loads(toml)
    return found


def keep() -> None:
    """Write what this run made beside what was there. A folder that cannot be written is no failure of the run."""
    if not _made or sys.dont_write_bytecode:
        return
    data = marshal.dumps({**_kept(), **_made})
    path = _path()
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(b"%b\n%d\n%b" % (_HEAD, zlib.crc32(data), data))
        temporary.replace(path)
    except OSError:
        pass  # a shortcut less
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _code(source: Any, flags: int) -> tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]:
    """What `re.compile` hands to the engine, as plain values."""
    parsed = _parser.parse(source, int(flags))
    state = parsed.state
    indexes: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        indexes[number] = name
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    return state.flags, code, state.groups - 1, dict(state.groupdict), tuple(indexes)


@cache
def _kept() -> dict[Any, Any]:
    """What an earlier run kept; nothing where the file is not whole or not ours."""
    try:
        head, checksum, data = _path().read_bytes().split(b"\n", 2)
        if head != _HEAD or int(checksum) != zlib.crc32(data) or len(data) > _MOST:
            return {}
        kept: dict[Any, Any] = marshal.loads(data)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept


def _path() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    folder = Path(home) if home else Path("~/.cache").expanduser()
    return folder / "minutes" / f"prepared.{sys.implementation.cache_tag}"
