"""The sentences of a manuscript: the stretches of its running text and of its notes, cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.model.manuscript import BlockKind, Manuscript
from quoth.model.text import Span

__all__ = ["Stretch", "sentence_at", "sentences_of", "stretches_of", "unmarked_text"]

_RUNNING: frozenset[BlockKind] = frozenset(
    {"heading", "paragraph", "quote", "verse", "epigraph", "caption", "list", "table", "aside"}
)
# A year with the next word glued to it ends one, too: a web page saved as text runs captions into the text.
_END = re.compile(
    r"(?<=\b1\d{3})(?=[A-Z][a-zß-ÿ])|(?<=\b20\d\d)(?=[A-Z][a-zß-ÿ])|"
    r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-zß-ÿа-я]|\s*$)"
)
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Ste|Sir|Rev|Hon|Gen|Col|Capt|Lt|Maj|Sgt|Gov|Sen|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|No|Vol|vol|pp?|cf|c|ca|b|d|m|ed|eds|fl|vs|Mme|Mlle|M|Hr|Fr|bzw|Nr|etc|i\.e|e\.g|viz)|"
    r"(?:^|[\s(.])[A-Z])\.$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A block of running text, or a note (`note` is its id)."""

    span: Span
    block: int
    kind: BlockKind
    note: str | None = None


def unmarked_text(manuscript: Manuscript) -> str:
    """The text with blanks where note marks and page marks stand in it, letter for letter."""
    marks = [anchor for note in manuscript.notes for anchor in note.anchors if len(anchor)]
    marks = sorted([*marks, *manuscript.skipped])
    pieces, at = [], 0
    for mark in marks:
        if mark.start >= at:
            pieces += [manuscript.text[at : mark.start], " " * len(mark)]
            at = mark.stop
    return "".join([*pieces, manuscript.text[at:]])


def stretches_of(manuscript: Manuscript) -> list[Stretch]:
    """In order of the text. Lists of works, tables of contents and boilerplate are none."""
    notes = [Stretch(span=note.span, block=-1, kind="note", note=note.id) for note in manuscript.notes]
    blocks = [(at, manuscript.blocks[at]) for at in manuscript.blocks_of(_RUNNING)]
    running = [Stretch(span=block.span, block=at, kind=block.kind) for at, block in blocks]
    held = sorted(notes, key=lambda note: note.span)
    starts = [note.span.start for note in held]
    free = [one for one in running if not _is_note(one.span, held, starts)]
    return sorted([*free, *held], key=lambda one: one.span)


def _is_note(block: Span, notes: Sequence[Stretch], starts: Sequence[int]) -> bool:
    """Whether the block lies in a note, or is all but its label."""
    near = notes[max(0, bisect_right(starts, block.start) - 1) : bisect_right(starts, block.stop)]
    return any(note.span.overlaps(block) for note in near)


def sentences_of(text: str, stretches: Sequence[Stretch]) -> list[Span]:
    """In order. They touch inside a stretch: white space behind a sentence is its own."""
    return [sentence for stretch in stretches for sentence in _sentences(text, stretch.span)]


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for end in _END.finditer(text, block.start, block.stop):
        short = end[0] == "." and _SHORT.search(text[max(block.start, end.end() - 8) : end.end()])
        if end.end() < block.stop and not short:
            yield Span(start=start, stop=end.end())
            start = end.end()
    yield Span(start=start, stop=block.stop)


def sentence_at(offset: int, starts: Sequence[int]) -> int:
    """Which of the sentences, of which `starts` are the first letters."""
    return max(0, bisect_right(starts, offset) - 1)
