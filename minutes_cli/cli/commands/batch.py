"""`minutes batch`: many sources, all cores or a cluster, resumable."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from minutes_cli.cli.fetching import fetch_options, fetching_of
from minutes_cli.cli.options import common, lexicon_in_force, select_option
from minutes_cli.cli.words import Speaker

WORDS: dict[str, tuple[str, str]] = {
    "batch": (
        "Work through many SOURCEs with every core: files, folders, lists, URLs, .zip, .warc(.gz), JSON Lines or"
        " Parquet with --column, or -. One failure never stops the rest; the same command goes on where it was ended.",
        "用全部处理器核处理大量来源：文件、目录、清单、网址、.zip、.warc(.gz)、JSON Lines 或 Parquet（用 --column 指定列）、-。"
        "单个失败不影响其余；中断后重复同一命令即可继续。",
    ),
    "batch-output": (
        "Where the result goes: a file (.jsonl, .csv, .tsv, .sqlite), a folder of parts (ends with /), .parquet, or an"
        " address such as s3://bucket/folder/.",
        "结果位置：文件（.jsonl、.csv、.tsv、.sqlite）、分片目录（以 / 结尾）、.parquet，或 s3://bucket/folder/ 之类的地址。",
    ),
    "batch-format": ("jsonl, csv, tsv, parquet or sqlite.", "jsonl、csv、tsv、parquet 或 sqlite。"),
    "batch-rows": (
        "Rows of csv, tsv and parquet (csv, tsv: directives; parquet: whole records).",
        "csv、tsv、parquet 的行（csv、tsv 默认 directives；parquet 默认整条记录）。",
    ),
    "ledger-rows": (
        "Rows and columns of the ledger (督办台账) in csv, tsv and parquet, a table of them in sqlite.",
        "csv、tsv、parquet 输出督办台账的行和列；sqlite 增加台账表。",
    ),
    "ledger-preset": ("Which ledger: {0}.", "台账样式：{0}。"),
    "ledger-columns": ("A TOML file of the ledger's columns.", "自定义台账各列的 TOML 文件。"),
    "ledger-form": ("--ledger is for csv, tsv, parquet and sqlite", "--ledger 只用于 csv、tsv、parquet、sqlite"),
    "batch-force": ("Replace outputs that are not of this batch.", "覆盖不属于本批次的已有输出。"),
    "batch-pattern": (
        "Of folders take only files whose names fit, e.g. '*.html' (can be repeated).",
        "目录中只取文件名符合的文件，如 '*.html'（可重复）。",
    ),
    "batch-column": (
        "The column of JSON Lines or Parquet that holds HTML or text.",
        "JSON Lines、Parquet 中存放 HTML 或文本的列。",
    ),
    "batch-jobs": ("How many workers (default: one for each core).", "工作进程数（默认每核一个）。"),
    "batch-timeout": ("Seconds an input may take.", "单个输入的时限（秒）。"),
    "batch-memory": ("Megabytes an input may take.", "单个输入的内存上限（MB）。"),
    "batch-state": (
        "The file that remembers what is done (default: beside the output, with .state).",
        "记录进度的文件（默认在输出旁，加 .state）。",
    ),
    "batch-failures-file": (
        "Where failures are listed (default: failures.jsonl beside the output, with --shard 3/40 failures-3-of-40.jsonl).",
        "失败清单（默认在输出旁的 failures.jsonl；用 --shard 3/40 时为 failures-3-of-40.jsonl）。",
    ),
    "batch-fresh": ("Begin anew, whatever was done before.", "不沿用以前的进度，从头开始。"),
    "batch-retry": ("Try again what failed before.", "重试以前失败的输入。"),
    "batch-cluster": (
        "Work on the Dask cluster whose scheduler is at this address (tcp://host:8786, tls://…) or in this file.",
        "在 Dask 集群上运行：调度器地址（tcp://host:8786、tls://…）或调度器文件。",
    ),
    "batch-cluster-ca": ("Certificate of the authority, for tls://.", "tls:// 使用的 CA 证书。"),
    "batch-cluster-cert": ("Own certificate, for tls://.", "tls:// 使用的客户端证书。"),
    "batch-cluster-key": ("Own key, for tls://.", "tls:// 使用的客户端密钥。"),
    "batch-shard": (
        "Only one part of the inputs, e.g. 3/40 for the third of forty jobs.",
        "只处理输入的一部分，如 3/40 表示四十份中的第三份。",
    ),
    "batch-part-records": (
        "Records in a part (default: 10,000; of Parquet 2,500).",
        "每个分片的记录数（默认 10,000；Parquet 为 2,500）。",
    ),
    "batch-no-form": (
        "{0} names no format; give --format ({1})",
        "从 {0} 看不出格式；请用 --format 指定（{1}）",
    ),
    "batch-no-stdin": ("standard input is closed; give a file", "标准输入已关闭；请给出文件"),
    "batch-one-file": ("{0} is one file; a database has no parts", "{0} 应为单个文件；数据库没有分片"),
    "batch-bad-shard": ("--shard is a number and a count, such as 3/40", "--shard 形如 3/40"),
    "batch-quiet": ("No progress and no summary.", "不显示进度和小结。"),
    "batch-again": (
        "inputs have changed and standard input is needed again; run the same command once more",
        "输入有变化，需要再次读取标准输入；请重复同一命令",
    ),
    "batch-open": (
        "anyone who can reach {0} can run code there and sees what is sent; use tls:// on a network you do not trust",
        "任何能访问 {0} 的人都能在其上执行代码并看到传输内容；在不可信的网络上请用 tls://",
    ),
    "batch-progress": (
        "{0} of {1} inputs, {2} failed, {3} a second, {4} left",
        "{0}/{1} 个输入，失败 {2}，每秒 {3}，剩余 {4}",
    ),
    "batch-bar": ("{0}/{1}  {3}/s  {2} failed  {4} left", "{0}/{1}  每秒 {3}  失败 {2}  剩余 {4}"),
    "batch-writing": ("writing outputs: {0} of {1} records", "正在写出结果：{0}/{1} 条记录"),
    "batch-resumed": (
        "went on with an earlier run: {0} inputs were done, {1} were new or changed, {2} are gone",
        "接着以前的进度：已完成 {0} 个输入，新增或有变化 {1} 个，已不存在 {2} 个",
    ),
    "batch-counts": (
        "{0} inputs = {1} records + {2} failures + {3} duplicates",
        "输入 {0} = 记录 {1} + 失败 {2} + 重复 {3}",
    ),
    "batch-failures": ("failed: {0}; each with its reason in {1}", "失败：{0}；逐个原因见 {1}"),
    "batch-written": (
        "written to {0}; {1} remembers what is done and may be deleted",
        "已写入 {0}；进度记录 {1} 可以删除",
    ),
}
_ROWS = ("directives", "blocks", "proceedings", "meetings")


def build(say: Speaker) -> click.Command:
    """The command in the language of `say`."""
    say.learn(WORDS)

    def callback(**given: Any) -> int:
        from minutes_cli.batch.shard import shard
        from minutes_cli.cli.batching import Manner, Wanted, batch, cores
        from minutes_cli.cli.telling import tell

        if not given["sources"] and not given["from_file"]:
            raise click.UsageError(say("no-sources"))
        if "-" in (*given["sources"], given["from_file"]) and (sys.stdin is None or sys.stdin.isatty()):
            raise click.UsageError(say("batch-no-stdin" if sys.stdin is None else "stdin-terminal"))
        try:
            part = shard(given["shard"]) if given["shard"] else None
        except ValueError as error:
            raise click.UsageError(say("batch-bad-shard")) from error
        plan = _plan(given, part, say)
        if given["cluster"] and re.match(r"tcp://(?!127\.|localhost|\[::1\])", given["cluster"]):
            tell(say("batch-open", given["cluster"]))
        manner = Manner(
            given["jobs"] or cores(),
            given["timeout"],
            given["memory"] << 20,
            fresh=given["fresh"],
            force=given["force"],
            retry=given["retry"],
            quiet=given["quiet"],
            cluster=given["cluster"],
            keys=(given["cluster_ca"], given["cluster_cert"], given["cluster_key"]),
        )
        return batch(plan, Wanted(given["sources"], given["from_file"], _choice(given, plan), part), manner, say)

    return click.Command("batch", callback=callback, help=say("batch"), params=[*_options(say), *common(say)])


def _options(say: Speaker) -> list[click.Parameter]:
    path = click.Path(path_type=Path)
    return [
        click.Argument(["sources"], nargs=-1, metavar="SOURCE..."),
        click.Option(["--from-file"], metavar="LIST", help=say("from-file")),
        click.Option(["-o", "--output"], required=True, metavar="OUT", help=say("batch-output")),
        click.Option(
            ["-f", "--format", "format_"],
            type=click.Choice(("jsonl", "csv", "tsv", "parquet", "sqlite")),
            help=say("batch-format"),
        ),
        click.Option(["--rows"], type=click.Choice(_ROWS), help=say("batch-rows")),
        click.Option(["--ledger"], is_flag=True, help=say("ledger-rows")),
        click.Option(["--preset"], metavar="NAME", help=say("ledger-preset", "台账 督办 分解 简表")),
        click.Option(["--columns"], type=path, metavar="FILE", help=say("ledger-columns")),
        click.Option(["--excel"], is_flag=True, help=say("excel")),
        click.Option(["--text/--no-text"], default=True, help=say("text")),
        click.Option(["--part-records"], type=click.IntRange(1), help=say("batch-part-records")),
        click.Option(["--force"], is_flag=True, help=say("batch-force")),
        click.Option(["--pattern", "patterns"], multiple=True, metavar="GLOB", help=say("batch-pattern")),
        click.Option(["--column"], metavar="NAME", help=say("batch-column")),
        click.Option(["-j", "--jobs"], type=click.IntRange(1), help=say("batch-jobs")),
        click.Option(
            ["--timeout"],
            type=click.FloatRange(0, min_open=True),
            default=60.0,
            show_default=True,
            help=say("batch-timeout"),
        ),
        click.Option(["--memory"], type=click.IntRange(64), default=1024, show_default=True, help=say("batch-memory")),
        click.Option(["--state"], type=path, metavar="FILE", help=say("batch-state")),
        click.Option(["--failures"], type=path, metavar="FILE", help=say("batch-failures-file")),
        click.Option(["--fresh"], is_flag=True, help=say("batch-fresh")),
        click.Option(["--retry"], is_flag=True, help=say("batch-retry")),
        click.Option(["--cluster"], metavar="ADDRESS", help=say("batch-cluster")),
        click.Option(["--cluster-ca"], metavar="FILE", help=say("batch-cluster-ca")),
        click.Option(["--cluster-cert"], metavar="FILE", help=say("batch-cluster-cert")),
        click.Option(["--cluster-key"], metavar="FILE", help=say("batch-cluster-key")),
        click.Option(["--shard"], metavar="N/M", help=say("batch-shard")),
        select_option(say),
        *fetch_options(say, timeout=False),
        click.Option(["-q", "--quiet"], is_flag=True, help=say("batch-quiet")),
    ]


def _plan(given: dict[str, Any], part: Any, say: Speaker) -> Any:
    from dataclasses import replace

    from minutes_cli.batch.ledger import layout_of
    from minutes_cli.batch.outputs.target import Target
    from minutes_cli.batch.plan import FORMS, Plan, form_of, per_part, wish_for
    from minutes_cli.lexicon import builtin

    out: str = given["output"]
    form = given["format_"] or form_of(out)
    if form is None:
        raise click.UsageError(say("batch-no-form", out, ", ".join(FORMS)))
    target = Target(out, out.endswith("/") or form == "parquet")
    if form == "sqlite" and target.parts:
        raise click.UsageError(say("batch-one-file", out))
    if given["ledger"] and form == "jsonl":
        raise click.UsageError(say("ledger-form"))
    if given["select"]:
        from minutes_cli.page.select import checked

        checked(given["select"])
    lexicon = lexicon_in_force(given["lexicon"])
    layout = layout_of(given["preset"], given["columns"]) if given["ledger"] else None
    wish = replace(
        wish_for(form, given["rows"], given["excel"], given["text"], layout),
        lexicon=None if lexicon is builtin() else lexicon,
        select=given["select"],
        fetching=_fetching(given),
    )
    beside = Path() if target.remote else Path(out).parent
    return Plan(
        form,
        target,
        given["failures"] or beside / (part.named("failures.jsonl") if part else "failures.jsonl"),
        given["state"] or beside / f"{target.name}.state",
        wish,
        given["part_records"] or per_part(form),
        str(part) if part else "all",
    )


def _fetching(given: dict[str, Any]) -> Any:
    """How URLs are fetched: within the time that one input may take, kept in a folder that every worker finds."""
    values = {name: given[name] for name in ("allow_private", "ignore_robots", "legacy_tls", "cache")}
    if values["cache"]:
        values["cache"] = values["cache"].absolute()  # workers of a cluster stand in other folders
    usual = fetching_of(values)
    return fetching_of({**values, "timeout": min(usual.timeout, given["timeout"])})


def _choice(given: dict[str, Any], plan: Any) -> Any:
    from minutes_cli.batch.sources import Choice

    own = (
        str(plan.failures),
        str(plan.state),
        f"{plan.state}-journal",
        *(() if plan.target.remote else (plan.target.place,)),
    )
    return Choice(given["patterns"], given["column"], own)
