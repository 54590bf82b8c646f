"""The stacks, asked in two ways that must agree."""

from __future__ import annotations

import random

import pytest
from tests.engine.shelf import Shelf, novel

from quoth.engine.damage import MISREADINGS
from quoth.engine.health import Health
from quoth.engine.stacks import Stacks

BOOKS = {name: " ".join(novel(800, seed=seed)) for seed, name in enumerate(("one", "two", "three"))}


class Past(Shelf):
    """A shelf that says that it ran past: it is asked for no more than it was asked for."""

    again = staticmethod(lambda _: Shelf(BOOKS))  # type: ignore[assignment]


@pytest.mark.parametrize("apart", [False, True])
def test_often_in_counts_in_each_witness(apart: bool) -> None:
    chance = random.Random(4)
    words = frozenset(chance.sample(sorted({word for text in BOOKS.values() for word in text.split()}), 40)) | {
        "nowhere"
    }
    indexed, passed = Stacks(Shelf(BOOKS, apart=apart)), Stacks(Past(BOOKS, apart=apart))
    for name, text in BOOKS.items():
        witness = indexed.numbers[name]
        counted = sum(word in words for word in text.split())
        assert indexed.often_in(witness, words) == passed.often_in(witness, words) == counted > 0
        word = text.split()[0]
        assert dict(indexed.often_by(word)) == dict(passed.often_by(word))
        assert dict(indexed.often_by(word))[witness] == text.split().count(word)
    assert indexed.often_in(0, frozenset({"nowhere"})) == 0
    assert set(dict(indexed.often_by("nowhere")).values()) == {0}


def test_a_word_is_known_by_witnesses_that_are_sound_where_most_are() -> None:
    harmed = " ".join(["gelia", *sorted(MISREADINGS)[:5], *BOOKS["one"].split()])
    shelf = Shelf({"harmed": harmed, "two": BOOKS["two"] + " once", "three": BOOKS["three"]})
    health = Health(shelf.stacks)
    assert [health.is_damaged(shelf.stacks.numbers[name]) for name in ("harmed", "two", "three")] == [
        True,
        False,
        False,
    ]
    assert health.sound("gelia") == "nowhere"
    assert health.sound("once") == "seldom"
    assert health.sound(BOOKS["two"].split()[0]) == "known"
    assert Health(Shelf({"harmed": harmed}).stacks).sound("gelia") is None
