"""URLs on the command line: results, one line an error, exit codes, what is loaded, progress."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.servers import ARTICLE, plain, running


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "minutes_cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def test_command_end_to_end(httpserver: HTTPServer) -> None:
    httpserver.no_handler_status_code = 404  # also for robots.txt
    httpserver.expect_request("/a").respond_with_data(ARTICLE.encode("gbk"), content_type="text/plain")
    url = httpserver.url_for("/a")
    run = _run("extract", "--allow-private", "-f", "jsonl", url, httpserver.url_for("/none"))
    assert run.returncode == 3
    assert f'"url":"{url}"' in run.stdout.replace('": ', '":')
    assert '"要压实责任' in run.stdout
    assert (
        run.stderr == f"minutes: {httpserver.url_for('/none')}: the server answers HTTP 404; check the URL (http-404)\n"
    )


def test_command_when_only_the_network_failed() -> None:
    run = _run("extract", "http://127.0.0.1:9/", "http://10.0.0.1/")
    assert run.returncode == 5
    assert run.stderr.count("(private-address)") == run.stderr.count("\n") == 2


@pytest.mark.parametrize("command", ["explain", "diff", "verify"])
def test_other_commands_take_urls(command: str, httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.no_handler_status_code = 404
    httpserver.expect_request("/a").respond_with_data(ARTICLE)
    url = httpserver.url_for("/a")
    (tmp_path / "r.json").write_text(_run("extract", "--allow-private", url).stdout, encoding="utf-8")
    arguments = {"explain": [url], "diff": [url, url], "verify": [str(tmp_path / "r.json"), url]}[command]
    assert _run(command, "--allow-private", *arguments).returncode == 0
    refused = _run(command, *arguments)
    assert refused.returncode == 5
    assert refused.stderr.startswith(f"minutes: {url}: ")
    assert refused.stderr.endswith("(private-address)\n")


@pytest.mark.parametrize(
    ("missing", "name", "extra"),
    [("urllib3", "http://127.0.0.1/", "web"), ("protego", "http://127.0.0.1/", "web"), ("docx", "a.docx", "docx"), ("pypdf", "a.pdf", "pdf")],
)  # fmt: skip
def test_missing_extras_are_named(missing: str, name: str, extra: str, tmp_path: Path) -> None:
    from tests.packs import word_file

    (tmp_path / "a.docx").write_bytes(word_file(ARTICLE))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    code = f"import sys; sys.modules[{missing!r}] = None; from minutes_cli.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, "extract", name],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert run.returncode == 4
    assert run.stderr.count("\n") == 1
    assert f'pip install "minutes-zh[{extra}]"' in run.stderr


def test_a_file_loads_no_network(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    run = _run("extract", str(tmp_path / "a.txt"), PYTHONPROFILEIMPORTTIME="1")
    assert run.returncode == 0
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}
    assert not loaded & {
        "urllib3",
        "protego",
        "http.client",
        "ssl",
        "email.parser",
        "docx",
        "pypdf",
        "brotli",
    }


def test_progress_on_a_terminal() -> None:
    import pty

    body = ARTICLE.encode() * 200

    def slow(sock: socket.socket, request: bytes) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
        for at in range(0, len(body), len(body) // 10):
            sock.sendall(body[at : at + len(body) // 10])
            time.sleep(0.15)

    ours, theirs = pty.openpty()
    with running({"/": slow, "/fast": plain()}) as server:
        command = [sys.executable, "-m", "minutes_cli", "extract", "--allow-private", "-f", "jsonl"]
        subprocess.run([*command, server.url("/")], stdout=subprocess.DEVNULL, stderr=theirs, timeout=60, check=True)
        seen = os.read(ours, 65536).decode()
        subprocess.run(
            [*command, "-q", server.url("/")], stdout=subprocess.DEVNULL, stderr=theirs, timeout=60, check=True
        )
        os.write(theirs, b"end")
        quiet = os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    assert "\rfetching 127.0.0.1: " in seen
    assert seen.endswith(" \r")
    assert "\n" not in seen
    assert quiet == "end"
