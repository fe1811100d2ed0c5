"""`minutes explain`: every cut with the rule that made it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from minutes_cli.cli.fetching import fetch_options, fetching_of
from minutes_cli.cli.options import File, common, lexicon_in_force, named, select_option
from minutes_cli.cli.words import Speaker

if TYPE_CHECKING:
    from pathlib import Path


def build(say: Speaker) -> click.Command:
    def callback(source: str, lexicon: Path | None, select: str | None, **web: Any) -> int:
        import shutil

        from minutes_cli.pipeline import extract_page
        from minutes_cli.readers import page_of_source
        from minutes_cli.writers.outline import outline
        from minutes_cli.writers.shown import safe

        minutes = named(
            source, lambda: extract_page(page_of_source(source, fetching_of(web)), lexicon_in_force(lexicon), select)
        )
        terminal = sys.stdout is not None and sys.stdout.isatty()
        columns = shutil.get_terminal_size().columns if terminal else None
        click.echo(safe(outline(minutes, rules=True, columns=columns)), nl=False)
        return 0 if minutes.meetings else 4

    return click.Command(
        "explain",
        callback=callback,
        help=say("explain"),
        params=[
            click.Argument(["source"], type=File(plain=True)),
            select_option(say),
            *fetch_options(say),
            *common(say),
        ],
    )
