"""Pairs of words and the best way through them, each against its plain twin."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import naive

from quoth.engine import align
from quoth.engine.align import EDGE, LIKE, OPEN, SAME
from quoth.engine.params import Params

WORD = st.text("abé\U0001d49c", min_size=1, max_size=7)
NONE = (np.empty(0, np.int64), np.empty(0, np.int64), np.zeros(1, np.int64))


def alike(one: str, two: str) -> int:
    if one == two:
        return SAME
    allowed = 0.34 * max(len(one), len(two))
    return LIKE if min(len(one), len(two)) >= 4 and naive.distance(one, two) <= allowed else -1


@settings(max_examples=300, deadline=None)
@given(WORD, WORD)
def test_likeness_is_by_letters(one: str, two: str) -> None:
    letters = [align._spelled([word])[0] for word in (one, two)]
    assert align._distance(*letters) == naive.distance(one, two)
    assert align._likeness(*letters) == alike(one, two)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORD, min_size=1, max_size=5),
    st.lists(st.tuples(WORD, st.integers(1, 2)), min_size=1, max_size=6),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_pairs_are_all_words_that_could_face_each_other(
    wanted: list[str], there: list[tuple[str, int]], parted: list[bool]
) -> None:
    places = np.cumsum([steps for _, steps in there])
    words, at = [word for word, _ in there], places.tolist()
    found = align._pairs(align._spelled(wanted), align._spelled(words), places, np.array(parted[: len(wanted) + 1]))
    expected = []
    for i in range(len(wanted)):
        for j in range(len(words)):
            if (kind := alike(wanted[i], words[j])) >= 0:
                expected.append([i, i + 1, at[j], at[j] + 1, kind])
            if i + 1 < len(wanted) and not parted[i + 1] and wanted[i] + wanted[i + 1] == words[j]:
                expected.append([i, i + 2, at[j], at[j] + 1, SAME])
            if j + 1 < len(words) and at[j + 1] == at[j] + 1 and words[j] + words[j + 1] == wanted[i]:
                expected.append([i, i + 1, at[j], at[j] + 2, SAME])
    assert sorted(found.tolist()) == sorted(expected)


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
        if stop == start and not left_out:
            return 0.0
        skipped, silent = np.log2(1 + start - stop), np.log2(1 + max(0, left_out - (start - stop)))
        marked = any(stop <= dot <= start for dot in dots)
        return float(skipped + np.log2(1 + left_out) if marked else 3 + skipped + 2 * silent)

    gains = [float(bits[row[0] : row[1]].sum()) / (1 + (row[4] == LIKE)) for row in links]
    way = align._best_way(np.array(links), (bits, bits, before), NONE, params.prices).tolist()
    assert (way[0], way[-1]) == (0, len(links) - 1)
    steps = [cost(one, two) for one, two in pairwise(way)]
    worth = sum(gains[at] for at in way) - sum(step for step in steps if step is not None)
    assert None not in steps
    assert worth == pytest.approx(naive.best_path(gains, cost, through=True))


def test_worthiest_when_there_are_many_then_those_of_most_bits_in_order() -> None:
    pairs = np.array([[0, 1, 5, 6, SAME], [1, 2, 6, 7, LIKE], [2, 4, 7, 8, SAME], [3, 4, 9, 10, SAME]])
    bits = np.array([1.0, 9.0, 3.0, 3.5])
    assert align._worthiest(pairs, bits, 2).tolist() == [pairs[1].tolist(), pairs[2].tolist()]
    assert align._worthiest(pairs, bits, 4).tolist() == pairs.tolist()
