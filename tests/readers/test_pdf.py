"""PDFs with a text layer: the characters right, the paragraphs whole, scans refused."""

from __future__ import annotations

import io
import time

import pypdf
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from minutes_cli.errors import ReadError
from minutes_cli.readers import page_of_bytes
from minutes_cli.readers.saved import layout
from minutes_cli.readers.saved.lines import Piece
from tests.packs import bare_pdf

PARAGRAPHS = [
    "青禾县人民政府常务会议纪要",
    "2024年3月15日，县长沈知行主持召开县政府第十二次常务会议，听取了全县安全生产工作情况汇报，研究了城乡供水一体化等事项。现将会议主要内容纪要如下：",
    "一、关于安全生产工作",
    "会议听取了县应急局的汇报。会议指出，今年以来全县安全生产形势总体平稳，但道路交通、建筑施工等领域仍有隐患，不容丝毫松懈。会议强调，要压实责任，由县应急局牵头，县交通局、县住建局配合，6月底前完成隐患排查。",
    "二、关于城乡供水一体化",
    "会议原则同意《青禾县城乡供水一体化实施方案》，由县水务局按照会议意见修改完善后印发实施，投资约3.2亿元，覆盖12个乡镇。",
    "出席：沈知行、何砚、陆闻溪。",
]


def _document(texts: list[str], indent: int = 32, size: int = 16, password: str | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=size, leading=28, firstLineIndent=indent, wordWrap="CJK"
    )

    def number(canvas: object, document: object) -> None:
        canvas.setFont("STSong-Light", 12)  # type: ignore[attr-defined]
        canvas.drawCentredString(300, 40, f"— {document.page} —")  # type: ignore[attr-defined]

    out = io.BytesIO()
    SimpleDocTemplate(out).build([Paragraph(text, style) for text in texts], onFirstPage=number, onLaterPages=number)
    if password is None:
        return out.getvalue()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(out.getvalue()))
    writer.encrypt(password, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


@pytest.mark.parametrize("size", [11, 14, 16])
def test_paragraphs_are_whole_across_lines_and_pages(size: int) -> None:
    page = page_of_bytes(_document(PARAGRAPHS * 5, size=size, indent=2 * size))
    assert page.text.split("\n") == PARAGRAPHS * 5
    assert page.source.media_type == "text/plain"
    assert [note.code for note in page.notes] == ["paragraphs-joined"]


def test_paragraphs_without_indent() -> None:
    assert page_of_bytes(_document(PARAGRAPHS, indent=0)).text.split("\n") == PARAGRAPHS


def test_encrypted() -> None:
    with pytest.raises(ReadError) as caught:
        page_of_bytes(_document(PARAGRAPHS, password="geheim"))
    assert caught.value.code == "encrypted"
    assert page_of_bytes(_document(PARAGRAPHS, password="")).text.split("\n") == PARAGRAPHS


def test_damaged() -> None:
    data = _document(PARAGRAPHS)
    for cut in (20, 300, len(data) // 2):
        with pytest.raises(ReadError) as caught:
            page_of_bytes(data[:cut])
        assert caught.value.code in ("damaged", "scanned")


@pytest.mark.parametrize(
    ("content", "pages"),
    [(b"BT /F1 12 Tf (abc) Tj ET\n" * 600_000, 1), (b"BT /F1 12 Tf (abc) Tj ET\n" * 20_000, 400), (bytes(100_000_000), 1)],
)  # fmt: skip
def test_bombs(content: bytes, pages: int) -> None:
    data = bare_pdf(content, pages)
    assert len(data) < 150_000
    began = time.process_time()  # what others do on the machine does not count
    with pytest.raises(ReadError) as caught:
        page_of_bytes(data)
    assert caught.value.code in ("too-large", "scanned")
    assert time.process_time() - began < 15


def test_bare_page() -> None:
    assert (
        page_of_bytes(bare_pdf(b"BT /F1 12 Tf 72 700 Td (The meeting stressed safety.) Tj ET")).text
        == "The meeting stressed safety."
    )


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("shown", [False, True])
def test_a_page_whose_lines_are_turned(turn: int, shown: bool) -> None:
    """Scanners and spreadsheets draw the text against the turn in which the page is shown."""
    reader = pypdf.PdfReader(io.BytesIO(_document(PARAGRAPHS)))
    writer = pypdf.PdfWriter()
    writer.add_page(reader.pages[0])
    page = writer.pages[0]
    page.add_transformation(pypdf.Transformation().rotate(turn))
    if shown:
        page.rotate(turn)
    out = io.BytesIO()
    writer.write(out)
    assert page_of_bytes(out.getvalue()).text.split("\n") == PARAGRAPHS


def test_running_heads_are_left_out_with_a_note() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK")

    def edges(canvas: object, document: object) -> None:
        canvas.setFont("STSong-Light", 9)  # type: ignore[attr-defined]
        canvas.drawString(72, 800, f"青禾县人民政府办公室 第{document.page}页")  # type: ignore[attr-defined]
        canvas.drawString(290, 30, f"- {document.page} -")  # type: ignore[attr-defined]

    out = io.BytesIO()
    story = [Paragraph(text, style) for text in PARAGRAPHS * 5]
    SimpleDocTemplate(out).build(story, onFirstPage=edges, onLaterPages=edges)
    page = page_of_bytes(out.getvalue())
    assert page.text.split("\n") == PARAGRAPHS * 5
    assert [note.code for note in page.notes] == ["paragraphs-joined", "running-heads"]
    assert "青禾县人民政府办公室" in page.notes[1].message


# Where pieces stand, without a PDF


def paragraphs(pages: list[list[Piece]], width: float) -> list[str]:
    return layout.paragraphs(pages, width)[0]


def _page(*lines: tuple[str, float, float], size: float = 10) -> list[Piece]:
    return [Piece(text, x, y, size) for text, x, y in lines]


FULL = "要" * 20  # fills the line from 0 to 200


def test_pieces_of_one_line() -> None:
    page = _page(("2024", 20, 0), ("年", 40, 0), ("3", 50, 0), ("月，会议强调。", 55, 0))
    assert paragraphs([page], 240) == ["2024年3月，会议强调。"]


def test_words_in_latin_letters_keep_their_space() -> None:
    page = _page(("GB/T", 0, 0), ("5750", 30, 0), (FULL, 0, -20), (FULL[:18] + "safe", 0, -40), ("work", 0, -60))
    assert paragraphs([page], 240) == ["GB/T 5750", FULL + FULL[:18] + "safe work"]


def test_a_page_that_ends_in_mid_sentence() -> None:
    pages = [
        _page(("　　" + FULL[2:], 0, 0), (FULL, 0, -20), ("- 1 -", 90, -90)),
        _page(("完成。", 0, 0), ("2", 90, -90)),
    ]
    assert paragraphs(pages, 240) == [FULL[2:] + FULL + "完成。"]


@pytest.mark.parametrize("number", ["1", "- 1 -", "— 12 —", "第 3 页", "第3页 共9页", "3/9", "·2·"])
def test_page_numbers_are_left_out(number: str) -> None:
    assert paragraphs([_page(("会议强调。", 0, 0), (number, 90, -90))], 240) == ["会议强调。"]


@pytest.mark.parametrize("line", ["1.会议强调", "2024年", "第3次", "12个"])
def test_other_numbers_are_kept(line: str) -> None:
    page = _page((line, 0, 0), (FULL, 20, -20), (FULL, 0, -40), ("完成。", 0, -60))
    assert paragraphs([page], 240) == [line, FULL + FULL + "完成。"]


def test_a_title_over_two_lines() -> None:
    title = [Piece("青禾县人民政府", 40, 0, 20), Piece("常务会议纪要", 50, -30, 20)]
    body = _page((FULL[:18], 20, -60), (FULL, 0, -80), ("完成。", 0, -100))
    assert paragraphs([title + body], 240) == ["青禾县人民政府常务会议纪要", FULL[:18] + FULL + "完成。"]


def test_short_lines_are_paragraphs() -> None:
    page = _page(("出席：", 0, 0), ("沈知行、何砚", 0, -20), ("请假：", 0, -40), ("陆闻溪、孟一舟", 0, -60))
    assert paragraphs([page], 600) == ["出席：", "沈知行、何砚", "请假：", "陆闻溪、孟一舟"]


def test_a_comma_ends_no_paragraph() -> None:
    page = _page(
        (FULL[:18], 20, 0),
        (FULL, 0, -20),
        ("GDP，", 0, -40),
        ("完成。", 0, -60),
        ("出席：甲、", 20, -80),
        ("乙。", 20, -100),
    )
    assert paragraphs([page], 240) == [FULL[:18] + FULL + "GDP，完成。", "出席：甲、", "乙。"]


@pytest.mark.parametrize("mark", ["一、", "十二、", "（一）", "(三)", "1．", "12、", "①", "第三条"])
def test_a_mark_begins_a_paragraph(mark: str) -> None:
    page = _page((FULL[:18], 20, 0), (FULL, 0, -20), (f"{mark}要落实。", 0, -40))
    assert paragraphs([page], 240) == [FULL[:18] + FULL, f"{mark}要落实。"]
