"""`minutes batch` and what its workers are told: the body named by hand, and how URLs are fetched."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from minutes_cli.cli import batching
from minutes_cli.cli.commands.batch import build
from minutes_cli.cli.words import Speaker
from minutes_cli.readers.web import Fetching
from tests.servers import ARTICLE, Answer, plain, raw, redirect, running

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>石桥镇召开党委会议</title></head><body>
<div id="one"><p>3月5日，石桥镇召开党委会议。会议强调，要抓好春耕备耕，做到不误农时。</p></div>
<div id="two"><p>3月6日，石桥镇召开安全生产会议。会议要求，要排查渡口隐患，做到立行立改。</p></div>
</body></html>
"""
TASKS = {"#one": "春耕备耕", "#two": "渡口隐患"}


def minutes(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minutes_cli", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=100)


def failures(cwd: Path) -> list[str]:
    lines = (cwd / "failures.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line)["code"] for line in lines if line]


def pages(cwd: Path) -> None:
    (cwd / "in").mkdir()
    (cwd / "in" / "a.html").write_text(PAGE, encoding="utf-8")
    (cwd / "in" / "b.html").write_text(PAGE.replace("石桥镇", "临溪市"), encoding="utf-8")


@pytest.mark.parametrize("css", TASKS)
def test_workers_take_the_body_named_by_hand(tmp_path: Path, css: str) -> None:
    pages(tmp_path)
    done = minutes(tmp_path, "batch", "in", "-q", "-o", "o.jsonl", "--select", css)
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert len(records) == 2
    for record in records:
        assert [task for task in TASKS.values() if task in record["article"]["text"]] == [TASKS[css]]


def test_a_selector_that_picks_nothing_is_the_failure_of_its_page(tmp_path: Path) -> None:
    pages(tmp_path)
    (tmp_path / "in" / "b.html").write_text(PAGE.replace('id="two"', ""), encoding="utf-8")
    done = minutes(tmp_path, "batch", "in", "-q", "-o", "o.jsonl", "--select", "#two")
    assert (done.returncode, failures(tmp_path)) == (3, ["nothing-selected"])


def test_a_wrong_selector_is_told_before_anything_runs(tmp_path: Path) -> None:
    pages(tmp_path)
    done = minutes(tmp_path, "batch", "in", "-o", "o.jsonl", "--select", "p[")
    assert done.returncode == 2
    assert done.stderr.startswith("minutes: 'p[' is not a CSS selector")
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(("first", "then"), [((), ("--select", "#two")), (("--select", "#one"), ("--select", "#two"))])
def test_another_selector_is_noticed_on_resume(tmp_path: Path, first: tuple[str, ...], then: tuple[str, ...]) -> None:
    pages(tmp_path)
    command = ("batch", "in", "-q", "-o", "o.jsonl")
    assert minutes(tmp_path, *command, *first).returncode == 0
    before = (tmp_path / "o.jsonl").read_bytes()
    other = minutes(tmp_path, *command, *then)
    assert other.returncode == 2
    assert "selector" in other.stderr
    assert "--fresh" in other.stderr
    assert (tmp_path / "o.jsonl").read_bytes() == before
    assert minutes(tmp_path, *command, *then, "--fresh").returncode == 0
    assert (tmp_path / "o.jsonl").read_bytes() != before


def test_explain_takes_the_body_named_by_hand(tmp_path: Path) -> None:
    pages(tmp_path)
    shown = {css: minutes(tmp_path, "explain", "in/a.html", "--select", css) for css in (*TASKS, "p[")}
    assert [run.returncode for run in shown.values()] == [0, 0, 2]
    for css, task in TASKS.items():
        assert [each for each in TASKS.values() if each in shown[css].stdout] == [task]


def test_private_addresses_only_when_allowed_and_the_state_goes_on(tmp_path: Path) -> None:
    with running({"/a": plain()}) as server:
        command = ("batch", server.url("/a"), "-o", "o.jsonl")
        assert minutes(tmp_path, *command).returncode == 5
        assert (failures(tmp_path), server.requests) == (["private-address"], [])
        done = minutes(tmp_path, *command, "--allow-private", "--retry")
    assert done.returncode == 0, done.stderr
    assert "went on with an earlier run" in done.stderr
    assert server.paths()[-1] == "/a"


def test_robots_are_obeyed_unless_ignored(tmp_path: Path) -> None:
    with running({"/a": plain()}) as server:
        _forbid(server.answers)
        command = ("batch", server.url("/a"), "-q", "-o", "o.jsonl", "--allow-private")
        refused = minutes(tmp_path, *command)
        assert (refused.returncode, len(failures(tmp_path))) == (5, 1)
        assert "robots" in failures(tmp_path)[0]
        assert "/a" not in server.paths()
        assert minutes(tmp_path, *command, "--ignore-robots", "--retry").returncode == 0
        assert "/a" in server.paths()


def _forbid(answers: dict[str, Answer]) -> None:
    answers["/robots.txt"] = plain(b"User-agent: *\nDisallow: /\n")


def test_kept_pages_are_asked_about_only(tmp_path: Path) -> None:
    with running({"/a": plain(ETag='"1"')}) as server:
        command = ("batch", server.url("/a"), "-q", "-o", "o.jsonl", "--allow-private", "--ignore-robots")
        command = (*command, "--cache", "kept", "--fresh")
        assert minutes(tmp_path, *command).returncode == 0
        before = (tmp_path / "o.jsonl").read_bytes()
        server.answers["/a"] = plain(b"", "304 Not Modified", ETag='"1"')
        done = minutes(tmp_path, *command)
        assert done.returncode == 0, done.stderr
        asked = [b'if-none-match: "1"' in request.lower() for request in server.requests if b" /a " in request]
    assert asked == [False, True]
    assert any((tmp_path / "kept").iterdir())
    assert [line["article"] for line in map(json.loads, before.splitlines())] == [
        line["article"] for line in map(json.loads, (tmp_path / "o.jsonl").read_bytes().splitlines())
    ]


def test_a_fetch_takes_no_longer_than_an_input_may(tmp_path: Path) -> None:
    body = ARTICLE.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with running({"/a": raw(head, *(body[at : at + 1] for at in range(len(body))), pause=0.2)}) as server:
        command = ("batch", server.url("/a"), "-q", "-o", "o.jsonl", "--allow-private", "--ignore-robots")
        began = time.monotonic()
        done = minutes(tmp_path, *command, "--timeout", "1")
        took = time.monotonic() - began
    assert done.returncode == 5
    assert took < 20  # the usual deadline of a fetch is 30 seconds
    assert failures(tmp_path) == ["timeout"]


@pytest.mark.parametrize(("given", "seconds"), [((), 30.0), (("--timeout", "7"), 7.0), (("--timeout", "90"), 30.0)])
def test_what_workers_are_told_of_fetches(
    given: tuple[str, ...], seconds: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(batching, "batch", lambda plan, wanted, manner, say: told.append((plan, manner)) or 0)
    words = ["http://127.0.0.1/", "-o", str(tmp_path / "o.jsonl"), "--legacy-tls", "--ignore-robots", *given]
    build(Speaker("en")).main(words, standalone_mode=False)
    ((plan, manner),) = told
    assert plan.wish.fetching == Fetching(timeout=seconds, legacy_tls=True, ignore_robots=True)
    assert manner.seconds == float(given[1] if given else 60)


def timed(seen: list[tuple[float, str]]) -> Answer:
    """An article of its own for each page, and when which host was asked for it."""

    def answer(sock: socket.socket, request: bytes) -> None:
        host = re.search(rb"\r\nHost: ([^:\r]+)", request)
        assert host is not None
        seen.append((time.monotonic(), host[1].decode()))
        plain(ARTICLE.encode() + request.split(b" ")[1] + host[1])(sock, request)

    return answer


def asked_of(seen: list[tuple[float, str]], host: str) -> list[float]:
    return [at for at, name in seen if name == host]


@pytest.mark.parametrize("mixed", [False, True])
def test_workers_keep_the_pauses_of_a_host_together(mixed: bool, tmp_path: Path) -> None:
    seen: list[tuple[float, str]] = []
    with running({"/robots.txt": plain(b"User-agent: *\nCrawl-delay: 1.5\n"), "*": timed(seen)}) as server:
        slow = [server.url(f"/{page}") for page in range(4)]
        other = [server.url(f"/{page}", "localhost") for page in range(2)]
        urls = [slow[0], other[0], slow[1], other[1], *slow[2:]] if mixed else slow + other
        (tmp_path / "urls.txt").write_text("\n".join(urls), encoding="utf-8")
        done = minutes(tmp_path, "batch", "urls.txt", "-q", "-o", "o.jsonl", "--allow-private", "-j", "4")
    assert done.returncode == 0, done.stderr
    assert server.paths().count("/robots.txt") == 2
    one, two = asked_of(seen, "127.0.0.1"), asked_of(seen, "localhost")
    assert (len(one), len(two)) == (4, 2)
    assert min(after - before for times in (one, two) for before, after in pairwise(times)) > 0.9
    assert two[-1] < one[2]  # the second host waited for its own pauses only


def test_redirects_from_several_hosts_take_turns_at_the_one_they_lead_to(tmp_path: Path) -> None:
    seen: list[tuple[float, str]] = []
    with running({"/robots.txt": plain(b""), "*": timed(seen)}) as server:
        server.answers["/on"] = redirect(server.url("/there", "b.localhost"))
        urls = [server.url("/on", host) for host in ("127.0.0.1", "localhost", "a.localhost")]
        done = minutes(tmp_path, "batch", *urls, "-q", "-o", "o.jsonl", "--allow-private", "-j", "3")
    assert done.returncode == 0, done.stderr
    assert server.paths().count("/there") == 3
    assert server.paths().count("/robots.txt") == 4
    times = [at for at, _ in seen]
    assert (
        min(after - before for before, after in pairwise(times)) > 0.5
    )  # a second, as a busy machine lets the server see it


def test_nothing_is_left_of_what_workers_shared(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    with running({"/robots.txt": plain(b""), "*": plain()}) as server:
        command = [sys.executable, "-m", "minutes_cli", "batch", server.url("/a"), "-q", "-o", "o.jsonl"]
        environment = os.environ | {"TMPDIR": str(tmp_path / "tmp")}
        done = subprocess.run([*command, "--allow-private"], cwd=tmp_path, env=environment, check=False, timeout=100)
    assert done.returncode == 0
    assert not list((tmp_path / "tmp").iterdir())
