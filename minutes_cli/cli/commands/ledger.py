"""`minutes ledger`: the office's table of tasks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from minutes_cli.cli.fetching import fetch_options, fetching_of
from minutes_cli.cli.options import File, common, lexicon_in_force, select_option
from minutes_cli.cli.words import Speaker

if TYPE_CHECKING:
    from pathlib import Path

WORDS: dict[str, tuple[str, str]] = {
    "ledger": (
        "Make the office's table of tasks (督办台账) out of each SOURCE: one row a directive, in its own words.",
        "由每个来源生成督办台账：一项任务一行，任务内容逐字引用原文。",
    ),
    "ledger-format": (
        "table (default on a terminal), csv (default otherwise), xlsx, md or docx.",
        "table（终端默认）、csv（其他情况默认）、xlsx、md 或 docx。",
    ),
    "ledger-preset": (
        "Columns: 台账 (all), 督办, 分解 (items under their task) or 简表 (default on a terminal).",
        "栏目：台账（全部）、督办、分解（任务下列分项）或简表（终端默认）。",
    ),
    "ledger-columns": (
        "A TOML file that chooses, renames and orders columns, with constants and blank ones (--list-columns).",
        "用 TOML 文件选择、改名、排序栏目，可加固定值和空白栏（见 --list-columns）。",
    ),
    "ledger-list": ("List the columns there are, and stop.", "列出可用栏目后退出。"),
    "ledger-level": (
        "One row a directive, or one row an item of it (default: as the preset has it).",
        "每项任务一行（directive），或每个分项一行（item）（默认随栏目方案）。",
    ),
    "ledger-only": (
        "Classes to keep, comma-separated ({0}, all); default: all but exhortation.",
        "只保留这些类别，逗号分隔（{0}、all）；默认除 exhortation（号召）外全部。",
    ),
    "ledger-sheets": (
        "XLSX: one list of all sources, or a sheet for each.",
        "XLSX：所有来源合为一表（one），或每个来源一张表（each）。",
    ),
    "ledger-group": (
        "Head the rows of each meeting (default: where there are several, or no column names it).",
        "按会议分组（默认：会议不止一个，或没有会议名称栏时）。",
    ),
    "ledger-title": ("The table's title.", "表格标题。"),
    "ledger-class": ("{0!r} is no class; choose from {1}, all", "没有 {0!r} 这一类别；可选 {1}、all"),
    "ledger-both": ("--preset and --columns exclude each other", "--preset 与 --columns 只能选一个"),
    "ledger-no-task": ("no task found in this article", "文中没有找到任务要求"),
    "ledger-left": (
        "left out, as calls and no tasks (号召、希望): {0}; --only all keeps them",
        "有 {0} 条号召、希望类内容未列入；加 --only all 可列入",
    ),
    "ledger-left-others": ("left out, as of other classes: {0}", "其他类别 {0} 条未列入"),
    "ledger-split": (
        "too long for one cell, and going on in the row below: {0}",
        "{0} 个单元格超过长度上限，已接排在下一行",
    ),
    "ledger-shown": (
        "cells with control or hidden characters, made visible: {0}",
        "{0} 个单元格含控制字符或隐藏字符，已以可见形式写出",
    ),
    "ledger-links": ("links left out, since a workbook holds no more: {0}", "{0} 个链接未写入：已达工作表上限"),
}
# Spelt here so that `minutes --help` reads no table; tests hold them to the lexicon and the presets.
CLASSES = (
    "statement",
    "judgement",
    "emphasis",
    "requirement",
    "proposal",
    "decision",
    "exhortation",
    "other",
    "deferral",
)
PRESETS = ("台账", "督办", "分解", "简表")
_FORMATS = ("table", "csv", "xlsx", "md", "docx")


def build(say: Speaker) -> click.Command:
    """The command in the language of `say`."""
    say.learn(WORDS)

    def callback(
        sources: tuple[str, ...],
        from_file: str | None,
        format_: str | None,
        output: Path | None,
        force: bool,
        preset: str | None,
        columns: Path | None,
        list_columns: bool,
        level: str | None,
        only: str | None,
        sheets: str,
        group: bool | None,
        title: str | None,
        excel: bool,
        quiet: bool,
        select: str | None,
        lexicon: Path | None,
        **web: Any,
    ) -> int:
        from minutes_cli.cli.extracting import listed
        from minutes_cli.cli.ledgering import Plan, list_keys, run

        if list_columns:
            return list_keys(say)
        if not sources and not from_file:
            raise click.UsageError(say("no-sources"))
        if preset and columns:
            raise click.UsageError(say("ledger-both"))
        plan = Plan(
            _format(format_, output, say),
            output,
            force,
            preset,
            columns,
            level,
            _classes(only, say),
            sheets == "each",
            group,
            title,
            excel,
            quiet,
            select,
            fetching_of(web),
        )
        every = [*sources, *(listed(from_file) if from_file else ())]
        return run(every, plan, lexicon_in_force(lexicon), say)

    return click.Command("ledger", callback=callback, help=say("ledger"), params=_options(say))


def _options(say: Speaker) -> list[click.Parameter]:
    return [
        click.Argument(["sources"], nargs=-1, type=File(plain=True), metavar="SOURCE..."),
        click.Option(["--from-file"], type=File(plain=True), metavar="LIST", help=say("from-file")),
        click.Option(["-f", "--format", "format_"], type=click.Choice(_FORMATS), help=say("ledger-format")),
        click.Option(["-o", "--output"], type=File(), metavar="FILE", help=say("output")),
        click.Option(["--force"], is_flag=True, help=say("force")),
        click.Option(["--preset"], type=click.Choice(PRESETS), help=say("ledger-preset")),
        click.Option(["--columns"], type=File(), metavar="FILE", help=say("ledger-columns")),
        click.Option(["--list-columns"], is_flag=True, help=say("ledger-list")),
        click.Option(["--level"], type=click.Choice(["directive", "item"]), help=say("ledger-level")),
        click.Option(["--only"], metavar="CLASSES", help=say("ledger-only", ", ".join(CLASSES))),
        click.Option(["--sheets"], type=click.Choice(["one", "each"]), default="one", help=say("ledger-sheets")),
        click.Option(["--group/--no-group"], default=None, help=say("ledger-group")),
        click.Option(["--title"], metavar="TEXT", help=say("ledger-title")),
        click.Option(["--excel"], is_flag=True, help=say("excel")),
        select_option(say),
        click.Option(["-q", "--quiet"], is_flag=True, help=say("quiet")),
        *fetch_options(say),
        *common(say),
    ]


def _format(name: str | None, output: Path | None, say: Speaker) -> str:
    """The format asked for, else what the file's suffix says, else a table on a terminal and CSV in a pipe."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    if name is None and output is not None:
        name = {"markdown": "md", "txt": "table"}.get(output.suffix.lower()[1:], output.suffix.lower()[1:])
        if name not in _FORMATS:
            raise click.UsageError(say("output-format", output, ", ".join(_FORMATS)))
    if name in ("xlsx", "docx") and output is None and terminal:
        raise click.UsageError(say("binary", name))
    return name or ("table" if terminal else "csv")


def _classes(only: str | None, say: Speaker) -> tuple[str, ...] | None:
    """The classes named, in English or as the table spells them (要求, 决定); None for the usual ones."""
    if only is None:
        return None
    from minutes_cli.writers.ledger.rows import CLASSES as SPELT

    named = {spelt: name for name, spelt in SPELT.items()}
    wanted = [named.get(word.strip(), word.strip()) for word in only.replace("，", ",").replace("、", ",").split(",")]
    for word in filter(None, wanted):
        if word not in (*CLASSES, "all"):
            raise click.UsageError(say("ledger-class", word, ", ".join(CLASSES)))
    return CLASSES if "all" in wanted else tuple(filter(None, wanted))
