"""Every message that the program can raise has its Chinese."""

from __future__ import annotations

import ast
import itertools
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import minutes_cli
from minutes_cli.cli.translating import in_chinese
from minutes_cli.cli.words import WORDS, Speaker
from minutes_cli.errors import ColumnsError, MinutesError
from minutes_cli.readers import local
from minutes_cli.readers.saved import zipped
from minutes_cli.writers.ledger.columns import from_file

# What makes a message, with the place of the message among its arguments.
RAISED = {error.__name__: 0 for error in MinutesError.__subclasses__()} | {"Note": 1, "refused": 1}
TABLE = tomllib.loads(files("minutes_cli.cli").joinpath("chinese.toml").read_text(encoding="utf-8"))


def messages() -> Iterator[tuple[str, str]]:
    """(module, message) of each error and note that is made in the package, what varies being filled with 7."""
    root = Path(minutes_cli.__file__).parent
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = choices(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                at = RAISED[node.func.id]
                for text in literals(node.args[at], known) if len(node.args) > at else []:
                    if re.search("[a-z]{2} [a-z]", text):  # a message of its own, not what is passed on
                        yield path.relative_to(root).as_posix(), text + (" (7)" if node.func.id == "refused" else "")


def choices(tree: ast.AST) -> dict[str, list[str]]:
    """What a name in a message may stand for: `advice = "…" if … else "…"`."""
    return {
        node.targets[0].id: literals(node.value, {})
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and literals(node.value, {})
    }


def literals(node: ast.expr, known: dict[str, list[str]]) -> list[str]:
    """A string, an f-string or one of two, as they may come out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body, known) + literals(node.orelse, known)
    if isinstance(node, ast.Name):
        return known.get(node.id, [])
    if isinstance(node, ast.JoinedStr):
        parts = [
            (literals(part.value, known) or ["7"]) if isinstance(part, ast.FormattedValue) else literals(part, known)
            for part in node.values
        ]
        return ["".join(words) for words in itertools.product(*parts)]
    return []


MESSAGES = list(messages())


@pytest.mark.parametrize(
    ("module", "message"), MESSAGES, ids=[f"{module}: {message[:50]}" for module, message in MESSAGES]
)
def test_message_has_its_chinese(module: str, message: str) -> None:
    # A message that begins with the place it is about has no source before it.
    sources = ("",) if message.startswith("7") else ("", "examples/a: b.txt: ")
    for source in sources:
        chinese = in_chinese(source + message)
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese), f"{module}: add to cli/chinese.toml"
        assert chinese.startswith(source)


def test_messages_were_found() -> None:
    assert len(MESSAGES) >= 120


@pytest.mark.parametrize(
    "columns",
    [
        "title = 1",
        "kolumn = 1",
        'title = "台账"',
        "[[column]]\nkye = 'text'",
        "[[column]]\nkey = 1",
        "[[column]]\nkey = 'text'\nwidth = 1000",
        "[[column]]\nwidth = 10",
        "[[column]]\nkey = 'text'\nvalue = 'x'",
        "[[column]]\nkey = 'texd'",
        "[[column]]\nkey = 'qqqqqqq'",
        "[[column",
    ],
)
def test_mistakes_in_a_column_file_have_their_chinese(columns: str, tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text(columns, encoding="utf-8")
    with pytest.raises(ColumnsError) as caught:
        from_file(path)
    assert in_chinese(caught.value.message) != caught.value.message
    assert str(path) in in_chinese(caught.value.message)


@pytest.mark.parametrize(
    "kind", [*(name for _, name in local._KINDS), "a tar archive", *(name for _, name in zipped._KINDS[1:])]
)
def test_kinds_of_files_have_their_chinese(kind: str) -> None:
    assert kind in {entry["en"] for entry in TABLE["kind"]}


def test_what_is_not_known_stays() -> None:
    assert in_chinese("something else: 7") == "something else: 7"
    assert Speaker("en").error("it is empty; there is nothing to read") == "it is empty; there is nothing to read"


def test_values_are_kept() -> None:
    assert (
        in_chinese("a.xls: it is an old Office file; save it as text, HTML, DOCX or PDF first")
        == "a.xls: 这是旧版 Office 文件；请先另存为文本、HTML、DOCX 或 PDF"
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
