"""Runs, regions and ways through them, each against its plain twin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests import naive
from tests.engine.shelf import Shelf, novel, quotation, wanted

from quoth.engine import chain
from quoth.engine import regions as region
from quoth.engine.asides import NONE, Asides
from quoth.engine.chain import Chain, chains, gap_cost, interrupting
from quoth.engine.params import Params
from quoth.engine.seed import Seeds, seeds
from quoth.model.text import Span

SEEDS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30), st.integers(1, 3)), min_size=1, max_size=25)

# Up to eight regions, in which words of the quotation come back; bits are quarters, so that bounds are met exactly.
CROWDED = st.lists(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(1, 3)), min_size=1, max_size=6),
    min_size=1,
    max_size=8,
).map(lambda regions: [(word, 40 * at + place, size) for at, here in enumerate(regions) for word, place, size in here])
TEXT = novel(900)
TEXTS = {"one": " ".join(TEXT[:400]), "two": " ".join(TEXT[400:]), "three": " ".join(TEXT[200:500])}
SHELVES = {apart: Shelf(TEXTS, apart=apart) for apart in (False, True)}


def about(bits: list[float]) -> st.SearchStrategy[float]:
    """Nothing, or one of these numbers of bits, or a quarter beside it."""
    return st.one_of(st.just(0.0), st.tuples(st.sampled_from(bits), st.sampled_from([-0.25, 0, 0.25])).map(sum))


def along(found: list[tuple[int, int, int]]) -> NDArray[np.int64]:
    words, places, lengths = (np.array(column, np.int64) for column in zip(*found, strict=True))
    return region._along(Seeds(words, places, lengths, np.array([0, len(found)])))


def regions_wanted(*, stride: int, regions: int, least: float, worthy: float) -> region._Wanted:
    return region._Wanted(stride=stride, regions=regions, runs=48, least=least, worthy=worthy, leap=0.0, bits=0.0)


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.sampled_from([0, 5_000_000_000]))
def test_runs_are_seeds_that_touch(found: list[tuple[int, int, int]], base: int) -> None:
    far = [(word, base + place, length) for word, place, length in found]
    made = region._by_passage(region._touching(along(far)))
    assert [tuple(run) for run in made.tolist()] == naive.runs(far)


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.integers(0, 8), st.lists(st.integers(1, 32), max_size=4))
def test_bounds_part_runs_that_stand_far_apart_or_in_two_witnesses(
    found: list[tuple[int, int, int]], stride: int, edges: list[int]
) -> None:
    runs = np.array(naive.runs(found), np.int64)
    first = np.array(sorted({0, *edges, 50}), np.int64)
    assert region._bounds(runs, first, stride).tolist() == naive.parted(runs.tolist(), stride, first.tolist())


@settings(max_examples=100, deadline=None)
@given(CROWDED, st.integers(0, 3), st.integers(1, 4), st.data())
def test_promising_regions_are_those_of_the_most_bits(
    found: list[tuple[int, int, int]], stride: int, count: int, data: st.DataObject
) -> None:
    runs = np.array(naive.runs(found), np.int64)
    bits = np.array([1.0 + word % 5 for word in range(13)])
    company = np.concatenate([[0.0], np.cumsum(bits * 0.75)])
    bounds = region._bounds(runs, np.array([0, 500]), stride)
    weights = (bits, company, np.zeros(15, np.int64))
    parts = [runs[start:stop].tolist() for start, stop in pairwise(bounds.tolist())]
    promised = [naive.promise(part, bits.tolist(), company.tolist()) for part in parts]
    least = data.draw(about([promise for promise, _, _ in promised]))
    worthy = data.draw(about([alone for _, _, alone in promised]))
    wanted_here = regions_wanted(stride=stride, regions=count, least=least, worthy=worthy)
    chosen, most = region._chosen(runs, bounds, weights, wanted_here)
    promises = [
        (-round(promise, 9), number, most_here)
        for number, (promise, most_here, alone) in enumerate(promised)
        if alone >= worthy and promise >= least
    ]
    worth = {number: (promise, most_here) for promise, number, most_here in promises}
    assert set(chosen.tolist()) <= set(worth)
    assert [worth[number][0] for number in chosen.tolist()] == [promise for promise, _, _ in sorted(promises)[:count]]
    assert most.tolist() == pytest.approx([worth[number][1] for number in chosen.tolist()])


@settings(max_examples=100, deadline=None)
@given(
    CROWDED,
    st.integers(0, 3),
    st.integers(1, 3),
    st.sets(st.integers(0, 8), max_size=3),
    st.tuples(st.integers(0, 48), st.data()),
)
def test_regions_are_those_that_alone_or_with_others_of_their_witness_reach_the_bits(
    found: list[tuple[int, int, int]], stride: int, count: int, edges: set[int], asked: tuple[int, st.DataObject]
) -> None:
    leap, data = asked[0] / 4, asked[1]
    bits = np.array([1.0 + word % 5 for word in range(13)])
    company = np.concatenate([[0.0], np.cumsum(bits * 0.75)])
    first = sorted({0, 500} | {40 * edge for edge in edges})
    every = naive.runs(found)
    parts = [every[start:stop] for start, stop in pairwise(naive.parted(every, stride, first))]
    promised = [naive.promise(part, bits.tolist(), company.tolist())[:2] for part in parts]
    homes = [bisect_right(first, part[0][1]) for part in parts]
    reached = [
        most
        + sum(
            max(0.0, promised[other][1] - leap) for other in range(len(parts)) if homes[other] == home and other != at
        )
        for at, ((_, most), home) in enumerate(zip(promised, homes, strict=True))
    ]
    needed = data.draw(about(reached))
    wanted_here = regions_wanted(stride=stride, regions=40, least=0.0, worthy=0.0)
    wanted_here = wanted_here._replace(runs=count, leap=leap, bits=needed)
    weights = (bits, company, np.zeros(15, np.int64))
    runs, bounds = region._promising(along(found), np.array(first), weights, wanted_here)
    expected = [sorted(sorted(part, key=lambda run: -run[2])[:count]) for part in parts]
    best = sorted(range(len(parts)), key=lambda at: (-promised[at][0], at))
    made = [[tuple(run) for run in runs[start:stop].tolist()] for start, stop in pairwise(bounds.tolist())]
    assert sorted(made) == sorted(expected[at] for at in best if reached[at] >= needed)


def test_a_region_that_has_the_same_words_again_and_again_keeps_no_other_out() -> None:
    bits = np.array([1.0 + word % 5 for word in range(13)])
    weights = (bits, np.concatenate([[0.0], np.cumsum(bits * 0.75)]), np.zeros(15, np.int64))
    runs = np.array([[0, 0, 6], [4, 40, 1], [4, 42, 1], [4, 44, 1], [2, 80, 2]])
    wanted_here = regions_wanted(stride=2, regions=2, least=0.0, worthy=0.0)
    assert region._chosen(runs, np.array([0, 1, 4, 5]), weights, wanted_here)[0].tolist() == [0, 2]


def test_of_regions_that_promise_the_same_those_come_first_whose_words_follow_each_other() -> None:
    bits = np.array([1.0 + word % 5 for word in range(13)])
    weights = (bits, np.concatenate([[0.0], np.cumsum(bits * 0.75)]), np.zeros(15, np.int64))
    runs = np.array([[0, 0, 3], [3, 9, 1], [0, 40, 2], [2, 49, 2], [0, 80, 4], [0, 120, 4]])
    wanted_here = regions_wanted(stride=12, regions=3, least=0.0, worthy=0.0)
    assert region._chosen(runs, np.array([0, 2, 4, 5, 6]), weights, wanted_here)[0].tolist() == [2, 3, 0]


FARTHEST = (1 << 24) - 1, (1 << 37) - 1


def test_runs_when_their_numbers_are_the_largest_then_in_order_all_the_same() -> None:
    word, place = FARTHEST
    runs = np.array([[word, place - 1, 1], [0, place, 1], [word, place, 1], [word, 0, 1], [0, 1, 1]])
    assert region._by_passage(runs).tolist() == sorted(runs.tolist(), key=lambda run: (run[1], run[0]))
    assert region.by_quotation(runs).tolist() == sorted(runs.tolist())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.just([]), SEEDS), st.integers(1, 5)), min_size=1, max_size=4))
def test_regions_of_many_quotations_are_those_of_each(said: list[tuple[list[tuple[int, int, int]], int]]) -> None:
    """Each with bits, company, dots and wishes of its own."""
    weights, rows, first = [], [], np.array([0, 12, 50])
    for number, (_, more) in enumerate(said):
        bits = np.arange(12.0, 24.0 + more) % (3 + more)
        company, dots = np.cumsum([number + 0.5, *bits / 2]), np.arange(14 + more) // (2 + number)
        weights.append((bits, company, dots))
        rows.append(region._Wanted(more, 1 + more // 2, 1 + more // 3, more / 2, more / 3, 5.0, 1.0 + more))
    bits, company, dots = (np.concatenate(column) for column in zip(*weights, strict=True))
    every = bits, company, dots, np.cumsum([0, *(len(one[0]) for one in weights)])
    for number, own in enumerate(weights):
        assert [side.tolist() for side in region.weights_of(number, every)] == [side.tolist() for side in own]
        assert region._asked(np.array(rows[number], np.float64)) == rows[number]
    drawn = [along(found) if found else np.empty(0, np.int64) for found, _ in said]
    edges = np.cumsum([0, *map(len, drawn)])
    asked = np.array(rows, np.float64)
    runs, bounds, counts = region._all_promising(np.concatenate(drawn), edges, first, every, asked)
    made = [runs[start:stop].tolist() for start, stop in pairwise(bounds.tolist())]
    each = [
        region._promising(here, first, own, row) if len(here) else (runs[:0], np.zeros(1, np.int64))
        for here, own, row in zip(drawn, weights, rows, strict=True)
    ]
    parts = [[own[start:stop].tolist() for start, stop in pairwise(ends.tolist())] for own, ends in each]
    assert counts.tolist() == np.cumsum([0, *map(len, parts)]).tolist()
    assert made == [part for own in parts for part in own]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6), st.integers(1, 3)),
                                              min_size=1, max_size=3)),
        min_size=1, max_size=5,
    ),
    st.integers(0, 2),
    st.booleans(),
)  # fmt: skip
def test_ways_of_one_witness_are_joined_and_each_is_used_once(
    regions: list[tuple[int, list[tuple[int, int, int]]]], joins: int, dotted: bool
) -> None:
    bits = np.array([2.0 + (word * 7) % 5 for word in range(13)])
    weights = (
        bits,
        np.concatenate([[0.0], np.cumsum(bits * 0.5)]),
        np.arange(15) // 6 if dotted else np.zeros(15, int),
    )
    parts = [[(q, p + 30 * at, n) for q, p, n in sorted(set(runs))] for at, (_, runs) in enumerate(regions)]
    homes = [home for home, _ in regions]
    limits = (joins, Params().reach, Params().prices)

    def way(runs: Sequence[tuple[int, ...]]) -> tuple[list[tuple[int, ...]], float]:
        chosen, worth = chain._way(np.array(sorted(runs), np.int64), weights, NONE.places, limits[1] * 13, limits[2])
        return [tuple(run) for run in chosen.tolist()], worth

    table = np.array([run for part in parts for run in part], np.int64)
    bounds = np.cumsum([0, *map(len, parts)])
    bits, company, dots = (np.concatenate([side, side, side]) for side in weights)
    every = (bits, company, dots, np.array([0, 13, 26, 39]))
    edges = np.array([0, 0, len(parts), len(parts)])  # of three quotations the one in the middle has all regions
    ways = chain._linked((table, bounds, np.array(homes)), edges, every, NONE.places, limits)
    runs, ends, counts, witnesses, worth = ways
    made = [[tuple(run) for run in runs[start:stop].tolist()] for start, stop in pairwise(ends.tolist())]
    assert counts.tolist() == [0, 0, len(made), len(made)]
    assert list(zip(witnesses.tolist(), made, worth.tolist(), strict=True)) == [
        (home, *one)
        for home in sorted(set(homes))
        for one in naive.linked(
            [way(part) for part, there in zip(parts, homes, strict=True) if there == home], way, joins
        )
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([8, 40]).flatmap(
        lambda last: st.lists(
            st.tuples(st.integers(0, 9), st.integers(0, last), st.integers(1, 3)), min_size=1, max_size=7, unique=True
        )
    ),
    st.lists(st.integers(0, 12), max_size=2),
    st.one_of(st.just([]), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=2)),
    st.one_of(st.integers(0, 3), st.integers(0, 20)),
)
def test_way_is_the_best_of_all_ways(
    runs: list[tuple[int, int, int]], dots: list[int], notes: list[tuple[int, int]], reach: int
) -> None:
    bits = np.array([2.0 + (word * 7) % 5 for word in range(13)])
    company = np.concatenate([[0.0], np.cumsum(bits * 0.6)])
    before = np.searchsorted(sorted(dots), np.arange(15)).astype(np.int64)
    asides = sorted({begin: begin + length for begin, length in notes}.items())
    asides = [span for at, span in enumerate(asides) if at == 0 or asides[at - 1][1] <= span[0]]
    begins, ends = (np.array([span[side] for span in asides], np.int64) for side in (0, 1))
    places = (begins, ends, np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64))
    params = Params()

    def cost(stop: int, start: int, left_out: int) -> float:
        return naive.gap(stop, start, left_out, dots, (params.gap, params.silence))

    def reaches(stop: int, start: int, left_out: int) -> bool:
        return left_out <= reach or any(stop <= dot <= start for dot in dots)

    chosen, worth = chain._way(np.array(sorted(runs), np.int64), (bits, company, before), places, reach, params.prices)
    if not asides:  # what interrupts depends on where a gap stands, which the twin does not know
        best = naive.way_of_runs(runs, bits.tolist(), company.tolist(), cost, reaches)
        assert worth == pytest.approx(best)
    stood = chosen.tolist()
    told = 0.0
    for at, (start, there, length) in enumerate(stood):
        assert length > 0
        told += bits[start] + company[start + length] - company[start + 1]
        if at:
            stop, passed = stood[at - 1][0] + stood[at - 1][2], stood[at - 1][1] + stood[at - 1][2]
            left_out = there - passed - naive.whole(passed, there, asides)
            assert stop <= start
            assert passed <= there
            told -= cost(stop, start, left_out)
    assert worth == pytest.approx(told)


WORTH = {
    "one that stands before others, to which it does not lead": (
        [(0, 20, 3), (3, 10, 1), (4, 16, 3), (8, 24, 2)], [50, 50, 50, 1, 30, 30, 30, 1, 10, 10],
    ),
    "one that is worth less than the one after it, which leads nowhere": (
        [(0, 10, 3), (3, 40, 3), (6, 13, 3), (9, 16, 3)], [50, 50, 50, *[100] * 3, *[10] * 3, *[100] * 3],
    ),
    "one that begins in the passage at the number of the word of the next": ([(3, 5, 2), (5, 9, 2)], [100] * 7),
    "none from one place to the same": ([(0, 10, 1), (5, 10, 3)], [200, *[100] * 7]),
}  # fmt: skip


@pytest.mark.parametrize("led", WORTH)
def test_way_when_words_are_worth_much_then_over(led: str) -> None:
    runs, bits = WORTH[led]
    company, params = np.cumsum([0.0, *bits]), Params()

    def cost(stop: int, start: int, left_out: int) -> float:
        return naive.gap(stop, start, left_out, [], params.prices)

    weights = np.array(bits, np.float64), company, np.zeros(len(bits) + 2, np.int64)
    _, worth = chain._way(np.array(runs), weights, NONE.places, 40, params.prices)
    best = naive.way_of_runs(runs, bits, company.tolist(), cost, lambda *_: True)
    assert worth == pytest.approx(best)


@pytest.mark.parametrize(("dot", "linked"), [(2, False), (3, True), (4, True), (5, True), (6, False)])
def test_way_beyond_reach_leads_over_dots_between_the_runs_alone(dot: int, linked: bool) -> None:
    weights = np.full(8, 100.0), np.arange(0.0, 900.0, 100.0), (np.arange(10) > dot).astype(np.int64)
    way, _ = chain._way(np.array([[0, 10, 3], [5, 40, 2]]), weights, NONE.places, 4, Params().prices)
    assert len(way) == 1 + linked


@pytest.mark.parametrize(("left_out", "linked"), [(13, True), (14, False)])
def test_reach_is_so_many_words_for_each_of_the_quotation(left_out: int, linked: bool) -> None:
    every = np.full(13, 100.0), np.arange(0.0, 1400.0, 100.0), np.zeros(15, np.int64), np.array([0, 13])
    table, limits = np.array([[0, 0, 3], [3, 3 + left_out, 3]]), (1, 1, Params().prices)
    regions = table, np.array([0, 2]), np.array([0])
    runs = chain._linked(regions, np.array([0, 1]), every, NONE.places, limits)[0]
    assert len(runs) == 1 + linked


@given(st.integers(0, 12), st.integers(0, 12), st.lists(st.integers(0, 11), max_size=4, unique=True))
def test_interrupting_counts_the_asides_that_lie_between_whole(start: int, stop: int, begins: list[int]) -> None:
    spans = [(begin, begin + 1 + begin % 2) for begin in sorted(begins)]
    spans = [span for at, span in enumerate(spans) if at == 0 or spans[at - 1][1] <= span[0]]
    table = np.array(spans, np.int64).reshape(-1, 2)
    words = np.concatenate([[0], np.cumsum(table[:, 1] - table[:, 0])]).astype(np.int64)
    places = (np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1]), words)
    assert interrupting(start, stop, places) == naive.whole(start, stop, spans)


def test_chains_when_a_part_is_far_off_then_joined_over_dots_and_not_in_silence() -> None:
    words = novel(9000)
    shelf = Shelf({"one": " ".join(words)})
    params = Params()
    for text, spread in (
        (" ".join([*words[1000:1012], "…", *words[7000:7012]]), True),
        (" ".join([*words[1000:1012], *words[7000:7012]]), False),
        (" ".join([*words[1000:1012], *words[1050:1062]]), True),
        (" ".join([*words[7000:7012], "…", *words[1000:1012]]), False),
    ):
        sought = wanted(text, shelf)
        best = chains([(sought, 0.0)], seeds([sought], shelf.stacks, params), Asides(shelf.stacks), params)[0][0]
        assert bool(best.runs[:, 2].sum() >= 22) is spread


def test_chains_when_there_are_no_seeds_then_none() -> None:
    shelf = Shelf({"one": "a b c"})
    nothing = np.empty(0, np.int64)
    found = Seeds(nothing, nothing, nothing, np.array([0, 0]))
    assert chains([(wanted("a b", shelf), 0.0)], found, Asides(shelf.stacks), Params()) == [[]]


def test_gap_cost_when_dots_say_so_then_less() -> None:
    shelf, params = Shelf({"one": "a b c d e f"}), Params()
    sought = wanted("a b … c d", shelf)
    costs = [gap_cost(sought, at, at, 100, params) for at in (1, 2, 3)]
    assert costs[1] < costs[0] == costs[2]
    assert gap_cost(sought, 2, 2, 0, params) == 0
    assert gap_cost(sought, 1, 1, 10, params) < gap_cost(sought, 1, 1, 20, params) < gap_cost(sought, 0, 1, 20, params)
    assert quotation("a … b").alterations[0].span == Span(start=2, stop=3)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 880), st.integers(1, 14), st.integers(0, 880), st.integers(0, 14), st.booleans()),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([False, True]),
)
def test_chains_of_many_are_those_of_each(said: list[tuple[int, int, int, int, bool]], apart: bool) -> None:
    shelf = SHELVES[apart]
    texts = [
        " ".join([*TEXT[one : one + length], *(["…"] if dots else []), *TEXT[two : two + more]])
        for one, length, two, more, dots in said
    ]
    every, params, asides = [wanted(text, shelf) for text in texts], Params(crowd=6, places=60), Asides(shelf.stacks)
    together = chains([(one, 12.0) for one in every], seeds(every, shelf.stacks, params), asides, params)
    alone = [chains([(one, 12.0)], seeds([one], shelf.stacks, params), asides, params)[0] for one in every]
    assert [list(map(told, chains)) for chains in together] == [list(map(told, chains)) for chains in alone]
    for one, text in zip(together, said, strict=True):
        assert one or text[1] + text[3] < 5


def told(chain: Chain) -> tuple[int, list[list[int]], float]:
    return chain.witness, chain.runs.tolist(), chain.bits
