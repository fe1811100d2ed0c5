"""No pattern backtracks: for each table of patterns, twice the text takes at most 2.5 times as long.

Every compiled pattern of the package is tried, in the way the program uses it (from the front, or anywhere), on
strings made to send a careless pattern into the quadratic: long runs of what it may pass over, with no end in sight.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import minutes_cli
from minutes_cli import extract
from minutes_cli.lexicon import builtin
from tests.benchmarks.clock import TRIES, seconds

pytestmark = pytest.mark.benchmark

LIMIT = 2.5
SIZE = 2_000  # characters: beyond the reach of any bounded repeat
QUICK = 0.000_2  # seconds for twice the size: below, a ratio is noise

ATTACKS = {
    "one character": "会",
    "spaces": " ",
    "digits": "1",
    "numerals": "一",
    "marks without an end": "一是",
    "openings": "“《（",
    "commas": "在要，",
    "subjects": "县委书记林知远",
    "verbs without a pause": "强调要求",
    "meetings without an end": "召开会议",
    "acts without an end": "作了",
    "attendance without an end": "参加出席主持",
}
ENTRY = {
    "match": "match",
    "fullmatch": "match",
    "search": "search",
    "finditer": "search",
    "findall": "search",
    "sub": "search",
    "split": "search",
}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(minutes_cli.__path__, "minutes_cli."):
        if not found.name.endswith("__main__"):
            with contextlib.suppress(ModuleNotFoundError):  # an extra that is not installed
                yield importlib.import_module(found.name)


def patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """(name, pattern, ways of use) of each pattern that a module holds, also in its lists and mappings."""
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    for name, value in vars(module).items():
        used = {ENTRY[way] for way in re.findall(rf"\b{re.escape(name)}\.(\w+)\(", source) if way in ENTRY}
        for number, pattern in enumerate(flat(value)):
            if isinstance(pattern.pattern, str):
                yield f"{name}[{number}]", pattern, used or {"match"}


def flat(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from flat(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from flat(each)


TABLES = [module for module in modules() if any(True for _ in patterns(module))]


def work(pattern: re.Pattern[str], way: str, text: str) -> None:
    if way == "match":
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass


def grows(pattern: re.Pattern[str], way: str, unit: str) -> float | None:
    """How the time grows from one size to twice the size, or None where it is too short to tell."""
    text = unit * (SIZE // len(unit))
    begun = time.perf_counter()
    work(pattern, way, text * 2)
    if time.perf_counter() - begun < QUICK:
        return None
    found = float("inf")
    for _ in range(TRIES):
        one, two = seconds(lambda: work(pattern, way, text), lambda: work(pattern, way, text * 2), rounds=4)
        found = min(found, two / one)
        if found <= LIMIT:
            break
    return found


NAMES = {module: module.__name__.removeprefix("minutes_cli.") for module in TABLES}


@pytest.mark.parametrize("module", [pytest.param(module, id=name) for module, name in NAMES.items()])
def test_no_pattern_of_a_table_backtracks(module: ModuleType) -> None:
    slow = [
        f"{name} {way} on {attack}: {growth:.1f} times"
        for name, pattern, ways in patterns(module)
        for way in sorted(ways)
        for attack, unit in ATTACKS.items()
        if (growth := grows(pattern, way, unit)) is not None and growth > LIMIT
    ]
    assert not slow, "\n".join(slow)


ENDS = {"one sentence": "", "many sentences": "。", "many lines": "。\n"}


@pytest.mark.parametrize(
    ("attack", "form"),
    [pytest.param(attack, form, id=f"{attack}, {form}") for attack in ATTACKS for form in ENDS],
)
def test_a_whole_extraction_stays_linear(attack: str, form: str) -> None:
    lead = "7月30日，云岭县委召开常委会会议。会议强调，"
    end = ENDS[form]
    unit = ATTACKS[attack] * 10 + end
    text = unit * (10_000 // len(unit))
    found = float("inf")
    for _ in range(TRIES):
        one, two = seconds(lambda: extract(lead + text), lambda: extract(lead + text * 2), rounds=2)
        found = min(found, two / one)
        if found <= LIMIT:
            break
    assert found <= LIMIT, f"{found:.1f} times"


def test_cue_words_are_one_pattern_and_stay_so() -> None:
    """A user's words are literal: none can bring a pattern of its own."""
    for unit in ATTACKS.values():
        growth = grows(builtin().pattern, "search", unit)
        assert growth is None or growth <= LIMIT
