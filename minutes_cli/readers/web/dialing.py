"""Connections of urllib3 to one checked address, every wait on them bounded by the fetch's deadline.

Host header, SNI and certificate check keep the name; only the address is given. Timeouts of a socket count each wait
anew, so that a server that drips a byte now and then would hold them for ever: the sockets here ask the deadline
before every read.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from minutes_cli.readers.web.deadline import Deadline
from minutes_cli.readers.web.refusals import refused
from minutes_cli.readers.web.urls import Url

Connect = Callable[[socket.socket, tuple[str, int]], None]
_CONNECT_SHARE = 10.0  # seconds for one of several addresses


def connect(sock: socket.socket, place: tuple[str, int]) -> None:
    """Connect to a numeric address; tests lead "public" addresses to the loopback here."""
    sock.connect(place)


class TimedSocket(socket.socket):
    """A socket whose reads end at the deadline."""

    deadline: Deadline

    def recv_into(self, *arguments: Any, **options: Any) -> int:
        """Read, in the time that is left."""
        self.settimeout(self.deadline.left())
        return super().recv_into(*arguments, **options)


class TimedTlsSocket(ssl.SSLSocket):
    """A TLS socket whose reads end at the deadline."""

    deadline: Deadline

    def recv_into(self, *arguments: Any, **options: Any) -> int:
        """Read, in the time that is left."""
        self.settimeout(self.deadline.left())
        return super().recv_into(*arguments, **options)


def dial(places: Sequence[str], port: int, deadline: Deadline, join: Connect) -> TimedSocket:
    """A connected socket to the first address that answers; raises the OSError or TimeoutError of the first."""
    first: OSError | None = None
    for place in places:
        try:
            sock = TimedSocket(socket.AF_INET6 if ":" in place else socket.AF_INET, socket.SOCK_STREAM)
        except OSError as error:  # a machine without IPv6
            first = first or error
            continue
        sock.deadline = deadline
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            left = deadline.left()
            sock.settimeout(left if place is places[-1] else min(left, _CONNECT_SHARE))
            join(sock, (place, port))
            sock.settimeout(deadline.left())  # bounds the handshake, which TLS counts as one wait
        except OSError as error:
            sock.close()
            first = first or error
        else:
            return sock
    raise first or refused("dns", "the host has no address")


class _Dialed:
    """What both kinds of connection have: the addresses to use."""

    places: Sequence[str]
    deadline: Deadline
    join: Connect
    port: int

    def _new_conn(self) -> socket.socket:
        return dial(self.places, self.port, self.deadline, self.join)


class PlainConnection(_Dialed, HTTPConnection):
    """http to checked addresses."""


class TlsConnection(_Dialed, HTTPSConnection):
    """https to checked addresses."""

    def connect(self) -> None:
        """Connect and shake hands."""
        super().connect()
        if isinstance(self.sock, TimedTlsSocket):
            self.sock.deadline = self.deadline


def connection(
    url: Url, places: Sequence[str], deadline: Deadline, context: ssl.SSLContext | None, join: Connect
) -> HTTPConnection:
    """A connection, not yet open; `context` is needed for https."""
    made: PlainConnection | TlsConnection
    if url.scheme == "https":
        if context is None:
            raise ValueError("https needs a context")
        context.sslsocket_class = TimedTlsSocket
        made = TlsConnection(url.host, url.port, ssl_context=context, timeout=deadline.left())
    else:
        made = PlainConnection(url.host, url.port, timeout=deadline.left())
    made.places, made.deadline, made.join = places, deadline, join
    return made
