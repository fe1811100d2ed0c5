"""The heads of text dumps, as sites print them: title, day, minute and 来源, and where the body begins."""

from __future__ import annotations

import pytest

from minutes_cli import extract

TITLE = "云岭县召开防汛工作会议"
BODY = "7月30日，云岭县召开防汛工作会议。会议强调，要压实责任。\n会议要求，各镇要抓好落实。\n"
HEADS = [
    (f"{TITLE}\n2031-07-31\n", "2031-07-31", None),
    (f"{TITLE}\n2031/7/31 9:05:00\n", "2031-07-31T09:05", None),
    (f"{TITLE}\n[2031-07-31]\n", "2031-07-31", None),
    (f"{TITLE}\n（2031年7月31日）\n", "2031-07-31", None),
    (f"{TITLE}\n发布日期：2031-07-31\n信息来源：县水利局\n", "2031-07-31", "县水利局"),
    (f"{TITLE}\n2031年07月31日 10:20 来源：云岭日报\n", "2031-07-31T10:20", "云岭日报"),
    (f"{TITLE}\n云岭日报 2031-07-31 10:20\n", "2031-07-31T10:20", "云岭日报"),
    (f"{TITLE}\n作者：林知远  来源：党政办  日期：2031-07-31  点击数：35\n", "2031-07-31", "党政办"),
    (f"{TITLE}\n编辑：程亦安 2031-07-31 08:00:00 来源: 云岭县融媒体中心\n", "2031-07-31T08:00", "云岭县融媒体中心"),
    (f"{TITLE}\n日期：2031年7月31日　　浏览次数：88\n", "2031-07-31", None),
    (f"{TITLE}\n发布者：管理员 发布时间：2031-07-31\n", "2031-07-31", None),
    (f"{TITLE}\n供稿：县水利局\n审核：林知远\n", None, None),
    (f"{TITLE}\n微信公众号：云岭发布\n2031-07-31 18:30\n", "2031-07-31T18:30", None),
    (f"{TITLE}\n\n字号：\n小\n中\n大\n打印\n来源：云岭网 时间：2031-07-31\n", "2031-07-31", "云岭网"),
    (f"标题：{TITLE}\n时间：2031-07-31 来源：县政府办\n", "2031-07-31", "县政府办"),
    (f"【字体：大 中 小】\n{TITLE}\n", None, None),
    (f"要闻\n{TITLE}\n", None, None),
    (f"云岭要闻\n{TITLE}\n2031-07-31 来源：云岭发布\n", "2031-07-31", "云岭发布"),
    (f"首页 > 新闻 > 正文\n{TITLE}\n", None, None),
    (f"• 当前位置：\n news\n{TITLE}\n来源：云岭发布 | 发布时间： 2031-07-31 | 68 次浏览：\n", "2031-07-31", "云岭发布"),
    (f"今天是：2031年8月2日 星期六\n首页\n{TITLE}\n发布时间：2031-07-31\n", "2031-07-31", None),
    (f"{TITLE} - 云岭县人民政府\n首页 > 要闻\n{TITLE}\n发布时间：2031-07-31\n", "2031-07-31", None),
    (
        f"索引号：0001\n主题分类：水利\n发文机关：云岭县水利局\n成文日期：2031年7月31日\n标题：{TITLE}\n",
        "2031-07-31",
        None,
    ),
]


@pytest.mark.parametrize(("head", "published", "publisher"), HEADS)
def test_head(head: str, published: str | None, publisher: str | None) -> None:
    article = extract(head + BODY).article
    assert (article.title, article.published, article.publisher) == (TITLE, published, publisher)
    assert article.text[article.body.start :].startswith("7月30日")


def test_a_title_that_sounds_like_a_column_stays_where_no_headline_follows() -> None:
    assert extract(f"云岭快讯\n{BODY}").article.title is None
    assert extract(f"云岭联播快讯\n{BODY}").article.title == "云岭联播快讯"
