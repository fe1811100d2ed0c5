"""Voices beside the author's: readers' comments, panels of users, signatures and quotations in threads.

Their lines are marked as ASIDE before anything is weighed, so that a page of comments does not outweigh its article.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from minutes_cli.lexicon import alternation, table
from minutes_cli.page.lines import ASIDE, HIDDEN, PREFORMATTED, Line, Lines
from minutes_cli.prepared import compiled

_LONGEST = 40  # characters of a heading of comments, of a user's line
_SPEAKERS = 2  # lines of a section that show who says something
_PANEL = 3  # lines of a panel that say something of a user
_LARGEST = 40  # lines of a panel, a signature or a quotation
_PROSE = 40  # characters of a line that is the article's
_SPEAKS = compiled(
    r"[\w·*]{1,16}\s?[：:]|.{0,30}(?:20|19)\d\d\s?[-年/.]|\d+\s?赞|.{0,30}(?:说道|回复|举报|[赞顶踩]\s?\d)"
)
_RULE = compiled(r"_{5,}$|--$")
_QUOTED = compiled(
    r"(?:Quote|QUOTE|quote|引用)\s?[:：]?$|(?:引用第?|原帖由|原文由|以下是引用).{1,60}(?:发表|的话|发言|回复|帖子)"
)
_IN_MAIL = compiled(r"【?\s?在\s.{1,60}\s?的大作中提到")
_SAID_AGAIN = compiled(r"(?:@[^\s：:]{1,16}\s?[：:]|[:>]\s)(.{6,}?)[.…]*$")


def own_voice(page: Lines) -> Lines:
    """The page with the lines of other voices marked as ASIDE."""
    marked = _comments(page) | _threads(page)
    if not marked:
        return page
    lines = [line._replace(flags=line.flags | ASIDE) if n in marked else line for n, line in enumerate(page.lines)]
    return replace(page, lines=lines)


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    words = table("pages")["voices"]
    comments = compiled(
        rf"(?:《.{{1,40}}》上?有?)?\W*(?:[共已]?有?\s*\d+\s*[条个篇]\s*)?(?:{alternation(words['comments'])})"
        r"(?:\s*[（(\[]?\s*(?:共有?)?\d*\s*[条个篇]?\s*(?:评论|回复)?[)）\]]?)?\s*[：:]?"
    )
    return comments, compiled(rf"(?:{alternation(words['user'])})\s*(?:[:：]|$)"), frozenset(words["signatures"])


def _comments(page: Lines) -> set[int]:
    """The sections that begin with a heading of comments and show who speaks, where prose stands outside of them."""
    comments = _words()[0]
    marked: set[int] = set()
    for n, line in enumerate(page.lines):
        if n in marked or len(line.text) > _LONGEST or not comments.fullmatch(line.text):
            continue
        section = _begun(page, n)
        speakers = sum(_SPEAKS.match(page.lines[m].text) is not None for m in section)
        if speakers >= _SPEAKERS and not line.flags & ASIDE:
            marked.update(section)
    if not marked or any(_is_prose(line) for n, line in enumerate(page.lines) if n not in marked):
        return marked
    return set()


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _PROSE and "。" in line.text and line.linked * 2 <= len(line.text)


def _begun(page: Lines, n: int) -> range:
    """The lines of the smallest block that begins with line `n` and holds more than it."""
    node = page.lines[n].node
    while node >= 0 and page.first[node] == n:
        if page.last[node] - n > 1:
            return range(n + 1, page.last[node])
        node = page.parents[node]
    return range(0)


def _threads(page: Lines) -> set[int]:
    """Panels, signatures and quotations."""
    _, user, signatures = _words()
    marked: set[int] = set()
    said: Counter[int] = Counter()
    for n, line in enumerate(page.lines):
        text = line.text
        if line.flags & HIDDEN:
            continue
        if len(text) <= _LONGEST and user.match(text):
            node = line.node
            for _ in range(3):
                if node < 0:
                    break
                said[node] += 1
                node = page.parents[node]
        element = line.element
        if (names := element.get("class")) and not signatures.isdisjoint(names.split()):
            marked.add(n)
        elif len(text) <= 80:
            marked.update(_aside(page, n))
    for node, count in said.items():
        low, high = page.first[node], page.last[node]
        if count >= _PANEL and high - low <= _LARGEST and not any(_is_prose(line) for line in page.lines[low:high]):
            marked.update(range(low, high))
    return marked


def _aside(page: Lines, n: int) -> range:
    """The signature or the quotation that begins with line `n`, or nothing."""
    line = page.lines[n]
    text = line.text
    end = page.last[line.node]
    if end - n <= _LARGEST and _RULE.match(text) and (text[0] == "_" or line.flags & PREFORMATTED):
        return range(n, end)
    if _QUOTED.match(text):
        return range(n, n + 1 + len(_begun(page, n)))
    if _IN_MAIL.match(text):
        last = n + 1
        while last < end and page.lines[last].text.startswith((":", ">")):
            last += 1
        return range(n, last)
    again = _SAID_AGAIN.match(text)
    if again and any(again[1] in other.text for other in page.lines[max(0, n - 60) : n]):
        return range(n, n + 1)
    return range(0)
