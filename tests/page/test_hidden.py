"""What a reader does not see is not in the text."""

from __future__ import annotations

import pytest

from tests.page.articles import TITLE, article

SEEN = "会议要求各乡镇抓紧备足种子和化肥，不误农时，并把春耕情况每旬报送一次。"


@pytest.mark.parametrize(
    "style",
    [
        "font-size:1px;color:#FFFFF0",
        "color:#fff;background:#fff",
        "color:#ffffff",
        "height:0;overflow:hidden",
        "clip:rect(0,0,0,0)",
    ],
)
@pytest.mark.parametrize("tag", ["span", "div"])
def test_hidden(tag: str, style: str) -> None:
    text = f"<div><p>{SEEN}</p><{tag} style='{style}'>转载必究，违者必究。</{tag}><p>{SEEN}</p></div>"
    assert "必究" not in article(f"<h1>{TITLE}</h1>", text=text).text


@pytest.mark.parametrize("style", ["color:#fff;background:#c00", "height:0", "font-size:11px", "overflow:hidden"])
def test_seen(style: str) -> None:
    text = f"<div><p>{SEEN}</p><p><span style='{style}'>会议还部署了防汛工作，要求清水河沿线昼夜巡查。</span></p></div>"
    assert "防汛" in article(f"<h1>{TITLE}</h1>", text=text).text


@pytest.mark.parametrize(
    "picture", ["<img src=a.gif style='display:none'>", "<div style='display:none'><img src=a.gif></div>"]
)
def test_hidden_picture_has_no_caption(picture: str) -> None:
    text = f"<div>{picture}<p>进一步抓细抓实春耕责任措施</p><p>{SEEN}</p></div>"
    assert article(f"<h1>{TITLE}</h1>", text=text).text.startswith("进一步")
    shown = f"<div><img src=a.gif><p>县长在田头查看水塔</p><p>{SEEN}</p></div>"
    assert article(f"<h1>{TITLE}</h1>", text=shown).text == SEEN
