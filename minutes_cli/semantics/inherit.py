"""Who is to do it, where that is printed before the demand: in the words that open its list, or before a ；.

In: a block's directives as read by themselves. Out: the same, those without a lead of their own given the one that goes
before. The subject of an earlier sentence is not carried over: there the text leaves it open.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from minutes_cli.model import Block, Directive, Quote, Span
from minutes_cli.semantics.parties import opening_lead
from minutes_cli.text import View


def inherited(look: View, block: Block, directives: tuple[Directive, ...]) -> tuple[Directive, ...]:
    """The block's directives, with the leads that stand before them."""
    given: list[Directive] = []
    opened: tuple[Quote, ...] = ()
    for directive in directives:
        before = given[-1] if given else None
        if directive.marker is None:
            opened = ()
        elif before is None or before.marker is None:
            opened = _opened(look, block, directive)
        if directive.lead or directive.persons:
            given.append(directive)
            continue
        lead = opened or (_carried(look, before, directive) if before else ())
        given.append(replace(directive, lead=lead, lead_inherited=True) if lead else directive)
    return tuple(given)


def _opened(look: View, block: Block, first: Directive) -> tuple[Quote, ...]:
    """The lead in the words that lead over to a list's first mark, with a colon or a comma."""
    stop = first.span.start
    while stop > block.span.start and look.folded[stop - 1] in " \n":
        stop -= 1
    if stop == block.span.start or look.folded[stop - 1] not in "：，":
        return ()
    start = max(block.span.start, 1 + max(look.bare.rfind(mark, block.span.start, stop - 1) for mark in "。！？\n"))
    return tuple(Quote(look.text[low:high], Span(low, high)) for low, high in opening_lead(look, start, stop))


def _carried(look: View, before: Directive, directive: Directive) -> tuple[Quote, ...]:
    """The lead of what stands before a ； in the same sentence, for a demand without a mark."""
    if directive.marker is not None or look.folded[before.span.end - 1] != "；":
        return ()
    if look.folded[before.span.end : directive.span.start].strip(" ") or not _one_subject(before.lead):
        return ()
    return before.lead


def _one_subject(lead: tuple[Quote, ...]) -> bool:
    """Whether the units are one list, and not the subjects of several clauses."""
    return all(after.span.start - one.span.end <= _JOINT for one, after in pairwise(lead))


_JOINT = 3  # characters between two members of a list: 、, 和, 特别是
