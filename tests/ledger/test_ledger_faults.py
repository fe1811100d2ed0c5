"""Hostile cells: nothing of the data is run, cut in silence, or breaks the file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from minutes_cli.writers.cells import safe_cell
from minutes_cli.writers.ledger import workbook
from minutes_cli.writers.ledger.columns import preset
from minutes_cli.writers.ledger.delimited import Delimited
from minutes_cli.writers.ledger.fitting import CELL_LIMIT, parts, units
from tests.ledger.ledgers import column, converted, csv_rows, needs_office, sheets, task, written

_PREFIXES = (
    *"=+-@＝＋－＠",
    "\t",
    "\r",
    "\n",
    "\t=",
    "\r\n=",
    " =",
    "  +",
    "\u3000=",
    "\u00a0-",
    "\ufeff=",
    "\u200b@",
    " \t=",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(",
    "+1+cmd",
    "-2+3",
    "@SUM(1+1)",
    "＝1＋1",
    "－－",
    "==",
    "=\u202e",
    "\n\n=",
    " \u3000＠",
)


@pytest.mark.parametrize("prefix", _PREFIXES, ids=ascii)
def test_fault_50_csv_cell_runs_as_no_formula(prefix: str) -> None:
    hostile = prefix + "1+1"
    layout = preset("台账")
    safe, plain = io.StringIO(newline=""), io.StringIO(newline="")
    filled = {each.key: hostile for each in layout.columns if each.key not in (None, "number")}
    for stream, excel in ((safe, True), (plain, False)):
        Delimited(stream, layout, excel).write(
            [task(hostile, **{k: v for k, v in filled.items() if k and k != "text"})]
        )
    assert safe.getvalue().startswith("\ufeff")
    for cell in csv_rows(safe.getvalue())[1][1:]:
        assert cell == "'" + hostile
    assert csv_rows(plain.getvalue())[1][1] == hostile


def test_fault_50_words_and_numbers_keep_their_form() -> None:
    for cell in ("要抓好落实。", "1", "2.1", "", "《办法》", "“双招双引”", "2023-01-12"):
        assert safe_cell(cell) == cell


@needs_office
def test_fault_50_a_spreadsheet_program_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "hostile.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        Delimited(stream, preset("简表"), True).write([task(prefix + "1+1") for prefix in "=+-@＝＋－＠"])
    back = csv_rows(converted(path, "ods") and _ods_text(path.with_suffix(".ods")))
    assert not [row for row in back if "2" in row]


def _ods_text(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        content = book.read("content.xml").decode("utf-8")
    assert "table:formula" not in content
    return content.replace("<", "\n").replace(",", " ")


@pytest.mark.parametrize("prefix", _PREFIXES, ids=ascii)
def test_fault_51_xlsx_cell_is_a_string(tmp_path: Path, prefix: str) -> None:
    path = tmp_path / "a.xlsx"
    written(path, [task(prefix + "1+1", lead=prefix + "2", meeting="http://example.org/" + prefix)])
    cells = [cell for row in sheets(path).active.iter_rows(min_row=3) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not [cell for cell in cells if cell.hyperlink]


@needs_office
def test_fault_51_a_spreadsheet_program_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    hostile = [prefix + "1+1" for prefix in ("=", "+", "-", "@", "＝", "=SUM(1,1)&")]
    written(path, [task(each) for each in hostile], preset("简表"))
    rows = csv_rows(converted(path, "csv:Text - txt - csv (StarCalc):44,34,76").read_text(encoding="utf-8"))
    assert [row[1] for row in rows[2:]] == hostile


def test_fault_51_long_cell_goes_on_in_the_next_row(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    text = "".join(chr(0x4E00 + n % 20_000) for n in range(40_000))
    told = written(path, [task(text, lead="区水利局"), task("要落实。")])
    cells = column(path, "任务内容（原文）")
    assert told.split == 1
    assert len(cells) == 3
    assert cells[0].endswith("【未完，下行续】")
    assert cells[1].startswith("【续上行】")
    assert cells[0].removesuffix("【未完，下行续】") + cells[1].removeprefix("【续上行】") == text
    assert column(path, "牵头单位") == ["区水利局", "", "原文未明确"]
    assert all(len(cell) <= CELL_LIMIT for cell in cells)


@pytest.mark.parametrize("text", ["甲" * CELL_LIMIT, "𠮷" * 20_000, "甲𠮷" * 30_000, "", "甲" * (CELL_LIMIT + 1)])
def test_fault_51_parts_lose_nothing(text: str) -> None:
    pieces = parts(text)
    assert all(units(piece) <= CELL_LIMIT for piece in pieces)
    joined = "".join(piece.removeprefix("【续上行】").removesuffix("【未完，下行续】") for piece in pieces)
    assert joined == text
    assert len(pieces) == 1 or units(text) > CELL_LIMIT


def test_fault_51_control_characters_and_surrogates_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "control.xlsx"
    told = written(path, [task("要\x00抓\x1b[31m好\x0b落\ud800实\ufffe\u202e。"), task("要落实。")])
    cells = column(path, "任务内容（原文）")
    assert cells[0].startswith("要\\x00抓\\x1b[31m好\\x0b落‹U+D800›实")
    assert told.shown == 1
    assert cells[1] == "要落实。"


def test_fault_51_a_full_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 12)
    path = tmp_path / "many.xlsx"
    written(path, [task(f"要落实第{n}项。") for n in range(25)])
    assert len(sheets(path).sheetnames) == 3
    assert column(path, "任务内容（原文）") == [f"要落实第{n}项。" for n in range(25)]
    assert column(path, "序号") == [str(n + 1) for n in range(25)]


def test_fault_51_links_beyond_the_limit_are_words_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    monkeypatch.setattr(workbook, "_LINKS", 3)
    path = tmp_path / "links.xlsx"
    told = written(path, [replace(task("要落实。"), link=f"https://example.org/{n}") for n in range(5)])
    assert told.links == 2
    assert column(path, "序号") == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("title", ["[a]:*?/\\b", "'", "", "History", "一" * 80, "\x1b]0;x\x07", "a\nb", "同名"])
def test_fault_51_sheet_names(tmp_path: Path, title: str) -> None:
    path = tmp_path / "names.xlsx"
    with path.open("wb") as stream:
        book = workbook.Workbook(stream, preset("简表"), grouped=False)
        for _ in range(3):
            book.sheet(title)
            book.write([task("要落实。")])
        book.close("")
    names = sheets(path).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(0 < len(name) <= 31 for name in names)


class _Full(io.BytesIO):
    """A disk that is full after a thousand bytes."""

    def write(self, data: object) -> int:
        if self.tell() + len(bytes(data)) > 1_000:  # type: ignore[call-overload]
            raise OSError(28, "No space left on device")
        return super().write(data)  # type: ignore[arg-type]


def test_fault_51_a_full_disk_is_one_error_of_ours() -> None:
    from minutes_cli.errors import OutputError

    book = workbook.Workbook(_Full(), preset("台账"), grouped=False)
    book.write([task("要落实。" * 50) for _ in range(50)])
    with pytest.raises((OutputError, OSError), match="No space left"):
        book.close("")


def test_fault_51_no_partial_file(tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.ledger.ledgers import OFFICE

    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 4; {sys.executable} -m minutes_cli ledger {OFFICE} -o {tmp_path}/a.xlsx"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 6, done.stderr
    assert list(tmp_path.iterdir()) == []
    assert done.stderr.count("\n") == 1
