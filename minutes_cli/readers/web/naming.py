"""How sources are called in results and messages: URLs without passwords, and on a screen in characters that are plain.

Loads nothing that a local file does not need.
"""

from __future__ import annotations

import re

from minutes_cli.errors import NetworkError

_SHOWN = 200  # characters of a URL in a message
_USER = re.compile(r"^(\s*[a-z][a-z0-9+.-]*:[/\\]*)[^/?#]*@", re.I)
# A password with a slash in it: what looks like a port is none, and the real end of the login comes later.
_SPLIT_USER = re.compile(r"^(\s*[a-z][a-z0-9+.-]*:[/\\]*)[^/?#@\[\]]*:(?!\d*[/?#])[^@]*.*@", re.I | re.S)
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.I)


def is_url(source: str) -> bool:
    """Whether a user's SOURCE names a place on a network rather than a file."""
    return _SCHEME.match(source) is not None


def without_login(source: str) -> str:
    """A URL without user name and password; anything else as it is."""
    return _SPLIT_USER.sub(r"\1", _USER.sub(r"\1", source)) if is_url(source) else source


def host_of(url: str) -> str:
    """The host of a URL as it is asked; empty where it is none that is fetched."""
    from minutes_cli.readers.web.urls import parse_url

    try:
        return parse_url(url).host
    except NetworkError:
        return ""


def shown_url(source: str) -> str:
    """A source as messages name it: a URL without credentials, its host in punycode, not longer than a line."""
    if not is_url(source):
        return source
    from minutes_cli.readers.web.urls import parse_url

    bare = without_login(source.strip())
    try:
        shown = str(parse_url(bare))
    except NetworkError:
        shown = bare
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
