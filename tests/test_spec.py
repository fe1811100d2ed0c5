"""The rules by example: drop the margin, extract what is left, draw the margin again: it must be the same.

`pytest tests/test_spec.py -k cues` runs one file. `pytest --accept` rewrites what differs, for the author to read
as a diff; examples that are expected to fail are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes_cli import extract
from minutes_cli.writers.outline import outline, strip_margin
from tests.specs import Example, SpecError, read_spec, rewritten

FOLDER = Path(__file__).parent / "spec"
FILES = sorted(FOLDER.glob("*.md"))


def drawn_again(example: Example) -> str:
    return outline(extract(strip_margin(example.drawn)))


def _cases() -> Iterator[object]:
    for path in FILES:
        for example in read_spec(path):
            marks = [pytest.mark.xfail(reason=example.reason, strict=True)] if example.reason else []
            yield pytest.param(path, example, id=f"{path.stem}-{example.name}", marks=marks)


@pytest.mark.parametrize(("path", "example"), list(_cases()))
def test_example(path: Path, example: Example, accept: bool) -> None:
    again = drawn_again(example)
    if accept and again != example.drawn and not example.reason:
        path.write_text(rewritten(path.read_text(encoding="utf-8"), {example.name: again}), encoding="utf-8")
        return
    assert again == example.drawn, f"{path.name}:{example.line}"


def test_negatives_come_first() -> None:
    """What a rule must leave alone is told before what it finds: each file opens with `not …` sections."""
    for path in FILES:
        names = [example.name for example in read_spec(path)]
        flags = [name.startswith("not ") for name in names]
        assert flags == sorted(flags, reverse=True), f"{path.name}: a `not …` section stands behind others"
        assert any(flags), f"{path.name} has no negatives"


GOOD = "# Cues\n\n## one\n```outline\n¶          | 会议强调\n```\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD.replace("```outline", "``outline"), "outside a fence"),
        (GOOD.replace("```outline", "```outlines"), "a fence opens with"),
        (GOOD.replace("```outline", "```outline xfail:"), "a fence opens with"),
        (GOOD.replace("```outline", "```"), "a fence opens with"),
        (GOOD[:-4], "not closed"),
        (GOOD.replace("¶          | 会议强调\n", ""), "empty"),
        (GOOD.replace("## one\n", ""), "a ## heading of its own"),
        (GOOD + "## two\nnothing\n", "has no example"),
        (GOOD + "```outline\n¶ | a\n```\n", "a ## heading of its own"),
        (GOOD + GOOD, "two sections"),
    ],
)
def test_malformed_file_fails(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError, match=complaint):
        read_spec(path)


def test_accept_rewrites_one_example_alone(tmp_path: Path) -> None:
    path = tmp_path / "two.md"
    text = GOOD + "\nprose | stays\n".replace(" | ", " — ") + GOOD.replace("# Cues\n\n## one", "## two")
    path.write_text(text, encoding="utf-8")
    path.write_text(rewritten(text, {"two": "¶ 会议强调 | 会议强调\n"}), encoding="utf-8")
    first, second = read_spec(path)
    assert first.drawn == "¶          | 会议强调\n"
    assert second.drawn == "¶ 会议强调 | 会议强调\n"
    assert rewritten(path.read_text(encoding="utf-8"), {"two": "¶          | 会议强调\n"}) == text
