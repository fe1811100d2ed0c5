"""`minutes verify`: does a result keep its promise?"""

from __future__ import annotations

import sys

import click

from minutes_cli.cli.options import File, common, named
from minutes_cli.cli.words import Speaker


def build(say: Speaker) -> click.Command:
    def callback(result: str, source: str | None) -> int:
        from minutes_cli.cli.checking import faults, records
        from minutes_cli.cli.telling import complain
        from minutes_cli.pipeline import extract_page
        from minutes_cli.readers import page_of_source

        good = bad = 0
        words = named(source, lambda: extract_page(page_of_source(source or ""))).article.text if source else None
        for record in named(result, lambda: list(records(_read(result)))):
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
    arguments: list[click.Parameter] = [
        click.Argument(["result"], type=File(plain=True)),
        click.Argument(["source"], type=File(plain=True), required=False),
    ]
    return click.Command("verify", callback=callback, help=help_text, params=[*arguments, *common(say)[1:]])


def _read(path: str) -> str:
    from pathlib import Path

    from minutes_cli.errors import ReadError

    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ReadError(f"it cannot be read: {reason}", "unreadable") from error
