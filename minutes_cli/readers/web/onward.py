"""Pages that only lead on to another: a meta refresh, or one line of script and nothing to read.

What a browser would follow at once counts; a page with words of its own is a page.
"""

from __future__ import annotations

import re
from html import unescape

MAX_BYTES = 4096  # a page that only leads on is short
_MAX_DELAY = 5  # seconds; slower ones reload what is there
_FEW = 20  # characters that may stand there: "loading…"
_META = re.compile(
    r"""<meta\s[^>]*?http-equiv\s*=\s*["']?refresh["']?[^>]*?content\s*=\s*(["'])\s*(?P<delay>\d+)[^"'>]*?;\s*url\s*=\s*'?(?P<url>[^"'>]+)""",
    re.I,
)
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
    found = _META.search(text)
    if found and int(found["delay"][:4]) <= _MAX_DELAY:
        return unescape(found["url"].strip())
    script = _SCRIPT.search(text)
    return script["url"] if script else None
