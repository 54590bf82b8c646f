"""Words joined from two places: which stretches are looked for elsewhere, and when they are from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from quoth.judge.joins import BY_CHANCE, from_elsewhere, joined, strange
from quoth.model.finding import Alignment, EditKind, EditOp, Verdict, Wording
from quoth.model.manuscript import Alteration, Quotation
from quoth.model.source import Passage
from quoth.model.text import Span

BEFORE = "She wrote: "
Piece = tuple[EditKind, str]  # what is done, and the words of the quotation


def laid(pieces: Sequence[Piece], *, expected: float = 0.0) -> tuple[str, Quotation, Alignment]:
    """A manuscript, its one quotation, and where that stands, if the pieces are so."""
    at, edits = len(BEFORE), list[EditOp]()
    for op, words in pieces:
        there = Span(start=at, stop=at if op in ("insert", "move") else at + len(words))
        edits.append(EditOp(op=op, quotation=Span(start=at, stop=at + len(words)), passage=there, weight=1.0))
        at += len(words)
    text = BEFORE + "".join(words for _, words in pieces)
    span = Span(start=len(BEFORE), stop=at)
    place = Alignment(
        quotation=span,
        passage=Passage(witness="w", span=span, text=span.of(text)),
        edits=tuple(edits),
        score_bits=60.0,
        margin=60.0,
        matched=1.0,
        alike=1.0,
        expected=expected,
    )
    return text, Quotation(id="q1", span=span, block=0, kind="inline"), place


def said(place: Alignment | None, wording: Wording) -> Verdict:
    return Verdict(quotation="q1", wording=wording, attribution="uncited", location="unknown", alignment=place)


def sought(pieces: Sequence[Piece], wording: Wording = "altered") -> list[str]:
    text, quotation, place = laid(pieces)
    verdict = said(None if wording == "not-found" else place, wording)
    return [part.span.of(text) for part in strange(quotation, verdict, text)]


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        ([("equal", "Twelve men signed it. "), ("insert", "We rowed the doctor")], ["We rowed the doctor"]),
        ([("equal", "Twelve men signed it. "), ("insert", "We rowed him")], []),  # three words stand anywhere
        (
            [
                ("replace", "We rowed over "),
                ("equal", "to the "),
                ("insert", "island that night "),
                ("equal", "and so"),
            ],
            ["We rowed over to the island that night "],
        ),
        (
            [("insert", "We rowed the doctor "), ("equal", "and then he said "), ("move", "that the ice held")],
            ["We rowed the doctor ", "that the ice held"],
        ),
        ([("replace", "We rovved "), ("equal", "the doctor "), ("replace", "ovr befcre "), ("equal", "it was")], []),
        ([("equal", "Twelve men "), ("bracket", "[of the harbour town itself] "), ("equal", "signed it")], []),
    ],
)
def test_what_the_passage_does_not_have_is_looked_for(pieces: list[Piece], found: list[str]) -> None:
    assert sought(pieces) == found
    assert sought(pieces, "verbatim") == []


def test_of_what_is_found_nowhere_the_sentences_are_looked_for() -> None:
    assert sought([("equal", "Twelve men signed it. Why? We rowed the doctor")], "not-found") == [
        "Twelve men signed it.",
        " We rowed the doctor",
    ]
    assert sought([("equal", "Twelve men signed it and we rowed")], "not-found") == []  # it was looked for whole


def test_a_part_keeps_what_the_author_marked_in_it() -> None:
    text, quotation, place = laid([("equal", "Twelve men … "), ("insert", "rowed the … doctor over")])
    dots = [Alteration(kind="ellipsis", span=Span(start=at, stop=at + 1)) for at in (22, 34)]
    marked = replace(quotation, alterations=tuple(dots), skipped=(Span(start=12, stop=13), Span(start=36, stop=37)))
    [part] = strange(marked, said(place, "altered"), text)
    assert (part.alterations, part.skipped) == ((dots[1],), (Span(start=36, stop=37),))
    assert [one.span.of(text) for one in part.alterations] == ["…"]


def test_a_stretch_is_from_where_it_stands_word_for_word_and_not_by_chance() -> None:
    *_, altered = laid([("equal", "We rowed "), ("omit", ""), ("equal", "the doctor")])
    *_, common = laid([("equal", "at the end of the")], expected=2 * BY_CHANCE)
    *_, there = laid([("equal", "We rowed the doctor")], expected=BY_CHANCE)
    assert joined([altered, common, there]) is there
    assert joined([altered, common]) is None


def test_an_edit_is_from_elsewhere_where_the_words_joined_hold_it() -> None:
    _, _, place = laid([("equal", "Twelve men. "), ("insert", "We rowed the doctor"), ("insert", " home")])
    held = replace(place, quotation=place.edits[1].quotation)
    verdict = replace(said(place, "altered"), joined=(held,))
    assert [from_elsewhere(edit, verdict) is held for edit in place.edits] == [False, True, False]
