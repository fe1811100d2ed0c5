"""What commands that take URLs share: the options of a fetch, and a line of progress on a terminal."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any, TextIO

import click

from minutes_cli.cli.words import Speaker
from minutes_cli.readers.web import Fetching

WORDS = {
    "allow-private": (
        "Also fetch from private addresses (10.x, 192.168.x, this machine).",
        "也抓取内网地址（10.x、192.168.x、本机）的网页。",
    ),
    "ignore-robots": ("Fetch what robots.txt does not allow.", "不遵守 robots.txt 的限制。"),
    "legacy-tls": (
        "Allow the old TLS versions that some servers still need; certificates are checked all the same.",
        "允许老旧服务器使用的旧版 TLS（仍然校验证书）。",
    ),
    "cache": (
        "Keep fetched pages in DIR and ask servers only whether they have changed.",
        "把抓取的网页保存在 DIR，再次抓取时只询问是否有更新。",
    ),
    "timeout": ("Seconds that a page may take in all.", "每个网页最多用多少秒。"),
    "fetching": ("fetching {0}: {1} kB", "正在抓取 {0}：{1} kB"),
}
_STEP = 0.1  # seconds between two looks of the line


def fetch_options(say: Speaker, timeout: bool = True) -> list[click.Parameter]:
    """The options of a fetch; a command hands their values to `fetching_of`. A command with a time limit of its own
    has no `timeout` here.
    """
    say.learn(WORDS)
    options: list[click.Parameter] = [
        click.Option(["--allow-private"], is_flag=True, help=say("allow-private")),
        click.Option(["--ignore-robots"], is_flag=True, help=say("ignore-robots")),
        click.Option(["--legacy-tls"], is_flag=True, help=say("legacy-tls")),
        click.Option(["--cache"], type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=say("cache")),
        click.Option(
            ["--timeout"],
            type=click.FloatRange(0.1, 3600),
            metavar="SECONDS",
            default=Fetching().timeout,
            show_default=True,
            help=say("timeout"),
        ),
    ]
    return options if timeout else options[:-1]


def fetching_of(values: dict[str, Any]) -> Fetching:
    """The values of `fetch_options`, as a command's callback gets them by name."""
    return Fetching(**values)


class ProgressLine:
    """A line on the terminal while a slow page comes in."""

    def __init__(self, say: Speaker, stream: TextIO) -> None:
        self._say, self._stream = say, stream
        self._shown = 0.0
        self._width = 0

    def __call__(self, host: str, size: int) -> None:
        """`size` bytes have come from `host`; 0 says that it is being asked."""
        now = time.monotonic()
        if size and now - self._shown < _STEP:
            return
        self._shown = now
        from minutes_cli.writers.shown import width

        line = self._say("fetching", host[:50], size // 1000)
        self._width = max(self._width, width(line))
        self._stream.write(f"\r{line}")
        self._stream.flush()

    def wipe(self) -> None:
        """Take the line away before anything else is written."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
        self._width = 0


def progress_line(say: Speaker, quiet: bool = False) -> ProgressLine | None:
    """Progress on standard error where that is a terminal; None where nobody looks."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return None
    return ProgressLine(say, sys.stderr)
