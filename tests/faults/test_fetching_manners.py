"""Rows 36–38 of the table of faults: waits, robots.txt, credentials."""

import email.utils
import gzip
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from minutes_cli.cli.translating import in_chinese
from minutes_cli.errors import NetworkError
from minutes_cli.readers.web.client import Client
from tests.checks import refuses
from tests.servers import ARTICLE, PUBLIC, FakeTime, World, local, plain, redirect, running

# 36


def _busy_then_fine(times: int, status: str, **headers: str) -> object:
    left = [times]

    def answer(sock: socket.socket, request: bytes) -> None:
        left[0] -= 1
        (plain() if left[0] < 0 else plain(b"", status, **headers))(sock, request)

    return answer


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("header", "slept"),
    [
        ("7", [7.0, 7.0]),
        ("0", []),
        ("120", None),
        ("99999999", None),
        (email.utils.formatdate(1_700_000_000 + 20, usegmt=True), [20.0]),
        (email.utils.formatdate(1_600_000_000, usegmt=True), []),
        (email.utils.formatdate(1_700_000_000 + 9999, usegmt=True), None),
        ("rubbish", [1.0, 3.0]),
        ("-5", [1.0, 3.0]),
        ("", [1.0, 3.0]),
        ("Mon, 99 Foo 2024 99:99:99 GMT", [1.0, 3.0]),
        ("9" * 400, None),
    ],
)
def test_fault_36_retry_after(status: str, header: str, slept: list[float] | None) -> None:
    fake = FakeTime()
    with running({"/": _busy_then_fine(2, status, Retry_After=header)}) as server:  # type: ignore[dict-item]
        client = local(fake.clock())
        if slept is None:
            with refuses("busy"):
                client.fetch(server.url())
        else:
            assert client.fetch(server.url()).data.decode() == ARTICLE
            assert [second for second in fake.slept if second] == slept
    assert sum(fake.slept) <= 120


def test_fault_36_gives_up() -> None:
    fake = FakeTime()
    with running({"/": _busy_then_fine(99, "503 No")}) as server, refuses("busy"):  # type: ignore[dict-item]
        local(fake.clock()).fetch(server.url())
    assert len(server.requests) == 3


def test_fault_36_waiting_is_not_counted_against_the_page() -> None:
    fake = FakeTime()
    with running({"/": _busy_then_fine(1, "503 No", Retry_After="60")}) as server:  # type: ignore[dict-item]
        assert local(fake.clock(), timeout=5).fetch(server.url()).data.decode() == ARTICLE


# 37


def _obeying(**options: object) -> Client:
    return local(**{"ignore_robots": False, **options})


def test_fault_37_disallowed() -> None:
    rules = b"User-agent: *\nDisallow: /secret/\n\nUser-agent: minutes-zh\nDisallow: /ours/\n"
    with running({"/robots.txt": plain(rules), "*": plain()}) as server:
        client = _obeying()
        client.fetch(server.url("/secret/a"))  # we are named, so the rules for all do not count
        with refuses("robots"):
            client.fetch(server.url("/ours/a"))
        assert local().fetch(server.url("/ours/a")).data.decode() == ARTICLE
    assert server.paths() == ["/robots.txt", "/secret/a", "/ours/a"]


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("404 No", True), ("401 No", True), ("403 No", True), ("410 No", True), ("429 No", False), ("500 No", False)],
)
def test_fault_37_robots_status(status: str, allowed: bool) -> None:
    with running({"/robots.txt": plain(b"User-agent: *\nDisallow: /", status), "*": plain()}) as server:
        if allowed:
            _obeying().fetch(server.url("/a"))
        else:
            with refuses("robots"):
                _obeying().fetch(server.url("/a"))
            assert server.paths() == ["/robots.txt"]


def test_fault_37_large_robots() -> None:
    head, filler = b"User-agent: *\nDisallow: /a\n", b"# padding\n" * 60_000
    with running({"/robots.txt": plain(head + filler + b"Disallow: /b\n"), "*": plain()}) as server:
        client = _obeying()
        with refuses("robots"):
            client.fetch(server.url("/a"))
        client.fetch(server.url("/b"))  # stands behind the first 500 KiB


def test_fault_37_robots_with_a_byte_order_mark() -> None:
    rules = "\ufeffUser-agent: *\nDisallow: /a\n".encode()
    with running({"/robots.txt": plain(rules), "*": plain()}) as server:
        with refuses("robots"):
            _obeying().fetch(server.url("/a"))
        assert server.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("encoding", "body", "code"),
    [
        ("gzip", b"User-agent: *", "content-encoding"),
        ("exi", b"User-agent: *", "content-encoding"),
        ("gzip", gzip.compress(b"User-agent: *")[:-6], "short-body"),
    ],
)
def test_fault_37_what_is_wrong_with_robots_is_not_said_of_the_page(encoding: str, body: bytes, code: str) -> None:
    with running({"/robots.txt": plain(body, Content_Encoding=encoding), "*": plain()}) as server:
        with pytest.raises(NetworkError) as of_robots:
            _obeying().fetch(server.url("/a"))
        server.answers |= {"/robots.txt": plain(b""), "*": plain(body, Content_Encoding=encoding)}
        with pytest.raises(NetworkError) as of_page:
            _obeying().fetch(server.url("/a"))
    assert (of_robots.value.code, of_page.value.code) == (code, code)
    assert of_robots.value.message == f"{server.url('/robots.txt')}: {of_page.value.message}"
    assert in_chinese(of_robots.value.message) == f"{server.url('/robots.txt')}: {in_chinese(of_page.value.message)}"
    assert in_chinese(of_page.value.message) != of_page.value.message


def test_fault_37_robots_redirects() -> None:
    with running({"/robots.txt": redirect("/robots.txt"), "*": plain()}) as server:
        _obeying().fetch(server.url("/a"))
    assert server.paths().count("/robots.txt") == 6
    answers = {"/robots.txt": redirect("/r"), "/r": plain(b"User-agent: *\nDisallow: /a"), "*": plain()}
    with running(answers) as server, refuses("robots"):
        _obeying().fetch(server.url("/a"))


def test_fault_37_robots_at_a_private_address() -> None:
    world = World({"news.example": [PUBLIC]})
    answers = {"/robots.txt": redirect("http://127.0.0.1/robots.txt"), "*": plain()}
    with running(answers) as server, refuses("private-address"):
        world.client(ignore_robots=False).fetch(server.url("/a", "news.example"))


def test_fault_37_each_hop_is_asked_for() -> None:
    world = World({"a.example": [PUBLIC], "b.example": [PUBLIC]})
    with running({"/robots.txt": plain(b"User-agent: *\nDisallow: /closed")}) as server:
        server.answers["/open"] = redirect(server.url("/closed", "b.example"))
        with refuses("robots"):
            world.client(ignore_robots=False).fetch(server.url("/open", "a.example"))
    assert server.paths() == ["/robots.txt", "/open", "/robots.txt"]


def test_fault_37_pauses() -> None:
    fake = FakeTime()
    with running({"/robots.txt": plain(b"User-agent: *\nCrawl-delay: 4"), "*": plain()}) as server:
        client = _obeying(clock=fake.clock(), pause=1.0)
        for path in ("/a", "/b", "/c"):
            client.fetch(server.url(path))
    assert [second for second in fake.slept if second] == [4.0, 4.0]


# 38


def test_fault_38_credentials_stay_with_their_host() -> None:
    world = World({"a.example": [PUBLIC], "b.example": [PUBLIC]})
    with running({"/there": plain()}) as server:
        there = server.url("/there", "b.example")
        server.answers["/"] = redirect(server.url("/again", "a.example"), Set_Cookie="sid=geheim; HttpOnly")
        server.answers["/again"] = redirect(there)
        page = world.client().fetch(server.url("/", "anna:p%40ss@a.example"))
    first, second, third = server.requests
    assert b"Authorization: Basic YW5uYTpwQHNz\r\n" in first
    assert b"Authorization" in second
    assert b"Cookie: sid=geheim\r\n" in second
    assert b"Authorization" not in third
    assert b"Cookie" not in third
    assert b"Referer" not in third
    assert page.url == there


def test_fault_38_another_port_is_another_host() -> None:
    with running({"/": plain()}) as other, running({"/": redirect(other.url())}) as server:
        local().fetch(server.url("/", "anna:pass@127.0.0.1"))
    assert b"Authorization" in server.requests[0]
    assert b"Authorization" not in other.requests[0]


def test_fault_38_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with running({"*": plain(b"from the proxy")}) as proxy, running({"/": plain()}) as server:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url())
        assert local().fetch(server.url()).data.decode() == ARTICLE
    assert not proxy.requests


def test_fault_38_a_password_is_never_shown(tmp_path: Path) -> None:
    with running({"/ok": plain(), "/no": plain(b"", "403 Forbidden")}) as server:
        sources = [server.url(path, "anna:geheim@127.0.0.1") for path in ("/ok", "/no")]
        sources += ["http://anna:geheim@[bad/", "ftp://anna:geheim@127.0.0.1/", "http://anna:geheim@10.0.0.1:x/"]
        options = ["--allow-private", "--ignore-robots", "--cache", str(tmp_path / "cache"), "-v"]
        for form in ("json", "jsonl", "csv", "tree", "md"):
            run = subprocess.run(
                [sys.executable, "-m", "minutes_cli", "extract", "-f", form, *options, *sources],
                capture_output=True,
                timeout=60,
                check=False,
            )
            assert run.returncode == 3, run.stderr
            assert b"geheim" not in run.stdout + run.stderr
            assert run.stderr.count(b"\n") >= 4
    assert sum(b"Authorization" in request for request in server.requests) == 10
    assert not any(b"geheim" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
