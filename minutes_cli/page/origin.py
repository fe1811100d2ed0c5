"""来源 and 作者 as pages print them behind a label: on one line, or in the next element."""

from __future__ import annotations

import re
from functools import cache

from minutes_cli.lexicon import alternation, table
from minutes_cli.page.dates import find_dates
from minutes_cli.page.furniture import furniture
from minutes_cli.page.lines import Line
from minutes_cli.prepared import compiled

_LONGEST = 40


def find_publisher(lines: list[Line]) -> str | None:
    """The publisher that these lines (a heading, or what follows the body) name behind a label."""
    lines = [line for line in lines if "。" not in line.text]
    label, stop = _patterns()
    if not _shows(label, lines):
        return None
    parts = [part.strip() for line in lines if not line.text.startswith("※") for part in pieces(line)]
    for at, part in enumerate(parts):
        for match in label.finditer(part):
            name = _name(part[match.end() :], stop)
            if not name and part[match.end() :].strip(" :：\u3000\u00a0") == "":
                # In a table of labels above their values the next cell is another label.
                name = _name(next((p for p in parts[at + 1 : at + 2] if p and furniture(p) is None), ""), stop)
            if name:
                return name
    return _pictured(label, lines)


def _pictured(label: re.Pattern[str], lines: list[Line]) -> str | None:
    """The press whose name is a picture behind a label: its alternative text."""
    press, _ = names_of_press()
    images = (image for line in lines if label.search(line.text) for image in line.element.iter("img"))
    return next((name for image in images if press.fullmatch(name := (image.get("alt") or "").strip())), None)


def has_label(lines: list[Line]) -> bool:
    """Whether these lines show a label for the publisher, with or without a name."""
    return _shows(_patterns()[0], lines)


def _shows(label: re.Pattern[str], lines: list[Line]) -> bool:
    """Whether a label stands in these lines, or is an element of one."""
    texts = [line.text for line in lines]
    return label.search("\n".join(texts + [part.strip() for line in lines for part in line.parts])) is not None


@cache
def names_of_press() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """How papers, agencies, sites and channels are called, and the words with which no such name begins."""
    words = table("pages")["origin"]
    channels = f"(?:{alternation(words['portals'].split())})(?:{alternation(words['channels'].split())})"
    press = compiled(rf"[《]?(?:\w[\w·•—\-（）《》]{{0,17}}?)??(?:{alternation(words['press'])})[》]?|{channels}")
    return press, tuple(words["stops"])


_BLANK = " \t\r\n\u3000\u00a0"


def find_author(lines: list[Line]) -> str | None:
    """The author behind 作者 or 记者 in a heading."""
    for line in lines:
        if "者" not in line.text and "撰稿" not in line.text:
            continue
        match = _AUTHOR.search(line.text)
        if match and not match[1].startswith(tuple(table("pages")["origin"]["stops"])):
            return _trimmed_author(match[1])
    return None


_AUTHOR = compiled(
    r"(?:文章作者|作\s?者|撰稿|记者)\s?[：:]\s?([\u4e00-\u9fff·]{2,4}(?:[ 　、][\u4e00-\u9fff·]{2,4}){0,3})"
)


def _trimmed_author(name: str) -> str:
    for word in table("pages")["origin"]["stops"]:
        at = name.find(word)
        if at > 0:
            name = name[:at]
    return name.strip(" \u3000、")


def pieces(line: Line) -> list[str]:
    """The text nodes of a line; those that a label was split over (`来 源`, `：`) are joined again."""
    return [piece for piece in line.parts if piece.strip()] if len(line.parts) > 1 else [line.text]


def _name(text: str, stop: re.Pattern[str]) -> str:
    text = text.strip(" \t\r\n\u3000\u00a0：:")
    dates = find_dates(text)
    text = text[: _stopped(text, dates[0].start if dates else len(text), stop)]
    text = text.strip(" \t\r\n\u3000\u00a0|｜/，,；;-—【[（(")
    if text.endswith((")", "）")) and not re.search(r"[(（]", text):
        text = text[:-1]
    if not text or len(text) > _LONGEST or "://" in text or "{" in text or re.fullmatch(r"[\d\W]+", text):
        return ""
    return text


def _stopped(text: str, end: int, stop: re.Pattern[str]) -> int:
    """Where the name that `text` opens with ends, before `end`.

    A word that stops it elsewhere may be the name's own end, 记者团 or 发布: then no colon or number follows.
    """
    for match in stop.finditer(text, 0, end):
        word = _WORD.match(text, match.start())
        if word is None or not _ENDING.search(word[0]) or _MORE.match(text, word.end()):
            return match.start()
    return end


_WORD = compiled(r"(?!.{0,3}[本我进])[^\W\d_]+")  # no button: 收藏本站
_ENDING = compiled(r"(?:[团社部局委会院站网报台组处]|中心|集团|发布|频道|客户端)$")
_MORE = compiled(r"\s{0,2}[：:]|\d")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("pages")["origin"]
    # Where a picture or a figure is from is another matter.
    other = "(?<!图片)(?<!数据)(?<!照片)(?<!资料)"
    label = compiled(rf"{other}(?:{alternation(words['labels'])})(?:\s?[：:丨|｜]|\s*$)|发布[：:]", re.M)
    stop = compiled(rf"\s*(?:{alternation(words['stops'])})|\s{{2,}}|[\u3000\u00a0]+|[|｜】\]]|\s(?=\d)")
    return label, stop
