"""Pairs of words and the best way through them, each against its plain twin."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests import naive

from quoth.engine import pairs as pairing
from quoth.engine.pairs import EDGE, LIKE, OPEN, SAME
from quoth.engine.params import Params

FEW = st.sampled_from(["ab", "ba", "abba", "abbaab", "abbaabb"])
WORD = st.text("abé\U0001d49c", min_size=1, max_size=7)
NONE = (np.empty(0, np.int64), np.empty(0, np.int64), np.zeros(1, np.int64))


@settings(max_examples=300, deadline=None)
@given(WORD, WORD)
def test_likeness_is_by_letters(one: str, two: str) -> None:
    letters = [pairing.spelled([word])[0] for word in (one, two)]
    assert pairing._distance(*letters) == naive.distance(one, two)
    assert pairing._likeness(*letters) == naive.alike(one, two)


@settings(max_examples=150, deadline=None)
@given(
    wanted=st.lists(WORD, min_size=1, max_size=4),
    parted=st.lists(st.booleans(), min_size=5, max_size=5),
    data=st.data(),
)
def test_pairs_are_all_words_that_could_face_each_other(
    wanted: list[str], parted: list[bool], data: st.DataObject
) -> None:
    joined = [one + two for one, two in pairwise(wanted)]
    halves = [half for word in wanted for half in (word[: len(word) // 2], word[len(word) // 2 :]) if half]
    drawn = data.draw(st.lists(st.one_of(WORD, st.sampled_from([*wanted, *joined])), max_size=4))
    at, few = data.draw(st.integers(0, len(drawn))), data.draw(st.integers(0, 4))
    words = [*drawn[:at], *halves[:few], *drawn[at:]]
    places = np.cumsum([data.draw(st.sampled_from([1, 1, 2])) for _ in words] or [0])[: len(words)]
    found = pairing._pairs(pairing.spelled(wanted), pairing.spelled(words), places, np.array(parted[: len(wanted) + 1]))
    assert sorted(found.tolist()) == sorted(naive.pairs(wanted, words, places.tolist(), parted))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(1, 2), st.integers(0, 12), st.sampled_from([SAME, LIKE])), max_size=6
    ),
    st.lists(st.integers(0, 8), max_size=2),
    st.sampled_from([(EDGE, EDGE), (OPEN, EDGE), (EDGE, OPEN)]),
)
def test_best_way_is_the_best_of_all_ways(
    pairs: list[tuple[int, int, int, int]], dots: list[int], edges: tuple[int, int]
) -> None:
    bits = np.array([2.0 + (word * 7) % 5 for word in range(9)])
    before = np.searchsorted(sorted(dots), np.arange(11)).astype(np.int64)
    rows = sorted([word, word + more, place, place + 1, kind] for word, more, place, kind in pairs)
    links = [[0, 0, 0, 0, edges[0]], *rows, [9, 9, 13, 13, edges[1]]]
    params = Params()

    def gap(stop: int, start: int, passed: int, there: int) -> float:
        return naive.gap(stop, start, there - passed, dots, params.prices)

    way = pairing._best_way(np.array(links), (bits, bits, before), NONE, params.prices).tolist()
    assert (way[0], way[-1]) == (0, len(links) - 1)
    worth = naive.way_of_pairs([links[at] for at in way], bits.tolist(), gap)
    assert worth == pytest.approx(naive.best_way_of_pairs(links, bits.tolist(), gap))


@given(
    pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(1, 2), st.integers(0, 9), st.sampled_from([SAME, LIKE]))),
    bits=st.lists(st.integers(1, 9), min_size=6, max_size=6),
    most=st.integers(1, 8),
)
def test_worthiest_are_those_of_most_bits(pairs: list[tuple[int, int, int, int]], bits: list[int], most: int) -> None:
    rows = [[word, word + more, place, place + 3 - more, kind] for word, more, place, kind in sorted(pairs)]
    found = pairing._worthiest(np.array(rows, np.int64).reshape(-1, 5), np.array(bits, np.float64), most)
    assert found.tolist() == naive.worthiest(rows, bits, most)


@settings(max_examples=150, deadline=None)
@given(
    wanted=st.lists(FEW, min_size=1, max_size=3),
    words=st.lists(FEW, max_size=4),
    before=st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from([EDGE, OPEN])),
    after=st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from([EDGE, OPEN])),
    dots=st.lists(st.integers(0, 8), max_size=1),
    most=st.integers(1, 5),
    data=st.data(),
)
def test_a_gap_is_filled_with_the_best_way_through_the_worthiest_pairs(
    *,
    wanted: list[str],
    words: list[str],
    before: tuple[int, int, int],
    after: tuple[int, int, int],
    dots: list[int],
    most: int,
    data: st.DataObject,
) -> None:
    """The gap has words of the quotation and positions before those that may face each other, and after."""
    first, last = before[0], before[0] + len(wanted)
    bits = data.draw(st.lists(st.integers(3, 19), min_size=last + after[0], max_size=last + after[0]))
    places = np.cumsum([7 + before[1], *(data.draw(st.sampled_from([1, 1, 2])) for _ in words)])
    parted = [data.draw(st.booleans()) for _ in range(len(wanted) + 1)]
    begin = pairing.edge(0, 7, before[2])
    end = pairing.edge(last + after[0], int(places[-1]) + after[1], after[2])
    aside = data.draw(st.integers(6, 12))
    asides = np.array([aside]), np.array([aside + 2]), np.array([0, 2])
    weights = np.array(bits, np.float64), np.zeros(len(bits) + 1), _dots_before(dots, len(bits))
    faced = pairing.spelled(wanted), pairing.spelled(words), places[:-1], np.array(parted)
    params = Params()

    def gap(stop: int, start: int, passed: int, there: int) -> float:
        left_out = there - passed - naive.whole(passed, there, [(aside, aside + 2)])
        return naive.gap(stop, start, left_out, dots, params.prices)

    found = pairing.filled(faced, (first, begin, end), weights, asides, (most, params.prices)).tolist()
    facing = naive.pairs(wanted, words, places.tolist(), parted)
    pairs = [[word + first, stop + first, *rest] for word, stop, *rest in facing]
    links = [list(begin), *naive.worthiest(pairs, bits, most), list(end)]
    assert (found[0], found[-1]) == (links[0], links[-1])
    assert all(pair in pairs for pair in found[1:-1])
    assert naive.way_of_pairs(found, bits, gap) == pytest.approx(naive.best_way_of_pairs(links, bits, gap))


def _dots_before(dots: list[int], words: int) -> NDArray[np.int64]:
    """How many dots stand before any lower word than each, as `Sought.dots`."""
    return np.searchsorted(sorted(dots), np.arange(words + 2)).astype(np.int64)


def test_worthiest_when_there_are_many_then_those_of_most_bits_in_order() -> None:
    pairs = np.array([[0, 1, 5, 6, SAME], [1, 2, 6, 7, LIKE], [2, 4, 7, 8, SAME], [3, 4, 9, 10, SAME]])
    bits = np.array([1.0, 9.0, 3.0, 3.5])
    assert pairing._worthiest(pairs, bits, 2).tolist() == [pairs[1].tolist(), pairs[2].tolist()]
    assert pairing._worthiest(pairs, bits, 4).tolist() == pairs.tolist()
