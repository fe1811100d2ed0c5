"""Time as a ratio: what is compared runs in turns on one machine, and the best of several rounds counts.

A shared machine only ever adds time, so the smallest of some rounds is the truest; a ratio over its limit is measured
again before it counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 5
TRIES = 4


def seconds(*calls: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The best time of each call, the calls taking turns."""
    best = [float("inf")] * len(calls)
    for _ in range(rounds):
        for number, call in enumerate(calls):
            begun = time.perf_counter()
            call()
            best[number] = min(best[number], time.perf_counter() - begun)
    return best


def ratio(one: Callable[[], object], other: Callable[[], object], limit: float, rounds: int = ROUNDS) -> float:
    """How many times as long `one` takes as `other`: the first figure within `limit`, else the smallest of TRIES."""
    found = float("inf")
    for _ in range(TRIES):
        first, second = seconds(one, other, rounds=rounds)
        found = min(found, first / second)
        if found <= limit:
            break
    return found
