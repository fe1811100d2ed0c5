"""What became of a source: a page, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from minutes_cli.errors import MinutesError


@dataclass(frozen=True, slots=True)
class Failure:
    """A source, or one member of an archive, that gave no page. `uri` holds no password."""

    uri: str
    error: MinutesError
