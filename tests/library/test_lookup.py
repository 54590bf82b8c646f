"""Looking up n-grams against a plain scan, and that all that is read has been compared before."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests import naive
from tests.library.segments import TEXTS, WORDS, places, segment_of


@given(texts=TEXTS, ngram=st.lists(WORDS, min_size=1, max_size=3))
def test_a_range_holds_the_places_a_plain_scan_finds(texts: list[list[int]], ngram: list[int]) -> None:
    assert places(segment_of(texts), ngram) == naive.places_within(texts, ngram)


@given(texts=TEXTS, ngram=st.lists(WORDS, min_size=1, max_size=3), dead=st.sets(st.integers(0, 3)))
def test_a_dead_witness_is_found_no_more(texts: list[list[int]], ngram: list[int], dead: set[int]) -> None:
    dead &= set(range(len(texts)))
    alive = segment_of(texts).named(["" if number in dead else f"w{number}" for number in range(len(texts))])
    assert places(alive, ngram) == [place for place in naive.places_within(texts, ngram) if place[0] not in dead]
    assert [name == "" for name in alive.witnesses] == [number in dead for number in range(len(texts))]


@given(texts=TEXTS, ngrams=st.lists(st.lists(WORDS, min_size=2, max_size=2), max_size=5))
def test_many_ranges_at_once_are_those_of_each(texts: list[list[int]], ngrams: list[list[int]]) -> None:
    segment = segment_of(texts)
    starts, stops = segment.ranges_of(np.array(ngrams, np.uint32).reshape(-1, 2))
    for ngram, start, stop in zip(ngrams, starts.tolist(), stops.tolist(), strict=True):
        assert places(segment, ngram) == naive.places_within(texts, ngram)
        assert stop - start == len(naive.places_within(texts, ngram))
        assert segment.places(start, stop).tolist() == segment.places(*segment.range_of(ngram)).tolist()


@given(texts=TEXTS, words=st.lists(WORDS, max_size=6), dead=st.sets(st.integers(0, 3)))
def test_ranges_along_are_those_of_each_ngram(texts: list[list[int]], words: list[int], dead: set[int]) -> None:
    segment = segment_of(texts).named(["" if number in dead else "w" for number in range(len(texts))])
    starts, stops = segment.ranges_along(np.array(words, np.uint32))
    for at in range(len(words)):
        for length in range(1, 4):
            start, stop = segment.range_of(words[at : at + length]) if at + length <= len(words) else (0, 0)
            found = segment.places(int(starts[length - 1, at]), int(stops[length - 1, at]))
            assert found.tolist() == segment.places(start, stop).tolist()


@given(texts=TEXTS, dead=st.sets(st.integers(0, 3)), edges=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))))
def test_slices_of_the_order_one_after_the_other(
    texts: list[list[int]], dead: set[int], edges: list[tuple[int, int]]
) -> None:
    whole = segment_of(texts)
    segment = whole.named(["" if number in dead else "w" for number in range(len(texts))])
    places = [at for at in whole.places(0, whole.total).tolist() if whole.witness_at(at) not in dead]
    slices = [(min(edge, segment.total), min(other, segment.total)) for edge, other in edges]
    starts, stops = np.array(slices, np.int64).reshape(-1, 2).T
    assert segment.gathered(starts, stops).tolist() == [at for start, stop in slices for at in places[start:stop]]
