"""What the ledger's tests share: tasks made up by hand, a workbook written and read back, LibreOffice."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from minutes_cli.writers.ledger.columns import Layout, preset
from minutes_cli.writers.ledger.rows import Task
from minutes_cli.writers.ledger.workbook import Told, Workbook

OFFICE = Path(__file__).parent / "articles" / "office.txt"
SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def task(text: str, group: str = "区委常委会会议", **values: str) -> Task:
    filled = {"text": text, "source": "a.txt", **values}
    return Task(filled, group, "requirement", None)


def written(path: Path, tasks: list[Task], layout: Layout | None = None, grouped: bool = False) -> Told:
    with path.open("wb") as stream:
        book = Workbook(stream, layout or preset("台账"), grouped, path.parent)
        book.write(tasks)
        book.close("")
    return book.told


def sheets(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def column(path: Path, heading: str) -> list[str]:
    """The cells under a heading, on every sheet in order."""
    found: list[str] = []
    for page in sheets(path):
        rows = list(page.iter_rows(min_row=2, values_only=True))
        at = rows[0].index(heading)
        found += [row[at] or "" for row in rows[1:]]
    return found


def converted(path: Path, kind: str) -> Path:
    """`path` as LibreOffice makes it of itself: csv or pdf."""
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return path.with_suffix("." + kind.split(":")[0])


def csv_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))
