"""Chains: seeds of one witness that tell of one passage.

Seeds on one diagonal (passage − quotation) that touch are a *run*; runs that stand near each other are a *region*; the
best way through the runs of a region, both sides going forward, is a *chain*; chains of one witness join over
ellipses at any distance, and over what was left out in silence at some. What a chain is worth is the bits of
the words that its runs cover, less what its gaps cost: the −log2 of the chance to find the next run so near.

Runs are rows of (quotation, passage, length), int64: so many words from the one on stand, one for one, from the other.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.engine.asides import Asides, Interruptions
from quoth.engine.params import Params, Prices
from quoth.engine.seed import Seeds
from quoth.engine.sought import Sought, Weights

__all__ = ["Chain", "chains", "gap_cost", "interrupting", "spent", "traced"]


class Chain(NamedTuple):
    """Runs in order on both sides, in one witness."""

    witness: int
    runs: NDArray[np.int64]
    bits: float


def chains(sought: Sought, found: Seeds, asides: Asides, params: Params, least: float) -> list[Chain]:
    """The chains, best first, at most `params.regions`; no two share a run. Chains that are worth less than `least`
    bits may be missing."""
    if not len(found.passage):
        return []
    runs, bounds = _promising(_along(found), asides.stacks.first, sought.weights, _wanted(sought, params, least))
    if len(bounds) == 1:
        return []
    witnesses = np.searchsorted(asides.stacks.first, runs[bounds[:-1], 1], side="right") - 1
    interruptions = asides.within(sorted(set(witnesses.tolist())))
    limits = params.joins, params.reach, params.prices
    ways, edges, places, bits = _linked((runs, bounds, witnesses), sought.weights, interruptions, limits)
    found_ways = zip(places.tolist(), pairwise(edges.tolist()), bits.tolist(), strict=True)
    made = [Chain(witness, ways[start:stop], worth) for witness, (start, stop), worth in found_ways]
    return sorted(made, key=lambda chain: (-chain.bits, chain.runs.tolist()))


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


# -- runs and regions ------------------------------------------------------------------------------------------------


class _Wanted(NamedTuple):
    """What regions are wanted: runs more than `stride` words apart are not of one; at most `regions`, of at most
    `runs` runs each; a region must promise `least` bits, its runs must be worth `worthy` bits, each by itself, all in
    all; and alone, or with others of its witness to which it takes `leap` bits to go, lead to a chain of `bits`."""

    stride: int
    regions: int
    runs: int
    least: float
    worthy: float
    leap: float
    bits: float


def _wanted(sought: Sought, params: Params, bits: float) -> _Wanted:
    apart = math.log2(1 + params.stride)
    leap = apart if len(sought.parts) > 2 else params.gap + params.silence * apart
    poorest = min(sought.worth(start, stop) for start, stop in pairwise(sought.parts))
    return _Wanted(
        stride=params.stride + len(sought) // 2,
        regions=params.regions,
        runs=params.runs,
        least=min(params.promise, poorest / 2),  # half of what the poorest part is worth, where that is little
        worthy=min(bits, leap),
        leap=leap,
        bits=bits,
    )


def _along(found: Seeds) -> NDArray[np.int64]:
    """The seeds in the order of their diagonals, each as a number: its diagonal, the word of the quotation where it
    begins, and its length. A quotation has fewer words than 2 to the 24th, a library fewer than 2 to the 37th."""
    return np.sort((((found.passage - found.quotation << 24) + found.quotation) << 2) + found.length)


@kernel
def _promising(
    along: NDArray[np.int64], first: NDArray[np.int64], weights: Weights, wanted: _Wanted
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The runs of the regions that promise most, those of each by quotation and then by passage, the best region first;
    and where each begins among them, and their number."""
    runs = _by_passage(_touching(along))
    bounds = _bounds(runs, first, wanted.stride)
    chosen, most = _chosen(runs, bounds, weights, wanted)
    kept, edges, size = np.empty((wanted.runs * len(chosen), 3), np.int64), np.zeros(len(chosen) + 1, np.int64), 0
    for number in range(len(chosen)):
        if _reaches(number, runs[bounds[chosen], 1], most, first, wanted):
            here = _longest(runs[bounds[chosen[number]] : bounds[chosen[number] + 1]], wanted.runs)
            kept[edges[size] : edges[size] + len(here)] = _by_quotation(here)
            size += 1
            edges[size] = edges[size - 1] + len(here)
    return kept[: edges[size]], edges[: size + 1]


@kernel
def _by_passage(runs: NDArray[np.int64]) -> NDArray[np.int64]:
    return runs[np.argsort((runs[:, 1] << 24) + runs[:, 0])]


@kernel
def _by_quotation(runs: NDArray[np.int64]) -> NDArray[np.int64]:
    return runs[np.argsort((runs[:, 0] << 39) + runs[:, 1])]


@kernel
def _longest(runs: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """So many of the runs."""
    return runs if len(runs) <= count else runs[np.argsort(-runs[:, 2], kind="mergesort")[:count]]


@kernel
def _touching(along: NDArray[np.int64]) -> NDArray[np.int64]:
    """Seeds (see `_along`) that touch on one diagonal as one, in their order."""
    runs = np.empty((len(along), 3), np.int64)
    size, head, stop = 0, along[0], along[0]
    for seed in along:
        begin = seed >> 2
        if size == 0 or begin > stop:
            runs[size, 0] = begin & 0xFFFFFF
            runs[size, 1] = (begin >> 24) + (begin & 0xFFFFFF)
            size += 1
            head = stop = begin
        # a longer seed may begin before a shorter and outlast it: the furthest stop so far counts
        stop = max(stop, begin + (seed & 3))
        runs[size - 1, 2] = stop - head
    return runs[:size]


@kernel
def _chosen(
    runs: NDArray[np.int64], bounds: NDArray[np.int64], weights: Weights, wanted: _Wanted
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The numbers of the regions that promise most, the best first, and the most that a chain can be worth in each."""
    count, least = wanted.regions, wanted.least
    rough = _rough(runs, bounds, weights, wanted.worthy)
    hopeful = np.flatnonzero(rough >= least)
    chosen, most, size = np.empty(count + 1, np.int64), np.empty(count + 1), 0
    for region in hopeful[np.argsort(-rough[hopeful], kind="mergesort")]:
        if size >= count and rough[region] < most[count - 1]:
            break
        promise = _promise(runs[bounds[region] : bounds[region + 1]], weights)
        if promise < least:
            continue
        place = size
        while place > 0 and most[place - 1] < promise:
            chosen[place], most[place] = chosen[place - 1], most[place - 1]
            place -= 1
        chosen[place], most[place] = region, promise
        size = min(size + 1, count)
    for number in range(size):
        most[number] += _extra(runs[bounds[chosen[number]] : bounds[chosen[number] + 1]], weights)
    return chosen[:size], most[:size]


@kernel
def _rough(runs: NDArray[np.int64], bounds: NDArray[np.int64], weights: Weights, worthy: float) -> NDArray[np.float64]:
    """What each region promises at most; −1 where its runs are not worth enough."""
    bits, company, _ = weights
    rough = np.zeros(len(bounds) - 1)
    for region in range(len(rough)):
        alone = 0.0
        for run in runs[bounds[region] : bounds[region + 1]]:
            rough[region] += company[run[0] + run[2]] - company[run[0]]
            alone += bits[run[0]] + company[run[0] + run[2]] - company[run[0] + 1]
        if alone < worthy:
            rough[region] = -1.0
    return rough


@kernel
def _promise(runs: NDArray[np.int64], weights: Weights) -> float:
    """Bits of the words of the quotation that the runs have, however often they have them."""
    _, company, _ = weights
    had = np.zeros(len(company), np.bool_)
    promise = 0.0
    for run in runs:
        for word in range(run[0], run[0] + run[2]):
            if not had[word]:
                had[word] = True
                promise += company[word + 1] - company[word]
    return promise


@kernel
def _bounds(runs: NDArray[np.int64], first: NDArray[np.int64], stride: int) -> NDArray[np.int64]:
    """Where each region begins in `runs`, and their number."""
    bounds = np.empty(len(runs) + 1, np.int64)
    size, edge = 0, np.int64(-1)  # where the next witness begins
    for run in range(len(runs)):
        here = runs[run, 1]
        if here >= edge or here - runs[run - 1, 1] > stride:
            bounds[size] = run
            size += 1
            if here >= edge:
                edge = first[np.searchsorted(first, here, side="right")]
    bounds[size] = len(runs)
    return bounds[: size + 1]


@kernel
def _extra(runs: NDArray[np.int64], weights: Weights) -> float:
    """Where a run begins, its first word is worth more than in company: so much more, all in all."""
    bits, company, _ = weights
    extra = 0.0
    begun = np.zeros(len(bits), np.bool_)
    for run in runs:
        if not begun[run[0]]:
            begun[run[0]] = True
            extra += bits[run[0]] - (company[run[0] + 1] - company[run[0]])
    return extra


@kernel
def _reaches(
    number: int, places: NDArray[np.int64], most: NDArray[np.float64], first: NDArray[np.int64], wanted: _Wanted
) -> bool:
    """Whether a chain of the bits wanted could go through the region of this number, and on through the others of its
    witness. `places` are positions of theirs, `most` what each can be worth at most."""
    reached = most[number]
    witness = np.searchsorted(first, places[number], side="right")
    for other in range(len(places)):
        with_it = other != number and np.searchsorted(first, places[other], side="right") == witness
        reached += max(0.0, most[other] - wanted.leap) if with_it else 0.0
    return bool(reached >= wanted.bits)


# -- the best way ----------------------------------------------------------------------------------------------------


@kernel
def _way(
    ordered: NDArray[np.int64], weights: Weights, asides: Interruptions, reach: int, prices: Prices
) -> tuple[NDArray[np.int64], float]:
    """The runs of the best way, and what it is worth. They are given by quotation, then by passage."""
    bits, company, _ = weights
    best, before = np.empty(len(ordered)), np.full(len(ordered), -1, np.int64)
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
    weights: Weights,
    asides: Interruptions,
    limits: tuple[int, int, Prices],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """The best way through each of the regions (runs of all, where those of each begin, witnesses), and those of one
    witness joined where joining pays, at most limits[0] times; each is used once. The same of the ways, and what each
    is worth.

    A way is opened for it: a stray run at its end may stand where the next belongs.
    """
    (runs, bounds, witnesses), (joins, reach, prices) = regions, limits
    ways = [_way(runs[bounds[at] : bounds[at + 1]], weights, asides, reach, prices) for at in range(len(witnesses))]
    made = [ways[at] for at in range(0)]
    found = [0 for _ in range(0)]
    for witness in np.unique(witnesses):
        rest = [ways[at] for at in range(len(ways)) if witnesses[at] == witness]
        for _ in range(joins):
            if len(rest) > 1:
                made.append(_way(_by_quotation(_together(rest)), weights, asides, reach, prices))
                found.append(witness)
                rest = [way for way in rest if not _share(way[0], made[-1][0])]
        for way in rest:
            made.append(way)
            found.append(witness)
    edges = np.zeros(len(made) + 1, np.int64)
    for at in range(len(made)):
        edges[at + 1] = edges[at] + len(made[at][0])
    return _together(made), edges, np.array(found), np.array([way[1] for way in made])


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
