"""Other voices on a page: each kind is left out, and the article's own lines stay."""

from __future__ import annotations

import pytest

from minutes_cli.page.body import weight
from minutes_cli.page.document import parse
from minutes_cli.page.lines import ASIDE, read_lines
from minutes_cli.page.voices import own_voice

PROSE = "<p>云岭县昨天召开春耕工作会议，县长邹朗出席会议并讲话，要求各乡镇抓紧备足种子和化肥，不误农时。</p>"
COMMENTS = "<div><h3>读者留言</h3><p>青柠：写得真好，支持一下。</p><p>阿杜：同意楼上的看法。</p></div>"
PANEL = "<div><p>级别: 侠客</p><p>发帖: 12</p><p>威望: 3 点</p></div>"
TEASERS = "".join(
    f"<p><a href=/{n}>云岭县召开会议之{n}</a></p><p>会议由县长主持，共有{n}人参加。</p>" for n in range(4)
)


def _aside(html: str) -> list[str]:
    lines = read_lines(parse(f"<html><body>{html}</body></html>"))
    page, weights = own_voice(lines, list(map(weight, lines.lines)))
    assert all(weights[n] == 0 for n, line in enumerate(page.lines) if line.flags & ASIDE)
    return [line.text for line in page.lines if line.flags & ASIDE]


@pytest.mark.parametrize(
    ("html", "aside"),
    [
        (PROSE, 0),
        (PROSE + COMMENTS, 2),
        (COMMENTS, 0),  # there is nothing else on the page
        (PROSE + PANEL, 3),
        (
            f"<div>{PROSE}<p>_________</p><p>少说话，多喝茶。</p></div>",
            1,
        ),  # only the rule: what follows has a block of its own
        (f"{PROSE}<div>_________<br>少说话，多喝茶。</div>", 2),
        (f"{PROSE}<pre>【 在 leo 的大作中提到: 】\n: 要求各乡镇抓紧\n同意。</pre>", 2),
        (PROSE + PROSE + TEASERS, 4),
    ],
)
def test_aside(html: str, aside: int) -> None:
    assert len(_aside(html)) == aside


SAID = "".join(
    f"<div><b>{name}</b> <span>说道：</span><p>2031-04-04 08:12</p><p>写得真好，我们村也修了水塔，大家都高兴。</p></div>"
    for name in ("青柠", "阿杜", "小北")
)


@pytest.mark.parametrize(
    "heading",
    [
        "春耕小记有 3 条评论",
        "《春耕小记》上有3条评论",
        "“春耕小记”的3个回复",
        "对“春耕小记”的 3 条回应",
        "3 Responses to “春耕小记”",
        "3 Comments",
        "已有3人评论",
        "热评",
        "大家在说",
    ],
)
def test_headings_of_comments(heading: str) -> None:
    assert len(_aside(f"{PROSE}<div><h3>{heading}</h3>{SAID}</div>")) == 9
