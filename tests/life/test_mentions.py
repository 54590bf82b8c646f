"""Works that the running text names."""

from __future__ import annotations

import pytest
from tests.life.test_dates import manuscript_of

from quoth.find.quotations import find_quotations
from quoth.life import life_of
from quoth.model.reference import Reference
from quoth.model.source import Work


def mentions(text: str, *titles: str) -> list[list[str]]:
    works = [Work(id=f"w{at}", reference=Reference(title=title)) for at, title in enumerate(titles, start=1)]
    manuscript = manuscript_of(text)
    uses = life_of(manuscript, find_quotations(manuscript), (), (), works).works
    return [[span.of(text) for span in use.mentions] for use in uses]


def test_a_title_in_the_running_text() -> None:
    text = "He wrote Conquered City in Paris. Then he wrote his Memoirs of a Revolutionary."
    found = mentions(text, "Memoirs of a Revolutionary, 1901–1941", "Conquered City: A Novel", "The Lost")
    assert found == [["Memoirs of a Revolutionary"], ["Conquered City"], []]


@pytest.mark.parametrize("text", ["The memoirs of a revolutionary are long.", "Emma came.", "Reconquered Cityscape."])
def test_words_that_are_no_title(text: str) -> None:
    assert mentions(text, "Memoirs of a Revolutionary", "Emma", "Conquered City") == [[], [], []]


def test_a_title_of_two_works_names_neither() -> None:
    assert mentions("She read the Collected Letters.", "Collected Letters: I", "Collected Letters: II") == [[], []]
