"""The law between the pages of two editions: found where there is one, and only there."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.judge.pagelaw import Cited, Fit, Pair, Volumes, best_fit, distance

ONE = Volumes({"book": None}, 0.0)


def pairs_of(pages: list[tuple[int, int]], volume: str | None = None, witness: str = "book") -> list[Pair]:
    """A pair for each (cited, found)."""
    return [Pair(witness, found, found, (Cited(volume, cited, cited),)) for cited, found in pages]


def in_one_book(pages: list[tuple[int, int]]) -> Fit | None:
    return best_fit(pairs_of(pages), [ONE, ONE._replace(bits=4.0, own=True)])


def agrees(fit: Fit, pair: Pair) -> bool:
    legs = [leg for leg in fit.legs if leg.witness == pair.witness]
    return any(
        distance(leg, cited, pair.first, pair.last) <= fit.reach
        for leg in legs
        for cited in pair.cited
        if leg.admits(cited.volume)
    )


def test_pages_that_are_the_same_keep_no_law() -> None:
    assert in_one_book([(n, n) for n in range(10, 300, 20)]) is None


def test_three_pages_shifted_alike_are_a_law() -> None:
    fit = in_one_book([(20, 32), (90, 102), (205, 217)])
    assert fit is not None
    assert [(leg.slope, leg.offset) for leg in fit.legs] == [(1.0, 12.0)]
    assert (fit.agreeing, fit.pairs, fit.within) == (3, 3, 0.0)


def test_two_pages_are_never_a_law() -> None:
    assert in_one_book([(20, 32), (90, 102)]) is None


def test_a_few_slips_among_right_pages_are_no_law() -> None:
    right = [(n, n) for n in range(10, 300, 30)]
    assert in_one_book([*right, (50, 62), (150, 162), (250, 262)]) is None


def test_pages_without_rhyme_are_no_law() -> None:
    assert in_one_book([(20, 211), (90, 14), (205, 120), (310, 402), (44, 300), (150, 77)]) is None


def test_volumes_counted_through_parts() -> None:
    """Two parts of two volumes each; the notes count four."""
    own = Volumes({"a1": "1", "a2": "2", "b1": "1", "b2": "2"}, 0.0)
    counted = Volumes({"a1": "1", "a2": "2", "b1": "3", "b2": "4"}, 2.0)
    pages = [("2", "a2", 100), ("3", "b1", 40), ("3", "b1", 210), ("4", "b2", 330), ("4", "b2", 150)]
    pairs = [Pair(file, page, page, (Cited(volume, page, page),)) for volume, file, page in pages]
    fit = best_fit(pairs, [own, counted, own._replace(bits=4.0, own=True)])
    assert fit is not None
    assert fit.volumes is counted
    assert fit.agreeing == 5


def test_one_volume_cited_two_held() -> None:
    """A one-volume edition counts through; the files begin anew."""
    first, second = [(n, n) for n in (12, 80, 190, 260)], [(n, n - 300) for n in (330, 410, 470, 520, 566)]
    pairs = [*pairs_of(first, witness="v1"), *pairs_of(second, witness="v2")]
    ways = [Volumes({"v1": "1", "v2": "2"}, 0.0), Volumes({"v1": None, "v2": None}, 4.0, own=True)]
    fit = best_fit(pairs, ways)
    assert fit is not None
    assert {leg.witness: leg.offset for leg in fit.legs} == {"v1": 0.0, "v2": -300.0}


def test_a_note_with_many_pages_does_not_hide_the_law() -> None:
    clear = pairs_of([(20, 32), (90, 102), (205, 217), (300, 312)])
    crowded = Pair("book", 162, 162, (Cited(None, 120, 121), Cited(None, 150, 150), Cited(None, 390, 395)))
    fit = best_fit([*clear, crowded], [ONE])
    assert fit is not None
    assert agrees(fit, crowded)


@settings(deadline=None)
@given(
    slope=st.sampled_from([0.62, 0.8, 0.975, 1.0, 1.04, 1.3, 1.9]),
    offset=st.integers(-30, 40),
    seed=st.integers(0, 10_000),
    number=st.integers(12, 60),
)
def test_a_law_is_found_through_noise_and_slips(slope: float, offset: int, seed: int, number: int) -> None:
    """With a page of noise and a sixth of the pages simply wrong, what the law made agrees with the law found, and what
    is far from it does not."""
    draw = random.Random(seed)
    cited = draw.sample(range(40, 420), number)
    true = [(n, max(1, round(slope * n + offset + draw.choice((-1, 0, 0, 1))))) for n in cited]
    slips = {i for i in range(number) if i % 6 == 0}
    wrong = [(n, found + draw.choice((-1, 1)) * draw.randint(60, 200)) for n, found in true]
    fit = in_one_book([wrong[i] if i in slips else true[i] for i in range(number)])
    told = pairs_of(true)
    if fit is None:  # then the pages are nearly the same, and few
        assert all(abs(n - found) <= 8 for n, found in true)
        return
    assert sum(agrees(fit, told[i]) for i in range(number) if i not in slips) >= 0.8 * (number - len(slips))
    assert not any(agrees(fit, pair) for i, pair in enumerate(pairs_of(wrong)) if i in slips)


@settings(deadline=None)
@given(seed=st.integers(0, 10_000), number=st.integers(3, 40))
def test_chance_makes_no_law(seed: int, number: int) -> None:
    draw = random.Random(seed)
    assert in_one_book([(draw.randint(1, 400), draw.randint(1, 400)) for _ in range(number)]) is None
