"""Alignment: a chain laid out word by word, its gaps filled and its ends drawn out to the whole quotation.

The result is a *layout*: steps in order that touch on both sides, `quotation` and `passage` being half-open stretches
of words (of the quotation; of the segment). The first and the last step that have a passage are matches: the passage
is as tight as can be, and words of the quotation beyond it are inserts. No step reaches over a mark of the author's.

    same    the same folded words; one word may face two ("good will", "goodwill")
    like    two words of which two letters in three are the same
    other   words against other words
    insert  the passage has none of these words
    omit    the quotation has none of these words
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from quoth.engine.asides import Asides
from quoth.engine.chain import NO_ASIDES, Chain, best_path, gap_cost
from quoth.engine.params import Params
from quoth.engine.sought import Sought
from quoth.fold import folded
from quoth.library.segment import Segment

__all__ = ["Ground", "Step", "StepKind", "lay_out", "score"]

StepKind = Literal["same", "like", "other", "insert", "omit"]

UNLIKE = 0.34  # share of letters by which two words may differ and still be like
SHORTEST = 4  # letters: shorter words are the same or not


class Step(NamedTuple):
    """See the module."""

    kind: StepKind
    quotation: tuple[int, int]
    passage: tuple[int, int]

    @property
    def matches(self) -> bool:
        return self.kind in ("same", "like")


class Ground:
    """One witness of a segment, with its text: where a chain is laid out. `known` are folded letters of words by their
    hash, remembered for all grounds of a library."""

    def __init__(
        self,
        segment: Segment,
        witness: int,
        text: str,
        known: dict[int, str] | None = None,
        asides: Asides = NO_ASIDES,
    ) -> None:
        self.segment, self.witness, self.text, self.asides = segment, witness, text, asides
        self.known = {} if known is None else known
        self.start, self.stop = segment.extent(witness)
        self.interrupted = asides.words(self.start, self.stop) > 0

    def words(self, start: int, stop: int) -> list[int]:
        words: list[int] = self.segment.at(start, stop).tolist()
        return words

    def left_out(self, start: int, stop: int) -> int:
        """How many of these words are of the text that runs there, and not of what interrupts it."""
        return stop - start - (self.asides.words(start, stop) if self.interrupted and start < stop else 0)

    def span(self, position: int) -> tuple[int, int]:
        """Code points of the word at `position`."""
        starts, stops = self.segment.spans(position, position + 1)
        return int(starts[0]), int(stops[0])

    def letters(self, start: int, stop: int) -> list[str]:
        """The folded letters of these words."""
        return [
            self.known.get(word) or self._spell(word, start + at) for at, word in enumerate(self.words(start, stop))
        ]

    def _spell(self, word: int, position: int) -> str:
        first, last = self.span(position)
        self.known[word] = folded(self.text[first:last])
        return self.known[word]


def lay_out(sought: Sought, chain: Chain, ground: Ground, params: Params) -> list[Step]:
    """The layout of the whole quotation along the chain."""
    filler = _Filler(sought, ground, params)
    first, last = chain.runs[0], chain.runs[-1]
    steps = filler.head(first.quotation, first.passage)
    for run, following in pairwise([*chain.runs, None]):
        assert run is not None
        stop, here = run.quotation + run.length, run.passage + run.length
        steps += [
            Step("same", (run.quotation + i, run.quotation + i + 1), (run.passage + i, run.passage + i + 1))
            for i in range(run.length)
        ]
        if following is not None:
            steps += filler.between(stop, following.quotation, here, following.passage)
    steps += filler.tail(last.quotation + last.length, last.passage + last.length)
    return _tight(steps, sought, ground, params)


def score(steps: Sequence[Step], sought: Sought, ground: Ground, params: Params) -> float:
    """The bits of all words that match, a half where they are only alike, less the cost of the gaps between."""
    return sum(_worth(group, sought, ground, params) for group in _groups(steps))


def _groups(steps: Sequence[Step]) -> list[list[Step]]:
    """Matches that stand together, and what stands between them."""
    return [list(group) for _, group in groupby(steps, key=lambda step: step.matches)]


def _worth(group: Sequence[Step], sought: Sought, ground: Ground, params: Params) -> float:
    if group[0].matches:
        return sum(_bits(step, before, sought) for before, step in pairwise([None, *group]) if step)
    start, stop = group[0].quotation[0], group[-1].quotation[1]
    left_out = ground.left_out(group[0].passage[0], group[-1].passage[1])
    return -gap_cost(sought, start, stop, left_out, params)


def _bits(step: Step, before: Step | None, sought: Sought) -> float:
    """A word is worth less right after the word that it stands after."""
    start, stop = step.quotation
    if step.kind == "like":
        return sought.bits[start] / 2
    follows = before is not None and before.kind == "same"
    return sought.company[stop] - sought.company[start] if follows else sought.worth(start, stop)


# -- the ends --------------------------------------------------------------------------------------------------------


def _tight(steps: list[Step], sought: Sought, ground: Ground, params: Params) -> list[Step]:
    """The stretch of the layout that is worth most; words of the quotation outside it are inserts at its edges."""
    groups = _groups(steps)
    first, last = _best_stretch([_worth(group, sought, ground, params) for group in groups])
    core = [step for group in groups[first : last + 1] for step in group]
    begin, end = core[0], core[-1]
    head = _inserted(sought, 0, begin.quotation[0], begin.passage[0])
    return [*head, *core, *_inserted(sought, end.quotation[1], len(sought), end.passage[1])]


def _best_stretch(worth: Sequence[float]) -> tuple[int, int]:
    """First and last index of the neighbours of greatest sum; the shortest of several."""
    best, bounds, start, reached = float("-inf"), (0, 0), 0, 0.0
    for here, value in enumerate(worth):
        if reached <= 0:
            start, reached = here, 0.0
        reached += value
        if reached > best:
            best, bounds = reached, (start, here)
    return bounds


def _inserted(sought: Sought, start: int, stop: int, passage: int) -> list[Step]:
    """Words that the passage does not have, parted at the author's marks."""
    marks = [mark.before for mark in sought.marks if start < mark.before < stop]
    edges = sorted({start, *marks, stop})
    return [Step("insert", words, (passage, passage)) for words in pairwise(edges)]


# -- the gaps --------------------------------------------------------------------------------------------------------


class _Pair(NamedTuple):
    """Words that could face each other, and what that is worth; or an edge of the gap."""

    quotation: tuple[int, int]
    passage: tuple[int, int]
    kind: StepKind
    bits: float


class _Filler:
    """Fills the gaps of one chain. A gap is filled as a chain is made: by the best way through the pairs of words that
    are the same or alike, what lies between costing as much as anywhere."""

    def __init__(self, sought: Sought, ground: Ground, params: Params) -> None:
        self.sought, self.ground, self.params = sought, ground, params

    def head(self, stop: int, passage: int) -> list[Step]:
        """Words 0 to `stop` of the quotation, laid before position `passage`."""
        if not stop:
            return []
        near = max(0, stop - self.params.edge)
        room = passage - 2 * (stop - near) - self.params.slack
        room = max(self.ground.start, room - self.ground.asides.words_touching(room, passage))
        way = self._way(_edge(0, room), self._pairs(near, stop, room, passage), _edge(stop, passage), free=0)
        edge = way[1].passage[0]
        return [*_inserted(self.sought, 0, way[1].quotation[0], edge), *self._steps(way[1:])]

    def tail(self, start: int, passage: int) -> list[Step]:
        """Words `start` to the end of the quotation, laid from position `passage` on."""
        words = len(self.sought)
        if start == words:
            return []
        near = min(words, start + self.params.edge)
        room = passage + 2 * (near - start) + self.params.slack
        room = min(self.ground.stop, room + self.ground.asides.words_touching(passage, room))
        way = self._way(_edge(start, passage), self._pairs(start, near, passage, room), _edge(words, room), free=-1)
        edge = way[-2].passage[1]
        return [*self._steps(way[:-1]), *_inserted(self.sought, way[-2].quotation[1], words, edge)]

    def between(self, start: int, stop: int, first: int, last: int) -> list[Step]:
        """Words `start` to `stop` laid on positions `first` to `last`, all of both."""
        if start == stop or first == last:
            return self._gap(start, stop, first, last)
        room = 2 * (stop - start) + self.params.slack
        if last - first <= 2 * room:
            pairs = self._pairs(start, stop, first, last)
        else:
            pairs = sorted(self._pairs(start, stop, first, first + room) + self._pairs(start, stop, last - room, last))
        return self._steps(self._way(_edge(start, first), pairs, _edge(stop, last)))

    def _way(self, start: _Pair, pairs: list[_Pair], stop: _Pair, free: int | None = None) -> list[_Pair]:
        """The best way from edge to edge. Words of the passage at the edge `free` (0 or −1) are no part of it."""
        links = [start, *pairs, stop]
        outside = None if free is None else links[free]

        def step(before: _Pair, after: _Pair) -> float | None:
            if before.passage[1] > after.passage[0] or before.quotation[1] > after.quotation[0]:
                return None
            beyond = before is outside or after is outside
            left_out = 0 if beyond else self.ground.left_out(before.passage[1], after.passage[0])
            return gap_cost(self.sought, before.quotation[1], after.quotation[0], left_out, self.params)

        return best_path(links, [link.bits for link in links], step, through=True)[0]

    def _pairs(self, start: int, stop: int, first: int, last: int) -> list[_Pair]:
        """The pairs worth most, by their place in the quotation."""
        if start == stop or first == last:
            return []
        wanted, there = self.sought.letters[start:stop], self.ground.letters(first, last)
        unlike = cdist(wanted, there, scorer=Levenshtein.normalized_distance, score_cutoff=UNLIKE)
        pairs = self._joined(wanted, there, start, first)
        for i, j in np.argwhere(unlike <= UNLIKE).tolist():
            kind: StepKind = "same" if wanted[i] == there[j] else "like"
            if kind == "same" or min(len(wanted[i]), len(there[j])) >= SHORTEST:
                bits = self.sought.bits[start + i] / (1 if kind == "same" else 2)
                pairs.append(_Pair((start + i, start + i + 1), (first + j, first + j + 1), kind, bits))
        return sorted(sorted(pairs, key=lambda pair: -pair.bits)[: self.params.pairs])

    def _joined(self, wanted: Sequence[str], there: Sequence[str], start: int, first: int) -> list[_Pair]:
        """One word against two that make it."""
        bits, marked = self.sought.bits, {mark.before for mark in self.sought.marks}
        twos = {one + two: j for j, (one, two) in enumerate(pairwise(there))}
        ones = {one: j for j, one in enumerate(there)}
        parted = [
            _Pair((start + i, start + i + 1), (first + twos[word], first + twos[word] + 2), "same", bits[start + i])
            for i, word in enumerate(wanted)
            if word in twos
        ]
        return parted + [
            _Pair((start + i, start + i + 2), (first + ones[both], first + ones[both] + 1), "same",
                  bits[start + i] + bits[start + i + 1])
            for i, both in enumerate(map("".join, pairwise(wanted)))
            if both in ones and start + i + 1 not in marked
        ]  # fmt: skip

    def _steps(self, way: Sequence[_Pair]) -> list[Step]:
        steps: list[Step] = []
        for before, after in pairwise(way):
            steps += self._gap(before.quotation[1], after.quotation[0], before.passage[1], after.passage[0])
            if after.kind in ("same", "like"):
                steps.append(Step(after.kind, after.quotation, after.passage))
        return steps

    def _gap(self, start: int, stop: int, first: int, last: int) -> list[Step]:
        """Words that do not match, on one side or on both."""
        if start == stop or first == last:
            omitted = [Step("omit", (stop, stop), (first, last))] if first < last else []
            return omitted or _inserted(self.sought, start, stop, first)
        dots = [mark.before for mark in self.sought.marks if mark.ellipsis and start <= mark.before <= stop]
        if dots:
            hidden = Step("omit", (dots[0], dots[0]), (first, last))
            return [
                *_inserted(self.sought, start, dots[0], first),
                hidden,
                *_inserted(self.sought, dots[0], stop, last),
            ]
        return self._facing(start, stop, first, last)

    def _facing(self, start: int, stop: int, first: int, last: int) -> list[Step]:
        """Other words on both sides: one by one where they are as many, and never over a mark."""
        if stop - start == last - first:
            return [Step("other", (start + i, start + i + 1), (first + i, first + i + 1)) for i in range(stop - start)]
        marks = [mark.before for mark in self.sought.marks if start < mark.before < stop]
        edge = min([*marks, stop])
        return [Step("other", (start, edge), (first, last)), *_inserted(self.sought, edge, stop, last)]


def _edge(quotation: int, passage: int) -> _Pair:
    return _Pair((quotation, quotation), (passage, passage), "insert", 0.0)
