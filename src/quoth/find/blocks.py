"""Quotations set off from the text: block quotations, verse, epigraphs; by mark-up, or in pasted text by evidence.

Pasted text has lost the indentation that said "these are another's words". Whether a paragraph without marks is a
quotation is then weighed: what stands before it (a colon, a verb of saying, another such paragraph), a note at its
very end, the author's own brackets and dots in it, an "I" where the author never says "I"; and against it, the
person of whom the text before it speaks. A narrative paragraph with a note at its end has one of these, a quotation
two or three.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quoth.find.alterations import alterations_in
from quoth.find.pairs import Pair
from quoth.find.speech import announces
from quoth.model.manuscript import Block, BlockKind, Manuscript
from quoth.model.text import Span

__all__ = ["SetOff", "set_off"]

ENOUGH = 4.0  # evidence for a block quotation without marks, in the measure of `_evidence`

_SET_OFF: frozenset[BlockKind] = frozenset({"quote", "verse", "epigraph"})
_BESIDE: frozenset[BlockKind] = frozenset({"note", "aside", "caption"})  # may stand between paragraphs of one thing
_ATTRIBUTION = re.compile(r"\s*(?:[—–―]|--?)\s*(?=\w)(?:[^\s.]+\.?\s+){0,11}\S+\s*$")
_FIRST_PERSON = re.compile(
    r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves|ich|mich|mir|meine?[mnrs]?|wir|uns|unsere?[mnrs]?|je|j’ai|moi|"
    r"mon|ma|mes|nous|notre|nos|yo|mí|mi|mis|nosotros|nuestr[oa]s?|io|mio|mia|miei|noi|nostr[aoei]|eu|meu|minha|nós|"
    r"ik|mij|mijn|wij|ons|onze|jag|mig|min|mitt|mina|vi|oss|vår|я|меня|мне|мной|мой|моя|мою|мы|нас|нам|наш[аеи]?|"
    r"ja|mnie|mój|moja|my|nas|nasz[ae]?)\b"
)
_WORDS = re.compile(r"\w+")
_NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÞА-Я][a-zà-ÿа-я]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOff:
    """A stretch set off from the text, without its marks, its note's mark and its attribution."""

    span: Span
    blocks: tuple[int, int]
    kind: Literal["block", "epigraph"]
    by: str = ""


def set_off(manuscript: Manuscript, pairs: Sequence[Pair], anchors: Sequence[Span]) -> list[SetOff]:
    """In order of the text. `anchors` are the marks of all notes, in order."""
    marked_up = list(_by_markup(manuscript, anchors))
    found = marked_up + list(_epigraphs(manuscript, anchors))
    taken = {index for one in found for index in range(one.blocks[0], one.blocks[1] + 1)}
    found += _Weighing(manuscript, pairs, anchors, taken, ENOUGH + 2 * bool(marked_up)).found()
    return sorted(found, key=lambda one: one.span.start)


# -- by mark-up ----------------------------------------------------------------------------------------------------


def _by_markup(manuscript: Manuscript, anchors: Sequence[Span]) -> Iterator[SetOff]:
    """Blocks of one kind that follow each other are one quotation, unless a note ends it between them."""
    blocks = manuscript.blocks
    first: int | None = None
    for index, block in enumerate(blocks):
        if block.kind not in _SET_OFF:
            continue
        if first is None:
            first = index
        after = next((i for i in range(index + 1, len(blocks)) if blocks[i].kind not in _BESIDE), None)
        joined = after is not None and blocks[after].kind == block.kind and blocks[after].level == block.level
        if not joined or _note_at_end(manuscript.text, block.span, anchors) is not None:
            yield from _trimmed(manuscript, first, index, anchors)
            first = None


def _trimmed(manuscript: Manuscript, first: int, last: int, anchors: Sequence[Span]) -> Iterator[SetOff]:
    """Without the line that names its author, and without the note mark at its end."""
    text, start, stop = manuscript.text, manuscript.blocks[first].span.start, manuscript.blocks[last].span.stop
    by = ""
    line = max(text.rfind("\n", start, stop), start) if first == last else manuscript.blocks[last].span.start
    if line > start and _ATTRIBUTION.match(text, line, stop):
        by, stop = text[line:stop].strip(" \n—–―-"), line
        while last > first and manuscript.blocks[last].span.start >= stop:
            last -= 1
        stop = min(stop, manuscript.blocks[last].span.stop)
    mark = _note_at_end(text, Span(start=start, stop=stop), anchors)
    stop = mark.start if mark is not None else stop
    stop = start + len(text[start:stop].rstrip())
    kind: Literal["block", "epigraph"] = "epigraph" if manuscript.blocks[first].kind == "epigraph" else "block"
    if stop > start:
        yield SetOff(span=Span(start=start, stop=stop), blocks=(first, last), kind=kind, by=by)


def _note_at_end(text: str, span: Span, anchors: Sequence[Span]) -> Span | None:
    """The first of the note marks after which nothing more stands in `span`."""
    place = bisect_left(anchors, Span(start=span.stop + 1, stop=span.stop + 1))
    found, end = None, span.stop
    while (
        place and anchors[place - 1].start >= span.start and not text[anchors[place - 1].stop : end].strip(" .”’\"'»)")
    ):
        place -= 1
        found, end = anchors[place], anchors[place].start
    return found


# -- epigraphs -----------------------------------------------------------------------------------------------------


def _epigraphs(manuscript: Manuscript, anchors: Sequence[Span]) -> Iterator[SetOff]:
    """Right under a title: words, then a line with a dash that names whose they are."""
    text, blocks = manuscript.text, manuscript.blocks
    for index, block in enumerate(blocks[:-1]):
        if not (block.kind == "heading" or (index == 0 and _is_title(block, text))):
            continue
        below = blocks[index + 1]
        if below.kind not in {"paragraph", "quote", "verse"}:
            continue
        if below.kind == "paragraph":
            yield from _epigraph(manuscript, index + 1, anchors)


def _is_title(block: Block, text: str) -> bool:
    words = block.span.of(text)
    return len(_WORDS.findall(words)) <= 20 and not words.rstrip().endswith((".", ":", ";", ",", "”", '"'))


def _epigraph(manuscript: Manuscript, index: int, anchors: Sequence[Span]) -> Iterator[SetOff]:
    text, span = manuscript.text, manuscript.blocks[index].span
    dash = None
    for match in re.finditer(r"[ \n]\s*(?:[—–―]|--?)\s*(?=\w)", span.of(text)):
        dash = match
    if dash is not None and _ATTRIBUTION.match(text, span.start + dash.start(), span.stop):
        words = Span(start=span.start, stop=span.start + dash.start())
        last = index
    else:
        below = manuscript.blocks[index + 1].span if index + 1 < len(manuscript.blocks) else None
        if below is None or not _ATTRIBUTION.fullmatch(text, below.start, below.stop):
            return
        words, last = span, index
    mark = _note_at_end(text, words, anchors)
    stop = words.start + len(text[words.start : mark.start if mark else words.stop].rstrip())
    if stop > words.start:
        yield SetOff(span=Span(start=words.start, stop=stop), blocks=(index, last), kind="epigraph")


# -- by evidence ---------------------------------------------------------------------------------------------------


class _Weighing:
    """Weighs every paragraph that no mark-up tells about."""

    def __init__(
        self, manuscript: Manuscript, pairs: Sequence[Pair], anchors: Sequence[Span], taken: set[int], enough: float
    ) -> None:
        self._manuscript, self._text, self._anchors = manuscript, manuscript.text, anchors
        self._taken, self._enough = taken, enough
        self._inside: dict[int, list[Span]] = {}
        for pair in pairs:
            for block in range(pair.blocks[0], pair.blocks[1] + 1):
                self._inside.setdefault(block, []).append(pair.span)
        self._usual: float | None = None

    def found(self) -> Iterator[SetOff]:
        flow = [i for i, block in enumerate(self._manuscript.blocks) if block.kind not in _BESIDE]
        before: int | None = None
        was_quotation = False
        for index in flow:
            block = self._manuscript.blocks[index]
            is_quotation = (
                block.kind == "paragraph"
                and index not in self._taken
                and self._evidence(index, before, follows=was_quotation) >= self._enough
            )
            if is_quotation:
                yield from _trimmed(self._manuscript, index, index, self._anchors)
            before, was_quotation = index, is_quotation

    def _evidence(self, index: int, before: int | None, *, follows: bool) -> float:
        span = self._manuscript.blocks[index].span
        own = self._outside(index)
        if not _WORDS.search(own):
            return 0.0  # all in marks: no doubt about it
        note = _note_at_end(self._text, span, self._anchors)
        if note is None and not follows and not self._announced(before):
            return 0.0
        weight = 2.0 * (note is not None) + (1.0 if follows else self._lead(index, before))
        weight += self._author_at_work(index) + self._person(own)
        if self._has_note_before(span, note):
            weight -= 2.0
        if any(one.start <= span.start + 1 for one in self._inside.get(index, ())):
            weight -= 2.0  # begins in marks, and goes on without them: narrative
        return weight

    def _announced(self, before: int | None) -> bool:
        return before is not None and self._manuscript.blocks[before].span.of(self._text).rstrip().endswith(":")

    def _lead(self, index: int, before: int | None) -> float:
        """What the paragraph before says of this one, and of whom it speaks."""
        if before is None or self._manuscript.blocks[before].kind not in {"paragraph", "list"}:
            return 0.0
        lead = self._manuscript.blocks[before].span.of(self._text).rstrip()
        sentence = re.split(r"(?<=[.!?])\s", lead)[-1]
        weight = 3.0 * lead.endswith(":") + 1.0 * announces(sentence)
        names = Counter(_NAME.findall(lead))
        told = self._outside(index)
        return weight - 1.5 * any(name in told for name in names)

    def _author_at_work(self, index: int) -> float:
        """Brackets and dots outside marks: somebody shortened another's words here."""
        span = self._manuscript.blocks[index].span
        inside = self._inside.get(index, ())
        marks = [
            one
            for one in alterations_in(self._text, span, tuple(self._anchors_in(span)))
            if not any(quoted.holds(one.span) for quoted in inside)
        ]
        return 1.0 * any(one.kind == "ellipsis" for one in marks) + 1.0 * any(one.kind != "ellipsis" for one in marks)

    def _person(self, own: str) -> float:
        """An "I" or "we" outside marks, in a text whose author says neither."""
        hits = len(_FIRST_PERSON.findall(own))
        if self._usual is None:
            self._usual = self._usual_person()
        rate = hits / max(1, len(_WORDS.findall(own)))
        if not hits or rate < 4 * self._usual:
            return 0.0
        return 1.0 if hits == 1 else 2.0

    def _usual_person(self) -> float:
        """How often the text says "I" or "we" outside marks, a share of the words of the
        paragraphs that are surely narrative."""
        hits = words = 0
        for index, block in enumerate(self._manuscript.blocks):
            if block.kind == "paragraph" and _note_at_end(self._text, block.span, self._anchors) is None:
                own = self._outside(index)
                hits += len(_FIRST_PERSON.findall(own))
                words += len(_WORDS.findall(own))
        return hits / max(1, words)

    def _outside(self, index: int) -> str:
        """The paragraph without what stands in marks."""
        span = self._manuscript.blocks[index].span
        at, parts = span.start, []
        for quoted in self._inside.get(index, ()):
            if quoted.start > at:
                parts.append(self._text[at : quoted.start])
            at = max(at, quoted.stop)
        return " ".join([*parts, self._text[at : span.stop]])

    def _anchors_in(self, span: Span) -> Sequence[Span]:
        first = bisect_left(self._anchors, Span(start=span.start, stop=span.start))
        last = bisect_left(self._anchors, Span(start=span.stop + 1, stop=span.stop + 1))
        return self._anchors[first:last]

    def _has_note_before(self, span: Span, end: Span | None) -> bool:
        marks = self._anchors_in(span)
        return any(end is None or mark.start < end.start for mark in marks)
