"""Title, date and 来源 as pages of many kinds set them: each rule by a page that needs it and one that it must not touch."""

from __future__ import annotations

import pytest

from tests.page.articles import TEXT, TITLE
from tests.page.articles import article as _article


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


@pytest.mark.parametrize("below", ["", "<div>播报文本<span>00:00 / 01:36</span></div>"])
def test_name_of_an_app_is_no_title_above_one_that_opens_with_a_place(below: str) -> None:
    above = (
        f"<div>云上清水</div><div class=t-title>清水：调度春耕备耕</div><div>清水融媒</div><div>2031-05-06</div>{below}"
    )
    assert _article(above, "云上清水").title == "清水：调度春耕备耕"


def test_logo_is_no_title_above_one_that_reads_like_prose() -> None:
    text = f"<dl><dt>居民阶梯水价，大家关心的都在这里</dt><dd>2031-05-06　来源：县水务局</dd><dd>{TEXT}</dd></dl>"
    article = _article("<h1><a href=/>云岭县清水局</a></h1>", "云岭县清水局", text)
    assert (article.title, article.published) == ("居民阶梯水价，大家关心的都在这里", "2031-05-06")


def test_signature_of_a_short_notice_is_no_byline() -> None:
    text = "<div><p>请各乡镇于本月底前上报春耕备耕情况，不得迟报、漏报，联系人段青。</p><p>云岭县农业局　2031年5月6日</p></div>"
    assert _article(f"<h1>{TITLE}</h1>", text=text).text.endswith("2031年5月6日")


HEADING = f"<h1>{TITLE}</h1>"


@pytest.mark.parametrize(
    ("shown", "publisher"),
    [
        (
            "<div><label>来源</label><b>云岭县数据局</b></div><div><label>时间</label><b>2031/12/06</b></div>",
            "云岭县数据局",
        ),
        ("<ul><li><i>来源</i><i>云岭日报</i></li><li><i>发布时间</i><i>2031-05-06</i></li></ul>", "云岭日报"),
        ("<dl><dt>发布日期</dt><dd>2031年5月6日</dd><dt>信息来源</dt><dd>局办公室</dd></dl>", "局办公室"),
        (
            "<table><tr><th>发布部门</th><td>水务局</td></tr><tr><th>发布时间</th><td>2031-05-06</td></tr></table>",
            "水务局",
        ),
        ("<p>来源丨云岭发布</p><p>2031-05-06</p>", "云岭发布"),
        ("<p>转自：云岭日报 2031-05-06</p>", "云岭日报"),
        ("<p>供稿：县水务局 2031-05-06</p>", "县水务局"),
        ("<p>〖2031-05-06〗〖云岭日报〗</p>", "云岭日报"),
        ("<div><span>云岭县统计局</span><span>2031-05-06 11:20</span><span>打印本页</span></div>", "云岭县统计局"),
        ("<p>2031-05-06 县委办公室 点击：12</p>", "县委办公室"),
        ("<div>云岭县水务局</div><div>2031-05-06</div>", "云岭县水务局"),
        ("<p>作者：县水务局 2031-05-06</p>", None),  # who wrote it is no publisher
        ("<p>2031-05-06 <span>王中科</span></p>", None),  # a person
        ("<p>2031-05-06 邹朗工作室</p>", None),
        ("<p>2031-05-06 11:20云南</p>", None),  # where the account is
        ("<p>2031-05-06 11:20 <em>黑龙江</em></p>", None),
    ],
)
def test_publisher_in_elements(shown: str, publisher: str | None) -> None:
    assert _article(HEADING + shown).publisher == publisher


def test_an_empty_label_takes_nothing_from_above_the_title() -> None:
    assert (
        _article(f"<div>专题</div>{HEADING}<p>2031-05-06</p><div>来源：<script>name()</script></div>").publisher is None
    )


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("（云岭日报供稿）", "云岭日报"),
        ("（据云岭日报）", "云岭日报"),
        ("(据新华社电)", "新华社"),
        ("（县水务局供稿）", None),  # who gave it to the paper
        ("（科研处）", None),
    ],
)
def test_credit_in_brackets(line: str, publisher: str | None) -> None:
    assert _article(HEADING, text=TEXT.replace("</div>", f"<p>{line}</p></div>")).publisher == publisher


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("<p>发布日期：2031-05-06　成文日期：2031-05-01</p>", "2031-05-06"),
        ("<p>成文日期：2031-05-01　发布日期：2031-05-06</p>", "2031-05-06"),
        ("<p>成文日期：2031-05-01</p>", "2031-05-01"),  # better than none
        ("<p>更新时间：2031-05-08　发布时间：2031-05-06</p>", "2031-05-06"),
        ("<p>二〇三一年五月六日</p>", "2031-05-06"),
        ("<div><b>05-06</b><i>2031</i></div>", "2031-05-06"),
        ("<time datetime='2031-05-06T09:12:00+08:00'>3天前</time>", "2031-05-06T09:12"),
        ("<div><em title='2031-05-06 09:12'>前天 09:12</em></div>", "2031-05-06T09:12"),
    ],
)
def test_which_date(shown: str, published: str) -> None:
    assert _article(HEADING + shown).published == published


@pytest.mark.parametrize(
    ("beside", "published"),
    [
        ("<span>来源：云岭日报</span><span>8:15</span>", "2031-05-06T08:15"),
        ("<span>来源：云岭日报</span><span>08:15:20</span><span>打印</span>", "2031-05-06T08:15"),
        ("<span>视频</span><span>08:15</span>", "2031-05-06"),  # how long it is
        ("<span>来源：云岭日报</span><span>00:00</span>/<span>08:15</span>", "2031-05-06"),
    ],
)
def test_time_apart_from_its_day(beside: str, published: str) -> None:
    above = f"<div><span>05/06</span><span>2031</span></div><h1>{TITLE}</h1><div>{beside}</div>"
    assert _article(above).published == published


def test_tag_wins_over_another_kind_of_date() -> None:
    tag = '</title><meta name="PubDate" content="2031-05-06 09:12"><title>'
    assert _article(f"{HEADING}<p>成文日期：2031-05-01</p>", TITLE + tag).published == "2031-05-06T09:12"


def test_label_of_a_table_above_the_title_is_the_one_before_its_date() -> None:
    rows = [("生成日期", "2031-05-01"), ("公开日期", "2031-05-06"), ("公开方式", "主动公开"), ("有效性", "有效")]
    cells = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
    assert _article(f"<table>{cells}</table>{HEADING}").published == "2031-05-06"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("<p align=right>来源：中共云岭县委办公室　2031-05-06</p>", "2031-05-06"),  # its label is far before it
        (
            "<div><span>供稿单位：水务局</span><span>摄影：段青</span><span>更新于：2031.05.08</span></div>",
            "2031-05-08",
        ),
        ("<p>参考资料：云岭网 [引用日期2031-05-08]</p>", None),
    ],
)
def test_date_below(line: str, published: str | None) -> None:
    assert _article(HEADING, text=TEXT + line).published == published


def test_minute_below_the_day() -> None:
    text = TEXT + "<div>段青 发表于 2031-05-06 23:48 | 阅读全文</div>"
    assert _article(f"<div>2031-05-06</div>{HEADING}", text=text).published == "2031-05-06T23:48"


@pytest.mark.parametrize(
    "shown",
    [
        f"<h1>{TITLE}<br><span>2031-05-06 16:40:11 来源：云岭日报 点击：<i id=hits></i></span></h1>",
        f"<h1>{TITLE}<span>发布时间：2031-05-06 16:40</span><span>来源：云岭日报</span></h1>",
        f"<div class=t><b>{TITLE}</b> <span>(2031-05-06 16:40:05)</span></div><p>来源：云岭日报</p>",
        f"<div><b>{TITLE}</b>（2031-05-06 16:40）</div><p>来源：云岭日报</p>",
        f"<h1><span>2031-05-06 16:40</span>{TITLE}</h1><p>来源：云岭日报</p>",
        f"<h1>{TITLE} <a href=/p>[打印]</a></h1><p>2031-05-06 16:40 来源：云岭日报</p>",
        f"<table><tr><th>标题</th><td>{TITLE}</td></tr><tr><th>发布日期</th><td>2031-05-06 16:40</td></tr>"
        "<tr><th>来源</th><td>云岭日报</td></tr></table>",
        f"<p>题名：{TITLE}</p><p>发布日期：2031-05-06 16:40　来源：云岭日报</p>",
    ],
)
@pytest.mark.parametrize("head", [TITLE + "_云岭新闻网", ""])
def test_what_is_set_beside_the_title(shown: str, head: str) -> None:
    article = _article(shown, head)
    assert (article.title, article.published, article.publisher) == (TITLE, "2031-05-06T16:40", "云岭日报")


def test_a_date_that_the_title_has_stays() -> None:
    title = "云岭县水库水位通报（2031年5月6日）"
    assert _article(f"<h1>{title}</h1><p>2031-05-07</p>", title + "_云岭新闻网").title == title


@pytest.mark.parametrize("above", ["二〇三一年五月六日", "2031-05-06"])
def test_title_under_its_date(above: str) -> None:
    assert (
        _article(f"<div>邮局新添汇款窗口</div><div>{above}</div><h3>水塔今天通水</h3>", "云岭时报").title
        == "水塔今天通水"
    )


def test_title_over_its_second_line() -> None:
    rows = "<p>天旱四十天，记者走近他们</p><p><b>塔下的人</b></p><p>——水利员、泵工、村会计的一天</p><p>2031-05-06</p>"
    article = _article(rows, "云岭日报数字报")
    assert (article.title, article.text.startswith("云岭县昨天")) == ("塔下的人", True)


MENU = "<ul><li><a href=/>首页</a></li><li><a href=/n>公司新闻</a></li></ul>"


@pytest.mark.parametrize(
    ("menu", "title"),
    [(MENU, TITLE), ("", "公司新闻")],  # without the menu nothing says that it is a column
)
def test_title_behind_its_column(menu: str, title: str) -> None:
    above = f"{menu}<h3>公司新闻</h3><div>{TITLE}</div><div>2031-05-06</div>"
    assert _article(above, f"公司新闻 - {TITLE}").title == title


def test_title_below_the_heading_of_its_column() -> None:
    menu = "<h3>校院要闻</h3><ul><li><a href=/1>校院要闻</a></li><li><a href=/2>通知公告</a></li></ul>"
    shown = f"<p>当前位置：首页 - 校院要闻</p><div class=art-tit>{TITLE}</div><p>发布时间：2031-09-06 08:57</p>"
    assert _article(menu + shown, "校院要闻-中共云岭县委党校（云岭行政学院）").title == TITLE


def test_centred_title_where_the_head_names_the_column() -> None:
    above = "<ul><li><a href=/>首页</a></li><li><a href=/p>产品展示</a></li></ul><center>YL-3型水塔</center>"
    assert _article(above, "产品展示").title == "YL-3型水塔"


ROWS = TEXT.removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize(
    "first",
    [
        ["会议时间：2031年5月2日下午3:00", "会议地点：县政府三楼"],
        ["【会议时间】2031年5月2日", "【会议地点】县政府三楼"],
        ["时间：2031年5月2日下午3:00", "地点：县政府三楼"],
        ["时间", "2031年5月2日下午3:00", "地点", "县政府三楼"],
        ["报名截止时间：2031年5月2日", "报名地点：县政府三楼"],
    ],
)
def test_when_a_meeting_is_belongs_to_the_text(first: list[str]) -> None:
    rows = "".join(f"<p>{row}</p>" for row in first)
    article = _article(f"{HEADING}<p>发布日期：2031-05-06</p>", text=f"<div>{rows}{ROWS}</div>")
    assert (article.text.split("\n")[: len(first)], article.published) == (first, "2031-05-06")


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>发布单位：水务局</td><td>发布日期：2031-05-06</td><td>有效期：7天</td></tr>",
        "<tr><td>发布日期</td><td>2031-05-06</td><td>有效性</td><td>有效</td></tr>",
        "<tr><td>公开日期</td><td>2031-05-06</td><td>公开方式</td><td>主动公开</td></tr>",
    ],
)
def test_values_of_the_heading_are_no_text(row: str) -> None:
    assert _article(f"{HEADING}<table>{row}</table>").text.startswith("云岭县昨天")


@pytest.mark.parametrize("label", ["", "摘要：", "【导读】", "核心提示：", "内容提要："])
@pytest.mark.parametrize("end", ["...", "……", "…[详细]", ""])
def test_cut_summary_is_no_text(label: str, end: str) -> None:
    summary = f"{label}云岭县昨天召开春耕工作会议，县长邹朗出席会议并讲话{end}"
    article = _article(f"{HEADING}<p>2031-05-06</p><div class=intro>{summary}</div>")
    assert article.text.startswith("云岭县昨天召开春耕工作会议，县长邹朗出席会议并讲话，要求")


def test_standfirst_of_its_own_words_stays() -> None:
    article = _article(f"{HEADING}<p>2031-05-06</p><div class=intro>云岭县昨天开了一个会，八座水塔年内动工。</div>")
    assert article.text.startswith("云岭县昨天开了一个会")
