"""Folding against its plain twin, and the cases a reader of old books knows."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests import naive

from quoth.fold import Words, fold, folded
from quoth.model.text import Span

# What folding treats apart, next to each other far more often than in real text.
ODD = (
    "aBéßſﬁæÇ1٣²&'’‘`´-\u2010\u2011\u00ad\ufffe\n\r\t \u200b\u2060\u0301\u0345[]⟨日カがกำหนดक्षİıΣς"
    "Å\u064e½ⅧªŸ…“”«—_.\ufffd\ufe0f\u3164"
)
texts = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=40)


def spelled(text: str, words: Words) -> list[str]:
    return [folded(text[a:b]) for a, b in zip(words.starts.tolist(), words.stops.tolist(), strict=True)]


def test_fold_when_old_print_then_the_words_a_reader_hears() -> None:
    text = "Don’t ‘tis’ well-known exam-\nple Anglo-\nSaxon 1914-\n1918 [T]he him[self] word[12] word² ﬁne Æther Straße"
    words = fold(text)
    heard = "dont tis well known example anglo saxon 1914 1918 the himself word 12 word fine aether strasse"
    assert " ".join(spelled(text, words)) == heard
    assert text[words.starts[4] : words.stops[4]] == "exam-\nple"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("congreſs of vienna", "CONGRESS of Vienna"),
        ("the king & queen", "the King, and Queen"),
        ("l’été, naïve", "L'ETE NAIVE"),
        ("co\u00adoperate ex\u200bample", "cooperate example"),
        ("exam\ufffe\r\nple", "example"),
        ("exam- \r\n  ple", "example"),
        ("exam\u00ad ple", "example"),
        ("“Mr. Smith,” he said—‘no’", "Mr Smith he said no"),
        ("ЁЛКА Σίσυφος", "елка ΣΙΣΥΦΟΣ"),
        ("office ﬂows", "oﬃce flows"),
        ("١٩٤٠", "1940"),
    ],
)
def test_fold_when_only_print_differs_then_the_same_hashes(one: str, other: str) -> None:
    assert fold(one).hashes.tolist() == fold(other).hashes.tolist()


@pytest.mark.parametrize(
    ("one", "other"), [("now", "not"), ("がく", "かく"), ("good-will", "goodwill"), ("word12", "word 12"), ("की", "का")]
)
def test_fold_when_words_differ_then_other_hashes(one: str, other: str) -> None:
    assert fold(one).hashes.tolist() != fold(other).hashes.tolist()


def test_fold_when_a_mark_stands_inside_a_word_then_skip_heals_it() -> None:
    text = "a voice[p. 12]less man,3 said"
    words = fold(text, skip=[Span(start=23, stop=24), Span(start=7, stop=14)])
    assert words.hashes.tolist() == fold("a voiceless man said").hashes.tolist()
    assert (words.starts[1], words.stops[1]) == (2, 18)


def test_fold_when_script_has_no_spaces_then_each_letter_is_a_word() -> None:
    assert len(fold("日本語カタカナ")) == 7
    assert len(fold("안녕하세요 세계")) == 2


@pytest.mark.parametrize("text", ["", " \n", "—…“”", "\u0301", "²", "''"])
def test_fold_when_there_is_no_word_then_nothing(text: str) -> None:
    assert len(fold(text)) == 0
    assert len(fold(text, skip=[Span(start=0, stop=len(text))])) == 0


@settings(max_examples=400, deadline=None)
@given(texts)
@example("a-\n’b")
@example("a\u00ad\nB")
@example("A[\n]b")
@example("a[[[b")
@example("\u180b")
def test_fold_is_its_plain_twin(text: str) -> None:
    words = fold(text)
    naively = naive.fold(text)
    assert list(zip(words.starts.tolist(), words.stops.tolist(), strict=True)) == [(a, b) for _, a, b in naively]
    assert words.hashes.tolist() == [naive.hash_of(word) for word, _, _ in naively]


@settings(max_examples=200, deadline=None)
@given(texts, st.lists(st.tuples(st.integers(0, 45), st.integers(0, 8)), max_size=4))
def test_fold_when_letters_are_skipped_then_still_its_plain_twin(text: str, skips: list[tuple[int, int]]) -> None:
    skip = [Span(start=start, stop=start + length) for start, length in skips]
    words = fold(text, skip)
    naively = naive.fold(text, skip)
    assert words.hashes.tolist() == [naive.hash_of(word) for word, _, _ in naively]
    assert words.stops.tolist() == [stop for _, _, stop in naively]


@settings(max_examples=300, deadline=None)
@given(texts)
@example("ำ")
def test_fold_of_a_words_own_letters_is_the_word(text: str) -> None:
    words = fold(text)
    for at in range(len(words)):
        own = text[words.starts[at] : words.stops[at]]
        assert fold(own).hashes.tolist() == [words.hashes[at]]
        assert naive.hash_of(folded(own)) == words.hashes[at] != 0
        assert folded(folded(own)) == folded(own)


def test_fold_is_quick_enough_for_a_library() -> None:
    text = "It was the best of times, it was the worst of times; 'twas so well-known. " * 20_000
    fold(text[:1000])
    start = time.process_time()
    fold(text)
    assert len(text) / (time.process_time() - start) > 2_000_000  # a quarter of what is asked: machines differ
