"""Minutes → one HTML page for reading and printing: what was said and done, above the article that it quotes.

No script and nothing from outside; every word of the article is escaped. A directive leads to its place in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from minutes_cli.model import Block, Directive, Meeting, Minutes
from minutes_cli.writers.reading import parts
from minutes_cli.writers.shown import safe

HEAD = """<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>minutes</title>
<style>
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 16px/1.8 "Noto Serif CJK SC", "Songti SC", SimSun, serif; color: #222 }
h1 { font-size: 1.5em } h2 { font-size: 1.25em; border-bottom: 1px solid #ccc } h3 { font-size: 1.05em; margin-bottom: .3em }
.facts, .act { color: #555 } .act { margin-right: .6em }
a { color: inherit; text-decoration: none } a:hover { text-decoration: underline } mark { background: #fff3c4 }
details { margin-top: 1.5em; border-top: 1px solid #ccc } article + article { margin-top: 4em }
@media print { details { break-before: page } mark { background: none; text-decoration: underline } }
</style>
</head>
<body>
"""
TAIL = "</body>\n</html>\n"


def report(minutes: Minutes, number: int) -> Iterator[str]:
    """One extraction as a section of the page; `number` tells it from the others."""
    article = minutes.article
    yield f"<article>\n<h1>{_words(article.title or minutes.source.uri or '—')}</h1>\n"
    yield _facts(article.published, article.publisher, minutes.source.uri)
    for meeting in minutes.meetings:
        yield from _meeting(meeting, number)
    # Open, as what is folded away is not printed, and not every browser unfolds it for a link.
    yield "<details open>\n<summary>原文</summary>\n"
    yield from _text(minutes, number)
    yield "</details>\n</article>\n"


def _meeting(meeting: Meeting, number: int) -> Iterator[str]:
    yield f"<h2>{_words('；'.join(name.text for name in meeting.names) or '会议')}</h2>\n"
    chairs = "、".join(chair.name for chair in meeting.chairs)
    yield _facts(meeting.date, meeting.place, chairs and f"主持：{chairs}")
    done = [(piece.role, piece.text) for piece in meeting.attendance]
    done += [(piece.act, piece.text) for piece in meeting.proceedings]
    if done:
        rows = "".join(f'<li><b class="act">{_words(what)}</b>{_words(text)}</li>\n' for what, text in done)
        yield f"<ul>\n{rows}</ul>\n"
    for block in meeting.blocks:
        yield from _block(block, number)


def _block(block: Block, number: int) -> Iterator[str]:
    yield f"<h3>{_words(block.speaker)}{_words(block.verb or '')}</h3>\n"
    listed = False
    for part in parts(block):
        if isinstance(part, str):
            yield ("</ol>\n" if listed else "") + f"<p>{_words(part)}</p>\n"
            listed = False
            continue
        yield "" if listed else "<ol>\n"
        listed = True
        yield _directive(part, number)
    yield "</ol>\n" if listed else ""


def _directive(directive: Directive, number: int) -> str:
    items = "".join(f"<li>{_words(item.text)}</li>\n" for item in directive.children)
    inner = f"\n<ul>\n{items}</ul>" if items else ""
    return f'<li><a href="#{_place(directive, number)}">{_words(directive.text)}</a>{inner}</li>\n'


def _text(minutes: Minutes, number: int) -> Iterator[str]:
    """The article as it stands, its directives marked."""
    text, at = minutes.article.text, 0
    yield "<p>"
    for meeting in minutes.meetings:
        for block in meeting.blocks:
            for directive in block.directives:
                start, end = directive.span
                marked = _paragraphs(text[start:end])
                yield f'{_paragraphs(text[at:start])}<mark id="{_place(directive, number)}">{marked}</mark>'
                at = end
    yield f"{_paragraphs(text[at:])}</p>\n"


def _place(directive: Directive, number: int) -> str:
    return f"a{number}-{directive.span.start}"


def _facts(*facts: str | None) -> str:
    said = " · ".join(_words(fact) for fact in facts if fact)
    return f'<p class="facts">{said}</p>\n' if said else ""


def _paragraphs(text: str) -> str:
    return _words(text).replace("\n", "<br>\n")


def _words(text: str) -> str:
    return escape(safe(text))
