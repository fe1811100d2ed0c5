"""Programs that some tests run beside ours; a test whose program is not installed skips with its name."""

from __future__ import annotations

import shutil

import pytest


def need(program: str) -> pytest.MarkDecorator:
    """A mark that skips where `program` is missing; also for `pytestmark`."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")
