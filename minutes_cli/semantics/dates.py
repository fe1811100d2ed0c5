"""From the words of a deadline to a date, where the day of the meeting makes it certain.

In: what the words name (year, month, quarter …) and the day of the meeting. Out: a date, or None: relative words whose
start is not printed (三年内), feasts (节前) and what lies before the meeting are not computed.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from minutes_cli.lexicon import table

Words = dict[str, str | None]
_PLANS: dict[str, int] = table("deadlines")["plans"]
_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENTHS = {"上旬": 10, "中旬": 20}
_WEEKDAYS = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6, "末": 6}
_LATE, _EARLY = 10, 6  # a deadline of a month up to June, set from October on, is next year's


def day_of(words: str | None) -> date | None:
    """A meeting's date as a day; None unless year, month and day are known and exist."""
    if not words or words.startswith("-"):
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def resolve(name: str, words: Words, ending: str, met: date | None) -> date | None:
    """The date that a time of the table `deadlines` names, with its ending (前, 内 or nothing)."""
    try:
        found = _RESOLVERS[name](words, ending, met)
    except (ValueError, OverflowError):  # 2月30日, a year out of range: printed so, no date
        return None
    if found is None or (met is not None and found < met):
        return None
    return found


def _year(words: Words, met: date | None, month: int) -> int | None:
    printed = words.get("year")
    if printed and printed.isdigit():
        return int(printed)
    if met is None:
        return None
    if printed == "明":
        return met.year + 1
    if printed == "后":
        return met.year + 2
    if printed is None and met.month >= _LATE and month <= _EARLY:
        return met.year + 1
    return met.year


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _plan(words: Words, ending: str, met: date | None) -> date | None:
    year = _PLANS.get(words["plan"] or words["plain"] or "")
    return date(year, 12, 31) if year else None


def _day(words: Words, ending: str, met: date | None) -> date | None:
    printed = words["month"] or ""
    month = _month_number(printed, met)
    if not month:
        return None
    day = int(words["lastday"] or words["day"] or 0)
    if month > 12:
        return date(met.year + 1, 1, day) if met else None
    year = _year(words, met, month) if printed.isdigit() or words.get("year") else met.year if met else None
    return date(year, month, day) if year else None


def _day_alone(words: Words, ending: str, met: date | None) -> date | None:
    """Without a month (25日前): certain where the day is still to come in the meeting's month."""
    return met.replace(day=int(words["day"] or 0)) if met else None


def _tenth(words: Words, ending: str, met: date | None) -> date | None:
    if ending.endswith("前"):
        return None
    month = _month_number(words["month"] or "", met)
    year = _year(words, met, month) if 0 < month <= 12 else None
    if not year:
        return None
    day = _TENTHS.get(words["tenth"] or "")
    return date(year, month, day) if day else _last(year, month)


def _month_number(printed: str, met: date | None) -> int:
    if printed.isdigit():
        return int(printed)
    if met is None:
        return 0
    return met.month + (printed[0] in "下次")


def _month(words: Words, ending: str, met: date | None) -> date | None:
    if ending.endswith("前") and not words.get("monthend"):
        return None  # 6月前: before June or by its end
    month = int(words["month"] or 0)
    year = _year(words, met, month)
    return _last(year, month) if year else None


def _this_month(words: Words, ending: str, met: date | None) -> date | None:
    if met is None or (ending.endswith("前") and not words.get("monthend")):
        return None
    ahead = (words.get("which") or "").startswith("下")
    year, month = (met.year + (met.month == 12), met.month % 12 + 1) if ahead else (met.year, met.month)
    return _last(year, month)


def _quarter(words: Words, ending: str, met: date | None) -> date | None:
    if ending.endswith("前") and not words.get("quarterend"):
        return None
    month = 3 * _NUMERALS[words["quarter"] or ""]
    year = _year(words, met, month)
    return _last(year, month) if year else None


def _half(words: Words, ending: str, met: date | None) -> date | None:
    if ending.endswith("前"):
        return None
    month = 6 if words["half"] == "上半年" else 12
    printed = words.get("year")
    year = _year(words, met, month) if printed else met.year if met else None
    return _last(year, month) if year else None


def _year_end(words: Words, ending: str, met: date | None) -> date | None:
    year = _year(words, met, 12)
    return date(year, 12, 31) if year else None


def _whole_year(words: Words, ending: str, met: date | None) -> date | None:
    return None if ending.endswith("前") else _year_end(words, ending, met)  # 2025年前: before it or by its end


def _within(words: Words, ending: str, met: date | None) -> date | None:
    which = words["which"] or ""
    if met is None:
        return None
    if which in ("本周", "下周"):
        return met + timedelta(days=6 - met.weekday() + 7 * (which == "下周"))
    if which == "本月":
        return _last(met.year, met.month)
    if which in ("今年", "年", "年度", "本年", "本年度", "当年", "明年"):
        return date(met.year + (which == "明年"), 12, 31)
    return met if which in ("当天", "当日") else None


def _weekday(words: Words, ending: str, met: date | None) -> date | None:
    if met is None:
        return None
    monday = met - timedelta(days=met.weekday())
    return monday + timedelta(days=_WEEKDAYS[words["weekday"] or ""] + 7 * (words["which"] == "下周"))


def _span(words: Words, ending: str, met: date | None) -> date | None:
    """Only where its start is printed: 会后一周内."""
    days = {"天": 1, "日": 1, "周": 7, "星期": 7, "个星期": 7}.get(words["unit"] or "")
    if met is None or not words.get("from") or days is None:
        return None
    return met + timedelta(days=days * _number(words["count"] or ""))


def _number(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    if "十" in printed:
        tens, _, ones = printed.partition("十")
        return 10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0)
    if printed not in _NUMERALS:
        raise ValueError(printed)
    return _NUMERALS[printed]


def _never(words: Words, ending: str, met: date | None) -> date | None:
    return None


_RESOLVERS = {
    "plan": _plan,
    "day": _day,
    "dayalone": _day_alone,
    "recurring": _never,
    "taking": _never,
    "tenth": _tenth,
    "month": _month,
    "thismonth": _this_month,
    "monthend": lambda words, ending, met: _last(met.year, met.month) if met else None,
    "quarter": _quarter,
    "half": _half,
    "yearend": _year_end,
    "within": _within,
    "weekday": _weekday,
    "span": _span,
    "ahead": _never,
    "year": _whole_year,
    "wholeyear": _whole_year,
    "hour": _never,
    "event": _never,
}
