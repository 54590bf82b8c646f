"""Chains: seeds of one witness that tell of one passage.

Seeds on one diagonal (passage − quotation) that touch are a *run*; runs that stand near each other are a *region*; the
best way through the runs of a region, both sides going forward, is a *chain*; chains of one witness join over
ellipses at any distance, and over what was left out in silence at some. What a chain is worth is the bits of
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
from quoth.engine.seed import Seeds
from quoth.engine.sought import Sought, Weights
from quoth.engine.stacks import Stacks

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
    regions = _regions(found, sought, asides.stacks, params, least)
    promising = [region for region in regions if _reaches(region, regions, sought, params, least)]
    local = [_best_way(region.witness, region.runs, sought, asides, params) for region in promising]
    return sorted(_linked(local, sought, asides, params), key=lambda chain: (-chain.bits, chain.runs.tolist()))


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


class _Region(NamedTuple):
    """Runs by passage, in one witness; no chain through them is worth more than `most` bits."""

    witness: int
    runs: NDArray[np.int64]
    most: float


def _regions(found: Seeds, sought: Sought, stacks: Stacks, params: Params, worthy: float) -> list[_Region]:
    """The regions that promise most, of those that alone or with others may lead to a chain of `worthy` bits."""
    stride = params.stride + len(sought) // 2
    runs = _runs(found)
    least = _least(sought, params)
    bounds = _bounds(runs, stacks.first, stride)
    worthy = min(worthy, _leap(sought, params))
    best, most = _promising(runs, bounds, sought.weights, params.regions, (least, worthy))
    regions = []
    for region, extra in zip(best.tolist(), most.tolist(), strict=True):
        here = runs[bounds[region] : bounds[region + 1]]
        witness = int(np.searchsorted(stacks.first, here[0, 1], side="right")) - 1
        regions.append(_Region(witness, _longest(here, params.runs), extra))
    return regions


def _longest(runs: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """So many of the runs, in their order."""
    return runs if len(runs) <= count else runs[np.sort(np.argsort(-runs[:, 2], kind="stable")[:count])]


def _runs(found: Seeds) -> NDArray[np.int64]:
    """The runs that the seeds make, by passage and then by quotation."""
    # one number for both: a quotation has fewer words than 2 to the 24th, a library fewer than 2 to the 37th
    runs = _touching(np.sort((((found.passage - found.quotation << 24) + found.quotation) << 2) + found.length))
    return runs[np.argsort((runs[:, 1] << 24) + runs[:, 0])]


@kernel
def _touching(along: NDArray[np.int64]) -> NDArray[np.int64]:
    """Seeds that touch on one diagonal as one, in their order. A seed is a number: its diagonal, the word of the
    quotation where it begins, and its length."""
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


def _promising(
    runs: NDArray[np.int64], bounds: NDArray[np.int64], weights: Weights, count: int, needed: tuple[float, float]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The numbers of the regions that promise most, at most `count`, the best first, and the most that a chain can be
    worth in each. `needed` are the bits that a region must promise, and those that its runs must be worth, each by
    itself, all in all."""
    least, worthy = needed
    rough = _rough(runs, bounds, weights, worthy)
    hopeful = np.flatnonzero(rough >= least)
    hopeful = hopeful[np.argsort(-rough[hopeful], kind="stable")]
    return _chosen(runs, bounds, weights, (hopeful, rough[hopeful]), (count, least))


@kernel
def _chosen(
    runs: NDArray[np.int64],
    bounds: NDArray[np.int64],
    weights: Weights,
    likely: tuple[NDArray[np.int64], NDArray[np.float64]],
    needed: tuple[int, float],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """See `_promising`. `likely` are numbers of regions and what each promises at most, the most first."""
    (hopeful, rough), (count, least) = likely, needed
    chosen, most, size = np.empty(count + 1, np.int64), np.empty(count + 1), 0
    for number in range(len(hopeful)):
        if size >= count and rough[number] < most[count - 1]:
            break
        region = hopeful[number]
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


def _reaches(region: _Region, regions: Sequence[_Region], sought: Sought, params: Params, least: float) -> bool:
    """Whether a chain of so many bits could go through the region, and on through the others of its witness."""
    if region.most >= least:
        return True
    others = [other.most for other in regions if other.witness == region.witness and other is not region]
    leap = _leap(sought, params)
    return region.most + sum(max(0.0, most - leap) for most in others) >= least


def _leap(sought: Sought, params: Params) -> float:
    """Bits that it costs at least to go from one region to another."""
    apart = math.log2(1 + params.stride)
    return apart if len(sought.parts) > 2 else params.gap + params.silence * apart


def _least(sought: Sought, params: Params) -> float:
    """Bits that a region must promise: half of what the poorest part is worth, where that is little."""
    poorest = min(sought.worth(start, stop) for start, stop in pairwise(sought.parts))
    return min(params.promise, poorest / 2)


# -- the best way ----------------------------------------------------------------------------------------------------


def _best_way(witness: int, runs: NDArray[np.int64], sought: Sought, asides: Asides, params: Params) -> Chain:
    """The best chain through the runs of one witness."""
    if len(runs) == 1:
        start, _, length = runs[0].tolist()
        return Chain(witness, runs, sought.worth(start, start + length))
    ordered = runs[np.argsort((runs[:, 0] << 39) + runs[:, 1], kind="stable")]
    chosen, bits = _way(ordered, sought.weights, asides.of(witness).places, params.reach, params.prices)
    return Chain(witness, chosen, float(bits))


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


def _linked(local: Sequence[Chain], sought: Sought, asides: Asides, params: Params) -> list[Chain]:
    """Chains of one witness joined where joining pays; each is used once.

    A chain is opened for it: a stray run at its end may stand where the next chain belongs.
    """
    joined: list[Chain] = []
    for witness in sorted({chain.witness for chain in local}):
        rest = [(chain, _ends(chain)) for chain in local if chain.witness == witness]
        for _ in range(params.joins):
            if len(rest) < 2:
                break
            way = _best_way(witness, np.concatenate([chain.runs for chain, _ in rest]), sought, asides, params)
            passages = _ends(way)
            joined.append(way)
            rest = [(chain, ends) for chain, ends in rest if passages.isdisjoint(ends)]
        joined += [chain for chain, _ in rest]
    return joined


def _ends(chain: Chain) -> frozenset[int]:
    """Where its runs end in the passage: no two runs of a witness that are one do not."""
    return frozenset((chain.runs[:, 1] + chain.runs[:, 2]).tolist())
