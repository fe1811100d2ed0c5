"""Bodies of answers, decompressed with every step bounded.

80 bytes of brotli can stand for 300 MB: each decoder gives out at most 64 kB at a time and at most the limit in all,
also where its output is the input of a second one.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

from minutes_cli.readers.web.refusals import refused

_STEP = 65536
_MAX_ENCODINGS = 2
_MAX_FRAMES = 10_000  # of zstd: each costs a decoder, and 10 MB could hold a million that stand for nothing
# How a member or a frame begins; what else follows one is padding or rubbish, and no part of the page.
_GZIP = (b"\x1f\x8b",)
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes([0x50 + low]) + b"\x2a\x4d\x18" for low in range(16)))  # skippable ones, too
# Not compressed; some servers name the charset here.
_PLAIN = frozenset({"", "identity", "none", "binary", "8bit", "utf-8", "utf8", "gbk", "gb2312", "gb18030", "big5"})


class Decoder(Protocol):
    """Decompresses a stream piece by piece."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` adds, in pieces of at most 64 kB."""
        ...

    def whole(self) -> bool:
        """Whether the stream has come to its own end."""
        ...


class Gzip:
    """gzip, of one member or several (RFC 1952, 2.2)."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)
        self._begun = False
        self._over = False
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` adds."""
        self._begun = self._begun or bool(data)
        data, self._held = self._held + data, b""
        while not self._over:
            if self._inner.eof:
                data = data.lstrip(b"\0")  # padding
                another = _another(data, _GZIP)
                if another is None:
                    self._held = data
                    return
                self._over = not another
                if another:
                    self._inner = zlib.decompressobj(31)
                continue
            piece = self._inner.decompress(data, _STEP)
            if piece:
                yield piece
            data = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
            if not self._inner.eof and not data and len(piece) < _STEP:
                return

    def whole(self) -> bool:
        """Whether the checksum at the end was reached and no further member begun; nothing at all is whole, too."""
        return not self._begun or (self._inner.eof and not self._held)


class Deflate:
    """deflate with a zlib head, as it should be, or without one, as some servers send it."""

    def __init__(self) -> None:
        self._inner: Any = None
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` adds."""
        if self._inner is None:
            data = self._held = self._held + data
            if len(data) < 2:
                return
            headed = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
            self._inner = zlib.decompressobj(15 if headed else -15)
        while not self._inner.eof:
            piece = self._inner.decompress(data, _STEP)
            if piece:
                yield piece
            data = self._inner.unconsumed_tail
            if not data and len(piece) < _STEP:
                return

    def whole(self) -> bool:
        """Whether the end was reached."""
        return self._inner.eof if self._inner is not None else not self._held


class Brotli:
    """br, by the brotli package."""

    def __init__(self) -> None:
        self._inner = _module("brotli").Decompressor()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` adds."""
        self._begun = self._begun or bool(data)
        while not self._inner.is_finished():
            piece = self._inner.process(data, output_buffer_limit=_STEP)
            data = b""
            if piece:
                yield piece
            if self._inner.can_accept_more_data() and not piece:
                return

    def whole(self) -> bool:
        """Whether the end was reached."""
        return not self._begun or bool(self._inner.is_finished())


class Zstd:
    """zstd, of one frame or several (RFC 8878, 3), by Python's own module (3.14) or its backport.

    Windows are of at most 8 MB, as RFC 9659 has it.
    """

    def __init__(self) -> None:
        self._frames = 0
        self._inner = self._fresh()
        self._begun = False
        self._over = False
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` adds."""
        self._begun = self._begun or bool(data)
        data, self._held = self._held + data, b""
        while not self._over:
            if self._inner.eof:
                another = _another(data, _ZSTD)
                if another is None:
                    self._held = data
                    return
                self._over = not another
                if another:
                    self._inner = self._fresh()
                continue
            piece = self._inner.decompress(data, _STEP)
            if piece:
                yield piece
            data = self._inner.unused_data if self._inner.eof else b""
            if not self._inner.eof and self._inner.needs_input:
                return

    def whole(self) -> bool:
        """Whether the end of a frame was reached and no further one begun."""
        return not self._begun or bool(self._inner.eof and not self._held)

    def _fresh(self) -> Any:
        self._frames += 1
        if self._frames > _MAX_FRAMES:
            raise refused("content-encoding", f"it is compressed in more than {_MAX_FRAMES} frames, as no page is")
        zstd = _zstd()
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})


def _another(rest: bytes, starts: tuple[bytes, ...]) -> bool | None:
    """Whether what stands behind a member or frame begins another; None while too few bytes have come to tell."""
    if rest.startswith(starts):
        return True
    return None if any(start.startswith(rest) for start in starts) else False


@lru_cache
def accepted() -> str:
    """The Accept-Encoding that we can keep."""
    return ", ".join(["gzip", "deflate", *(["br"] if _module("brotli") else []), *(["zstd"] if _zstd() else [])])


def body(chunks: Iterable[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """The decompressed body.

    `encoding` is the Content-Encoding, `limit` in bytes and that of every step. Raises NetworkError `too-large`,
    `content-encoding`, `short-body`.
    """
    names = [name for each in encoding.lower().split(",") if (name := each.strip()) not in _PLAIN]
    if len(names) > _MAX_ENCODINGS:
        raise refused("content-encoding", f"it is compressed {len(names)} times over; only {_MAX_ENCODINGS} are read")
    stream = _bounded(chunks, limit)
    for name in reversed(names):
        stream = _bounded(_decoded(stream, name), limit)
    return stream


def _bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    seen = 0
    for chunk in chunks:
        seen += len(chunk)
        if seen > limit:
            raise refused("too-large", f"it is larger than {limit / 1_000_000:g} MB; save the page and cut it down")
        yield chunk


def _decoded(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    kind = _KINDS.get(name)
    if kind is None or (kind is Brotli and not _module("brotli")) or (kind is Zstd and not _zstd()):
        raise refused("content-encoding", f"it is compressed with {name[:20]}, which was not asked for")
    decoder = kind()
    try:
        for chunk in chunks:
            yield from decoder.feed(chunk)
    except _broken() as error:
        raise refused("content-encoding", f"what came is not {name}: {error}") from error
    if not decoder.whole():
        raise refused("short-body", "the page broke off before its end; try again")


_KINDS: dict[str, Callable[[], Decoder]] = {
    "gzip": Gzip,
    "x-gzip": Gzip,
    "deflate": Deflate,
    "br": Brotli,
    "zstd": Zstd,
}


@lru_cache
def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


def _zstd() -> Any:
    return _module("compression.zstd") or _module("backports.zstd")


def _broken() -> tuple[type[Exception], ...]:
    """How the decoders at hand say that their input is wrong."""
    extra = [module.error for module in [_module("brotli")] if module]
    extra += [module.ZstdError for module in [_zstd()] if module]
    return (zlib.error, *extra)
