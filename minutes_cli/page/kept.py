"""Which lines of the body's block are the article's own: head and tail trimmed, what is in between weeded.

Works on line numbers; no line is changed.
"""

from __future__ import annotations

import re
from itertools import pairwise

from minutes_cli.page.body import PARTS, PROSE, Body, section
from minutes_cli.page.dates import find_dates
from minutes_cli.page.furniture import furniture
from minutes_cli.page.head import SAYING, WHEN, head, is_byline, is_head, said_again, squeeze, tells_when
from minutes_cli.page.inserted import inserted
from minutes_cli.page.leads import lead_lines
from minutes_cli.page.lines import ASIDE, BOLD, CAPTION, HEADING, HIDDEN, IMAGE_BEFORE, IMAGE_WITHIN, Line, Lines
from minutes_cli.prepared import compiled

_CAPTION = compiled(
    r"^(?:[（(]?\s*(?:图为|图：|图注|图/|图\d|[▲△↑↓←→]|资料图|配图|插图|摄影|上图|下图|左图|右图|图片来源|图源))"
)
_CREDIT = compiled(r"(?:摄|供图|摄影|图[/：:].{1,12}|资料图片?|/图|制图.{0,8}|视觉中国)\s*[）)】]?[。.]?$")
_PERSON = compiled(r"[（(](?:[前后]?排?[左右][一二三四五六]?|中)[)）]")  # who is who on a picture
_LONG = 120  # characters; no longer line of prose is a caption or a stamp
_PARTED = 12  # lines between a title and the bulk of its article
_LISTED = compiled(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第.{1,3}[章节条]|附件|[●■◆▲★※—·①-⑳])")
_ATTACHED = compiled(r"^(?:附件|附[：:\d])|\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar|et|pptx?)\s*$", re.I)
_APART = 3  # lines of links in a row behind which prose elsewhere on the page is of something else
_GOES_ON = ("强调", "指出", "要求", "提出", "表示")  # with which a headline goes on below
_SIGNED = 40  # characters of a line that says who wrote when
_STAMP = compiled(
    r"发表于|发布于|提交日期|回复日期|Posted|只看该|只看楼主|条回复|[楼#♥]|赞\s?\d|评论\s?\d|回复\s?\d|举报|引用第|回答者|提问者"
)


def own_lines(page: Lines, weights: list[float], body: Body, title_at: int, title: str) -> list[int]:
    """The numbers of the article's own lines, in order: the body's range, widened and weeded.

    `title_at` is the line of the title, or -1.
    """
    node = section(page, body.node)
    low, high = _widened(page, weights, body, node, squeeze(title))
    low = _opening(page, weights, title_at, low)
    dropped = inserted(page, weights, node, low, high)
    unseen = HIDDEN | ASIDE | CAPTION
    numbers = [n for n in range(low, high) if not page.lines[n].flags & unseen and n not in dropped]
    numbers = numbers[head(page, weights, numbers, squeeze(title)) :]
    numbers = numbers[said_again(page, numbers) :]
    numbers = [*lead_lines(page, weights, title_at, low, high), *numbers[: _end(page, weights, numbers)]]
    stamps = _signed(page, weights, numbers)
    byline = _below_standfirst(page, weights, numbers)
    numbers = [
        n
        for n in numbers
        if n != byline and n not in stamps and (not _weed(page.lines[n], weights[n]) or tells_when(page, n))
    ]
    return numbers[: _tail(page, weights, numbers)]


def _widened(page: Lines, weights: list[float], body: Body, node: int, title: str) -> tuple[int, int]:
    """The range with the short lines that go with it on both sides: headings, names, table cells, a signature."""
    low, high = page.first[node], page.last[node]
    first, last = body.first, body.last
    while first > low and _goes_before(page, first - 1, weights[first - 1], title):
        first -= 1
    while last < high and _goes_with(page.lines[last], weights[last]):
        last += 1
    return first, last


def _opening(page: Lines, weights: list[float], title_at: int, low: int) -> int:
    """The first prose under the title where a list of links parts it from the rest: a table of contents, adverts."""
    if title_at < 0 or not 1 < low - title_at <= _PARTED:
        return low
    holder = _holder(page, low)
    return next((n for n in range(title_at + 1, low) if weights[n] > PROSE and _holder(page, n) == holder), low)


def _goes_with(line: Line, weight: float) -> bool:
    if line.flags & (HIDDEN | CAPTION):
        return True
    if _ATTACHED.search(line.text) and not line.flags & ASIDE:
        return True
    if line.flags & ASIDE:
        return False
    kind = furniture(line.text)
    return weight >= -5.0 if kind is None else bool(kind.name == "byline" and WHEN.match(line.text))


def _goes_before(page: Lines, n: int, weight: float, title: str) -> bool:
    line = page.lines[n]
    if tells_when(page, n):
        return True
    return _goes_with(line, weight) and not is_head(page, n) and not (title and squeeze(line.text) == title)


def _end(page: Lines, weights: list[float], numbers: list[int]) -> int:
    """Where what follows the article begins: a heading of related matter, comments or a footer.

    The article goes on behind it only if prose follows in the same block as the prose above.
    """
    above: set[int] = set()
    before = 0.0  # what the prose above weighs
    links = 0  # in a row
    for at, n in enumerate(numbers):
        if weights[n] > PROSE:
            above.add(_holder(page, n))
            before += weights[n]
            links = 0
            continue
        kind = furniture(page.lines[n].text)
        ends = kind is not None and (kind.where == "end" or kind.name in ("editor", "next"))
        links = links + 1 if page.lines[n].is_link else 0
        if above and (ends or links == _APART):
            rest = [m for m in numbers[at:] if weights[m] > PROSE]
            more = sum(weights[m] for m in rest if _holder(page, m) in above)
            # Links alone end an article only where no other text of its size follows.
            if more * 4 < before and (ends or sum(weights[m] for m in rest) * 0.7 < before):
                return at + 1 - max(links, 1)
    return len(numbers)


def _holder(page: Lines, number: int) -> int:
    """The block whose paragraphs the line is one of."""
    node = page.lines[number].node
    return page.parents[node] if page.elements[node].tag in PARTS and page.parents[node] >= 0 else node


def _weed(line: Line, weight: float) -> bool:
    text = line.text
    if weight > PROSE and len(text) > _LONG:
        return False
    kind = furniture(text)
    if len(text) <= 100 and _STAMP.search(text) and _is_stamp(text):
        return True
    if kind is not None and kind.where in ("any", "end") and not (kind.where == "end" and weight > PROSE):
        return True
    if line.is_link and weight < 0:
        return not (_ATTACHED.search(text) or text.startswith(("http://", "https://")))
    return _is_caption(line)


def _below_standfirst(page: Lines, weights: list[float], numbers: list[int]) -> int:
    """The line that says author and date between a standfirst and the text, or -1."""
    for n, *following in zip(numbers[1:], numbers[2:], numbers[3:], strict=False):
        if weights[n] <= PROSE:
            more = all(weights[m] > PROSE for m in following)
            return n if n == numbers[1] and weights[numbers[0]] > 0 and more and is_byline(page, n) else -1
    return -1


def _signed(page: Lines, weights: list[float], numbers: list[int]) -> set[int]:
    """Lines with the minute and who wrote it, each below prose, where several posts or answers are signed so."""
    found = {
        n
        for before, n in pairwise(numbers)
        if weights[before] > PROSE and len(page.lines[n].text) <= _SIGNED and _is_signature(page.lines[n].text)
    }
    return found if len(found) > 1 else set()


def _is_signature(text: str) -> bool:
    dates = find_dates(text)
    return len(dates) == 1 and dates[0].precise and dates[0].start == 0 and not SAYING.search(text)


def _is_stamp(text: str) -> bool:
    """The line above or below a post: who wrote it when, and the buttons."""
    dates = find_dates(text) if not SAYING.search(text) else []
    return bool(dates) and len(text) - sum(d.end - d.start for d in dates) <= 60


def _is_caption(line: Line) -> bool:
    """Words under a picture: short, not a sentence of the text, no heading."""
    text = line.text
    if not line.flags & (IMAGE_BEFORE | IMAGE_WITHIN) or len(text) > 120:
        return False
    if _CAPTION.match(text) or _CREDIT.search(text) or _PERSON.search(text):
        return True
    return (
        bool(line.flags & IMAGE_BEFORE)
        and len(text) <= 40
        and text[-1] not in "。！？；：”…:"
        and not text.endswith(_GOES_ON)
        and not line.flags & (HEADING | BOLD)
        and not _LISTED.match(text)
    )


def _tail(page: Lines, weights: list[float], numbers: list[int]) -> int:
    """How many lines are left when furniture at the end is gone."""
    count = len(numbers)
    while count > 1:
        line = page.lines[numbers[count - 1]]
        kind = furniture(line.text)
        if kind is None and _heads_links(page, numbers[count - 1]):
            count -= 1
            continue
        if (
            kind is None
            or kind.where == "head"
            or ("。" in line.text and kind.where == "tail" and len(line.text) > 200)
        ):
            break
        count -= 1
    return count


def _heads_links(page: Lines, n: int) -> bool:
    """Whether a line is the heading of a list of links that follows it."""
    line = page.lines[n]
    following = page.lines[n + 1 : n + 4]
    return (
        bool(line.flags & (HEADING | BOLD))
        and len(line.text) <= 12
        and not SAYING.search(line.text)
        and len(following) >= 2
        and all(other.is_link for other in following)
    )


_GLUED = (
    "editor",
    "share",
    "next",
    "related",
)  # kinds of furniture that stand behind a paragraph in elements of their own


def own_words(line: Line) -> str:
    """The text of a line without the marks of notes, and the furniture that its last elements are: an editor, a button."""
    text = line.text
    if "[" in text and (line.parts or line.linked):
        text = _NOTES.sub("", text) or text
    for part in reversed(line.parts[1:]):
        words = part.strip()
        if not words:
            continue
        kind = furniture(words)
        left = text.removesuffix(words).rstrip(_BLANK)
        if kind is None or kind.name not in _GLUED or len(left) == len(text) or left[-1:] not in _DONE:
            break
        text = left
    return text


_NOTES = compiled(r"\s?\[(?:\d{1,3}|编辑(?:本段)?|注\s?\d+)\](?![（(])")
_BLANK = " \t\u3000\u00a0"
_DONE = tuple("。！？”…）")  # what a paragraph that is complete ends with
