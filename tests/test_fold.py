"""Folding against its plain twin, and the cases a reader of old books knows."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests import naive

from quoth.fold import SHORT, Words, fold, folded, hashed, spelling, walking
from quoth.fold.spelling import Word
from quoth.model.text import Span

# What folding treats apart, next to each other far more often than in real text.
ODD = (
    "aBéßſﬁæÇ1٣²&'’‘`´-\u2010\u2011\u00ad\ufffe\n\r\t \u200b\u2060\u0301\u0345[]⟨日カがกำหนดक्षİıΣς"
    "Å\u064e½ⅧªŸ…“”«—_.\ufffd\ufe0f\u3164\ud800\udfff\x00가각\u1161\u11a8Ǆⅷᾳﺍ\U0001d400\U00020000\U0010ffff"
)
texts = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=())), max_size=40)

FAR = "far and away " * (SHORT // 13 + 1)  # before or after a text: it is folded as long ones are


def spelled(text: str) -> Words:
    return spelling.spelled(text, 0, len(text))


def walked(text: str) -> Words:
    return walking.walked(text, 0, len(text))


ways = pytest.mark.parametrize("way", [spelled, walked])
Way = Callable[[str], Words]


def as_written(text: str, words: Words) -> list[str]:
    return [folded(text[a:b]) for a, b in zip(words.starts.tolist(), words.stops.tolist(), strict=True)]


def test_fold_when_old_print_then_the_words_a_reader_hears() -> None:
    text = "Don’t ‘tis’ well-known exam-\nple Anglo-\nSaxon 1914-\n1918 [T]he him[self] word[12] word² ﬁne Æther Straße"
    words = fold(text)
    heard = "dont tis well known example anglo saxon 1914 1918 the himself word 12 word fine aether strasse"
    assert " ".join(as_written(text, words)) == heard
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


def rows(words: Words) -> list[tuple[int, int, int]]:
    """Hash, start and stop of each word."""
    return list(zip(words.hashes.tolist(), words.starts.tolist(), words.stops.tolist(), strict=True))


def naive_rows(text: str, skip: list[Span] | None = None) -> list[tuple[int, int, int]]:
    return [(naive.hash_of(word), start, stop) for word, start, stop in naive.fold(text, skip or [])]


@ways
@settings(max_examples=400, deadline=None)
@given(texts)
@example("")
@example("a")
@example("&")
@example("日")
@example("\u0301")
@example("a-\n’b")
@example("a\u00ad\nB")
@example("A\u00ad\nB")
@example("A[\n]b")
@example("a[b[]c]\u2060[\u2060d[[[e")
@example("1[2]3’4\u20605-\n6")
@example("a\u2060\u00ad\nb\u00ad\u2060\nc'\u00add''e")
@example("a\ufffe\n \nb\ufffe\ufffec- \t\nd- e-\nf-\n-g")
@example("日e\u0301日\u3099か&&a&\u0301")
@example("1[a]2 1-\na b[3 e-\n4")
@example("e\u0301’t e\u0301\u2060a e\u0301[s] ﷺ’a ﷺ[a \U00010400-\nB \U00010107[a")
@example("가\u11a8 \u1100\u1161\u11a8 가\u1161")
@example("a\u2060\u0301b a\u108db e\u0301’\u0301t &\u0301& 日\u0301\u0301か\u0301a ’\u0301a\u0301-\nB\u0301[\u0301c")
@example("\u180b")
@example("edznolap EDZNOLAP")  # its CRC-32 is 0
def test_fold_is_its_plain_twin(way: Way, text: str) -> None:
    words = way(text)
    assert rows(words) == naive_rows(text)
    assert [column.dtype.str[1:] for column in (words.hashes, words.starts, words.stops)] == ["u4", "i4", "i4"]


@pytest.mark.parametrize("way", [spelling.spelled, walking.walked])
@given(st.sampled_from(["", "exam-\n", "x'", "日 "]), texts, st.sampled_from(["", "ple", "'s", "\u0301"]))
def test_of_a_text_a_stretch_is_folded_as_if_it_stood_alone(
    way: Callable[[str, int, int], Words], before: str, text: str, after: str
) -> None:
    words = way(before + text + after, len(before), len(before) + len(text))
    assert rows(words) == [(word, len(before) + a, len(before) + b) for word, a, b in naive_rows(text)]


@settings(max_examples=100, deadline=None)
@given(texts, texts)
@example("the exam-\nple of 12", "e\u0301\u0323 x")
def test_walking_when_no_letter_was_met_before_then_still_the_same(one: str, other: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walking, "_ENTRIES", np.zeros(0x110000, np.int64))
        assert rows(walked(one)) == naive_rows(one)
        assert rows(walked(other)) == naive_rows(other)


EVEN = st.lists(
    st.one_of(
        st.text(alphabet="aZé1", min_size=1, max_size=20),
        st.sampled_from(
            ["-\n", "- \n ", "\u00ad\n", "-", "’", "[", "]", "\u200b", " ", ". ", "ß", "&", "日", "e\u0301"]
        ),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.integers(8, 40) | st.integers(515, 545), EVEN)
@example(8, "edznolap’s edznolap EDZNOLAP EDZNO[LAP]")  # its CRC-32 is 0
@example(8, "exam-\nple exam-\nPle EXAM-\nPLE 12-\n14 a’1 1’a a[1 a[b] 12[b] a\u00ad\n1 a-\n")
@example(537, "Donaudampfschifffahrtsgesellschaft " * 40)
def test_walking_over_stretches_of_even_letters_is_as_spelling(words: int, text: str) -> None:
    text = "a " * words + text + " a" * words
    assert rows(walked(text)) == rows(spelled(text))


def test_walking_spells_only_words_with_entangled_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def spell(piece: str) -> tuple[Word, ...]:
        asked.append(piece)
        return ()

    monkeypatch.setattr(walking, "spell", spell)
    assert len(walked("l’का Élan, café, cafe\u0301s’ Ⅷ. ÉLÈVE Σίσυφος 日本 ﬁ exam-\nple [the] 안녕")) == 12
    assert asked == ["l’का"]


@pytest.mark.parametrize("letter", ["a", "É", "ﬃ", "ж", "ᾳ", "日", "è\u0301", "1", "&", "\U0001d400"])
def test_walking_when_a_word_is_short_or_endless_then_still_spelled(letter: str) -> None:
    for length in (1, 2, 3, 63, 64, 65, 255, 256, 257, 5000):
        for text in (letter * length, f" {letter * length} ", f"x-{letter * length}"):
            assert rows(walked(text)) == rows(spelled(text))


def test_walking_knows_each_letter_by_itself_as_spelling_does() -> None:
    points = [*range(0x3400), *range(0x3400, 0xD7C0, 16), *range(0xD7C0, 0x10000), *range(0x10000, 0x30000, 16)]
    letters = [chr(point) for point in points if unicodedata.category(chr(point)) not in ("Cn", "Co", "Cs")]
    text = "".join(f"o{letter}E{letter}'{letter}1 {letter}-\n{letter}," for letter in letters)
    assert rows(walked(text)) == rows(spelled(text))


@settings(max_examples=100, deadline=None)
@given(texts)
def test_fold_when_a_text_is_long_then_the_same_words(text: str) -> None:
    words, far = rows(fold(text)), rows(fold(FAR))
    assert rows(fold(f"{FAR} .. {text}")) == far + [
        (hash_, len(FAR) + 4 + start, len(FAR) + 4 + stop) for hash_, start, stop in words
    ]
    assert rows(fold(f"{text} .. {FAR}"))[: len(words)] == words


@pytest.mark.parametrize("length", [SHORT - 1, SHORT, SHORT + 1])
def test_fold_when_a_text_is_just_short_or_just_long_then_every_word(length: int) -> None:
    text = ("a line of poe-\ntry, " * SHORT)[:length]
    assert rows(fold(text)) == naive_rows(text)


def test_fold_when_titles_are_short_then_no_compiler_is_loaded() -> None:
    program = (
        "import sys; from quoth.fold import SHORT, fold, folded, hashed\n"
        "fold('A Voyage Round the World'); fold('x ' * (SHORT // 2)); hashed(folded('Æneid'))\n"
        "sys.exit('llvmlite' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@settings(max_examples=200, deadline=None)
@given(texts, st.lists(st.tuples(st.integers(0, 45), st.integers(0, 8)), max_size=4))
@example("ab", [(0, 1)])
@example("ab cd", [(1, 1), (3, 2), (9, 1)])
@example("0", [(1, 1), (3, 0), (4, 0)])
def test_fold_when_letters_are_skipped_then_still_its_plain_twin(text: str, skips: list[tuple[int, int]]) -> None:
    skip = [Span(start=start, stop=start + length) for start, length in skips]
    assert rows(fold(text, skip)) == naive_rows(text, skip)
    further = [Span(start=span.start + len(FAR), stop=span.stop + len(FAR)) for span in skip]
    words = rows(fold(FAR + text, [*further, Span(start=3, stop=4)]))
    assert words[0] == (hashed("farand"), 0, 7)
    assert [(hash_, start - len(FAR), stop - len(FAR)) for hash_, start, stop in words if stop > len(FAR)] == (
        naive_rows(text, skip)
    )


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
