"""Pages that only lead on to another: a meta refresh, or one line of script and nothing to read.

What a browser would follow at once counts; a page with words of its own is a page.
"""

from __future__ import annotations

import re
from html import unescape

MAX_BYTES = 4096  # a page that only leads on is short
_MAX_DELAY = 5  # seconds; slower ones reload what is there
_FEW = 20  # characters that may stand there: "loading…"
_META = re.compile(r"""<meta\s((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.I)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
_REFRESH = re.compile(r"""\s*(?P<delay>\d++)[^"'>;]*;\s*url\s*=\s*["']?(?P<url>[^"']+)""", re.I)
_SCRIPT = re.compile(
    r"""<script[^>]*>[\s;{]*(?:(?:window|self|top|document)\.)*location(?:\.href)?\s*(?:=\s*|\.(?:replace|assign)\s*\(\s*)(["'])(?P<url>[^"'\s]+)\1\s*\)?[\s;}]*</script>""",
    re.I,
)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|title|noscript)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)


def onward(data: bytes, header: str | None) -> str | None:
    """Where a page leads that does nothing else, as it is written there; None for every other page."""
    if len(data) > MAX_BYTES or (header and "html" not in header.lower()):
        return None
    text = data.decode("latin-1")  # one character a byte, as in the header of a redirect
    if len("".join(_UNSEEN.sub(" ", text).split())) > _FEW * 3:
        return None
    refresh = _refresh(text)
    if refresh and int(refresh["delay"][:4]) <= _MAX_DELAY:
        return unescape(refresh["url"].strip())
    script = _SCRIPT.search(text)
    return script["url"] if script else None


def _refresh(text: str) -> re.Match[str] | None:
    """The first meta refresh that names a URL, its attributes in any order."""
    for meta in _META.finditer(text):
        attributes = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(meta[1])}
        if attributes.get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.match(attributes.get("content", ""))
            if found:
                return found
    return None
