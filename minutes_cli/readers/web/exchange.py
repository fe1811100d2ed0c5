"""One request and its answer, on a connection of its own; every way it can fail as a NetworkError in words."""

from __future__ import annotations

import contextlib
import http.client
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, IncompleteRead, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from minutes_cli.errors import NetworkError
from minutes_cli.readers.web import tls
from minutes_cli.readers.web.bodies import accepted, body
from minutes_cli.readers.web.deadline import Deadline
from minutes_cli.readers.web.dialing import Connect, connect, connection
from minutes_cli.readers.web.refusals import refused
from minutes_cli.readers.web.robots import NAME
from minutes_cli.readers.web.urls import Url

_STEP = 65536
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Exchanger:
    """Asks and listens. `legacy_tls` lets old servers in, `join` connects a socket."""

    legacy_tls: bool = False
    join: Connect = connect

    @contextlib.contextmanager
    def answer(
        self, url: Url, places: Sequence[str], deadline: Deadline, headers: Mapping[str, str]
    ) -> Iterator[BaseHTTPResponse]:
        """The answer to a GET, its body not yet read; raises NetworkError, also for errors while it is read."""
        sock: HTTPConnection | None = None
        try:
            context = tls.context(self.legacy_tls) if url.scheme == "https" else None
            sock = connection(url, places, deadline, context, self.join)
            sock.request(
                "GET",
                url.target,
                headers={**_HEADERS, "User-Agent": user_agent(), "Accept-Encoding": accepted(), **headers},
                preload_content=False,
                decode_content=False,
            )
            with contextlib.closing(sock.getresponse()) as response:
                yield response
        except (TimeoutError, ReadTimeoutError) as error:
            raise late(url, deadline) from error
        except ssl.SSLError as error:
            raise tls.explained(error, url.host, self.legacy_tls) from error
        except (HTTPError, http.client.HTTPException, OSError) as error:
            raise self._broken(error, url, deadline) from error
        finally:
            if sock is not None:
                sock.close()

    def _broken(self, error: Exception, url: Url, deadline: Deadline) -> NetworkError:
        """A connection that failed, was refused or spoke something else than HTTP."""
        cause: BaseException = error
        while cause.__cause__ is not None:
            cause = cause.__cause__
        if isinstance(cause, TimeoutError):
            return late(url, deadline)
        if isinstance(cause, ssl.SSLError):
            return tls.explained(cause, url.host, self.legacy_tls)
        if isinstance(cause, IncompleteRead | http.client.IncompleteRead):
            return refused("short-body", "the page broke off before its end; try again")
        if isinstance(cause, http.client.RemoteDisconnected):
            return refused("connection", f"{url.host} closed the connection without an answer; try again")
        if isinstance(cause, OSError):
            return refused(
                "connection", f"no connection to {url.host} ({cause.strerror or cause}); check the URL and the network"
            )
        return refused("bad-answer", f"{url.host} does not answer in HTTP ({type(cause).__name__}); check the URL")


@lru_cache
def user_agent() -> str:
    """How we name ourselves; the form lets old servers send what they send to browsers."""
    try:
        number = version("minutes-zh")
    except PackageNotFoundError:  # run from a source tree
        number = "0"
    return f"Mozilla/5.0 (compatible; {NAME}/{number})"


def content(response: BaseHTTPResponse, limit: int) -> Iterator[bytes]:
    """The body of an answer, decompressed, in pieces; `limit` in bytes."""
    return body(_raw(response), response.headers.get("Content-Encoding", ""), limit)


def late(url: Url, deadline: Deadline) -> NetworkError:
    """The time is over."""
    return refused("timeout", f"{url.host} took longer than {deadline.seconds:g} seconds; --timeout allows more")


def _raw(response: BaseHTTPResponse) -> Iterator[bytes]:
    while chunk := response.read1(_STEP, decode_content=False):
        yield chunk
