"""Shell completion, in the shells themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import need


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """A folder with `minutes` in it, to be put on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "minutes"
    script.write_text(f"#!{sys.executable}\nfrom minutes_cli.cli import main\nmain()\n", encoding="utf-8")
    script.chmod(0o755)
    return folder


def environment(clean: dict[str, str], folder: Path, **more: str) -> dict[str, str]:
    return {**clean, "PATH": f"{folder}{os.pathsep}{clean['PATH']}", **more}


@pytest.mark.parametrize("shell", [pytest.param(name, marks=need(name)) for name in ("bash", "zsh", "fish")])
def test_the_script_is_one_that_the_shell_reads(
    shell: str, bin_folder: Path, clean_environment: dict[str, str]
) -> None:
    settings = environment(clean_environment, bin_folder, _MINUTES_COMPLETE=f"{shell}_source")
    script = subprocess.run(["minutes"], env=settings, capture_output=True, check=True).stdout
    assert b"_MINUTES_COMPLETE" in script
    subprocess.run(
        [shell, "-n"] if shell != "fish" else ["fish", "--no-execute"], input=script, check=True, capture_output=True
    )


CASES = [
    (["minutes", "ex"], 1, {"extract", "explain"}),
    (["minutes", "extract", "--fo"], 2, {"--format", "--force"}),
    (["minutes", "extract", "-f", ""], 3, {"tree", "json", "jsonl", "csv", "tsv", "md", "outline"}),
    (["minutes", "extract", "--rows", "d"], 3, {"directives"}),
    (["minutes", "extract", "--lang", ""], 3, {"en", "zh"}),
]


@pytest.mark.parametrize(("words", "at", "expected"), CASES, ids=[" ".join(words) for words, _, _ in CASES])
@need("bash")
def test_bash_completes(
    words: list[str], at: int, expected: set[str], bin_folder: Path, clean_environment: dict[str, str]
) -> None:
    """Through the function that the script defines, as bash calls it."""
    quoted = " ".join(f"'{word}'" for word in words)
    line = f'eval "$(_MINUTES_COMPLETE=bash_source minutes)"; COMP_WORDS=({quoted}); COMP_CWORD={at}; _minutes_completion minutes; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(
        ["bash", "-c", line], env=environment(clean_environment, bin_folder), capture_output=True, check=True
    )
    assert expected <= set(done.stdout.decode().split())


@pytest.mark.parametrize(
    "words",
    [
        "minutes extract ",
        "minutes explain ",
        "minutes verify ",
        "minutes extract -o ",
        "minutes extract --lexicon ",
        "minutes extract --from-file ",
    ],
)
def test_sources_complete_as_files(words: str, bin_folder: Path, clean_environment: dict[str, str]) -> None:
    settings = environment(
        clean_environment,
        bin_folder,
        _MINUTES_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split())),
    )
    done = subprocess.run(["minutes"], env=settings, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "file,"


@need("fish")
def test_fish_completes(bin_folder: Path, clean_environment: dict[str, str]) -> None:
    line = "_MINUTES_COMPLETE=fish_source minutes | source; complete -C 'minutes ex'"
    done = subprocess.run(
        ["fish", "-c", line], env=environment(clean_environment, bin_folder), capture_output=True, check=True
    )
    assert {"extract", "explain"} <= {entry.split("\t")[0] for entry in done.stdout.decode().splitlines()}
