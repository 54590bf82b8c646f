"""Looking up n-grams against a plain scan, and that all that is read has been compared before."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import naive
from tests.library.segments import TEXTS, WORDS, blocks_of, compared, packed, places, segment_of, uncompared

from quoth.library import lookup
from quoth.library.blocks import BLOCK, Broken
from quoth.library.lookup import gathered, holes_of, range_of, ranges_of, words_at, write_ranks
from quoth.library.order import posts_in, rank_at
from quoth.library.segment import GUARDS, Segment


def drawn(seed: int) -> list[list[int]]:
    """Two long texts of few words, one much more common than the others."""
    dice = random.Random(seed)
    return [dice.choices([1, 2, 3], [4, 1, 1], k=dice.randrange(40, 200)) for _ in range(2)]


def guarded(texts: list[list[int]]) -> list[int]:
    return [word for text in texts for word in (*text, *[0] * GUARDS)]


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
    assert starts.shape == stops.shape == (3, len(words))
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


@settings(max_examples=30)
@given(seed=st.integers(0, 1 << 32), ngram=st.lists(st.sampled_from([1, 1, 2, 3]), min_size=2, max_size=3))
def test_a_range_in_long_texts_holds_the_places_a_plain_scan_finds(seed: int, ngram: list[int]) -> None:
    """So long that the search is led by posts."""
    texts = drawn(seed)
    assert places(segment_of(texts), ngram) == naive.places_within(texts, ngram)


@settings(max_examples=30)
@given(st.integers(0, 1 << 32))
def test_every_thirty_second_place_has_its_second_and_third_word_for_a_post(seed: int) -> None:
    texts = drawn(seed)
    index, order, words = segment_of(texts)._index, naive.order(texts, GUARDS), [*guarded(texts), 0]
    lexicon = sorted({0, *words})
    keys = [(lexicon.index(words[at + 1]), lexicon.index(words[at + 2])) for at in order[::32]]
    assert index.posts.tolist() == [second << 32 | third for second, third in keys]
    assert len(keys) == posts_in(len(order))


@given(texts=TEXTS, start=st.integers(0, 20), stop=st.integers(0, 20))
def test_words_at_positions_are_those_laid_there(texts: list[list[int]], start: int, stop: int) -> None:
    words = guarded(texts)
    start, stop = min(start, len(words)), min(stop, len(words))
    assert segment_of(texts).at(start, stop).tolist() == words[start:stop]


@given(texts=TEXTS, dead=st.sets(st.integers(0, 3)))
def test_holes_are_the_places_of_the_dead(texts: list[list[int]], dead: set[int]) -> None:
    segment = segment_of(texts)
    owners = [number for number, text in enumerate(texts) for _ in range(len(text) + GUARDS)]
    found = holes_of(tuple(segment._index), segment.first, np.array([at in dead for at in range(len(texts))], np.bool_))
    assert found.tolist() == [at for at, place in enumerate(naive.order(texts, GUARDS)) if owners[place] in dead]


@given(st.sets(st.integers(0, 12)), st.integers(0, 12))
def test_the_place_of_a_number_is_that_of_so_many_that_are_no_holes(holes: set[int], number: int) -> None:
    kept = [at for at in range(30) if at not in holes]
    before = sum(hole < kept[number] for hole in holes)
    assert lookup._whole(np.array(sorted(holes), np.uint32), number) == (kept[number], before)


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_ranks_are_packed_the_least_byte_first(width: int) -> None:
    ranks = [0, 1, 255, *(256**byte for byte in range(width)), 256**width - 1]
    written = np.full((len(ranks) + 3) * width, 7, np.uint8)
    write_ranks(written, width, 2, np.arange(len(ranks), dtype=np.uint32)[::-1].copy(), np.array(ranks, np.uint32))
    assert written.tobytes() == b"\7" * 2 * width + packed(ranks[::-1], width).tobytes() + b"\7" * width
    assert [rank_at(written, width, at + 2) for at in range(len(ranks))] == ranks[::-1]


@given(lexicon=st.sets(WORDS, max_size=6), word=st.one_of(WORDS, st.integers(0, 9)))
def test_a_word_has_its_place_in_the_lexicon_for_its_rank(lexicon: set[int], word: int) -> None:
    words = [0, *sorted(lexicon)]
    assert lookup._rank(np.array(words, np.uint32), np.uint32(word)) == (words.index(word) if word in words else 0)


# -- all that is read has been compared before -----------------------------------------------------------------------


def book() -> Segment:
    """Of some hundred places that begin with the same word, so that a search goes by posts."""
    dice = random.Random(5)
    return segment_of([[dice.choice([1, 1, 1, 2, 3]) for _ in range(230)], [2, 1, 3]])


@cache
def long_book(most: int) -> Segment:
    """So long that the slice of its most frequent word has a dozen posts."""
    dice = random.Random(6)
    return segment_of([dice.choices([1, 2, 3, most], k=900)])


FAR = {"lexicon": 6 * BLOCK + 99, "bounds": 7 * BLOCK - 4}
WORDS_TOUCHED = {6, 7}


@pytest.mark.parametrize(("start", "stop"), [(0, 1), (7, 9), (100, 100), (200, 230)])
@pytest.mark.parametrize("edge", [-1, 0, 1])
def test_of_words_that_are_read_all_bytes_are_compared_and_no_more(start: int, stop: int, edge: int) -> None:
    segment = book()
    for at in (start, stop):
        index = uncompared(segment._index, ranks=BLOCK - at * segment._index.width + edge, **FAR)
        assert words_at(tuple(index), start, stop).tolist() == segment.at(start, stop).tolist()
        assert compared(index) == blocks_of(index.ranks_start, index.width, start, stop) | WORDS_TOUCHED


@pytest.mark.parametrize("slices", [[(0, 1)], [(5, 9), (20, 21)], [(9, 9)], [(228, 233), (3, 3)]])
@pytest.mark.parametrize("dead", [False, True])
def test_of_places_that_are_read_all_bytes_are_compared_and_no_more(slices: list[tuple[int, int]], dead: bool) -> None:
    segment = book().named(["one", "" if dead else "two"])
    order = book().places(0, 233).tolist()
    holes = [at for at, place in enumerate(order) if place > 230] if dead else []
    kept = [at for at in range(len(order)) if at not in holes]
    slices = [(min(start, len(kept)), min(stop, len(kept))) for start, stop in slices]
    starts, stops = (np.array(side, np.int64) for side in zip(*slices, strict=True))
    ends = {kept[stop - 1] + more for _, stop in slices for more in (0, 1)}
    for edge in {kept[start] for start, _ in slices if start < len(kept)} | ends:
        index = uncompared(segment._index, order=BLOCK - 4 * edge)
        assert gathered(tuple(index), starts, stops).tolist() == segment.gathered(starts, stops).tolist()
        there = (blocks_of(index.order_start, 4, kept[a], kept[b - 1] + 1) for a, b in slices if a < b)
        assert compared(index) == set().union(*there)


@pytest.mark.parametrize("edge", [1, 232, 233])
def test_where_a_witness_is_dead_all_of_the_order_is_compared(edge: int) -> None:
    segment = book()
    index = uncompared(segment._index, order=2 * BLOCK - 4 * edge)
    holes = holes_of(tuple(index), segment.first, np.array([False, True]))
    assert segment.places(0, 233)[holes].tolist() == [231 + GUARDS, 230 + GUARDS, 232 + GUARDS]
    assert compared(index) == blocks_of(index.order_start, 4, 0, 233)


NGRAMS = [[1], [1, 1], [1, 1, 1], [1, 2], [1, 3, 1], [1, 2, 3], [2, 1, 3], [3, 3], [3, 3, 3], [1, 9]]


@pytest.mark.parametrize("edge", [0, 1])
@pytest.mark.parametrize("ngram", NGRAMS)
def test_of_what_decides_a_search_all_bytes_are_compared(ngram: list[int], edge: int) -> None:
    """The bounds of what is found are known by the places beside them, looked at themselves. Each stands where a block
    begins, or before that."""
    segment = long_book(1)
    low, high = segment.range_of(ngram[:1])
    start, stop = segment.range_of(ngram)
    asked = np.array(ngram, np.uint32)
    looked = [at for at in (start - 1, start, stop - 1, stop) if low <= at < high and len(ngram) > 1 and ngram[1] < 9]
    order = segment.places(0, segment.total).tolist()
    for at in looked:
        words = (order[at] + 1, order[at] + 1 + len(ngram) - 1)
        starts = {"order": 2 * BLOCK - 4 * (at + edge), "ranks": 4 * BLOCK - words[0] - edge}
        index = uncompared(segment._index, **starts, **FAR)
        assert range_of(tuple(index), asked) == (start, stop)
        there = blocks_of(starts["order"], 4, at, at + 1) | blocks_of(starts["ranks"], index.width, *words)
        assert there | WORDS_TOUCHED <= compared(index)


LED_ASTRAY = st.lists(st.sampled_from([0, 1, 2**32, 2**32 + 1, 2 * 2**32 + 3, 2**64 - 1]), min_size=29, max_size=29)


@given(posts=LED_ASTRAY, ngram=st.sampled_from([[1, 1], [1, 2], [1, 3, 1], [1, 1, 1], [2, 1], [3, 3, 2], [1, 9]]))
def test_posts_that_are_damaged_lead_to_what_is_right_or_are_noticed(posts: list[int], ngram: list[int]) -> None:
    index = long_book(1)._index
    assert len(index.posts) == len(posts)
    try:
        found = range_of(tuple(index._replace(posts=np.array(posts, np.uint64))), np.array(ngram, np.uint32))
    except Broken:
        return
    assert found == long_book(1).range_of(ngram)


@pytest.mark.parametrize("posts", [0, 2**64 - 1])
def test_posts_that_lead_past_what_is_there_are_noticed(posts: int) -> None:
    index = long_book(1)._index
    damaged = index._replace(posts=np.full_like(index.posts, posts))
    for ngram in ([1, 2], [1, 3, 1]):
        with pytest.raises(Broken):
            range_of(tuple(damaged), np.array(ngram, np.uint32))


@pytest.mark.parametrize("posts", [0, 2**64 - 1])
@pytest.mark.parametrize("beside", [[9, 1], [3, 9]])
def test_posts_that_lead_astray_are_noticed_whatever_is_asked_beside(posts: int, beside: list[int]) -> None:
    """`beside` stands nowhere: at the beginning of the order, or of what begins with the last word of all."""
    index = long_book(1)._index
    damaged = tuple(index._replace(posts=np.full_like(index.posts, posts)))
    with pytest.raises(Broken):
        ranges_of(damaged, np.array([beside, [1, 2], beside], np.uint32))


def test_many_ranges_of_long_slices_are_those_of_each() -> None:
    segment = long_book(1)
    ngrams = [[one, two] for one in (2, 1, 9, 3) for two in (3, 9, 1, 2)]
    starts, stops = segment.ranges_of(np.array(ngrams, np.uint32))
    assert [*zip(starts.tolist(), stops.tolist(), strict=True)] == [segment.range_of(ngram) for ngram in ngrams]
    assert [len(segment.places(*segment.range_of(ngram))) for ngram in ngrams] == [
        sum(1 for pair in pairwise(segment.at(0, 900).tolist()) if [*pair] == ngram) for ngram in ngrams
    ]


def test_no_word_stands_behind_the_last_of_a_text() -> None:
    assert places(segment_of([[1, 2], [2]]), [1, 2, 9]) == places(segment_of([[1, 2], [2]]), [1, 9, 9]) == []


@pytest.mark.parametrize("place", [900, 2**31, 2**32 - 1])
def test_places_that_lead_beyond_the_last_word_are_noticed(place: int) -> None:
    """A search looks at them on its way without following them; where it ends they are compared with their seal."""
    index = uncompared(long_book(1)._index, order=0, ranks=4 * BLOCK, **FAR)
    seen, changed = index.seen.copy(), index.sums.copy()
    seen[min(WORDS_TOUCHED) :], changed[:2] = 1, 0
    damaged = index._replace(order=np.full_like(index.order, place), seen=seen, sums=changed)
    with pytest.raises(Broken):
        range_of(tuple(damaged), np.array([1, 2], np.uint32))


@pytest.mark.parametrize("edge", [0, 1])
def test_of_the_lexicon_and_the_bounds_all_bytes_are_compared_and_no_more(edge: int) -> None:
    index = book()._index
    starts = {
        "lexicon": 3 * BLOCK - 4 * (len(index.lexicon) - edge),
        "bounds": 5 * BLOCK - 4 * (len(index.bounds) - edge),
    }
    index = uncompared(index, **starts)
    assert words_at(tuple(index), 0, 0).tolist() == []
    assert compared(index) == ({2, 3, 4, 5} if edge else {2, 4})


@pytest.mark.parametrize(("edge", "blocks"), [(0, {4}), (1, {3, 4}), (2, {3})])
def test_of_a_place_that_is_looked_at_two_words_are_compared_and_no_more(edge: int, blocks: set[int]) -> None:
    """Of the only place with its first word, which has no post."""
    index = uncompared(segment_of([[7, 1, 2, 3, 7]])._index, order=2 * BLOCK - 4, ranks=4 * BLOCK - 3 - edge, **FAR)
    assert range_of(tuple(index), np.array([2, 3, 7], np.uint32)) == (1, 2)
    assert compared(index) == {2} | blocks | WORDS_TOUCHED
