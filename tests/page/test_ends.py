"""Where the article ends, with more prose on the page."""

from __future__ import annotations

import pytest

from tests.page.articles import TEXT, TITLE, article

ROW = "<ul><li><a href=/1>清水乡召开春耕现场会</a></li><li><a href=/2>石桥乡修复水渠</a></li><li><a href=/3>云岭早稻开秧门</a></li></ul>"
OTHER = "<div><b>种田小知识</b><p>早稻抛秧要看天气，寒潮来临前不宜下田，秧龄以三十天左右为宜。</p></div>"


def test_prose_behind_rows_of_links_is_another() -> None:
    assert article(f"<h1>{TITLE}</h1><p>2031-05-06</p>", text=TEXT + ROW + OTHER).text.endswith("三万亩。")


def test_the_article_goes_on_behind_links_in_its_own_block() -> None:
    inner = (
        TEXT.removesuffix("</div>")
        + ROW
        + "<p>县长强调，各乡镇要一手抓抗旱、一手抓春耕，把水塔用好、把渠道修好，让每一块田都灌上水，做到两不误。</p></div>"
    )
    assert article(f"<h1>{TITLE}</h1><p>2031-05-06</p>", text=inner).text.endswith("两不误。")


@pytest.mark.parametrize(
    "line",
    [
        "公示期间，如有异议，请以书面形式向县水务局反映。",
        "您好，我是云岭县的老水工，今年六十岁了。",
    ],
)
def test_line_that_looks_like_furniture_stays(line: str) -> None:
    assert (
        line in article(f"<h1>{TITLE}</h1><p>2031-05-06</p>", text=TEXT.replace("</div>", f"<p>{line}</p></div>")).text
    )
