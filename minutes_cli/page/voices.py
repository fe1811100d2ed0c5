"""Voices beside the author's: readers' comments, panels of users, signatures and quotations in threads.

Their lines are marked as ASIDE before anything is weighed, so that a page of comments does not outweigh its article.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from minutes_cli.lexicon import alternation, table
from minutes_cli.page.lines import ASIDE, HIDDEN, PREFORMATTED, Line, Lines
from minutes_cli.page.threads import is_stamp
from minutes_cli.prepared import compiled

_LONGEST = 40  # characters of a heading of comments, of a user's line
_OPENING = 80  # characters of the line that opens a quotation
_SPEAKERS = 2  # lines of a section that show who says something
_PANEL = 3  # lines of a panel that say something of a user
_LARGEST = 40  # lines of a panel, a signature or a quotation
_PROSE = 40  # characters of a line that is the article's
_HEADLINE = 6  # characters of a headline
_TEASER = 120  # characters of what stands under it
_TEASERS = 3
_ARTICLE = 150
_SENTENCE = compiled(r"[。，！？；]")
_SPEAKS = compiled(
    r"[\w·*]{1,16}\s?[：:]|.{0,30}(?:20|19)\d\d\s?[-年/.]|\d+\s?赞|.{1,16}提到\.\.\.|.{1,16}\d+\s?(?:小時|小时|分鐘|分钟|天)前|.{0,30}(?:说道|回复|举报|[赞顶踩]\s?\d)"
)
_RULE = compiled(r"_{5,}$|--$")
_QUOTED = compiled(
    r"(?:Quote|QUOTE|quote|引用)\s?[:：]?$|(?:引用第?|原帖由|原文由|以下是引用).{1,60}(?:发表|的话|发言|回复|帖子)"
)
# As blogs head comments: 春耕小记有 3 条评论, 3 Responses to “…”.
_COUNT = compiled(
    r"(?<!\d)\d{1,6} ?[条个篇则個則]? ?(?:评论|回复|留言|想法|回应|意見|回應|評論|回覆)[:：]?$|^\d+ (?:[Rr]esponses?|[Cc]omments?|[Tt]houghts?|[Rr]eplies) (?:to|on) "
)
_COUNT_ENDS = frozenset("论复言法应見應論覆")
_FIRSTS = frozenset("_-Qq引原以【在@:>")  # with which one of these begins
_IN_MAIL = compiled(r"【?\s?在\s.{1,60}\s?的大作中提到")
_SAID_AGAIN = compiled(r"(?:@[^\s：:]{1,16}\s?[：:]|[:>]\s)(.{6,}?)[.…]*$")


def own_voice(page: Lines, weights: list[float]) -> tuple[Lines, list[float]]:
    """The page with the lines of other voices marked as ASIDE, and the weights without theirs."""
    headings, users, marked = _openings(page)
    if headings:
        marked |= _comments(page, headings)
    if len(users) >= _PANEL or marked:
        marked |= _panels(page, users) | _signatures(page)
    marked |= _teasers(page, weights)
    if not marked:
        return page, weights
    lines = [line._replace(flags=line.flags | ASIDE) if n in marked else line for n, line in enumerate(page.lines)]
    return replace(page, lines=lines), [0.0 if n in marked else value for n, value in enumerate(weights)]


def _openings(page: Lines) -> tuple[list[int], list[int], set[int]]:
    """Lines that may head comments, lines of panels, and those of signatures and quotations told by their words."""
    words = _words()
    openers = words.openers
    begins = openers | _FIRSTS
    headings: list[int] = []
    users: list[int] = []
    marked: set[int] = set()
    for n in [n for n, line in enumerate(page.lines) if (text := line[0])[0] in begins or text[-1] in _COUNT_ENDS]:
        text, _, _, _, linked, flags = page.lines[n]
        if linked * 2 > len(text) or len(text) > _OPENING:
            continue  # a link leads to comments, and heads none
        first = text[0]
        if (text[-1] in _COUNT_ENDS or first.isdigit()) and _COUNT.search(text):
            headings.append(n)
        elif first in openers and len(text) <= _LONGEST:
            if words.comments.fullmatch(text):
                headings.append(n)
            elif words.user.match(text) and not flags & HIDDEN:
                users.append(n)
        if first in _FIRSTS and not flags & HIDDEN:
            marked.update(_aside(page, n))
    return headings, users, marked


class _Words(NamedTuple):
    """What is looked for: headings of comments, lines of panels, the characters these begin with, classes."""

    comments: re.Pattern[str]
    user: re.Pattern[str]
    openers: frozenset[str]
    signatures: frozenset[str]


@cache
def _words() -> _Words:
    words = table("pages")["voices"]
    comments = compiled(
        rf"(?:《.{{1,40}}》上?有?)?\W*(?:[共已]?有?\s*\d+\s*[条个篇人位]?\s*)?(?:{alternation(words['comments'])})"
        r"(?:\s*[（(\[]?\s*(?:共有?)?\d*\s*[条个篇]?\s*(?:评论|回复)?[)）\]]?)?\s*[：:]?"
    )
    user = compiled(rf"(?:{alternation(words['user'])})\s*(?:[:：]|$)")
    openers = frozenset(word[0] for word in (*words["comments"], *words["user"]))
    return _Words(comments, user, openers | frozenset("0123456789《共已有【[|>·■●◆"), frozenset(words["signatures"]))


def _comments(page: Lines, headings: list[int]) -> set[int]:
    """The sections under these headings that show who speaks, where prose stands outside of them."""
    marked: set[int] = set()
    for n in headings:
        if n in marked or page.lines[n].flags & ASIDE:
            continue
        section = _begun(page, n)
        if sum(_SPEAKS.match(page.lines[m].text) is not None for m in section) >= _SPEAKERS:
            marked.update(section)
    if not marked or any(_is_prose(line) for n, line in enumerate(page.lines) if n not in marked):
        return marked
    return set()


def _is_prose(line: Line) -> bool:
    return not line.flags & ASIDE and len(line.text) >= _PROSE and "。" in line.text and not line.is_link


def _says(line: Line) -> bool:
    """Whether a line is a sentence, which no panel has."""
    return len(line.text) >= 8 and _SENTENCE.search(line.text) is not None


def _is_of_post(line: Line) -> bool:
    """Whether a line is of a post itself, however short: a sentence, or what says when it was written."""
    return _says(line) or is_stamp(line)


def _teasers(page: Lines, weights: list[float]) -> set[int]:
    """Prose behind one headline that is a link after the other, where more prose stands elsewhere."""
    runs: list[int] = []
    run: list[int] = []
    above = -1  # the prose before
    for n in [n for n, value in enumerate(weights) if value > 0]:
        line = page.lines[n]
        if line.is_link:
            continue
        headed = any(_is_headline(page.lines[m]) for m in range(n - 1, above, -1))
        above = n
        if headed and len(line.text) <= _TEASER:
            run.append(n)
        elif run:
            runs += run if len(run) >= _TEASERS else ()
            run = []
    marked = {*runs, *(run if len(run) >= _TEASERS else ())}
    if not marked:
        return marked
    inside = sum(len(page.lines[n].text) for n in marked)
    outside = sum(len(line.text) for n, line in enumerate(page.lines) if n not in marked and _is_prose(line))
    return marked if outside >= inside or outside >= _ARTICLE else set()


def _is_headline(line: Line) -> bool:
    return line.is_link and len(line.text) >= _HEADLINE


def _begun(page: Lines, n: int) -> range:
    """The lines of the smallest block that begins with line `n` and holds more than it."""
    node = page.lines[n].node
    while node >= 0 and page.first[node] == n:
        if page.last[node] - n > 1:
            return range(n + 1, page.last[node])
        node = page.parents[node]
    return range(0)


def _panels(page: Lines, users: list[int]) -> set[int]:
    """The panels beside posts: small blocks without a sentence, several of whose lines say something of a user."""
    said: Counter[int] = Counter()
    for n in users:
        node = page.lines[n].node
        while node >= 0 and page.last[node] - page.first[node] <= _LARGEST:
            said[node] += 1
            node = page.parents[node]
    marked: set[int] = set()
    for node, count in said.items():
        low, high = page.first[node], page.last[node]
        if count >= _PANEL and high - low <= _LARGEST and not any(map(_is_of_post, page.lines[low:high])):
            marked.update(range(low, high))
    return marked


def _signatures(page: Lines) -> set[int]:
    """The signatures under posts, by the classes that forums give them."""
    known = _words().signatures
    marked: set[int] = set()
    for node, element in enumerate(page.elements):
        if (names := element.get("class")) and not known.isdisjoint(names.split()):
            marked.update(range(page.first[node], page.last[node]))
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
