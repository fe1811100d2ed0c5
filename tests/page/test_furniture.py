"""The table of furniture: every example is of its kind, every counter-example is not furniture of it."""

from __future__ import annotations

from typing import Any

import pytest

from minutes_cli.lexicon import table
from minutes_cli.page.furniture import furniture

KINDS: list[dict[str, Any]] = table("furniture")["kind"]


@pytest.mark.parametrize(("name", "text"), [(kind["name"], text) for kind in KINDS for text in kind["examples"]])
def test_example(name: str, text: str) -> None:
    found = furniture(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(("name", "text"), [(kind["name"], text) for kind in KINDS for text in kind["not"]])
def test_counter_example(name: str, text: str) -> None:
    found = furniture(text)
    assert found is None or found.name != name


def test_every_kind_has_examples() -> None:
    assert all(kind["examples"] for kind in KINDS)
    assert {kind["where"] for kind in KINDS} <= {"head", "tail", "any", "end", "ends"}


@pytest.mark.parametrize(
    "text",
    [
        "会议要求，编辑部要把好关。",
        "相关部门负责人参加会议。",
        "打印机、复印机等办公设备由县财政局统一采购，各单位不得自行购置，违者严肃处理。",
        "分享发展成果，共建美好家园，是全县人民的共同心愿，会议对此作了部署。",
        "来源于群众、服务于群众，是我们一切工作的出发点，各单位要牢牢记住这一条。",
        "广告管理工作会议昨天召开，县委书记罗小禾出席并讲话。",
    ],
)
def test_sentences_of_articles_stay(text: str) -> None:
    found = furniture(text)
    assert found is None, found
