"""Tasks that fail in the ways a parser can, by what the input says; anything else is extracted as usual."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from minutes_cli.batch.items import Job, Outcome, failure
from minutes_cli.batch.work import Wish, extract


def faulty(job: Job, wish: Wish) -> Outcome:
    """Do what the first line of the input asks for: KILL, SEGFAULT, EXIT, HANG, SPIN, MEMORY, BUG or SLEEP SECONDS.

    HANG FILE counts the tries in FILE, a byte for each.
    """
    text = job.data if job.data is not None else Path(job.where).read_bytes()
    word = text.split(b"\n", 1)[0].strip()
    if word == b"KILL":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == b"SEGFAULT":
        ctypes.string_at(0)
    elif word == b"EXIT":
        os._exit(7)
    elif word.startswith(b"HANG"):
        if file := word[5:].decode():
            with Path(file).open("ab") as tries:
                tries.write(b".")
        time.sleep(1000)
    elif word == b"SPIN":
        pattern = ctypes.PyDLL(None)  # a call that holds the interpreter's lock, as a stuck parser does
        pattern.usleep(1_000_000_000)
    elif word == b"MEMORY":
        hog = [bytearray(1 << 24) for _ in range(4096)]
        assert not hog
    elif word == b"OFFLINE":
        return failure("tls", "the certificate is not valid", "00" * 32, network=True)
    elif word == b"BUG":
        raise ZeroDivisionError("a mistake")
    elif word.startswith(b"SLEEP"):
        time.sleep(float(word.split()[1]))
    return extract(job, wish)


def once(job: Job, wish: Wish) -> Outcome:
    """Die at the first try of each input that says ONCE FILE; FILE remembers."""
    words = Path(job.where).read_text(encoding="utf-8").split("\n", 1)[0].split()
    if words and words[0] == "ONCE":
        try:
            os.close(os.open(words[1], os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return extract(job, wish)


def slow(job: Job, wish: Wish) -> Outcome:
    """Take 20 milliseconds longer than usual."""
    time.sleep(0.02)
    return extract(job, wish)
