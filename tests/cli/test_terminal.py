"""What is seen on a terminal: drawn by a real one (a pseudo-terminal that pyte reads), at 60 and at 80 columns."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pexpect
import pyte
import pytest

from minutes_cli.writers.shown import width, wrapped

LINES = 200


def drawn(
    clean: dict[str, str], columns: int, folder: Path, *arguments: str | Path, **settings: str
) -> tuple[list[str], str]:
    """The lines that stand on a terminal of so many columns, and the bytes that were sent to it."""
    environment = {**clean, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(LINES), **settings}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "minutes_cli", *map(str, arguments)],
        dimensions=(LINES, columns),
        env=environment,
        cwd=str(folder),
        timeout=30,
        encoding="utf-8",
    )
    sent = child.read()
    child.close()
    screen = pyte.Screen(columns, LINES)
    pyte.Stream(screen).feed(sent)
    # pyte stores an empty cell behind each wide character.
    return [line.rstrip() for line in screen.display if line.strip()], sent


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_tree_fits_the_screen_and_loses_nothing(article: Path, clean_environment: dict[str, str], columns: int) -> None:
    lines, _ = drawn(clean_environment, columns, article.parent, "extract", article)
    assert max(map(width, lines)) <= columns
    shown = re.sub(r"[│├└─\s]|(?<=[│─ ])\d(?:\.\d)?(?= )", "", "".join(lines))
    for words in (
        "云岭县委召开常委会会议",
        "2024-07-30",
        "会议强调",
        "由县水利局牵头",
        "8月底前编制完成规划",
        "会议还研究了其他事项",
    ):
        assert words in shown, "\n".join(lines)


@pytest.mark.parametrize("columns", [40, 60])
def test_words_wrap_under_themselves(article: Path, clean_environment: dict[str, str], columns: int) -> None:
    """A directive's second line begins where its first does, behind the number."""
    lines, _ = drawn(clean_environment, columns, article.parent, "extract", article)
    at = next(number for number, line in enumerate(lines) if re.search(r"── 1 一要", line))
    first, second = lines[at], lines[at + 1]
    begins = width(first[: first.index("一要")])
    assert width(re.match(r"[│ ]*", second)[0]) == begins, f"{first}\n{second}"


def test_tree_is_the_default_on_a_terminal(article: Path, clean_environment: dict[str, str]) -> None:
    lines, sent = drawn(clean_environment, 80, article.parent, "extract", article)
    assert lines[0] == "云岭县委召开常委会会议"
    assert "\x1b[" in sent


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_none_is_wanted(
    article: Path, clean_environment: dict[str, str], settings: dict[str, str]
) -> None:
    _, sent = drawn(clean_environment, 80, article.parent, "extract", article, **settings)
    colours = [code for codes in re.findall(r"\x1b\[([\d;]*)m", sent) for code in codes.split(";") if code]
    assert not [code for code in colours if 30 <= int(code) <= 49 or 90 <= int(code) <= 107]


def test_fault_47_only_our_own_colours_leave(tmp_path: Path, clean_environment: dict[str, str]) -> None:
    """Sequences in title, words and file name are shown; but for SGR nothing reaches the terminal that it obeys."""
    path = tmp_path / "a\x1b]0;name\x07.txt"
    evil = "\x1b]52;c;eHg=\x07\x1b[2J\x9b1A\x1bP\x08\r"
    path.write_text(
        f"云岭{evil}县委召开会议\n7月30日，云岭县委召开常委会会议。会议强调，要抓好{evil}秋收。" + "要备足农机。" * 90,
        encoding="utf-8",
    )
    for command in ("extract", "explain"):
        _, sent = drawn(clean_environment, 80, tmp_path, command, path.name)
        assert re.fullmatch("[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*", re.sub(r"\x1b\[[\d;]*m", "", sent)), ascii(sent)


@pytest.mark.parametrize("columns", [60, 80])
def test_explain_wraps_beside_its_margin(article: Path, clean_environment: dict[str, str], columns: int) -> None:
    lines, _ = drawn(clean_environment, columns, article.parent, "explain", article)
    assert max(map(width, lines)) <= columns
    assert all(" | " in line or line.endswith(" |") for line in lines), "\n".join(lines)


def test_standard_input_that_is_a_terminal_is_2(article: Path, clean_environment: dict[str, str]) -> None:
    """Nobody waits for words that a user does not know to type."""
    lines, _ = drawn(clean_environment, 80, article.parent, "extract", "-")
    assert lines == ["minutes: standard input is a terminal; give a file, or send a text to it"]


@pytest.mark.parametrize("columns", [1, 2, 7, 20])
def test_wrapped_pieces_are_the_text(columns: int) -> None:
    text = "会议强调，要抓好“秋收”（含秋种）。A long English word，然后中文。" * 3
    pieces = list(wrapped(text, columns))
    assert "".join(pieces) == text
    assert all(width(piece.rstrip("，。；：、！？）》”’,.;:!?)")) <= max(columns, 2) for piece in pieces)
