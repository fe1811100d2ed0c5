"""How long a command takes to start, beside a bare Click program run in turns with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.clock import ratio

pytestmark = pytest.mark.benchmark

BARE = """import click

@click.command()
@click.option("--name")
def hello(name):
    "Greets."

hello()
"""
OURS = "from minutes_cli.cli import main; main()"


@pytest.fixture
def bare(tmp_path: Path) -> Callable[[], object]:
    path = tmp_path / "hello.py"
    path.write_text(BARE, encoding="utf-8")
    return lambda: subprocess.run([sys.executable, str(path), "--help"], check=True, capture_output=True)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A user's, who lets Python keep what it compiles."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"XDG_CACHE_HOME": str(tmp_path)}


def ours(environment: dict[str, str], *arguments: str | Path) -> Callable[[], object]:
    line = [sys.executable, "-c", OURS, *map(str, arguments)]
    return lambda: subprocess.run(line, check=True, capture_output=True, env=environment)


def test_help_starts_like_a_bare_program(bare: Callable[[], object], environment: dict[str, str]) -> None:
    found = ratio(ours(environment, "--help"), bare, 1.5, rounds=12)
    assert found <= 1.5, f"minutes --help takes {found:.2f} times as long as a bare Click program"


def test_one_text_to_json(bare: Callable[[], object], environment: dict[str, str], tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text("7月30日，云岭县委召开常委会会议。\n会议强调，一要抓好秋收；二要抓好秋种。\n", encoding="utf-8")
    found = ratio(ours(environment, "extract", article, "-f", "json"), bare, 2.5, rounds=12)
    assert found <= 2.5, f"minutes extract one.txt -f json takes {found:.2f} times as long as a bare Click program"
