"""Seeds: where one to three words of the quotation stand.

At each word of the quotation the shortest n-gram that stands in few enough places is a seed (adaptive seeds: Kiełbasa
et al., 2011): rare words alone, common ones only in company. No seed reaches over an ellipsis.

    quotation int64 (s,)  the word of the quotation at which the seed begins
    passage   int64 (s,)  the position where it stands
    length    int64 (s,)  words, 1 to 3

those of one quotation after those of another, else in no order. Where all is common, the least common longest n-grams
are taken while there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.engine.params import Params
from quoth.engine.sought import Sought
from quoth.engine.stacks import LONGEST, Ranges, Stacks

__all__ = ["Seeds", "seeds", "seeds_between"]


class Seeds(NamedTuple):
    """See the module. Those of quotation (or stretch) i are edges[i] to edges[i + 1]."""

    quotation: NDArray[np.int64]
    passage: NDArray[np.int64]
    length: NDArray[np.int64]
    edges: NDArray[np.int64]


def seeds(sought: Sequence[Sought], stacks: Stacks, params: Params) -> Seeds:
    """The seeds of each quotation in the whole library."""
    edges = np.array([*accumulate(map(len, sought), initial=0)])
    standing = Ranges(*(np.concatenate(part, axis=-1) for part in zip(*(one.standing for one in sought), strict=True)))
    parts = np.array([part for one in sought for part in one.parts], np.int64)
    part_edges = np.array([*accumulate((len(one.parts) for one in sought), initial=0)])
    crowds = np.array([max(4, min(params.crowd, params.places // max(1, len(one)))) for one in sought])
    words, lengths, owners, starts, stops = _rare(standing, edges, (parts, part_edges), crowds, params.places)
    passage, number = stacks.places(starts, stops)
    if len(stacks.segments) > 1:
        order = np.argsort(owners[number], kind="stable")
        passage, number = passage[order], number[order]
    ends = np.searchsorted(owners[number], np.arange(len(edges)))
    return Seeds(words[number], passage, lengths[number], ends)


def seeds_between(
    sought: Sought, stacks: Stacks, stretches: Sequence[tuple[int, int]], crowd: int, params: Params
) -> Seeds:
    """The seeds in each stretch of positions, a page, a few, or a book: an n-gram is rare that is rare there. Each is
    as long as the words agree, up to the longest: of common ones that follow a rare one it has them where they stand.
    """
    longest = _longest(np.array(sought.parts, np.int64))
    found = [_seeds_in(stretch, sought, stacks, longest, (crowd, params.places)) for stretch in stretches]
    quotation, passage, lengths = (np.concatenate(part) for part in zip(_NOTHING, *found, strict=True))
    return Seeds(quotation, passage, lengths, np.array([*accumulate((len(one[0]) for one in found), initial=0)]))


_NOTHING = (np.empty(0, np.int64),) * 3


def _seeds_in(
    stretch: tuple[int, int], sought: Sought, stacks: Stacks, longest: NDArray[np.int64], limits: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    crowd, places = limits
    totals, quotation, passage, agreeing = _standing(sought.hashes, stacks.looked_through(*stretch), longest, crowd)
    lengths = _lengths(totals, longest, crowd, places)[quotation]
    kept = (lengths > 0) & (lengths <= agreeing)
    return quotation[kept], passage[kept] + stretch[0], agreeing[kept]


@kernel
def _rare(
    standing: Ranges,
    edges: NDArray[np.int64],
    parted: tuple[NDArray[np.int64], NDArray[np.int64]],
    crowds: NDArray[np.int64],
    places: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Of each seed the word of its quotation where it begins, its length, which quotation that is, and the slices
    (segments, n) of the orders where it stands. `edges` are where the words of each quotation begin, `parted` the parts
    of all and where those of each begin, `crowds` the most places of a seed of each."""
    starts, stops, totals = standing.starts, standing.stops, standing.totals
    parts, part_edges = parted
    every, owners = np.zeros(edges[-1], np.int64), np.zeros(edges[-1], np.int64)
    for number in range(len(crowds)):
        longest = _longest(parts[part_edges[number] : part_edges[number + 1]])
        start, stop = edges[number], edges[number + 1]
        every[start:stop] = _lengths(totals[:, start:stop].copy(), longest, crowds[number], places)
        owners[start:stop] = number
    words = np.flatnonzero(every)
    begins, ends = np.empty((starts.shape[1], len(words)), np.int64), np.empty((starts.shape[1], len(words)), np.int64)
    for number in range(len(words)):
        row = every[words[number]] - 1
        begins[:, number], ends[:, number] = starts[row, :, words[number]], stops[row, :, words[number]]
    return words - edges[owners[words]], every[words], owners[words], begins, ends


@kernel
def _longest(parts: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many words an n-gram may have that begins at each word."""
    longest = np.empty(parts[-1], np.int64)
    for part in range(len(parts) - 1):
        for word in range(parts[part], parts[part + 1]):
            longest[word] = min(LONGEST, parts[part + 1] - word)
    return longest


@kernel
def _lengths(totals: NDArray[np.int64], longest: NDArray[np.int64], crowd: int, places: int) -> NDArray[np.int64]:
    """The length of the seed at each word, 0 where there is none. `totals` (LONGEST, w): places of the n-grams."""
    words = totals.shape[1]
    lengths, counts, crowded = np.ones(words, np.int64), np.zeros(words, np.int64), np.zeros(words, np.bool_)
    for word in range(words):
        while lengths[word] < longest[word] and totals[lengths[word] - 1, word] > crowd:
            lengths[word] += 1
        counts[word] = totals[lengths[word] - 1, word]
        crowded[word] = counts[word] > crowd
    room = places - counts[~crowded].sum()
    for word in np.argsort(counts, kind="mergesort"):
        if crowded[word]:
            room -= counts[word]
            if room < 0:
                lengths[word] = 0
    return lengths


@kernel
def _standing(
    wanted: NDArray[np.uint32], there: NDArray[np.uint32], longest: NDArray[np.int64], crowd: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """How often the n-grams stand there (LONGEST, w), and the pairs of equal words, by place: which word of the
    quotation, where, and for how many words from there on, up to the longest seed, the two agree. Of words that stand
    there in a crowd, and agree alone, not all are told: none of them is a seed."""
    first, following = np.full(1 << 12, -1, np.int64), np.empty(len(wanted), np.int64)
    for word in range(len(wanted) - 1, -1, -1):  # those of the same last bits, in order
        following[word], first[wanted[word] & 0xFFF] = first[wanted[word] & 0xFFF], word
    totals = np.zeros((LONGEST, len(wanted)), np.int64)
    quotation, passage, agreeing = [0 for _ in range(0)], [0 for _ in range(0)], [0 for _ in range(0)]
    for at in range(len(there)):
        word = first[there[at] & 0xFFF]
        while word >= 0:
            length = 0
            while length < longest[word] and at + length < len(there) and wanted[word + length] == there[at + length]:
                totals[length, word] += 1
                length += 1
            if length > 1 or (length == 1 and (totals[0, word] <= crowd or longest[word] == 1)):
                quotation.append(word)
                passage.append(at)
                agreeing.append(length)
            word = following[word]
    return totals, np.array(quotation, np.int64), np.array(passage, np.int64), np.array(agreeing, np.int64)
