"""Saved forms → pages: web archives, pages as browsers save them, Word files."""

from __future__ import annotations

import base64
import io
import quopri
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from minutes_cli.errors import ReadError
from minutes_cli.readers import page_of_bytes, page_of_source
from tests.packs import ARTICLE, packed

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HTML = f"<html><head><title>常务会议</title></head><body><p>{ARTICLE}</p></body></html>"
URL = "http://www.qinghe.example/2024/0315/c1.html"


def _archive(head: str, *parts: bytes) -> bytes:
    lines = head.replace("\n", "\r\n").encode("gbk") + b"\r\n\r\n"
    return lines + b"".join(b"--MARK\r\n" + part + b"\r\n" for part in parts) + b"--MARK--\r\n"


def _part(head: str, body: bytes) -> bytes:
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


BLINK = _archive(
    f"From: <Saved by Blink>\nSnapshot-Content-Location: {URL}\nSubject: =?utf-8?Q?=E5=B8=B8?=\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="MARK"',
    _part(
        f"Content-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\nContent-Transfer-Encoding: quoted-printable\nContent-Location: {URL}",
        quopri.encodestring(HTML.encode()),
    ),
    _part("Content-Type: text/html\nContent-Location: http://adverts.example/", b"<p>advert</p>"),
    _part(
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: http://x.example/a.png", b"iVBO"
    ),
)
EXPLORER = _archive(
    'From: "由 Windows Internet Explorer 8 保存"\nSubject: 常务会议\nMIME-Version: 1.0\n'
    'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="MARK"',
    _part(
        f'Content-Type: text/html;\n\tcharset="gb2312"\nContent-Transfer-Encoding: base64\nContent-Location: {URL}',
        base64.encodebytes(HTML.replace("沈知行", "沈知镕").encode("gb18030")),
    ),
)
SINGLE = b"MIME-Version: 1.0\nContent-Type: text/html; charset=gbk\nContent-Transfer-Encoding: 8bit\n\n" + HTML.encode(
    "gbk"
)


def test_web_archive_of_a_browser() -> None:
    page = page_of_bytes(BLINK, "a.mhtml")
    assert page.text.replace("\r\n", "\n").rstrip() == HTML
    assert (page.url, page.source.media_type, page.source.bytes) == (URL, "text/html", len(BLINK))
    assert "advert" not in page.text


def test_web_archive_in_gb2312() -> None:
    page = page_of_bytes(EXPLORER, "a.mht")
    assert "县长沈知镕主持" in page.text
    assert (page.url, page.source.encoding) == (URL, "gb18030")


def test_web_archive_of_one_part() -> None:
    page = page_of_bytes(SINGLE)
    assert page.text == HTML
    assert page.source.encoding == "gb18030"


def test_web_archive_names_its_start() -> None:
    data = _archive(
        'MIME-Version: 1.0\nContent-Type: multipart/related; start="<main@x>"; boundary="MARK"',
        _part("Content-Type: text/html", b"<html><body><p>frame</p></body></html>"),
        _part("Content-Type: text/html\nContent-ID: <main@x>", HTML.encode()),
    )
    assert page_of_bytes(data).text == HTML


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_archive('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="MARK"'), "not-text"),
        (_archive('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="MARK"', _part("Content-Type: text/html", b"")), "empty"),
    ],
)  # fmt: skip
def test_web_archive_without_a_page(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        page_of_bytes(data)
    assert caught.value.code == code


def test_web_archive_that_breaks_off() -> None:
    assert page_of_bytes(BLINK).notes == ()
    for cut in (600, 900, len(BLINK) - 10):
        assert "archive-cut" in [note.code for note in page_of_bytes(BLINK[:cut]).notes]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\n \n\n", b"\xef\xbb\xbf\r\n"])
@pytest.mark.parametrize("data", [BLINK, EXPLORER, SINGLE], ids=["blink", "explorer", "single"])
def test_web_archive_with_something_in_front(data: bytes, before: bytes) -> None:
    page, plain = page_of_bytes(before + data), page_of_bytes(data)
    assert (page.text, page.url, page.notes) == (plain.text, plain.url, plain.notes)


FRAMES = '<html><frameset cols="1,2"><frame name=a src="menu.html"><frame name=b src={}></frameset></html>'


@pytest.mark.parametrize("source", ["cid:body@x", "'c1.html'", f'"{URL}"', "nowhere.html"])
def test_web_archive_of_frames(source: str) -> None:
    inner = _part(
        f"Content-Type: text/html; charset=gbk\nContent-Transfer-Encoding: base64\nContent-ID: <body@x>\nContent-Location: {URL}",
        base64.encodebytes(HTML.encode("gbk")),
    )
    data = _archive(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="MARK"',
        _part(f"Content-Type: text/html\nContent-Location: {URL[:-7]}index.html", FRAMES.format(source).encode()),
        _part(f"Content-Type: text/html\nContent-Location: {URL[:-7]}menu.html", "<a href=/>首页</a>".encode()),
        _part("Content-Type: text/html\nContent-Location: http://adverts.example/", b"<p>advert</p>" * 500),
        inner,
    )
    page = page_of_bytes(data)
    assert (page.text, page.url) == (HTML, URL)
    assert [note.code for note in page.notes] == ["frame-taken"]
    around = data.replace(FRAMES.format(source).encode(), FRAMES.format("outer.html").encode(), 1).replace(
        b"http://adverts.example/\r\n\r\n" + b"<p>advert</p>" * 500,
        URL[:-7].encode() + b"outer.html\r\n\r\n" + FRAMES.format(source).encode(),
    )
    assert page_of_bytes(around).text == HTML


def test_web_archive_of_many_frames() -> None:
    frameset = FRAMES.format("http://[x/").encode()
    parts = [_part(f"Content-Type: text/html\nContent-Location: http://x.example/{at}", frameset) for at in range(2000)]
    began = time.process_time()
    page_of_bytes(_archive('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="MARK"', *parts))
    assert time.process_time() - began < 5


def test_web_archive_of_frames_that_name_each_other() -> None:
    parts = [
        _part(f"Content-Type: text/html\nContent-Location: http://x.example/{name}", FRAMES.format("b").encode())
        for name in "ab"
    ]
    page = page_of_bytes(_archive('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="MARK"', *parts))
    assert "frameset" in page.text


def test_web_archive_written_anew_in_utf_8() -> None:
    """What the page said of its charset before it was saved is no contradiction."""
    old = HTML.replace("<head>", "<head><meta charset=gb2312>")
    data = BLINK.replace(quopri.encodestring(HTML.encode()), quopri.encodestring(old.encode()))
    assert page_of_bytes(data).notes == ()
    told = EXPLORER.replace(b'"gb2312"', b'"utf-8"').replace(
        base64.encodebytes(HTML.replace("沈知行", "沈知镕").encode("gb18030")), base64.encodebytes(old.encode())
    )
    assert (page_of_bytes(told).text, page_of_bytes(told).notes) == (old, ())
    plain = BLINK.replace(quopri.encodestring(HTML.encode()), quopri.encodestring(old.encode("gbk")))
    assert (page_of_bytes(plain).source.encoding, page_of_bytes(plain).notes) == ("gb18030", ())


def test_web_archive_with_deep_parts() -> None:
    data = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (number, number) for number in range(3000)
    )
    with pytest.raises(ReadError):
        page_of_bytes(b"MIME-Version: 1.0\n" + data)


def test_text_that_looks_like_a_head_is_text() -> None:
    text = f"Subject: 纪要\nContent-Type: 会议\n\n{ARTICLE}"
    assert page_of_bytes(text.encode()).text == text


def test_page_with_its_side_folder(tmp_path: Path) -> None:
    (tmp_path / "会议_files").mkdir()
    (tmp_path / "会议_files" / "a.css").write_text("p {}")
    saved = f"<!-- saved from url=(0043){URL} -->\n{HTML.replace('<head>', '<head><link href=会议_files/a.css>')}"
    (tmp_path / "会议.html").write_text(saved, encoding="utf-8")
    page = page_of_source(str(tmp_path / "会议.html"))
    assert page.text == saved
    assert page.url == URL


# Word files


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lines(document: Any) -> list[str]:
    page = page_of_bytes(_saved(document), "a.docx")
    assert page.source.media_type == "text/plain"
    return page.text.split("\n")


def test_word_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_heading("青禾县人民政府常务会议纪要", 0)
    document.add_paragraph("　　会议强调，要压实责任。")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, [("任务", "责任单位"), ("排查隐患", "县应急局")], strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("出席：沈知行。").add_run(" 列席：何砚。").add_break()
    assert _lines(document) == [
        "青禾县人民政府常务会议纪要", "会议强调，要压实责任。", "任务", "责任单位", "排查隐患", "县应急局", "出席：沈知行。 列席：何砚。",
    ]  # fmt: skip


def test_word_shows_what_is_printed() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("会议")
    for xml in (
        '<w:ins w:id="1" w:author="x" %s><w:r><w:t>强调</w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="x" %s><w:r><w:delText>指出</w:delText></w:r></w:del>',
        "<w:r %s><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>",
        '<w:r %s><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>，</w:t></w:r>',
        "<w:r %s><w:instrText>PAGE</w:instrText></w:r>",
        "<w:hyperlink %s><w:r><w:t>要压实责任。</w:t></w:r></w:hyperlink>",
        "<w:sdt %s><w:sdtContent><w:r><w:t>完。</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        paragraph._p.append(parse_xml(xml % NS))
    assert _lines(document) == ["会议强调，要压实责任。完。"]


def test_word_text_box_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>会 议 纪 要</w:t></w:r></w:p></w:txbxContent>"
    run = parse_xml(
        f'<w:r {NS} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph("第12期")._p.append(run)
    document.add_paragraph("会议强调，要压实责任。")
    assert _lines(document) == ["第12期", "会 议 纪 要", "会议强调，要压实责任。"]


def _numbered(document: Any, levels: list[tuple[str, str]]) -> None:
    """Adds list 99 with these (format, text) levels to a document."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="99">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NS} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))


def _add(document: Any, text: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="99"/></w:numPr>'))


def test_word_numbers_are_words() -> None:
    document = docx.Document()
    _numbered(
        document,
        [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．"), ("bullet", "·")],
    )
    for text, level in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 2), ("己", 0), ("庚", 1), ("辛", 3)]:
        _add(document, text, level)
    assert _lines(document) == ["一、甲", "（一）乙", "（二）丙", "1．丁", "2．戊", "二、己", "（一）庚", "辛"]


def test_word_numbers_up_to_99() -> None:
    document = docx.Document()
    _numbered(document, [("chineseCounting", "%1、")])
    for _ in range(99):
        _add(document, "要", 0)
    lines = _lines(document)
    assert [lines[at] for at in (0, 8, 9, 10, 18, 19, 20, 98)] == [
        "一、要", "九、要", "十、要", "十一、要", "十九、要", "二十、要", "二十一、要", "九十九、要",
    ]  # fmt: skip


@pytest.mark.parametrize("keep", [30, 400, 0.5, 0.98])
def test_word_cut_short(keep: float) -> None:
    document = docx.Document()
    document.add_paragraph(ARTICLE)
    data = _saved(document)
    with pytest.raises(ReadError) as caught:
        page_of_bytes(data[: int(keep if keep > 1 else len(data) * keep)])
    assert caught.value.code in ("damaged", "archive")


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _with(*runs: str) -> Any:
    document = docx.Document()
    paragraph = document.add_paragraph("会议")
    for xml in runs:
        paragraph._p.append(parse_xml(xml.replace(">", f" {NS} {MATH}>", 1)))
    return document


def test_word_readings_are_not_words() -> None:
    ruby = "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>zhé</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>喆</w:t></w:r></w:rubyBase></w:ruby>"
    assert _lines(_with(f"<w:r><w:t>由李</w:t>{ruby}<w:t>主持。</w:t></w:r>")) == ["会议由李喆主持。"]


def test_word_formulas_are_words() -> None:
    plain = _saved(_with("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>"))
    assert (page_of_bytes(plain).text, page_of_bytes(plain).notes) == ("会议x=5", ())
    half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    page = page_of_bytes(_saved(_with(half)))
    assert (page.text, [note.code for note in page.notes]) == ("会议12", ["formula-in-line"])


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Wingdings", "F0A8", "□"), ("Wingdings", "F0FE", "☑"), ("Wingdings 2", "F052", "☑"), ("Symbol", "F0B3", "≥"),
     ("Wingdings", "F081", "①"), ("宋体", "2611", "☑"), ("Symbol", "B1", "±"), ("Wingdings", "F021", ""),
     ("Webdings", "F061", ""), ("Wingdings", "x", ""), ("宋体", "D800", "")],
)  # fmt: skip
def test_word_signs_of_symbol_fonts(font: str, code: str, shown: str) -> None:
    sign = f'<w:sym w:font="{font}" w:char="{code}"/>'
    page = page_of_bytes(_saved(_with(f"<w:r><w:t>选</w:t>{sign}<w:t>项</w:t></w:r>")))
    assert page.text == f"会议选{shown}项"
    assert [note.code for note in page.notes] == ([] if shown else ["symbols-left-out"])


def test_word_pictures_are_not_unpacked() -> None:
    data = _saved(_with("<w:r><w:t>强调。</w:t></w:r>"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    inside["word/media/image1.bmp"] = b"BM" + b"\xff" * 40_000_000
    relations = inside["word/_rels/document.xml.rels"]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    inside["word/_rels/document.xml.rels"] = relations.replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="media/image1.bmp"/></Relationships>'.encode(),
    )
    inside["[Content_Types].xml"] = inside["[Content_Types].xml"].replace(
        b"<Default ", b'<Default Extension="bmp" ContentType="image/bmp"/><Default ', 1
    )
    assert page_of_bytes(packed(inside.items())).text == "会议强调。"
    inside["word/document.xml"] += b" " * 40_000_000
    with pytest.raises(ReadError) as caught:
        page_of_bytes(packed(inside.items()))
    assert caught.value.code == "too-large"


@pytest.mark.parametrize(
    "kind",
    ["vnd.ms-word.document.macroEnabled.main+xml", "vnd.ms-word.template.macroEnabledTemplate.main+xml",
     "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"],
)  # fmt: skip
def test_word_with_macros_and_templates(kind: str) -> None:
    data = _saved(_with("<w:r><w:t>强调。</w:t></w:r>"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
    main = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert main in types
    assert (
        page_of_bytes(_rewritten(data, "[Content_Types].xml", types.replace(main, kind.encode()))).text == "会议强调。"
    )


def _rewritten(data: bytes, name: str, content: bytes) -> bytes:
    """A Word file with another part of this name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return packed((parts | {name: content}).items())


@pytest.mark.parametrize("content", [f"<w:document {NS}/>", f"<w:body {NS}/>", "<x/>", ""])
def test_word_without_a_body(content: str) -> None:
    with pytest.raises(ReadError) as caught:
        page_of_bytes(_rewritten(_saved(docx.Document()), "word/document.xml", content.encode()))
    assert caught.value.code == "damaged"


def test_word_without_words() -> None:
    with pytest.raises(ReadError) as caught:
        page_of_bytes(_saved(docx.Document()))
    assert caught.value.code == "empty"
