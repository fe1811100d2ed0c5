"""A batch as a program of its own, with any task: `python -m tests.batch.script TASK FOLDER OUT WORKERS SECONDS MEMORY`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from minutes_cli.batch.driver import Tally
from minutes_cli.batch.keeper import Setup
from minutes_cli.batch.local import local
from minutes_cli.batch.outputs.target import Target
from minutes_cli.batch.plan import Plan, wish_for
from minutes_cli.batch.run import Summary, run
from minutes_cli.batch.sources import Choice, items
from minutes_cli.batch.work import extract
from tests.batch import faulty

SCRIPT = [sys.executable, "-m", "tests.batch.script"]  # to be run in the project's folder


def batch(
    folder: Path,
    out: Path,
    setup: Setup | None = None,
    workers: int = 2,
    failures: Path | None = None,
    report: Callable[[Tally], None] = lambda tally: None,
) -> Summary:
    """Run `folder` into `out`; failures and state stand beside it."""
    setup = setup or Setup()
    wish = wish_for("jsonl", None, False, True)
    plan = Plan(
        "jsonl", Target(str(out)), failures or out.with_name("failures.jsonl"), out.with_name(out.name + ".state"), wish
    )
    with local(workers, replace(setup, wish=wish)) as engine:
        return run(plan, lambda: items([str(folder)], Choice()), engine, report)


def main() -> None:
    """The program."""
    task, folder, out, workers, seconds, memory = sys.argv[1:7]
    setup = Setup(task=getattr(faulty, task, extract), seconds=float(seconds), memory=int(memory) << 20)
    summary = batch(Path(folder), Path(out), setup, int(workers))
    print(summary.counts)


if __name__ == "__main__":
    main()
