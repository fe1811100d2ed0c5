"""URLs → pages: charsets, compression and what a user sees, against servers as they are run."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import socket
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from backports import zstd
from pytest_httpserver import HTTPServer

from minutes_cli.errors import ReadError
from minutes_cli.readers import Failure, Fetching, page_of_source, pages_of_source
from minutes_cli.readers.web.exchange import user_agent
from tests.servers import ARTICLE, FakeTime, local, plain

OPTIONS = Fetching(allow_private=True, ignore_robots=True, pause=0)
PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
    "identity": lambda data: data,
    "": lambda data: data,
    "UTF-8": lambda data: data,
    "GZIP": lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:]),
    "deflate ": lambda data: zlib.compress(data)[2:-4],  # without head and checksum, as old servers send it
}


@pytest.mark.parametrize("encoding", PACKERS)
@pytest.mark.parametrize("length", [3, 70_000, 1_000_000])
def test_compressed(encoding: str, length: int, httpserver: HTTPServer) -> None:
    data = (ARTICLE * (length // len(ARTICLE) + 1))[:length].encode()
    headers = {"Content-Encoding": encoding} if encoding else {}
    httpserver.expect_request("/a").respond_with_data(PACKERS[encoding](data), headers=headers)
    assert local().fetch(httpserver.url_for("/a")).data == data


def test_what_is_asked_for(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(ARTICLE)
    local().fetch(httpserver.url_for("/a"))
    headers = httpserver.log[0][0].headers
    assert headers["User-Agent"] == user_agent()
    assert "minutes-zh/" in headers["User-Agent"]
    assert headers["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert headers["Accept-Language"].startswith("zh-CN")
    assert not {"Cookie", "Authorization", "Referer", "From"} & set(headers.keys())


@pytest.mark.parametrize(
    ("encoding", "header", "read"),
    [
        ("gbk", "text/plain; charset=gb2312", "gb18030"),
        ("gb18030", "text/plain; charset=GBK", "gb18030"),
        ("big5", "text/plain; charset=Big5", "big5hkscs"),
        ("gbk", "text/plain", "gb18030"),
        ("utf-8", "text/plain; charset=gbk", "utf-8"),
        ("utf-16", "text/plain", "utf-16-le"),
    ],
)
def test_charset_of_the_header(encoding: str, header: str, read: str, httpserver: HTTPServer) -> None:
    text = "會議強調，要壓實責任。" * 3 if encoding == "big5" else ARTICLE
    httpserver.expect_request("/a").respond_with_data(text.encode(encoding), content_type=header)
    page = page_of_source(httpserver.url_for("/a"), OPTIONS)
    assert page.text == text
    assert page.source.encoding == read


def test_a_short_page_needs_its_header(httpserver: HTTPServer) -> None:
    text = "嗯，頗"  # three rare characters, which no guess can tell
    httpserver.expect_request("/a").respond_with_data(text.encode("big5"), content_type="text/html; charset=big5")
    assert local().fetch(httpserver.url_for("/a")).header == "text/html; charset=big5"


def test_the_final_url_is_that_of_the_page(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/old").respond_with_data("", 302, {"Location": "../new?a=1#part"})
    httpserver.expect_request("/new").respond_with_data(ARTICLE)
    page = page_of_source(httpserver.url_for("/old"), OPTIONS)
    assert (page.source.uri, page.url) == (httpserver.url_for("/old"), httpserver.url_for("/new") + "?a=1")


def test_an_archive_behind_a_url(httpserver: HTTPServer) -> None:
    from tests.packs import packed

    data = packed([("a.txt", ARTICLE.encode()), ("b.txt", b"\x89PNG\r\n\x1a\n")])
    httpserver.expect_request("/a.zip").respond_with_data(data, content_type="application/zip")
    good, bad = pages_of_source(httpserver.url_for("/a.zip"), OPTIONS)
    assert not isinstance(good, Failure)
    assert good.source.uri == httpserver.url_for("/a.zip") + "!a.txt"
    assert isinstance(bad, Failure)
    assert bad.error.code == "not-text"


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg"])
def test_pictures_are_not_loaded(kind: str, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(b"x", content_type=kind)
    with pytest.raises(ReadError, match=kind):
        local().fetch(httpserver.url_for("/a"))


@pytest.mark.parametrize(
    ("status", "code"), [(404, "http-404"), (403, "http-403"), (500, "http-500"), (410, "http-410")]
)
def test_answers_that_are_no_page(status: int, code: str, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("页面", status)
    (failure,) = pages_of_source(httpserver.url_for("/a"), OPTIONS)
    assert isinstance(failure, Failure)
    assert failure.error.code == code
    assert failure.error.exit_code == 5


def test_two_pages_of_a_host_keep_their_distance(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(ARTICLE)
    fake = FakeTime()
    client = local(fake.clock(), pause=1.5)
    for later in (0, 0, 1, 9):
        fake.time += later
        client.fetch(httpserver.url_for("/a"))
    assert [second for second in fake.slept if second] == [1.5, 0.5]


# A web server as it is run


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """nginx on the loopback, serving GBK text with its own compression, ETags and redirects."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    (folder / "a.txt").write_bytes((ARTICLE * 200).encode("gbk"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(f"""
        daemon off; pid {folder}/pid; error_log {folder}/error.log; {"user root;" if os.getuid() == 0 else ""}
        events {{}}
        http {{
          access_log off; client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
          uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
          gzip on; gzip_types text/plain; gzip_min_length 100; charset gbk; default_type text/plain;
          server {{
            listen 127.0.0.1:{port}; root {folder};
            location /old {{ return 301 /a.txt; }}
            location /busy {{ return 503; }}
          }}
        }}""")
    process = subprocess.Popen(
        [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def test_nginx(nginx: str, tmp_path: Path) -> None:
    options = Fetching(allow_private=True, pause=0, cache=tmp_path)  # robots.txt is not there: 404
    for _ in range(2):  # the second time it answers 304
        page = page_of_source(f"{nginx}/old", options)
        assert page.text == ARTICLE * 200
        assert (page.url, page.source.encoding) == (f"{nginx}/a.txt", "gb18030")
    assert len(list(tmp_path.iterdir())) == 1


def test_localhost_on_ipv6_alone() -> None:
    try:
        listening = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")

    def answer() -> None:
        with listening.accept()[0] as sock:
            plain()(sock, sock.recv(65536))

    with listening:
        threading.Thread(target=answer, daemon=True).start()
        assert local().fetch(f"http://localhost:{listening.getsockname()[1]}/").data.decode() == ARTICLE
