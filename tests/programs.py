"""Programs that some tests run beside ours; a test whose program is not installed skips with its name."""

from __future__ import annotations

import shutil

import pytest


def need(*programs: str) -> list[pytest.MarkDecorator]:
    """Marks that skip where a program is missing: `pytestmark = need("jq")`, or `@need("jq")[0]`."""
    return [
        pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed") for program in programs
    ]
