"""Pages without an article in the forms that sites give them, and short notices that look like them."""

from __future__ import annotations

import pytest

from minutes_cli.errors import NoArticleError
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_bytes

ITEMS = "".join(
    f"<li><a href=/a/{n}>云岭县召开第{n}次河长会议</a>"
    f"<p>近日，县水务局组织人员走进社区，解答用水问题……<a href=/a/{n}>[详细]</a></p></li>"
    for n in range(8)
)


def _read(body: str, title: str) -> str:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_html(page_of_bytes(html.encode())).text


@pytest.mark.parametrize(
    "pager",
    [
        "共 1364 条 137 页 <a>首页</a> <a>上一页</a> <a>下一页</a> <a>末页</a> 跳转到<input>页",
        "首页 上一页 1 2 3 下一页 尾页",
        "共有 120 条记录，每页 20 条，当前第 1/6 页",
        "显示 1-20 条，共 120 条",
        "总数：205 页次：1/14",
        "加载更多",
    ],
)
def test_pager_is_no_article(pager: str) -> None:
    with pytest.raises(NoArticleError):
        _read(f"<h2>政务要闻</h2><ul>{ITEMS}</ul><div>{pager}</div>", "政务要闻_云岭县人民政府")


@pytest.mark.parametrize(
    "asked",
    [
        "We're sorry but yunling doesn't work properly without JavaScript enabled. Please enable it to continue.",
        "You need to enable JavaScript to run this app.",
        "您的浏览器已禁用脚本。请启用脚本后刷新页面，以便正常浏览本网站的全部内容。",
    ],
    ids=["en", "short", "zh"],
)
def test_request_to_allow_scripts(asked: str) -> None:
    with pytest.raises(NoArticleError):
        _read(f"<noscript>{asked}</noscript><div id=app></div><script src=/a.js></script>", "云岭融媒体平台")


@pytest.mark.parametrize(
    "said",
    [
        "对不起，该信息已过期或被删除！",
        "信息未发布或已撤稿，请浏览其他内容。",
        "网站正在升级维护，暂停访问，给您带来的不便敬请谅解。",
        "系统繁忙，请稍后再试。如有疑问，请联系管理员。",
        "您没有权限查看该内容，请先登录后再访问，谢谢。",
        "抱歉，本帖要求阅读权限高于 10 才能浏览，您所在的用户组无法浏览。",
        "此账号已被屏蔽，内容无法查看，详情请查阅相关法律法规。",
        "如果您的浏览器没有自动跳转，请点击这里，谢谢。",
    ],
)
def test_only_says_that_there_is_nothing(said: str) -> None:
    with pytest.raises(NoArticleError) as caught:
        _read(f"<p>{said}</p><a href=/>返回首页</a>", "提示信息")
    assert caught.value.code == "error-page"


def test_a_dated_notice_of_the_same_words_is_an_article() -> None:
    text = "因系统升级，云岭政务网正在维护，今晚十点恢复，敬请谅解。"
    assert _read(f"<h1>停机通知</h1><p>2031-05-06</p><div><p>{text}</p></div>", "停机通知_云岭政务网") == text


def test_names_without_prose_far_below_a_title() -> None:
    pictures = "".join(f"<div><img src=/{n}.jpg><p>龙潭飞瀑</p><span>摄影：段青</span></div>" for n in range(9))
    with pytest.raises(NoArticleError):
        _read(f"<h2>光影云岭</h2>{pictures}<div>云岭县文旅局　电话：0000-12301</div>", "光影云岭-云岭旅游网")


LINKS = "".join(f"<li><a href=/{n}>清水乡第{n}次春耕现场会昨天召开</a> 05-{n:02}</li>" for n in range(10, 30))
LONG = (
    "<p>云岭县位于清水河上游，全县总面积一千二百平方公里，辖八个乡镇，素有水塔之乡的美誉，四季分明，物产丰饶。</p>"
    "<p>多年来，全县干部群众兴修水利，建成大小水塔一百二十座，灌溉农田三十万亩，粮食产量逐年增长。</p>"
)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("页面不存在 - 云岭县人民政府", f"<h1>您访问的页面走丢了</h1><p>系统时间：2031-05-06 09:12</p>{LONG * 3}"),
        ("清水湖湿地公园官方网站", f"<ul>{LINKS}</ul><h2>欢迎来到清水湖</h2>{LONG}"),
        (
            "云岭县信息网--欢迎您",
            f"<h2>云岭要闻</h2><p>昨天上午，春耕现场会在清水乡召开，县长到会讲话。</p><ul>{LINKS}</ul>",
        ),
        (
            "清水茶馆 - 云岭论坛",
            f"<h3>本版规则</h3><p>发帖请写清标题，转让、招租请到集市版，谢谢各位邻居。</p><ul>{LINKS}</ul>",
        ),
        ("聚焦云岭县春耕_专题_云岭新闻网", f"<h1>聚焦云岭县春耕</h1>{LONG}<ul>{LINKS}</ul>"),
        (
            "文件检索 - 云岭县司法局",
            f"<h1>文件检索</h1><p>文件标题：<input></p><h3>检索说明</h3>{LONG}<p>共检索到 0 条结果。</p>",
        ),
        (
            "影像云岭 - 云岭新闻网",
            "<h1>影像云岭</h1><p>“影像云岭”栏目每周五更新，欢迎投稿。</p>"
            + "".join(
                f"<div><img src={n}.jpg><p>清水河边，农民在抢种早稻。</p><div>2031-05-{n}</div></div>"
                for n in range(10, 18)
            ),
        ),
    ],
    ids=["missing", "welcome", "home", "board", "topic", "search", "gallery"],
)
def test_no_article(title: str, body: str) -> None:
    with pytest.raises(NoArticleError):
        _read(body, title)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("云岭概况", f"<h1>云岭概况</h1>{LONG}<ul>{LINKS[:300]}</ul>"),  # undated, and about the county itself
        (
            "欢迎来到水塔之乡_云岭新闻网",
            f"<h1>欢迎来到水塔之乡</h1><p>2031-05-06 来源：云岭日报</p>{LONG}<ul>{LINKS}</ul>",
        ),
        ("聚焦云岭县春耕_专题_云岭新闻网", f"<h1>聚焦云岭县春耕</h1><p>2031-05-06</p>{LONG}<ul>{LINKS}</ul>"),
        ("云岭水塔的来历 - 云岭县水务局官网", f"<h1>云岭水塔的来历</h1>{LONG}<ul>{LINKS}</ul>"),
        ("查询系统上线_云岭新闻网", f"<h1>查询系统上线</h1>{LONG}<p>云岭县大数据局 2031年5月6日</p>"),
    ],
    ids=["about", "dated-welcome", "dated-topic", "of-an-official-site", "signed"],
)
def test_article_all_the_same(title: str, body: str) -> None:
    assert "水塔一百二十座" in _read(body, title)
