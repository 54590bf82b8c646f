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
from quoth.library.blocks import BITS, Broken, compare, touch_all
from quoth.library.order import EVERY, SECOND, rank_at

__all__ = ["Index", "Plain", "gathered", "holes_of", "range_of", "ranges_along",
           "ranges_of", "words_at", "write_rank", "write_ranks"]  # fmt: skip

Plain: TypeAlias = tuple[Any, ...]

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
def write_ranks(
    ranks: NDArray[np.uint8], width: int, start: int, words: NDArray[np.uint32], told: NDArray[np.uint32]
) -> None:
    """Write the ranks of `words`, which are as `told` has them, from position `start` on."""
    for place in range(len(words)):
        write_rank(ranks, width, start + place, told[words[place]])


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
    starts, stops = ranges_of(plain, ngram.reshape(1, -1))
    return starts[0], stops[0]


@kernel
def ranges_of(plain: Plain, ngrams: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What `range_of` says of each row, of one to three words."""
    index = Index(*plain)
    _touch_words(index)
    size = ngrams.shape[1]
    starts, stops = _alone(index.bounds, _ranked(index.lexicon, ngrams[:, 0]))
    if size == 2:
        starts, stops = _followed(index, starts, stops, _ranked(index.lexicon, ngrams[:, 1]))
    elif size > 2:
        second, third = _ranked(index.lexicon, ngrams[:, 1]), _ranked(index.lexicon, ngrams[:, 2])
        starts, stops = _followed_twice(index, starts, stops, second, third)
    return _found(index.holes, starts), _found(index.holes, stops)


@kernel
def ranges_along(plain: Plain, words: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What `range_of` says of the n-grams of one to three words that begin at each of `words`: two arrays (3, w).
    Those that would reach beyond the last word have empty slices."""
    index = Index(*plain)
    _touch_words(index)
    starts, stops = np.zeros((3, len(words)), np.int64), np.zeros((3, len(words)), np.int64)
    ranks = np.zeros(len(words) + 2, np.int64)
    ranks[: len(words)] = _ranked(index.lexicon, words)
    starts[0], stops[0] = _alone(index.bounds, ranks[:-2])
    starts[1], stops[1] = _followed(index, starts[0], stops[0], ranks[1:-1])
    starts[2], stops[2] = _followed_twice(index, starts[1], stops[1], ranks[1:-1], ranks[2:])
    for size in range(3):
        starts[size], stops[size] = _found(index.holes, starts[size]), _found(index.holes, stops[size])
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
def _ranked(lexicon: NDArray[np.uint32], words: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The rank of each word."""
    ranks = np.empty(len(words), np.int64)
    for at in range(len(words)):
        ranks[at] = _rank(lexicon, words[at])
    return ranks


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
def _found(holes: NDArray[np.uint32], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many places before each of these of the order can be found."""
    return places - np.searchsorted(holes, places) if len(holes) else places


@kernel
def _alone(bounds: NDArray[np.uint32], ranks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The slices of the order whose places have each word."""
    starts, stops = np.empty(len(ranks), np.int64), np.empty(len(ranks), np.int64)
    for row in range(len(ranks)):
        starts[row], stops[row] = bounds[ranks[row]], bounds[ranks[row] + 1]
    return starts, stops


@kernel
def _followed(
    index: Index, starts: NDArray[np.int64], stops: NDArray[np.int64], second: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of slices of places with one first word each, those with this second one."""
    return _narrowed(index, starts, stops, second.astype(np.uint64) << SECOND, np.uint64(1) << SECOND)


@kernel
def _followed_twice(
    index: Index,
    starts: NDArray[np.int64],
    stops: NDArray[np.int64],
    second: NDArray[np.int64],
    third: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of slices of places with one first word each, those with this second and third one."""
    keys = second.astype(np.uint64) << SECOND | third.astype(np.uint64)
    keys = np.where(np.minimum(second, third) > 0, keys, np.uint64(0))
    return _narrowed(index, starts, stops, keys, np.uint64(1))


@kernel
def _narrowed(
    index: Index, starts: NDArray[np.int64], stops: NDArray[np.int64], keys: NDArray[np.uint64], span: np.uint64
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of slices of the order whose places have one first word each, those with this key, or one less than `span`
    higher; nothing for key 0.

    What a search looks at on its way is not compared with its seal, which takes longer than to look. What stands on
    both sides of either end is, and proves it: the keys ascend. An end that is disproved was led to by damage."""
    stops = np.where(keys > 0, stops, starts)
    firsts = _searched(index, starts, stops, keys, EVERY)
    lasts = _searched(index, firsts, stops, keys + span, _NEAR)
    if not (_are_first(index, starts, stops, keys, firsts) and _are_first(index, starts, stops, keys + span, lasts)):
        raise Broken
    return firsts, lasts


@kernel
def _searched(
    index: Index, starts: NDArray[np.int64], stops: NDArray[np.int64], keys: NDArray[np.uint64], near: int
) -> NDArray[np.int64]:
    """Where in each slice of the order the keys begin that are this one or higher; it is likely to be within `near`
    places. All slices are halved in turn, so that the processor fetches for many at once. Where damage leads beyond the
    last word, that is looked at."""
    order, ranks, width = index.order, index.ranks, index.width
    last = len(ranks) // width - 2
    lows, highs = _between_posts(index.posts, starts, stops, keys)
    rows = np.flatnonzero(lows < highs)
    while len(rows):
        left = 0
        for row in rows:
            low, high = lows[row], highs[row]
            middle = min((low + high) // 2, low + near - 1)
            below = _key(ranks, width, min(signed(order[middle]) + 1, last)) < keys[row]
            lows[row], highs[row] = middle + 1 if below else low, high if below else middle
            rows[left] = row
            left += lows[row] < highs[row]
        rows, near = rows[:left], EVERY
    return lows


@kernel
def _between_posts(
    posts: NDArray[np.uint64], starts: NDArray[np.int64], stops: NDArray[np.int64], keys: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of each slice of the order among which the keys begin that are this one or higher. The first post of a
    slice is looked at first: it is likely to be there."""
    lows, highs = -(-starts // EVERY), -(-stops // EVERY)
    rows, near = np.flatnonzero(lows < highs), 1
    while len(rows):
        left = 0
        for row in rows:
            low, high = lows[row], highs[row]
            middle = min((low + high) // 2, low + near - 1)
            below = posts[middle] < keys[row]
            lows[row], highs[row] = middle + 1 if below else low, high if below else middle
            rows[left] = row
            left += lows[row] < highs[row]
        rows, near = rows[:left], len(posts)
    return np.maximum(starts, (lows - 1) * EVERY), np.minimum(stops, lows * EVERY)


@kernel
def _are_first(
    index: Index,
    starts: NDArray[np.int64],
    stops: NDArray[np.int64],
    keys: NDArray[np.uint64],
    found: NDArray[np.int64],
) -> bool:
    """Whether it is there that, in each slice of the order, the keys begin that are this one or higher. What is to be
    touched is touched here, without the cost of a call."""
    data, sums, seen = index.data, index.sums, index.seen
    order, ranks, width = index.order, index.ranks, index.width
    for row in range(len(keys)):
        for at in range(max(starts[row], found[row] - 1), min(stops[row], found[row] + 1)):
            block = index.order_start + 4 * at >> BITS
            if seen[block] == 0:
                compare(data, sums, seen, block)
            place = signed(order[at]) + 1
            for byte in (place * width, (place + 2) * width - 1):
                block = index.ranks_start + byte >> BITS
                if seen[block] == 0:
                    compare(data, sums, seen, block)
            if (_key(ranks, width, place) < keys[row]) != (at < found[row]):
                return False
    return True


@kernel
def _key(ranks: NDArray[np.uint8], width: int, place: int) -> np.uint64:
    """The ranks of the words at this position and the next as one number."""
    return np.uint64(rank_at(ranks, width, place)) << SECOND | np.uint64(rank_at(ranks, width, place + 1))
