"""The paragraphs of a text dump; one that the dump broke in mid-sentence is whole again.

Empty lines part paragraphs. Only a dump that sets one after every line says nothing by them, and it is believed to
break sentences only where one of them is broken beyond doubt.
"""

from __future__ import annotations

import re
from itertools import pairwise

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


# 主持人：县委书记林知远 is whole; what stands below is not about it.
_LABELLED = compiled(r"[^：。，]{2,6}：")


def paragraphs(text: str, parted: bool = False) -> list[str]:
    """The lines of `text`, stripped, those that go on with the one above joined to it; none is if it is `parted`."""
    lines = [raw.strip(" \t\u3000\u00a0\ufeff\u200b") for raw in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)]
    if parted:
        return [line for line in lines if line]
    every = not any(above and below for above, below in pairwise(lines))
    if every and not any(_in_mid_sentence(*pair) for pair in pairwise([line for line in lines if line][1:])):
        return [line for line in lines if line]
    found: list[str] = []
    apart = False
    for line in lines:
        if line and len(found) > 1 and (every or not apart) and _broken(found[-1], line):
            found[-1] += line
        elif line:
            found.append(line)
        apart = not line
    return found


def _broken(above: str, line: str) -> bool:
    """Whether `line` goes on with the paragraph `above`."""
    if _in_mid_sentence(above, line):
        return True
    named = _NAMED.search(above) and not _LABELLED.match(above)
    if named and "。" in line and above[-3:] not in line and not _NAMED.search(line[:24]):
        return True
    return _unended(above)


def _unended(above: str) -> bool:
    """Whether a long paragraph ends in a word, without any mark."""
    return len(above) >= 60 and "。" in above and "\u4e00" <= above[-1] <= "\u9fff"


def _in_mid_sentence(above: str, line: str) -> bool:
    """Whether the break between two lines stands inside a sentence for sure."""
    if above[-1] in "，、,":
        return not _MARKED.match(line)
    if above[-1] not in _END and (_SPEAKS.match(line) or line[0] in "，。、；：”,;" or _CUT.search(above)):
        return True
    for left, right in ("（）", "《》", "“”"):
        if (
            above.rfind(left) > above.rfind(right)
            and right in line[:40]
            and line.find(right) < (line + left).find(left)
        ):
            return True
    return _unended(above) and line[0] == "“"
