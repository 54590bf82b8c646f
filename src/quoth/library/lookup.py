"""Looking up n-grams in a segment: the kernels that search its order by halves.

A word is its rank in the lexicon, 0 the guard and every word that the segment does not have. `holes` are the indices in
`order`, ascending, of places that are not found any more; slices of the order are counted without them, so that what a
library held before makes no difference to what is found in it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel, signed

__all__ = ["Index", "gathered", "holes_of", "range_of", "ranges_of", "ranks_packed", "words_at"]


class Index(NamedTuple):
    """The arrays that are searched; see `segment`."""

    ranks: NDArray[np.uint8]
    width: int
    order: NDArray[np.uint32]
    lexicon: NDArray[np.uint32]
    bounds: NDArray[np.uint32]
    holes: NDArray[np.uint32]


@kernel
def ranks_packed(ranks: NDArray[np.uint32], width: int) -> NDArray[np.uint8]:
    """The ranks in so many bytes each, the least first."""
    data = np.empty(len(ranks) * width, np.uint8)
    for place in range(len(ranks)):
        for byte in range(width):
            data[place * width + byte] = ranks[place] >> np.uint32(8 * byte) & np.uint32(0xFF)
    return data


@kernel
def words_at(index: Index, start: int, stop: int) -> NDArray[np.uint32]:
    """The words at positions `start` to `stop`."""
    words = np.empty(max(0, stop - start), np.uint32)
    for place in range(len(words)):
        words[place] = index.lexicon[_rank_at(index, start + place)]
    return words


@kernel
def range_of(index: Index, ngram: NDArray[np.uint32]) -> tuple[int, int]:
    """The slice of the order whose places begin with these words; an empty one where there is none."""
    rank = _rank(index, ngram[0])
    start, stop = signed(index.bounds[rank]), signed(index.bounds[rank + 1])
    for ahead in range(1, len(ngram)):
        rank = _rank(index, ngram[ahead])
        if rank == 0:
            stop = start
        if start == stop:
            break
        start = _edge(index, start, stop, ahead, rank)
        stop = _end(index, start, stop, ahead, rank)
    return _found(index.holes, start), _found(index.holes, stop)


@kernel
def ranges_of(index: Index, ngrams: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What `range_of` says of each row."""
    starts, stops = np.empty(len(ngrams), np.int64), np.empty(len(ngrams), np.int64)
    for row in range(len(ngrams)):
        starts[row], stops[row] = range_of(index, ngrams[row])
    return starts, stops


@kernel
def ranges_along(index: Index, words: NDArray[np.uint32], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What `range_of` says of the n-grams of one to `most` words that begin at each of `words`: two arrays (most, w).
    Those that would reach beyond the last word have empty slices."""
    starts, stops = np.zeros((most, len(words)), np.int64), np.zeros((most, len(words)), np.int64)
    ranks = np.empty(len(words), np.int64)
    for at in range(len(words)):
        ranks[at] = _rank(index, words[at])
    for at in range(len(words)):
        start, stop = signed(index.bounds[ranks[at]]), signed(index.bounds[ranks[at] + 1])
        for ahead in range(min(most, len(words) - at)):
            if ahead:
                start = _edge(index, start, stop, ahead, ranks[at + ahead])
                stop = _end(index, start, stop, ahead, ranks[at + ahead]) if ranks[at + ahead] else start
            starts[ahead, at], stops[ahead, at] = _found(index.holes, start), _found(index.holes, stop)
            if start == stop:
                break
    return starts, stops


@kernel
def _found(holes: NDArray[np.uint32], place: int) -> int:
    """How many places before this one of the order can be found."""
    return place - signed(np.searchsorted(holes, place)) if len(holes) else place


@kernel
def gathered(index: Index, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The positions in these slices of the order, one after the other."""
    total = 0
    for row in range(len(starts)):
        total += max(0, stops[row] - starts[row])
    positions = np.empty(total, np.uint32)
    done = 0
    for row in range(len(starts)):
        at, hole = _whole(index.holes, starts[row])
        for _ in range(starts[row], stops[row]):
            while hole < len(index.holes) and index.holes[hole] == at:
                hole, at = hole + 1, at + 1
            positions[done] = index.order[at]
            done, at = done + 1, at + 1
    return positions


@kernel
def holes_of(order: NDArray[np.uint32], first: NDArray[np.int64], dead: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Where the order leads to witnesses that are dead. `first` are the positions where each begins, and the end."""
    count = 0
    for witness in range(len(dead)):
        if dead[witness]:
            count += first[witness + 1] - first[witness]
    holes, count = np.empty(count, np.uint32), 0
    for at in range(len(order)):
        if dead[np.searchsorted(first, order[at], side="right") - 1]:
            holes[count] = at
            count += 1
    return holes[:count]


@kernel
def _whole(holes: NDArray[np.uint32], place: int) -> tuple[int, int]:
    """The index in all of the order of the place with this number among those found, and how many holes are before."""
    low, high = 0, len(holes)
    while low < high:
        middle = (low + high) // 2
        if signed(holes[middle]) - middle <= place:
            low = middle + 1
        else:
            high = middle
    return place + low, low


@kernel
def _rank(index: Index, word: np.uint32) -> int:
    low, high = 0, len(index.lexicon)
    while low < high:
        middle = (low + high) // 2
        if index.lexicon[middle] < word:
            low = middle + 1
        else:
            high = middle
    return low if low < len(index.lexicon) and index.lexicon[low] == word else 0


@kernel
def _rank_at(index: Index, position: int) -> int:
    rank = 0
    for byte in range(index.width):
        rank |= signed(index.ranks[position * index.width + byte]) << 8 * byte
    return rank


@kernel
def _edge(index: Index, low: int, high: int, ahead: int, rank: int) -> int:
    """Of a slice whose places agree up to there, where those begin that have this rank or a higher one so many words
    ahead."""
    while low < high:
        middle = (low + high) // 2
        if _rank_at(index, signed(index.order[middle]) + ahead) < rank:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def _end(index: Index, start: int, stop: int, ahead: int, rank: int) -> int:
    """Where those end that have this rank, the first of which, if any, is at `start`: mostly near."""
    step = 1
    while start + step < stop and _rank_at(index, signed(index.order[start + step]) + ahead) <= rank:
        step *= 2
    return _edge(index, start + step // 2, min(start + step, stop), ahead, rank + 1)
