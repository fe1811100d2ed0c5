"""Tasks of a whole article: what stands in each cell, which directives become rows, items."""

from __future__ import annotations

from minutes_cli import extract
from minutes_cli.lexicon import CLASSES
from minutes_cli.writers.ledger import rows
from minutes_cli.writers.ledger.columns import preset
from minutes_cli.writers.ledger.rows import Choice, Task, left_out, tasks
from minutes_cli.writers.ledger.table import Sheet
from tests.ledger.ledgers import OFFICE


def _tasks(**choice: object) -> list[Task]:
    return list(tasks(extract(OFFICE), Choice(**choice)))  # type: ignore[arg-type]


def test_no_call_becomes_a_task_unless_asked_for() -> None:
    minutes = extract(OFFICE)
    assert not [task for task in _tasks() if "节水行动" in task.values["text"]]
    assert left_out(minutes, Choice()) == 1
    assert [task.values["class"] for task in _tasks(classes=("exhortation",))] == ["号召"]


def test_a_row_says_who_and_by_when() -> None:
    task = _tasks()[2]
    assert task.values["text"].startswith("二要守住安全底线。由区卫健局牵头")
    assert task.values["lead"] == "区卫健局"
    assert task.values["support"] == "区水利局、区生态环境局"
    assert (task.values["deadline"], task.values["deadline_date"]) == ("3月31日前", "2023-03-31")
    assert task.values["force"] == "要（3级）"
    assert task.values["targets"] == "不低于98%"
    assert (task.values["meeting"], task.values["meeting_date"]) == ("区委常委会会议", "2023-01-12")
    assert task.values["cue"] == "会议强调"


def test_cells_quote_the_article() -> None:
    minutes = extract(OFFICE)
    text = minutes.article.text
    for task in _tasks(classes=tuple(rows.CLASSES)):
        start, end = task.values["origin"].split("第")[-1].rstrip("字").split("—")
        assert text[int(start) - 1 : int(end)] == task.values["text"]
        assert task.values["text"] in text.split("\n")[int(task.values["origin"].split("第")[-2].split("段")[0]) - 1]
        for key in ("lead", "support", "deadline", "targets", "documents"):
            for part in filter(None, task.values[key].replace("；", "、").split("、")):
                assert part in text


def test_what_was_put_off_comes_last_and_is_no_decision() -> None:
    assert [task.kind for task in _tasks()][-2:] == ["decision", "deferral"]
    assert _tasks()[-1].values["class"] == "暂缓"
    assert not [task for task in _tasks(classes=("decision",)) if "暂缓" in task.values["text"]]


def test_a_person_named_responsible() -> None:
    assert _tasks()[-2].values["leader"] == "副区长沈若川"


def test_a_pronoun_says_who_is_meant() -> None:
    said = {task.values["cue"]: task.values["speaker"] for task in _tasks()}
    assert said["他强调"] == "他（林知远）"


def test_items_take_from_their_directive_only_what_is_said_of_all() -> None:
    found = _tasks(items=True)
    lines = [line.cells[0] for line in Sheet(preset("分解"), grouped=False).lines(found)]
    assert lines == ["1", "2.1", "2.2", "3.1", "4.1", "4.2", "5", "6", "7", "8"]
    pipes, money, *_ = (task for task in found if task.parent)
    assert (pipes.values["deadline"], money.values["deadline"]) == ("6月底前", "")
    assert (pipes.values["lead"], money.values["lead"]) == ("区水利局", "区发改委")
    assert money.values["force"] == "要（3级）"  # the directive's, where an item has none of its own
    cover = next(task for task in found if task.values["text"].startswith("年底前"))
    assert cover.values["units"] == "区水利局、区农业农村局、各镇（街道）"


def test_not_understood_is_not_the_same_as_not_stated() -> None:
    text = (
        "东江区召开推进会\n2023年1月12日，东江区召开推进会。\n会议强调，要由有关方面牵头整改。会议要求，要抓好落实。\n"
    )
    unread, unsaid = (task.values["lead"] for task in tasks(extract(text), Choice()))
    assert (unread, unsaid) == (rows.UNREAD, "")


def test_every_class_of_the_lexicon_has_a_name() -> None:
    assert set(rows.CLASSES) == {*CLASSES, "deferral"}


def test_every_deadline_of_a_task_is_in_its_row() -> None:
    text = "东江区召开推进会\n2023年1月12日，东江区召开推进会。\n会议要求，区水利局要在3月底前完成招标、汛前完成清淤，10月31日前通过验收。\n"
    (found,) = tasks(extract(text), Choice())
    assert found.values["deadline"] == "3月底前；汛前；10月31日前"
    assert found.values["deadline_date"] == "2023-03-31；—；2023-10-31"


def test_a_decision_in_principle_stays_one() -> None:
    text = "东江区召开常委会会议\n2023年1月12日，东江区委召开常委会会议。\n会议原则同意《东江区水价方案》，由区发改委修改后印发。会议同意设立专班。\n"
    principle, full = tasks(extract(text), Choice())
    assert (principle.values["cue"], principle.values["class"]) == ("会议原则同意", "原则同意")
    assert (full.values["cue"], full.values["class"]) == ("会议同意", "决定")
