"""How pages are fetched: the options of a user, one frozen record that every command hands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# Called while a page comes in, with its host and the bytes that have come so far; 0 when the host is asked.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Fetching:
    """What a fetch may do and cost.

    `timeout` is in seconds of wall clock for a whole page, redirects and robots.txt included; waits that a server asks
    for or that we keep between two pages of a host stand outside it. `pause` is in seconds between two pages of one
    host. `max_bytes` counts after decompression. `cache` is a folder for answers, None for no cache; `memory` one for
    what several processes know of hosts together, which is theirs alone and goes when they do.
    """

    timeout: float = 30.0
    pause: float = 1.0
    max_bytes: int = 10_000_000
    allow_private: bool = False
    ignore_robots: bool = False
    legacy_tls: bool = False
    cache: Path | None = None
    memory: Path | None = None
