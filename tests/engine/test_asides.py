"""A note in the middle of a passage is no part of it, however long; what else is left out beside it still is."""

from __future__ import annotations

import pytest
from tests.engine.shelf import Shelf, novel, quotation

from quoth.engine.match import locate
from quoth.model.finding import Alignment
from quoth.model.text import Span

WORDS = novel(3000)
NOTE = novel(600, seed=5)[:150]
BEFORE, AFTER = " ".join(WORDS[:1012]), " ".join(WORDS[1012:])


def place(said: list[str], note: list[str], *, is_aside: bool = True) -> Alignment:
    printed = f"* {' '.join(note)}."
    start = len(BEFORE) + 3
    asides = (Span(start=start, stop=start + len(printed)),) if is_aside else ()
    shelf = Shelf({"one": f"{BEFORE}*\n\n{printed}\n\n{AFTER}"}, asides=asides)
    text = " ".join(said)
    return locate(text, quotation(text), shelf)[0]


def told(found: Alignment) -> list[tuple[str, str]]:
    return [(edit.op, found.printed(edit).strip()) for edit in found.edits if edit.op != "equal"]


@pytest.mark.parametrize("length", [1, 40, 150])
@pytest.mark.parametrize("after", [3, 20])
def test_locate_when_a_note_interrupts_then_it_is_no_omission_and_costs_nothing(length: int, after: int) -> None:
    said = WORDS[1000 : 1012 + after]
    found = place(said, NOTE[:length])
    assert {op for op, _ in told(found)} == {"accidental"}
    assert sum(edit.weight for edit in found.edits) == 0
    assert found.matched == 1
    text = " ".join(said)
    whole = locate(text, quotation(text), Shelf({"one": f"{BEFORE} {' '.join(NOTE[:length])} {AFTER}"}))[0]
    unbroken = locate(text, quotation(text), Shelf({"one": f"{BEFORE} {AFTER} {' '.join(NOTE[:length])}"}))[0]
    assert whole.score_bits < unbroken.score_bits <= found.score_bits
    assert any(printed.endswith(f"{' '.join(NOTE[:length])}.") for _, printed in told(found))


def test_locate_when_the_same_words_are_of_the_text_then_they_are_left_out() -> None:
    found = place(WORDS[1000:1032], NOTE[:5], is_aside=False)
    assert ("omit", " ".join(["*\n\n*", *NOTE[:5]])) in told(found)


def test_locate_when_words_beside_the_note_are_left_out_then_they_are_told() -> None:
    found = place([*WORDS[1000:1009], *WORDS[1012:1030]], NOTE[:30])
    assert [(op, printed) for op, printed in told(found) if op == "omit"] == [("omit", " ".join(WORDS[1009:1012]))]


def test_locate_when_words_of_a_quoted_note_are_left_out_then_they_are_told() -> None:
    found = place([*NOTE[:15], *NOTE[18:35]], NOTE)
    assert told(found) == [("omit", " ".join(NOTE[15:18]))]
