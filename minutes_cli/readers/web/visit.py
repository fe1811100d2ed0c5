"""What belongs to one fetch alone: its time, its cookies, its login, who watches."""

from __future__ import annotations

import base64

from urllib3.response import BaseHTTPResponse

from minutes_cli.readers.web.deadline import Deadline
from minutes_cli.readers.web.options import Progress
from minutes_cli.readers.web.urls import Url

_MAX_COOKIES = 20
_MAX_COOKIE = 4096


class Visit:
    """One fetch from its first URL to its page."""

    def __init__(self, start: Url, deadline: Deadline, progress: Progress | None) -> None:
        self.deadline = deadline
        self._progress = progress
        self._start = start
        self._cookies: dict[tuple[str, str, int], dict[str, str]] = {}

    def tell(self, url: Url, size: int) -> None:
        """Let whoever watches know that `size` bytes have come."""
        if self._progress is not None:
            self._progress(url.host, size)

    def credentials(self, url: Url) -> dict[str, str]:
        """The login and the cookies that `url` may have: those of its own scheme, host and port."""
        found = {}
        if self._start.login and url.origin == self._start.origin:
            found["Authorization"] = "Basic " + base64.b64encode(self._start.login.encode()).decode()
        if jar := self._cookies.get(url.origin):
            found["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        return found

    def keep_cookies(self, url: Url, response: BaseHTTPResponse) -> None:
        """Some sites redirect to themselves until their cookie comes back."""
        for line in response.headers.getlist("Set-Cookie")[:_MAX_COOKIES]:
            name, sign, value = line.partition(";")[0].partition("=")
            if sign and len(line) <= _MAX_COOKIE and (name + value).isascii() and (name + value).isprintable():
                self._cookies.setdefault(url.origin, {})[name.strip()] = value.strip()
