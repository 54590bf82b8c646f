"""The quotations of a manuscript: where they begin and end, what kind they are, and which notes answer for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.find.alterations import alterations_in
from quoth.find.blocks import SetOff, set_off
from quoth.find.pairs import Pair, pairs_of
from quoth.find.roles import is_dialogue, role_of
from quoth.find.speech import announcer_of, speaker_of
from quoth.find.unmarked import unmarked
from quoth.model.manuscript import Manuscript, Quotation, QuotationKind
from quoth.model.text import Span

__all__ = ["find_quotations"]

FARTHEST_LEAD = 8  # letters between the note of an announcement and what it announces: points, marks, white space


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A quotation before it is named. `blocks` are the indices of its first and last block."""

    span: Span
    blocks: tuple[int, int]
    kind: QuotationKind
    title_marks: bool = False
    repeated: tuple[Span, ...] = ()


def find_quotations(manuscript: Manuscript) -> tuple[Quotation, ...]:
    """All quotations, in order of the text, outer before inner; after `find_notes`.

    Nothing that stands in quotation marks is dropped: what is no quotation has another role.
    """
    calls = _Calls(manuscript)
    pairs = pairs_of(manuscript, calls.anchors)
    marked = set_off(manuscript, pairs, calls.anchors)
    stretches = _stretches(pairs, [*marked, *unmarked(manuscript, pairs, marked, calls.anchors)])
    dialogue = is_dialogue(manuscript, pairs)
    quotations: list[Quotation] = []
    around: list[Quotation] = []
    for stretch in stretches:
        while around and not around[-1].span.holds(stretch.span):
            around.pop()
        outer = around[-1] if around else None
        quotation = _quotation(manuscript, stretch, outer, calls, f"q{len(quotations) + 1}", dialogue=dialogue)
        quotations.append(quotation)
        around.append(quotation)
    return tuple(quotations)


def _stretches(pairs: Sequence[Pair], blocks: Sequence[SetOff]) -> list[_Stretch]:
    """Marks and set-off paragraphs together; a paragraph that is all in marks is one quotation, not two."""
    begins = {pair.mark.start: pair for pair in pairs}
    whole = {}
    for one in blocks:
        pair = begins.get(one.span.start)
        if pair is not None and one.span.stop - 2 <= pair.span.stop <= one.span.stop:
            whole[pair.span] = one
    marked = set(whole.values())
    found = [
        _Stretch(
            span=pair.span,
            blocks=pair.blocks,
            kind=whole[pair.span].kind if pair.span in whole else "inline",
            title_marks=pair.family == "title",
            repeated=pair.repeated,
        )
        for pair in pairs
    ]
    found += [_Stretch(span=one.span, blocks=one.blocks, kind=one.kind) for one in blocks if one not in marked]
    return sorted(found, key=lambda stretch: (stretch.span.start, -stretch.span.stop))


def _quotation(
    manuscript: Manuscript, stretch: _Stretch, outer: Quotation | None, calls: _Calls, id: str, *, dialogue: bool
) -> Quotation:
    block = manuscript.blocks[stretch.blocks[0]]
    inside_note = calls.note_of_block.get(stretch.blocks[0])
    skipped = calls.skipped(manuscript, stretch)
    notes: tuple[str, ...]
    if inside_note is not None:
        notes, near = (inside_note,), True
    elif outer is not None:
        notes, near = outer.notes, outer.near
    else:
        notes, near = calls.answering(stretch)
    kind = stretch.kind
    if kind == "inline" and outer is not None:
        kind = "nested"
    elif kind == "inline" and not dialogue and calls.fills(manuscript, stretch):
        kind = "block"
    set_apart = stretch.kind in {"block", "epigraph"}
    return Quotation(
        id=id,
        span=stretch.span,
        block=stretch.blocks[0],
        kind=kind,
        role="quotation"
        if set_apart
        else role_of(
            manuscript,
            stretch.span,
            block,
            noted=calls.at_end(manuscript.text, stretch.span),
            dialogue=dialogue,
            title_marks=stretch.title_marks,
        ),
        within=outer.id if outer is not None else None,
        speaker=announcer_of(manuscript.text, stretch.span.start)
        if set_apart
        else speaker_of(manuscript.text, stretch.span, block.span),
        notes=notes,
        near=near,
        alterations=alterations_in(manuscript.text, stretch.span, skipped),
        skipped=skipped,
    )


class _Calls:
    """Where notes are called, in order of the text."""

    def __init__(self, manuscript: Manuscript) -> None:
        calls = sorted((anchor, note.id) for note in manuscript.notes for anchor in note.anchors)
        self.anchors = [anchor for anchor, _ in calls]
        self._ids = [id for _, id in calls]
        self._starts = [anchor.start for anchor in self.anchors]
        self._text, self._blocks = manuscript.text, manuscript.blocks
        self._apart = manuscript.skipped
        self._headings = [block.span.start for block in manuscript.blocks if block.kind == "heading"]
        starts = [block.span.start for block in manuscript.blocks]
        self.note_of_block = {
            index: note.id
            for note in manuscript.notes
            for index in range(bisect_right(starts, note.span.start) - 1, bisect_left(starts, note.span.stop))
        }

    def answering(self, stretch: _Stretch) -> tuple[tuple[str, ...], bool]:
        """The notes called at the end of a stretch or next after it, before the next heading; and whether in the
        same block. What is set off may be answered where it is announced ("as he wrote:3")."""
        first = bisect_left(self._starts, stretch.span.stop)
        while first and self.anchors[first - 1].stop >= max(stretch.span.stop - 1, stretch.span.start + 1):
            first -= 1
        lead = self._at_lead(stretch)
        if lead is not None and not self._is_near(first, stretch):
            return (self._ids[lead],), False
        if first == len(self._starts):
            return (), True
        heading = bisect_right(self._headings, stretch.span.stop)
        if heading < len(self._headings) and self._headings[heading] < self._starts[first]:
            return (), True
        last = first + 1
        while last < len(self._starts) and self._starts[last] - self.anchors[last - 1].stop <= 1:
            last += 1
        return tuple(dict.fromkeys(self._ids[first:last])), self._is_near(first, stretch)

    def _is_near(self, place: int, stretch: _Stretch) -> bool:
        return place < len(self._starts) and self._starts[place] <= self._blocks[stretch.blocks[1]].span.stop

    def _at_lead(self, stretch: _Stretch) -> int | None:
        """The last note called before what is set off, if nothing but a colon stands between the two."""
        place = bisect_left(self._starts, stretch.span.start) - 1
        if stretch.kind != "block" or place < 0 or self.anchors[place].stop < stretch.span.start - FARTHEST_LEAD:
            return None
        before = self._text[max(0, self._starts[place] - 1) : self._starts[place]]
        between = self._text[self.anchors[place].stop : stretch.span.start].strip(" \n\"'“‘«„»")
        return place if (between == ":" or (before == ":" and not between)) else None

    def at_end(self, text: str, span: Span) -> bool:
        """Whether a note is called directly after a stretch, closing marks and points between."""
        first = bisect_left(self._starts, span.stop)
        if first and self.anchors[first - 1].stop >= max(span.stop - 1, span.start + 1):
            return True
        if first == len(self._starts) or self._starts[first] > span.stop + 4:
            return False
        return not any(letter.isalnum() for letter in text[span.stop : self._starts[first]])

    def fills(self, manuscript: Manuscript, stretch: _Stretch) -> bool:
        """Whether a stretch with a note at its end is all that its paragraphs hold."""
        text, span = manuscript.text, stretch.span
        first, last = (self._blocks[index].span for index in stretch.blocks)
        if not self.at_end(text, span) or any(map(str.isalnum, text[first.start : span.start])):
            return False
        rest = bisect_left(self._starts, span.stop)
        while rest < len(self._starts) and self._starts[rest] <= last.stop:
            if any(map(str.isalnum, text[span.stop : self._starts[rest]])):
                return False
            span, rest = self.anchors[rest], rest + 1
        return not any(map(str.isalnum, text[span.stop : last.stop]))

    def skipped(self, manuscript: Manuscript, stretch: _Stretch) -> tuple[Span, ...]:
        """Letters inside a stretch that are not quoted: note marks, repeated quotation marks, page marks and running
        heads, and whole blocks (notes, captions) that stand between its paragraphs."""
        first, last = bisect_left(self._starts, stretch.span.start), bisect_left(self._starts, stretch.span.stop)
        found = [anchor for anchor in self.anchors[first:last] if len(anchor)] + list(stretch.repeated)
        kind = manuscript.blocks[stretch.blocks[0]].kind
        beside = {"note", "aside", "caption", "table"} - {kind}
        found += [block.span for block in self._blocks[stretch.blocks[0] : stretch.blocks[1]] if block.kind in beside]
        first = bisect_left(self._apart, stretch.span.start, key=lambda span: span.start)
        last = bisect_left(self._apart, stretch.span.stop, key=lambda span: span.start)
        found += [span for span in self._apart[first:last] if not any(other.holds(span) for other in found)]
        return tuple(sorted(found))
