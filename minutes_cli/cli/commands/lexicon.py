"""`minutes lexicon`: the cue words in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from minutes_cli.cli.options import common, lexicon_in_force, own_lexicon
from minutes_cli.cli.words import Speaker

if TYPE_CHECKING:
    from pathlib import Path


def build(say: Speaker) -> click.Command:
    def callback(as_json: bool, lexicon: Path | None) -> int:
        from dataclasses import asdict

        words = lexicon_in_force(lexicon)
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
    return click.Command("lexicon", callback=callback, help=say("lexicon"), params=[as_json, *common(say)])
