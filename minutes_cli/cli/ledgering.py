"""`minutes ledger` behind its options: sources one by one → one table.

One source that fails costs itself alone. What the table does not hold as it stood (calls left out, cells split) is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, TextIO, cast

import click

from minutes_cli import __version__
from minutes_cli.cli.extracting import Tally, outcomes
from minutes_cli.cli.output import opened
from minutes_cli.cli.telling import complain, tell
from minutes_cli.cli.words import Speaker
from minutes_cli.errors import MinutesError
from minutes_cli.lexicon import Lexicon
from minutes_cli.model import Minutes
from minutes_cli.readers.web import Fetching
from minutes_cli.writers.ledger.columns import Layout, from_file, keys, preset, preset_names
from minutes_cli.writers.ledger.rows import USUAL, Choice, left_out, tasks

_FETCHING = Fetching()


@dataclass(frozen=True, slots=True)
class Plan:
    """What the options ask for. `classes` None is the usual choice, `group` None heads the rows
    of a meeting where there are several, and where no column names it.
    """

    format: str
    output: Path | None = None
    force: bool = False
    preset: str | None = None
    columns: Path | None = None
    level: str | None = None
    classes: tuple[str, ...] | None = None
    each: bool = False
    group: bool | None = None
    title: str | None = None
    excel: bool = False
    quiet: bool = False
    select: str | None = None
    fetching: Fetching = _FETCHING


def list_keys(say: Speaker) -> int:
    """Print the columns there are: key, heading, what it says."""
    for key, entry in keys().items():
        click.echo(f"{key}\t{entry['heading']}\t{entry['about']}")
    return 0


def run(sources: list[str], plan: Plan, lexicon: Lexicon, say: Speaker) -> int:
    """Write the table of every source; returns the exit code."""
    layout = _layout(plan)
    items = layout.items if plan.level is None else plan.level == "item"
    choice = Choice(plan.classes or USUAL, items)
    tally = Tally()
    with opened(plan.output, plan.force, say) as stream:
        out = _Out(plan, layout, stream, several=len(sources) > 1)
        missing = 0
        for name, found in outcomes(sources, plan, lexicon, say):
            if isinstance(found, MinutesError):
                tally.failed += 1
                tally.network += found.exit_code == 5
                complain(name, say.error(found.message))
                continue
            count = out.add(found, choice)
            tally.usable += bool(count)
            missing += left_out(found, choice)
            if not count and not plan.quiet:
                complain(name, say("ledger-no-task" if found.meetings else "no-meeting"))
        out.finish()
    if not plan.quiet:
        _say_what_differs(out, missing, plan, say)
    return tally.exit_code()


def _layout(plan: Plan) -> Layout:
    if plan.columns:
        layout = from_file(plan.columns)
    else:
        layout = preset(plan.preset or ("简表" if plan.format == "table" else preset_names()[0]))
    return replace(layout, title=plan.title) if plan.title else layout


class _Out:
    """The writer of the format asked for. The first source tells whether there are groups, unless the options do."""

    def __init__(self, plan: Plan, layout: Layout, stream: TextIO, several: bool) -> None:
        self.plan, self.layout, self.stream, self.several = plan, layout, stream, several
        self.writer: Any = None
        self.titles: list[str] = []

    def add(self, minutes: Minutes, choice: Choice) -> int:
        named = any(column.key == "meeting" for column in self.layout.columns)
        writer = self._opened(self.several or len(minutes.meetings) > 1 or not named)
        title = minutes.article.title or minutes.source.uri or ""
        if len(self.titles) < _TITLES:
            self.titles.append(title)
        found = tasks(minutes, choice)
        if self.plan.format == "xlsx" and self.plan.each:
            first = next(found, None)
            if first is None:
                return 0  # no sheet without a task
            writer.sheet(title)
            found = chain((first,), found)
        return cast(int, writer.write(found))

    def finish(self) -> None:
        writer = self._opened(False)
        subject = "；".join(self.titles)
        if self.plan.format == "xlsx":
            writer.close(subject)
        elif self.plan.format == "docx":
            writer.save(cast(Any, self.stream).buffer, subject)

    def _opened(self, grouped: bool) -> Any:
        if self.writer is None:
            self.writer = self._make(grouped if self.plan.group is None else self.plan.group)
        return self.writer

    def _make(self, grouped: bool) -> Any:
        from minutes_cli.writers.ledger import delimited, document, markdown, terminal, workbook

        if self.plan.format == "xlsx":
            base = self.plan.output.parent if self.plan.output else None
            return workbook.Workbook(
                cast(Any, self.stream).buffer, self.layout, grouped, base, f"minutes {__version__}"
            )
        if self.plan.format == "docx":
            return document.Document(self.layout, grouped)
        if self.plan.format == "csv":
            return delimited.Delimited(self.stream, self.layout, self.plan.excel)
        kinds = {"md": markdown.Markdown, "table": terminal.Terminal}
        return kinds[self.plan.format](self.stream, self.layout, grouped)


_TITLES = 5  # articles whose titles the document's properties name


def _say_what_differs(out: _Out, missing: int, plan: Plan, say: Speaker) -> None:
    """What the table does not hold, or not as it stood."""
    if missing:
        tell(say("ledger-left" if plan.classes is None else "ledger-left-others", missing))
    told = getattr(out.writer, "told", None)
    if told is not None:
        for key, count in (("split", told.split), ("shown", told.shown), ("links", told.links)):
            if count:
                tell(say(f"ledger-{key}", count))
