"""Minutes → Markdown: headings for meetings and blocks, lists for directives and items, word for word."""

from __future__ import annotations

import re

from minutes_cli.model import Block, Minutes
from minutes_cli.writers.reading import parts
from minutes_cli.writers.shown import safe

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def markdown(minutes: Minutes) -> str:
    """One extraction as a Markdown document."""
    article = minutes.article
    out = [f"# {_plain(article.title or minutes.source.uri or '—')}", ""]
    facts = [fact for fact in (article.published, article.publisher) if fact]
    if facts:
        out += [" · ".join(map(_plain, facts)), ""]
    for meeting in minutes.meetings:
        names = "；".join(name.text for name in meeting.names) or "会议"
        out += [f"## {_plain(names)}", ""]
        chairs = "、".join(chair.name for chair in meeting.chairs)
        facts = [fact for fact in (meeting.date, meeting.place, chairs and f"主持：{chairs}") if fact]
        if facts:
            out += [" · ".join(map(_plain, facts)), ""]
        for piece in meeting.proceedings:
            out.append(f"- **{piece.act}** {_plain(piece.text)}")
        if meeting.proceedings:
            out.append("")
        for block in meeting.blocks:
            out += _block(block)
    return "\n".join(out).rstrip("\n") + "\n"


def _block(block: Block) -> list[str]:
    out = [f"### {_plain(block.speaker)}{block.verb or ''}", ""]
    number = 0
    for part in parts(block):
        if isinstance(part, str):
            out += [*([""] if number else []), _plain(part), ""]
            continue
        number += 1
        out.append(f"{number}. {_plain(part.text)}")
        out += [f"   - {_plain(item.text)}" for item in part.children]
    return out if not out[-1] else [*out, ""]


def _plain(text: str) -> str:
    """Words that Markdown leaves alone, on one line."""
    return _MARKUP.sub(r"\\\1", safe(text)).replace("\n", " ")
