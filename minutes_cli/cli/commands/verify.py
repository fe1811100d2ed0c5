"""`minutes verify`: does a result keep its promise?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from minutes_cli.cli.fetching import fetch_options, fetching_of
from minutes_cli.cli.options import File, common, named
from minutes_cli.cli.words import Speaker

if TYPE_CHECKING:
    from minutes_cli.readers.web import Fetching


def build(say: Speaker) -> click.Command:
    """The command in the language of `say`."""

    def callback(result: str, source: str | None, **web: Any) -> int:
        from minutes_cli.cli.telling import complain

        good = bad = 0
        fetching = fetching_of(web)
        words = named(source, lambda: _text(source, fetching)) if source else None
        for name, faults in named(result, lambda: list(_checked(_read(result), words, source, fetching))):
            for fault in faults:
                complain(f"{result}: {name}", say.error(fault))
            good, bad = good + (not faults), bad + bool(faults)
        if good and not bad:
            click.echo(say("verified", good))
        return 0 if good and not bad else 3 if good else 4

    help_text = f"{say('verify')} {say('verify-source')}"
    arguments: list[click.Parameter] = [
        click.Argument(["result"], type=File(plain=True)),
        click.Argument(["source"], type=File(plain=True), required=False),
    ]
    return click.Command(
        "verify", callback=callback, help=help_text, params=[*arguments, *fetch_options(say), *common(say)[1:]]
    )


def _checked(data: str, words: str | None, source: str | None, fetching: Fetching) -> Iterator[tuple[str, list[str]]]:
    """(source, what is wrong) for each source of a result of any kind."""
    from minutes_cli.cli import checking, checking_rows
    from minutes_cli.errors import ReadError

    if checking_rows.kind_of(data):
        yield from checking_rows.faults(data, lambda name: _text(name, fetching) if words is None else words)
        return
    if not data.lstrip(" \t\r\n\ufeff").startswith("{"):
        raise ReadError("it is no result of minutes: json, jsonl, csv and tsv can be verified", "not-a-result")
    for record in checking.records(data):
        found = checking.faults(record)
        if words is not None and (record["article"] or {}).get("text") != words:
            found.append(f"its text is not that of {source}")
        yield str(record["source"]["uri"]), found


def _text(source: str | None, fetching: Fetching) -> str:
    """The article's text of a source, read again."""
    from minutes_cli.page import read_article
    from minutes_cli.readers import page_of_source

    return read_article(page_of_source(source or "", fetching)).text


def _read(path: str) -> str:
    from pathlib import Path

    from minutes_cli.errors import ReadError

    try:
        data = sys.stdin.buffer.read() if path == "-" and sys.stdin else Path(path).read_bytes()
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ReadError(f"it cannot be read: {reason}", "unreadable") from error
