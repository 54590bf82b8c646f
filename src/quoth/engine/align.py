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
from itertools import accumulate, groupby, pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.engine.asides import Interruptions
from quoth.engine.chain import Chain, gap_cost, interrupting, spent, traced
from quoth.engine.ground import Ground
from quoth.engine.params import Params, Prices
from quoth.engine.sought import Sought, Weights

__all__ = ["Step", "StepKind", "lay_out", "score"]

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
        there = _spelled([letters for window in windows for letters in ground.letters(*window)])
        wanted = _spelled(sought.letters[slice(*words)])
        parted = sought.parted[words[0] : words[1] + 1]
        edges = words[0], _edge(*begin), _edge(*end)
        limits = self.params.pairs, self.params.prices
        way = _filled((wanted, there, places, parted), edges, sought.weights, ground.asides.places, limits)
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


# -- pairs -----------------------------------------------------------------------------------------------------------
# A pair is a row of (word, word, position, position, kind), int64: words that could face each other, half-open on both
# sides; or an edge of the gap, of no words. Pairs are in order of their first word.

SAME, LIKE, EDGE, OPEN = range(
    4
)  # OPEN: an edge such that words of the passage between it and a pair are no part of it

Spelled = tuple[NDArray[np.uint32], NDArray[np.int64]]
Faced = tuple[Spelled, Spelled, NDArray[np.int64], NDArray[np.bool_]]
Row = tuple[int, int, int, int, int]


def _spelled(words: Sequence[str]) -> Spelled:
    """The letters of the words, one word after the other, and where each begins and the last ends."""
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    return letters, np.fromiter(accumulate(map(len, words), initial=0), np.int64, len(words) + 1)


def _edge(word: int, position: int, kind: int) -> Row:
    return word, word, position, position, kind


@kernel
def _filled(
    faced: Faced, edges: tuple[int, Row, Row], weights: Weights, asides: Interruptions, limits: tuple[int, Prices]
) -> NDArray[np.int64]:
    """The pairs that the best way goes through from one edge to the other, both with it. `faced` as for `_pairs`, the
    first of its words being word edges[0] of the quotation; at most limits[0] pairs are weighed."""
    wanted, there, places, parted = faced
    (first, begin, end), (most, prices) = edges, limits
    pairs = _pairs(wanted, there, places, parted)
    pairs[:, :2] += first
    pairs = _worthiest(pairs, weights[0], most)
    links = np.empty((len(pairs) + 2, 5), np.int64)
    links[1:-1] = pairs
    for column in range(5):
        links[0, column], links[-1, column] = begin[column], end[column]
    return links[_best_way(links, weights, asides, prices)]


@kernel
def _worthiest(pairs: NDArray[np.int64], bits: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """At most so many of the pairs."""
    if len(pairs) <= most:
        return pairs
    worth = np.zeros(len(pairs))
    for pair in range(len(pairs)):
        start, stop, kind = pairs[pair, 0], pairs[pair, 1], pairs[pair, 4]
        worth[pair] = bits[start] + (bits[stop - 1] if stop > start + 1 else 0.0)
        worth[pair] /= 1 + kind
    return pairs[np.sort(np.argsort(-worth, kind="mergesort")[:most])]


@kernel
def _pairs(wanted: Spelled, there: Spelled, places: NDArray[np.int64], parted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """All pairs of the words `wanted`, counted from 0, and those `there`, which stand at `places`. Two words that a
    mark parts, or that do not stand side by side, face nothing together."""
    words, others = len(wanted[1]) - 1, len(there[1]) - 1
    pairs = np.empty((3 * words * others, 5), np.int64)
    size = 0
    for word in range(words):
        for other in range(others):
            for stop, after in ((word + 1, other + 1), (word + 2, other + 1), (word + 1, other + 2)):
                if stop > words or after > others or (stop > word + 1 and parted[word + 1]):
                    continue
                if places[after - 1] != places[other] + after - 1 - other:
                    continue
                kind = _likeness(_letters(wanted, word, stop), _letters(there, other, after))
                if kind == SAME or (kind == LIKE and stop - word == after - other):
                    pairs[size, 0], pairs[size, 1] = word, stop
                    pairs[size, 2], pairs[size, 3] = places[other], places[after - 1] + 1
                    pairs[size, 4] = kind
                    size += 1
    return pairs[:size]


@kernel
def _letters(spelled: Spelled, start: int, stop: int) -> NDArray[np.uint32]:
    """Those of the words from `start` to `stop`, in a row."""
    letters, bounds = spelled
    return letters[bounds[start] : bounds[stop]]


@kernel
def _likeness(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> int:
    """SAME, LIKE, or −1 for neither."""
    longer, shorter = max(len(one), len(two)), min(len(one), len(two))
    allowed = int(UNLIKE * longer) if shorter >= SHORTEST else 0
    if longer - shorter > allowed:
        return -1
    distance = _distance(one, two) if allowed else _unequal(one, two)
    return SAME if distance == 0 else LIKE if distance <= allowed else -1


@kernel
def _unequal(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> int:
    for at in range(len(one)):
        if one[at] != two[at]:
            return 1
    return 0


@kernel
def _distance(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> int:
    """How many letters must be put in, left out or changed to make one of the other (Levenshtein)."""
    row = np.arange(len(two) + 1)
    for i in range(len(one)):
        corner, row[0] = row[0], i + 1
        for j in range(len(two)):
            best = min(row[j + 1], row[j]) + 1
            best = min(best, corner + (one[i] != two[j]))
            corner, row[j + 1] = row[j + 1], best
    return int(row[-1])


@kernel
def _best_way(links: NDArray[np.int64], weights: Weights, asides: Interruptions, prices: Prices) -> NDArray[np.int64]:
    """The numbers of the pairs that the best way from the first to the last goes through."""
    bits, _, dots = weights
    best, before = np.full(len(links), -np.inf), np.full(len(links), -1, np.int64)
    best[0] = 0.0
    for here in range(1, len(links)):
        word, position, kind = links[here, 0], links[here, 2], links[here, 4]
        gain = bits[word : links[here, 1]].sum() / (1 + (kind == LIKE))
        for earlier in range(here - 1, -1, -1):
            stop, passed = links[earlier, 1], links[earlier, 3]
            if best[earlier] + gain <= best[here] or stop > word or passed > position:
                continue
            left_out = 0
            if kind != OPEN and links[earlier, 4] != OPEN:
                left_out = position - passed - interrupting(passed, position, asides)
            reached = best[earlier] + gain - spent(stop, word, left_out, dots, prices)
            if reached > best[here]:
                best[here], before[here] = reached, earlier
    return traced(before, len(links) - 1)
