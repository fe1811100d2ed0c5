"""Dates as pages of many kinds write them, and what stands in the place of one."""

from __future__ import annotations

import pytest

from minutes_cli.page.dates import find_dates, is_relative


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("二○○七年五月廿三日", "2007-05-23"),
        ("二〇二四年十二月三十一日　星期三", "2024-12-31"),
        ("二OO八年一月二日", "2008-01-02"),
        ("一九九九年十月一日", "1999-10-01"),
        ("民國九十六年五月二十三日", "2007-05-23"),
        ("民國96年5月23日", "2007-05-23"),
        ("民國一百年元月五日", "2011-01-05"),
        ("民國一百零五年三月卅日", "2016-03-30"),
        ("发布日期 20240716", "2024-07-16"),
        ("发布时间：20240716 15:02", "2024-07-16T15:02"),
        ("2024年7月16日 下午8:12", "2024-07-16T20:12"),
        ("2024年7月16日 上午8:12", "2024-07-16T08:12"),
        ("2024-07-16 08:12:33 PM", "2024-07-16T20:12"),
        ("2024-07-16 14:22:51 PM", "2024-07-16T14:22"),
        ("2024.07.16 04:08 am", "2024-07-16T04:08"),
        ("July 16, 2024 12:30 PM", "2024-07-16T12:30"),
    ],
)
def test_date(text: str, iso: str) -> None:
    assert [shown.iso for shown in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "索引号 20240716",
        "发布日期 20241716",
        "文号：20240716",
        "二〇〇七年十三月三日",
        "三月五日",
        "民國路五月街三日",
    ],
)
def test_no_date(text: str) -> None:
    assert not find_dates(text)


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("05-17 14:20 · 2021", True),
        ("3小时前 · 云岭", True),
        ("昨天 14:20 来自 云岭客户端", True),
        ("2小时前 发布于云岭", True),
        ("昨天", True),
        ("昨天召开会议", False),
        ("3小时前 · 县里召开会议，部署春耕。", False),
    ],
)
def test_what_stands_for_a_date(text: str, relative: bool) -> None:
    assert is_relative(text) is relative
