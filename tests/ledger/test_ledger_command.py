"""`minutes ledger` as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from minutes_cli import extract
from minutes_cli.cli.commands import ledger
from minutes_cli.lexicon import CLASSES
from minutes_cli.writers.ledger.columns import preset_names
from minutes_cli.writers.ledger.rows import Choice, tasks
from tests.ledger.ledgers import OFFICE, column, converted, csv_rows, needs_office, sheets


def run(*words: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "minutes_cli", "ledger", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        timeout=60,
        check=False,
    )


@pytest.fixture
def second(tmp_path: Path) -> Path:
    path = tmp_path / "second.txt"
    path.write_text(
        "西河镇召开防汛工作会\n发布时间：2023-06-02\n6月1日，镇长赵文博主持召开西河镇防汛工作会议。\n"
        "会议要求，各村要在汛期前完成隐患排查。镇水利站要每日报送水情。\n",
        encoding="utf-8",
    )
    return path


def test_piped_it_is_csv() -> None:
    done = run(OFFICE)
    assert done.returncode == 0
    rows = csv_rows(done.stdout)
    assert rows[0][:4] == ["序号", "会议名称", "会议日期", "任务内容（原文）"]
    assert [row[3] for row in rows[1:]] == [task.values["text"] for task in tasks(extract(OFFICE), Choice())]
    assert "号召" in done.stderr
    assert done.stderr.count("\n") == 1


def test_excel_csv_has_a_mark_and_presets_have_their_columns() -> None:
    done = run(OFFICE, "--excel", "--preset", "简表")
    assert done.stdout.startswith("\ufeff序号,任务内容（原文）,牵头单位,完成时限（原文）,备注\n")


def test_only_and_level() -> None:
    assert len(csv_rows(run(OFFICE, "--only", "requirement,decision").stdout)) == 3
    assert len(csv_rows(run(OFFICE, "--only", "all").stdout)) == 10
    assert run(OFFICE, "--only", "要求，决定").stdout == run(OFFICE, "--only", "requirement,decision").stdout
    items = csv_rows(run(OFFICE, "--level", "item").stdout)
    assert [row[0] for row in items[2:4]] == ["2.1", "2.2"]
    done = run(OFFICE, "--only", "decisions")
    assert done.returncode == 2
    assert "decision" in done.stderr


def test_several_articles_in_one_workbook(tmp_path: Path, second: Path) -> None:
    one, each = tmp_path / "one.xlsx", tmp_path / "each.xlsx"
    assert run(OFFICE, second, "-o", one).returncode == 0
    assert run(OFFICE, second, "-o", each, "--sheets", "each").returncode == 0
    assert len(sheets(one).sheetnames) == 1
    heads = [cell for cell in column(one, "序号") if not str(cell).isdigit()]
    assert heads == ["区委常委会会议（2023-01-12）", "西河镇防汛工作会议（2023-06-01）"]
    assert [number for number in column(one, "序号") if str(number).isdigit()] == [str(n) for n in range(1, 11)]
    assert sheets(each).sheetnames[1].startswith("西河镇召开防汛工作会")
    assert sheets(each).worksheets[1]["A4"].value == "1"


def test_an_article_without_a_task_has_no_sheet(tmp_path: Path) -> None:
    path, empty = tmp_path / "each.xlsx", tmp_path / "empty.txt"
    empty.write_text("抓秋收要有紧迫感\n秋收时节，田野金黄。人误地一时，地误人一年。\n", encoding="utf-8")
    assert run(empty, OFFICE, "-o", path, "--sheets", "each").returncode == 0
    assert len(sheets(path).sheetnames) == 1


def test_one_source_that_fails_costs_itself_alone(tmp_path: Path, second: Path) -> None:
    done = run(tmp_path / "none.txt", second, "-o", tmp_path / "a.xlsx")
    assert done.returncode == 3
    assert "none.txt" in done.stderr
    assert len(column(tmp_path / "a.xlsx", "序号")) == 3


def test_nothing_usable(tmp_path: Path) -> None:
    empty = tmp_path / "poem.txt"
    empty.write_text("春眠不觉晓，处处闻啼鸟。\n", encoding="utf-8")
    assert run(empty).returncode == 4


def test_a_file_is_not_replaced_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"mine")
    assert run(OFFICE, "-o", path).returncode == 6
    assert path.read_bytes() == b"mine"
    assert run(OFFICE, "-o", path, "--force").returncode == 0


def test_a_mistake_in_a_column_file_writes_nothing(tmp_path: Path) -> None:
    columns, out = tmp_path / "columns.toml", tmp_path / "a.xlsx"
    columns.write_text('[[column]]\nkey = "txet"\n', encoding="utf-8")
    done = run(OFFICE, "--columns", columns, "-o", out)
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert not out.exists()


def test_own_columns(tmp_path: Path) -> None:
    columns = tmp_path / "columns.toml"
    columns.write_text(
        'title = "要事台账"\n[[column]]\nkey = "任务内容"\n[[column]]\nheading = "督办单位"\nvalue = "督查室"\n',
        encoding="utf-8",
    )
    rows = csv_rows(run(OFFICE, "--columns", columns).stdout)
    assert rows[0] == ["任务内容（原文）", "督办单位"]
    assert {row[1] for row in rows[1:]} == {"督查室"}


def test_markdown_and_table() -> None:
    done = run(OFFICE, "-f", "md", "--preset", "督办")
    assert "## 区委常委会会议（2023-01-12）" in done.stdout
    assert done.stdout.count("\n| ") == 10
    assert "\x1b" not in run(OFFICE, "-f", "table").stdout


def test_document(tmp_path: Path) -> None:
    import docx

    path = tmp_path / "a.docx"
    assert run(OFFICE, "--preset", "督办", "-o", path).returncode == 0
    document = docx.Document(str(path))
    assert [paragraph.text for paragraph in document.paragraphs[:2]] == ["附件", "督办台账"]
    table = document.tables[0]
    assert [row.cells[2].text for row in table.rows[2:]] == [
        task.values["text"] for task in tasks(extract(OFFICE), Choice())
    ]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert document.sections[0].page_width > document.sections[0].page_height


def test_document_is_chinese_and_its_print_small_where_columns_are_many(tmp_path: Path) -> None:
    import docx

    sizes = {}
    for preset in ("督办", "台账"):
        path = tmp_path / f"{preset}.docx"
        assert run(OFFICE, "--preset", preset, "-o", path).returncode == 0
        document = docx.Document(str(path))
        assert 'w:eastAsia="zh-CN"' in document.styles["Normal"].element.xml
        table = document.tables[0]
        sizes[preset] = table.rows[0].cells[0].paragraphs[0].runs[0].font.size.pt
        room = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
        assert sum(column.width for column in table.columns) <= room
    assert sizes == {"督办": 10.5, "台账": 7.5}


@needs_office
def test_document_prints(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert run(OFFICE, "--preset", "督办", "-o", path).returncode == 0
    assert converted(path, "pdf").read_bytes().startswith(b"%PDF")


def test_help_is_in_both_languages() -> None:
    for lang, word in (("zh", "督办"), ("en", "office's table")):
        done = run("--help", "--lang", lang)
        assert word in done.stdout.replace("\n", " ")


def test_words_spelt_for_the_command_are_those_of_the_tables() -> None:
    assert (*CLASSES, "deferral") == ledger.CLASSES
    assert preset_names() == ledger.PRESETS


def test_help_reads_neither_tables_nor_spreadsheet_writers() -> None:
    program = (
        "import sys; from minutes_cli.cli.app import command; from minutes_cli.cli.words import Speaker\n"
        "command(Speaker('en')); print([n for n in ('xlsxwriter', 'docx', 'tomllib', 'rich') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
