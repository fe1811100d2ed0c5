"""The HTTP cache: what is asked again, what is not, what is never kept."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from minutes_cli.model import Page
from minutes_cli.readers import Fetching, pages_of_source
from tests.conftest import Run
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


def test_a_digit_that_changed_counts_as_damage(httpserver: HTTPServer, tmp_path: Path) -> None:
    pages = Pages(**{"Cache-Control": "max-age=60"})
    httpserver.expect_request("/a").respond_with_handler(pages)
    fake = FakeTime()
    local(fake.clock(), cache=tmp_path).fetch(httpserver.url_for("/a"))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes().replace(b'"fresh_until": 17', b'"fresh_until": 97'))
    fake.time += 61
    assert local(fake.clock(), cache=tmp_path).fetch(httpserver.url_for("/a")).data.decode() == ARTICLE
    assert len(pages.asked) == 2


def _sealed(head: bytes, body: bytes) -> bytes:
    rest = head + b"\n" + body
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


CHANGES: list[dict[str, object]] = [
    {"fresh_until": None},
    {"fresh_until": "9999999999"},
    {"fresh_until": []},
    {"fresh_until": True},
    {"fresh_until": float("nan")},
    {"fresh_until": float("inf")},
    {"fresh_until": 10**400},
    {"stored": "x"},
    {"etag": 5},
    {"etag": "a\r\nX-Evil: 1"},
    {"etag": "会"},
    {"etag": ["a"]},
    {"modified": True},
    {"header": 5, "fresh_until": 1e12},
    {"header": ["text/html"], "fresh_until": 1e12},
    {"header": "text/html\n", "fresh_until": 1e12},
    {"url": None},
    {"url": "http://127.0.0.1/other"},
    {"more": 1},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_head_of_another_making_counts_as_none(
    change: dict[str, object], httpserver: HTTPServer, tmp_path: Path
) -> None:
    pages = Pages(ETag='"a"')
    httpserver.expect_request("/a").respond_with_handler(pages)
    url = httpserver.url_for("/a")
    local(cache=tmp_path).fetch(url)
    (kept,) = tmp_path.iterdir()
    _, head, body = kept.read_bytes().split(b"\n", 2)
    kept.write_bytes(_sealed(head, body))
    local(cache=tmp_path).fetch(url)
    assert "If-None-Match" in pages.asked[-1].headers  # as it was, it counts
    kept.write_bytes(_sealed(json.dumps(json.loads(head) | change).encode(), body))
    assert local(cache=tmp_path).fetch(url).data.decode() == ARTICLE
    assert len(pages.asked) == 3
    assert "If-None-Match" not in pages.asked[-1].headers


@pytest.mark.parametrize("head", [b"[]", b"[" * 100_000, b"null", b'{"url": 1}', b"\xff", b""])
def test_a_head_that_is_none_counts_as_none(head: bytes, httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/a").respond_with_handler(Pages(ETag='"a"'))
    local(cache=tmp_path).fetch(httpserver.url_for("/a"))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(_sealed(head, b"x"))
    assert local(cache=tmp_path).fetch(httpserver.url_for("/a")).data.decode() == ARTICLE


@pytest.mark.parametrize("what", ["folder", "link", "pipe"])
def test_what_is_no_file_costs_nothing(what: str, httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/a").respond_with_handler(Pages(ETag='"a"'))
    local(cache=tmp_path).fetch(httpserver.url_for("/a"))
    (kept,) = tmp_path.iterdir()
    kept.unlink()
    {"folder": kept.mkdir, "link": lambda: kept.symlink_to("/dev/zero"), "pipe": lambda: os.mkfifo(kept)}[what]()
    page = local(cache=tmp_path).fetch(httpserver.url_for("/a"))
    assert page.data.decode() == ARTICLE
    assert [note.code for note in page.notes] == (["cache-not-written"] if what == "folder" else [])


def test_a_folder_that_cannot_be_written_does_not_cost_the_page(
    httpserver: HTTPServer, tmp_path: Path, run: Run
) -> None:
    httpserver.expect_request("/a").respond_with_handler(Pages())
    url = httpserver.url_for("/a")
    (tmp_path / "file").write_text("")
    options = ("--allow-private", "--ignore-robots", "--cache", "file/inside")
    for form in ("json", "jsonl"):
        done = run("extract", url, *options, "-f", form, "-v")
        assert done.returncode == 0, done.stderr
        (note,) = (note for note in json.loads(done.stdout)["notes"] if note["code"] == "cache-not-written")
        assert note["message"] == "the cache file/inside cannot be written: Not a directory"
        assert done.stderr.decode().count(note["message"]) == 1
    done = run("batch", url, *options, "-o", "o.jsonl", "-q")
    assert done.returncode == 0, done.stderr
    (record,) = (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()
    assert "cache-not-written" in [note["code"] for note in json.loads(record)["notes"]]


def test_an_archive_is_not_lost_either(httpserver: HTTPServer, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, ARTICLE)
    httpserver.expect_request("/a.zip").respond_with_data(packed.getvalue(), content_type="application/zip")
    (tmp_path / "file").write_text("")
    fetching = Fetching(allow_private=True, ignore_robots=True, pause=0, cache=tmp_path / "file")
    pages = list(pages_of_source(httpserver.url_for("/a.zip"), fetching))
    assert [isinstance(page, Page) and [note.code for note in page.notes][:1] for page in pages] == [
        ["cache-not-written"]
    ] * 2
