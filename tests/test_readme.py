"""The READMEs: every transcript is run, every option is told, the example of the library is executed, both say the same."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from minutes_cli import extract
from minutes_cli.cli.app import command
from minutes_cli.cli.words import Speaker
from minutes_cli.writers.ledger.columns import from_file
from tests.conftest import ROOT
from tests.programs import need

ENGLISH, CHINESE = (ROOT / name for name in ("README.md", "README.zh.md"))
BOTH = [ENGLISH, CHINESE]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(path), re.M | re.S)


def transcripts(path: Path) -> list[tuple[str, str]]:
    """(command, what it prints) of the console blocks."""
    found = []
    for block in blocks(path, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            line, _, printed = part.partition("\n")
            found.append((line, printed))
    return found


TRANSCRIPTS = [(path.name, line, printed) for path in BOTH for line, printed in transcripts(path)]


@pytest.fixture(scope="module")
def on_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """PATH with a `minutes` that is this one."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "minutes"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m minutes_cli "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize(
    ("name", "line", "printed"), TRANSCRIPTS, ids=[f"{name} {line[:60]}" for name, line, _ in TRANSCRIPTS]
)
@need("bash")
@need("jq")
def test_transcript_is_what_is_printed(
    name: str, line: str, printed: str, on_path: str, clean_environment: dict[str, str]
) -> None:
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=ROOT,
        env={**clean_environment, "PATH": on_path},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.decode() + done.stderr.decode() == printed, name


def test_there_are_transcripts_and_recipes() -> None:
    assert len(TRANSCRIPTS) >= 20
    assert any("jq" in line for _, line, _ in TRANSCRIPTS)
    assert any(line.startswith(("for ", "out=")) for _, line, _ in TRANSCRIPTS)


@pytest.mark.parametrize("path", BOTH, ids=[path.name for path in BOTH])
def test_example_of_the_library_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = blocks(path, "python")
    monkeypatch.chdir(ROOT)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, path.name, "exec"), {})
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("2024-08-19 ['云岭县教育工作会议'] ['顾明舟']")
    assert "  林知远 强调 4" in lines
    assert lines[-1].startswith("it is a PNG picture")


GROUP = command(Speaker("en"))
EVERYWHERE = {"--help", "--debug", "--lang", "--version", "-h"}


def told(path: Path, name: str) -> set[str]:
    """The options that the section of a command tells of."""
    section = re.search(rf"^### `minutes {name}`\n(.*?)(?=^##)", text_of(path), re.M | re.S)
    assert section, f"{path.name} has no section on minutes {name}"
    prose = re.sub(r"^```.*?^```$", "", section[1], flags=re.M | re.S)
    return set(re.findall(r"`(--?[a-z][\w-]*)", prose))


@pytest.mark.parametrize("name", GROUP.commands)
@pytest.mark.parametrize("path", BOTH, ids=[path.name for path in BOTH])
def test_every_option_is_told_and_no_other(path: Path, name: str) -> None:
    options = {
        word
        for parameter in GROUP.commands[name].params
        if parameter.param_type_name == "option"
        for word in (*parameter.opts, *parameter.secondary_opts)
    }
    assert told(path, name) - EVERYWHERE == options - EVERYWHERE


@pytest.mark.parametrize("path", BOTH, ids=[path.name for path in BOTH])
def test_every_command_is_in_the_table(path: Path) -> None:
    table = re.findall(r"^\| `minutes (\w+)", text_of(path), re.M)
    assert table == list(GROUP.commands)


@pytest.mark.parametrize("path", BOTH, ids=[path.name for path in BOTH])
def test_formats_are_those_of_the_command(path: Path) -> None:
    rows = re.findall(r"^\| `-f`.*$", text_of(path), re.M)
    for name, row in zip(("extract", "ledger", "batch"), rows, strict=True):
        (choices,) = [p.type.choices for p in GROUP.commands[name].params if p.name == "format_"]  # type: ignore[attr-defined]
        assert re.findall(r"`([a-z]+)`", row.partition("|")[2].partition("|")[2]) == list(choices)


def test_both_languages_hold_the_same_blocks() -> None:
    for language in ("console", "sh", "toml", "python"):
        one, two = blocks(ENGLISH, language), blocks(CHINESE, language)
        assert len(one) == len(two) > 0
        for first, second in zip(one, two, strict=True):
            assert bare(first) == bare(second)
    levels = [re.findall(r"^#+", re.sub(r"^```.*?^```$", "", text_of(path), flags=re.M | re.S), re.M) for path in BOTH]
    assert levels[0] == levels[1]


def bare(code: str) -> list[str]:
    """Code without its comments, which are in the reader's language, and without Chinese in samples of TOML."""
    return [re.sub(r"\s+#.*", "", line).strip() for line in code.splitlines()]


@pytest.mark.parametrize("path", BOTH, ids=[path.name for path in BOTH])
def test_own_words_of_the_readme_work(path: Path, tmp_path: Path) -> None:
    _, words = blocks(path, "toml")
    assert set(tomllib.loads(words)) == {"verb", "noun"}
    own = tmp_path / "lexicon.toml"
    own.write_text(words, encoding="utf-8")
    minutes = extract("7月30日，云岭县召开工作会议。\n会议吁请，社会各界共同参与。", lexicon=own)
    assert [(block.verb, block.kind) for block in minutes.meetings[0].blocks] == [("吁请", "exhortation")]


@pytest.mark.parametrize("path", BOTH, ids=[path.name for path in BOTH])
def test_own_columns_of_the_readme_work(path: Path, tmp_path: Path) -> None:
    columns, _ = blocks(path, "toml")
    own = tmp_path / "columns.toml"
    own.write_text(columns, encoding="utf-8")
    assert [column.heading for column in from_file(own).columns] == ["重点任务", "督办单位", "领导批示"]


@pytest.mark.parametrize("path", BOTH, ids=[path.name for path in BOTH])
def test_links_and_files_are_there(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", text_of(path)):
        assert (ROOT / target).exists(), target
    for target in re.findall(r"(?<![\w/])examples/[\w-]+\.txt", text_of(path)):
        assert (ROOT / target).exists(), target


def test_ci_takes_its_test_command_from_the_readme() -> None:
    script = r"sed -n '/<!-- test command -->/,/^```$/p' README.md | sed '/^<!--/d; /^```/d'"
    assert script in text_of(ROOT / ".ci" / "run")
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == blocks(ENGLISH, "sh")[1].strip()
    assert "pytest" in done.stdout.decode()


def test_public_names_are_told() -> None:
    import minutes_cli

    for path in BOTH:
        for name in minutes_cli.__all__:
            assert f"`{name}`" in text_of(path), f"{path.name} does not tell of {name}"


def test_changes_tell_of_this_version() -> None:
    import minutes_cli

    assert f"## {minutes_cli.__version__}" in text_of(ROOT / "CHANGELOG.md")
