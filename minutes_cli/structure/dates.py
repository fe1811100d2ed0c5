"""The day of a meeting.

In: the look at a meeting's stretch and the publication date. Out: `YYYY-MM-DD`, `--MM-DD` where no year can be known,
or None. Every printed date of the first sentences is weighed by what its sentence says; the best one counts.
"""

from __future__ import annotations

import itertools
import re

from minutes_cli.prepared import compiled
from minutes_cli.text import Sentence, View, numeral

# 二〇二四年九月七日 as well; a numeral before it would be the end of another word.
_DATE = compiled(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})(?:[至到—~-]\d{1,2})?[日号]|"
    r"([二一][〇○零一二三四五六七八九]{3})年(十?[一二三四五六七八九]|十)月([一二三]?十?[一二三四五六七八九]|[一二三]?十)日"
)
_DAY = compiled(
    r"(?<![月\d])(\d{1,2})日(?:至\d{1,2}日)?(?:上午|下午|晚|在|召开|主持|举行)?|(?<!\d)(\d{1,2})至\d{1,2}日"
)
# 北京7月23日电: the agency's date, not the meeting's.
_AGENCY = compiled(r"(?:（[^（）]*）)?(?:[电讯]|消息[：，])")
_HELD = compiled(r"召开|举行|举办|主持|开幕|闭幕|召集")
_MEETING = compiled(r"会(?:[，。；：、（）”]|议|上|召开|举行|在|暨|$)|学习|座谈|论坛|仪式|党课|通过[）。]|活动")
_AFTER = compiled(r"(?:以来|起|成立|印发|出台|印制|启动实施|至今|前|之前|止)")
_ABOVE = compiled(r"中共中央|中央政治局|总书记|党中央")
_FULL = compiled(r"(20\d\d)年\d{1,2}月\d{1,2}日")
_MONTH = compiled(r"(20\d\d)年\d{1,2}月")
_NAMED = compiled(
    r"(?<![\d\-~～—])(20\d\d)(?:年度?)?(?![\d\-~～—届]|年\d|\d)[^，。；]{0,60}?(?:会议?|大会|论坛|峰会|仪式|年会)"
)
_FIRST = 10  # sentences in which a date may be the meeting's


def meeting_date(look: View, start: int, end: int, published: str | None, title: str | None = None) -> str | None:
    """The day on which the meeting of the stretch was held; of several days the first."""
    sentences = list(itertools.islice(look.sentences_in(start, end), _FIRST))
    own = title is not None and _ABOVE.search(title) is not None
    weighed = [
        (_weight(look, sentence, match, own) - number / 100, match)
        for number, sentence in enumerate(sentences)
        if look.folded.find("月", sentence.start, sentence.end) >= 0
        for match in _DATE.finditer(look.folded, sentence.start, sentence.end)
    ]
    if sentences and (dateline := _dateline(look, sentences)):
        weighed.append((1.5, dateline))
    best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
    if best[1] is not None and best[0] >= 1:
        return _iso(look, best[1], published, title)
    return _day_only(look, sentences, published)


def _dateline(look: View, sentences: list[Sentence]) -> re.Match[str] | None:
    """An agency's date (北京9月4日电), if the report says 今天 or the same day."""
    low = look.folded.rfind("\n", 0, sentences[0].start) + 1
    for match in _DATE.finditer(look.folded, low, sentences[0].end):
        if _AGENCY.match(look.folded, match.end()):
            same = re.compile(rf"今天|今日|(?<![月\d至-]){match.group(3) or match.group(6)}日")
            return match if same.search(look.folded, match.end(), sentences[:3][-1].end) else None
    return None


def _weight(look: View, sentence: Sentence, match: re.Match[str], own: bool) -> float:
    """How much speaks for a date being the meeting's day; `own`: the title says that it is one of those above."""
    folded = look.folded
    if _AGENCY.match(folded, match.end()):
        return -5
    weight = 0.0
    weight += 3 if _HELD.search(folded, sentence.start, sentence.end) else 0
    weight += 1 if _MEETING.search(folded, match.end(), sentence.end) else 0
    weight += 1 if match.start() - sentence.start < 12 or folded[match.start() - 1] in "）:：" else 0
    weight += (
        4 if folded[max(match.start() - 8, 0) : match.start()].replace(" ", "").endswith(("时间：", "时间\n")) else 0
    )
    weight -= 4 if _AFTER.match(folded, match.end()) else 0
    clause = folded.rfind("，", sentence.start, match.start()) + 1 or sentence.start
    weight -= 2.5 if not own and _ABOVE.search(folded, clause, match.start()) else 0
    return weight


def _iso(look: View, match: re.Match[str], published: str | None, title: str | None) -> str | None:
    year, *days = match.groups()[:3] if match.group(2) else match.groups()[3:]
    month, day = map(numeral, days)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year is None and published:
        earlier = (month, day) <= (int(published[5:7]), int(published[8:10]))
        year = published[:4] if earlier else str(int(published[:4]) - 1)
    if year is None:
        year = _year(look, match, title)
    return f"{numeral(year) if year else '-'}-{month:02}-{day:02}"


def _year(look: View, match: re.Match[str], title: str | None) -> str | None:
    """The year in the meeting's own name, in the title's, or in a full date nearby."""
    folded = look.folded
    line = folded.rfind("\n", 0, match.start()) + 1
    stop = folded.find("\n", match.end())
    named = _NAMED.search(folded, line, stop if stop >= 0 else len(folded)) or _NAMED.search(title or "")
    if named:
        return named.group(1)
    full = _FULL.search(folded, line, stop if stop >= 0 else len(folded)) or _MONTH.search(folded, line, match.start())
    return full.group(1) if full else None


def _day_only(look: View, sentences: list[Sentence], published: str | None) -> str | None:
    """A day without a month is that of the publication's month, if it is not later."""
    if not published:
        return None
    for sentence in sentences:
        found = _DAY.search(look.folded, sentence.start, sentence.end)
        if found and _HELD.search(look.folded, sentence.start, sentence.end):
            day = int(found.group(1) or found.group(2))
            return f"{published[:8]}{day:02}" if 1 <= day <= int(published[8:10]) else None
    return None
