"""Ranking and sorting the words of a segment, each against its plain twin."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import naive
from tests.library.segments import packed

from quoth.library import order
from quoth.library.order import bounds_of, counted, ordered, posts_in, ranked
from quoth.library.segment import width_of

WORDS = st.one_of(
    st.integers(0, 9), st.sampled_from([0, 1 << 16, 1 << 31, (1 << 32) - 1]), st.integers(0, (1 << 32) - 1)
)


def expected(words: Sequence[int]) -> tuple[list[int], list[int]]:
    lexicon = sorted({0, *words})
    return lexicon, [lexicon.index(word) for word in words]


@given(words=st.lists(WORDS, max_size=40))
def test_words_are_ranked_among_the_distinct_ones(words: list[int]) -> None:
    lexicon, ranks = ranked(np.array(words, np.uint32))
    assert (lexicon.tolist(), ranks.tolist()) == expected(words)


@pytest.mark.parametrize("distinct", [4094, 4095, 4096, 4097, 8192, 8200])
def test_any_number_of_distinct_words_is_ranked(distinct: int) -> None:
    words = random.Random(distinct).sample(range(1, 1 << 32), distinct)
    lexicon, ranks = ranked(np.array([*words, 0, *words[::-1]], np.uint32))
    assert lexicon.tolist() == [0, *sorted(words)]
    assert lexicon[ranks].tolist() == [*words, 0, *words[::-1]]


def test_words_that_fall_on_one_slot_are_told_apart() -> None:
    slots, fallen = np.zeros(8192, np.uint64), dict[int, list[int]]()
    for word in random.Random(3).sample(range(1, 1 << 32), 30_000):
        fallen.setdefault(int(order._slot(np.uint32(word), slots)), []).append(word)
    last = [word for slot in (8191, 0, 1) for word in fallen[slot]]
    words = [*last, *(word for slot in range(2, 40) for word in fallen[slot])]
    lexicon, ranks = ranked(np.array([*words, *words], np.uint32))
    assert lexicon[ranks].tolist() == [*words, *words]
    assert lexicon.tolist() == [0, *sorted(words)]


def sort(ranks: Sequence[int], distinct: int) -> tuple[list[int], list[int]]:
    """The places in order, and where each rank begins there."""
    width, bounds = width_of(distinct), bounds_of(counted(np.array(ranks, np.uint32), distinct))
    places = np.zeros(bounds[-1], np.uint32)
    posts = np.zeros(posts_in(len(places)), np.uint64)
    ordered(packed(ranks, width), width, bounds, places, posts)
    assert posts.tolist() == [ranks[at + 1] << 32 | ranks[at + 2] for at in places[::32].tolist()]
    return places.tolist(), bounds.tolist()


def sorted_places(ranks: Sequence[int], distinct: int) -> tuple[list[int], list[int]]:
    words = sorted(rank for rank in ranks if rank)
    return naive.order([ranks], 0), [bisect_left(words, rank) for rank in range(distinct + 1)]


@given(ranks=st.lists(st.integers(0, 4), max_size=9))
def test_ranks_are_counted_be_there_guards_at_the_end_or_none(ranks: list[int]) -> None:
    places = sorted(rank for rank in ranks if rank)
    counts = counted(np.array(ranks, np.uint32), 5)
    assert counts.tolist() == [ranks.count(rank) for rank in range(5)]
    assert bounds_of(counts).tolist() == [bisect_left(places, rank) for rank in range(6)]


@given(
    data=st.data(),
    distinct=st.sampled_from([1, 2, 3, 9, 1024, 1025, 5000]),
    times=st.sampled_from([1, 1, 9, 30]),
    room=st.sampled_from([1, 4, 1 << 23]),  # places are sorted a few at a time, and all in one go
)
def test_places_are_ordered_by_the_three_ranks_that_start_there(
    data: st.DataObject, distinct: int, times: int, room: int
) -> None:
    near = st.integers(max(0, distinct - 4), distinct - 1)
    drawn = data.draw(st.lists(st.one_of(st.integers(0, min(3, distinct - 1)), near), max_size=12))
    ranks = [*drawn * times, 0, 0]
    with patch.multiple(order, _ROOM=room, _TIMES=1 << 30):
        assert sort(ranks, distinct) == sorted_places(ranks, distinct)


HEAPS = {
    "sorted by insertion": (39, 2, 2),
    "the last that is": (40, 2, 2),
    "the first that is not": (41, 2, 2),
    "a number of digits that leaves none over": (300, 200, 3),
    "a last digit of one bit": (300, 70_000, 128),
    "the last of short digits": (4095, 2, 2),
    "the first of long digits": (4096, 2, 2),
    "long digits": (5000, 70_000, 128),
}


@pytest.mark.parametrize("size", HEAPS)
def test_heaps_of_any_size_are_ordered(size: str) -> None:
    (count, distinct, heads), dice = HEAPS[size], random.Random(size)
    ranks = [rank for _ in range(count) for rank in (dice.randrange(1, heads), dice.randrange(distinct))]
    ranks = [*ranks, 0, 0] if distinct > 2 else [*[1] * count, 0, 0]
    places, bounds = sort(ranks, distinct)
    assert places == naive.order([ranks], 0)
    assert bounds[-1] == len(places)


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_a_rank_is_read_as_it_was_written(width: int) -> None:
    most = (1 << 8 * width) - 1
    wanted = [most, 0, most - 1, 1 << 8 * width - 8, 1, most >> 1]
    assert [order.rank_at(packed(wanted, width), width, place) for place in range(len(wanted))] == wanted


@pytest.mark.parametrize("count", [40, order._MANY - 1, order._MANY])
@pytest.mark.parametrize("rounds", [1, 2, 3])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_keys_of_any_size_are_sorted_by_all_their_digits(count: int, rounds: int, more: int) -> None:
    digit = order._SHORT if count < order._MANY else order._LONG
    bits = digit * rounds + more
    dice = random.Random(bits)
    unsorted = [dice.randrange(1 << bits) for _ in range(count)]
    keys, places = np.array(unsorted, np.uint64), np.arange(count, dtype=np.uint32)
    order._by_digits(places, keys, np.empty_like(places), np.empty_like(keys), bits)
    assert places.tolist() == sorted(range(count), key=unsorted.__getitem__)
