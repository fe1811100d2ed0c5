"""Bytes → text, in a fixed order: BOM, valid UTF-8, the HTTP header, a meta tag anywhere, a guess.

Every gb2312 and gbk label is read as GB18030, Big5 as Big5-HKSCS; UTF-7 is never decoded. Damaged bytes become
U+FFFD with a note that counts them; no page is refused for them, and no declaration that fits but for them is doubted.
Figures behind the order: what is UTF-8, or that but for a few damaged places, is hardly ever anything else, while
declared charsets of Chinese pages are often wrong.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from minutes_cli.model import Note
from minutes_cli.prepared import compiled
from minutes_cli.readers.charsets import codec_of


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
_SAYS_UTF8 = compiled(rb"""charset=["']?[uU][tT][fF]-?8""")
_LABEL = compiled(rb"""\s*=\s*["']?\s*([\w-]+)""")
_REACH = 200  # bytes between the start of a tag and the charset in it
_HEADER = compiled(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
_CHINESE = ("gb18030", "big5hkscs")
# Chinese takes three bytes in UTF-8: where there is none, valid UTF-8 may be a GBK character or two by chance.
_THREE_BYTES = compiled("[\u0800-\uffff\U00010000-\U0010ffff]")
_FEW = 50  # characters: too few to doubt a declaration for
_GUESSES = ("gb18030", "utf-8", "big5hkscs")
# Without a BOM, and with hardly an ASCII character to tell them by: only where most of it is common Chinese.
_WIDE_GUESSES = ("utf-16-le", "utf-16-be")
# Shares of common characters: 0.34 to 0.6 on pages read right, at most 0.03 on pages read wrong.
_SURE = 0.3
_LIKELY = 0.15
_UNLIKELY = 0.03
_CHINESE_PER_DAMAGE = 10  # in UTF-8 with a few damaged places; in other encodings read as UTF-8 it is below 1
_BYTES_PER_DAMAGE = 4
# What Chinese text is mostly made of; a wrong decoding yields rare characters instead.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经进着等部度家电力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车"
)
_REPLACEMENT = "\ufffd"
_OTHER = compiled(r"[^\x00-\x7f]+")
_DAMAGE = compiled("\ufffd+")
_SAMPLE = 2_000  # characters that are not ASCII: enough to tell one encoding from another
_GLANCE = 400  # characters: enough where most of them are common
_HEAD = 8_192  # bytes in which a declaration that strict UTF-8 contradicts is worth a note


def decode(data: bytes, header: str | None = None, html: bool = True) -> Decoded:
    """Decode `data`. `header` is the Content-Type of an HTTP answer; meta tags are looked for if `html`."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _finished(data[len(bom) :], None, name, None)
    if by_zeros := _utf16_by_zeros(data):
        return _finished(data, None, by_zeros, None)
    further: Iterable[str] = ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        labels = _labels(data[:_HEAD], header, html) or _labels(data, header, html)
        # A glance at the first damage spares other encodings a reading of the whole.
        near = data[: error.start + _HEAD].decode("utf-8", "replace")
        if _nearly_utf8(near) and _nearly_utf8(text := data.decode("utf-8", "replace")):
            return _finished(data, text, "utf-8", _other_than("utf-8", labels))
        further = _further(data, header, html, labels)
    else:
        if header is None and _SAYS_UTF8.search(data, 0, _HEAD):
            return Decoded(text, "utf-8")
        labels = _labels(data[:_HEAD], header, html)
        declared = _other_than("utf-8", labels)
        if declared is None or text.isascii():
            return Decoded(text, "utf-8")
        if declared not in _CHINESE or _THREE_BYTES.search(text):
            return Decoded(text, "utf-8", (_overridden(declared, "utf-8"),))
    for name in chain(labels, further):
        if _fits(text := _decoded(data, name)):
            return _finished(data, text, name, _other_than(name, labels))
    name = _guessed(data, labels)
    return _finished(data, None, name, _other_than(name, labels), guessed=not labels)


def _guessed(data: bytes, labels: list[str]) -> str:
    """The encoding in which most reads like Chinese; the declared one where none does."""
    scores = {name: _score(_decoded(data, name)) for name in (*labels, *_GUESSES)}
    wide = {name: score for name in _WIDE_GUESSES if (score := _score(_decoded(data, name))) > _SURE}
    best = max(scores | wide, key=lambda name: (scores | wide)[name])
    if (scores | wide)[best] > _LIKELY:
        return best
    whole = (name for name in labels if not _broken(_decoded(data, name)))
    return next(whole, best)


def _other_than(name: str, labels: list[str]) -> str | None:
    """The first encoding that is declared, if it is not the one that was used."""
    return labels[0] if labels and labels[0] != name else None


def _further(data: bytes, header: str | None, html: bool, known: list[str]) -> Iterator[str]:
    """The declared encodings outside of the head; looked for only when they are asked for."""
    yield from (name for name in _labels(data, header, html) if name not in known)


def _labels(data: bytes, header: str | None, html: bool) -> list[str]:
    """The declared encodings we can use, the header's first."""
    found = [codec_of(match[1]) for match in [_HEADER.search(header or "")] if match]
    if html:
        found += [codec_of(label, written_in_the_page=True) for label in _in_tags(data)]
    return [name for name in found if name is not None]


def _in_tags(data: bytes) -> list[str]:
    """The charsets that <meta> tags and an <?xml declaration name, in order."""
    lower = data.lower()
    found = []
    for word in (b"charset", b"encoding"):
        at = lower.find(word)
        while at >= 0:
            start = lower.rfind(b"<", max(0, at - _REACH), at)
            inside = start >= 0 and lower.startswith((b"<meta", b"<?xml"), start) and lower.find(b">", start, at) < 0
            if inside and (label := _LABEL.match(lower, at + len(word))):
                found.append((at, label[1].decode("ascii", "replace")))
            at = lower.find(word, at + 1)
    return [name for _, name in sorted(found)]


def _utf16_by_zeros(data: bytes) -> str | None:
    """UTF-16 told by the zero bytes of its ASCII characters: all on one side, whichever character is the first."""
    head = data[:200]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 8 <= len(head) or min(even, odd) * 10 >= max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decoded(data: bytes, name: str) -> str:
    """`data` under `name`, damaged bytes as U+FFFD; nothing is lost."""
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return (_euro(data) if name == "gb18030" else data).decode(name, "replace")


def _nearly_utf8(text: str) -> bool:
    """Whether bytes read as UTF-8 are that but for a few damaged places."""
    chinese = len(_THREE_BYTES.findall(text)) - text.count(_REPLACEMENT)
    return chinese > _CHINESE_PER_DAMAGE * len(_DAMAGE.findall(text))


def _fits(text: str) -> bool:
    """Whether a text decoded as declared reads like one: hardly any damage, and in a longer one common characters."""
    if _broken(text):
        return False
    return _score(text, _GLANCE) > _LIKELY or _score(text) > _UNLIKELY or len(_first_others(text, _FEW)) < _FEW


def _broken(text: str) -> bool:
    """Whether so much of a text is damage that its encoding must be another one."""
    damaged = text.count(_REPLACEMENT)
    return damaged > 0 and damaged * _BYTES_PER_DAMAGE > len(_first_others(text, damaged * _BYTES_PER_DAMAGE))


def _score(text: str, sample: int = _SAMPLE) -> float:
    """The share of common characters among the first that are not ASCII."""
    other = _first_others(text, sample)
    return sum(map(_COMMON.__contains__, other)) / len(other) if other else 0.0


def _first_others(text: str, most: int) -> str:
    """The first characters that are not ASCII: of most pages they alone tell one encoding from another."""
    found: list[str] = []
    size = 0
    for run in _OTHER.finditer(text):
        found.append(run[0])
        size += len(run[0])
        if size >= most:
            break
    return "".join(found)


def _overridden(declared: str, name: str) -> Note:
    return Note("charset-overridden", f"declared {declared}, read as {name}")


def _finished(data: bytes, text: str | None, name: str, overridden: str | None, guessed: bool = False) -> Decoded:
    if text is None:
        text = _decoded(data, name)
    notes = []
    if overridden:
        notes.append(_overridden(overridden, name))
    if guessed:
        notes.append(Note("charset-guessed", f"no usable charset is declared; read as {name}"))
    damaged = text.count(_REPLACEMENT)
    if damaged and (at := _first_damage(data, name)) is not None:
        notes.append(Note("bytes-replaced", f"{damaged} damaged characters shown as U+FFFD, the first at byte {at}"))
    return Decoded(text, name, tuple(notes))


_LONE_80 = compiled(
    rb"(?:[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[\x30-\x39][\x81-\xfe][\x30-\x39])|[\x00-\x7f\x81-\xff])*+\x80"
)


def _euro(data: bytes) -> bytes:
    """Windows writes € as the single byte 0x80 in GBK; GB18030 has no such byte."""
    if b"\x80" not in data:
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
