"""Row 39 of the table of faults: URLs that users and servers write."""

import subprocess
import sys

import pytest

from minutes_cli.readers import shown_url
from minutes_cli.readers.web import Fetching
from minutes_cli.readers.web.naming import without_login
from minutes_cli.readers.web.urls import parse_url
from tests.checks import refuses
from tests.servers import ARTICLE, World, local, plain, redirect, running


@pytest.mark.parametrize(
    "source",
    [
        "http://a.example/x\r\nX-Evil: 1",
        "http://a.example\r\n/x",
        "http://a.example/\x00",
        "http://a.example/\x1b[31m",
        "http://a.example/\u2028x",
        "http://a.example/" + "a" * 100_000,
        "http://a.exa mple/",
        "http://a\u202egro.example/",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://a.example:0/",
        "https://a.example:00/",
        "http://[v1.x]/",
        "http://[v1.a:b]/",
        "http://[::1]x/",
        "http://[::1]x:80/",
        "http://x[::1]/",
        "http://[::1/",
        "http://",
        "http:///path",
        "http://good.example\\@evil.example/",
        "http://" + "a" * 64 + ".example/",
        "http://-a.example/",
        "http://a..example/",
        "http://999.1.1.1/",
        "http://<b>.example/",
        "http://a.example%0d%0aX:1/",
    ],
)
def test_fault_39_refused(source: str) -> None:
    world = World()
    with refuses("bad-url"):
        world.client().fetch(source)
    assert not world.asked
    assert len(shown_url(source)) <= 200


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("http://a.example", "http://a.example/"),
        ("  http://a.example/x \n", "http://a.example/x"),
        ("HTTP://A.Example:80/X#part", "http://a.example/X"),
        ("https://a.example:443/?q", "https://a.example/?q"),
        ("http://a.example/a b?c d", "http://a.example/a%20b?c%20d"),
        ("http://a.example/会议.html?题=要", "http://a.example/%E4%BC%9A%E8%AE%AE.html?%E9%A2%98=%E8%A6%81"),
        ("http://a.example/%E4%BC%9A?a=%20", "http://a.example/%E4%BC%9A?a=%20"),
        ("http://a.example/\u202egpj.exe", "http://a.example/%E2%80%AEgpj.exe"),
        ('http://a.example/"<>`{}|^', "http://a.example/%22%3C%3E%60%7B%7D%7C%5E"),
        ("http://例子.测试/a", "http://xn--fsqu00a.xn--0zwm56d/a"),
        ("http://аррӏе.com/", "http://xn--80ak6aa92e.com/"),
        ("http://a。example/", "http://a.example/"),
        ("http://[2001:DB8::0:1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://[::1]/", "http://[::1]/"),
        ("http://[::1]:/", "http://[::1]/"),
        ("http://a.example:/", "http://a.example/"),
        ("http://user:secret@a.example/", "http://a.example/"),
    ],
)
def test_fault_39_made_fit_for_the_wire(source: str, sent: str) -> None:
    assert str(parse_url(source)) == sent
    assert shown_url(source) == sent
    assert str(parse_url(sent)) == sent


def test_fault_39_on_the_wire() -> None:
    with running({"*": plain()}) as server:
        local().fetch(server.url("/会 议?a=b c"))
    assert server.requests[0].startswith(b"GET /%E4%BC%9A%20%E8%AE%AE?a=b%20c HTTP/1.1\r\n")


def test_fault_39_redirect_with_raw_bytes() -> None:
    location = "/目标 页".encode().decode("latin-1")
    with running({"/": redirect(location), "/%E7%9B%AE%E6%A0%87%20%E9%A1%B5": plain()}) as server:
        assert local().fetch(server.url()).data.decode() == ARTICLE


def test_fault_39_long_url_makes_a_short_message() -> None:
    source = "http://a.example/" + "a" * 100_000
    run = subprocess.run(
        [sys.executable, "-m", "minutes_cli", "extract", source], capture_output=True, timeout=60, check=False
    )
    assert run.returncode == 5
    assert len(run.stderr) < 500
    assert Fetching().timeout == 30


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("http://anna:geheim@a.example/x", "http://a.example/x"),
        ("http://anna@a.example/x", "http://a.example/x"),
        ("http://anna:ge/heim@a.example/x", "http://a.example/x"),
        ("http://anna:12/geheim@a.example/x", "http://anna:12/geheim@a.example/x"),  # host anna, port 12
        ("http://anna:ge?heim#@a.example/x@y", "http://y"),
        ("http://anna:geheim@[bad/", "http://[bad/"),
        ("ftp:///anna:geheim@a.example/", "ftp:///a.example/"),
        ("http://a.example/@user/post", "http://a.example/@user/post"),
        ("http://a.example:8080/@user", "http://a.example:8080/@user"),
        ("http://[2001:db8::1]/@user", "http://[2001:db8::1]/@user"),
        ("minutes@office.txt", "minutes@office.txt"),
    ],
)
def test_fault_39_no_password_in_a_name(source: str, shown: str) -> None:
    assert without_login(source) == shown
