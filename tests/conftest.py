"""What every test may use: `--accept`, the folder of shared material, the command line as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest_plugins = ["tests.loopback"]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expectations of spec examples and examples/")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are named by their repr: with ids left unescaped, pytest would join them to text and fail."""
    return repr(val)[:60] if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are rewritten instead of compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated articles beside the project; they are others' and no part of it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: the annotated articles are no part of this project")
    return SHARED


@pytest.fixture(scope="session")
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which no setting of the developer's shows: English, UTF-8, no user lexicon."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if name in os.environ}
    return kept | {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONWARNINGS": "error"}


@pytest.fixture
def run(clean_environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs `minutes ARGUMENTS` in an empty folder; extra `environment` is added, None takes a name out."""

    def call(
        *arguments: str | Path,
        stdin: bytes | None = b"",
        environment: dict[str, str | None] | None = None,
        **more: object,
    ) -> subprocess.CompletedProcess[bytes]:
        settings = {**clean_environment, **(environment or {})}
        return subprocess.run(
            [sys.executable, "-m", "minutes_cli", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=more.pop("cwd", tmp_path),  # type: ignore[arg-type]
            env={name: value for name, value in settings.items() if value is not None},
            timeout=60,
            check=False,
            **more,  # type: ignore[call-overload]
        )

    return call
