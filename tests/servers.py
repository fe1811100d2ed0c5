"""Servers on the loopback that do what they should not, and a world in which they have public addresses."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from minutes_cli.readers.web.client import Client, Network
from minutes_cli.readers.web.deadline import Clock
from minutes_cli.readers.web.options import Fetching

ARTICLE = (
    "青禾县人民政府常务会议召开\n2024年3月15日，县长沈知行主持召开县政府常务会议。"
    "会议强调，要压实责任，由县应急局牵头，6月底前完成隐患排查。\n"
)
PUBLIC = "93.184.215.14"

Answer = Callable[[socket.socket, bytes], None]


def plain(body: bytes = ARTICLE.encode(), status: str = "200 OK", **headers: str) -> Answer:
    """An ordinary answer; `Content_Type="…"` stands for a header."""

    def answer(sock: socket.socket, request: bytes) -> None:
        head = {"Content-Type": "text/plain", "Content-Length": str(len(body))}
        head |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        sock.sendall(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body)

    return answer


def raw(*pieces: bytes, pause: float = 0.0) -> Answer:
    """These bytes, with a pause between."""

    def answer(sock: socket.socket, request: bytes) -> None:
        for piece in pieces:
            sock.sendall(piece)
            if pause and _STOP.wait(pause):
                return

    return answer


def redirect(location: str, status: str = "302 Found", **headers: str) -> Answer:
    return plain(b"", status, Location=location, **headers)


_STOP = threading.Event()


@dataclass
class Server:
    """A server on the loopback: what it answers by path, and what it was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[bytes] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.split(b" ")[1].decode() for request in self.requests]

    def serve(self, sock: socket.socket) -> None:
        with sock, contextlib.suppress(OSError):
            sock.settimeout(10)
            request = b""
            while b"\r\n\r\n" not in request:
                piece = sock.recv(65536)
                if not piece:
                    return
                request += piece
            self.requests.append(request)
            path = request.split(b" ")[1].decode()
            missing = plain(b"", "404 Not Found")
            self.answers.get(path, self.answers.get("*", missing) if path != "/robots.txt" else missing)(sock, request)
            if not isinstance(sock, ssl.SSLSocket):
                sock.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def running(answers: dict[str, Answer], context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server while the block runs."""
    _STOP.clear()
    server = Server(answers)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]

        def talk(sock: socket.socket) -> None:
            try:
                if context is not None:
                    sock = context.wrap_socket(sock, server_side=True)
            except OSError:
                sock.close()
                return
            server.serve(sock)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=talk, args=(listening.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield server
        finally:
            _STOP.set()
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)


@dataclass
class FakeTime:
    """A clock that stands still but for sleeps."""

    time: float = 1_700_000_000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def clock(self) -> Clock:
        return Clock(monotonic=lambda: self.time, now=lambda: self.time, sleep=self.sleep)


@dataclass
class World:
    """Names with addresses, and public addresses that lead to servers on the loopback."""

    names: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.names[host]

    def join(self, sock: socket.socket, place: tuple[str, int]) -> None:
        self.connected.append(place)
        sock.connect(("127.0.0.1", place[1]))

    def client(self, clock: Clock | None = None, **options: object) -> Client:
        fetching = Fetching(**{"pause": 0.0, "timeout": 5.0, "ignore_robots": True, **options})  # type: ignore[arg-type]
        return Client(fetching, Network(self.resolve, self.join, clock or Clock()))


def local(clock: Clock | None = None, **options: object) -> Client:
    """A client that may fetch from the loopback, by its real address."""
    fetching = Fetching(**{"pause": 0.0, "timeout": 5.0, "ignore_robots": True, "allow_private": True, **options})  # type: ignore[arg-type]
    return Client(fetching, Network(clock=clock or Clock()))
