"""Alignment: a chain laid out word by word, its gaps filled and its ends drawn out to the whole quotation.

The result is a *layout*: steps in order that touch on both sides, `quotation` and `passage` being half-open stretches
of words (of the quotation; of the segment). The first and the last step that have a passage are matches: the passage is
as tight as can be, and quotation words beyond it are inserts.

    same    the same folded words; one word may face two ("good will", "goodwill")
    like    two words that differ in a letter or two
    other   words against other words
    insert  the passage has none of these words
    omit    the quotation has none of these words
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from quoth.engine.chain import Chain, gap_cost
from quoth.engine.params import Params
from quoth.engine.sought import Sought
from quoth.fold import folded
from quoth.library.segment import GUARDS, Segment

__all__ = ["Ground", "Step", "StepKind", "alike", "lay_out", "score"]

StepKind = Literal["same", "like", "other", "insert", "omit"]


class Step(NamedTuple):
    """See the module."""

    kind: StepKind
    quotation: tuple[int, int]
    passage: tuple[int, int]

    @property
    def matches(self) -> bool:
        return self.kind in ("same", "like")


class Ground:
    """One witness of a segment, with its text: where a chain is laid out."""

    def __init__(self, segment: Segment, witness: int, text: str) -> None:
        self.segment, self.witness, self.text = segment, witness, text
        self.start = int(segment.first[witness])
        self.stop = int(segment.first[witness + 1]) - GUARDS

    def words(self, start: int, stop: int) -> list[int]:
        words: list[int] = self.segment.words[start:stop].tolist()
        return words

    def span(self, position: int) -> tuple[int, int]:
        """Code points of the word at `position`."""
        return int(self.segment.starts[position]), int(self.segment.stops[position])

    def letters(self, start: int, stop: int) -> list[str]:
        """The folded letters of these words."""
        starts, stops = self.segment.starts[start:stop].tolist(), self.segment.stops[start:stop].tolist()
        return [folded(self.text[first:last]) for first, last in zip(starts, stops, strict=True)]


def alike(one: str, other: str) -> bool:
    """Whether two words could be one word and its damage or its other spelling: two letters in three stand."""
    longest = max(len(one), len(other))
    return longest > 2 and Levenshtein.normalized_distance(one, other, score_cutoff=0.34) <= 0.34


def lay_out(sought: Sought, chain: Chain, ground: Ground, params: Params) -> list[Step]:
    """The layout of the whole quotation along the chain."""
    aligner = _Aligner(sought, ground, params)
    first, last = chain.runs[0], chain.runs[-1]
    steps = aligner.head(first.quotation, first.passage)
    for run, following in pairwise([*chain.runs, None]):
        assert run is not None
        stop, here = run.quotation + run.length, run.passage + run.length
        steps += _same(run.quotation, run.passage, run.length)
        if following is not None:
            steps += aligner.between(stop, following.quotation, here, following.passage)
    steps += aligner.tail(last.quotation + last.length, last.passage + last.length)
    return _tight(_joined(steps), sought, params)


def score(steps: Sequence[Step], sought: Sought, params: Params) -> float:
    """The bits of all words that match, a half where they are only alike, less the cost of the gaps between."""
    gained = sum(_gain(step, sought) for step in steps if step.matches)
    return gained - sum(_cost(gap, sought, params) for gap in _gaps(steps))


def _gain(step: Step, sought: Sought) -> float:
    bits = sum(sought.bits[slice(*step.quotation)])
    return bits if step.kind == "same" else bits / 2


def _gaps(steps: Sequence[Step]) -> list[list[Step]]:
    return [list(group) for matches, group in groupby(steps, key=lambda step: step.matches) if not matches]


def _cost(gap: Sequence[Step], sought: Sought, params: Params) -> float:
    start, stop = gap[0].quotation[0], gap[-1].quotation[1]
    return gap_cost(sought, start, stop, gap[-1].passage[1] - gap[0].passage[0], params)


def _same(quotation: int, passage: int, length: int) -> list[Step]:
    return [Step("same", (quotation + i, quotation + i + 1), (passage + i, passage + i + 1)) for i in range(length)]


def _joined(steps: Sequence[Step]) -> list[Step]:
    """Neighbours of one kind made one, but for pairs of single words that match."""
    joined: list[Step] = []
    for step in steps:
        if joined and joined[-1].kind == step.kind and not step.matches:
            last = joined[-1]
            step = Step(step.kind, (last.quotation[0], step.quotation[1]), (last.passage[0], step.passage[1]))  # noqa: PLW2901
            joined.pop()
        joined.append(step)
    return joined


# -- gaps ------------------------------------------------------------------------------------------------------------


class _Aligner:
    def __init__(self, sought: Sought, ground: Ground, params: Params) -> None:
        self.sought, self.ground, self.params = sought, ground, params

    def head(self, stop: int, passage: int) -> list[Step]:
        """Words 0 to `stop` of the quotation, laid before position `passage`."""
        if not stop:
            return []
        room = max(self.ground.start, passage - 2 * stop - self.params.slack)
        return _Grid(self, 0, stop, room, passage).steps(open_left=True)

    def tail(self, start: int, passage: int) -> list[Step]:
        """Words `start` to the end of the quotation, laid from position `passage` on."""
        missing = len(self.sought) - start
        if not missing:
            return []
        room = min(self.ground.stop, passage + 2 * missing + self.params.slack)
        return _Grid(self, start, len(self.sought), passage, room).steps(open_right=True)

    def between(self, start: int, stop: int, first: int, last: int) -> list[Step]:
        """Words `start` to `stop` laid on positions `first` to `last`, all of both."""
        if start == stop:
            return [Step("omit", (start, start), (first, last))] if first < last else []
        if first == last:
            return [Step("insert", (start, stop), (first, first))]
        if (stop - start) * (last - first) > self.params.cells:
            return self._coarsely(start, stop, first, last)
        return _Grid(self, start, stop, first, last).steps()

    def _coarsely(self, start: int, stop: int, first: int, last: int) -> list[Step]:
        """A gap too wide to fill with care: only equal words are paired, the most there are."""
        wanted, there = list(self.sought.hashes[start:stop]), self.ground.words(first, last)
        steps: list[Step] = []
        for block in LCSseq.opcodes(wanted, there):
            a, b, c, d = (
                block.src_start + start,
                block.src_end + start,
                block.dest_start + first,
                block.dest_end + first,
            )
            if block.tag == "equal":
                steps += _same(a, c, b - a)
            if block.tag in ("insert", "replace"):
                steps.append(Step("omit", (a, a), (c, d)))
            if block.tag in ("delete", "replace"):
                steps.append(Step("insert", (a, b), (d, d)))
        return steps


class _Grid:
    """Words of the quotation against words of the witness: the way of most bits, gaps beginning dear and growing cheap.

    Three tables, rows the quotation and columns the passage: the best worth of a way that ends in a pair, in words
    inserted, in words omitted. A way back is kept for each as the number of the table it came from and how far.
    """

    PAIR, INSERT, OMIT = range(3)
    INSERTED, OMITTED, HIDDEN, OTHER = 1.0, 0.15, 0.02, 2.0  # bits a word

    def __init__(self, aligner: _Aligner, start: int, stop: int, first: int, last: int) -> None:
        self.aligner, self.start, self.first = aligner, start, first
        self.wanted = aligner.sought.letters[start:stop]
        self.bits = aligner.sought.bits[start:stop]
        self.there = aligner.ground.letters(first, last)

    @cached_property
    def gains(self) -> dict[tuple[int, int], tuple[float, int, int]]:
        """What facing words are worth, by the cell they end in, with how many face how many; other pairs lose."""
        gains: dict[tuple[int, int], tuple[float, int, int]] = {}
        wanted, there = self.wanted, self.there
        for i, word in enumerate(wanted):
            for j, other in enumerate(there):
                if word == other:
                    gains[i + 1, j + 1] = (self.bits[i], 1, 1)
                elif i + 1 < len(wanted) and other == word + wanted[i + 1]:
                    gains[i + 2, j + 1] = (self.bits[i] + self.bits[i + 1], 2, 1)
                elif j + 1 < len(there) and word == other + there[j + 1]:
                    gains[i + 1, j + 2] = (self.bits[i], 1, 2)
                elif (i + 1, j + 1) not in gains and alike(word, other):
                    gains[i + 1, j + 1] = (self.bits[i] / 2, 1, 1)
        return gains

    def steps(self, *, open_left: bool = False, open_right: bool = False) -> list[Step]:
        """The best way. Where a side is open, the passage may begin or end anywhere on it."""
        if not self.gains and (open_left or open_right):
            edge = len(self.there) if open_left else 0
            return [self._step("insert", 0, len(self.wanted), edge, edge)]
        tables, back = self._filled(open_left=open_left)
        rows, columns = len(self.wanted), len(self.there)
        column = columns
        if open_right:
            column = max(range(columns + 1), key=lambda j: (max(table[rows][j] for table in tables), -j))
        return self._traced(tables, back, rows, column, open_left=open_left)

    def _filled(self, *, open_left: bool) -> tuple[list[list[list[float]]], list[list[list[tuple[int, int, int]]]]]:
        rows, columns = len(self.wanted), len(self.there)
        nowhere = float("-inf")
        tables = [[[nowhere] * (columns + 1) for _ in range(rows + 1)] for _ in range(3)]
        back = [[[(0, 0, 0)] * (columns + 1) for _ in range(rows + 1)] for _ in range(3)]
        pair, insert, omit = tables
        gap = self.aligner.params.gap
        hides = [self.aligner.sought.marks_before(self.start + i) != () for i in range(rows + 1)]
        pair[0][0] = 0.0
        if open_left:
            pair[0] = [0.0] * (columns + 1)
        for i in range(rows + 1):
            begin, more = (0.0, self.HIDDEN) if hides[i] else (gap, self.OMITTED)
            for j in range(columns + 1):
                if i:
                    fresh, longer = max(pair[i - 1][j], omit[i - 1][j]) - gap, insert[i - 1][j]
                    insert[i][j] = max(fresh, longer) - self.INSERTED
                    table = (
                        self.INSERT if longer >= fresh else self.OMIT if omit[i - 1][j] > pair[i - 1][j] else self.PAIR
                    )
                    back[self.INSERT][i][j] = (table, 1, 0)
                if j and not (open_left and not i):
                    fresh, longer = max(pair[i][j - 1], insert[i][j - 1]) - begin, omit[i][j - 1]
                    omit[i][j] = max(fresh, longer) - more
                    table = (
                        self.OMIT
                        if longer >= fresh
                        else self.INSERT
                        if insert[i][j - 1] > pair[i][j - 1]
                        else self.PAIR
                    )
                    back[self.OMIT][i][j] = (table, 0, 1)
                if i and j:
                    gain, down, right = self.gains.get((i, j), (-self.OTHER, 1, 1))
                    worth = [table[i - down][j - right] for table in tables]
                    best = max(range(3), key=worth.__getitem__)
                    pair[i][j] = worth[best] + gain
                    back[self.PAIR][i][j] = (best, down, right)
        return tables, back

    def _traced(
        self,
        tables: list[list[list[float]]],
        back: list[list[list[tuple[int, int, int]]]],
        i: int,
        j: int,
        *,
        open_left: bool,
    ) -> list[Step]:
        table = max(range(3), key=lambda t: tables[t][i][j])
        steps: list[Step] = []
        while i or (j and not open_left):
            come_from, down, right = back[table][i][j]
            steps.append(self._step(self._kind(table, i, j), i - down, i, j - right, j))
            table, i, j = come_from, i - down, j - right
        return steps[::-1]

    def _kind(self, table: int, i: int, j: int) -> StepKind:
        if table != self.PAIR:
            return "insert" if table == self.INSERT else "omit"
        gain = self.gains.get((i, j))
        if gain is None:
            return "other"
        return "like" if gain[1:] == (1, 1) and self.wanted[i - 1] != self.there[j - 1] else "same"

    def _step(self, kind: StepKind, a: int, b: int, c: int, d: int) -> Step:
        return Step(kind, (self.start + a, self.start + b), (self.first + c, self.first + d))


# -- after the filling -----------------------------------------------------------------------------------------------


def _tight(steps: list[Step], sought: Sought, params: Params) -> list[Step]:
    """The stretch of the layout that is worth most; words of the quotation outside it are inserts at its edges."""
    groups = [list(group) for _, group in groupby(steps, key=lambda step: step.matches)]
    worth = [
        sum(_gain(step, sought) for step in group) if group[0].matches else -_cost(group, sought, params)
        for group in groups
    ]
    first, last = _best_stretch(worth)
    core = [step for group in groups[first : last + 1] for step in group]
    begin, end = core[0], core[-1]
    head = Step("insert", (0, begin.quotation[0]), (begin.passage[0], begin.passage[0]))
    tail = Step("insert", (end.quotation[1], len(sought)), (end.passage[1], end.passage[1]))
    return [step for step in (head, *core, tail) if step.kind != "insert" or step.quotation[0] < step.quotation[1]]


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
