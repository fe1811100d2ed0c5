"""What the walk knows while it goes: the looks, the names and cues, the open block and the pieces so far.

The rules of `openings`, `endings` and `proceedings` read it; only the walk and the proceedings write to it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from minutes_cli.prepared import compiled, sought
from minutes_cli.structure.acts import Act, act_of
from minutes_cli.structure.cues import Cue
from minutes_cli.structure.people import name_in
from minutes_cli.text import Sentence, View

REACH = 2000  # characters: how far back or ahead a rule looks, so that time stays linear
# The clause that says the meeting was held; clauses before it are its occasion.
HELD = sought(
    r"(?<!关于)(?:召开|举行|举办|套开|召集(?!人))(?!的|以来)(?:了)?[^，。；]{0,60}(?:会|仪式|论坛|活动)|(?:会议?|仪式|论坛|活动)[^，。；]{0,40}(?:召开|举行|举办(?!法))(?!的|时间|地点|方案)"
)
AGENDA = compiled(r"(?:议程|议题)[^，。；：]{0,10}：")


@dataclass(slots=True)
class Said:
    """A block while it grows: its cue (None where none is printed), range and sentences."""

    cue: Cue | None
    start: int
    end: int
    said: int
    speaker: str
    sentences: list[Sentence] = field(default_factory=list)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class There:
    """A stretch that says who was there."""

    start: int
    end: int
    role: str


Piece = Said | Act | There


@dataclass(slots=True)
class Scene:
    """The state of one walk over a meeting's stretch."""

    look: View
    names: frozenset[str]
    cues: dict[int, list[Cue]]  # of each sentence, by where it starts
    start: int
    end: int
    title: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    open: Said | None = None
    alone: bool = False  # the open block's cue stands alone on its line: whole paragraphs belong to it
    speaker: str = ""  # whoever acted or spoke last, for cues without a subject
    last: Sentence | None = None
    number: int = 0  # of the sentence that the walk is at
    sentence_start: int = 0
    line_start: int = 0
    quote_end: int = -1  # where the quotation ends whose speaker is still to come
    background_line: int = -1  # the paragraph that tells background

    def close(self) -> None:
        if self.open is not None:
            self.pieces.append(self.open)
            self.open = None

    def cut(self, at: int) -> None:
        """End the open block at `at`."""
        if self.open is not None:
            self.open.end = self.trim(at)

    def trim(self, at: int) -> int:
        while at > 0 and self.look.bare[at - 1] in " \n":
            at -= 1
        return at

    def line_end(self, sentence: Sentence) -> int:
        stop = self.look.bare.find("\n", sentence.start)
        return len(self.look.bare) if stop < 0 else stop

    def extend(self, sentence: Sentence) -> None:
        assert self.open is not None
        self.open.end = sentence.end
        self.open.sentences.append(sentence)

    def acts(self, sentence: Sentence, low: int, high: int) -> bool:
        """Whether a clause of the range names an act."""
        bounds = [low, *(c for c in sentence.clauses if low < c < high), high]
        return any(act_of(self.look.bare, a, b) for a, b in itertools.pairwise(bounds))

    def subject_of(self, lead: str) -> str:
        """Who the sentence is about: a name or 会议 in its first clauses."""
        head = "，".join(re.split("[，；：]", lead)[:2])
        named = name_in(head, self.names)
        if named:
            return named[0]
        if pronoun := re.match("[ ]*([他她]们?|双方|各方)", lead):
            return pronoun.group(1)
        match = re.match(r"(?:会议|大会|全会)|.{0,80}(?:召开|举行)[^，]{0,60}(?:会|学习)", lead)
        return "会议" if match else ""
