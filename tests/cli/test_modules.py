"""What each command loads: nothing heavy that it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "rich",
    "bs4",
    "lxml",
    "click",
    "minutes_cli.structure",
    "minutes_cli.lexicon",
    "concurrent.futures",
    "asyncio",
    "multiprocessing",
    "importlib.metadata",
    "sqlite3",
    "urllib3",
    "xlsxwriter",
}


def loaded(code: str, *arguments: str | Path) -> set[str]:
    """The modules of HEAVY that are imported while `code` runs."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code, *map(str, arguments)], capture_output=True, check=True
    )
    names = {
        line.rsplit("|", 1)[1].strip() for line in done.stderr.decode().splitlines() if line.startswith("import time:")
    }
    return names & HEAVY


MAIN = "import sys; from minutes_cli.cli import main\ntry: main()\nexcept SystemExit as end: sys.exit(end.code)"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["extract", "--help"], ["--lang", "zh", "--help"], ["schema"]], ids=str
)
def test_help_loads_click_alone(arguments: list[str]) -> None:
    assert loaded(MAIN, *arguments) <= {"click"}


def test_the_package_loads_nothing() -> None:
    assert loaded("import minutes_cli; minutes_cli.__version__") == set()


@pytest.mark.parametrize("name", ["extract", "Minutes", "MinutesError", "Span"])
def test_a_public_name_loads_no_interface(name: str) -> None:
    assert not loaded(f"import minutes_cli; minutes_cli.{name}") & {"click", "rich", "bs4", "lxml"}


def test_the_library_reads_a_text_without_them(article: Path) -> None:
    code = "import sys; from pathlib import Path; from minutes_cli import extract; extract(Path(sys.argv[1]))"
    assert not loaded(code, article) & {"click", "rich", "bs4", "lxml"}


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "md", "outline"])
def test_a_text_to_data_loads_no_screen(article: Path, form: str) -> None:
    assert loaded(MAIN, "extract", article, "-f", form) <= {"click", "minutes_cli.structure", "minutes_cli.lexicon"}


def test_a_tree_loads_rich(article: Path) -> None:
    assert "rich" in loaded(MAIN, "extract", article, "-f", "tree")


def test_public_names_are_there() -> None:
    import minutes_cli

    for name in minutes_cli.__all__:
        assert getattr(minutes_cli, name).__module__.startswith("minutes_cli.")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        minutes_cli.nothing  # noqa: B018
