"""The commands and their options, in Click."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from minutes_cli import __version__
from minutes_cli.cli.words import Speaker
from minutes_cli.errors import MinutesError

_SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".md": "md", ".outline": "outline"}
_FORMATS = ("tree", "json", "jsonl", "csv", "tsv", "md", "outline")
_ROWS = ("directives", "blocks", "proceedings", "meetings")


def command(say: Speaker) -> click.Group:
    """The command with its help in the language of `say`."""
    settings: dict[str, Any] = {"max_content_width": 100}
    group = click.Group("minutes", help=say("about"), context_settings=settings, params=[_lang(say), _version(say)])
    for build in (_extract, _explain, _verify, _diff, _schema, _lexicon):
        group.add_command(build(say))
    for each in (group, *group.commands.values()):
        each.add_help_option = False
        each.params.append(_help(say))
    return group


def _help(say: Speaker) -> click.Option:
    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            click.echo(context.get_help())
            context.exit()

    return click.Option(["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=say("help"))


def _lang(say: Speaker) -> click.Option:
    return click.Option(["--lang"], type=click.Choice(["en", "zh"]), expose_value=False, help=say("lang"))


def _version(say: Speaker) -> click.Option:
    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            click.echo(f"minutes {__version__}")
            context.exit()

    return click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=say("version"))


def _common(say: Speaker) -> list[click.Parameter]:
    return [
        click.Option(["--lexicon"], type=click.Path(path_type=Path), metavar="FILE", help=say("lexicon-file")),
        click.Option(["--debug"], is_flag=True, expose_value=False, help=say("debug")),
        _lang(say),
    ]


def _extract(say: Speaker) -> click.Command:
    def callback(
        sources: tuple[str, ...], from_file: str | None, format: str | None, output: Path | None, force: bool, rows: str,
        excel: bool, text: bool, quiet: bool, verbose: bool, lexicon: Path | None,
    ) -> int:
        from minutes_cli.cli.extracting import Wish, listed, run
        from minutes_cli.cli.output import opened

        if not sources and not from_file:
            raise click.UsageError(say("no-sources"))
        wish = Wish(_format(format, output, say), rows, excel, text, quiet, verbose)
        words = _words(lexicon)
        every = _all(sources, listed(from_file) if from_file else iter(()), say)
        with opened(output, force, say) as stream:
            return run(every, wish, stream, words, say)

    return click.Command(
        "extract",
        callback=callback,
        help=say("extract"),
        params=[
            click.Argument(["sources"], nargs=-1, metavar="SOURCE..."),
            click.Option(["--from-file"], metavar="LIST", help=say("from-file")),
            click.Option(["-f", "--format"], type=click.Choice(_FORMATS), help=say("format")),
            click.Option(["-o", "--output"], type=click.Path(path_type=Path), metavar="FILE", help=say("output")),
            click.Option(["--force"], is_flag=True, help=say("force")),
            click.Option(["--rows"], type=click.Choice(_ROWS), default="directives", show_default=True, help=say("rows")),
            click.Option(["--excel"], is_flag=True, help=say("excel")),
            click.Option(["--text/--no-text"], default=True, help=say("text")),
            click.Option(["-q", "--quiet"], is_flag=True, help=say("quiet")),
            click.Option(["-v", "--verbose"], is_flag=True, help=say("verbose")),
            *_common(say),
        ],
    )


def _all(sources: tuple[str, ...], more: Iterator[str], say: Speaker) -> Iterator[str]:
    for source in sources:
        if source == "-" and sys.stdin is not None and sys.stdin.isatty():
            raise click.UsageError(say("stdin-terminal"))
        yield source
    yield from more


def _format(name: str | None, output: Path | None, say: Speaker) -> str:
    """The format asked for, else what the file's suffix says, else a tree on a terminal and JSON in a pipe."""
    if name:
        return name
    if output is not None:
        if output.suffix.lower() not in _SUFFIXES:
            raise click.UsageError(say("output-format", output, ", ".join(_FORMATS)))
        return _SUFFIXES[output.suffix.lower()]
    return "tree" if sys.stdout is not None and sys.stdout.isatty() else "json"


def _words(path: Path | None) -> Any:
    """The lexicon in force: the built-in one and the user's own, if there is one."""
    from minutes_cli.lexicon import builtin, with_file

    if path is None and own_lexicon().is_file():
        path = own_lexicon()
    return with_file(path) if path else builtin()


def own_lexicon() -> Path:
    """Where a user's own words are looked for: lexicon.toml in the configuration folder for minutes."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path("~/.config").expanduser()) / "minutes" / "lexicon.toml"


def _explain(say: Speaker) -> click.Command:
    def callback(source: str, lexicon: Path | None) -> int:
        from minutes_cli.pipeline import extract_page
        from minutes_cli.readers import page_of_source
        from minutes_cli.writers.outline import outline
        from minutes_cli.writers.shown import safe

        minutes = _named(source, lambda: extract_page(page_of_source(source), _words(lexicon)))
        click.echo(safe(outline(minutes, rules=True)), nl=False)
        return 0 if minutes.meetings else 4

    return click.Command(
        "explain", callback=callback, help=say("explain"), params=[click.Argument(["source"]), *_common(say)]
    )


def _verify(say: Speaker) -> click.Command:
    def callback(result: str, source: str | None) -> int:
        from minutes_cli.cli.checking import faults, records
        from minutes_cli.cli.extracting import complain
        from minutes_cli.pipeline import extract_page
        from minutes_cli.readers import page_of_source

        good = bad = 0
        words = _named(source, lambda: extract_page(page_of_source(source or ""))).article.text if source else None
        for record in _named(result, lambda: list(records(_read(result)))):
            found = faults(record)
            if words is not None and (record["article"] or {}).get("text") != words:
                found.append(f"its text is not that of {source}")
            for fault in found:
                complain(f"{result}: {record['source']['uri']}", fault)
            good, bad = good + (not found), bad + bool(found)
        if good and not bad:
            click.echo(say("verified", good))
        return 0 if good and not bad else 3 if good else 4

    help_text = f"{say('verify')} {say('verify-source')}"
    arguments: list[click.Parameter] = [click.Argument(["result"]), click.Argument(["source"], required=False)]
    return click.Command("verify", callback=callback, help=help_text, params=[*arguments, *_common(say)[1:]])


def _read(path: str) -> str:
    from minutes_cli.errors import ReadError

    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ReadError(f"it cannot be read: {reason}", "unreadable") from error


def _diff(say: Speaker) -> click.Command:
    def callback(a: str, b: str, as_json: bool) -> int:
        from minutes_cli.cli.comparing import changes, directives
        from minutes_cli.writers.shown import safe_line

        found = changes(_named(a, lambda: directives(a)), _named(b, lambda: directives(b)))
        if as_json:
            import json

            rows = [{"kind": c.kind, "block": c.block, "before": c.before, "after": c.after} for c in found]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return 0
        for change in found:
            click.echo(f"@ {change.block} ({change.kind})")
            for sign, words in (("-", change.before), ("+", change.after)):
                if words is not None:
                    click.echo(f"{sign} {safe_line(words)}")
        if not found:
            click.echo(say("same"))
        return 0

    options: list[click.Parameter] = [click.Argument(["a"]), click.Argument(["b"])]
    as_json = click.Option(["--json", "as_json"], is_flag=True, help=say("json-out"))
    return click.Command("diff", callback=callback, help=say("diff"), params=[*options, as_json, *_common(say)[1:]])


def _schema(say: Speaker) -> click.Command:
    def callback() -> int:
        from importlib.resources import files

        click.echo(files("minutes_cli.writers").joinpath("schema.json").read_text(encoding="utf-8"), nl=False)
        return 0

    return click.Command("schema", callback=callback, help=say("schema"), params=_common(say)[1:])


def _lexicon(say: Speaker) -> click.Command:
    def callback(as_json: bool, lexicon: Path | None) -> int:
        from dataclasses import asdict

        words = _words(lexicon)
        entries = [*words.verbs.values(), *words.nouns.values()]
        if as_json:
            import json

            click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
            return 0
        for entry in entries:
            click.echo("\t".join((entry.word, entry.kind, entry.example, entry.source)))
        own = own_lexicon()
        click.echo(say("own-words", own) + ("" if own.is_file() else " " + say("own-none")), err=True)
        return 0

    as_json = click.Option(["--json", "as_json"], is_flag=True, help=say("json-out"))
    return click.Command("lexicon", callback=callback, help=say("lexicon"), params=[as_json, *_common(say)])


def _named(source: str | None, call: Callable[[], Any]) -> Any:
    """`call`, its error told with the source's name."""
    try:
        return call()
    except MinutesError as error:
        from minutes_cli.writers.shown import safe_line

        error.message = f"{safe_line(source or '')}: {error.message}"
        raise
