"""Title, date and 来源 as pages of many kinds set them: each rule by a page that needs it and one that it must not touch."""

from __future__ import annotations

import pytest

from minutes_cli.model import Article
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_bytes

TITLE = "云岭县新建八座灌溉水塔"
TEXT = (
    "<div><p>云岭县昨天召开春耕工作会议，县长邹朗出席会议并讲话，要求各乡镇抓紧备足种子和化肥，不误农时。</p>"
    "<p>会议听取了农业局的汇报，决定在清水河两岸新建八座灌溉水塔，受益农田三万亩。</p></div>"
)


def _article(above: str, head: str = TITLE + "_云岭新闻网", text: str = TEXT) -> Article:
    html = f"<html><head><title>{head}</title></head><body>{above}{text}</body></html>"
    return read_html(page_of_bytes(html.encode()))


@pytest.mark.parametrize(
    ("shown", "publisher"),
    [
        ("来源：校报记者团　点击：12", "校报记者团"),
        ("来源：云岭发布【字体：大 中 小】", "云岭发布"),
        ("来源：中国评论新闻网 作者：段青", "中国评论新闻网"),
        ("来源：云岭日报记者 段青", "云岭日报"),
        ("来源：云岭日报作者：段青", "云岭日报"),
        ("来源：云岭政府网发布人：段青", "云岭政府网"),
        ("来源：云岭日报点击：12", "云岭日报"),
        ("来源：云岭日报收藏本站", "云岭日报"),
    ],
)
def test_where_the_name_behind_a_label_ends(shown: str, publisher: str) -> None:
    assert _article(f"<h1>{TITLE}</h1><p>2031-05-06 {shown}</p>").publisher == publisher


@pytest.mark.parametrize(
    ("shown", "head", "publisher"),
    [
        ("云岭热线　编辑：小北", f"云岭热线 - 云岭人的家园 - {TITLE}", "云岭热线"),
        ("云岭热线　编辑：小北", TITLE, None),  # nothing says that it is a site
        ("发信站: 云岭大学清水站", f"云岭大学清水站 - {TITLE}", None),  # behind another label
        ("云岭论坛", f"{TITLE} - 云岭论坛", None),  # a forum publishes nothing itself
    ],
)
def test_site_beside_the_date(shown: str, head: str, publisher: str | None) -> None:
    assert _article(f"<h1>{TITLE}</h1><p>2031-05-06 11:20　{shown}</p>", head).publisher == publisher


def test_date_below_the_title_is_not_beside_the_name_above_it() -> None:
    above = f"<div>云岭骑行网 › 路线</div><h1>{TITLE}</h1><p>2031-05-06 11:20</p>"
    assert _article(above).publisher is None


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("<div><b>22</b><span>2031-05</span></div>", "2031-05-22"),
        ("<div><b>22</b><br><span>2031-05</span></div>", "2031-05-22"),
        ("<div><b>42</b><span>2031-05</span></div>", None),
    ],
)
def test_day_above_its_month(shown: str, published: str | None) -> None:
    assert _article(f"{shown}<h1>{TITLE}</h1>").published == published


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["第A02版：要闻", "2031年5月6日　星期二", "某版目录", "天气", "广告", "订阅"], "2031-05-06"),
        (["2031年5月6日　星期二", "某版目录", "天气", "广告", "订阅"], None),  # today, as any page may show it
        (["版面导航", "今天是2031年5月6日", "目录", "天气", "广告", "订阅"], None),
        (["版面导航", "2031年5月6日", "2031年5月5日", "天气", "广告", "订阅"], None),  # which of the two
    ],
)
def test_date_of_an_issue(lines: list[str], published: str | None) -> None:
    above = "".join(f"<div>{line}</div>" for line in lines)
    assert _article(f"{above}<h1>{TITLE}</h1>").published == published


@pytest.mark.parametrize(
    ("shown", "head", "title"),
    [
        (f"[图文]{TITLE}", f"{TITLE}--云岭小学", TITLE),
        (f"【组图】{TITLE}", f"【组图】{TITLE}--云岭小学", TITLE),
        (f"[路书] {TITLE}", f"{TITLE}-路线-云岭骑行网", TITLE),
        (f"『生意』 {TITLE}[已封]", f"『生意』 {TITLE}_云岭社区", TITLE),
        (f"[春耕]{TITLE}", f"[春耕]{TITLE}_云岭新闻网", f"[春耕]{TITLE}"),  # <title> has it too
    ],
)
def test_brackets_beside_the_title(shown: str, head: str, title: str) -> None:
    assert _article(f"<h1>{shown}</h1><p>2031-05-06</p>", head).title == title


@pytest.mark.parametrize(
    "above",
    [
        f"<h1><a href=/>云岭县水务局</a></h1><div>{TITLE}</div><div>2031-05-06</div>",
        f"<h1>云岭县水务局</h1><ul><li>公开</li><li>动态</li><li>服务</li></ul><h2>{TITLE}</h2><div>2031-05-06</div>",
        f"<div>{TITLE}</div><div>2031-05-06</div>",
    ],
)
def test_name_of_the_site_is_no_title(above: str) -> None:
    assert _article(above, "云岭县水务局").title == TITLE


def test_logo_is_no_title_above_one_that_reads_like_prose() -> None:
    text = f"<dl><dt>居民阶梯水价，大家关心的都在这里</dt><dd>2031-05-06　来源：县水务局</dd><dd>{TEXT}</dd></dl>"
    article = _article("<h1><a href=/>云岭县清水局</a></h1>", "云岭县清水局", text)
    assert (article.title, article.published) == ("居民阶梯水价，大家关心的都在这里", "2031-05-06")


def test_signature_of_a_short_notice_is_no_byline() -> None:
    text = "<div><p>请各乡镇于本月底前上报春耕备耕情况，不得迟报、漏报，联系人段青。</p><p>云岭县农业局　2031年5月6日</p></div>"
    assert _article(f"<h1>{TITLE}</h1>", text=text).text.endswith("2031年5月6日")
