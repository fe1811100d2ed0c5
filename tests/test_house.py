"""The house keeps its rules: sizes of modules and functions, docstrings, no rooms for odds and ends, nothing that only fits one machine."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "minutes_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [path.relative_to(PACKAGE).as_posix() for path in MODULES]


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_module_is_no_longer_than_300_lines(path: Path) -> None:
    assert lines(path) <= 300


def test_most_modules_are_short() -> None:
    assert statistics.median(map(lines, MODULES)) < 120


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_function_is_no_longer_than_50_lines(path: Path) -> None:
    """Callbacks inside a builder count for themselves, and so does the list of options that a builder ends with."""
    for function in functions(path):
        inner = sum(
            (node.end_lineno or 0) - node.lineno + 1
            for node in ast.walk(function)
            if isinstance(node, ast.FunctionDef) and node is not function
        )
        listed = sum(
            (node.end_lineno or 0) - node.lineno
            for node in ast.walk(function)
            if isinstance(node, ast.Return) and isinstance(node.value, ast.Call | ast.Dict)
        )
        size = (function.end_lineno or 0) - function.lineno + 1 - inner - listed
        assert size <= 50, f"{function.name}: {size} lines"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_module_says_what_it_is_for(path: Path) -> None:
    if path.name != "__main__.py":
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_rooms_for_odds_and_ends() -> None:
    assert not {path.stem for path in MODULES} & {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "core",
        "misc",
        "tools",
    }


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_positions_never_come_from_splitlines(path: Path) -> None:
    """str.splitlines breaks at characters that the stored text keeps."""
    assert ".splitlines(" not in path.read_text(encoding="utf-8")


def test_nothing_speaks_of_another_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("no git here")
    for name in listed.stdout.decode().split("\n"):
        path = ROOT / name
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".txt", "", ".json"} and path != Path(__file__):
            found = re.search(
                r"/(?:work|root)/|/(?:opt)/pypi|localhost:\d|api_key",
                path.read_text(encoding="utf-8", errors="replace"),
            )
            assert not found, f"{name}: {found}"
