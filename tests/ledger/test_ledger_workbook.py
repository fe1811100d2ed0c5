"""The workbook read back: words, groups, choices, print set-up, links, properties, size."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from minutes_cli import extract
from minutes_cli.writers.ledger.columns import preset
from minutes_cli.writers.ledger.rows import Choice, tasks
from tests.ledger.ledgers import OFFICE, column, converted, csv_rows, needs_office, sheets, task, written


def _office(tmp_path: Path, name: str = "台账", grouped: bool = False) -> Path:
    path = tmp_path / "ledger.xlsx"
    written(path, list(tasks(extract(OFFICE), Choice())), preset(name), grouped)
    return path


def test_cells_are_the_words(tmp_path: Path) -> None:
    expected = [each.values["text"] for each in tasks(extract(OFFICE), Choice())]
    assert column(_office(tmp_path), "任务内容（原文）") == expected
    assert column(_office(tmp_path), "牵头单位")[-1] == "原文未明确"


def test_set_up(tmp_path: Path) -> None:
    page = sheets(_office(tmp_path)).active
    assert page.freeze_panes == "A3"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToWidth in (None, 1)  # one page wide is what a file without the word means
    assert page.page_setup.fitToHeight == 0
    assert page.print_title_rows == "$1:$2"
    assert "&P" in page.oddFooter.center.text
    assert page["D3"].alignment.wrap_text
    rules = page.data_validations.dataValidation
    assert [rule.formula1 for rule in rules] == ['"未启动,推进中,已完成,逾期"']
    letter = next(cell.column_letter for cell in page[2] if cell.value == "办理状态")
    assert str(rules[0].sqref) == f"{letter}3:{letter}10"
    assert page.row_dimensions[4].height >= 2 * 14


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    page = sheets(_office(tmp_path)).active
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_groups_and_properties(tmp_path: Path) -> None:
    path = _office(tmp_path, "督办", grouped=True)
    book = sheets(path)
    assert book.active["A1"].value == "督办台账"
    assert book.active["A3"].value == "区委常委会会议（2023-01-12）"
    assert book.properties.title == "督办台账"
    assert book.properties.creator in (None, "")


def test_links_lead_back_to_the_source(tmp_path: Path) -> None:
    minutes = extract(OFFICE)
    page = sheets(_office(tmp_path)).active
    assert minutes.source.uri
    assert page["A3"].hyperlink.target.endswith("office.txt")


def test_web_links_stay_and_others_are_words(tmp_path: Path) -> None:
    from dataclasses import replace

    links = (
        "https://example.org/a.html",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://example.org/" + "a" * 3000,
    )
    path = tmp_path / "links.xlsx"
    written(path, [replace(task("要落实。"), link=link) for link in links])
    page = sheets(path).active
    assert [page.cell(3 + n, 1).hyperlink is not None for n in range(4)] == [True, False, False, False]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from /proc")
def test_ten_thousand_rows_in_constant_memory(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path; from ledgers import task, written\n"
        "each = (task('各镇要压实责任，抓好落实。' * 20 + str(n), lead='区水利局') for n in range(int(sys.argv[3])))\n"
        "written(Path(sys.argv[2]), each)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    peaks = []
    for count in (100, 10_000):
        done = subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent), str(tmp_path / f"{count}.xlsx"), str(count)],
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        peaks.append(int(done.stdout) / 1024)
    assert peaks[1] - peaks[0] < 16, f"{peaks} MB"
    with zipfile.ZipFile(tmp_path / "10000.xlsx") as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == 10_002


@needs_office
def test_a_spreadsheet_program_reads_the_same_words(tmp_path: Path) -> None:
    path = _office(tmp_path)
    rows = csv_rows(converted(path, "csv:Text - txt - csv (StarCalc):44,34,76").read_text(encoding="utf-8"))
    at = rows[1].index("任务内容（原文）")
    assert [row[at] for row in rows[2:]] == [each.values["text"] for each in tasks(extract(OFFICE), Choice())]


@needs_office
def test_a_spreadsheet_program_prints_it(tmp_path: Path) -> None:
    many = [task("各镇要压实责任，抓好落实。" * 6, lead="区水利局", meeting="区委常委会会议") for _ in range(60)]
    path = tmp_path / "print.xlsx"
    written(path, many)
    pdf = converted(path, "pdf").read_bytes()
    pages = pdf.count(b"/Type/Page") - pdf.count(b"/Type/Pages")
    assert 2 <= pages <= 6, f"{pages} pages: as wide as one sheet of paper, as long as it takes"
    assert b"/MediaBox[0 0 841" in pdf.replace(b" [", b"[") or b"841." in pdf
