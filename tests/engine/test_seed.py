"""Seeds stand where they say, and all the rare ones are found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests import naive
from tests.engine.shelf import Shelf, novel, quotation

from quoth.engine.params import Params
from quoth.engine.seed import LONGEST, Ranges, seeds, seeds_in
from quoth.engine.sought import sought

TEXT = novel(1500)
SHELF = Shelf({"one": " ".join(TEXT[:700]), "two": " ".join(TEXT[700:])})
WORDS = SHELF.segments[0].at(0, int(SHELF.segments[0].first[-1])).tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXT), min_size=1, max_size=14), st.integers(0, 14))
def test_seeds_when_drawn_at_random_then_each_stands_and_the_rare_are_all_there(said: list[str], dots: int) -> None:
    text = " ".join([*said[:dots], "…", *said[dots:]]) if 0 < dots < len(said) else " ".join(said)
    ranges = Ranges(SHELF)
    wanted = sought(text, quotation(text), ranges.count, SHELF.total)
    found = seeds(wanted, ranges, 0, Params())
    for at, place, length in zip(*(part.tolist() for part in found), strict=True):
        assert list(wanted.hashes[at : at + length]) == WORDS[place : place + length]
        assert at + length <= wanted.part_stop(at)
    for at, word in enumerate(wanted.hashes):
        stands = naive.places(WORDS, [word])
        if len(stands) <= 4:
            assert sorted(found.passage[found.quotation == at].tolist()) == stands


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXT), min_size=1, max_size=LONGEST))
def test_ranges_when_any_words_then_where_scanning_finds_them(ngram: list[str]) -> None:
    ranges = Ranges(SHELF)
    wanted = sought(" ".join(ngram), quotation(" ".join(ngram)), ranges.count, SHELF.total)
    start, stop = ranges.of(wanted.hashes)[0]
    assert sorted(SHELF.segments[0].places(start, stop).tolist()) == naive.places(WORDS, wanted.hashes)


def test_seeds_in_when_one_witness_then_none_of_the_other() -> None:
    text = " ".join(TEXT[100:112])
    ranges = Ranges(SHELF)
    found = seeds_in(sought(text, quotation(text), ranges.count, SHELF.total), ranges, 0, 1, Params())
    assert (found.passage >= SHELF.segments[0].first[1]).all()


def test_seeds_when_dots_part_words_that_stand_together_then_no_seed_reaches_over() -> None:
    text = " ".join([*TEXT[100:106], "…", *TEXT[106:112]])
    ranges = Ranges(SHELF)
    found = seeds(sought(text, quotation(text), ranges.count, SHELF.total), ranges, 0, Params())
    over = (found.quotation < 6) & (found.quotation + found.length > 6)
    assert not over.any()
