"""Sources that the command-line tests name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.articles import ARTICLE, NO_MEETING


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article about a meeting."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def no_meeting(tmp_path: Path) -> Path:
    """An article about no meeting."""
    path = tmp_path / "comment.txt"
    path.write_text(NO_MEETING, encoding="utf-8")
    return path
