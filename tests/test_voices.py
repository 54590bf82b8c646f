"""Who speaks in the source, and what is never taken for a voice."""

from __future__ import annotations

import pytest

from quoth.judge.voices import same_person, voices_of
from quoth.model.finding import Alignment
from quoth.model.manuscript import Metadata
from quoth.model.source import Passage, Witness
from quoth.model.text import Span

SCENE = (
    'The pilots stood along the wall.\n\n"I never touched the lamp," said Lindqvist, "and I will swear to it."\n\n'
    '"You will swear to anything," Berg answered.\n\n"He has paid for his oil," he said.\n\nThe town forgave him.'
)
PLAY = "Ham.\nTo be, or not to be, that is the question.\nOph.\nGood my lord, how does your honour?\n"


def voices(words: str, source: str, asides: tuple[Span, ...] = (), kind: str = "text") -> tuple[str, ...] | None:
    start = source.index(words)
    span = Span(start=start, stop=start + len(words))
    passage = Passage(
        witness="w", span=span, text=words, before=source[max(0, start - 400) : start], after=source[span.stop :][:400]
    )
    place = Alignment(
        quotation=span, passage=passage, edits=(), score_bits=1.0, margin=1.0, matched=1.0, alike=1.0, expected=0.0
    )
    book = Witness(id="w", path="w", sha256="", format=kind, metadata=Metadata(), asides=asides)
    found = voices_of(place, book)
    return (found.speaker, *found.beside) if found else None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("I never touched the lamp", ("Lindqvist", "Berg")),
        ("and I will swear to it", ("Lindqvist", "Berg")),
        ("You will swear to anything", ("Berg", "Lindqvist")),
        ("He has paid for his oil", None),
        ("The town forgave him", None),
        ("said Lindqvist", None),
    ],
)
def test_who_says_it_in_a_novel(words: str, said: tuple[str, ...] | None) -> None:
    assert voices(words, SCENE) == said


def test_marks_that_do_not_pair_say_nothing() -> None:
    assert voices("You will swear", SCENE.replace('anything,"', "anything,")) is None


def test_the_label_before_a_speech_of_a_play() -> None:
    labels = tuple(Span(start=PLAY.index(name), stop=PLAY.index(name) + len(name)) for name in ("Ham.", "Oph."))
    assert voices("To be, or not to be", PLAY, labels, "tei") == ("Ham", "Oph")
    assert voices("how does your honour", PLAY, labels, "tei") == ("Oph", "Ham")
    assert voices("To be, or not to be", PLAY, labels, "text") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hamlet", "Ham", True),
        ("Will Ladislaw", "Ladislaw", True),
        ("Mr. Brooke", "Mrs. Brooke", True),
        ("Lord Melbourne", "Lord Palmerston", False),
        ("the Queen", "the King", False),
        ("Berg", "Lindqvist", False),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
