"""Bytes to text: declared and actual encodings, byte order marks, headers, damage; the whole GBK repertoire."""

from __future__ import annotations

import pytest

from minutes_cli.readers.decode import decode

BODY = (
    "会议指出，今年以来全县上下齐心协力，春耕备耕扎实推进，农资储备充足。会议强调，要压实责任，把各项任务落实到田间地头。"
    * 4
)
BIG5_BODY = (
    "會議指出，今年以來全縣上下齊心協力，春耕準備工作扎實推進。會議強調，要落實責任，把各項任務做好，不得有誤。" * 4
)


def _html(body: str, label: str | None, far: bool = False) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    gap = f"<!-- {'x' * 3000} -->" if far else ""
    return f"<html><head>{gap}{meta}<title>2031</title></head><body><p>{body}</p></body></html>"


#        name, text, declared in meta, real encoding, header, encoding reported
CASES = [
    ("gb2312 holds a GBK character", BODY + "镕", "gb2312", "gbk", None, "gb18030"),
    ("gb2312 holds four-byte characters", BODY + "㙍𠮷", "gb2312", "gb18030", None, "gb18030"),
    ("gbk holds four-byte characters", BODY + "㙍𠮷", "gbk", "gb18030", None, "gb18030"),
    ("nothing declared, UTF-8", BODY, None, "utf-8", None, "utf-8"),
    ("nothing declared, GBK", BODY, None, "gbk", None, "gb18030"),
    (
        "nothing declared, GBK, twenty characters",
        "县委召开会议，研究部署春耕生产和森林防火",
        None,
        "gbk",
        None,
        "gb18030",
    ),
    ("declared utf-8, is GBK", BODY, "utf-8", "gbk", None, "gb18030"),
    ("declared gb2312, is UTF-8", BODY, "gb2312", "utf-8", None, "utf-8"),
    ("BOM UTF-16 LE, meta contradicts", "\ufeff" + BODY, "gb2312", "utf-16-le", None, "utf-16-le"),
    ("BOM UTF-16 BE, meta contradicts", "\ufeff" + BODY, "gb2312", "utf-16-be", None, "utf-16-be"),
    ("BOM UTF-8, meta contradicts", BODY, "gb2312", "utf-8-sig", None, "utf-8"),
    ("header gbk right, meta utf-8 wrong", BODY, "utf-8", "gbk", "text/html; charset=gbk", "gb18030"),
    ("header utf-8 wrong, meta gb2312 right", BODY, "gb2312", "gbk", "text/html; charset=utf-8", "gb18030"),
    ("header is a server's default", BODY, "gb2312", "gbk", "text/html; charset=ISO-8859-1", "gb18030"),
    ("header big5 wrong, meta gbk right", BODY, "gbk", "gbk", "text/html; charset=big5", "gb18030"),
    ("big5 with a character of Hong Kong", BIG5_BODY + "堃", "big5", "big5hkscs", None, "big5hkscs"),
    ("nothing declared, Big5", BIG5_BODY, None, "big5", None, "big5hkscs"),
    ("declared gb2312, is Big5", BIG5_BODY, "gb2312", "big5", None, "big5hkscs"),
    ("label gb_2312-80", BODY, "gb_2312-80", "gbk", None, "gb18030"),
    ("UTF-16 LE without BOM", BODY, "utf-16", "utf-16-le", None, "utf-16-le"),
    ("UTF-16 BE without BOM", BODY, None, "utf-16-be", None, "utf-16-be"),
    ("UTF-32 with BOM", "\ufeff" + BODY, None, "utf-32-le", None, "utf-32-le"),
]


@pytest.mark.parametrize(
    ("text", "label", "real", "header", "used"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_case(text: str, label: str | None, real: str, header: str | None, used: str) -> None:
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    page = _html(text, label)
    decoded = decode((mark + page).encode(real), header)
    assert decoded.text == page
    assert decoded.encoding == used


def test_there_are_twenty_two_cases() -> None:
    assert len(CASES) == 22


@pytest.mark.parametrize("real", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["7月30日，" + BODY, BODY + " 2024-07-30 09:07 ", "标题\n" + "2024 " * 20 + BODY])
def test_utf16_of_a_plain_text(text: str, real: str) -> None:
    """The first character may be Chinese and those in ASCII few: the side of the zero bytes tells."""
    decoded = decode(text.encode(real))
    assert (decoded.text, decoded.encoding) == (text, real)


def test_meta_far_down() -> None:
    page = _html(BODY, "gb2312", far=True)
    assert decode(page.encode("gbk")).text == page


def test_a_false_label_in_the_head_does_not_hide_a_true_one_far_down() -> None:
    page = _html(BODY, "utf-8").replace("</p>", f"<!-- {'x' * 9000} --><meta charset=gbk></p>")
    decoded = decode(page.encode("gbk"))
    assert (decoded.text, decoded.encoding) == (page, "gb18030")
    assert [note.code for note in decoded.notes] == ["charset-overridden"]


@pytest.mark.parametrize("label", ["gb2312", "gbk", "GB18030", "gb_2312-80", "x-gbk", "cp936", "EUC-CN"])
def test_the_whole_gbk_repertoire_under_any_gb_label(label: str) -> None:
    every = [chr(code) for code in range(0x80, 0x10000) if _in_gbk(chr(code))]
    assert len(every) > 21_000
    for start in range(0, len(every), 400):
        page = _html(BODY + "".join(every[start : start + 400]), label)
        assert decode(page.encode("gb18030")).text == page
    for character in every[::7]:  # alone on a page, where nothing else helps
        page = f'<meta charset="{label}"><p>{character}</p>'
        assert decode(page.encode("gb18030")).text == page


def _in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def test_a_stray_byte_costs_itself_alone() -> None:
    page = _html(BODY, "gb2312").encode("gbk")
    at = page.index("春耕".encode("gbk"))
    decoded = decode(page[:at] + b"\xff" + page[at:])
    assert decoded.text.replace("\ufffd", "") == _html(BODY, "gb2312")
    note = next(note for note in decoded.notes if note.code == "bytes-replaced")
    assert f"byte {at}" in note.message


def test_a_cut_character_costs_itself_alone() -> None:
    page = _html(BODY, "utf-8").encode()
    at = page.index("春耕".encode())
    decoded = decode(page[: at + 1] + page[at + 3 :])
    assert decoded.encoding == "utf-8"
    assert decoded.text.replace("\ufffd", "") == _html(BODY, "utf-8").replace("春", "", 1)


def test_the_euro_of_windows() -> None:
    page = _html(BODY + "价值100", "gb2312").encode("gbk").replace(b"100", b"\x80100")
    assert "价值€100" in decode(page).text
    stray = page.replace("会议指出".encode("gbk"), b"\xff" + "会议指出".encode("gbk"), 1)
    assert "价值€100" in decode(stray).text


def test_what_was_doubtful_is_noted() -> None:
    assert [n.code for n in decode(_html(BODY, "gb2312").encode()).notes] == ["charset-overridden"]
    assert [n.code for n in decode(_html(BODY, None).encode("gbk")).notes] == ["charset-guessed"]
    assert decode(_html(BODY, "gb2312").encode("gbk")).notes == ()
    assert decode(_html(BODY, None).encode()).notes == ()
