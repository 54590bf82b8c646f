"""Alignment: a chain laid out word by word, its gaps filled and its ends drawn out to the whole quotation.

The result is a *layout*: steps in order that touch on both sides, `quotation` and `passage` being half-open stretches
of words (of the quotation; of the stacks). The first and the last step that have a passage are matches: the passage
is as tight as can be, and words of the quotation beyond it are inserts. No step reaches over a mark of the author's.

    same    the same folded words, one for one; or one word that faces two ("good will", "goodwill")
    like    words of which two letters in three are the same
    other   words against other words
    insert  the passage has none of these words
    omit    the quotation has none of these words
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

import numpy as np

from quoth.engine.chain import Chain, gap_cost
from quoth.engine.ground import Ground
from quoth.engine.pairs import EDGE, LIKE, OPEN, SAME, edge, filled, spelled
from quoth.engine.params import Params
from quoth.engine.sought import Sought

__all__ = ["Step", "StepKind", "lay_out", "score"]

StepKind = Literal["same", "like", "other", "insert", "omit"]


class Step(NamedTuple):
    """See the module."""

    kind: StepKind
    quotation: tuple[int, int]
    passage: tuple[int, int]

    @property
    def matches(self) -> bool:
        return self.kind in ("same", "like")


def lay_out(sought: Sought, chain: Chain, ground: Ground, params: Params) -> list[Step]:
    """The layout of the whole quotation along the chain, or along what is left of it without a few words at an end that
    stand far off: chains know nothing of words that are only alike, and those may stand right where they belong."""
    filler = _Filler(sought, ground, params)
    runs = _anchors(chain.runs.tolist(), sought, params)
    ways = [runs, *_nearer(runs, sought, params)]
    if len(ways) == 1:
        return _laid_out(runs, filler)
    return max((_laid_out(way, filler) for way in ways), key=lambda steps: score(steps, sought, ground, params))


def _nearer(runs: list[list[int]], sought: Sought, params: Params) -> list[list[list[int]]]:
    """The runs without those at an end that stand far from the others, though no dots part them, and have few words."""
    nearer = []
    for at, (one, two) in enumerate(pairwise(runs), 1):
        far = _apart(one, two) > params.edge or _left_out(one, two) > params.far
        if far and not sought.broken(one[0] + one[2], two[0]):
            nearer += [runs[:at]] if len(sought) - two[0] <= params.edge else []
            nearer += [runs[at:]] if one[0] + one[2] <= params.edge else []
    return nearer


def _laid_out(runs: Sequence[list[int]], filler: _Filler) -> list[Step]:
    sought, ground, params = filler.sought, filler.ground, filler.params
    steps = filler.head(runs[0][0], runs[0][1])
    for at, (start, here, length) in enumerate(runs):
        steps += filler.same(start, start + length, here)
        for following, there, _ in runs[at + 1 : at + 2]:
            steps += filler.between(start + length, following, here + length, there)
    last, end, length = runs[-1]
    steps += filler.tail(last + length, end + length)
    return _tight(steps, sought, ground, params)


def _anchors(runs: Sequence[list[int]], sought: Sought, params: Params) -> list[list[int]]:
    """The runs that the layout is built on. A weak one that stands near another may stand there by chance: it comes
    back where the best way through the gap leads over it."""
    best = max(runs, key=lambda run: sought.worth(run[0], run[0] + run[2]))
    kept: list[list[int]] = []
    for at, run in enumerate(runs):
        weak = run is not best and sought.worth(run[0], run[0] + run[2]) < params.weak
        near = any(_apart(run, other) <= params.edge for other in (*kept[-1:], *runs[at + 1 : at + 2]))
        if not (weak and near):
            kept.append(run)
    return kept


def _apart(one: list[int], two: list[int]) -> int:
    """How many words stand between two runs, on the side that has more."""
    first, last = sorted([one, two])
    return max(last[0] - first[0] - first[2], last[1] - first[1] - first[2])


def _left_out(one: list[int], two: list[int]) -> int:
    """How many words more the passage has between two runs than the quotation."""
    return two[1] - one[1] - (two[0] - one[0])


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
        return float(sought.bits[start:stop].sum()) / 2
    follows = before is not None and before.kind == "same"
    return float(sought.company[stop] - sought.company[start]) if follows else sought.worth(start, stop)


# -- the ends --------------------------------------------------------------------------------------------------------


def _tight(steps: list[Step], sought: Sought, ground: Ground, params: Params) -> list[Step]:
    """The stretch of the layout that is worth most; words of the quotation outside it are inserts at its edges."""
    groups = _groups(steps)
    if len(groups) == 1:
        return steps
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
    return [Step("insert", words, (passage, passage)) for words in _parted(sought, start, stop)]


def _parted(sought: Sought, start: int, stop: int) -> list[tuple[int, int]]:
    """The words `start` to `stop`, parted at the author's marks."""
    if not sought.marks:
        return [(start, stop)] if start < stop else []
    return list(pairwise(sorted({start, *(mark.before for mark in sought.marks if start < mark.before < stop), stop})))


# -- the gaps --------------------------------------------------------------------------------------------------------


class _Filler:
    """Fills the gaps of one chain. A gap is filled as a chain is made: by the best way through the pairs of words that
    are the same or alike, what lies between costing as much as anywhere."""

    def __init__(self, sought: Sought, ground: Ground, params: Params) -> None:
        self.sought, self.ground, self.params = sought, ground, params

    def same(self, start: int, stop: int, passage: int) -> list[Step]:
        """Words `start` to `stop` that stand one for one from `passage` on."""
        ahead = passage - start
        return [Step("same", (a, b), (a + ahead, b + ahead)) for a, b in _parted(self.sought, start, stop)]

    def head(self, stop: int, passage: int) -> list[Step]:
        """Words 0 to `stop` of the quotation, laid before position `passage`."""
        if not stop:
            return []
        near = max(0, stop - self.params.edge)
        room = passage - 2 * (stop - near) - self.params.slack
        room = max(self.ground.start, room - self.ground.asides.touching(room, passage))
        way = self._way((0, room, OPEN), (near, stop), [(room, passage)], (stop, passage, EDGE))[1:]
        begin, edge = way[0][0], way[0][2]
        return [*_inserted(self.sought, 0, begin, edge), *self._steps([[begin, begin, edge, edge, EDGE], *way])]

    def tail(self, start: int, passage: int) -> list[Step]:
        """Words `start` to the end of the quotation, laid from position `passage` on."""
        words = len(self.sought)
        if start == words:
            return []
        near = min(words, start + self.params.edge)
        room = passage + 2 * (near - start) + self.params.slack
        room = min(self.ground.stop, room + self.ground.asides.touching(passage, room))
        way = self._way((start, passage, EDGE), (start, near), [(passage, room)], (words, room, OPEN))[:-1]
        return [*self._steps(way), *_inserted(self.sought, way[-1][1], words, way[-1][3])]

    def between(self, start: int, stop: int, first: int, last: int) -> list[Step]:
        """Words `start` to `stop` laid on positions `first` to `last`, all of both."""
        if start == stop or first == last:
            return self._gap(start, stop, first, last)
        room = 2 * (stop - start) + self.params.slack
        whole = last - first <= 2 * room
        windows = [(first, last)] if whole else [(first, first + room), (last - room, last)]
        return self._steps(self._way((start, first, EDGE), (start, stop), windows, (stop, last, EDGE)))

    def _way(
        self,
        begin: tuple[int, int, int],
        words: tuple[int, int],
        windows: Sequence[tuple[int, int]],
        end: tuple[int, int, int],
    ) -> list[list[int]]:
        """The best way from one edge to the other (word, position, EDGE or OPEN) through pairs of `words` and the words
        in `windows`."""
        sought, ground = self.sought, self.ground
        ranges = [np.arange(*window) for window in windows]
        places = ranges[0] if len(ranges) == 1 else np.concatenate(ranges)
        there = spelled([letters for window in windows for letters in ground.letters(*window)])
        wanted = spelled(sought.letters[slice(*words)])
        parted = sought.parted[words[0] : words[1] + 1]
        edges = words[0], edge(*begin), edge(*end)
        limits = self.params.pairs, self.params.prices
        way = filled((wanted, there, places, parted), edges, sought.weights, ground.asides.places, limits)
        rows: list[list[int]] = way.tolist()
        return rows

    def _steps(self, way: Sequence[Sequence[int]]) -> list[Step]:
        steps: list[Step] = []
        for before, after in pairwise(way):
            steps += self._gap(before[1], after[0], before[3], after[2])
            if after[4] in (SAME, LIKE):
                steps.append(Step("same" if after[4] == SAME else "like", (after[0], after[1]), (after[2], after[3])))
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
