"""`minutes schema`: the JSON Schema of the output."""

from __future__ import annotations

import click

from minutes_cli.cli.options import common
from minutes_cli.cli.words import Speaker


def build(say: Speaker) -> click.Command:
    def callback() -> int:
        from importlib.resources import files

        click.echo(files("minutes_cli.writers").joinpath("schema.json").read_text(encoding="utf-8"), nl=False)
        return 0

    return click.Command("schema", callback=callback, help=say("schema"), params=common(say)[1:])
