"""`minutes diff`: what changed between two articles or results."""

from __future__ import annotations

from typing import Any

import click

from minutes_cli.cli.fetching import fetch_options, fetching_of
from minutes_cli.cli.options import File, common, named
from minutes_cli.cli.words import Speaker


def build(say: Speaker) -> click.Command:
    def callback(a: str, b: str, as_json: bool, **web: Any) -> int:
        from minutes_cli.cli.comparing import changes, directives
        from minutes_cli.writers.shown import safe_line

        fetching = fetching_of(web)
        found = changes(named(a, lambda: directives(a, fetching)), named(b, lambda: directives(b, fetching)))
        if as_json:
            import json

            rows = [{"kind": c.kind, "block": c.block, "before": c.before, "after": c.after} for c in found]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return 0
        for change in found:
            click.echo(f"@ {safe_line(change.block)} ({say(change.kind)})")
            for sign, words in (("-", change.before), ("+", change.after)):
                if words is not None:
                    click.echo(f"{sign} {safe_line(words)}")
        if not found:
            click.echo(say("same"))
        return 0

    options: list[click.Parameter] = [
        click.Argument(["a"], type=File(plain=True)),
        click.Argument(["b"], type=File(plain=True)),
    ]
    as_json = click.Option(["--json", "as_json"], is_flag=True, help=say("json-out"))
    return click.Command(
        "diff", callback=callback, help=say("diff"), params=[*options, as_json, *fetch_options(say), *common(say)[1:]]
    )
