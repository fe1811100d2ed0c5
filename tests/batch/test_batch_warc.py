"""A crawl's archive streams through: pages are inputs, what surrounds them is not, damage is named."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from minutes_cli.batch.items import Item, Job, Refusal
from minutes_cli.batch.sources import Choice, items
from tests.batch.corpus import article

warcwriter = pytest.importorskip("warcio.warcwriter")
from warcio.statusandheaders import StatusAndHeaders  # noqa: E402 (after the skip)

LONG = bool(os.environ.get("MINUTES_LONG_TESTS"))


def crawl(path: Path, pages: Iterable[bytes], packed: bool = True, noise: bool = True) -> Path:
    with path.open("wb") as stream:
        writer = warcwriter.WARCWriter(stream, gzip=packed)
        for number, data in enumerate(pages):
            url = f"http://example.org/{number}"
            if noise:
                answer(writer, f"{url}.png", "200 OK", "image/png", b"\x89PNG")
                answer(writer, f"{url}.old", "301 Moved", "text/html", b"moved")
                writer.write_record(
                    writer.create_warc_record(url, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"))
                )
            answer(writer, url, "200 OK", "text/html; charset=gbk", data)
    return path


def answer(writer: object, url: str, status: str, kind: str, data: bytes, *more: tuple[str, str]) -> None:
    headers = StatusAndHeaders(status, [("Content-Type", kind), *more], protocol="HTTP/1.1")
    record = writer.create_warc_record(url, "response", payload=io.BytesIO(data), http_headers=headers)  # type: ignore[attr-defined]
    writer.write_record(record)  # type: ignore[attr-defined]


def found(path: Path) -> list[Item]:
    return list(items([str(path)], Choice()))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_crawl(tmp_path: Path, name: str) -> None:
    texts = [article(n).encode("gbk") for n in range(20)]
    path = crawl(tmp_path / name, texts, packed=name.endswith("gz"))
    listed = found(path)
    assert [item.name for item in listed] == [f"{path}!http://example.org/{n}" for n in range(20)]
    jobs = [item.job for item in listed if isinstance(item.job, Job)]
    assert [job.data for job in jobs] == texts
    assert {job.header for job in jobs} == {"text/html; charset=gbk"}
    assert jobs[3].url == "http://example.org/3"
    assert listed[3].sha256 == hashlib.sha256(texts[3]).hexdigest()


def test_an_answer_packed_by_its_server(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    with path.open("wb") as stream:
        writer = warcwriter.WARCWriter(stream, gzip=False)
        packed = gzip.compress(article(1).encode())
        answer(writer, "http://example.org/z", "200 OK", "text/html", packed, ("Content-Encoding", "gzip"))
        chunked = b"4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n"
        answer(writer, "http://example.org/c", "200 OK", "text/plain", chunked, ("Transfer-Encoding", "chunked"))
        bomb = gzip.compress(b"\0" * (100 << 20))
        answer(writer, "http://example.org/b", "200 OK", "text/html", bomb, ("Content-Encoding", "gzip"))
        answer(writer, "http://example.org/e", "200 OK", "text/html", b"the end")
    listed = found(path)
    assert [item.job.data if isinstance(item.job, Job) else item.job.code for item in listed] == [
        article(1).encode(),
        b"abcdefg",
        "too-large",
        b"the end",
    ]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_crawl_cut_short_gives_what_it_has(tmp_path: Path, name: str) -> None:
    path = crawl(tmp_path / name, [article(n).encode() for n in range(20)], packed=name.endswith("gz"))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    listed = found(path)
    assert 5 < len(listed) < 20
    assert isinstance(listed[-1].job, Refusal)
    assert listed[-1].job.code == "damaged"
    assert all(isinstance(item.job, Job) for item in listed[:-1])


def test_no_archive_at_all(tmp_path: Path) -> None:
    for name in ("a.warc", "a.warc.gz"):
        (tmp_path / name).write_bytes(article(1).encode() * 10)
        (item,) = found(tmp_path / name)
        assert isinstance(item.job, Refusal)
        assert item.job.code == "damaged"


def test_ten_thousand_records_in_constant_memory(tmp_path: Path) -> None:
    """The driver's peak, read by the driver itself, for a crawl and one ten times as long."""
    peaks = []
    for count in (1000, 10_000 if LONG else 4000):
        folder = tmp_path / str(count)
        folder.mkdir()
        crawl(folder / "a.warc.gz", (article(n, 9).encode() for n in range(count)), noise=False)
        code = (
            "import sys; from minutes_cli.cli import main\n"
            "try: main()\nexcept SystemExit as end: assert end.code == 0, end.code\n"
            "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
        )
        command = [sys.executable, "-c", code, "batch", "a.warc.gz", "-o", "out.jsonl", "-q"]
        result = subprocess.run(command, cwd=folder, capture_output=True, check=True)
        peaks.append(int(result.stdout))
        assert (folder / "out.jsonl").read_bytes().count(b"\n") == count
    assert peaks[1] <= 1.1 * peaks[0], peaks
