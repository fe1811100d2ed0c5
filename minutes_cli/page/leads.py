"""What of the article stands apart above its body: the summary over a table of contents, the heading behind a button.

Works on line numbers; no line is changed. Such lines are told by others of the body that are made alike.
"""

from __future__ import annotations

from minutes_cli.page.body import PROSE
from minutes_cli.page.lines import HEADING, Lines

_CLOSE = 3  # lines under a title, or at the top of the body
_BUTTON = 4  # characters of a link beside a heading: 编辑


def lead_lines(page: Lines, weights: list[float], title_at: int, low: int, high: int) -> list[int]:
    """The numbers of the lines that lead to the body, whose lines are those from `low` to `high`.

    `title_at` is the line of the title, or -1.
    """
    found = _summary(page, weights, title_at, low), _heading(page, title_at, low, high)
    return sorted({n for n in found if n >= 0})


def _summary(page: Lines, weights: list[float], title_at: int, low: int) -> int:
    """The paragraph close under the title that is made as the body's first is; or -1."""
    first = next((n for n in range(low, min(low + _CLOSE, len(page.lines))) if weights[n] > PROSE), -1)
    if title_at < 0 or first < 0:
        return -1
    form = page.lines[first].element.tag, page.lines[first].element.get("class")
    for n in range(title_at + 1, min(title_at + 1 + _CLOSE, low)):
        element = page.lines[n].element
        if form[1] and weights[n] > PROSE and (element.tag, element.get("class")) == form:
            return n
    return -1


def _heading(page: Lines, title_at: int, low: int, high: int) -> int:
    """The heading above the body behind a button that is a link, where the body holds others of its kind; or -1."""
    n = low - 2
    if n <= max(title_at, 0) or not page.lines[n].flags & HEADING:
        return -1
    button = page.lines[low - 1]
    if len(button.text) > _BUTTON or button.linked < len(button.text):
        return -1
    kind = page.lines[n].element.tag
    return n if any(line.element.tag == kind for line in page.lines[low:high]) else -1
