"""The body named by hand with a CSS selector."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from minutes_cli import extract
from minutes_cli.errors import NoArticleError, SelectorError
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_text

PAGE = """<html><head><title>云岭县召开会议</title></head><body>
<h1>云岭县召开会议</h1><div>2031-04-03 来源：云岭日报</div>
<div class="side"><p>旁栏第一段，写了不少话，比正文还长，没有人要看这一段，可是它就在这里。</p><p>旁栏第二段，同样很长，同样没有人要看，它也还是在这里，一直在这里。</p></div>
<div>开头<span id="text">会议指出，要抓好落实。<br>会议强调，<b>要压实责任</b>。</span>结尾</div>
<div id="hid" style="display:none"><p>隐藏的一段。</p></div>
</body></html>"""


def _lines(css: str) -> list[str]:
    return read_html(page_of_text(PAGE), select=css).text.split("\n")


def test_an_element_inside_a_line() -> None:
    assert _lines("#text") == ["会议指出，要抓好落实。", "会议强调，要压实责任。"]


def test_paths_name_the_page_as_it_is() -> None:
    article = read_html(page_of_text(PAGE), select="#text")
    assert article.paths == ("/html/body/div[3]/span",) * 2


def test_several_elements_each_once() -> None:
    assert _lines(".side, .side p, #hid") == [
        "旁栏第一段，写了不少话，比正文还长，没有人要看这一段，可是它就在这里。",
        "旁栏第二段，同样很长，同样没有人要看，它也还是在这里，一直在这里。",
        "隐藏的一段。",
    ]


def test_the_heading_is_still_read() -> None:
    article = extract(PAGE, select="#text").article
    assert (article.title, article.published, article.publisher) == ("云岭县召开会议", "2031-04-03", "云岭日报")


@pytest.mark.parametrize("css", ["#missing", "p.none > a"])
def test_nothing_picked(css: str) -> None:
    with pytest.raises(NoArticleError, match="picks nothing") as caught:
        _lines(css)
    assert caught.value.code == "nothing-selected"


@pytest.mark.parametrize("css", ["p[", "div >", "::", "", "p::before"])
def test_no_selector(css: str) -> None:
    with pytest.raises(SelectorError, match="is not a CSS selector"):
        _lines(css)


def test_a_text_has_no_elements() -> None:
    with pytest.raises(NoArticleError, match="plain text"):
        extract("会议指出，要抓好落实。", select="p")


def test_soup_is_not_loaded_without_a_selector() -> None:
    code = (
        "import sys; from minutes_cli import extract; "
        f"extract({PAGE!r}); assert 'bs4' not in sys.modules; extract({PAGE!r}, select='#text'); assert 'bs4' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("css", "code", "said"), [("#text", 0, ""), ("#missing", 4, "picks nothing"), ("p[", 2, "not a CSS selector"),
     ("p::before", 2, "not a CSS selector"), ("span:contains('要压实责任')", 0, "")],
)  # fmt: skip
def test_on_the_command_line(tmp_path: Path, css: str, code: int, said: str) -> None:
    file = tmp_path / "a.html"
    file.write_text(PAGE, encoding="utf-8")
    command = [sys.executable, "-m", "minutes_cli", "extract", "-q", "-f", "json", "--select", css, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == (0 if code == 0 else 1)
