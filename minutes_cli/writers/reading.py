"""A block in reading order: its directives, and the words between them that are none.

A view that showed directives alone would hide what was said beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutes_cli.model import Block, Directive

_EDGE = " \n\t\u3000，：、,:"


def parts(block: Block) -> Iterator[Directive | str]:
    """Directives, and between them the words that no directive owns, without the cue; reading order."""
    at = block.cue.span.end - block.span.start if block.cue else 0
    if block.cue and any(directive.span.start < block.cue.span.end for directive in block.directives):
        at = 0
    for directive in block.directives:
        yield from _words(block.text[at : directive.span.start - block.span.start])
        yield directive
        at = directive.span.end - block.span.start
    yield from _words(block.text[at:])


def _words(between: str) -> Iterator[str]:
    words = between.strip(_EDGE)
    if words:
        yield words
