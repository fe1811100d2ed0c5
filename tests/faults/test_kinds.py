"""Row 21 of the table of faults: files that are no pages, whatever they are called."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from minutes_cli.errors import ReadError
from minutes_cli.readers import page_of_bytes, page_of_source
from tests.packs import ARTICLE, packed, word_file

PAGE = ARTICLE.encode()


def _pictures_only() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 400, 600, fill=1)
    canvas.save()
    return out.getvalue()


REFUSED = {
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
    "JPEG": (b"\xff\xd8\xff\xe0" + bytes(200), "JPEG"),
    "GIF": (b"GIF89a" + bytes(200), "GIF"),
    "gzip": (gzip.compress(PAGE), "gzip"),
    "tar": (bytes(257) + b"ustar\x0000" + bytes(300), "tar"),
    "RAR": (b"Rar!\x1a\x07\x01\x00" + bytes(200), "RAR"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(200), "7z"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office"),
    "RTF": (b"{\\rtf1\\ansi x}", "RTF"),
    "XLSX": (packed([("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]), "XLSX"),
    "OFD": (packed([("OFD.xml", b"<x/>")]), "OFD"),
    "EPUB": (packed([("mimetype", b"x"), ("META-INF/container.xml", b"<x/>")]), "EPUB"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(200), "program"),
    "noise": (bytes(range(256)) * 8, "binary"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_fault_21_not_a_page(name: str, tmp_path: Path) -> None:
    data, word = REFUSED[name]
    path = tmp_path / "page.html"  # whatever it is called
    path.write_bytes(data)
    with pytest.raises(ReadError, match=word) as caught:
        page_of_source(str(path))
    assert caught.value.code == "not-text"


def test_fault_21_scanned_pdf() -> None:
    with pytest.raises(ReadError, match="OCR") as caught:
        page_of_bytes(_pictures_only(), "page.html")
    assert caught.value.code == "scanned"


def test_fault_21_known_forms_under_any_name(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "The meeting stressed safety at work.")
    canvas.save()
    mhtml = b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html><body><p>\xe4\xbc\x9a\xe8\xae\xae</p></body></html>"
    forms = {"a.html": (out.getvalue(), "safety"), "b.txt": (word_file(ARTICLE), "会议强调"), "c.html": (mhtml, "会议")}
    forms["d.txt"] = (b"<html><body><p>x</p></body></html>", "<p>x</p>")
    for name, (data, words) in forms.items():
        (tmp_path / name).write_bytes(data)
        assert words in page_of_source(str(tmp_path / name)).text
