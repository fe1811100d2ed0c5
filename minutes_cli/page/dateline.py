"""How an article opens: its title said once more, the dateline of an agency (`本报讯（记者 某某）`, `新华社北京5月1日电`).

Both stay in the text and stand outside `Article.body`.
"""

from __future__ import annotations

from minutes_cli.prepared import compiled

_IGNORED = " \u3000，：:,"
AGENCY = compiled(
    r"[ \u3000]*(?:据)?(?:[^，。；：\n（(]{0,12}(?:消息|讯|日电)(?=[\s（(：:])\s*(?:[（(][^）)\n]{0,40}[）)])?\s*[：:]?|(?:新华社|新华网|人民网|中新社|中新网|央视网)[^，。\n]{0,20}?\d{1,2}日[电讯])[ \u3000]*"
)


def opening(body: str, title: str | None) -> int:
    """How many characters of the body its title said again and the dateline of an agency take."""
    skip = 0
    bare = [character for character in title or "" if character not in _IGNORED]
    if len(bare) > 6:
        at = 0
        for character in bare:
            while at < len(body) and body[at] in _IGNORED:
                at += 1
            if at >= len(body) or body[at] != character:
                break
            at += 1
        else:
            skip = at
    dateline = AGENCY.match(body, skip)
    return dateline.end() if dateline else skip
