"""`minutes verify`: does a result keep its promise?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from minutes_cli.cli.fetching import fetch_options, fetching_of
from minutes_cli.cli.options import common, named
from minutes_cli.cli.words import Speaker


def build(say: Speaker) -> click.Command:
    def callback(result: str, source: str | None, **web: Any) -> int:
        from minutes_cli.cli.checking import faults, records
        from minutes_cli.cli.extracting import complain
        from minutes_cli.pipeline import extract_page
        from minutes_cli.readers import page_of_source

        good = bad = 0
        fetching = fetching_of(web)
        words = None
        if source:
            words = named(source, lambda: extract_page(page_of_source(source, fetching))).article.text
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
    arguments: list[click.Parameter] = [click.Argument(["result"]), click.Argument(["source"], required=False)]
    return click.Command(
        "verify", callback=callback, help=help_text, params=[*arguments, *fetch_options(say), *common(say)[1:]]
    )


def _read(path: str) -> str:
    from minutes_cli.errors import ReadError

    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ReadError(f"it cannot be read: {reason}", "unreadable") from error
