"""Emphasis on one side only: which words, and whose the author says it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.judge.emphasis import Emphasis, Emphatic, emphasis_of, says_whose
from quoth.model.finding import Alignment, EditOp
from quoth.model.source import Passage
from quoth.model.text import Span

WORDS = ("the", "pilots", "walked", "out", "to", "their", "own", "boats", "with", "lanterns")
SOURCE = " ".join(WORDS)
BEFORE = "She wrote: "
TEXT = BEFORE + SOURCE + "."


def place() -> Alignment:
    """The whole source, quoted letter for letter behind `BEFORE`."""
    quoted, printed = Span(start=len(BEFORE), stop=len(BEFORE) + len(SOURCE)), Span(start=0, stop=len(SOURCE))
    passage = Passage(witness="w", span=printed, text=SOURCE, pages=(), before="", after="")
    return Alignment(
        quotation=quoted,
        passage=passage,
        edits=(EditOp(op="equal", quotation=quoted, passage=printed),),
        score_bits=99.0,
        margin=99.0,
        matched=1.0,
        alike=1.0,
        expected=0.0,
    )


def span_of(number: int, by: int = 0) -> Span:
    start = len(" ".join(WORDS[:number])) + (number > 0)
    return Span(start=start + by, stop=start + by + len(WORDS[number]))


def said(emphasis: Emphasis) -> tuple[list[str], list[str]]:
    added, dropped = ([word for span in spans for word in span.of(TEXT).split()] for spans in (
        emphasis.added, emphasis.dropped,
    ))  # fmt: skip
    return added, dropped


few = st.sets(st.integers(0, len(WORDS) - 1), max_size=3)


@given(few, few)
def test_words_emphatic_on_one_side_are_told_and_no_others(ours: set[int], theirs: set[int]) -> None:
    here = [span_of(number, len(BEFORE)) for number in sorted(ours)]
    there = [span_of(number) for number in sorted(theirs)]
    added, dropped = said(emphasis_of(place(), TEXT, here, there))
    assert added == [WORDS[number] for number in sorted(ours - theirs)]
    assert dropped == [WORDS[number] for number in sorted(theirs - ours)]


spans = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda at: Span(start=at[0], stop=sum(at)))


@given(st.lists(spans, max_size=12), spans)
def test_of_many_stretches_none_that_overlaps_is_lost(stretches: list[Span], asked: Span) -> None:
    near = Emphatic.of(sorted(stretches)).near(asked)
    assert [one for one in near if one.overlaps(asked)] == [one for one in sorted(stretches) if one.overlaps(asked)]


def test_what_is_in_italics_for_the_most_part_is_compared_with_nothing() -> None:
    all_of_it = [Span(start=0, stop=len(SOURCE))]
    assert said(emphasis_of(place(), TEXT, [span_of(1, len(BEFORE))], all_of_it)) == ([], [])
    assert said(emphasis_of(place(), TEXT, [Span(start=0, stop=len(TEXT))], [span_of(1)])) == ([], [])


@pytest.mark.parametrize(
    "words",
    [
        "Letters, 14; emphasis added.", "(italics mine)", "Letters, 14 (my italics).", "[emphasis mine]",
        "I have italicized the name.", "Hervorhebung von mir", "Herv. im Original, Hervorhebungen d. Verf.",
        "C'est moi qui souligne.", "je souligne", "corsivo mio", "cursiva mía", "énfasis añadido",
    ],
)  # fmt: skip
def test_who_says_that_the_emphasis_is_his_is_heard(words: str) -> None:
    assert says_whose(words)


@pytest.mark.parametrize(
    "words", ["Letters, 14; emphasis in the original.", "Hervorhebung im Original", "She added a word.", "Mine, 14."]
)
def test_who_says_something_else_is_not(words: str) -> None:
    assert not says_whose(words)
