"""Rows 27–30 of the table of faults: where redirects and names lead."""

from pathlib import Path

import pytest
import trustme

from minutes_cli.readers import pages_of_source
from minutes_cli.readers.outcomes import Failure
from tests.checks import refuses, tls_context, trust
from tests.servers import ARTICLE, PUBLIC, World, local, plain, redirect, running

# 27


def test_fault_27_redirect_loop() -> None:
    with running({"/a": redirect("/b"), "/b": redirect("/a")}) as server, refuses("too-many-redirects"):
        local().fetch(server.url("/a"))
    assert len(server.requests) == 6


@pytest.mark.parametrize(("hops", "arrives"), [(0, True), (5, True), (6, False), (21, False)])
def test_fault_27_hops(hops: int, arrives: bool) -> None:
    answers = {f"/{number}": redirect(f"/{number + 1}", "301 Moved") for number in range(hops)}
    with running({**answers, f"/{hops}": plain()}) as server:
        if arrives:
            assert local().fetch(server.url("/0")).url == server.url(f"/{hops}")
        else:
            with refuses("too-many-redirects"):
                local().fetch(server.url("/0"))


# 28


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x", "gopher://127.0.0.1/", "javascript:1"]
)
def test_fault_28_redirect_to_another_scheme(location: str) -> None:
    with running({"/": redirect(location)}) as server, refuses("scheme-refused"):
        local().fetch(server.url("/"))
    assert len(server.requests) == 1


@pytest.mark.parametrize("source", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/1"])
def test_fault_28_source_of_another_scheme(source: str) -> None:
    (found,) = pages_of_source(source)
    assert isinstance(found, Failure)
    assert found.error.code == "scheme-refused"


# 29

PRIVATE = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "017700000001",
    "0177.1",
    "0177.0.0.01",
    "0x7f.1",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "127。0。0。1",
    "１２７.０.０.１",
    "①②⑦.0.0.1",
    "%31%32%37.0.0.1",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.1.1",
    "3232235777",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "100.64.0.1",
    "192.0.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:a9fe:a9fe]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2002:c0a8:101::1]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd12:3456:789a::1]",
    "[ff02::1]",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_fault_29_private_first_url(host: str) -> None:
    world = World()
    with refuses("private-address"):
        world.client().fetch(f"http://{host}/")
    assert not world.connected


@pytest.mark.parametrize("host", PRIVATE)
def test_fault_29_private_hop(host: str) -> None:
    world = World({"news.example": [PUBLIC]})
    with running({"/": redirect(f"http://{host}/".encode().decode("latin-1"))}) as server:
        with refuses("private-address"):
            world.client().fetch(server.url("/", "news.example"))
        assert world.connected == [(PUBLIC, server.port)]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "fe80::1", "::ffff:192.168.0.1", "100.64.1.1"])
def test_fault_29_name_with_a_private_address(address: str) -> None:
    world = World({"inside.example": [address]})
    with refuses("private-address"):
        world.client().fetch("http://inside.example/")
    assert not world.connected


def test_fault_29_of_mixed_addresses_the_public_one() -> None:
    world = World({"both.example": ["127.0.0.1", PUBLIC, "10.0.0.1"]})
    with running({"/": plain()}) as server:
        world.client().fetch(server.url("/", "both.example"))
    assert world.connected == [(PUBLIC, server.port)]


def test_fault_29_allowed_on_request() -> None:
    with running({"/": plain()}) as server:
        assert local().fetch(server.url()).data.decode() == ARTICLE
        with refuses("private-address"):
            local(allow_private=False).fetch(server.url())
    assert len(server.requests) == 1


# 30


def test_fault_30_a_name_that_changes_its_address() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    world = World()
    world.resolve = lambda host, port: next(answers)  # type: ignore[method-assign]
    with running({"/": plain()}) as server:
        world.client().fetch(server.url("/", "rebound.example"))
        assert world.connected == [(PUBLIC, server.port)]
        assert f"Host: rebound.example:{server.port}\r\n".encode() in server.requests[0]
        with refuses("private-address"):  # the second answer is looked at, too
            world.client().fetch(server.url("/", "rebound.example"))
    assert len(world.connected) == 1


def test_fault_30_each_hop_is_looked_up_once() -> None:
    world = World({"a.example": [PUBLIC], "b.example": [PUBLIC]})
    with running({"/2": plain()}) as server:
        server.answers["/1"] = redirect(server.url("/2", "b.example"))
        world.client().fetch(server.url("/1", "a.example"))
    assert world.asked == ["a.example", "b.example"]


def test_fault_30_tls_names_the_host_and_not_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    trust(authority, tmp_path, monkeypatch)
    context = tls_context(authority.issue_cert("news.example"))
    names: list[str | None] = []
    context.sni_callback = lambda sock, name, _: names.append(name)
    world = World({"news.example": [PUBLIC]})
    with running({"/": plain()}, context) as server:
        page = world.client().fetch(server.url("/", "news.example", "https"))
    assert page.data.decode() == ARTICLE
    assert names == ["news.example"]
