"""Packages that only some batches need: told in one line how to get them."""

from __future__ import annotations

from importlib.util import find_spec

from minutes_cli.errors import MinutesError


class MissingPackageError(MinutesError):
    """An extra is not installed."""

    exit_code = 2
    code = "missing-package"


def need(package: str, extra: str) -> None:
    """Raise MissingPackageError where `package` of the extra `extra` is not installed."""
    if find_spec(package) is None:
        raise MissingPackageError(f'{package} is not installed; pip install "minutes-zh[{extra}]"')
