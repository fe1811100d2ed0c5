"""Dates as pages show them → `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; also when glued to words or split over elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from minutes_cli.page.written import written_dates
from minutes_cli.prepared import compiled

_YEAR = r"(?P<year>(?:1(?<!\d1)9|2(?<!\d2)0)\d\d)"  # begins with literals, which lets the search skip ahead
_DAY = r"\s?(?:[-年/.．·]|\s)\s?(?P<month>\d{1,2})\s?[-月/.．·]\s?(?P<day>\d{1,2})(?!\d{1,2}[./-])\s?日?"
_TIME = (
    r"(?:[\sT，,]*(?:星期.|周.)?[\sT　]*(?P<part>[上下中]午|凌晨|晚上?)?\s?(?P<hour>\d{1,2})\s?[:：时]\s?(?P<minute>\d{2})(?!\d)"
    r"(?:(?::\d\d)?\s?(?P<half>[APap])\.?[Mm]\b)?)?"
)
_DATE = compiled(_YEAR + _DAY + _TIME)

# As mail and bulletin boards write it: Sat Dec  9 22:41:17 2006.
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_NAMES = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MAIL = compiled(
    rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?P<month>{_NAMES}) +"
    r"(?P<day>[12]?\d|3[01]) +(?P<time>[01]\d:[0-5]\d|2[0-3]:[0-5]\d):\d\d +(?P<year>(?:19|20)\d\d)"
)

# As English prints it: February 6, 2013 06:00 PM; as a calendar's leaf: Dec 19 Sun 2010 14:06.
_ENGLISH = compiled(
    rf"(?P<month>{_NAMES})[a-z]{{0,6}}\.? (?P<day>\d{{1,2}}),? (?:[A-Z][a-z]{{2,8}},? )?"
    r"(?P<year>(?:19|20)\d\d)(?:,? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?: ?(?P<half>[AP])\.?M)?)?"
)

_MONTH = compiled(_NAMES)

# Apps for short notes write but the end of the year, and glue the time to the day: 发布时间：21-05-1608:31.
_SHORT = compiled(r"时间[:：]\s?(?P<year>\d\d)-(?P<month>\d\d)-(?P<day>[0-3]\d)\s?(?P<hour>\d\d):(?P<minute>\d\d)")

# Forms and catalogues write a day without signs; only its label tells it from another number.
_COMPACT = compiled(
    r"(?:日期|时间|日期：|时间：|日期:|时间:)\s?(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)"
    r"(?:\s(?P<hour>\d{1,2}):(?P<minute>\d\d))?"
)

# What apps and scripts show in the place of a date, and what they set behind it: the year, a place, a program.
_RELATIVE = compiled(
    r"(?:发表于|发布于|(?:(?:刚刚|今天|昨天|前天|\d{1,2}\s?(?:分钟|小时|天)前)(?:\s*\d{1,2}:\d\d)?"
    r"|\d{1,2}[月-]\d{1,2}日?\s*\d{1,2}:\d\d)(?:\s*(?:[·•|｜]|来自|发布于|IP属地)[^。，！？]{0,16})?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A date in a text: its ISO form and its place there."""

    iso: str
    start: int
    end: int

    @property
    def precise(self) -> bool:
        """Whether it says the time of day."""
        return "T" in self.iso


def find_dates(text: str) -> list[Shown]:
    """Every real date in `text`, in order."""
    if "20" not in text and "19" not in text:
        return _written(text) or (_labelled(_SHORT, text) if "时间" in text else [])
    found = [Shown(iso, *match.span()) for match in _DATE.finditer(text) if (iso := _iso(match))]
    if "日期" in text or "时间" in text:
        found += _labelled(_COMPACT, text)
        found += () if found else _labelled(_SHORT, text)
        found.sort(key=lambda shown: shown.start)
    return found or _in_english(text) or _written(text)


def _labelled(pattern: re.Pattern[str], text: str) -> list[Shown]:
    """Days that only a label tells from other numbers."""
    return [Shown(iso, match.start("year"), match.end()) for match in pattern.finditer(text) if (iso := _iso(match))]


def _in_english(text: str) -> list[Shown]:
    if not _MONTH.search(text):
        return []
    return [_of_mail(match) for match in _MAIL.finditer(text)] or [
        Shown(iso, *match.span()) for match in _ENGLISH.finditer(text) if (iso := _iso(match))
    ]


def _written(text: str) -> list[Shown]:
    return [Shown(*written) for written in written_dates(text)] if "年" in text and "月" in text else []


def _of_mail(match: re.Match[str]) -> Shown:
    iso = f"{match['year']}-{_month(match['month']):02}-{int(match['day']):02}T{match['time']}"
    return Shown(iso, *match.span())


def is_relative(text: str) -> bool:
    """Whether a line stands for a date without being one: 昨天, 发表于, 3小时前."""
    return _RELATIVE.match(text) is not None


def day_of(text: str) -> str | None:
    """The first date of a tag's value, with its time of day where it has one (a zone's offset is left aside)."""
    found = find_dates(text)
    return found[0].iso if found else None


def _iso(match: re.Match[str]) -> str | None:
    year, month, hour = int(match["year"]), match["month"], match["hour"]
    try:
        day = date(
            year if year > 99 else year + 2000, int(month) if month.isdigit() else _month(month), int(match["day"])
        )
    except ValueError:
        return None
    if not hour or int(hour) > 23 or int(match["minute"]) > 59:
        return day.isoformat()
    of_day = match.groupdict()
    half = (of_day.get("half") or "").upper()
    late = half == "P" or (of_day.get("part") or "").startswith(("下", "晚"))
    hours = int(hour) + 12 if late and int(hour) < 12 else 0 if half == "A" and int(hour) == 12 else int(hour)
    return f"{day.isoformat()}T{hours:02}:{match['minute']}"


def _month(name: str) -> int:
    return _MONTHS.index(name) // 3 + 1
