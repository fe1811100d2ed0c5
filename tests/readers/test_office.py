"""LibreOffice as an independent judge: what it prints of a Word file is what we read, from the file and from the PDF."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt

from minutes_cli.readers import page_of_source

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEVELS = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3．"),
    ("upperLetter", "%4."),
]
PARAGRAPHS = [
    "青禾县人民政府常务会议纪要",
    "2024年3月15日，县长沈知行主持召开县政府第十二次常务会议，听取了全县安全生产工作情况汇报，研究了城乡供水一体化等事项。",
    "会议指出，今年以来全县安全生产形势总体平稳，但道路交通、建筑施工等领域仍有隐患，不容丝毫松懈，各级各部门务必时刻绷紧安全这根弦。会议强调，要压实责任，由县应急局牵头，县交通局、县住建局配合，六月底前完成隐患排查。",
    "出席：沈知行、何砚、陆闻溪。",
]


def _numbered(document: Any) -> None:
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (form, text) in enumerate(LEVELS)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="99">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NS} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))
    for topic in range(12):
        for text, level in [
            ("要抓好落实", 0),
            ("由县应急局牵头", 1),
            ("月底前办结", 2),
            ("每周调度", 3),
            ("再核一次", 2),
        ]:
            properties = document.add_paragraph(f"{text}{topic}")._p.get_or_add_pPr()
            properties.append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="99"/></w:numPr>'))
            if topic % 3:
                break


def _chinese_font() -> bool:
    fonts = shutil.which("fc-list")
    return fonts is not None and bool(subprocess.run([fonts, ":lang=zh-cn"], capture_output=True, check=True).stdout)


def _bare(path: Path) -> list[str]:
    """The lines of a file without blanks, which a printer sets as it likes."""
    return ["".join(line.split()) for line in page_of_source(str(path)).text.split("\n")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(not _chinese_font(), reason="no Chinese font is installed to print with")
def test_the_file_and_its_print_say_the_same(tmp_path: Path) -> None:
    numbered = docx.Document()
    numbered.add_paragraph("青禾县重点任务")
    _numbered(numbered)
    numbered.save(tmp_path / "numbered.docx")
    flowing = docx.Document()
    for text in PARAGRAPHS * 6:
        paragraph = flowing.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Pt(32)
        paragraph.runs[0].font.size = Pt(16)
    flowing.save(tmp_path / "flowing.docx")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = [str(tmp_path / "numbered.docx"), str(tmp_path / "flowing.docx")]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], capture_output=True, timeout=180, check=True)
    assert len(_bare(tmp_path / "numbered.docx")) == 29
    assert _bare(tmp_path / "numbered.docx")[1:5] == [
        "一、要抓好落实0",
        "（一）由县应急局牵头0",
        "1．月底前办结0",
        "A.每周调度0",
    ]
    assert _bare(tmp_path / "numbered.docx") == _bare(tmp_path / "numbered.pdf")
    assert _bare(tmp_path / "flowing.docx") == PARAGRAPHS * 6 == _bare(tmp_path / "flowing.pdf")
