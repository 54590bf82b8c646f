"""Sorting the words of a segment: the distinct words, and all places by the three words that start there.

Words are numbered through a hash table and ranked, of each witness by itself: what a book needs of the table stays in
the processor's cache. The places are dealt on some hundred heaps by the first word, each with the rest of its ranks as
one number; each heap is then sorted by that, digit by digit, which stays there, too. Ten million words take a fifth of
a second. As many heaps are made at a time as have room, each time all words being looked through, so that it takes
little memory to sort however many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel, signed

__all__ = ["AHEAD", "EVERY", "SECOND", "bounds_of", "counted", "one_lexicon", "ordered", "posts_in", "rank_at",
           "ranked"]  # fmt: skip

AHEAD = 3  # words by which places are sorted
EVERY = 32  # places, of which the first has a post
SECOND = np.uint64(32)  # bits by which the second word is shifted in a post

_SCATTER = np.uint64(0x9E3779B97F4A7C15)  # odd, and near 2**64 over the golden ratio: neighbours land far apart
_KEY = 64  # bits of a key
_FEWEST = 8  # bits of the first word's rank by which places are dealt, at least
_HEAP = 1 << 16  # places of a heap, about
_ROOM, _TIMES = 1 << 24, 16  # places that are sorted at a time, at least; how often all are looked through, about
_FEW = 40  # places that are sorted by insertion
_MANY = 4096  # places for which longer digits pay
_SHORT, _LONG = 8, 11  # bits of a digit


def ranked(words: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The distinct words, ascending, 0 (the guard) always the first of them; and of each word its rank in that list."""
    numbers = np.empty(len(words), np.uint32)
    met = _numbered(words, numbers)
    turn = np.argsort(met)
    ranks = np.empty(len(met), np.uint32)
    ranks[turn] = np.arange(len(met), dtype=np.uint32)
    _renumbered(numbers, ranks)
    return met[turn], numbers


def ordered(
    ranks: NDArray[np.uint8],
    width: int,
    bounds: NDArray[np.uint32],
    order: NDArray[np.uint32],
    posts: NDArray[np.uint64],
) -> None:
    """Write into `order` all places but guards (rank 0), by the three ranks that start there, equal ones by place; and
    into `posts`, of every 32nd of them, the second and third rank as one number. A rank is so many bytes of `ranks`,
    the least first; the last two, at least, are guards. There are at most 2**28 ranks, and rank r has the places
    bounds[r] to bounds[r + 1] of the order."""
    if not len(order):
        return  # where there is no witness there are no guards either, and nothing may be read
    distinct = len(bounds) - 1
    bits = max(1, (distinct - 1).bit_length())
    low = max(0, min(bits - max(_FEWEST, (len(order) // _HEAP).bit_length()), _KEY - 2 * bits))
    heaps = np.append(bounds[: distinct : 1 << low], bounds[-1]).astype(np.int64)
    room, begin = max(_ROOM, len(order) // _TIMES), 0
    while heaps[begin] < heaps[-1]:
        end = max(begin + 1, int(np.searchsorted(heaps, heaps[begin] + room, side="right")) - 1)
        places, edges = order[heaps[begin] : heaps[end]], heaps[begin : end + 1] - heaps[begin]
        keys = _dealt(ranks, width, begin, edges, bits, low, places)
        _sorted_within(places, keys, edges, low + 2 * bits)
        start, stop = heaps[begin].item(), heaps[end].item()
        posts[posts_in(start) : posts_in(stop)] = _posts(keys[-start % EVERY :: EVERY], bits)
        begin = end


def posts_in(places: int) -> int:
    """How many posts an order of so many places has."""
    return -(-places // EVERY)


def _posts(keys: NDArray[np.uint64], bits: int) -> NDArray[np.uint64]:
    mask = np.uint64((1 << bits) - 1)
    return (keys >> np.uint64(bits) & mask) << SECOND | keys & mask


@kernel
def counted(ranks: NDArray[np.uint32], distinct: int) -> NDArray[np.uint32]:
    """How often each of so many ranks is there."""
    counts = np.zeros(distinct, np.uint32)
    for place in range(len(ranks)):
        counts[ranks[place]] += np.uint32(1)
    return counts


def one_lexicon(lexicons: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    """The distinct words of all of these, ascending, 0 (the guard) always the first of them."""
    words = np.sort(np.concatenate([np.zeros(1, np.uint32), *lexicons]))
    distinct: NDArray[np.uint32] = words[np.append(True, words[1:] != words[:-1])]
    return distinct  # in a third of the time of `np.unique`, which hashes


def bounds_of(counts: NDArray[np.integer[Any]]) -> NDArray[np.uint32]:
    """Where each rank begins among all places but guards, and, last, how many these are. `counts` is how often each is
    there."""
    bounds = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts[1:], out=bounds[2:])
    return bounds


@kernel
def _numbered(words: NDArray[np.uint32], numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The distinct words as they come, 0 before all. The number of each word among them is written into `numbers`."""
    met, count, place = np.zeros(1 << 12, np.uint32), 1, 0
    while True:
        slots = np.zeros(2 * len(met), np.uint64)  # word and, in the low half, its number; 0 where free, as half are
        for number in range(1, count):
            slots[_slot(met[number], slots)] = _entry(met[number], number)
        place, count = _number(words, numbers, place, slots, met, count)
        if place == len(words):
            return met[:count]
        met = np.append(met, np.zeros_like(met))


@kernel
def _number(  # noqa: PLR0917 - kernels know no keywords
    words: NDArray[np.uint32],
    numbers: NDArray[np.uint32],
    place: int,
    slots: NDArray[np.uint64],
    met: NDArray[np.uint32],
    count: int,
) -> tuple[int, int]:
    """Number the words from `place` on while there is room for those that are met. Returns the place of the one that
    has none, else the end, and how many there are. It makes no array, and so is spared the counting of who holds it."""
    while place < len(words):
        word = words[place]
        slot = _slot(word, slots)
        if slots[slot] == 0 and word != 0:
            if count == len(met):
                break
            met[count], slots[slot] = word, _entry(word, count)
            count += 1
        numbers[place] = slots[slot] & np.uint64(0xFFFF_FFFF)
        place += 1
    return place, count


@kernel
def _entry(word: np.uint32, number: int) -> np.uint64:
    return np.uint64(word) << np.uint64(32) | np.uint64(number)


@kernel
def _slot(word: np.uint32, slots: NDArray[np.uint64]) -> np.int64:
    """Where the word stands, or is to stand; a free slot for 0."""
    last = np.int64(len(slots) - 1)
    slot = np.int64(np.uint64(word) * _SCATTER >> np.uint64(32)) & last
    while slots[slot] != 0 and slots[slot] >> np.uint64(32) != word:
        slot = (slot + 1) & last
    return slot


@kernel
def _renumbered(numbers: NDArray[np.uint32], ranks: NDArray[np.uint32]) -> None:
    for place in range(len(numbers)):
        numbers[place] = ranks[numbers[place]]


@kernel
def rank_at(ranks: NDArray[np.uint8], width: int, position: int) -> int:
    """The rank in so many bytes each, the least first."""
    byte = position * width
    rank = signed(ranks[byte])
    if width > 1:
        rank |= signed(ranks[byte + 1]) << 8
    if width > 2:
        rank |= signed(ranks[byte + 2]) << 16
    if width > 3:
        rank |= signed(ranks[byte + 3]) << 24
    return rank


@kernel
def _dealt(  # noqa: PLR0917 - kernels know no keywords
    ranks: NDArray[np.uint8],
    width: int,
    begin: int,
    heaps: NDArray[np.int64],
    bits: int,
    low: int,
    places: NDArray[np.uint32],
) -> NDArray[np.uint64]:
    """Deal places on heaps, by the first word's rank without its `low` bits, as they come: those that belong on the
    heaps numbered from `begin` on, which begin and end in `places` at `heaps`. Returns the key of each: those bits, and
    the ranks of the two words that follow."""
    keys = np.empty(len(places), np.uint64)
    room = heaps.copy()
    mask = (1 << low) - 1
    two, three = rank_at(ranks, width, 0), rank_at(ranks, width, 1)
    for place in range(len(ranks) // width - 2):
        one, two, three = two, three, rank_at(ranks, width, place + 2)
        heap = (one >> low) - begin
        if one != 0 and 0 <= heap < len(heaps) - 1:
            at = room[heap]
            room[heap] += 1
            places[at] = place
            keys[at] = np.uint64(one & mask) << np.uint64(2 * bits) | np.uint64(two << bits | three)
    return keys


@kernel
def _sorted_within(places: NDArray[np.uint32], keys: NDArray[np.uint64], heaps: NDArray[np.int64], bits: int) -> None:
    """Sort the places of each heap, and the keys, by their keys, which have so many bits; equal ones stay as they
    are."""
    most = 0
    for heap in range(len(heaps) - 1):
        most = max(most, heaps[heap + 1] - heaps[heap])
    spare_places, spare_keys = np.empty(most, np.uint32), np.empty(most, np.uint64)
    for heap in range(len(heaps) - 1):
        start, stop = heaps[heap], heaps[heap + 1]
        if stop - start <= _FEW:
            _inserted(places, keys, start, stop)
        else:
            _by_digits(places[start:stop], keys[start:stop], spare_places, spare_keys, bits)


@kernel
def _inserted(places: NDArray[np.uint32], keys: NDArray[np.uint64], start: int, stop: int) -> None:
    for after in range(start + 1, stop):
        place, key, at = places[after], keys[after], after
        while at > start and keys[at - 1] > key:
            places[at], keys[at] = places[at - 1], keys[at - 1]
            at -= 1
        places[at], keys[at] = place, key


@kernel
def _by_digits(
    places: NDArray[np.uint32],
    keys: NDArray[np.uint64],
    spare_places: NDArray[np.uint32],
    spare_keys: NDArray[np.uint64],
    bits: int,
) -> None:
    """The least digit first, each with a stable count."""
    digit = _SHORT if len(keys) < _MANY else _LONG
    mask = np.uint64((1 << digit) - 1)
    room = np.empty(1 << digit, np.int64)
    here, there, here_keys, there_keys = places, spare_places, keys, spare_keys
    for shift in range(0, bits, digit):
        low = np.uint64(shift)
        room[:] = 0
        for at in range(len(keys)):
            room[here_keys[at] >> low & mask] += 1
        total = 0
        for value in range(len(room)):
            count = room[value]
            room[value] = total
            total += count
        for at in range(len(keys)):
            value = here_keys[at] >> low & mask
            there[room[value]], there_keys[room[value]] = here[at], here_keys[at]
            room[value] += 1
        here, there, here_keys, there_keys = there, here, there_keys, here_keys
    if -(-bits // digit) % 2:
        places[:], keys[:] = spare_places[: len(places)], spare_keys[: len(keys)]
