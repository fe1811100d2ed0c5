"""Pages that hold no article, told by evidence, each with its reason: frames, script shells, logins, errors, lists."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from minutes_cli.errors import NoArticleError
from minutes_cli.lexicon import alternation, table
from minutes_cli.page.dates import find_dates
from minutes_cli.page.document import Element
from minutes_cli.page.lines import HIDDEN, IMAGE_BEFORE, Line, Lines
from minutes_cli.prepared import compiled

_SHORT = 200  # characters of prose below which error and login words are believed
_HARDLY, _FEW = 80, 3  # characters and lines of a page that only says that there is nothing
_CLOSE = 4  # lines above a body in which its date stands
_OPENING = 80  # characters in which they stand
_SENTENCE = 20.0  # the weight above which a line is prose
_HEADLINE = 8  # characters; a shorter link is a name or a button
_LISTED = 5
_MUCH = 1_500  # characters of prose that no list has


def refuse_frames(root: Element) -> None:
    """A frameset has no text of its own."""
    if next(root.iter("frameset"), None) is not None and root.find(".//p") is None:
        raise NoArticleError("it is a frameset, whose text lies in other pages; give one of those", "frames")


def refuse_empty(root: Element, page: Lines) -> None:
    """A page without lines: a shell that a script fills, or nothing."""
    if sum(len(line.text) for line in page.lines[:40]) >= 40:
        return
    if root.find(".//script") is not None:
        raise NoArticleError("its text is put in by a script; save the page from a browser", "script-only")
    if not page.lines:
        raise NoArticleError("it holds no text", "empty")


def refuse_others(
    root: Element, page: Lines, said: str, title: str, headed: bool, body: list[int], weights: list[float]
) -> None:
    """Errors, logins and lists; `body` are the numbers of the lines that would be the article.

    `said` is <title>, `title` the title that is shown; `headed`: it is beyond doubt, or has a date, and stands above
    the body.
    """
    prose = sum(w for n in body if (w := weights[n]) > 0)
    if _NO_PAGE.search(said):
        raise NoArticleError(*_GONE)
    if not headed and _words("login").search(title) and _password(root):  # whatever the notes beside the form say
        raise NoArticleError(*_LOGIN)
    if prose < _SHORT:
        shown = body or range(min(len(page.lines), 10))
        opening = title + "\n" + "\n".join(page.lines[n].text for n in shown)[:_OPENING]
        for name, reason, code in _SPOKEN:
            if name == "gone" and (prose >= _HARDLY or len(body) > _FEW or _dated(page, body)):
                continue
            if _words(name).search(opening) and (name != "login" or _asks_password(root, title)):
                raise NoArticleError(reason, code)
    if not body or prose <= 0:
        raise NoArticleError(
            "it holds no article, only links and short lines; give the address of one article", "no-article"
        )
    if _asks_what(title) and not _vouched(page, body):
        raise NoArticleError("it is a form to search with; give the address of one article", "list-page")
    home = _welcomes(page, said, title, headed, prose) and not _vouched(page, body)
    if home or _captioned(page.lines[body[0] : body[-1] + 2]) or _is_list(page, body, weights, prose, headed):
        raise NoArticleError("it is a list of articles or a home page; give the address of one article", "list-page")


def _asks_what(title: str) -> bool:
    """Whether a title is that of a form to search with."""
    return title.endswith(_ASKS) and _SEARCH.fullmatch(title) is not None


_ASKS = ("检索", "搜索", "查询", "系统", "平台", "页", "结果")
_SEARCH = compiled(r".{0,12}(?:检索|搜索|查询)(?:系统|平台|页|结果)?")


def _vouched(page: Lines, body: list[int]) -> bool:
    """Whether a date or a label of an article stands close above or below the body, or a date at its end."""
    near = [*range(max(0, body[0] - _NEAR), body[0]), *body[-_SIGNED:], *range(body[-1] + 1, body[-1] + 1 + _CLOSE)]
    shown = [
        line for n in near if n < len(page.lines) and not (line := page.lines[n]).is_link and not line.flags & HIDDEN
    ]
    return any(find_dates(line.text) or _LABELS.search(line.text) for line in shown)


_NEAR = 8  # lines above a body in which whatever vouches for it stands
_SIGNED = 3  # lines at the end of a notice that may sign it
_LABELS = compiled(
    r"(?:来源|來源|作者|记者|編輯|编辑|责编|撰稿|供稿|审核|发布)\s*[：:/|]|^[（(]?(?:本报|本网)?(?:记者|通讯员)"
)


def _dated(page: Lines, body: list[int]) -> bool:
    """Whether a date stands close above the body: what follows is a notice then, however short."""
    return any(find_dates(line.text) for line in page.lines[max(0, body[0] - _CLOSE) : body[0]]) if body else False


def _asks_password(root: Element, title: str) -> bool:
    """Notices ask their readers to log in somewhere; a login page has the form or says so in its title."""
    return _words("login").search(title) is not None or _password(root)


def _password(root: Element) -> bool:
    return root.find(".//input[@type='password']") is not None


# Alone between the marks of a <title>: 页面不存在 - 云岭县人民政府.
_NO_PAGE = compiled(
    r"(?:^|[-_|—–:：]|404)\s*(?:您?(?:要)?访问的)?(?:页面|网页|文章|信息|内容|文件)(?:不存在|丢失|找不到|未找到|走丢了|已删除)\s*(?:[-_|—–]|$)"
)
_GONE = ("it is an error page: the article is not there", "error-page")
_LOGIN = ("it asks for a login; save the page from a browser", "login")
_SPOKEN = (
    ("error", *_GONE),
    ("gone", *_GONE),
    ("captcha", "it asks for a check that a person is there; save the page from a browser", "captcha"),
    ("login", *_LOGIN),
)


@cache
def _words(name: str) -> re.Pattern[str]:
    return compiled(alternation(table("pages")["refusal"][name]))


def _is_list(page: Lines, body: list[int], weights: list[float], prose: float, headed: bool) -> bool:
    """Whether links outweigh prose in the block that was found, dropped lines included."""
    low, high = max(0, body[0] - 1), body[-1] + 1
    inside = page.lines[low:high]
    links = [len(line.text) for line in inside if line.is_link]
    if links and (
        sum(links) > prose
        or _summaries(inside, weights[low:high])
        or (not headed and _each_behind_link(inside, weights[low:high]))
    ):
        return True
    if headed or prose >= _MUCH:
        return False
    if sum(weights[n] >= 30 for n in body) > 1:
        return False
    return sum(line.is_link for line in page.lines) > max(60, prose / 1.5)


def _captioned(lines: list[Line]) -> bool:
    """Whether pictures stand here one after the other, each with a date of its own below its caption."""
    below = [line.text for above, line in pairwise(lines) if above.flags & IMAGE_BEFORE]
    return sum(len(text) <= _STAMP and bool(find_dates(text)) for text in below) >= _LISTED


_STAMP = 20  # characters of a line that is nothing but a date


def _welcomes(page: Lines, said: str, title: str, headed: bool, prose: float) -> bool:
    """Whether a page that nothing dates is a home page, a board or a topic's page, by its title and its links."""
    named = _WELCOME.search(said) or _WELCOME.search(title) or _TOPIC.search(said)
    if headed and not named:
        return False
    linked = sum([len(line.text) for line in page.lines if line.is_link])
    if named or _OF_SITE.search(said):
        return linked > prose
    slight = title != said and len(title) < _HEADLINE and linked * 2 > prose
    return prose < _SHORT and (slight or linked > prose * _SURELY)


_SURELY = 4  # times the prose that the links of a page without a title of its own have on a home page
_WELCOME = compiled(r"欢迎(?:您|来到|访问|光临|进入)")
_OF_SITE = compiled(r"(?:官方网站|官网|首页|主页)$")
_TOPIC = compiled(r"[-_|]\s*(?:专题|专栏|频道)\s*(?:[-_|]|$)")


def _each_behind_link(lines: list[Line], weights: list[float]) -> bool:
    """Whether every prose line, of two or more, stands right behind a headline of its own that is a link."""
    prose = [n for n, value in enumerate(weights) if value > _SENTENCE]
    return len(prose) > 1 and all(n and lines[n - 1].is_link and len(lines[n - 1].text) >= _HEADLINE for n in prose)


def _summaries(lines: list[Line], weights: list[float]) -> bool:
    """Whether most of the prose stands behind links, as the summaries of a list of articles do."""
    prose = [n for n, value in enumerate(weights) if value > _SENTENCE]
    if len(prose) < _LISTED:
        return False
    behind = sum(
        any(lines[m].is_link and len(lines[m].text) >= _HEADLINE for m in range(max(0, n - 2), n)) for n in prose
    )
    return behind >= _LISTED and behind * 10 >= len(prose) * 7
