"""The numbers that Word shows in front of numbered paragraphs, and does not store as text.

一、 and （一） are typed by few and numbered by Word for many; without them a list would be no list. Formats that this
does not know are left out, bullets too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbered list: its format, the text around the number (`（%1）`), its first number."""

    format: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of one document."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._list_of: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        part = next((each for each in _related(document) if each.reltype.endswith("/numbering")), None)
        if part is not None and hasattr(part.target_part, "element"):
            self._read(part.target_part.element)
        for style in document.styles.element.iter(f"{_W}style"):
            properties = style.find(f"{_W}pPr/{_W}numPr")
            if properties is not None and (found := _number(properties)):
                self._styles[str(style.get(f"{_W}styleId"))] = found

    def _read(self, root: Any) -> None:
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in abstract.iter(f"{_W}lvl"):
                start = _value(level, "start")
                number = int(start) if start and start.isdigit() else 1
                levels[int(level.get(f"{_W}ilvl", "0"))] = Level(
                    _value(level, "numFmt") or "", _value(level, "lvlText") or "", number
                )
            self._levels[str(abstract.get(f"{_W}abstractNumId"))] = levels
        for num in root.iter(f"{_W}num"):
            self._list_of[str(num.get(f"{_W}numId"))] = _value(num, "abstractNumId") or ""

    def label(self, paragraph: Any) -> str:
        """What Word shows in front of a paragraph; counts it."""
        found = self._place(paragraph)
        if found is None:
            return ""
        name, depth = self._list_of.get(found[0], ""), found[1]
        levels = self._levels.get(name, {})
        if depth not in levels:
            return ""
        self._counts[name, depth] = self._counts.get((name, depth), levels[depth].start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == name and key[1] > depth]:
            del self._counts[deeper]
        text = levels[depth].text
        for number in range(depth + 1):
            if f"%{number + 1}" in text and number in levels:
                shown = _shown(self._counts.get((name, number), levels[number].start), levels[number].format)
                if shown is None:
                    return ""
                text = text.replace(f"%{number + 1}", shown)
        return "" if levels[depth].format in ("bullet", "none") else text

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is not None:
            return _number(properties)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(str(style.get(f"{_W}val"))) if style is not None else None


def _related(document: Any) -> Iterator[Any]:
    yield from document.part.rels.values()


def _number(properties: Any) -> tuple[str, int] | None:
    """(list, level) of a paragraph or style; list 0 takes a number away."""
    number, level = _value(properties, "numId"), _value(properties, "ilvl")
    if number in (None, "0"):
        return None
    return str(number), int(level) if level and level.isdigit() else 0


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    value = None if child is None else child.get(f"{_W}val")
    return None if value is None else str(value)


def _shown(number: int, form: str) -> str | None:
    """A number in one of Word's formats; None for one that is not known here."""
    if form in ("decimal", "decimalHalfWidth", "bullet", "none"):
        return str(number)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form == "decimalEnclosedCircle" or form == "decimalEnclosedCircleChinese":
        return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"):
        return _counted(number) if number < 100 else None
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    return None


def _counted(number: int) -> str:
    """1–99 as 一 … 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")
