"""Who publishes, where no plain 来源：name says it."""

from __future__ import annotations

import pytest

from tests.page.articles import TEXT, TITLE, article

DATE = "<p>2031-05-06 11:20</p>"


@pytest.mark.parametrize(
    ("shown", "publisher"),
    [
        ("<p>《云岭早报》(2031-05-06)</p>", "《云岭早报》"),
        ("<p>来源:手机云岭报 2031-05-06</p>", "手机云岭报"),  # 手机 is a button elsewhere
        ("<p>来源：<img alt=云岭日报 src=a.gif> 2031-05-06</p>", "云岭日报"),
        ("<p>来源：<img alt=分享 src=a.gif> 2031-05-06</p>", None),
        ("<p>2031-05-06</p><p><span>县委办公室 发布</span><span>131</span></p>", "县委办公室"),
        ("<p>2031-05-06</p><p><span>水塔 发布</span></p>", None),
        ("<p><span>2031-05-06 11:20</span><span>·</span><span>云岭种粮人</span></p>", "云岭种粮人"),
        ("<p><span>解决时间：2031-05-06 11:20 | 提问者：</span><span>云岭种粮人</span></p>", None),
        ("<p>云岭早报 > 县闻 2031年5月6日</p>", None),  # the way to the page
        ("<p>来源：{source} 2031-05-06</p>", None),
        ("<p><span>本地新闻</span><span>云岭晚报</span><span>段青</span><span>2031-05-06 07:11</span></p>", "云岭晚报"),
        ("<p>【雲嶺晚報╱記者段青／清水報導】</p><p>2031.05.06 04:08 am</p>", "雲嶺晚報"),
        ("<p>日期：2031-05-06 作者：文/教务处 段青 图/宣传部 邹朗</p>", None),
        ("<p>第一财经 2031-05-06 07:11</p>", "第一财经"),
        ("<p>宏观财经 2031-05-06 07:11</p>", None),
        ("<p>图片来源：云岭图库</p><p>2031-05-06 07:11</p>", None),
        ("<p>【春耕╱記者段青】</p><p>2031.05.06</p>", None),
        (
            "<table><tr><td>发布时间<td>发布机构<td>文件编号<tr><td>2031-05-06<td>县水务局<td>云水〔2031〕3号</table>",
            None,  # labels above their values
        ),
    ],
)
def test_publisher(shown: str, publisher: str | None) -> None:
    assert article(f"<h1>{TITLE}</h1>{shown}").publisher == publisher


def test_label_below_the_text_wins_over_a_name_beside_the_date() -> None:
    above = f"<h1>{TITLE}</h1><div>云岭发布</div><div>2031-05-06 06:46</div>"
    text = f"{TEXT}<p>（来源：云岭日报 记者 段青）</p>"
    assert article(above, text=text).publisher == "云岭日报"
    assert article(above).publisher == "云岭发布"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [(f"云岭日报数字报-{TITLE}", "云岭日报"), (f"{TITLE} - 云岭日报", None), (f"{TITLE}_云岭电子报刊阅览室", None)],
)
def test_digital_edition(head: str, publisher: str | None) -> None:
    assert article(f"<h1>{TITLE}</h1><p>第02版：要闻</p>", head).publisher == publisher


def test_paper_named_at_the_end_of_the_text() -> None:
    text = TEXT.replace("</div>", "<p>《云岭早报》</p></div>")
    assert article(f"<h1>{TITLE}</h1><p>2031-05-06</p>", text=text).publisher == "《云岭早报》"


@pytest.mark.parametrize(
    ("tag", "publisher"),
    [("清水街道", "清水街道"), ("清水", "县融媒体中心"), ("云岭网", "县融媒体中心")],
)
def test_tag_counts_where_the_page_shows_the_same_name_behind_a_label(tag: str, publisher: str) -> None:
    above = f"<h1>{TITLE}</h1><ul><li>发布时间：2031-05-06</li><li>供稿：清水街道</li><li>发布：县融媒体中心</li></ul>"
    assert article(above, tags=f"<meta name=ContentSource content={tag}>").publisher == publisher
