"""Looking at a text without moving a character: fold, mask, sentences, clauses.

`View(text)` holds two looks of the same length as the text, so that an offset means the same in all three:

    folded   look-alike forms unified: ASCII punctuation between Chinese as full-width, full-width digits and
             letters as ASCII, all spaces as ' ', straight quotes as “ ”, traditional characters of the word
             tables as simplified
    bare     `folded` with everything inside “ ” 《 》 （ ） replaced by MASK, so that rules never look into
             quotations, titles or brackets; a quotation that is all that was said stays open

A `Sentence` is a half-open range with the places where its clauses start. Sentences never cross a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from minutes_cli.lexicon import table
from minutes_cli.prepared import compiled

MASK = "□"

_SPACES = dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\u200a\t\r\x0b\x0c\u0085\u2028\u2029\u200b\ufeff", " ")
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
_QUOTES = dict(zip("「」『』〝〞﹁﹂﹃﹄", "“”‘’“”“”‘’", strict=True))
_DASHES = dict.fromkeys("–―─", "—")
_PUNCTUATION = dict(zip("｡､﹐﹔﹕︰∶;?!()[]〔〕［］", "。、，；：：：；？！（）［］［］［］", strict=True))
_CHARACTERS = table("traditional")
_TRADITIONAL = dict(
    zip(_CHARACTERS["traditional"].replace("\n", ""), _CHARACTERS["simplified"].replace("\n", ""), strict=True)
)
_FOLD = _SPACES | _WIDE | _QUOTES | _DASHES | _PUNCTUATION | _TRADITIONAL
_FOLDED = compiled(f"[{re.escape(''.join(sorted(_FOLD)))}]")
_COMMA = compiled(r"(?<!\d),|,(?!\d)")
_COLON = compiled(r":(?!//)(?:(?<!\d:)|(?!\d))")
_STOP = compiled(r"(?<=[\u4e00-\u9fff”）])\.(?=[\s\u4e00-\u9fff“]|$)")
_STRAIGHT = compiled(r'"([^"\n]*)"')

# One pass over the text finds every mark that ends, parts or brackets something.
_MARK = compiled(r"[。！？；，：\n“”《》（）‘’【】]")
_CLOSER = {"“": "”", "《": "》", "（": "）", "【": "】"}
_SAID = compiled(r"[：，]$")
# What goes on after a closed quotation instead of starting a sentence.
_GOES_ON = compiled(r"[的等为、，；：。！？是之和与及或中里上这]")


def fold(text: str) -> str:
    """A look at `text`, of the same length, in which look-alike forms are one."""
    folded = text
    for character in set(_FOLDED.findall(text)):  # few are present: replacing each is faster than str.translate
        folded = folded.replace(character, _FOLD[character])
    if "," in folded:
        folded = _COMMA.sub("，", folded)
    if ":" in folded:
        folded = _COLON.sub("：", folded)
    if "." in folded:
        folded = _STOP.sub("。", folded)
    if '"' in folded:
        folded = _STRAIGHT.sub("“\\1”", folded)
    return folded


_NUMERALS = dict(zip("〇○OＯ零一二三四五六七八九", "00000123456789", strict=True))


def numeral(word: str) -> int:
    """A number in digits, numeral by numeral (二〇二四) or with tens (二十一); below a hundred for the last."""
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (numeral(tens) if tens else 1) * 10 + (numeral(ones) if ones else 0)
    return int("".join(_NUMERALS.get(character, character) for character in word))


def last_match(pattern: re.Pattern[str], text: str, low: int, high: int) -> re.Match[str] | None:
    """The last match of `pattern` in `text[low:high]`, or None."""
    found = deque(pattern.finditer(text, low, high), maxlen=1)
    return found[0] if found else None


def _paragraphs(folded: str) -> str:
    """A whole article in one line, two spaces where its paragraphs were, seen with line breaks in their place."""
    if not _ONE_LINE.search(folded):
        return folded
    return "\n".join(_GAP.sub("\n", line) if len(line) > 200 else line for line in folded.split("\n"))


_GAP = compiled(r"(?<=[。！？；：”）]) (?= )|(?<=[\u4e00-\u9fff]) (?= )(?=[ ]+\d{1,2}月)")
_ONE_LINE = compiled(r"[。！？] {2,}(?=[^\n ])(?<=[^\n]{43})")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of the text. `line` numbers its line, `first` is true at a line's head.

    `clauses` are the offsets where its clauses start (the first is `start`), parted by ，：；outside quotations.
    """

    start: int
    end: int
    line: int
    first: bool
    clauses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The looks at one text, and its sentences in order.

    `attributed` are the quotations that name their speaker behind them (“…。”林知远说。): where they start and end.
    """

    text: str
    folded: str
    bare: str
    sentences: tuple[Sentence, ...]
    attributed: dict[int, int]

    def within(self, start: int, end: int) -> range:
        """The numbers of the sentences that start in a range."""
        begins = attrgetter("start")
        return range(bisect_left(self.sentences, start, key=begins), bisect_left(self.sentences, end, key=begins))

    def sentences_in(self, start: int, end: int) -> Iterator[Sentence]:
        """The sentences that start in a range, in order."""
        return (self.sentences[number] for number in self.within(start, end))


@lru_cache(maxsize=1)  # structure and semantics look at an article one after the other
def view(text: str, start: int = 0, end: int | None = None) -> View:
    """Look at `text[start:end]`; offsets are those of the whole text."""
    folded = _paragraphs(fold(text))
    attributed = {m.start(): m.end() for m in _ATTRIBUTED.finditer(folded, start, len(text) if end is None else end)}
    bare, sentences = _scan(folded, attributed, start, len(text) if end is None else end)
    return View(text, folded, bare, sentences, attributed)


def _scan(folded: str, attributed: dict[int, int], low: int, high: int) -> tuple[str, tuple[Sentence, ...]]:
    """Mask what is bracketed and cut into sentences, line by line."""
    sentences: list[Sentence] = []
    masked: list[str] = [folded[:low]]
    number = 0
    at = low
    while at < high:
        stop = folded.find("\n", at, high)
        stop = high if stop < 0 else stop
        if stop > at:
            masked.append(_line(folded, attributed, at, stop, number, sentences))
        if stop < high:
            masked.append("\n")
        number += 1
        at = stop + 1
    masked.append(folded[high:])
    return "".join(masked), tuple(sentences)


def _line(folded: str, attributed: dict[int, int], low: int, high: int, number: int, sentences: list[Sentence]) -> str:
    """Cut one line into sentences, appended to `sentences`; returns its masked look."""
    hidden = _brackets(folded, attributed, low, high)
    pieces: list[str] = []
    done = begin = low
    clauses = [low]
    inside = 0
    first = True

    def close(end: int) -> None:
        nonlocal begin, clauses, first
        start = begin
        while start < end and folded[start] == " ":
            start += 1
        stop = end
        while stop > start and folded[stop - 1] == " ":
            stop -= 1
        if start < stop:
            if clauses[-1] >= stop:
                clauses.pop()
            clauses[0] = start
            sentences.append(Sentence(start, stop, number, first, tuple(clauses)))
            first = False
        begin = end
        clauses = [end]

    for mark in _MARK.finditer(folded, low, high):
        place = mark.start()
        while inside < len(hidden) and hidden[inside][1] <= place:
            inside += 1
        if inside < len(hidden) and hidden[inside][0] <= place:
            continue
        character = folded[place]
        if character in "，：；":
            clauses.append(place + 1)
        elif character in "。！？":
            end = place + 1
            while end < high and folded[end] in "”’）。！？":
                end += 1
            if not (folded[end - 1] in "”’" and end < high and _GOES_ON.match(folded, end)):
                close(end)
        elif (
            character == "”"
            and folded[place - 1] in "。！？"
            and place + 1 < high
            and not _GOES_ON.match(folded, place + 1)
        ):
            close(place + 1)
    close(high)
    for open_at, close_at in hidden:
        pieces.append(folded[done:open_at])
        pieces.append(MASK * (close_at - open_at))
        done = close_at
    pieces.append(folded[done:high])
    return "".join(pieces)


def _brackets(folded: str, attributed: dict[int, int], low: int, high: int) -> list[tuple[int, int]]:
    """The insides of outermost quotations, titles and brackets of a line, in order.

    A quotation behind a colon that holds several sentences, or one that somebody says, is all that was said: it stays open. So does
    an opening mark that nothing closes.
    """
    found: list[tuple[int, int]] = []
    at = low
    for place, end in sorted(_closings(folded, low, high).items()):
        if place < at:
            continue
        inner = folded[place + 1 : end]
        said = place in attributed or (
            folded[place] == "“"
            and place > low
            and folded[place - 1] in "：，"
            and (
                _ENDS.search(inner) is not None
                or (inner[-1:] in "。！？" and _SAYS.search(folded, max(low, place - 3), place))
            )
        )
        chaired = "主持" in inner and not folded[low:place].strip() and not folded[end + 1 : high].strip()
        if said or chaired:  # （会议由林知远主持） as a line of its own is a sentence like others
            continue
        if end > place + 1:
            found.append((place + 1, end))
        at = end + 1
    return found


_ENDS = compiled(r"[。！？].*[。！？]")
_SAYS = compiled("(?:说|道|指出|强调|要求|表示|回应|回答|叮嘱|希望)：$")
# A quotation at a line's or sentence's head, and behind it who says so. No “ inside: the match cannot wander.
_ATTRIBUTED = compiled(
    r"“(?:(?<=[\n。！？”]“)|(?<![^\n]“))[^“”\n]{4,1500}[。！？，]”(?=[^，。；：“”\n]{1,40}?(?:说|表示|谈道|谈到|认为|介绍|坦言|感慨)[，。：])"
)
_MARKS = compiled(r"[“”《》（）【】]")
_CLOSES = {"”": "“", "》": "《", "）": "（", "】": "【"}


def _closings(folded: str, low: int, high: int) -> dict[int, int]:
    """Where each bracket of a line that closes does so, by where it opens; brackets of one kind may nest."""
    found: dict[int, int] = {}
    if not _MARKS.search(folded, low, high):
        return found
    open_: dict[str, list[int]] = {opening: [] for opening in _CLOSES.values()}
    for mark in _MARKS.finditer(folded, low, high):
        kind = _CLOSES.get(mark.group())
        if kind is None:
            open_[mark.group()].append(mark.start())
        elif open_[kind]:
            found[open_[kind].pop()] = mark.start()
    return found
