"""The ledger on the terminal: a table where there is room, else cards; every word of every cell is there."""

from __future__ import annotations

import io

import pytest

from minutes_cli import extract
from minutes_cli.writers.ledger.columns import preset, preset_names
from minutes_cli.writers.ledger.rows import Choice, tasks
from minutes_cli.writers.ledger.terminal import Terminal, rooms
from minutes_cli.writers.shown import width, wrapped
from tests.ledger.ledgers import OFFICE


def _drawn(name: str, wide: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("minutes_cli.writers.ledger.terminal._PIPED", wide)
    stream = io.StringIO()
    Terminal(stream, preset(name), grouped=True).write(tasks(extract(OFFICE), Choice()))
    return stream.getvalue()


@pytest.mark.parametrize("name", preset_names())
@pytest.mark.parametrize("wide", [40, 60, 80, 120, 160, 240])
def test_no_line_is_too_long_and_no_word_is_lost(name: str, wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = _drawn(name, wide, monkeypatch)
    assert max(map(width, drawn.split("\n"))) <= wide
    shown = sorted(character for character in drawn if character.isalnum())
    for task in tasks(extract(OFFICE), Choice()):
        for character in filter(str.isalnum, task.values["text"]):
            shown.remove(character)


@pytest.mark.parametrize("name", ["督办", "台账"])
def test_a_narrow_terminal_has_cards(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rooms(preset(name).columns, 80) is None
    drawn = _drawn(name, 80, monkeypatch)
    assert "    牵头单位：区卫健局\n    配合单位：区水利局、区生态环境局\n    完成时限（原文）：3月31日前\n" in drawn
    assert "进展情况" not in drawn  # blank for the office


def test_a_short_table_has_room_at_sixty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rooms(preset("简表").columns, 60) is not None
    lines = _drawn("简表", 60, monkeypatch).split("\n")
    assert not [line for line in lines if line.strip()[:1] in set("，。；：、")]


def test_numbers_stay_in_one_piece() -> None:
    text = "确保签约率达到95%以上，新增投资3000万元。"
    for columns in range(8, 40):
        pieces = list(wrapped(text, columns))
        assert "".join(pieces) == text
        assert any("95%" in piece for piece in pieces)
        assert any("3000" in piece for piece in pieces)
