"""Programs that some tests run beside ours; a test whose program is not installed skips with its name."""

from __future__ import annotations

import shutil
import sys

import pytest

_BOUND = """
import ctypes, runpy, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""


def need(program: str) -> pytest.MarkDecorator:
    """A mark that skips where `program` is missing; also for `pytestmark`."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def bound(module: str, *words: str) -> list[str]:
    """`python -m MODULE WORDS` as a command that ends, on Linux, with whatever has started it, however that ends."""
    return [sys.executable, "-c", _BOUND, module, *words]
