"""What a member of an archive may cost and be called.

What is counted is what comes out, not what the archive says of itself.
"""

from __future__ import annotations

from minutes_cli.errors import ReadError

MAX_MEMBER = 32_000_000
MAX_TOTAL = 256_000_000
MAX_MEMBERS = 10_000
MAX_RATIO = 100
_RATIO_FREE = 1_000_000  # a small page of much sameness may well pack better than 100:1

Outcome = bytes | ReadError


def overfull(size: int, packed: int) -> ReadError | None:
    """Why a member that has unpacked to `size` bytes so far is not read further, if so."""
    if size > MAX_MEMBER:
        return ReadError(f"it unpacks to more than {MAX_MEMBER // 1_000_000} MB", "too-large")
    if size > max(_RATIO_FREE, MAX_RATIO * packed):
        return ReadError(f"it unpacks to more than {MAX_RATIO} times its size", "too-large")
    return None


def member_name(raw: bytes) -> str:
    """A member's name: UTF-8 where it is that, else GB18030, as Chinese Windows writes it."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
