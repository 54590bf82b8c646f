"""Block quotations that nothing on the page marks any more, weighed by evidence.

Pasted text has lost the indentation that said "these are another's words". Whether a paragraph is a quotation is
then weighed: what stands before it (a colon, a verb of saying, another such paragraph), a note at its very end,
the author's own brackets and dots in it, an "I" where the author never says "I"; and against it, the person of whom
the text before it speaks, notes in its middle, a beginning in marks. A narrative paragraph with a note at its end has
one of these, a quotation two or three.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoth.find.alterations import alterations_in
from quoth.find.blocks import BESIDE, SetOff, note_at_end, trimmed
from quoth.find.names import words_of
from quoth.find.pairs import Pair
from quoth.find.speech import announces
from quoth.model.manuscript import Manuscript
from quoth.model.text import Span

__all__ = ["unmarked"]

ENOUGH = 4.0  # evidence for a quotation: a note at its end and two signs more, or a colon and one
MORE = 2.0  # what is asked beyond that where the page marks other quotations

_FIRST_PERSON = words_of("""
    me my mine myself we us our ours ourselves ich mich mir mein meine meinem meinen meiner meines wir uns unser
    unsere unserem unserm unseren unsern unserer unseres unsers je moi mon ma mes nous notre nos yo mí mi mis
    nosotros nuestro nuestros nuestra nuestras io mio mia miei noi nostra nostro nostre nostri eu meu minha nós ik
    mij mijn wij ons onze jag mig min mitt mina vi oss vår я меня мне мной мой моя мою мы нас нам наш наша наше наши
    ja mnie mój moja nas nasz nasza nasze
""")
_FIRST_LETTER = re.compile(r"\b(?:I(?=['’\s]+[a-z])|j(?=’ai\b))")  # "I" is a numeral too, unless a word goes on
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÞА-Я][a-zà-ÿа-я]{2,}")


def unmarked(
    manuscript: Manuscript, pairs: Sequence[Pair], marked: Sequence[SetOff], anchors: Sequence[Span]
) -> list[SetOff]:
    """In order of the text. `marked` are those that the page tells; `anchors` are the marks of all notes, in order."""
    return list(_Weighing(manuscript, pairs, marked, anchors).found())


class _Weighing:
    """Weighs every paragraph that the page does not tell about."""

    def __init__(
        self, manuscript: Manuscript, pairs: Sequence[Pair], marked: Sequence[SetOff], anchors: Sequence[Span]
    ) -> None:
        self._manuscript, self._text, self._anchors = manuscript, manuscript.text, anchors
        self._taken = {index for one in marked for index in range(one.blocks[0], one.blocks[1] + 1)}
        self._enough = ENOUGH + MORE * any(one.kind == "block" for one in marked)
        self._inside: dict[int, list[Span]] = {}
        for pair in pairs:
            for block in range(pair.blocks[0], pair.blocks[1] + 1):
                self._inside.setdefault(block, []).append(pair.span)
        self._quoted: set[int] = set()
        self._usual: float | None = None

    def found(self) -> Iterator[SetOff]:
        """Paragraphs that follow each other are one quotation, up to the note that answers for it."""
        first = before = None
        for index, block in enumerate(self._manuscript.blocks):
            if block.kind in BESIDE:
                continue
            follows = first is not None or (before is not None and before in self._quoted)
            if self._is_quotation(index, before, follows=follows):
                self._quoted.add(index)
                first = index if first is None else first
                if note_at_end(self._text, block.span, self._anchors) is not None:
                    yield from trimmed(self._manuscript, first, index, self._anchors)
                    first = None
            elif first is not None and before is not None:
                yield from trimmed(self._manuscript, first, before, self._anchors)
                first = None
            before = index
        if first is not None and before is not None:
            yield from trimmed(self._manuscript, first, before, self._anchors)

    def _is_quotation(self, index: int, before: int | None, *, follows: bool) -> bool:
        if self._manuscript.blocks[index].kind != "paragraph" or index in self._taken:
            return False
        return self._evidence(index, before, follows=follows) >= self._enough

    def _evidence(self, index: int, before: int | None, *, follows: bool) -> float:
        span = self._manuscript.blocks[index].span
        own = self._outside(index)
        if not _WORD.search(own):
            return 0.0  # all in marks: no doubt about it
        note = note_at_end(self._text, span, self._anchors)
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
        return before is not None and self._lead_of(before).endswith(":")

    def _lead_of(self, before: int) -> str:
        """The paragraph before, without the note mark at its end."""
        span = self._manuscript.blocks[before].span
        note = note_at_end(self._text, span, self._anchors)
        return self._text[span.start : note.start if note is not None else span.stop].rstrip()

    def _lead(self, index: int, before: int | None) -> float:
        """What the paragraph before says of this one, and of whom it speaks."""
        if before is None or self._manuscript.blocks[before].kind not in {"paragraph", "list"}:
            return 0.0
        lead = self._lead_of(before)
        sentence = re.split(r"(?<=[.!?])\s", lead)[-1]
        weight = 3.0 * lead.endswith(":") + 1.0 * announces(sentence)
        names = set(_NAME.findall(lead))
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
        hits, words = _first_person(own)
        if self._usual is None:
            self._usual = self._usual_person()
        rate = hits / max(1, words)
        if not hits or rate < 4 * self._usual:
            return 0.0
        return 1.0 if hits == 1 else 2.0

    def _usual_person(self) -> float:
        """How often the text says "I" or "we" outside marks, a share of the words of the
        paragraphs that are surely narrative."""
        hits = words = 0
        for index, block in enumerate(self._manuscript.blocks):
            if block.kind == "paragraph" and note_at_end(self._text, block.span, self._anchors) is None:
                counted = _first_person(self._outside(index))
                hits, words = hits + counted[0], words + counted[1]
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


def _first_person(text: str) -> tuple[int, int]:
    """How many words of `text` say "I" or "we", and how many words it has."""
    words = _WORD.findall(text)
    hits = sum(map(_FIRST_PERSON.__contains__, words))
    return hits + len(_FIRST_LETTER.findall(text)) * ("I" in words or "j" in words), len(words)
