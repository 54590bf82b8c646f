"""Regions: where in a witness the seeds of a quotation stand close enough together to tell of one passage.

Seeds on one diagonal (passage − quotation) that touch are a *run*; runs that stand near each other are a *region*.
Only regions that promise enough bits are worth a closer look, and of those only the most promising.

Runs are rows of (quotation, passage, length), int64: so many words from the one on stand, one for one, from the other.
Many quotations are looked at in one go; what is of one follows what is of the one before it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.engine.params import Params
from quoth.engine.seed import Seeds
from quoth.engine.sought import Sought, Weights

__all__ = ["Regions", "Weighed", "by_quotation", "regions", "weighed", "weights_of"]

Weighed = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]
# bits, company and dots of some quotations, and where the words of each begin

ROW = 2.0**-24  # bits a word that its longest run adds to a region: of equals the least scattered comes first


class Regions(NamedTuple):
    """Region r of all has `runs[bounds[r]:bounds[r + 1]]`; quotation q has the regions edges[q] to edges[q + 1], the
    best first."""

    runs: NDArray[np.int64]
    bounds: NDArray[np.int64]
    edges: NDArray[np.int64]


def regions(
    asked: Sequence[tuple[Sought, float]], found: Seeds, first: NDArray[np.int64], every: Weighed, params: Params
) -> Regions:
    """The regions of each quotation that promise most. With each quotation goes what a chain must be worth in bits;
    `found` are the seeds of all, `every` what their words are worth, `first` the positions where witnesses begin."""
    wanted = np.array([_wanted(sought, params, bits) for sought, bits in asked], np.float64)
    return Regions(*_all_promising(_along(found), found.edges, first, every, wanted))


def weighed(sought: Sequence[Sought]) -> Weighed:
    """The weights of these quotations, one after the other."""
    bits, company, dots = (np.concatenate(column) for column in zip(*(one.weights for one in sought), strict=True))
    return bits, company, dots, np.array([*accumulate(map(len, sought), initial=0)])


@kernel
def weights_of(number: int, every: Weighed) -> Weights:
    """Those of the quotation of this number. `company` has one more than there are words, `dots` two."""
    bits, company, dots, edges = every
    start, stop = edges[number], edges[number + 1]
    return (
        bits[start:stop],
        company[start + number : stop + number + 1],
        dots[start + 2 * number : stop + 2 * number + 2],
    )


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
    """The seeds of each quotation in the order of their diagonals, each as a number: its diagonal, the word of the
    quotation where it begins, and its length. A quotation has fewer words than 2 to the 24th, a library fewer than 2
    to the 37th."""
    along = (((found.passage - found.quotation << 24) + found.quotation) << 2) + found.length
    for start, stop in pairwise(found.edges.tolist()):
        along[start:stop].sort()
    return along


@kernel
def _all_promising(
    along: NDArray[np.int64],
    edges: NDArray[np.int64],
    first: NDArray[np.int64],
    every: Weighed,
    wanted: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """`_promising` for each quotation: rows of `wanted` are what it wants. As in `Regions`."""
    kept, parts = [along[:0].reshape(0, 3)], [edges[:0]]
    counts, size, many = np.zeros(len(edges), np.int64), 0, 0
    for number in range(len(edges) - 1):
        here = along[edges[number] : edges[number + 1]]
        if len(here):
            runs, bounds = _promising(here, first, weights_of(number, every), _asked(wanted[number]))
            kept.append(runs)
            parts.append(bounds[:-1] + size)
            size += len(runs)
            many += len(bounds) - 1
        counts[number + 1] = many
    runs, bounds, many = np.empty((size, 3), np.int64), np.full(many + 1, size, np.int64), 0
    size = 0
    for number in range(len(kept)):
        runs[size : size + len(kept[number])] = kept[number]
        bounds[many : many + len(parts[number])] = parts[number]
        size += len(kept[number])
        many += len(parts[number])
    return runs, bounds, counts


@kernel
def _asked(row: NDArray[np.float64]) -> _Wanted:
    return _Wanted(int(row[0]), int(row[1]), int(row[2]), row[3], row[4], row[5], row[6])


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
            kept[edges[size] : edges[size] + len(here)] = by_quotation(here)
            size += 1
            edges[size] = edges[size - 1] + len(here)
    return kept[: edges[size]], edges[: size + 1]


@kernel
def _by_passage(runs: NDArray[np.int64]) -> NDArray[np.int64]:
    return runs[np.argsort((runs[:, 1] << 24) + runs[:, 0])]


@kernel
def by_quotation(runs: NDArray[np.int64]) -> NDArray[np.int64]:
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
    chosen, most, size = np.empty(count + 1, np.int64), np.zeros(count + 1), 0
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
        alone, longest = 0.0, 0
        for run in runs[bounds[region] : bounds[region + 1]]:
            rough[region] += company[run[0] + run[2]] - company[run[0]]
            alone += bits[run[0]] + company[run[0] + run[2]] - company[run[0] + 1]
            longest = max(longest, run[2])
        rough[region] = rough[region] + ROW * longest if alone >= worthy else -1.0
    return rough


@kernel
def _promise(runs: NDArray[np.int64], weights: Weights) -> float:
    """Bits of the words of the quotation that the runs have, however often they have them."""
    _, company, _ = weights
    had = np.zeros(len(company), np.bool_)
    promise, longest = 0.0, 0
    for run in runs:
        longest = max(longest, run[2])
        for word in range(run[0], run[0] + run[2]):
            if not had[word]:
                had[word] = True
                promise += company[word + 1] - company[word]
    return promise + ROW * longest


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
