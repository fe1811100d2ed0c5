"""robots.txt (RFC 9309): what a host lets us read, asked once for each site.

An answer 4xx means that there are no rules; 429, 5xx and no answer mean that nothing may be read. 500 KiB are read of
it, and a chain of more than five redirects counts as no rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from minutes_cli.errors import NetworkError
from minutes_cli.readers.web.deadline import Deadline
from minutes_cli.readers.web.memory import Memory
from minutes_cli.readers.web.refusals import refused
from minutes_cli.readers.web.urls import Url

NAME = "minutes-zh"  # what robots.txt calls us
MAX_BYTES = 500 * 1024
_LONGEST_DELAY = 30.0
_BODY = ("content-encoding", "short-body", "too-large")  # what can be wrong with an answer's body


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer to a request for robots.txt: its status and the first 500 KiB."""

    status: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows. `closed` is the HTTP status that forbids all of it."""

    parsed: Protego | None = None
    closed: int | None = None

    def check(self, url: Url) -> None:
        """Raise NetworkError `robots` if `url` may not be read."""
        if self.closed:
            raise refused("robots", f"{url.site}/robots.txt answers {self.closed}, so nothing may be read; try later")
        if self.parsed is not None and not self.parsed.can_fetch(str(url), NAME):
            raise refused("robots", f"{url.site}/robots.txt does not allow it; --ignore-robots fetches it all the same")

    def delay(self) -> float:
        """Seconds that the site wants between two pages, at most 30."""
        asked = self.parsed.crawl_delay(NAME) if self.parsed is not None else None
        return min(float(asked or 0.0), _LONGEST_DELAY)


class Robots:
    """The rules of all sites met so far, by any of the processes that share `memory`."""

    def __init__(self, ask: Callable[[Url, Deadline], Asked], memory: Memory) -> None:
        self._ask, self._memory = ask, memory
        self._rules: dict[str, Rules] = {}

    def of(self, url: Url, deadline: Deadline) -> Rules:
        """The rules for a URL; raises NetworkError where its site cannot be reached at all."""
        if url.site not in self._rules:
            with self._memory.record(f"robots {url.site}", deadline) as record:
                if not record.data:
                    answer = self._answer(url, deadline)
                    record.data = b"%d\n%b" % (answer.status, answer.data)
                status, _, data = record.data.partition(b"\n")
            self._rules[url.site] = _rules(Asked(int(status), data))
        return self._rules[url.site]

    def _answer(self, url: Url, deadline: Deadline) -> Asked:
        try:
            return self._ask(Url(url.scheme, url.host, url.port, "/robots.txt"), deadline)
        except NetworkError as error:
            if error.code == "too-many-redirects":
                return Asked(404, b"")
            if error.code in _BODY:  # or the page would be blamed for it
                raise NetworkError(f"{url.site}/robots.txt: {error.message}", error.code) from error
            raise


def _rules(answer: Asked) -> Rules:
    if answer.status == 429 or answer.status >= 500:
        return Rules(closed=answer.status)
    if answer.status != 200:
        return Rules()
    return Rules(Protego.parse(answer.data.decode("utf-8-sig", "replace")))
