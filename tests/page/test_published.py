"""When an article was published, where the page shows several dates, parts of one, or none but the head's."""

from __future__ import annotations

import pytest

from tests.page.articles import TEXT, TITLE, article


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ("<div><b>21</b><span>2031/03</span><span>07:55</span></div>", "2031-03-21T07:55"),
        ("<p>February 06, 2031 06:00 PM</p>", "2031-02-06T18:00"),
        ("<p><b>Dec</b> 19 Sun 2031 14:06</p>", "2031-12-19T14:06"),
        ("<p>发布时间：31-05-1608:31</p>", "2031-05-16T08:31"),
        ("<p>编号：31-05-16 08:31</p>", None),
    ],
)
def test_form(above: str, published: str | None) -> None:
    assert article(f"{above}<h1>{TITLE}</h1>").published == published


def test_line_of_links_that_says_when_to_the_minute() -> None:
    line = "<p><a href=/>http://www.example.cn</a> 2031年03月06日08:02 <a href=/b>云岭晚报</a><a href=/c>微博</a></p>"
    assert article(f"<h1>{TITLE}</h1>{line}").published == "2031-03-06T08:02"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2031-06-12 14:22:51", "2031-06-12T14:22"),
        ("举报 | 1楼 | 2031-01-18 19:42 回复", "2031-01-18T19:42"),
        ("下次会议将于2031-06-12 14:22在云岭县会议中心三楼举行，请按时参加。", None),
        ("2031-06-12", None),
    ],
)
def test_stamp_below_the_text(line: str, published: str | None) -> None:
    text = f"<div>{TEXT}</div><p>（责任编辑：段青）</p><p>{line}</p>"
    assert article(f"<h1>{TITLE}</h1>", text=text).published == published


def test_cells_of_a_table_above_the_title() -> None:
    rows = (
        "<tr><td>发布日期：<td>2031-10-09 17:22<td>文号：<td>云政〔2031〕6号"
        "<tr><td>成文日期：<td>2031-09-28<td>有效性：<td>有效"
    )
    above = f"<table>{rows}</table><div>{TITLE}</div><div>字体：大 中 小</div>"
    assert article(above).published == "2031-10-09T17:22"


def test_footer_of_the_article() -> None:
    text = f"<article>{TEXT}<footer><span>发布于 <time>2031-07-30</time></span> 由 邹朗</footer></article>"
    assert article(f"<h1>{TITLE}</h1>", text=text).published == "2031-07-30"


def test_issue_of_a_paper_far_above() -> None:
    links = "".join(f"<li><a href=/{n}>第{n:02}版：要闻</a></li>" for n in range(1, 25))
    above = f"<div><span>2031年04月18日 星期五</span><a href=/>返回首页</a></div><ul>{links}</ul><div>{TITLE}</div>"
    assert article(above).published == "2031-04-18"


@pytest.mark.parametrize(
    ("tags", "published"),
    [
        ("<meta property=article:published_time content=2031-07-06T23:30:00Z>", "2031-07-07T07:30"),
        ("<meta property=article:published_time content=2031-07-06T23:30:00+08:00>", "2031-07-06T23:30"),
        (
            "<meta property=article:published_time content=2031-07-06>"
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-07-05"}</script>',
            "2031-07-05",
        ),
        (
            "<meta name=PubDate content=2031-07-04>"
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-07-05"}</script>',
            "2031-07-04",
        ),
    ],
    ids=["utc", "china", "json-before-graph", "prescribed-first"],
)
def test_head(tags: str, published: str) -> None:
    assert article(f"<h1>{TITLE}</h1>", tags=tags).published == published
