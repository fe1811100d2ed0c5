"""`minutes verify` and `minutes diff`: what holds, what does not, what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.articles import ARTICLE
from tests.conftest import Run

Damage = Callable[[dict[str, Any]], object]


def block(record: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = record["meetings"][0]["blocks"][1]
    return found


DAMAGES: dict[str, Damage] = {
    "a word of a block": lambda r: block(r).update(text=block(r)["text"].replace("巡查", "检查")),
    "a word of a directive": lambda r: block(r)["directives"][0].update(text="一要压实责任"),
    "a span": lambda r: block(r).update(span=[block(r)["span"][0] + 1, block(r)["span"][1]]),
    "a span beyond the text": lambda r: block(r).update(span=[10**6, 10**6 + 5]),
    "a directive outside its block": lambda r: block(r)["directives"][0].update(
        span=[0, 11], text=r["article"]["text"][0:11]
    ),
    "two directives exchanged": lambda r: block(r)["directives"].reverse(),
    "blocks exchanged": lambda r: r["meetings"][0]["blocks"].reverse(),
    "a block doubled": lambda r: r["meetings"][0]["blocks"].append(dict(block(r))),
    "a block lost": lambda r: r["meetings"][0]["blocks"].pop(),
    "a proceeding lost": lambda r: r["meetings"][0]["proceedings"].pop(),
    "unassigned lost": lambda r: r["unassigned"].pop(),
    "unassigned over a block": lambda r: r["unassigned"].append(block(r)["span"]),
    "a word of the article": lambda r: r["article"].update(text=r["article"]["text"].replace("巡查", "检查")),
    "a chair": lambda r: r["meetings"][0]["chairs"][0].update(name="林知近"),
    "a name": lambda r: r["meetings"][0]["names"][0].update(text="县政府常务会议"),
}


def result(run: Run, article: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(run("extract", article).stdout)
    return record


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
@pytest.mark.parametrize("rows", ["directives", "blocks", "proceedings", "meetings"])
def test_a_result_holds(run: Run, article: Path, tmp_path: Path, form: str, rows: str) -> None:
    run("extract", article, "-o", f"out.{form}", "--rows", rows)
    for more in ([], [article]):
        done = run("verify", f"out.{form}", *more)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"1 of 1 hold" in done.stdout


def test_a_table_for_spreadsheets_holds(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "=云岭县委召开会议\n7月30日，云岭县委召开常委会会议。会议强调，=要抓好秋收。\n会议要求\n－要守住底线，不得\t松懈。",
        encoding="utf-8",
    )
    for rows in ("directives", "blocks"):
        run("extract", path, "-o", "out.csv", "--excel", "--force", "--rows", rows)
        assert run("verify", "out.csv").returncode == 0, rows


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_result_is_4_and_says_what(run: Run, article: Path, tmp_path: Path, damage: str) -> None:
    record = result(run, article)
    DAMAGES[damage](record)
    (tmp_path / "bad.json").write_text(json.dumps(record), encoding="utf-8")
    done = run("verify", "bad.json")
    assert done.returncode == 4
    assert done.stdout == b""
    assert done.stderr.startswith(b"minutes: bad.json: ")


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize(("good", "bad"), [("抓好巡查", "抓好检查"), ("一要压实", "二要压实")])
def test_a_damaged_table_is_4(run: Run, article: Path, tmp_path: Path, form: str, good: str, bad: str) -> None:
    text = run("extract", article.name, "-f", form).stdout.decode()
    assert good in text
    (tmp_path / f"bad.{form}").write_text(text.replace(good, bad), encoding="utf-8")
    done = run("verify", f"bad.{form}")
    assert done.returncode == 4
    assert b"does not quote" in done.stderr


def test_a_table_whose_source_is_gone(run: Run, article: Path, tmp_path: Path) -> None:
    run("extract", article, "-o", "out.csv")
    moved = article.rename(tmp_path / "moved.txt")
    assert b"cannot be read; name it" in run("verify", "out.csv").stderr
    assert run("verify", "out.csv", moved).returncode == 0


def test_another_source_is_told(run: Run, article: Path, tmp_path: Path) -> None:
    run("extract", article, "-o", "out.json")
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE.replace("巡查", "检查"), encoding="utf-8")
    done = run("verify", "out.json", other)
    assert done.returncode == 4
    assert b"its text is not that of" in done.stderr


def test_some_hold_and_some_do_not_is_3(run: Run, article: Path, tmp_path: Path) -> None:
    record = result(run, article)
    good = json.dumps(record)
    DAMAGES["a block lost"](record)
    (tmp_path / "out.jsonl").write_text(f"{good}\n{json.dumps(record)}\n", encoding="utf-8")
    assert run("verify", "out.jsonl").returncode == 3


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"schema": "other"}', b"{", b"source,title\n", b"\xff", "会议强调".encode()],
    ids=ascii,
)
def test_what_is_no_result_is_4_in_one_line(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd").write_bytes(data)
    done = run("verify", "odd")
    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_standard_input(run: Run, article: Path) -> None:
    assert run("verify", "-", stdin=run("extract", article).stdout).returncode == 0


def test_no_text_cannot_be_verified(run: Run, article: Path) -> None:
    assert b"nothing can be checked" in run("verify", "-", stdin=run("extract", article, "--no-text").stdout).stderr


def test_diff_of_a_draft_and_the_final_text(run: Run, article: Path, tmp_path: Path) -> None:
    final = tmp_path / "final.txt"
    final.write_text(
        ARTICLE.replace("8月底前", "9月底前").replace("二要抓好巡查。", "二要抓好巡查；三要管好用水。"),
        encoding="utf-8",
    )
    assert run("diff", article, article).stdout == b"no difference\n"
    text = run("diff", article, final).stdout.decode()
    assert "@ 会议强调 (changed)" in text
    assert "+ 一要压实责任，由县水利局牵头，9月底前编制完成规划；" in text
    assert "+ 三要管好用水。" in text
    changes = json.loads(run("diff", article, final, "--json").stdout)
    assert {change["kind"] for change in changes} == {"changed", "added"}
    run("extract", article, "-o", "draft.json")
    assert run("diff", "draft.json", final).stdout.decode() == text
    assert "改动" in run("diff", article, final, "--lang", "zh").stdout.decode()
