"""Seeds stand where they say, and all the rare ones are found."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import naive
from tests.engine.shelf import Shelf, novel, wanted

from quoth.engine import seed
from quoth.engine.params import Params
from quoth.engine.seed import seeds, seeds_between
from quoth.engine.stacks import KEPT, LONGEST, Stacks

TEXT = novel(1500)
TEXTS = {"one": " ".join(TEXT[:700]), "two": " ".join(TEXT[700:])}
SHELVES = [Shelf(TEXTS), Shelf(TEXTS, apart=True)]
WORDS = SHELVES[0].stacks.at(0, SHELVES[0].stacks.bases[-1]).tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXT), min_size=1, max_size=14), st.integers(0, 14), st.sampled_from(SHELVES))
def test_seeds_when_drawn_at_random_then_as_the_plain_twin(said: list[str], dots: int, shelf: Shelf) -> None:
    text = " ".join([*said[:dots], "…", *said[dots:]]) if 0 < dots < len(said) else " ".join(said)
    sought, params = wanted(text, shelf), Params(crowd=6, places=60)
    others = [wanted(" ".join(words), shelf) for words in (TEXT[:3], [*TEXT[5:14], "…", *TEXT[20:24]])]
    every = [others[0], sought, others[1]]
    found = seeds(every, shelf.stacks, params)
    for one, start, stop in zip(every, found.edges[:-1], found.edges[1:], strict=True):
        crowd = max(4, min(params.crowd, params.places // len(one)))
        plain = naive.seeds(one.hashes.tolist(), one.parts, WORDS, crowd, params.places)
        assert sorted(zip(*(part[start:stop].tolist() for part in found[:3]), strict=True)) == plain


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(TEXT), min_size=1, max_size=14),
    st.integers(0, 690),
    st.integers(1, 300),
    st.integers(1, 9),
    st.sampled_from([5, 40, 2000]),
)
def test_seeds_between_when_any_stretch_then_as_the_plain_twin(
    said: list[str], begin: int, length: int, crowd: int, places: int
) -> None:
    shelf, end = SHELVES[0], min(700, begin + length)
    sought = wanted(" ".join([*TEXT[begin : begin + 3], *said]), shelf)
    stretches = [(begin, end), (0, 40), (begin, end)]
    found = seeds_between(sought, shelf.stacks, stretches, crowd, Params(places=places))
    for (first, last), start, stop in zip(stretches, found.edges[:-1], found.edges[1:], strict=True):
        said_here = sought.hashes.tolist(), sought.parts, WORDS[first:last]
        plain = naive.outlasting(naive.seeds(*said_here, crowd, places), *said_here)
        shifted = sorted((quotation, first + passage, size) for quotation, passage, size in plain)
        assert sorted(zip(*(part[start:stop].tolist() for part in found[:3]), strict=True)) == shifted


@pytest.mark.parametrize(("room", "lengths"), [(31, [1, 3]), (30, [1, 3]), (29, [1, 0]), (28, [1, 0])])
def test_seeds_in_a_crowd_are_taken_while_there_is_room(room: int, lengths: list[int]) -> None:
    totals = np.array([[4, 90], [4, 50], [4, 26]])
    assert seed._lengths(totals, np.array([3, 3]), 6, room).tolist() == lengths


def test_seeds_that_are_just_no_crowd_are_taken_without_room() -> None:
    totals = np.array([[6, 7], [6, 7], [6, 7]])
    assert seed._lengths(totals, np.array([3, 3]), 6, 0).tolist() == [1, 0]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXT), min_size=1, max_size=6), st.sampled_from(SHELVES))
def test_ranges_when_any_words_then_where_scanning_finds_them(said: list[str], shelf: Shelf) -> None:
    sought = wanted(" ".join(said), shelf)
    hashes = sought.hashes.tolist()
    for at in range(len(hashes)):
        for length in range(1, min(LONGEST, len(hashes) - at) + 1):
            starts, stops = (side[length - 1, :, at : at + 1] for side in sought.standing[:2])
            positions, numbers = shelf.stacks.places(starts, stops)
            stands = naive.places(WORDS, hashes[at : at + length])
            assert sorted(positions.tolist()) == stands
            assert sought.standing.totals[length - 1, at] == len(stands) == len(numbers)


@pytest.mark.parametrize("shelf", SHELVES)
def test_stacks_when_segments_are_apart_then_one_row_all_the_same(shelf: Shelf) -> None:
    stacks = shelf.stacks
    assert [stacks.extent(number) for number in (0, 1)] == [(0, 700), (703, 1503)]
    assert stacks.at(698, 700).tolist() == WORDS[698:700]
    assert stacks.at(703, 705).tolist() == WORDS[703:705]
    starts, stops = stacks.spans(703, 706)
    assert [TEXTS["two"][start:stop] for start, stop in zip(starts, stops, strict=True)] == TEXT[700:703]
    assert stacks.positions(1, [0, starts[2], starts[2] - 1, 10**6]) == [703, 705, 705, 1503]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.integers(0, 699), st.integers(0, 300)), max_size=8))
def test_stretches_when_looked_through_in_any_order_then_the_words_that_stand_there(
    asked: list[tuple[int, bool, int, int]],
) -> None:
    stacks = Stacks(SHELVES[1])
    for witness, whole, begin, length in asked:
        first, end = stacks.extent(witness)
        start, stop = (first, end) if whole else (first + begin, min(end, first + begin + length))
        assert stacks.looked_through(start, stop).tolist() == WORDS[start:stop]


def test_pages_when_looked_through_then_no_book_is_read_again() -> None:
    stacks = Stacks(SHELVES[0])
    with patch.object(Stacks, "at", autospec=True, side_effect=Stacks.at) as read:
        stacks.looked_through(*stacks.extent(0))
        for page in range(703, 703 + 2 * KEPT):
            stacks.looked_through(page, page + 40)
        read.reset_mock()
        stacks.looked_through(*stacks.extent(0))
        stacks.looked_through(100, 140)
    assert not read.called
