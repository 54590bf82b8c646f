"""What stands beside a passage, what a cut hides, and what an editor calls a difference."""

from __future__ import annotations

import pytest

from quoth.judge.cuts import cuts_of
from quoth.judge.nature import named
from quoth.judge.senses import language_of, negation, proviso
from quoth.judge.surroundings import clause_after, clause_before, sentences
from quoth.model.finding import Alignment, EditKind, EditOp, Nature
from quoth.model.manuscript import PageMark
from quoth.model.source import Passage
from quoth.model.text import Span


def passage(text: str, before: str = "", after: str = "") -> Passage:
    return Passage(witness="w", span=Span(start=0, stop=len(text)), text=text, before=before, after=after)


@pytest.mark.parametrize(
    ("before", "clause"),
    [
        ("He came. But I do not believe that ", "But I do not believe that"),
        ("I saw Mr. Smith with ", "I saw Mr. Smith with"),
        ("He came. She went. ", "She went."),
        ("the end of a chapter\n\nIt is false that ", "It is false that"),
        ("", ""),
    ],
)
def test_the_clause_before_a_passage(before: str, clause: str) -> None:
    assert clause_before(passage("he is a thief", before=before)) == clause


@pytest.mark.parametrize(
    ("after", "clause"),
    [(", which is false. He went.", ", which is false."), (". He went. So did she.", ". He went."), ("", "")],
)
def test_the_clause_after_a_passage(after: str, clause: str) -> None:
    assert clause_after(passage("he is a thief", after=after)) == clause


def test_a_long_sentence_is_shown_by_its_near_end() -> None:
    words = " ".join(f"word{number}" for number in range(90))
    assert clause_before(passage("x", before=words)).endswith("word89")
    assert clause_after(passage("x", after=words)).startswith("word0")
    assert max(len(clause_before(passage("x", before=words))), len(clause_after(passage("x", after=words)))) <= 245


def test_sentences_end_where_the_next_begins() -> None:
    assert sentences("and so on. Then Dr. Berg came! He ate 3.5 eggs") == [
        "and so on.", " Then Dr. Berg came!", " He ate 3.5 eggs",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I did not regret the loss of the house, for it leaked", "en"),
        ("Ich habe den Verlust des Hauses nicht bedauert, und das ist wahr", "de"),
        ("Je ne regrette pas la perte de la maison, qui est dans les bois", "fr"),
        ("No lamento la pérdida de la casa, que los libros se mojaban", "es"),
        ("Non ho mai pianto la casa, che era umida e piena di libri", "it"),
        ("Я не жалею о доме, и он был сырой", "ru"),
        ("", "en"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_negation_is_one_in_its_language_only() -> None:
    assert negation("a deadly sin", "en") is None
    assert negation("sin duda", "es") is not None
    assert negation("the knot was never noticed", "en") is not None
    assert negation("he knotted it, notwithstanding", "en") is None
    assert proviso("unless it rains", "en") is not None
    assert proviso("the gift", "en") is None


def replaced(
    quoted: str, printed: str, op: EditKind = "replace", around: str = "that she said of the "
) -> Nature | None:
    text = f"{around}{quoted} to him"
    start, there = len(around), around
    edit = EditOp(op=op, quotation=Span(start=start, stop=start + len(quoted)),
                  passage=Span(start=len(there), stop=len(there) + len(printed)))  # fmt: skip
    whole = f"{there}{printed} to him and to the others, which was not what they had thought"
    place = Alignment(
        quotation=Span(start=0, stop=len(text)), passage=passage(whole), edits=(edit,), score_bits=1.0, margin=1.0,
        matched=1.0, alike=1.0, expected=0.0,
    )  # fmt: skip
    return named(place, text).edits[0].nature


@pytest.mark.parametrize(
    ("quoted", "printed", "nature"),
    [
        ("twelve", "eleven", "number"),
        ("12", "13", "number"),
        ("always", "never", "negation"),
        ("could", "couldn't", "negation"),
        ("can't", "cannot", "contraction"),
        ("you're", "you are", "contraction"),
        ("Berg", "Lund", "name"),
        ("she", "he", "pronoun"),
        ("comes", "came", "inflection"),
        ("quotations", "quotation", "inflection"),
        ("on", "upon", "function word"),
        ("brave", "foolish", "substitution"),
        ("united", "unites", "inflection"),
        ("stationary", "stationery", "substitution"),
    ],
)
def test_what_an_editor_calls_a_difference(quoted: str, printed: str, nature: Nature) -> None:
    assert replaced(quoted, printed) == nature


def test_what_is_left_out_or_put_in() -> None:
    assert replaced("", "political", "omit") == "omission"
    assert replaced("", "not", "omit") == "negation"
    assert replaced("my", "", "insert") == "pronoun"
    assert replaced("the", "", "insert") == "function word"
    assert replaced("teh", "the", "slip") == "damage"


def test_a_cut_knows_its_words_its_pages_and_the_sentences_it_breaks() -> None:
    text = "I did not, for all that, regret it. I never wept. But she did, unless I am wrong, weep."
    start = text.index("not, for")
    stop = text.index("regret")
    edit = EditOp(op="ellipsis", quotation=Span(start=0, stop=1), passage=Span(start=start, stop=stop))
    place = Alignment(
        quotation=Span(start=0, stop=9), passage=passage(text), edits=(edit,), score_bits=1.0, margin=1.0, matched=1.0,
        alike=1.0, expected=0.0,
    )  # fmt: skip
    pages = [PageMark(offset=0, label="4"), PageMark(offset=start + 5, label="5"), PageMark(offset=60, label="6")]
    (cut,) = cuts_of(place, pages)
    assert (cut.words, cut.pages, cut.negation, cut.of_kept_sentence) == (4, ("4", "5"), "not", True)
    assert not cut.ends_sentence


def test_a_sentence_left_out_whole_breaks_none() -> None:
    text = "The ice held. I never wept. Nobody spoke."
    edit = EditOp(op="ellipsis", quotation=Span(start=0, stop=1), passage=Span(start=12, stop=26))
    place = Alignment(
        quotation=Span(start=0, stop=9), passage=passage(text), edits=(edit,), score_bits=1.0, margin=1.0, matched=1.0,
        alike=1.0, expected=0.0,
    )  # fmt: skip
    (cut,) = cuts_of(place, ())
    assert (cut.negation, cut.of_kept_sentence, cut.ends_sentence, cut.proviso) == ("never", False, True, "")
