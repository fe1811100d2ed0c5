"""An article of Yunling in a page, for tests that vary what stands around it."""

from __future__ import annotations

from minutes_cli.model import Article
from minutes_cli.page.html import read_html
from minutes_cli.readers import page_of_bytes

TITLE = "云岭县新建八座灌溉水塔"
TEXT = (
    "<div><p>云岭县昨天召开春耕工作会议，县长邹朗出席会议并讲话，要求各乡镇抓紧备足种子和化肥，不误农时。</p>"
    "<p>会议听取了农业局的汇报，决定在清水河两岸新建八座灌溉水塔，受益农田三万亩。</p></div>"
)


def article(above: str, head: str = TITLE + "_云岭新闻网", text: str = TEXT, tags: str = "") -> Article:
    """The article of a page with `above` over `text`, `head` as its <title> and further `tags` in its head."""
    html = f"<html><head><title>{head}</title>{tags}</head><body>{above}{text}</body></html>"
    return read_html(page_of_bytes(html.encode()))
