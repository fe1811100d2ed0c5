"""URLs as users and servers write them → URLs that can go on the wire, or a refusal.

Hosts become ASCII (punycode), what a path may not hold is percent-encoded, user names and passwords are taken out
and kept apart, so that no message and no result can hold them. Refused: other schemes than http and https, control
characters, backslashes before the path, hosts that no domain name can spell, more than 8,192 characters.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from minutes_cli.readers.web.refusals import refused

MAX_LENGTH = 8192
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_BRACKETED = re.compile(
    r"\[[^\[\]]*:[^\[\]]*\](?::\d*)?"
)  # IPv6; RFC 3986 leaves `[v1.…]` to a future that has not come
_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}")
_KEPT = "%/:=&?~+!$,;'@()*[]-._"


@dataclass(frozen=True, slots=True)
class Url:
    """A URL taken apart. `host` is ASCII and without brackets, `target` is path and query as sent."""

    scheme: str
    host: str
    port: int
    target: str
    login: str | None = None  # `user:password`, never shown

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials and cookies are bound to."""
        return self.scheme, self.host, self.port

    @property
    def site(self) -> str:
        """Scheme, host and port, as shown and as robots.txt is asked for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")

    def __str__(self) -> str:
        return self.site + self.target


def parse_url(text: str) -> Url:
    """Take a URL apart; raises NetworkError `bad-url` or `scheme-refused`."""
    text = text.strip(" \t\r\n")
    if len(text) > MAX_LENGTH:
        raise refused("bad-url", f"the URL is longer than {MAX_LENGTH} characters; check it")
    if _CONTROLS.search(text):
        raise refused("bad-url", "the URL holds a line break or another control character; check it")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise refused("bad-url", "it is no URL that can be read; check it") from error
    if port == 0:
        raise refused("bad-url", "the URL's port is 0, which no server has; check it")
    if parts.scheme not in ("http", "https"):
        raise refused("scheme-refused", f"only http and https are fetched, not {parts.scheme[:20] or 'this'}:")
    if "\\" in parts.netloc:
        raise refused("bad-url", "the URL has a backslash where its host should be; check it")
    login, _, place = parts.netloc.rpartition("@")
    if "[" in place and not _BRACKETED.fullmatch(place):
        raise refused("bad-url", "the URL's host is no address; check it")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    default = 443 if parts.scheme == "https" else 80
    return Url(parts.scheme, _host(parts.hostname or ""), port or default, target, unquote(login) or None)


def joined(base: Url, location: str) -> Url:
    """Where a redirect from `base` leads; `location` is the header, its bytes read as Latin-1."""
    coded = "".join(c if c < "\x80" else f"%{ord(c):02X}" for c in location.strip(" \t\r\n")[: MAX_LENGTH + 1])
    try:
        return parse_url(urljoin(str(base), coded))
    except ValueError as error:
        raise refused("bad-url", "it redirects to something that is no URL; check the page in a browser") from error


def _host(host: str) -> str:
    """A host in ASCII: a name in punycode, an IPv4 address in any spelling as four numbers, IPv6 shortened."""
    host = unquote(host)
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise refused("bad-url", "the URL's host is no address; check it") from error
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".") if host else ""
    except UnicodeError as error:
        raise refused("bad-url", "the URL's host is no domain name; check it") from error
    if _NUMBERS.fullmatch(name):
        try:
            return socket.inet_ntoa(socket.inet_aton(name))
        except OSError as error:
            raise refused("bad-url", "the URL's host is no address; check it") from error
    if not _HOST.fullmatch(name) or len(name) > 253:
        raise refused("bad-url", "the URL's host is no domain name; check it")
    return name
