"""The paragraphs of a text dump; one that the dump broke in mid-sentence is whole again."""

from __future__ import annotations

import re

from minutes_cli.lexicon import alternation, table
from minutes_cli.prepared import compiled

_END = "。！？；：!?;:…”’」』）)】》"
# 会议要求， with its list on the lines below.
_MARKED = compiled(rf"[{table('markers')['bullets']}①]|[（(]?[一1][）)、.．]|一[是要]|第一|首先")
# A link around a speaker's name often leaves a line break before the verb.
_SPEAKS = compiled(r"(?:也|还|则)?(?:说|表示|指出|强调|谈到|谈道|认为|介绍|坦言)[，：,:]")
# A line that ends with a post and a name goes on below: the name was a link.
_NAMED = compiled(
    f"(?:{alternation(table('people')['posts'])})[{''.join(table('people')['surnames'].split())}][\u4e00-\u9fff]{{1,2}}$"
)
_CUT = compiled(r"(?:^|[。；！？])[^。；！？]$")


def paragraphs(text: str) -> list[str]:
    """The lines of `text`, stripped, those that go on with the one above joined to it."""
    found: list[str] = []
    for raw in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text):
        line = raw.strip(" \t\u3000\u00a0\ufeff\u200b")
        if not line:
            continue
        if found and len(found) > 1 and _broken(found[-1], line):
            found[-1] += line
        else:
            found.append(line)
    return found


def _broken(above: str, line: str) -> bool:
    """Whether `line` goes on with the paragraph `above`."""
    if above[-1] in "，、,":
        return not _MARKED.match(line)
    if above[-1] not in _END and (_SPEAKS.match(line) or line[0] in "，。、；：”,;" or _CUT.search(above)):
        return True
    if _NAMED.search(above) and "。" in line and above[-3:] not in line and not _NAMED.search(line[:24]):
        return True
    for left, right in ("（）", "《》", "“”"):
        if (
            above.rfind(left) > above.rfind(right)
            and right in line[:40]
            and line.find(right) < (line + left).find(left)
        ):
            return True
    return len(above) >= 60 and "。" in above and above[-1] not in _END + ".：" and "\u4e00" <= above[-1] <= "\u9fff"
