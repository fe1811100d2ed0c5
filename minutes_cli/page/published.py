"""The day of publication, of the dates that a page shows around its article and of those that its tags give."""

from __future__ import annotations

from datetime import datetime, timedelta

from minutes_cli.page.dates import Shown, day_of, find_dates
from minutes_cli.page.leaves import with_leaves
from minutes_cli.page.lines import Line
from minutes_cli.page.metadata import Metadata
from minutes_cli.prepared import compiled

_LABEL = 12  # characters in front of a date in which its label stands
_BESIDE = 20  # characters beside the date of a stamp
_CLOSE_BELOW = 4  # lines below the body in which the day of a change is the article's
_PUBLISHED = ("发布", "发表", "osted", "发信站", "时间", "日期", "来源", "发稿", "發布", "發佈", "時間", "來源")
_LABELLED = compiled("|".join(_PUBLISHED))
_SURELY = ("发布", "发表", "发稿", "發布", "發佈")
_OTHER_DATES = (
    "今天是",
    "今日",
    "更新",
    "成文",
    "生成",
    "有效",
    "截止",
    "印发",
    "当前",
    "现在是",
    "会议时间",
    "活动时间",
    "创建",
    "引用",
    "检索",
    "修改",
    "施行",
    "实施",
    "生效",
    "失效",
    "废止",
    "签发",
    "报名",
    "举办",
    "解决",
)
_OTHERS = compiled("|".join(_OTHER_DATES))
# Of the prescribed tags, of JSON-LD, of Open Graph and what others use, in this order.
_TAGS = (
    ("pubdate", "publishdate", "datepublished"),
    ("publish_time", "publishtime", "publication_date", "dc.date", "article.created"),
    ("article:published_time", "og:release_date", "og:published_time", "weibo: article:create_at"),
)


def published(near: list[Line], far: list[Line], below: list[Line], meta: Metadata) -> str | None:
    """The day, or the minute, of publication.

    `near` are the lines between title and body and right above the title, `far` those further up,
    from below.
    """
    unlinked = [line for line in near if not line.is_link or _LABELLED.search(line.text) or _to_minute(line)]
    shown, doubtful = _best(unlinked)
    if shown is None:
        shown = _best(far[::-1], labelled=True)[0] or _best(below, labelled=True)[0]
    elif doubtful and (other := _released(far[::-1])) is not None:
        shown, doubtful = other, False
    if shown is not None and shown.precise and not doubtful:
        return shown.iso
    tagged = _tagged(meta)
    if shown is None or (doubtful and tagged):
        return tagged or _of_element(near) or _of_stamp(below) or _of_change(below)
    if shown.precise:
        return shown.iso
    if tagged and tagged[:10] == shown.iso and "T" in tagged and not tagged.endswith("T00:00"):
        return tagged
    if time := _time_apart(near):
        return f"{shown.iso}T{time}"
    # A blog sets the day above its title and the minute below its text.
    later = _best(below, labelled=True)[0]
    return later.iso if later is not None and later.precise and later.iso.startswith(shown.iso) else shown.iso


def _tagged(meta: Metadata) -> str | None:
    """The day, or the minute, that the head of the page gives."""
    prescribed, other, graph = ([meta.first(name) for name in names] for names in _TAGS)
    linked = meta.linked.get("datePublished")
    values = [*prescribed, linked if isinstance(linked, str) else "", *graph, *other]
    return next((day for value in values if value and (day := _local(value))), None)


def _local(value: str) -> str | None:
    """The first date of a value; what is given in UTC in the time of China, for whose readers the page is."""
    day = day_of(value)
    if day is None or "T" not in day or not _UTC.search(value):
        return day
    return (datetime.fromisoformat(day) + _CHINA).isoformat(timespec="minutes")


_UTC = compiled(r":\d\d(?:\.\d+)?\s?(?:Z|[+-]00:?00|UTC|GMT)$")
_CHINA = timedelta(hours=8)


def _time_apart(near: list[Line]) -> str | None:
    """The time of day that is an element of its own on the line of 来源, its day elsewhere; None if there are several."""
    parts = {part.strip() for line in near if _LABELLED.search(line.text) for part in line.parts}
    times = {f"{int(found[1]):02}:{found[2]}" for part in parts if (found := _CLOCK.fullmatch(part))}
    return times.pop() if len(times) == 1 else None


_CLOCK = compiled(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")


def _of_element(near: list[Line]) -> str | None:
    """The date that an element says of itself where it shows but how long ago that was."""
    for line in near:
        if len(line.element) and not find_dates(line.text):
            for element in line.element.iter("time", "span", "em", "abbr"):
                if day := day_of(element.get("datetime") or element.get("title") or ""):
                    return day
        elif day := day_of(line.element.get("datetime") or ""):
            return day
    return None


def _to_minute(line: Line) -> bool:
    """Whether a line with links, as of a site and its account, says when to the minute."""
    return any(shown.precise for shown in find_dates(line.text))


def _of_stamp(below: list[Line]) -> str | None:
    """The time that is nearly all that a line right below the text says: 2010-06-12 14:22:51, 举报 | 1楼 | 2011-01-18 19:42."""
    for line in below[:_CLOSE_BELOW]:
        dates = find_dates(line.text)
        if len(dates) == 1 and dates[0].precise and len(_rest(line.text, dates)) <= _BESIDE:
            return dates[0].iso
    return None


def _of_change(below: list[Line]) -> str | None:
    """The day of the last change, close below the body, where no other date is to be had."""
    for line in below[:_CLOSE_BELOW]:
        change = _CHANGED.search(line.text)
        if change and (dates := find_dates(line.text[change.end() :])):
            return dates[0].iso
    return None


_CHANGED = compiled(r"(?:更新|修改)(?:日期|时间|于)?\s?[：:]")


def of_issue(above: list[Line]) -> str | None:
    """The date of a digital newspaper, alone among the links to its pages above the text; None if several stand there."""
    if not any(_ISSUE.search(line.text) for line in above):
        return None
    pieces = [piece for line in above for piece in {line.text, *line.parts}]
    alone = {
        found[0].iso for piece in pieces if (found := find_dates(piece)) and _WEEKDAY.fullmatch(_rest(piece, found))
    }
    return alone.pop() if len(alone) == 1 else None


def _rest(text: str, dates: list[Shown]) -> str:
    return text[: dates[0].start] + text[dates[-1].end :]


_ISSUE = compiled(r"第\s?[A-Z]?\d{1,3}\s?版|[上下]一版|版面导航|标题导航")
_WEEKDAY = compiled(r"[\s\u3000]*(?:(?:星期|周)[一二三四五六日天])?[\s\u3000]*")


def _best(lines: list[Line], labelled: bool = False) -> tuple[Shown | None, bool]:
    """The date that most looks like the day of publication: labelled, to the minute, first; whether it is of another kind."""
    best, most, doubtful = None, 0.0, False
    text = with_leaves(lines)
    for order, shown in enumerate(find_dates(text.replace("\n", " "))):
        before = text[max(0, shown.start - _LABEL) : shown.start]
        score = 10.0 - order * 0.5 + 3.0 * shown.precise
        opening = text[text.rfind("\n", 0, shown.start) + 1 : shown.start]
        has_label = (_LABELLED.search(before) or _LABELLED.search(opening)) is not None
        score += 4.0 * has_label
        other = _is_other(before)
        if other and labelled and "更新" not in before:
            continue
        if other:
            score -= 5.0 if "更新" in before else 8.0
        if score > most and (has_label or not labelled):
            best, most, doubtful = shown, score, other
    return best, doubtful


def _released(lines: list[Line]) -> Shown | None:
    """The first date behind 发布日期： or its like, in its line or the cell before."""
    text = " ".join(line.text for line in lines)
    return next(
        (shown for shown in find_dates(text) if _RELEASED.search(text, max(0, shown.start - _LABEL), shown.start)), None
    )


_RELEASED = compiled(r"(?:发布|发表|公开|發布|發佈)(?:日期|时间|時間)\s?[：:]\s*$")


def _is_other(before: str) -> bool:
    """Whether the last label before a date is not that of publication: 成文日期, 更新时间."""
    if not _OTHERS.search(before):
        return False
    return max(before.rfind(word) for word in _OTHER_DATES) > max(before.rfind(word) for word in _SURELY)
