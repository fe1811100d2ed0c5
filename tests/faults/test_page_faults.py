"""Hostile and faulty pages, rows 1–26 of the project's table of faults: each a test by its number."""

from __future__ import annotations

import codecs
import io
import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes_cli import extract
from minutes_cli.errors import MinutesError, NoArticleError, ReadError
from minutes_cli.model import Article
from minutes_cli.page.dump import read_dump
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_bytes, page_of_text
from minutes_cli.readers.decode import decode

P = [
    "会议指出，今年以来全县上下齐心协力，春耕备耕扎实推进，农资储备充足，为全年丰收打下良好基础。",
    "会议强调，要压实责任，把春耕生产各项任务落实到田间地头；要强化服务，组织农技人员进村入户。",
    "会议要求，各乡镇要严格落实森林防火责任制，加密巡查频次，管住野外火源，不得有误。",
]
TEXT = "\n".join(P)
BODY = "".join(f"<p>{text}</p>" for text in P)


def _page(body: str = BODY, head: str = "", title: str = "云岭县召开会议") -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>{title}</title></head><body><h1>{title}</h1><div>{body}</div></body></html>"


def _text(html: str) -> str:
    return read_html(page_of_text(html)).text


def _read(html: str) -> str | MinutesError:
    """The text of a page, or the refusal."""
    try:
        return _text(html)
    except MinutesError as error:
        return error


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()  # other programs on the machine do not count
    call()
    return time.process_time() - start


# --- Bytes and encoding


def test_fault_01_characters_outside_the_declared_charset() -> None:
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF) if low != 0x7F)
    rare = [c for pair in pairs if (c := pair.decode("gbk", "ignore")).strip() and "\ufffd" not in c]
    assert len(rare) > 21_700
    rare += [chr(code) for code in range(0x20000, 0x20000 + 1000)]
    for start in range(0, len(rare), 60):
        extra = "".join(rare[start : start + 60])
        html = _page(BODY + f"<p>会议还研究了{extra}等事项。</p>", '<meta charset="gb2312">')
        page = page_of_bytes(html.encode("gb18030"))
        assert read_html(page).text == f"{TEXT}\n会议还研究了{extra}等事项。"


def test_fault_02_damaged_bytes_cost_only_themselves() -> None:
    """A byte put in, taken out or changed spoils at most the paragraph it stands in: ASCII sets the decoder right."""
    rnd = random.Random(2)
    html = _page(BODY, '<meta charset="gb2312">').encode("gb18030")
    low, high = html.index(b"<p>") + 3, html.rindex(b"</p>")
    tags = re.findall(r"</?[a-z0-9]+", html.decode("gb18030"))
    for turn in range(1000):
        at, length = rnd.randrange(low, high), rnd.randint(1, 10)
        if re.search(rb"[<>/p]", html[at - 1 : at + length + 1]):
            continue  # damaged markup is another matter
        put = (b"\xff" * length, b"", bytes(rnd.randrange(0x80, 0x100) for _ in range(length)))[turn % 3]
        damaged = html[:at] + put + html[at + (0 if turn % 3 == 0 else length) :]
        text = decode(damaged).text
        assert re.findall(r"</?[a-z0-9]+", text) == tags
        assert sum(f"<p>{paragraph}</p>" in text for paragraph in P) >= 2
    decoded = decode(html[:low] + b"\xff\xff" + html[low:])
    note = next(note for note in decoded.notes if note.code == "bytes-replaced")
    assert f"byte {low}" in note.message
    assert note.message.startswith("2 ")


@pytest.mark.parametrize(("declared", "real"), [("gb2312", "utf-8"), ("utf-8", "gb18030")])
@pytest.mark.parametrize("where", ["header", "meta"])
def test_fault_03_declared_one_is_the_other(declared: str, real: str, where: str) -> None:
    head = f'<meta charset="{declared}">' if where == "meta" else ""
    header = f"text/html; charset={declared}" if where == "header" else None
    decoded = decode(_page(BODY, head).encode(real), header)
    assert decoded.text == _page(BODY, head)
    assert "charset-overridden" in [note.code for note in decoded.notes]


def test_fault_03_a_mark_at_the_start_wins() -> None:
    html = _page(BODY, '<meta charset="gb2312">')
    assert decode(codecs.BOM_UTF8 + html.encode(), "text/html; charset=gbk").text == html


def test_fault_04_nothing_declared() -> None:
    assert decode(_page().encode()).text == _page()
    decoded = decode(_page().encode("gb18030"))
    assert decoded.text == _page()
    assert [note.code for note in decoded.notes] == ["charset-guessed"]


def test_fault_05_the_order() -> None:
    far = _page(BODY, f'<!-- {"x" * 3000} --><meta charset="gb2312">')
    assert decode(far.encode("gb18030")).text == far
    meta = _page(BODY, '<meta charset="gb2312">')
    assert decode(meta.encode("gb18030"), "text/html; charset=big5").text == meta


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_fault_06_wide_encodings(name: str) -> None:
    assert decode(_page().encode(name)).text == _page()


def test_fault_06_utf_7_is_never_decoded() -> None:
    html = '<meta charset="utf-7"><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>'
    assert decode(html.encode()).text == html


def test_fault_07_control_characters() -> None:
    for code in [*range(1, 9), *range(14, 32), 127]:
        text = _text(_page(BODY + f"<p>会议{chr(code)}听取了汇报，要抓好落实。</p>"))
        assert text.split("\n")[-1] == f"会议{chr(code)}听取了汇报，要抓好落实。"
    assert _text(_page(BODY + "<p>会议\0听取了汇报，要抓好落实。</p>")).endswith("会议\ufffd听取了汇报，要抓好落实。")


def test_fault_08_character_references() -> None:
    text = _text(_page(BODY + "<p>甲&#0;乙&#xD800;丙&#x110000;丁&#x80;戊&#150;己，要抓好落实。</p>")).split("\n")[-1]
    assert text == "甲\ufffd乙\ufffd丙\ufffd丁€戊–己，要抓好落实。"
    text.encode("utf-8")


def test_fault_09_surrogates_are_replaced_at_reading() -> None:
    assert "\ufffd" in page_of_bytes("会议指出，".encode() + b"\xed\xa0\x80" + "要抓好落实。".encode()).text
    page_of_text("会议\udc80指出，要抓好落实。").text.encode("utf-8")


@given(
    st.lists(
        st.sampled_from(["甲", "\r", "\n", "\x85", "\u2028", "\x0b", "会议指出，要抓好落实。", "\x0c", "\r\n"]),
        max_size=30,
    )
)
@settings(deadline=None)
def test_fault_10_line_ends_shift_nothing(pieces: list[str]) -> None:
    minutes = extract(_page(BODY + f"<p>会议强调，要落实。{''.join(pieces)}完</p>"))
    record = minutes.to_dict()
    text = record["article"]["text"]
    for meeting in record["meetings"]:
        for block in meeting["blocks"]:
            assert text[slice(*block["span"])] == block["text"]
    assert json.loads(json.dumps(record)) == record


@pytest.mark.parametrize("piece", ["㈱", "e\u0301", "\ue000", "𠮷", "㈠⑴…⑩", "ﬁ"])
def test_fault_11_nothing_is_normalised(piece: str) -> None:
    assert _text(_page(BODY + f"<p>会议通报了{piece}情况，要抓好落实。</p>")).endswith(
        f"会议通报了{piece}情况，要抓好落实。"
    )


# --- Structure of the page


@pytest.mark.parametrize("depth", [*range(250, 261), 1000, 2000, 2036, 2040])
def test_fault_12_deep_nesting_is_kept(depth: int) -> None:
    assert _text(_page("<div>" * depth + BODY + "</div>" * depth)) == TEXT


@pytest.mark.parametrize("depth", [2050, 100_000])
def test_fault_12_deeper_is_refused_by_name(depth: int) -> None:
    with pytest.raises(ReadError, match="2048") as caught:
        _text(_page("<div>" * depth + BODY + "</div>" * depth))
    assert caught.value.code == "too-deep"


@pytest.mark.parametrize("piece", ["<b>" * 50_000, "<ul><li>" * 30_000, "<svg><math>" * 5_000])
def test_fault_13_unclosed_elements(piece: str) -> None:
    read = _read(_page(BODY + piece + "完"))
    assert read.code == "too-deep" if isinstance(read, MinutesError) else read.startswith(TEXT)


@pytest.mark.parametrize("count", [1_000, 4_000])
def test_fault_14_many_attributes_are_read(count: int) -> None:
    tag = "<p " + " ".join(f'a{n}="x"' for n in range(count)) + ">"
    assert _text(_page(BODY + tag + "会议还研究了其他事项。</p>")).endswith("会议还研究了其他事项。")


@pytest.mark.parametrize("count", [10_000, 100_000, 1_000_000])
def test_fault_14_too_many_are_refused_in_linear_time(count: int) -> None:
    tag = "<p " + " ".join(f'a{n}="x"' for n in range(count)) + ">"

    def call() -> None:
        with pytest.raises(ReadError) as caught:
            _text(_page(BODY + tag))
        assert caught.value.code == "too-many-attributes"

    assert _seconds(call) < 0.5 + count * 5e-6


@pytest.mark.parametrize("millions", [9, 10.5, 20, 60])
def test_fault_15_large_texts(millions: float) -> None:
    piece = "要抓好落实，不得有误。" * int(millions * 1_000_000 / 33)
    text = _text(_page(BODY + f"<p>{piece}</p>"))
    assert text == f"{TEXT}\n{piece}"


def test_fault_15_a_large_attribute() -> None:
    assert _text(_page(f'<img alt="{"图" * 4_000_000}">' + BODY)) == TEXT


def test_fault_15_a_source_over_the_limit() -> None:
    from minutes_cli.readers.local import MAX_BYTES, _bounded

    with pytest.raises(ReadError) as caught:
        _bounded(io.BytesIO(b" " * (MAX_BYTES + 1)))
    assert caught.value.code == "too-large"


@pytest.mark.parametrize("piece", ["<br>" * 1_000_000, "<p>" * 300_000], ids=["br", "p"])
def test_fault_16_a_million_tags(piece: str) -> None:
    html = _page(BODY + piece)
    assert _seconds(lambda: _text(html)) < 10
    assert _text(html) == TEXT


@pytest.mark.parametrize("piece", ["<p>{}</p>", "<li>{}</li>", "<tr><td>{}</td></tr>"], ids=["p", "li", "td"])
def test_fault_16_many_paragraphs_with_words(piece: str) -> None:
    said = "会议强调，要抓好秋收。"
    html = _page(BODY + piece.format(said) * 100_000)
    assert _seconds(lambda: _text(html)) < 10
    assert _text(html).count(said) == 100_000


def test_fault_17_a_huge_colspan() -> None:
    table = "<table><tr><td colspan=9007199254740991>任务</td><td rowspan=99999999999>时限</td></tr></table>"
    assert _text(_page(BODY + table + f"<p>{P[0]}</p>")) == f"{TEXT}\n任务\n时限\n{P[0]}"


@pytest.mark.parametrize("piece", ["<", "&", "<!", "<!--", "<script>", "<![CDATA[", "<textarea>", "<title>"])
def test_fault_18_a_million_of_a_token(piece: str) -> None:
    html = _page(BODY + piece * (1_000_000 // len(piece)))
    start = time.process_time()
    read = _read(html)
    assert read.code == "too-deep" if isinstance(read, MinutesError) else read.startswith(P[0])
    assert time.process_time() - start < 5


@pytest.mark.parametrize("opening", ["<script>", "<!--", "<textarea>", "<style>", "<title>"])
def test_fault_18_what_an_unclosed_element_swallows_is_noted(opening: str) -> None:
    article = read_html(page_of_text(_page(BODY + opening + BODY * 60)))
    assert article.text == TEXT
    assert "text-swallowed" in [note.code for note in article.notes]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_fault_19_no_entity_opens_a_file(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    html = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html SYSTEM "file:///etc/hostname" '
        f'[<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l0 "lol">{bomb}]>' + _page(BODY + "<p>&x;&l9;</p>")
    )
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    done = subprocess.run(
        [
            "strace",
            "-f",
            "-e",
            "trace=openat,open",
            sys.executable,
            "-m",
            "minutes_cli",
            "extract",
            "-f",
            "jsonl",
            "a.html",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    opened = re.findall(r'open(?:at)?\([^"]*"([^"]+)"', done.stderr)
    assert any(name.endswith("a.html") for name in opened)
    assert not {"/etc/passwd", "/etc/hostname"} & set(opened)
    assert "会议强调" in done.stdout
    assert "root:" not in done.stdout


@pytest.mark.parametrize("data", [b"", b"   \n", b"<!-- x -->", b"x", codecs.BOM_UTF8, b"<html></html>"])
def test_fault_20_nothing_to_read(data: bytes) -> None:
    page_error: MinutesError | None = None
    try:
        minutes = extract(data)
    except MinutesError as error:
        page_error = error
    else:
        assert not minutes.meetings
    if data != b"x":
        assert page_error is not None
        assert page_error.code in ("empty", "no-article", "script-only")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"PK\x03\x04\x14\x00", "archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1", "Office"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n",
            "MHTML",
        ),
        (b"\x7fELF\x02\x01", "program"),
    ],
)
def test_fault_21_other_formats_named_html(data: bytes, named: str) -> None:
    with pytest.raises(ReadError, match=named):
        extract(data, "a.html")


def test_fault_21_html_named_txt() -> None:
    assert extract(_page().encode(), "a.txt").article.text == TEXT


@given(
    st.lists(
        st.sampled_from(["<![x y", "<!x", "<?p", "</", "<a b='", '">', "&#x", "<p>", "]]>", "--!>", "<//p>", "文"]),
        max_size=12,
    )
)
@settings(deadline=None, max_examples=200)
def test_fault_22_broken_tokens_never_break_the_reader(tokens: list[str]) -> None:
    read = _read(_page(BODY + "".join(tokens)))
    assert not isinstance(read, MinutesError)
    assert read.startswith(P[0])


def test_fault_23_the_walk_does_not_recurse() -> None:
    depth = 2_000
    code = (
        "import sys; from minutes_cli.page.html import read_html; from minutes_cli.readers import page_of_text; "
        f"page = page_of_text('<html><body>' + '<div>' * {depth} + {BODY!r}); sys.setrecursionlimit(120); "
        "print(read_html(page).text.count(chr(10)))"
    )
    warm = (
        "from minutes_cli.page.html import read_html; from minutes_cli.readers import page_of_text; read_html(page_of_text("
        + repr(_page())
        + ")); "
    )
    done = subprocess.run([sys.executable, "-c", warm + code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "2", done.stderr


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (
            "<html><head><title>登录</title></head><body><h1>用户登录</h1><p>请先登录后再继续访问本系统，忘记密码请联系管理员。</p></body></html>",
            "login",
        ),
        (
            "<html><head><title>404</title></head><body><h1>出错了</h1><p>您访问的页面不存在，可能已被删除，请检查地址是否正确。</p></body></html>",
            "error-page",
        ),
        (
            "<html><head><title>安全验证</title></head><body><p>您的访问过于频繁，请输入验证码继续访问，谢谢您的配合。</p></body></html>",
            "captcha",
        ),
        ("<html><frameset><frame src=a><frame src=b></frameset></html>", "frames"),
        (
            "<html><head><title>云岭</title></head><body><div id=app></div><script>render()</script></body></html>",
            "script-only",
        ),
    ],
)
def test_fault_24_no_article_with_its_reason(html: str, code: str) -> None:
    with pytest.raises(NoArticleError) as caught:
        _text(html)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "piece",
    [
        '<p style="display:none">暗</p>',
        '<p style="color:#fff">暗</p>',
        '<p><span style="font-size:0">暗</span></p>',
        '<p style="visibility: hidden">暗</p>',
        '<p><span style="display: none !important">暗</span></p>',
        "<div hidden><p>暗</p></div>",
        '<div style="position:absolute;left:-9999px"><p>暗</p></div>',
        "<!-- 暗 -->",
        "<template><p>暗</p></template>",
        "<noscript><p>暗</p></noscript>",
        '<p style="opacity:0">暗</p>',
    ],
)
def test_fault_25_hidden_text(piece: str) -> None:
    piece = piece.replace("暗", "这是读者看不见的一句话，不应当出现在正文里。")
    assert _text(_page(f"<p>{P[0]}</p>{piece}<p>{P[1]}</p><p>{P[2]}</p>")) == TEXT


ATTACKS = [
    "，",
    "。",
    "2031-",
    "2031年1月",
    "来源：",
    "（",
    "“",
    "【】",
    "1",
    " ",
    "　",
    "责任编辑",
    "版权",
    "一、",
    "会",
    "－",
    "</html>",
    "&#1",
    "> ",
    "_",
    "a,",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("place", ["body", "title", "heading", "plain"])
def test_fault_26_time_grows_with_the_page(attack: str, place: str) -> None:
    """Twice the input takes no more than two and a half times as long, with some room for a busy machine."""

    def read(count: int) -> Article | None:
        piece = attack * count
        if place == "plain":
            return read_dump(page_of_text(f"云岭县召开会议\n{piece}\n{TEXT}"))
        html = {
            "body": _page(BODY + f"<p>{piece}</p>"),
            "title": _page(title=piece),
            "heading": _page(f"<p>{piece}</p>" + BODY),
        }[place]
        try:
            return read_html(page_of_text(html))
        except MinutesError:
            return None

    small = min(_seconds(lambda: read(20_000)) for _ in range(3))
    large = min(_seconds(lambda: read(40_000)) for _ in range(3))
    assert large < 2.5 * small + 0.05
