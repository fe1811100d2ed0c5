"""A line of a column file that is no TOML → the line as it would be right.

What goes wrong in an office: Chinese marks (“ ” ＝ 【 】 ：), words without quotation marks, a mark left out at the end,
a field called by its Chinese name. A mended line is offered only if it reads as TOML by itself.
"""

from __future__ import annotations

import re
import tomllib

_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "＂": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "＝": "=", "：": ":"}
)
_HEAD = re.compile(r"\s*[\[【［]+\s*column\s*[\]】］]*\s*$", re.IGNORECASE)
_PAIR = re.compile(r"\s*[\"']?(?P<name>[\w\u4e00-\u9fff-]+)[\"']?\s*[=:]\s*(?P<value>.*?)\s*$")
_NAMES = {
    "栏目": "key", "栏": "key", "列": "key", "字段": "key", "名称": "key", "键": "key",
    "标题": "heading", "表头": "heading", "栏目名": "heading", "列名": "heading",
    "宽度": "width", "列宽": "width", "宽": "width",
    "固定值": "value", "值": "value", "内容": "value", "空值": "empty",
}  # fmt: skip


def mended(line: str) -> str | None:
    """`line` as it would be right, or None where that cannot be told."""
    if _HEAD.match(line):
        return "[[column]]"
    pair = _PAIR.match(line.translate(_MARKS))
    if pair is None:
        return None
    name = _NAMES.get(pair["name"], pair["name"])
    value = pair["value"]
    figure = re.search(r"\d+(?:\.\d+)?", value)
    if name == "width" and figure:
        value = figure.group()
    if not _reads(f"x = {value}"):
        plain = value.strip("\"' ,，;；")
        value = '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
    right = f"{name} = {value}"
    return right if _reads(right) and right != line.strip() else None


def _reads(line: str) -> bool:
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False
    return True
