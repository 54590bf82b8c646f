"""Pairs of words and the best way through them, each against its plain twin."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import naive

from quoth.engine import pairs as pairing
from quoth.engine.pairs import EDGE, LIKE, OPEN, SAME
from quoth.engine.params import Params

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

    def cost(one: int, two: int) -> float | None:
        (_, stop, _, passed, kind), (start, _, there, _, other) = links[one], links[two]
        if stop > start or passed > there:
            return None
        left_out = 0 if OPEN in (kind, other) else there - passed
        return naive.gap(stop, start, left_out, dots, (params.gap, params.silence))

    gains = [float(bits[row[0] : row[1]].sum()) / (1 + (row[4] == LIKE)) for row in links]
    way = pairing._best_way(np.array(links), (bits, bits, before), NONE, params.prices).tolist()
    assert (way[0], way[-1]) == (0, len(links) - 1)
    steps = [cost(one, two) for one, two in pairwise(way)]
    worth = sum(gains[at] for at in way) - sum(step for step in steps if step is not None)
    assert None not in steps
    assert worth == pytest.approx(naive.best_path(gains, cost, through=True))


def test_worthiest_when_there_are_many_then_those_of_most_bits_in_order() -> None:
    pairs = np.array([[0, 1, 5, 6, SAME], [1, 2, 6, 7, LIKE], [2, 4, 7, 8, SAME], [3, 4, 9, 10, SAME]])
    bits = np.array([1.0, 9.0, 3.0, 3.5])
    assert pairing._worthiest(pairs, bits, 2).tolist() == [pairs[1].tolist(), pairs[2].tolist()]
    assert pairing._worthiest(pairs, bits, 4).tolist() == pairs.tolist()
