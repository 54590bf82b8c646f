"""Chains: seeds of one witness that tell of one passage.

Seeds on one diagonal (passage − quotation) that touch are a *run*; runs that stand near each other are a *region*; the
best way through the runs of a region, both sides going forward, is a *chain*; chains of one witness join over
ellipses at any distance, and over what was left out in silence at some. What a chain is worth is the bits of
the words that its runs cover, less what its gaps cost: the −log2 of the chance to find the next run so near.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from quoth.engine.asides import Asides
from quoth.engine.params import Params
from quoth.engine.seed import Seeds
from quoth.engine.sought import Sought
from quoth.library.segment import Segment

__all__ = ["Chain", "Run", "best_path", "chains", "gap_cost"]


NO_ASIDES = Asides()


class Run(NamedTuple):
    """`length` words from `quotation` on that stand, one for one, from `passage` on."""

    quotation: int
    passage: int
    length: int


class Chain(NamedTuple):
    """Runs in order on both sides, in one witness (its number in the segment)."""

    witness: int
    runs: tuple[Run, ...]
    bits: float


def chains(
    sought: Sought, found: Seeds, segment: Segment, params: Params, *, least: float = 0.0, asides: Asides = NO_ASIDES
) -> list[Chain]:
    """The chains of one segment, best first, at most `params.regions`; no two share a run. Chains that are worth less
    than `least` bits may be missing."""
    if not len(found.passage):
        return []
    regions = _regions(_runs(found), sought, segment, params, least)
    promising = [region for region in regions if _reaches(region, regions, sought, params, least)]
    local = [_best_way(region.witness, region.runs, sought, params, asides) for region in promising]
    return sorted(_linked(local, sought, params, asides), key=lambda chain: (-chain.bits, chain.runs))


def gap_cost(sought: Sought, start: int, stop: int, passage: int, params: Params) -> float:
    """Bits that it costs to leave out `passage` words while passing over words `start` to `stop` of the quotation."""
    if start == stop and not passage:
        return 0.0
    skipped, left_out = _log2(1 + stop - start), _log2(1 + passage)
    if sought.broken(start, stop):
        return skipped + left_out
    return params.gap + skipped + params.silence * left_out


_LOGARITHMS = [0.0, *map(math.log2, range(1, 4096))]


def _log2(number: int) -> float:
    return _LOGARITHMS[number] if number < len(_LOGARITHMS) else math.log2(number)


# -- runs and regions ------------------------------------------------------------------------------------------------


class _Region(NamedTuple):
    """Runs by passage, in one witness; no chain through them is worth more than `most` bits."""

    witness: int
    runs: list[Run]
    most: float


def _runs(found: Seeds) -> NDArray[np.int64]:
    """(r, 3): quotation, passage, length of each run, by passage. Seeds that touch on one diagonal become one."""
    diagonal = found.passage - found.quotation
    # one number for both: a quotation has fewer words than 2 to the 24th, a segment fewer than 2 to the 32nd
    along = (diagonal << 24) + found.quotation
    order = np.argsort(along, kind="stable")
    along = along[order]
    stops = along + found.length[order]
    # a longer seed may begin before a shorter and outlast it: the furthest stop so far counts
    fresh = np.flatnonzero(along[1:] > np.maximum.accumulate(stops)[:-1]) + 1
    fresh = np.concatenate([[0], fresh])
    length = np.maximum.reduceat(stops, fresh) - along[fresh]
    first = order[fresh]
    runs = np.stack([found.quotation[first], found.passage[first], length], axis=1)
    return runs[np.argsort(runs[:, 1], kind="stable")]


def _regions(runs: NDArray[np.int64], sought: Sought, segment: Segment, params: Params, worthy: float) -> list[_Region]:
    """The regions that promise most, of those that alone or with others may lead to a chain of `worthy` bits."""
    stride = params.stride + len(sought) // 2
    quotation, passage, length = runs.T
    witness = np.searchsorted(segment.first, passage, side="right") - 1
    apart = np.flatnonzero((passage[1:] - passage[:-1] > stride) | (witness[1:] > witness[:-1])) + 1
    begins = np.concatenate([[0], apart])
    company = np.array(sought.company)
    gains = company[1:] - company[:-1]
    rough = np.add.reduceat(company[quotation + length] - company[quotation], begins)  # no region promises more
    alone = np.array(sought.bits)[quotation] + company[quotation + length] - company[quotation + 1]
    rough[np.add.reduceat(alone, begins) < min(worthy, _leap(sought, params))] = 0.0
    least = _least(sought, params)
    hopeful = np.flatnonzero(rough >= least)
    hopeful = hopeful[np.argsort(-rough[hopeful], kind="stable")]
    edges, worth = [*begins.tolist(), len(runs)], gains.tolist()
    promising: list[tuple[float, int]] = []
    for at, most in zip(hopeful.tolist(), rough[hopeful].tolist(), strict=True):
        if len(promising) >= params.regions and most < -promising[params.regions - 1][0]:
            break
        here = slice(edges[at], edges[at + 1])
        promise = most if here.stop - here.start == 1 else _promise(runs[here], worth)
        if promise >= least:
            insort(promising, (-promise, at))
    return [_region(int(witness[edges[at]]), runs[edges[at] : edges[at + 1]], -promise, sought, params)
            for promise, at in promising[: params.regions]]  # fmt: skip


def _region(witness: int, runs: NDArray[np.int64], promise: float, sought: Sought, params: Params) -> _Region:
    """The longest of these runs as a region. Where a run begins, its first word is worth more than in company."""
    if len(runs) > params.runs:
        runs = runs[np.sort(np.argsort(-runs[:, 2], kind="stable")[: params.runs])]
    chosen = [Run(*run) for run in runs.tolist()]
    begins = {run.quotation for run in chosen}
    extra = sum(sought.bits[at] - (sought.company[at + 1] - sought.company[at]) for at in begins)
    return _Region(witness, chosen, promise + extra)


def _reaches(region: _Region, regions: Sequence[_Region], sought: Sought, params: Params, least: float) -> bool:
    """Whether a chain of so many bits could go through the region, and on through the others of its witness."""
    if region.most >= least:
        return True
    others = [other.most for other in regions if other.witness == region.witness and other is not region]
    leap = _leap(sought, params)
    return region.most + sum(max(0.0, most - leap) for most in others) >= least


def _leap(sought: Sought, params: Params) -> float:
    """Bits that it costs at least to go from one region to another."""
    apart = _log2(1 + params.stride)
    return apart if len(sought.parts) > 2 else params.gap + params.silence * apart


def _least(sought: Sought, params: Params) -> float:
    """Bits that a region must promise: half of what the poorest part is worth, where that is little."""
    poorest = min(sought.worth(start, stop) for start, stop in pairwise(sought.parts))
    return min(params.promise, poorest / 2)


def _promise(runs: NDArray[np.int64], gains: Sequence[float]) -> float:
    """Bits of the words of the quotation that a region has, however often it has them."""
    had: set[int] = set()
    for quotation, _, length in runs.tolist():
        had.update(range(quotation, quotation + length))
    return sum(gains[word] for word in had)


# -- the best way ----------------------------------------------------------------------------------------------------

Link = TypeVar("Link")


def _best_way(witness: int, runs: list[Run], sought: Sought, params: Params, asides: Asides) -> Chain:
    """The best chain through the runs of one witness."""
    if len(runs) == 1:
        return Chain(witness, tuple(runs), sought.worth(runs[0].quotation, runs[0].quotation + runs[0].length))
    ordered = sorted(runs)

    def step(before: Run, after: Run) -> float | None:
        if before.passage >= after.passage or before.quotation >= after.quotation:
            return None
        (stop, here, length), (start, there, more) = before, after
        stop, here = stop + length, here + length
        overlap = max(0, stop - start, here - there)
        if overlap >= more:
            return None
        left_out = there + overlap - here
        if left_out and asides.spans:
            left_out -= asides.words(here, there + overlap)
        if left_out > params.reach and not sought.broken(stop, start + overlap):
            return None
        end = start + more
        lost = sought.worth(start, end) - sought.worth(start + overlap, end) if overlap else 0.0
        return lost + gap_cost(sought, stop, start + overlap, left_out, params)

    gains = [sought.worth(run.quotation, run.quotation + run.length) for run in ordered]
    way, bits = best_path(ordered, gains, step)
    return Chain(witness, _trimmed(way), bits)


def best_path(
    links: Sequence[Link], gains: Sequence[float], step: Callable[[Link, Link], float | None], *, through: bool = False
) -> tuple[list[Link], float]:
    """The path of greatest gain less steps, and what it is worth. `step` is None where no path leads; `through`: the
    path begins at the first link and ends at the last."""
    best: list[float] = []
    before: list[int] = []
    for here, link in enumerate(links):
        reached, come_from = (gains[here], -1) if not (through and here) else (float("-inf"), -1)
        for there in range(here - 1, -1, -1):  # the nearest leave little for the others to better
            if best[there] + gains[here] > reached:
                cost = step(links[there], link)
                if cost is not None and best[there] + gains[here] - cost > reached:
                    reached, come_from = best[there] + gains[here] - cost, there
        best.append(reached)
        before.append(come_from)
    at = len(links) - 1 if through else max(range(len(links)), key=best.__getitem__)
    bits, path = best[at], []
    while at >= 0:
        path.append(links[at])
        at = before[at]
    return path[::-1], bits


def _trimmed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The same runs without overlap: what two of them claim belongs to the first."""
    kept: list[Run] = []
    for run in runs:
        overlap = 0
        if kept:
            last = kept[-1]
            overlap = max(0, last.quotation + last.length - run.quotation, last.passage + last.length - run.passage)
        kept.append(Run(run.quotation + overlap, run.passage + overlap, run.length - overlap))
    return tuple(kept)


# -- over ellipses and silence ---------------------------------------------------------------------------------------


def _linked(local: Sequence[Chain], sought: Sought, params: Params, asides: Asides) -> list[Chain]:
    """Chains of one witness joined where joining pays; each is used once.

    A chain is opened for it: a stray run at its end may stand where the next chain belongs.
    """
    joined: list[Chain] = []
    for witness in sorted({chain.witness for chain in local}):
        rest = [chain for chain in local if chain.witness == witness]
        for _ in range(params.joins):
            if len(rest) < 2:
                break
            way = _best_way(witness, [run for chain in rest for run in chain.runs], sought, params, asides)
            passages = {run.passage + run.length for run in way.runs}
            joined.append(way)
            rest = [c for c in rest if not any(run.passage + run.length in passages for run in c.runs)]
        joined += rest
    return joined
