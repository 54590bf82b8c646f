"""Stations of a life that the text does not date: where they stand between its dates, and when nothing is told."""

from __future__ import annotations

import pytest
from tests.life.test_persons import life

BEGUN = "Ada Quill was born in 1890. In 1912 Ada Quill was arrested."
ENDED = "Ada Quill died in 1947."


def stations(*sentences: str) -> list[tuple[str, tuple[str, ...]]]:
    events = life(" ".join([BEGUN, *sentences, ENDED])).events
    return [(event.moment.edtf, event.places) for event in events if event.kind == "station"]


def test_a_station_stands_between_the_dates_around_it() -> None:
    assert stations("In Brussels, she found a different world.") == [("1912?/1947?", ("brussels",))]
    assert stations("Ada Quill lived in Brussels and Paris.") == [("1912?/1947?", ("brussels", "paris"))]


def test_stations_are_events_in_order_with_no_datings() -> None:
    told = life(f"{BEGUN} In Brussels, she found a different world. {ENDED}")
    assert [event.id for event in told.events] == ["e1", "e2", "e3", "e4"]
    assert [event.kind for event in told.events] == ["birth", "event", "station", "death"]
    assert [len(event.datings) for event in told.events] == [1, 1, 0, 1]
    assert told.events[2].moment.uncertain


@pytest.mark.parametrize(
    "sentence",
    [
        "Her letters reached Brussels.",
        "She never lived in Brussels.",
        "She hoped to settle in Brussels.",
        "Brussels was far away.",
        "The war left Brussels in ruins.",
        "Leon Zork lived in Brussels.",
        "Leon Zork came. He lived in Brussels.",
        "She said “I lived in Brussels for years.”",
        "In 1920 she lived in Brussels.",
    ],
)
def test_what_is_no_station(sentence: str) -> None:
    assert stations(sentence) == []


def test_nothing_stands_between_dates_that_are_out_of_order() -> None:
    events = life(
        "Ada Quill was born in 1890. In 1950 Ada Quill wept. She lived in Brussels. In 1912 it snowed."
    ).events
    assert [event.kind for event in events if event.kind == "station"] == []


def test_a_caption_that_runs_into_the_text_is_no_part_of_it() -> None:
    text = "Ada Quill, arrested in France, 1912Ada Quill,, 1912From the beginning there has been no society."
    events = life(text).events
    assert [event.span.of(text) for event in events] == ["Ada Quill, arrested in France, 1912"]
