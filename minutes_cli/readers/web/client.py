"""A URL → the bytes of its page, the way a well-behaved visitor fetches it.

Each hop is parsed, looked up, checked, asked for in robots.txt and paused before anything is sent. Raises NetworkError
(exit 5) in one line with a code word, ReadError for a picture, nothing else for what a server does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from urllib3.response import BaseHTTPResponse

from minutes_cli.errors import NetworkError, OutputError, ReadError
from minutes_cli.model import Note
from minutes_cli.readers.web.addresses import Resolver, addresses, system_resolver
from minutes_cli.readers.web.deadline import Clock, Deadline
from minutes_cli.readers.web.dialing import Connect, connect
from minutes_cli.readers.web.exchange import Exchanger, content, late
from minutes_cli.readers.web.memory import Memory
from minutes_cli.readers.web.onward import onward
from minutes_cli.readers.web.options import Fetching, Progress
from minutes_cli.readers.web.refusals import refused
from minutes_cli.readers.web.robots import MAX_BYTES as ROBOTS_BYTES
from minutes_cli.readers.web.robots import Asked, Robots
from minutes_cli.readers.web.store import Kept, Store, fresh_until
from minutes_cli.readers.web.urls import Url, joined, parse_url
from minutes_cli.readers.web.visit import Visit
from minutes_cli.readers.web.waiting import BUSY, LONGEST, Patience, Pauses, asked_wait

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MEDIA = ("image/", "video/", "audio/", "font/")


@dataclass(frozen=True, slots=True)
class Network:
    """How the world outside is reached; tests give their own."""

    resolve: Resolver = system_resolver
    join: Connect = connect
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: decompressed bytes, the URL after redirects, the Content-Type; notes on how it went."""

    data: bytes
    url: str
    header: str | None
    notes: tuple[Note, ...] = ()


class Client:
    """Fetches pages; knows the robots.txt and the last visit of every host it met."""

    def __init__(self, options: Fetching, network: Network | None = None) -> None:
        self._options = options
        self._network = network or Network()
        self._exchanger = Exchanger(options.legacy_tls, self._network.join)
        memory = Memory(options.memory)
        self._pauses = Pauses(self._network.clock, memory)
        self._store = Store(options.cache) if options.cache else None
        self._robots = Robots(self._ask_robots, memory)

    def fetch(self, source: str, progress: Progress | None = None) -> Fetched:
        """Fetch a page; raises NetworkError."""
        url = parse_url(source)
        visit = Visit(url, Deadline(self._network.clock, self._options.timeout), progress)
        host = None
        for _ in range(MAX_REDIRECTS + 1):
            visit.tell(url, 0)
            places = self._places(url, visit.deadline)
            delay = self._allowed(url, visit.deadline)
            if url.host != host:
                self._pauses.keep(url.host, max(self._options.pause, delay), visit.deadline)
                host = url.host
            found = self._hop(url, places, visit)
            if isinstance(found, Url):
                url = found
                continue
            location = onward(found.data, found.header)
            if location is None or (next_url := joined(url, location)) == url:
                return found
            url = next_url
        raise _lost()

    def _places(self, url: Url, deadline: Deadline) -> list[str]:
        try:
            return addresses(url.host, url.port, self._network.resolve, self._options.allow_private, deadline)
        except TimeoutError as error:
            raise late(url, deadline) from error

    def _allowed(self, url: Url, deadline: Deadline) -> float:
        """Check robots.txt; returns the pause that it asks for, in seconds."""
        if self._options.ignore_robots:
            return 0.0
        rules = self._robots.of(url, deadline)
        rules.check(url)
        return rules.delay()

    def _hop(self, url: Url, places: list[str], visit: Visit) -> Fetched | Url:
        """One request and, while the server is busy, its repetitions: a page, or where to go next."""
        credentials = visit.credentials(url)
        kept = self._store.get(str(url)) if self._store and not credentials else None
        if kept is not None and kept.fresh_until > self._network.clock.now():
            return Fetched(kept.data, kept.url, kept.header)
        headers = {**credentials, **_conditions(kept)}
        patience = Patience()
        while True:
            with self._exchanger.answer(url, places, visit.deadline, headers) as response:
                visit.keep_cookies(url, response)
                if response.status in _REDIRECTS and "Location" in response.headers:
                    return joined(url, response.headers["Location"])
                if response.status == 304 and kept is not None:
                    return Fetched(kept.data, kept.url, kept.header)
                if response.status == 200:
                    return self._page(url, visit, response, secret="Authorization" in credentials)
                asked = asked_wait(response.headers.get("Retry-After"), self._network.clock)
            wait = patience.next_wait(asked) if response.status in BUSY else None
            if wait is None:
                raise _failed(response.status, asked)
            visit.deadline.wait(wait)

    def _page(self, url: Url, visit: Visit, response: BaseHTTPResponse, secret: bool) -> Fetched:
        header = response.headers.get("Content-Type")
        if header and header.lower().startswith(_MEDIA):
            raise ReadError(f"it is {header.partition(';')[0][:40]}, not a page", "not-text")
        data = bytearray()
        for piece in content(response, self._options.max_bytes):
            data += piece
            visit.tell(url, len(data))
        page = Fetched(bytes(data), str(url), header)
        control = response.headers.get("Cache-Control", "")
        if self._store and not secret and "no-store" not in control.lower():
            try:
                self._store.put(self._to_keep(page, control, response))
            except OutputError as error:  # the page is here all the same
                return replace(page, notes=(Note("cache-not-written", error.message),))
        return page

    def _to_keep(self, page: Fetched, control: str, response: BaseHTTPResponse) -> Kept:
        now, head = self._network.clock.now(), response.headers
        until = fresh_until(control, head.get("Expires"), now)
        return Kept(page.url, page.data, page.header, head.get("ETag"), head.get("Last-Modified"), now, until)

    def _ask_robots(self, url: Url, deadline: Deadline) -> Asked:
        """The answer for a robots.txt, its redirects followed, of its body as much as is read."""
        for _ in range(MAX_REDIRECTS + 1):
            places = self._places(url, deadline)
            with self._exchanger.answer(url, places, deadline, {}) as response:
                if response.status in _REDIRECTS and "Location" in response.headers:
                    url = joined(url, response.headers["Location"])
                    continue
                data = bytearray()
                for piece in content(response, self._options.max_bytes) if response.status == 200 else ():
                    data += piece
                    if len(data) >= ROBOTS_BYTES:
                        break
                return Asked(response.status, bytes(data[:ROBOTS_BYTES]))
        raise _lost()


def _conditions(kept: Kept | None) -> dict[str, str]:
    """What makes the server answer 304 if the page is still as we have it."""
    if kept is None:
        return {}
    pairs = (("If-None-Match", kept.etag), ("If-Modified-Since", kept.modified))
    return {name: value for name, value in pairs if value}


def _lost() -> NetworkError:
    return refused("too-many-redirects", f"it redirects more than {MAX_REDIRECTS} times; check the URL in a browser")


def _failed(status: int, asked: float | None) -> NetworkError:
    """An answer that is no page, in words."""
    if status in BUSY and asked is not None and asked > LONGEST:
        return refused("busy", f"the server is busy (HTTP {status}) and asks to come back in {asked:.0f} seconds")
    if status in BUSY:
        return refused("busy", f"the server is still busy after three tries (HTTP {status}); try later")
    gone = status in (404, 410)
    advice = "check the URL" if gone else "save the page with a browser and give the file, or try later"
    return refused(f"http-{status}", f"the server answers HTTP {status}; {advice}")
