"""The HTTP cache: what is asked again, what is not, what is never kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from minutes_cli.errors import OutputError
from tests.servers import ARTICLE, FakeTime, local


class Pages:
    """A page that changes when it is told to, and says so in its ETag or Last-Modified."""

    def __init__(self, **headers: str) -> None:
        self.text, self.headers = ARTICLE, headers
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Response:
        self.asked.append(request)
        tag, date = self.headers.get("ETag"), self.headers.get("Last-Modified")
        same = (tag and request.headers.get("If-None-Match") == tag) or (
            date and request.headers.get("If-Modified-Since") == date
        )
        if same:
            return Response(status=304, headers=self.headers)
        return Response(self.text, headers=self.headers, content_type="text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "headers", [{"ETag": '"a1"'}, {"Last-Modified": "Fri, 15 Mar 2024 09:00:00 GMT"}, {"ETag": 'W/"x"'}]
)
def test_asks_whether_the_page_has_changed(headers: dict[str, str], httpserver: HTTPServer, tmp_path: Path) -> None:
    pages = Pages(**headers)
    httpserver.expect_request("/a").respond_with_handler(pages)
    first = local(cache=tmp_path).fetch(httpserver.url_for("/a"))
    again = local(cache=tmp_path).fetch(httpserver.url_for("/a"))  # another process, as it were
    assert first == again
    assert len(pages.asked) == 2
    pages.headers, pages.text = {"ETag": '"a2"'}, "改了"
    assert local(cache=tmp_path).fetch(httpserver.url_for("/a")).data.decode() == "改了"


def test_no_question_while_fresh(httpserver: HTTPServer, tmp_path: Path) -> None:
    pages = Pages(**{"Cache-Control": "public, max-age=60"})
    httpserver.expect_request("/a").respond_with_handler(pages)
    fake = FakeTime()
    for later, asked in ((0, 1), (59, 1), (2, 2), (59, 2)):
        fake.time += later
        assert local(fake.clock(), cache=tmp_path).fetch(httpserver.url_for("/a")).data.decode() == ARTICLE
        assert len(pages.asked) == asked


@pytest.mark.parametrize("control", ["no-store", "private, no-store, max-age=60", "no-cache, max-age=60", "max-age=0"])
def test_not_kept_or_not_fresh(control: str, httpserver: HTTPServer, tmp_path: Path) -> None:
    pages = Pages(**{"Cache-Control": control})
    httpserver.expect_request("/a").respond_with_handler(pages)
    for _ in range(2):
        local(cache=tmp_path).fetch(httpserver.url_for("/a"))
    assert len(pages.asked) == 2
    assert bool(list(tmp_path.iterdir())) == ("no-store" not in control)


def test_pages_behind_a_login_are_not_kept(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/a").respond_with_handler(Pages(ETag='"a"'))
    local(cache=tmp_path).fetch(httpserver.url_for("/a").replace("//", "//anna:geheim@"))
    assert not list(tmp_path.iterdir())


def test_a_damaged_file_counts_as_none(httpserver: HTTPServer, tmp_path: Path) -> None:
    pages = Pages(ETag='"a"')
    httpserver.expect_request("/a").respond_with_handler(pages)
    url = httpserver.url_for("/a")
    local(cache=tmp_path).fetch(url)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for bad in (
        b"",
        whole[:-1],
        whole[:20],
        whole.replace(b"a", b"b"),
        b"[1]\nx",
        b"\xff\n",
        whole[whole.index(b"\n") :],
    ):
        kept.write_bytes(bad)
        assert local(cache=tmp_path).fetch(url).data.decode() == ARTICLE
        assert "If-None-Match" not in pages.asked[-1].headers
        assert kept.read_bytes()[-20:] == whole[-20:]


def test_pages_and_redirects_keep_their_own_names(httpserver: HTTPServer, tmp_path: Path) -> None:
    pages = Pages(ETag='"a"')
    httpserver.expect_request("/old").respond_with_data("", 301, {"Location": "/new"})
    httpserver.expect_request("/new").respond_with_handler(pages)
    for _ in range(2):
        assert local(cache=tmp_path).fetch(httpserver.url_for("/old")).url == httpserver.url_for("/new")
    assert len(list(tmp_path.iterdir())) == 1
    assert "If-None-Match" in pages.asked[-1].headers


def test_a_folder_that_cannot_be_written(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/a").respond_with_handler(Pages())
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cache"):
        local(cache=tmp_path / "file" / "inside").fetch(httpserver.url_for("/a"))
