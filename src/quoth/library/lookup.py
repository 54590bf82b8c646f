"""Looking up n-grams in a segment: the kernels that search its order by halves.

A word is its rank in the lexicon, 0 the guard and every word that the segment does not have. What stands at a place of
the order is compared by its *key*, the ranks of the second and third word there as one number. Every 32nd key stands in
`posts`, side by side: a search is led by these to within 32 places, and only there looks at the words themselves, each
of which is far from the others in memory and costs more than all the rest.

`holes` are the indices in the order, ascending, of places that are not found any more; slices of the order are counted
without them, so that what a library held before makes no difference to what is found in it.

Kernels that the outside calls take the index as a plain tuple, which numba takes apart quickly. All may raise `Broken`.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel, signed
from quoth.library.blocks import BITS, compare, touch_all
from quoth.library.order import rank_at

__all__ = ["Index", "Plain", "gathered", "holes_of", "packed_ranks", "posts_in", "posts_of", "range_of",
           "ranges_along", "ranges_of", "words_at", "write_rank"]  # fmt: skip

Plain: TypeAlias = tuple[Any, ...]

_EVERY = 32
_NEAR = 4  # places: most n-grams that stand anywhere stand in fewer


class Index(NamedTuple):
    """The blocks of a file (see `blocks`), the arrays in it (see `segment`), and at which byte each begins."""

    data: NDArray[np.uint64]
    sums: NDArray[np.uint64]
    seen: NDArray[np.uint8]
    ranks: NDArray[np.uint8]
    ranks_start: int
    order: NDArray[np.uint32]
    order_start: int
    posts: NDArray[np.uint64]
    posts_start: int
    lexicon: NDArray[np.uint32]
    lexicon_start: int
    bounds: NDArray[np.uint32]
    bounds_start: int
    width: int
    holes: NDArray[np.uint32]


@kernel
def packed_ranks(ranks: NDArray[np.uint32], width: int) -> NDArray[np.uint8]:
    """The ranks in so many bytes each."""
    data = np.empty(len(ranks) * width, np.uint8)
    for place in range(len(ranks)):
        write_rank(data, width, place, ranks[place])
    return data


@kernel
def write_rank(ranks: NDArray[np.uint8], width: int, position: int, rank: np.uint32) -> None:
    """Write a rank in so many bytes, the least first."""
    byte = position * width
    ranks[byte] = rank & np.uint32(0xFF)
    if width > 1:
        ranks[byte + 1] = rank >> np.uint32(8) & np.uint32(0xFF)
    if width > 2:
        ranks[byte + 2] = rank >> np.uint32(16) & np.uint32(0xFF)
    if width > 3:
        ranks[byte + 3] = rank >> np.uint32(24)


def posts_in(places: int) -> int:
    """How many posts an order of so many places has."""
    return -(-places // _EVERY)


@kernel
def posts_of(ranks: NDArray[np.uint8], width: int, order: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The keys of every 32nd place of the order."""
    posts = np.empty(-(-len(order) // _EVERY), np.uint64)
    for post in range(len(posts)):
        place = signed(order[post * _EVERY])
        second, third = rank_at(ranks, width, place + 1), rank_at(ranks, width, place + 2)
        posts[post] = np.uint64(second) << np.uint64(32) | np.uint64(third)
    return posts


@kernel
def words_at(plain: Plain, start: int, stop: int) -> NDArray[np.uint32]:
    """The words at positions `start` to `stop`."""
    index = Index(*plain)
    _touch_words(index)
    ranks, width, lexicon = index.ranks, index.width, index.lexicon
    words = np.empty(max(0, stop - start), np.uint32)
    first = index.ranks_start + start * width
    touch_all(index.data, index.sums, index.seen, first, first + len(words) * width)
    for place in range(len(words)):
        words[place] = lexicon[rank_at(ranks, width, start + place)]
    return words


@kernel
def range_of(plain: Plain, ngram: NDArray[np.uint32]) -> tuple[int, int]:
    """The slice of the order whose places begin with these words; an empty one where there is none."""
    index = Index(*plain)
    _touch_words(index)
    return _range(index, ngram)


@kernel
def ranges_of(plain: Plain, ngrams: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What `range_of` says of each row."""
    index = Index(*plain)
    _touch_words(index)
    starts, stops = np.empty(len(ngrams), np.int64), np.empty(len(ngrams), np.int64)
    for row in range(len(ngrams)):
        starts[row], stops[row] = _range(index, ngrams[row])
    return starts, stops


@kernel
def ranges_along(plain: Plain, words: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What `range_of` says of the n-grams of one to three words that begin at each of `words`: two arrays (3, w).
    Those that would reach beyond the last word have empty slices."""
    index = Index(*plain)
    _touch_words(index)
    starts, stops = np.zeros((3, len(words)), np.int64), np.zeros((3, len(words)), np.int64)
    ranks = np.zeros(len(words) + 2, np.int64)
    for at in range(len(words)):
        ranks[at] = _rank(index.lexicon, words[at])
    for at in range(len(words)):
        start, stop = signed(index.bounds[ranks[at]]), signed(index.bounds[ranks[at] + 1])
        starts[0, at], stops[0, at] = _found(index.holes, start), _found(index.holes, stop)
        start, stop = _followed(index, start, stop, ranks[at + 1])
        starts[1, at], stops[1, at] = _found(index.holes, start), _found(index.holes, stop)
        start, stop = _followed_twice(index, start, stop, ranks[at + 1], ranks[at + 2])
        starts[2, at], stops[2, at] = _found(index.holes, start), _found(index.holes, stop)
    return starts, stops


@kernel
def gathered(plain: Plain, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The positions in these slices of the order, one after the other."""
    index = Index(*plain)
    total = 0
    for row in range(len(starts)):
        total += max(0, stops[row] - starts[row])
    positions = np.empty(total, np.uint32)
    done = 0
    for row in range(len(starts)):
        at, hole = _whole(index.holes, starts[row])
        if starts[row] < stops[row]:
            first, (end, _) = index.order_start, _whole(index.holes, stops[row] - 1)
            touch_all(index.data, index.sums, index.seen, first + 4 * at, first + 4 * end + 4)
        for _ in range(starts[row], stops[row]):
            while hole < len(index.holes) and index.holes[hole] == at:
                hole, at = hole + 1, at + 1
            positions[done] = index.order[at]
            done, at = done + 1, at + 1
    return positions


@kernel
def holes_of(plain: Plain, first: NDArray[np.int64], dead: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Where the order leads to witnesses that are dead. `first` are the positions where each begins, and the end."""
    index = Index(*plain)
    order, start = index.order, index.order_start
    touch_all(index.data, index.sums, index.seen, start, start + 4 * len(order))
    gone = np.zeros(first[-1], np.bool_)
    for witness in range(len(dead)):
        gone[first[witness] : first[witness + 1]] = dead[witness]
    holes, count = np.empty(gone.sum(), np.uint32), 0
    for at in range(len(order)):
        if gone[order[at]]:
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
def _touch_words(index: Index) -> None:
    """The lexicon and the bounds: small, and read whenever anything is."""
    for start, size in ((index.lexicon_start, len(index.lexicon)), (index.bounds_start, len(index.bounds))):
        touch_all(index.data, index.sums, index.seen, start, start + 4 * size)


@kernel
def _range(index: Index, ngram: NDArray[np.uint32]) -> tuple[int, int]:
    rank = _rank(index.lexicon, ngram[0])
    start, stop = signed(index.bounds[rank]), signed(index.bounds[rank + 1])
    if len(ngram) == 2:
        start, stop = _followed(index, start, stop, _rank(index.lexicon, ngram[1]))
    elif len(ngram) > 2:
        start, stop = _followed_twice(
            index, start, stop, _rank(index.lexicon, ngram[1]), _rank(index.lexicon, ngram[2])
        )
    return _found(index.holes, start), _found(index.holes, stop)


@kernel
def _found(holes: NDArray[np.uint32], place: int) -> int:
    """How many places before this one of the order can be found."""
    return place - signed(np.searchsorted(holes, place)) if len(holes) else place


@kernel
def _followed(index: Index, start: int, stop: int, second: int) -> tuple[int, int]:
    """Of a slice of places with one first word, those with this second one."""
    if second == 0 or start == stop:
        return start, start
    start = _first_from(index, start, stop, np.uint64(second) << np.uint64(32))
    return start, _near_from(index, start, stop, np.uint64(second + 1) << np.uint64(32))


@kernel
def _followed_twice(index: Index, start: int, stop: int, second: int, third: int) -> tuple[int, int]:
    """Of a slice of places with one first word, those with this second and third one."""
    if second == 0 or third == 0 or start == stop:
        return start, start
    key = np.uint64(second) << np.uint64(32) | np.uint64(third)
    start = _first_from(index, start, stop, key)
    return start, _near_from(index, start, stop, key + np.uint64(1))


@kernel
def _rank(lexicon: NDArray[np.uint32], word: np.uint32) -> int:
    low, high = 0, len(lexicon)
    while low < high:
        middle = (low + high) // 2
        if lexicon[middle] < word:
            low = middle + 1
        else:
            high = middle
    return low if low < len(lexicon) and lexicon[low] == word else 0


@kernel
def _first_from(index: Index, start: int, stop: int, key: np.uint64) -> int:
    """Of a slice of the order whose places have one first word, where the keys begin that are this one or higher."""
    data, sums, seen, posts = index.data, index.sums, index.seen, index.posts
    low, high = -(-start // _EVERY), -(-stop // _EVERY)  # posts in the slice
    while low < high:
        middle = (low + high) // 2
        block = index.posts_start + 8 * middle >> BITS
        if seen[block] == 0:
            compare(data, sums, seen, block)
        if posts[middle] < key:
            low = middle + 1
        else:
            high = middle
    return _search(index, max(start, (low - 1) * _EVERY), min(stop, low * _EVERY), key)


@kernel
def _near_from(index: Index, start: int, stop: int, key: np.uint64) -> int:
    """The same, where it is likely to be near the beginning."""
    near = min(start + _NEAR, stop)
    found = _search(index, start, near, key)
    return found if found < near or near == stop else _first_from(index, near, stop, key)


@kernel
def _search(index: Index, low: int, high: int, key: np.uint64) -> int:
    """The same, looking at the words themselves. It is the only place where that is done one by one, so what is to be
    touched is touched here, without the cost of a call."""
    data, sums, seen = index.data, index.sums, index.seen
    order, ranks, width = index.order, index.ranks, index.width
    while low < high:
        middle = (low + high) // 2
        block = index.order_start + 4 * middle >> BITS
        if seen[block] == 0:
            compare(data, sums, seen, block)
        place = signed(order[middle]) + 1
        for byte in (place * width, (place + 2) * width - 1):
            block = index.ranks_start + byte >> BITS
            if seen[block] == 0:
                compare(data, sums, seen, block)
        there = np.uint64(rank_at(ranks, width, place)) << np.uint64(32) | np.uint64(rank_at(ranks, width, place + 1))
        if there < key:
            low = middle + 1
        else:
            high = middle
    return low
