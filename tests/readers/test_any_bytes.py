"""Whatever comes in, what goes out is a page or a MinutesError, and a URL on the wire is plain ASCII."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutes_cli.errors import MinutesError, NetworkError
from minutes_cli.model import Page
from minutes_cli.readers import Failure, page_of_bytes, pages_of_source, shown_url
from minutes_cli.readers.web.bodies import body
from minutes_cli.readers.web.deadline import Clock
from minutes_cli.readers.web.urls import joined, parse_url
from minutes_cli.readers.web.waiting import asked_wait
from tests.packs import ARTICLE, bare_pdf, packed, word_file

_MHTML = (
    b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="M"\n\n--M\nContent-Type: text/html; charset=gbk\n'
    b"Content-Transfer-Encoding: base64\n\nPGh0bWw+PGJvZHk+PHA+0ru2/sj9PC9wPjwvYm9keT48L2h0bWw+\n--M--\n"
)
_SEEDS = {
    "zip": packed([("a.txt", ARTICLE.encode()), ("b/c.html", b"<html><p>x</p></html>")]),
    "word": word_file(ARTICLE),
    "mhtml": _MHTML,
    "pdf": bare_pdf(b"BT /F1 12 Tf 72 700 Td (The meeting stressed safety at work.) Tj ET"),
    "text": ARTICLE.encode("gb18030"),
}
_PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["http", "https", "://", "//", "/", "@", ":", "[", "]", "%", "%00", "\\", "?", "#", "..", "::1", "127.1"]),
    st.sampled_from(["a.example", "。", "①", "\u202e", "\r\n", "会议", "xn--", "0x7f", "999", " "]),
)  # fmt: skip
URLS = st.lists(_PIECES, max_size=8).map("".join)


@given(URLS)
@settings(max_examples=600, deadline=None)
def test_any_url(text: str) -> None:
    for source in (text, f"http://{text}", f"http://a.example/{text}"):
        shown = shown_url(source)
        assert "\n" not in shown or "\n" in source
        with contextlib.suppress(NetworkError):
            url = parse_url(source)
            wire = str(url)
            assert wire.isascii()
            assert wire.isprintable()
            assert " " not in wire
            assert str(parse_url(wire)) == wire
            assert urlsplit(wire).hostname == url.host  # another parser sees the same host
            assert "@" not in urlsplit(wire).netloc


@given(st.text(st.characters(max_codepoint=255), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_location(location: str) -> None:
    with contextlib.suppress(NetworkError):
        url = joined(parse_url("http://a.example/b/c"), location)
        assert str(url).isascii()
        assert url.scheme in ("http", "https")


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_retry_after(header: str) -> None:
    wait = asked_wait(header, Clock())
    assert wait is None or wait >= 0


@given(st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br"]), st.binary(max_size=200), st.integers(1, 50))
@settings(max_examples=300, deadline=None)
def test_any_packed_body(encoding: str, data: bytes, step: int) -> None:
    chunks = [data[at : at + step] for at in range(0, len(data), step)]
    with contextlib.suppress(NetworkError):
        assert sum(map(len, body(chunks, encoding, 100_000))) <= 100_000


@given(st.sampled_from(sorted(_SEEDS)), st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    whole = bytearray(_SEEDS[kind])
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    damaged = bytes(whole[:cut] if data.draw(st.booleans()) else whole)
    path = tmp_path / "source"
    path.write_bytes(damaged)
    found = list(pages_of_source(str(path)))
    assert found
    for each in found:
        assert isinstance(each, Page | Failure)
        if isinstance(each, Page):
            each.text.encode("utf-8")  # no lone surrogate
    with contextlib.suppress(MinutesError):
        page_of_bytes(damaged)


@pytest.mark.parametrize("depth", [60, 3000])
def test_word_tables_inside_tables(depth: int) -> None:
    document = docx.Document()
    document.add_paragraph("外")
    inner = "".join("<w:tbl><w:tr><w:tc>" for _ in range(depth)) + "<w:p><w:r><w:t>内</w:t></w:r></w:p>"
    inner += "".join("</w:tc></w:tr></w:tbl>" for _ in range(depth))
    out = io.BytesIO()
    document.save(out)
    import zipfile

    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", inner.encode() + b"<w:sectPr", 1)
    with contextlib.suppress(MinutesError):
        assert page_of_bytes(packed(parts.items())).text == "外\n内"
        assert depth == 60
