"""Pairs of words that could face each other in a gap of a chain, and the best way through them.

A pair is a row of (word, word, position, position, kind), int64: words half-open on both sides; or an edge of the gap,
of no words. Pairs are in order of their first word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.engine.asides import Interruptions
from quoth.engine.chain import interrupting, spent, traced
from quoth.engine.params import Prices
from quoth.engine.sought import Weights

__all__ = ["EDGE", "LIKE", "OPEN", "SAME", "edge", "filled", "spelled"]

SAME, LIKE, EDGE, OPEN = range(4)
# OPEN: an edge such that words of the passage between it and a pair are no part of it

UNLIKE = 0.34  # share of letters by which two words may differ and still be like
SHORTEST = 4  # letters: shorter words are the same or not

Spelled = tuple[NDArray[np.uint32], NDArray[np.int64]]
Faced = tuple[Spelled, Spelled, NDArray[np.int64], NDArray[np.bool_]]
Row = tuple[int, int, int, int, int]


def spelled(words: Sequence[str]) -> Spelled:
    """The letters of the words, one word after the other, and where each begins and the last ends."""
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    return letters, np.fromiter(accumulate(map(len, words), initial=0), np.int64, len(words) + 1)


def edge(word: int, position: int, kind: int) -> Row:
    return word, word, position, position, kind


@kernel
def filled(
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
