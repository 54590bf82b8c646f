"""Which quotation marks belong together: inside a block, nested, and over several paragraphs.

Marks of one family close one another, so that a mistyped `„…"` is still a pair. What is left open is mended where
it stands, so that an unclosed mark never swallows the text after it:

- the next paragraph begins with the same mark: the quotation runs on, as print has it;
- the next paragraph has a closing mark that nothing opened, at the end of a clause or with a note: it runs on, too;
- the mark was opened twice, the second time after the author's own bracket: the second one is no new quotation;
- the mark was opened again before it was closed: the first quotation ended with the last sentence before;
- otherwise it ends at the note that answers for it, or with its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quoth.find.marks import Family, Habits, Lean, Mark, habits_of, marks_in, sightings
from quoth.model.manuscript import BlockKind, Manuscript
from quoth.model.text import Span

__all__ = ["Pair", "pairs_of"]

DEEPEST = 8  # nobody nests deeper; marks that seem to were never closed

_READ: frozenset[BlockKind] = frozenset({"paragraph", "quote", "verse", "epigraph", "list"})  # one running text
_UNREAD: frozenset[BlockKind] = frozenset({"contents", "boilerplate"})
_Ahead = dict[Family, Lean]
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|[。！？]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What stands between two marks, of which `mark` is the first. `blocks` are the indices of its first and last
    block; `closed` is False where the closing mark is missing and the end was found otherwise. `repeated` are the
    opening marks of its further paragraphs, and marks inside it that mean nothing."""

    span: Span
    mark: Span
    family: Family
    blocks: tuple[int, int]
    closed: bool
    repeated: tuple[Span, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Open:
    """An opening mark that waits; `inner` are the pairs closed since, directly inside it. `doubted`: a mark that could
    have closed it was taken for an apostrophe."""

    mark: Mark
    block: int
    doubted: bool = False
    inner: list[Pair] = field(default_factory=list)
    repeated: list[Span] = field(default_factory=list)


def pairs_of(manuscript: Manuscript, anchors: Sequence[Span]) -> list[Pair]:
    """Every pair of quotation marks, in order of their beginnings, outer before inner.

    `anchors` are the note marks in order; those with letters of their own are looked through.
    """
    hidden = {a.start: a.stop for a in anchors if len(a)} | {a.stop: a.start for a in anchors if len(a)}
    text, blocks = manuscript.text, [block.span for block in manuscript.blocks]
    seen = [[] if block.kind in _UNREAD else sightings(text, block.span, hidden) for block in manuscript.blocks]
    habits = habits_of(text, blocks, seen)
    marks = [marks_in(text, block, sighted, habits) for block, sighted in zip(blocks, seen, strict=True)]
    pairing = _Pairing(manuscript, habits, [anchor.start for anchor in anchors])
    for run in _runs(manuscript):
        for place, index in enumerate(run):
            following = marks[run[place + 1]] if place + 1 < len(run) else []
            pairing.read(index, marks[index], following)
    return sorted(pairing.pairs, key=lambda pair: (pair.span.start, -pair.span.stop))


def _runs(manuscript: Manuscript) -> Iterator[list[int]]:
    """Blocks over which a quotation may run on; whatever is not running text (a note, a caption) stands alone."""
    run: list[int] = []
    for index, block in enumerate(manuscript.blocks):
        if block.kind in _READ:
            run.append(index)
            continue
        if block.kind == "heading":
            yield run
            run = []
        yield [index]
    yield run


class _Pairing:
    """Walks the marks of one block after the other with a stack of those still open."""

    def __init__(self, manuscript: Manuscript, habits: Habits, anchors: Sequence[int]) -> None:
        self.pairs: list[Pair] = []
        self._text, self._blocks = manuscript.text, manuscript.blocks
        self._single_outside, self._anchors = habits.single_outside, anchors
        self._stack: list[_Open] = []
        self._block = 0
        self._elided: Mark | None = None

    def read(self, block: int, marks: Sequence[Mark], following: Sequence[Mark]) -> None:
        """Pair the marks of a block; `following` are those of the next block of the running text."""
        self._block, self._elided = block, None
        marks = marks[self._repeat(marks) :]
        for mark, ahead in zip(marks, _ahead(marks), strict=True):
            self._take(mark, ahead)
        if self._stack and not self._runs_on(following):
            for waiting in self._stack:
                self._mend(waiting)
            self._stack = []

    def _repeat(self, marks: Sequence[Mark]) -> int:
        """How many marks at the head of a further paragraph only repeat those still open."""
        count = 0
        for waiting, mark in zip(self._stack, marks, strict=False):
            if mark.family != waiting.mark.family or not mark.leading or mark.lean == "close":
                break
            waiting.repeated.append(Span(start=mark.start, stop=mark.stop))
            count += 1
        return count

    def _runs_on(self, following: Sequence[Mark]) -> bool:
        """Whether the next paragraph belongs to the outermost open quotation: it begins with the mark again, or a
        closing mark comes there that nothing else opened."""
        outer = self._stack[0]
        same = [mark for mark in following if mark.family == outer.mark.family and mark.lean != "elision"]
        if not same or (outer.mark.family == "single" and not self._single_outside):
            return False
        if same[0].leading and same[0].start == following[0].start and same[0].lean in {"open", "either"}:
            return True
        alone = not any(pair.family == outer.mark.family for pair in outer.inner)
        closing = alone and same[0].lean == "close"
        return closing and (same[0].firm or self._is_noted(same[0]) or self._is_broken_off())

    def _is_noted(self, mark: Mark) -> bool:
        """Whether a note mark stands right behind."""
        at = bisect_left(self._anchors, mark.stop)
        return at < len(self._anchors) and self._anchors[at] == mark.stop

    def _is_broken_off(self) -> bool:
        """Whether the block ends in the middle of a sentence: its lines were taken for paragraphs."""
        last = self._blocks[self._block].span.of(self._text).rstrip()[-1:]
        return last.isalnum() or last in ",;-–—"

    def _take(self, mark: Mark, ahead: _Ahead) -> None:
        place = self._waiting(mark.family)
        if mark.lean == "elision":
            self._elided = mark
        elif mark.lean == "open" or (mark.lean == "either" and place is None):
            self._open(mark, place)
        elif place is None:
            self._rescue(mark)
        elif mark.lean != "maybe-close" or self._is_last_chance(self._stack[place], ahead):
            self._close(mark, place, ahead)
        else:
            self._stack[place].doubted = True

    def _waiting(self, family: Family) -> int | None:
        for place in range(len(self._stack) - 1, -1, -1):
            if self._stack[place].mark.family == family:
                return place
        return None

    def _open(self, mark: Mark, place: int | None) -> None:
        if place is not None and mark.leading:  # repeated at the head of a line
            self._stack[place].repeated.append(Span(start=mark.start, stop=mark.stop))
        elif place is None or mark.family != "single" or self._text[mark.stop : mark.stop + 1].isupper():
            if len(self._stack) == DEEPEST:
                self._add(self._stack[0], self._sentence_end(self._stack[0].mark.stop, mark.start), closed=False)
                del self._stack[0]
            self._stack.append(_Open(mark=mark, block=self._block))

    def _is_last_chance(self, waiting: _Open, ahead: _Ahead) -> bool:
        """Whether `dogs'` must be the closing mark, as no better one comes before the next opening one; in dialect,
        which is full of such marks, it need not be."""
        if ahead.get("single", "open") != "open":
            return False
        return not waiting.doubted or self._single_outside or waiting.mark.letter != "'"

    def _close(self, mark: Mark, place: int, ahead: _Ahead) -> None:
        above = self._stack[place + 1 :]
        if mark.family == "single" and above and ahead.get(above[-1].mark.family, "open") != "open":
            return  # an apostrophe inside a quotation within
        for unclosed in above:
            if unclosed.mark.family != "single" or unclosed.mark.letter == "‘":
                self._add(unclosed, mark.start, closed=False)
        del self._stack[place + 1 :]
        pair = self._add(self._stack.pop(), mark.start, closed=True)
        if self._stack and pair is not None:
            self._stack[-1].inner.append(pair)
        if mark.family == "single":
            self._elided = None

    def _rescue(self, mark: Mark) -> None:
        """A closing mark without an opening one: perhaps the opening one was taken for an apostrophe ('Tis)."""
        if mark.family == "single" and mark.firm and self._elided is not None:
            self._add(_Open(mark=self._elided, block=self._block), mark.start, closed=True)
            self._elided = None

    def _add(self, waiting: _Open, stop: int, *, closed: bool) -> Pair | None:
        start, block = waiting.mark.stop, waiting.block
        again = {mark.start: mark.stop for mark in waiting.repeated}
        while start < stop and (self._text[start].isspace() or start in again):
            start = again.get(start, start + 1)
        while stop > start and self._text[stop - 1].isspace():
            stop -= 1
        if start >= stop:
            return None
        while self._blocks[block].span.stop <= start:
            block += 1
        pair = Pair(
            span=Span(start=start, stop=stop),
            mark=Span(start=waiting.mark.start, stop=waiting.mark.stop),
            family=waiting.mark.family,
            blocks=(block, self._block),
            closed=closed,
            repeated=tuple(mark for mark in waiting.repeated if mark.start > start),
        )
        self.pairs.append(pair)
        return pair

    def _mend(self, waiting: _Open) -> None:
        mark = waiting.mark
        end = self._end(mark.stop)
        if mark.family == "single" and (not self._single_outside or (mark.letter != "‘" and not self._noted(end))):
            return  # an apostrophe, far more often than a quotation without an end
        again = [pair for pair in waiting.inner if pair.family == mark.family]
        if not again:
            self._add(waiting, end, closed=False)
        elif len(again) == 1 and self._resumes(again[0]):
            self._drop(again[0])
            waiting.repeated.append(again[0].mark)
            self._add(waiting, again[0].span.stop, closed=True)
        else:
            self._add(waiting, self._sentence_end(mark.stop, min(end, again[0].mark.start)), closed=False)

    def _drop(self, pair: Pair) -> None:
        place = len(self.pairs) - 1
        while self.pairs[place] is not pair:
            place -= 1
        del self.pairs[place]

    def _resumes(self, pair: Pair) -> bool:
        """Whether the words go on after a bracket of the author's, marks and all."""
        before = self._text[max(0, pair.mark.start - 8) : pair.mark.start]
        return before.rstrip().endswith(("]", "］", "〕"))

    def _noted(self, end: int) -> bool:
        note = bisect_left(self._anchors, end)
        return note < len(self._anchors) and self._anchors[note] == end

    def _end(self, start: int) -> int:
        stop = self._blocks[self._block].span.stop
        note = bisect_left(self._anchors, start)
        return min(stop, self._anchors[note]) if note < len(self._anchors) else stop

    def _sentence_end(self, start: int, stop: int) -> int:
        ends = [match.end() for match in _SENTENCE_END.finditer(self._text, start, stop)]
        return ends[-1] if ends else stop


def _ahead(marks: Sequence[Mark]) -> list[_Ahead]:
    """For each mark, how the next mark of each family leans; only single marks ever ask."""
    following: list[_Ahead] = []
    leans: _Ahead = {}
    for mark in reversed(marks):
        following.append(dict(leans) if mark.family == "single" else {})
        if mark.lean != "elision":
            leans[mark.family] = mark.lean
    return following[::-1]
