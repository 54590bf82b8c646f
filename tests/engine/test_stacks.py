"""The stacks, asked in two ways that must agree."""

from __future__ import annotations

import random

import pytest
from tests.engine.shelf import Shelf, novel

from quoth.engine.health import LOOKED_AT, MISPRINTS, Health
from quoth.engine.scanners import MISREADINGS
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
        places = indexed.places_of(word).tolist()
        assert places == passed.places_of(word).tolist() == sorted(places)
        begin, end = indexed.extent(witness)
        own = [at for at, there in enumerate(text.split(), begin) if there == word]
        assert [place for place in places if begin <= place < end] == own
    assert indexed.often_in(0, frozenset({"nowhere"})) == 0
    assert indexed.places_of("nowhere").tolist() == []


def test_a_word_is_known_by_witnesses_that_are_sound_where_most_are() -> None:
    harmed = " ".join(["gelia", *sorted(MISREADINGS)[:5], *BOOKS["one"].split()])
    shelf = Shelf({"harmed": harmed, "two": BOOKS["two"] + " once hed he'd He'd he'd", "three": BOOKS["three"]})
    health = Health(shelf.stacks)
    assert [health.is_damaged(shelf.stacks.numbers[name]) for name in ("harmed", "two", "three")] == [
        True,
        False,
        False,
    ]
    known = BOOKS["two"].split()[0]
    assert health.sound("gelia", "gelia") == "seldom"
    assert health.sound("once", "once") == "seldom"
    assert health.sound(known, known) == "known"
    assert health.sound("hed", "hed") == "seldom"
    assert health.sound("hed", "he'd") == "known"
    assert health.written("hed", "hed") == 1
    assert MISPRINTS + 1 < health.written(known, known) <= sum(text.split().count(known) for text in BOOKS.values())
    assert Health(Shelf({"harmed": harmed}).stacks).sound("gelia", "gelia") is None


def test_what_large_sound_texts_have_once_or_twice_they_hardly_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.engine.health.SELDOM", 200)
    health = Health(Shelf({"one": BOOKS["one"] + " once twice hed hed hed hed hed twice"}).stacks)
    assert [health.sound(word, word) for word in ("never", "once", "twice", "hed")] == ["hardly"] * 3 + ["known"]
    assert health.few == 4


def test_of_a_word_in_many_places_some_are_looked_at() -> None:
    text = "he'd hed he'd he'd " * LOOKED_AT
    sound, health = (Health(Shelf({"one": text + more}).stacks) for more in ("", " ".join(sorted(MISREADINGS)[:9])))
    assert health.written("hed", "he'd") in range(2 * LOOKED_AT, 4 * LOOKED_AT)
    assert sound.written("hed", "he'd") in range(MISPRINTS + 2, LOOKED_AT // 2)  # it is a word: enough is known
    assert sound.sound("hed", "he'd") == "known"
    assert health.written("hed", "hed") in range(LOOKED_AT // 2, 2 * LOOKED_AT)


def test_what_is_written_in_more_places_than_need_be_counted_is_counted_when_it_must_be() -> None:
    text = "he'd hed he'd once he'd"
    health, whole = (Health(Shelf({"one": text}).stacks) for _ in range(2))
    assert 1 < health.written("hed", "he'd", 1) < 3
    assert health.written("hed", "he'd", 2) == 3
    assert health.written("hed", "hed", 0) == health.written("hed", "hed", 5) == 1
    assert health.sound("hed", "he'd") == whole.sound("hed", "he'd") == "known"
