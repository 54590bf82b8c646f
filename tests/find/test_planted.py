"""Texts made at random: what is planted is found, and whatever is found keeps the promises of `Quotation`."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.texts import manuscript_of, planted_manuscript

from quoth.find.notes import find_notes
from quoth.find.quotations import find_quotations
from quoth.model.manuscript import Manuscript

# Outer opening and closing, inner opening and closing, apostrophe.
STYLES = {
    "American": "“”‘’’",
    "British": "‘’“”’",
    "typed double": "\"\"'''",
    "typed single": "''\"\"'",
    "French": "«»“”’",
    "German": "„“‚‘’",
    "German books": "»«›‹’",
    "Polish": "„”«»’",
    "Swedish": "””’’’",
    "Finnish": "»»››’",
    "Japanese": "「」『』’",
}
WORDS = "the road was long and cold when Anna went home by night towards the sea in 1916".split()  # noqa: SIM905
OWNING = ["don{}t", "dogs{} tails", "o{}clock", "Anna{}s road"]

plain_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
owning_words = st.tuples(st.sampled_from(WORDS), st.sampled_from(OWNING), st.sampled_from(WORDS)).map(" ".join)
spoken = st.one_of(plain_words, owning_words)


@st.composite
def quoted(draw: st.DrawFn, style: str) -> str:
    """A quotation with its marks, its bounds planted; perhaps with another inside, perhaps over two paragraphs."""
    outer, closing, inner, inner_closing, _ = tuple(style)
    parts = [draw(spoken)]
    if draw(st.booleans()):
        parts += [f"{inner}⟦{draw(spoken)}⟧{inner_closing}", draw(spoken)]
    if draw(st.integers(0, 4)) == 0:
        # `dogs’` before a paragraph's end may close a quotation or not: nobody can tell.
        parts = [draw(plain_words), f"{draw(plain_words)}.\n\n{outer}{draw(spoken)}"]
    return f"{outer}⟦{' '.join(parts)}{draw(st.sampled_from(['', ',', '.', '!']))}⟧{closing}"


@st.composite
def texts(draw: st.DrawFn) -> str:
    style = STYLES[draw(st.sampled_from(sorted(STYLES)))]
    paragraphs = []
    for _ in range(draw(st.integers(1, 4))):
        parts = [draw(spoken)]
        for _ in range(draw(st.integers(0, 3))):
            parts += [draw(quoted(style)), draw(spoken)]
        paragraphs.append(" ".join(parts) + ".")
    return "\n\n".join(paragraphs).replace("{}", style[4])


@given(texts())
@settings(max_examples=200, deadline=None)
def test_what_is_planted_is_found(case: str) -> None:
    manuscript, spans = planted_manuscript(case)
    found = [quotation.span for quotation in find_quotations(find_notes(manuscript))]
    assert [span.of(manuscript.text) for span in found] == [span.of(manuscript.text) for span in spans]
    assert found == spans


@st.composite
def noted(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text with flattened notes in one shape, lists at the end of each chapter or of all; and the labels in order."""
    shape = draw(st.sampled_from([".{}", "{}.", ".[{}]", ".” {}", " ({})."]))
    chapters, lists, labels = [], [], []
    for _ in range(draw(st.integers(1, 3))):
        count = draw(st.integers(3, 6))
        numbers = [str(n) for n in range(1, count + 1)]
        sentences = [f"In 1916 {draw(plain_words)}" + shape.replace("{}", f"⟦{n}⟧") for n in numbers]
        chapters.append(" It was long. ".join(sentences))
        lists.append("\n\n".join(f"{n}. Smith, Roads, {draw(st.integers(1, 400))}." for n in numbers))
        labels += numbers
    if draw(st.booleans()):
        return "\n\n".join(f"{text}\n\n{notes}" for text, notes in zip(chapters, lists, strict=True)), labels
    return "\n\n".join([*chapters, "Notes", *lists]), labels


@given(noted())
@settings(max_examples=150, deadline=None)
def test_every_planted_note_is_paired(made: tuple[str, list[str]]) -> None:
    case, labels = made
    manuscript, marks = planted_manuscript(case)
    notes = find_notes(manuscript).notes
    assert [note.label for note in notes] == labels
    assert all(len(note.anchors) == 1 for note in notes)
    assert all(note.anchors[0].holds(mark) for note, mark in zip(notes, marks, strict=True))


def keeps_promises(manuscript: Manuscript) -> None:
    quotations = find_quotations(manuscript)
    by_id = {quotation.id: quotation for quotation in quotations}
    assert list(by_id) == [f"q{n}" for n in range(1, len(quotations) + 1)]
    assert [q.span for q in quotations] == sorted([q.span for q in quotations], key=lambda s: (s.start, -s.stop))
    notes = {note.id for note in manuscript.notes}
    for quotation in quotations:
        block = manuscript.blocks[quotation.block].span
        assert block.start <= quotation.span.start < block.stop
        assert len(quotation.span) > 0
        assert set(quotation.notes) <= notes
        assert all(quotation.span.holds(one.span) for one in quotation.alterations)
        assert all(quotation.span.overlaps(one) for one in quotation.skipped)
        if quotation.within is not None:
            assert by_id[quotation.within].span.holds(quotation.span)
            assert quotation.notes == by_id[quotation.within].notes
    for note in manuscript.notes:
        assert not len(note.span) or any(block.span.overlaps(note.span) for block in manuscript.blocks)


JUNK = st.lists(
    st.sampled_from([*"“”‘’\"'«»„‚`[]()*.…—12 \n,", "\n\n", "\n\n1. ", "\n\n2. ", "word", "It", ".1", "# ", "> "]),
    max_size=60,
).map("".join)


@given(JUNK)
@settings(max_examples=400, deadline=None)
def test_junk_breaks_no_promise(text: str) -> None:
    keeps_promises(find_notes(manuscript_of(text)))


@pytest.mark.parametrize(
    "unit",
    [
        "“unclosed ‘and “again ",
        "'dogs' wi' 'em ",
        "word.1 [2] (3) ",
        '“a” ‘b’ "c" «d» ',
        "“a\n\n",
        "1. note\n\n",
        "“a ]“b” \n\n",
    ],
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    manuscript = manuscript_of(unit * (60_000 // len(unit)))
    started = time.process_time()
    find_quotations(find_notes(manuscript))
    assert time.process_time() - started < 10.0  # a second where nothing else runs; minutes if it were quadratic
