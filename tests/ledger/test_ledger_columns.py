"""Column files: what they may say, and that a mistake is told with its line and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_cli.errors import ColumnsError
from minutes_cli.writers.ledger.columns import from_file, keys, preset, preset_names
from minutes_cli.writers.ledger.table import Sheet
from tests.ledger.ledgers import task

_GOOD = """title = "2026年重点任务督办台账"

[[column]]
key = "number"

[[column]]
key = "任务内容"
heading = "重点任务"
width = 60

[[column]]
key = "牵头单位"
empty = "—"

[[column]]
heading = "督办单位"
value = "区委督查室"

[[column]]
heading = "领导批示"
"""


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "columns.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_are_chosen_renamed_ordered_constant_and_blank(tmp_path: Path) -> None:
    layout = from_file(_file(tmp_path, _GOOD))
    assert layout.title == "2026年重点任务督办台账"
    assert [column.heading for column in layout.columns] == ["序号", "重点任务", "牵头单位", "督办单位", "领导批示"]
    lines = list(Sheet(layout, grouped=False).lines([task("要抓好落实。"), task("要压实责任。", lead="区水利局")]))
    assert [line.cells for line in lines] == [
        ("1", "要抓好落实。", "—", "区委督查室", ""),
        ("2", "要压实责任。", "区水利局", "区委督查室", ""),
    ]


@pytest.mark.parametrize(
    ("text", "line", "right"),
    [
        ('[[column]]\nkey = "txet"\n', 2, "did you mean text"),
        ('[[column]]\nkey = "number"\n\n[[column]]\nkey = "牵头部门"\n', 5, "牵头单位"),
        ('[[column]]\nkey = "text"\nhedding = "任务"\n', 3, "did you mean heading"),
        ('[[column]]\nkey = "text"\nwidth = "40"\n', 3, "width = 40"),
        ('[[column]]\nkey = "text"\nwidth = 4000\n', 3, "from 2 to 255"),
        ('[[column]]\nkey = "text"\nvalue = "x"\n', 3, "`key` or `value`"),
        ("[[column]]\nwidth = 4\n", 1, 'heading = "…"'),
        ('title = "台账"\ncolumns = ["text"]\n', 2, "[[column]]"),
        ('title = 5\n[[column]]\nkey = "text"\n', 1, 'title = "督办台账"'),
        ('title = "台账"\n', 1, "[[column]]"),
        ('[[column]]\nkey = "text\n', 2, 'right is key = "text"'),
        ("[[column]]\nkey = 任务内容\n", 2, 'right is key = "任务内容"'),
        ("[[column]]\nkey = “text”\n", 2, 'right is key = "text"'),
        ('[[column]]\n\nkey ＝ "text"\n', 3, 'right is key = "text"'),
        ('【【column】】\nkey = "text"\n', 1, "right is [[column]]"),
        ('[[column]]\n标题 = "任务"\n', 2, 'right is heading = "任务"'),
        ('[[column]]\nkey = "text"\nwidth = 40字\n', 3, "right is width = 40"),
        ("[[column]]\n任务内容\n", 2, 'a line is like heading = "任务"'),
        ('[[column]]\nkey = "text"\nkey = "lead"\n', 3, "`key` is there twice"),
        ('[[column]]\nheading = "备注"\nempty = "—"\n', 3, 'value = "—"'),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, right: str) -> None:
    with pytest.raises(ColumnsError) as caught:
        from_file(_file(tmp_path, text))
    assert f"line {line}" in caught.value.message
    assert right in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.exit_code == 2


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_bytes('[[column]]\nkey = "任务"\n'.encode("gb18030"))
    with pytest.raises(ColumnsError, match="line 2: it is not UTF-8; save the file as UTF-8"):
        from_file(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ColumnsError, match="cannot be read"):
        from_file(tmp_path / "none.toml")


def test_the_usual_columns_are_those_of_the_genre() -> None:
    headings = [column.heading for column in preset(preset_names()[0]).columns]
    for wanted in ("序号", "会议名称", "会议日期", "任务内容（原文）", "提示语", "要求强度", "牵头单位", "配合单位"):
        assert wanted in headings
    for wanted in (
        "完成时限（原文）",
        "完成时限（日期）",
        "来源（标题·段·位置）",
        "责任领导",
        "责任人",
        "进展情况",
        "办理状态",
        "备注",
    ):
        assert wanted in headings


def test_every_preset_reads_and_every_key_says_what_it_is() -> None:
    for name in preset_names():
        assert preset(name).columns
    assert all(entry["heading"] and entry["about"] for entry in keys().values())
