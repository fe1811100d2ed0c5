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
