"""Rows 31–34 of the table of faults: what servers send."""

import contextlib
import gzip
import socket
import time
import zlib
from pathlib import Path

import brotli
import pytest
import trustme
from backports import zstd

from minutes_cli.errors import NetworkError
from tests.checks import refuses, tls_context, trust
from tests.servers import ARTICLE, PUBLIC, World, local, plain, raw, redirect, running

# 31

_ZEROS = bytes(50_000_000)


def _zstd_bomb() -> bytes:
    return zstd.compress(_ZEROS)


BOMBS = {
    "gzip": lambda: gzip.compress(_ZEROS),
    "deflate": lambda: zlib.compress(_ZEROS),
    "br": lambda: brotli.compress(_ZEROS),
    "zstd": _zstd_bomb,
    "gzip, gzip": lambda: gzip.compress(gzip.compress(_ZEROS)),
    "gzip, br": lambda: brotli.compress(gzip.compress(_ZEROS)),
}


@pytest.mark.parametrize("encoding", BOMBS)
def test_fault_31_bombs(encoding: str) -> None:
    import tracemalloc

    body = BOMBS[encoding]()
    with running({"/": plain(body, Content_Encoding=encoding)}) as server, refuses("too-large"):
        tracemalloc.start()
        try:
            local(max_bytes=2_000_000).fetch(server.url())
        finally:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
    assert peak < 12_000_000


def test_fault_31_a_few_bytes_of_brotli() -> None:
    body = brotli.compress(bytes(10_000_001))
    assert len(body) < 80
    with running({"/": plain(body, Content_Encoding="br")}) as server, refuses("too-large"):
        local().fetch(server.url())


def test_fault_31_members_of_nothing_cost_the_limit_as_well() -> None:
    inside = gzip.compress(b"") * 200_000  # 4 MB that unpack to nothing
    with running({"/": plain(gzip.compress(inside), Content_Encoding="gzip, gzip")}) as server, refuses("too-large"):
        local(max_bytes=1_000_000).fetch(server.url())


def test_fault_31_frames_of_nothing_are_bounded() -> None:
    body = zstd.compress(zstd.compress(b"") * 1_000_000)
    with running({"/": plain(body, Content_Encoding="zstd, zstd")}) as server, refuses("content-encoding"):
        began = time.monotonic()
        try:
            local(max_bytes=20_000_000).fetch(server.url())
        finally:
            assert time.monotonic() - began < 5


def test_fault_31_six_encodings() -> None:
    with running({"/": plain(b"x", Content_Encoding=", ".join(["gzip"] * 6))}) as server, refuses("content-encoding"):
        local().fetch(server.url())


@pytest.mark.parametrize("encoding", ["compress", "exi", "gzip"])
def test_fault_31_unknown_or_wrong_encoding(encoding: str) -> None:
    answer = plain(b"this is not packed", Content_Encoding=encoding)
    with running({"/": answer}) as server, refuses("content-encoding"):
        local().fetch(server.url())


def test_fault_31_body_of_a_redirect_is_not_read() -> None:
    def endless(sock: socket.socket, request: bytes) -> None:
        sock.sendall(b"HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Encoding: br\r\n\r\n")
        with contextlib.suppress(OSError):
            while True:
                sock.sendall(bytes(65536))

    with running({"/": endless, "/page": plain()}) as server:
        assert local(timeout=3).fetch(server.url()).data.decode() == ARTICLE


# 32


@pytest.mark.parametrize("chunked", [False, True])
def test_fault_32_endless_body(chunked: bool) -> None:
    sent = 0

    def endless(sock: socket.socket, request: bytes) -> None:
        nonlocal sent
        sock.sendall(b"HTTP/1.1 200 OK\r\n" + (b"Transfer-Encoding: chunked\r\n\r\n" if chunked else b"\r\n"))
        piece = b"10000\r\n" + bytes(65536) + b"\r\n" if chunked else bytes(65536)
        while True:
            sock.sendall(piece)
            sent += len(piece)

    with running({"/": endless}) as server, refuses("too-large"):
        local(max_bytes=1_000_000).fetch(server.url())
    assert sent < 20_000_000  # what the buffers between us hold


# 33


def _silent(sock: socket.socket, request: bytes) -> None:
    time.sleep(6)


SLOW = {
    "body": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", *[b"x"] * 40, pause=0.3),
    "chunks": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 40, pause=0.3),
    "headers": raw(b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 40, pause=0.3),
    "one header": raw(b"HTTP/1.1 200 OK\r\nX: ", *[b"y"] * 40, pause=0.3),
    "continue": raw(*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 40, pause=0.3),
    "silence": _silent,
}


@pytest.mark.parametrize("what", SLOW)
def test_fault_33_slow(what: str) -> None:
    with running({"/": SLOW[what]}) as server:
        began = time.monotonic()
        with refuses("timeout"):
            local(timeout=2).fetch(server.url())
        assert 1.9 <= time.monotonic() - began < 3


def test_fault_33_slow_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    trust(authority, tmp_path, monkeypatch)
    with running({"/": SLOW["body"]}, tls_context(authority.issue_cert("127.0.0.1"))) as server:
        began = time.monotonic()
        with refuses("timeout"):
            local(timeout=2).fetch(server.url(scheme="https"))
        assert 1.9 <= time.monotonic() - began < 3


def test_fault_33_silent_handshake() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        began = time.monotonic()
        with refuses("timeout"):
            local(timeout=1).fetch(f"https://127.0.0.1:{listening.getsockname()[1]}/")
        assert time.monotonic() - began < 2


def test_fault_33_slow_name_server() -> None:
    world = World()
    world.resolve = lambda host, port: time.sleep(4) or [PUBLIC]  # type: ignore[method-assign, func-returns-value]
    began = time.monotonic()
    with refuses("timeout"):
        world.client(timeout=1).fetch("http://slow.example/")
    assert time.monotonic() - began < 2


def test_fault_33_redirects_share_the_time() -> None:
    def later(sock: socket.socket, request: bytes) -> None:
        time.sleep(0.8)
        redirect("/")(sock, request)

    with running({"/": later}) as server:
        began = time.monotonic()
        with refuses("timeout"):
            local(timeout=2).fetch(server.url())
        assert time.monotonic() - began < 3


# 34


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nonly \r\n"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nonly "),
        raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(ARTICLE.encode())[:-9]),
        raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(ARTICLE.encode())[:-9]),
        raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotli.compress(ARTICLE.encode())[:-9]),
        raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + zstd.compress(ARTICLE.encode())[:-9]),
    ],
)
def test_fault_34_short_body(answer: object) -> None:
    with running({"/": answer}) as server, refuses("short-body"):  # type: ignore[dict-item]
        local().fetch(server.url())


@pytest.mark.parametrize(
    "answer", [raw(b"SSH-2.0-OpenSSH_9.2\r\n"), raw(b""), raw(b"HTTP/1.1 abc\r\n\r\n"), raw(*[b"\0" * 70_000])]
)
def test_fault_34_something_else_than_http(answer: object) -> None:
    with running({"/": answer}) as server, pytest.raises(NetworkError) as caught:  # type: ignore[dict-item]
        local(timeout=2).fetch(server.url())
    assert caught.value.code in ("bad-answer", "connection")


def test_fault_34_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with refuses("connection"):
        local().fetch(f"http://127.0.0.1:{port}/")


PACKED = {"gzip": gzip.compress, "zstd": zstd.compress}
SPLITS = {
    "one piece": lambda first, second: [first + second],
    "between": lambda first, second: [first, second],
    "in how it begins": lambda first, second: [first + second[:1], second[1:]],
    "byte by byte": lambda first, second: [bytes([each]) for each in first + second],
}


def _chunked(encoding: str, pieces: list[bytes], pause: float = 0.0) -> object:
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    return raw(head, *(b"%x\r\n%b\r\n" % (len(each), each) for each in pieces), b"0\r\n\r\n", pause=pause)


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("split", SPLITS)
def test_fault_34_every_member_is_read(encoding: str, split: str) -> None:
    text = ARTICLE.encode()
    pieces = SPLITS[split](PACKED[encoding](text[:90]), PACKED[encoding](text[90:]))
    pause = 0.05 if len(pieces) == 2 else 0.0  # so that they come as they were sent
    with running({"/": _chunked(encoding, pieces, pause)}) as server:  # type: ignore[dict-item]
        assert local().fetch(server.url()).data.decode() == ARTICLE


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("length", [1, 3, 12])
def test_fault_34_a_further_member_that_breaks_off(encoding: str, length: int) -> None:
    text = ARTICLE.encode()
    body = PACKED[encoding](text[:90]) + PACKED[encoding](text[90:])[:length]
    with running({"/": plain(body, Content_Encoding=encoding)}) as server, refuses("short-body"):
        local().fetch(server.url())


@pytest.mark.parametrize(
    ("encoding", "behind"),
    [
        ("gzip", bytes(20)),
        ("gzip", b"<!-- cached -->"),
        ("gzip", bytes(3) + gzip.compress(b"")),
        ("zstd", b"<!-- cached -->"),
        ("zstd", b"\x5a\x2a\x4d\x18\x03\0\0\0abc" + zstd.compress(b"")),  # a skippable frame
    ],
)
def test_fault_34_what_is_no_page_behind_it(encoding: str, behind: bytes) -> None:
    body = PACKED[encoding](ARTICLE.encode()) + behind
    with running({"/": plain(body, Content_Encoding=encoding)}) as server:
        assert local().fetch(server.url()).data.decode() == ARTICLE
