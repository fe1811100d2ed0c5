"""Every message that the program can raise has its Chinese."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import minutes_cli
from minutes_cli.cli.translating import in_chinese
from minutes_cli.cli.words import WORDS, Speaker

RAISED = {"ReadError", "NoArticleError", "LexiconError", "NetworkError", "Note"}
TABLE = tomllib.loads(files("minutes_cli.cli").joinpath("chinese.toml").read_text(encoding="utf-8"))


def messages() -> Iterator[tuple[str, str]]:
    """(module, message) of each error and note that is made in the package, what varies being filled with 7."""
    root = Path(minutes_cli.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                at = 1 if node.func.id == "Note" else 0
                if len(node.args) > at and (text := literal(node.args[at])):
                    yield path.relative_to(root).as_posix(), text


def literal(node: ast.expr) -> str | None:
    """A string or an f-string as it may come out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


MESSAGES = list(messages())


@pytest.mark.parametrize(
    ("module", "message"), MESSAGES, ids=[f"{module}: {message[:50]}" for module, message in MESSAGES]
)
def test_message_has_its_chinese(module: str, message: str) -> None:
    for said in (message, f"examples/a: b.txt: {message}"):
        chinese = in_chinese(said)
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese), f"{module}: add to cli/chinese.toml"
    assert chinese.startswith("examples/a: b.txt: ")


def test_messages_were_found() -> None:
    assert len(MESSAGES) >= 25


def test_what_is_not_known_stays() -> None:
    assert in_chinese("something else: 7") == "something else: 7"
    assert Speaker("en").error("it is empty; there is nothing to read") == "it is empty; there is nothing to read"


def test_values_are_kept() -> None:
    assert (
        in_chinese("a.pdf: it is a PDF, not HTML or text; save it as text or HTML first")
        == "a.pdf: 这是 PDF，不是 HTML 或文本；请先另存为文本或 HTML"
    )
    assert (
        in_chinese("12 damaged characters shown as U+FFFD, the first at byte 99")
        == "12 个损坏的字符以 U+FFFD 表示，第一个在第 99 字节"
    )


@pytest.mark.parametrize("entry", TABLE["message"], ids=[entry["en"] for entry in TABLE["message"]])
def test_template_keeps_its_holes(entry: dict[str, str]) -> None:
    import string

    holes = [{name for _, name, _, _ in string.Formatter().parse(entry[language]) if name} for language in ("en", "zh")]
    assert holes[0] == holes[1]


@pytest.mark.parametrize("key", WORDS)
def test_words_are_in_both_languages(key: str) -> None:
    english, chinese = WORDS[key]
    assert set(re.findall(r"\{\d\}", english)) == set(re.findall(r"\{\d\}", chinese))
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)
