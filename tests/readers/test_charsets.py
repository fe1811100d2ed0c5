"""Charset labels: those of the web and of Python for Chinese, and none that is no encoding of text."""

from __future__ import annotations

import codecs
import encodings.aliases
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from minutes_cli.readers import page_of_bytes
from minutes_cli.readers.charsets import _CODECS, codec_of
from minutes_cli.readers.decode import decode
from tests.packs import ARTICLE, packed

NO_TEXT = ["rot13", "hex", "base64", "zlib", "zip", "bz2", "uu", "quopri", "undefined", "idna", "punycode"]
NEVER = [
    "utf-7",
    "latin-1",
    "iso-8859-1",
    "windows-1252",
    "us-ascii",
    "raw-unicode-escape",
    "unicode-escape",
    "mbcs",
    "x",
]
# As the WHATWG Encoding Standard has them, and what Python knows beside.
GB_LABELS = [
    "chinese", "csgb2312", "csiso58gb231280", "gb2312", "gb_2312", "gb_2312-80", "gbk", "iso-ir-58", "x-gbk", "gb18030",
    "csISO58GB231280", "EUC_CN", "eucgb2312-cn", "cp936", "936", "hz-gb-2312", " GB2312 ",
    *(alias for alias, name in encodings.aliases.aliases.items() if name in ("gb2312", "gbk", "gb18030", "hz")),
]  # fmt: skip


def _html(label: str, body: str = ARTICLE) -> str:
    return f'<html><head><meta charset="{label}"><title>常务会议</title></head><body><p>{body}</p></body></html>'


@pytest.mark.parametrize("label", [*NO_TEXT, *NEVER])
def test_a_label_of_no_use_is_passed_over(label: str) -> None:
    page = _html(label)
    for decoded in (decode(page.encode("gbk")), decode(page.encode("gbk"), f"text/html; charset={label}")):
        assert (decoded.text, decoded.encoding) == (page, "gb18030")
    assert codec_of(label) is None


@pytest.mark.parametrize("label", GB_LABELS)
def test_every_label_of_the_gb_family_is_gb18030(label: str) -> None:
    page = _html(label, "涉及朱镕基、李喆、㙍𠮷等。")
    assert codec_of(label) == "gb18030"
    assert decode(page.encode("gb18030")).text == page


def test_whatever_is_labelled_becomes_a_text() -> None:
    rnd = random.Random(1)
    noise = bytes(rnd.randrange(256) for _ in range(3000))
    for label, codec in _CODECS.items():
        assert codecs.lookup(codec)._is_text_encoding  # type: ignore[attr-defined]
        assert isinstance(decode(b"<p>\xff" + noise, f"text/html; charset={label}").text, str)


def test_a_page_that_names_a_wide_encoding_is_in_none() -> None:
    page = "<meta charset=utf-16le><p>会议</p>"
    assert decode(page.encode("gbk")).text == page
    text = "会议强调，要压实责任。"
    assert decode(text.encode("utf-16-le"), "text/plain; charset=utf-16le").text == text


def test_one_label_costs_no_other_page(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    path.write_bytes(packed([("1.html", _html("rot13").encode("gb18030")), ("2.html", _html("utf-8").encode())]))
    command = [sys.executable, "-m", "minutes_cli", "extract", "-q", "-f", "jsonl", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert [len(json.loads(line)["meetings"]) for line in done.stdout.split("\n") if line] == [1, 1]


def test_a_web_archive_with_a_label_of_no_use() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: text/html; charset=rot13\nContent-Transfer-Encoding: 8bit\n\n"
    assert page_of_bytes(head + _html("hex").encode("gb18030")).text == _html("hex")


# A declaration that fits, and damage


BODY = "".join(f"<p>会议指出，第{number}项工作扎实推进，要压实责任，把任务落实到田间地头。</p>" for number in range(8))
BIG5 = "".join(f"<p>會議指出，第{number}項工作扎實推進，要落實責任，把各項任務做好。</p>" for number in range(8))


@pytest.mark.parametrize("far", [False, True], ids=["plain", "behind a script"])
@pytest.mark.parametrize(
    ("declared", "real", "body"),
    [
        *((declared, real, BODY) for declared in ("gb2312", "utf-8", "big5", "") for real in ("gb18030", "utf-8")),
        *((declared, "big5hkscs", BIG5) for declared in ("gb2312", "utf-8", "big5", "")),
    ],
)  # fmt: skip
def test_damage_changes_no_encoding(declared: str, real: str, body: str, far: bool) -> None:
    script = f"<script>{'var a = 1;' * 400}</script>" if far else ""
    html = f'<head><meta charset="{declared}">{script}<title>2031</title></head>{body}'.encode(real)
    places = [at for at, byte in enumerate(html) if byte >= 0x80]
    for turn in range(60):
        rnd = random.Random(turn)
        damaged = bytearray(html)
        for at in sorted(rnd.sample(places, turn % 11), reverse=True):
            if turn % 2:
                del damaged[at]
            else:
                damaged[at] = rnd.randrange(256)
        decoded = decode(bytes(damaged))
        assert decoded.encoding == real, turn
        overridden = {"gb2312": "gb18030", "big5": "big5hkscs"}.get(declared, declared) not in (real, "")
        assert ("charset-overridden" in [note.code for note in decoded.notes]) == overridden


def test_a_declaration_is_kept_where_no_encoding_reads_like_chinese() -> None:
    names = "<meta charset=gb2312>" + "、".join("喆昶堃翀骞赟玥珺璟旻晔煜炜熠祎禛羿翊") * 3
    decoded = decode(names.encode("gb18030").replace("骞".encode("gb18030"), b"\xff", 1))
    assert (decoded.encoding, [note.code for note in decoded.notes]) == ("gb18030", ["bytes-replaced"])
    korean = "<meta charset=euc-kr>" + "회의에서 안전 생산을 강조하였다. " * 8
    assert decode(korean.encode("cp949")).text == korean
