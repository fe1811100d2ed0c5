"""Bytes → text, in a fixed order: BOM, strict UTF-8, the HTTP header, a meta tag anywhere, a guess.

Every gb2312 and gbk label is read as GB18030, Big5 as Big5-HKSCS; UTF-7 is never decoded. Damaged bytes become
U+FFFD with a note that counts them; no page is refused for them. Figures behind the order: a strict UTF-8 text is
hardly ever anything else, while declared charsets of Chinese pages are often wrong.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from minutes_cli.model import Note


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that was used, and what was doubtful."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
_GUESSES = ("gb18030", "utf-8", "big5hkscs")
# What Chinese text is mostly made of; a wrong decoding yields rare characters instead.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经进着等部度家电力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车"
)
_REPLACEMENT = "\ufffd"
_OTHER = re.compile(r"[^\x00-\x7f]+")
_BAD = re.compile("[\ufffd\ue000-\uf8ff]")
_SAMPLE = 8_000  # characters: enough to tell one encoding from another
_HEAD = 8_192  # bytes in which a declaration that strict UTF-8 contradicts is worth a note


def decode(data: bytes, header: str | None = None, html: bool = True) -> Decoded:
    """Decode `data`. `header` is the Content-Type of an HTTP answer; meta tags are looked for if `html`."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _finished(data[len(bom) :], name, None)
    if _looks_utf16(data):
        name = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return _finished(data, name, None)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        labels = _labels(data, header, html)
    else:
        labels = _labels(data[:_HEAD], header, html)
        wrong = labels and labels[0] != "utf-8" and not text.isascii()
        notes = (_overridden(labels[0], "utf-8"),) if wrong else ()
        return Decoded(text, "utf-8", notes)
    declared = labels[0] if labels else None
    for label in labels:
        if label != "utf-8" and _fits(data, label):
            return _finished(data, label, declared if label != declared else None)
    guess = max(_GUESSES, key=lambda name: _score(data.decode(name, "replace")))
    note = declared if declared is not None and declared != guess else None
    return _finished(data, guess, note, guessed=not labels)


def _labels(data: bytes, header: str | None, html: bool) -> list[str]:
    """The declared encodings we can use, the header's first."""
    found = [match.group(1) for match in [_HEADER.search(header or "")] if match]
    if html:
        found += [match.group(1).decode("ascii", "replace") for match in _META.finditer(data)]
    return [name for label in found if (name := _known(label)) is not None]


def _known(label: str) -> str | None:
    label = label.lower().replace("_", "-")
    if label.startswith(("gb", "x-gb", "cp936", "ms936", "hz", "euc-cn", "936")):
        return "gb18030"
    if "big5" in label or label == "cp950":
        return "big5hkscs"
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    # A server's default, never the truth of a Chinese page; and UTF-7 is a way in for scripts.
    return None if name in ("iso8859-1", "ascii", "cp1252", "utf-7", "utf-16", "utf-32") else name


def _looks_utf16(data: bytes) -> bool:
    head = data[:200]
    if len(head) < 8:
        return False
    return head[1::2].count(0) > len(head) * 0.3 or head[::2].count(0) > len(head) * 0.3


def _fits(data: bytes, name: str) -> bool:
    """Whether hardly any byte is damaged under `name`."""
    text = data.decode(name, "replace")
    return text.count(_REPLACEMENT) <= max(4, len(text) // 200) and _score(text) > 0


def _score(text: str) -> float:
    """The share of common characters among the first that are not ASCII, less four for each damaged one."""
    other = "".join(_OTHER.findall(text, 0, 200_000))[:_SAMPLE]
    if not other:
        return 0.0
    bad = len(_BAD.findall(other))
    return (sum(map(_COMMON.__contains__, other)) - 4 * bad) / len(other)


def _overridden(declared: str, name: str) -> Note:
    return Note("charset-overridden", f"declared {declared}, read as {name}")


def _finished(data: bytes, name: str, overridden: str | None, guessed: bool = False) -> Decoded:
    if name == "gb18030":
        data = _euro(data)
    text = data.decode(name, "replace")
    notes = []
    if overridden:
        notes.append(_overridden(overridden, name))
    if guessed:
        notes.append(Note("charset-guessed", f"no charset is declared; read as {name}"))
    damaged = text.count(_REPLACEMENT)
    if damaged and (at := _first_damage(data, name)) is not None:
        notes.append(Note("bytes-replaced", f"{damaged} damaged characters shown as U+FFFD, the first at byte {at}"))
    return Decoded(text, name, tuple(notes))


_LONE_80 = re.compile(rb"(?:[\x81-\xfe](?:[\x40-\xfe]|[\x30-\x39][\x81-\xfe][\x30-\x39])|[\x00-\x7f])*+\x80")


def _euro(data: bytes) -> bytes:
    """Windows writes € as the single byte 0x80 in GBK; GB18030 has no such byte."""
    if b"\x80" not in data or data.decode("gb18030", "replace").count(_REPLACEMENT) == 0:
        return data
    out = bytearray()
    at = 0
    while match := _LONE_80.match(data, at):
        out += data[at : match.end() - 1] + "€".encode("gb18030")
        at = match.end()
    return bytes(out + data[at:])


def _first_damage(data: bytes, name: str) -> int | None:
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return error.start
    return None
