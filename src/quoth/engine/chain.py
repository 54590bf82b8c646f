"""Chains: seeds of one witness that tell of one passage.

The best way through the runs of a region (see `regions`), both sides going forward, is a *chain*; chains of one witness
join over ellipses at any distance, and over what was left out in silence at some. What a chain is worth is the bits of
the words that its runs cover, less what its gaps cost: the −log2 of the chance to find the next run so near.

Runs are rows of (quotation, passage, length), int64: so many words from the one on stand, one for one, from the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.engine.asides import Asides, Interruptions
from quoth.engine.params import Params, Prices
from quoth.engine.regions import Weighed, by_quotation, regions, weighed, weights_of
from quoth.engine.seed import Seeds
from quoth.engine.sought import Sought, Weights

__all__ = ["Chain", "chains", "gap_cost", "interrupting", "spent", "traced"]


class Chain(NamedTuple):
    """Runs in order on both sides, in one witness."""

    witness: int
    runs: NDArray[np.int64]
    bits: float


def chains(asked: Sequence[tuple[Sought, float]], found: Seeds, asides: Asides, params: Params) -> list[list[Chain]]:
    """Of each quotation the chains, best first, at most `params.regions`; no two share a run. With each goes what a
    chain must be worth in bits: those that are worth less may be missing. `found` are the seeds of all."""
    if not len(found.passage):
        return [[] for _ in asked]
    every, first = weighed([sought for sought, _ in asked]), asides.stacks.first
    runs, bounds, edges = regions(asked, found, first, every, params)
    witnesses = np.searchsorted(first, runs[bounds[:-1], 1], side="right") - 1
    interruptions = asides.within(sorted(set(witnesses.tolist())))
    limits = params.joins, params.reach, params.prices
    ways, ends, counts, places, bits = _linked((runs, bounds, witnesses), edges, every, interruptions, limits)
    found_ways = zip(places.tolist(), pairwise(ends.tolist()), bits.tolist(), strict=True)
    made = [Chain(witness, ways[start:stop], worth) for witness, (start, stop), worth in found_ways]
    return [_best_first(made[start:stop]) for start, stop in pairwise(counts.tolist())]


def _best_first(made: list[Chain]) -> list[Chain]:
    return sorted(made, key=lambda chain: (-chain.bits, chain.runs.tolist())) if len(made) > 1 else made


def gap_cost(sought: Sought, start: int, stop: int, left_out: int, params: Params) -> float:
    """Bits that it costs to leave out so many words while passing over words `start` to `stop` of the quotation. Words
    in place of as many others are not left out in silence; more than those are."""
    return float(spent(start, stop, left_out, sought.dots, params.prices))


@kernel
def spent(start: int, stop: int, left_out: int, dots: NDArray[np.int64], prices: Prices) -> float:
    """See `gap_cost`."""
    if start == stop and left_out == 0:
        return 0.0
    skipped = math.log2(1.0 + stop - start)
    if dots[stop + 1] > dots[start]:
        return skipped + math.log2(1.0 + left_out)
    gap, silence = prices
    return gap + skipped + silence * math.log2(1.0 + max(0, left_out - (stop - start)))


# -- the best way ----------------------------------------------------------------------------------------------------


@kernel
def _way(
    ordered: NDArray[np.int64], weights: Weights, asides: Interruptions, reach: int, prices: Prices
) -> tuple[NDArray[np.int64], float]:
    """The runs of the best way, and what it is worth. They are given by quotation, then by passage."""
    bits, company, _ = weights
    best, before = np.zeros(len(ordered)), np.full(len(ordered), -1, np.int64)
    for here in range(len(ordered)):
        start, length = ordered[here, 0], ordered[here, 2]
        gain = best[here] = bits[start] + company[start + length] - company[start + 1]
        for earlier in range(here - 1, -1, -1):  # the nearest leave little for the others to better
            if best[earlier] + gain > best[here]:
                cost = _step(ordered[earlier], ordered[here], weights, asides, (reach, prices))
                if best[earlier] + gain - cost > best[here]:
                    best[here], before[here] = best[earlier] + gain - cost, earlier
    end = int(np.argmax(best))
    return _trimmed(ordered[traced(before, end)]), best[end]


@kernel
def _step(
    one: NDArray[np.int64],
    two: NDArray[np.int64],
    weights: Weights,
    asides: Interruptions,
    limits: tuple[int, Prices],
) -> float:
    """What it costs to go on from one run to another; infinite where no way leads. What both claim is the first's."""
    bits, company, dots = weights
    reach, prices = limits
    stop, passed = one[0] + one[2], one[1] + one[2]
    overlap = max(0, stop - two[0], passed - two[1])
    if one[0] == two[0] or one[1] >= two[1] or overlap >= two[2]:
        return np.inf
    start, there = two[0] + overlap, two[1] + overlap
    left_out = there - passed
    if left_out:
        left_out -= interrupting(passed, there, asides)
    if left_out > reach and dots[start + 1] == dots[stop]:
        return np.inf
    cost = spent(stop, start, left_out, dots, prices)
    if overlap:
        cost += bits[two[0]] - bits[start] + company[start + 1] - company[two[0] + 1]
    return cost


@kernel
def traced(before: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    """The way that ends there, from its beginning on."""
    way = np.empty(len(before), np.int64)
    size = 0
    while end >= 0:
        way[size] = end
        size += 1
        end = before[end]
    return way[:size][::-1]


@kernel
def _trimmed(runs: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same runs without overlap."""
    for at in range(1, len(runs)):
        stop, passed = runs[at - 1, 0] + runs[at - 1, 2], runs[at - 1, 1] + runs[at - 1, 2]
        overlap = max(0, stop - runs[at, 0], passed - runs[at, 1])
        runs[at, 0] += overlap
        runs[at, 1] += overlap
        runs[at, 2] -= overlap
    return runs


@kernel
def interrupting(start: int, stop: int, asides: Interruptions) -> int:
    """How many words of the positions `start` to `stop` are of asides that these hold whole."""
    begins, ends, words = asides
    if not len(begins):
        return 0
    low, high = np.searchsorted(begins, start), np.searchsorted(ends, stop, side="right")
    return words[high] - words[low] if low < high else 0


# -- over ellipses and silence ---------------------------------------------------------------------------------------


@kernel
def _linked(
    regions: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    edges: NDArray[np.int64],
    every: Weighed,
    asides: Interruptions,
    limits: tuple[int, int, Prices],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Of each quotation the best way through each of its regions, and those of one witness joined where joining pays.
    `regions` are runs of all, where those of each begin, witnesses; `edges` as in `Regions`. The runs of the ways,
    where those of each begin; of each quotation where its ways begin; the witnesses, and what each way is worth.
    """
    runs, bounds, witnesses = regions
    made = [(runs[:0], 0.0) for _ in range(0)]
    found, counts = [0 for _ in range(0)], np.zeros(len(edges), np.int64)
    for number in range(len(edges) - 1):
        start, stop = edges[number], edges[number + 1]
        own = runs, bounds[start : stop + 1], witnesses[start:stop]
        _link(own, weights_of(number, every), (asides, limits), made, found)
        counts[number + 1] = len(made)
    ends = np.zeros(len(made) + 1, np.int64)
    for at in range(len(made)):
        ends[at + 1] = ends[at] + len(made[at][0])
    return _together(made), ends, counts, np.array(found, np.int64), np.array([way[1] for way in made])


@kernel
def _link(
    regions: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    weights: Weights,
    costs: tuple[Interruptions, tuple[int, int, Prices]],
    made: list[tuple[NDArray[np.int64], float]],
    found: list[int],
) -> None:
    """Add the ways of one quotation to those made, their witnesses to those found. Ways are joined so many times
    in a witness, at most; each is used once. A way is opened for it: a stray run at its end may stand where the next
    belongs."""
    (runs, bounds, witnesses), (asides, (joins, reach, prices)) = regions, costs
    reach *= len(weights[0])
    ways = [_way(runs[bounds[at] : bounds[at + 1]], weights, asides, reach, prices) for at in range(len(witnesses))]
    for witness in np.unique(witnesses):
        rest = [ways[at] for at in range(len(ways)) if witnesses[at] == witness]
        for _ in range(joins):
            if len(rest) > 1:
                made.append(_way(by_quotation(_together(rest)), weights, asides, reach, prices))
                found.append(witness)
                rest = [way for way in rest if not _share(way[0], made[-1][0])]
        for way in rest:
            made.append(way)
            found.append(witness)


@kernel
def _together(ways: list[tuple[NDArray[np.int64], float]]) -> NDArray[np.int64]:
    """The runs of these ways, one after the other."""
    size = 0
    for way in ways:
        size += len(way[0])
    runs, size = np.empty((size, 3), np.int64), 0
    for way in ways:
        runs[size : size + len(way[0])] = way[0]
        size += len(way[0])
    return runs


@kernel
def _share(one: NDArray[np.int64], two: NDArray[np.int64]) -> bool:
    """Whether a run of the one ends in the passage where one of the other does: then they are one."""
    for run in one:
        for other in two:
            if run[1] + run[2] == other[1] + other[2]:
                return True
    return False
