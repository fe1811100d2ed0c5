"""The feet of text dumps, as sites print them: none of it is the body's."""

from __future__ import annotations

import pytest

from minutes_cli import extract

DUMP = (
    "云岭县召开防汛工作会议\n2031-07-31\n"
    "7月30日，云岭县召开防汛工作会议。会议强调，要压实责任。\n会议要求，各镇要抓好落实。\n"
)
FEET = [
    "责任编辑：林知远\n",
    "【责任编辑：林知远】\n",
    "终审：顾明舟\n复审：林知远\n初审：程亦安\n",
    "撰稿：程亦安 摄影：林知远 审核：顾明舟\n",
    "（记者 林知远 通讯员 程亦安）\n",
    "图文：林知远\n",
    "—END—\n来源 丨 云岭发布\n编辑 | 林知远\n",
    "上一篇：全县旱情会商\n下一篇：全县秋收\n",
    "【打印】【关闭】\n",
    "[ 返回 ] [ 打印 ]\n",
    "分享到：\n微信\n微博\nQQ空间\n",
    "阅读 1024\n在看\n",
    "浏览次数：88次\n",
    "相关新闻\n云岭县召开旱情会商会\n云岭县开展防汛演练\n",
    "主办：云岭县委宣传部\n联系电话：0000-1234567\n",
    "版权所有：云岭县人民政府\n主办单位：云岭县政府办\n云ICP备12345678号\n",
]


@pytest.mark.parametrize("foot", FEET)
def test_foot(foot: str) -> None:
    result = extract(DUMP + foot)
    text, body = result.article.text, result.article.body
    assert text[body.start : body.end].endswith("抓好落实。")
    assert text.endswith(foot.rstrip("\n"))  # it stays in the text
    assert [block.verb for block in result.meetings[0].blocks] == ["强调", "要求"]


def test_source_in_the_foot() -> None:
    assert extract(DUMP + "—END—\n来源 丨 云岭发布\n").article.publisher == "云岭发布"
