"""`--shard 3/40`: one part of the inputs for each job of a job array, by a stable hash of where an input lies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from minutes_cli.batch.items import Item


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` (from 1) of `count`."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def named(self, file: str) -> str:
        """The name of this part's own `file`: failures.jsonl → failures-3-of-40.jsonl."""
        stem, dot, suffix = file.rpartition(".")
        return f"{stem}-{self.number}-of-{self.count}{dot}{suffix}"

    def holds(self, item: Item) -> bool:
        """Whether an item is in this part; every item is in one."""
        digest = hashlib.sha256(item.place.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1

    def of(self, items: Iterator[Item]) -> Iterator[Item]:
        """The items of this part."""
        return (item for item in items if self.holds(item))


def shard(text: str) -> Shard:
    """`3/40` → Shard; raises ValueError."""
    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise ValueError(text)
    return Shard(int(number), int(count))
