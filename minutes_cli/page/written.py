"""Dates that papers and offices write out: 二〇〇七年五月廿三日, 民國九十六年五月二十三日 → their ISO form and their place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from minutes_cli.prepared import compiled
from minutes_cli.text import numeral

_ZERO = "〇○零Ｏ０OΟ◯0"  # what is typed for the nought in a year
_WRITTEN = compiled(
    rf"(?:(?P<year>[一二][九{_ZERO}][{_ZERO}一二三四五六七八九]{{2}})|民[國国](?P<republic>[一二三四五六七八九十百零〇\d]{{1,5}}))"
    r"年(?P<month>[一二三四五六七八九十元正\d]{1,2})月(?P<day>[一二三四五六七八九十廿卅\d]{1,3})[日號号]"
)
_FIRST_OF_REPUBLIC = 1912
_ALIKE = {ord(sign): "零" for sign in _ZERO} | {ord("廿"): "二十", ord("卅"): "三十", ord("元"): "一", ord("正"): "一"}


def written_dates(text: str) -> Iterator[tuple[str, int, int]]:
    """The ISO form, start and end of every real date in `text` that is written out, in order."""
    for match in _WRITTEN.finditer(text):
        try:
            year = _number(match["year"].translate(_ALIKE)) if match["year"] else _of_republic(match["republic"])
            day = date(year, _number(match["month"].translate(_ALIKE)), _number(match["day"].translate(_ALIKE)))
        except ValueError:
            continue
        yield day.isoformat(), *match.span()


def _of_republic(years: str) -> int:
    """The year of the calendar that counts from the founding of the republic."""
    hundreds = years + "零零" if years.endswith("百") else years
    return _FIRST_OF_REPUBLIC - 1 + _number(hundreds.replace("百", ""))


def _number(written: str) -> int:
    return numeral(written) if not (written.isascii() and written.isdigit()) else int(written)
