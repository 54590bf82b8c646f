"""The measure is measured: what bench/ says is true of a quotation is true of it, found out in another way."""

from __future__ import annotations

import itertools
import random
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from tests.engine.shelf import novel

from apparatus import WORDS, apparatus, measure, word_document
from apparatus import markdown as noted_text
from bookshelf import Shelf, is_prose, is_verse, shelve
from changes import misread, typography
from concordance import Concordance, Place
from growth import invented
from manuscripts import markdown
from mutated import _cuts_word, _hides, _in_marks
from peer import passages, peer
from quotations import KINDS, Case, cases
from words import plain

EACH = 12
PHRASE = ("one", "of", "the", "most", "remarkable")  # in every paragraph
_FEW = st.lists(st.sampled_from(["a", "B", "be", "Éa", "ſo", "so", "1", "-", "\n"]), max_size=40).map(" ".join)


@cache
def shelf() -> Shelf:
    return shelve({f"book {number:02}.txt": _invented(number) for number in range(9)}, seed=5)


@cache
def made(kind: str) -> list[Case]:
    return list(cases(shelf(), 5, EACH, [kind]))


def _invented(number: int) -> str:
    """Paragraphs of a hundred words of no language, in lines."""
    words = novel(8000, number)
    paragraphs = []
    for start in range(0, len(words), 100):
        row = [*words[start : start + 60], *PHRASE, *words[start + 65 : start + 100]]
        lines = [" ".join(row[at : at + 12]) for at in range(0, 100, 12)]
        paragraphs.append("\n".join(lines).capitalize() + ".")
    verses = (",\n".join(" ".join(words[at : at + 5]).capitalize() for at in range(0, 30, 5)) for _ in range(3))
    return "\n\n".join([*paragraphs, *verses])


def _bare(text: str) -> str:
    """Letters alone: what remains the same whatever a printer does."""
    return plain(text.replace("\N{SOFT HYPHEN}", "")).replace(" ", "")


def _stands(case: Case) -> str:
    """The words that stand at the first place that the case tells."""
    (place,) = case.places[0]
    text = next(book.printed for book in shelf().books if book.name == place.book)
    return text[place.start : place.stop]


@given(
    st.lists(_FEW, min_size=1, max_size=3),
    st.lists(st.sampled_from(["a", "b", "ea", "so", "1"]), min_size=2, max_size=4),
)
def test_a_concordance_tells_every_place(texts: list[str], words: list[str]) -> None:
    told = Concordance({str(number): text for number, text in enumerate(texts)}).places(" ".join(words))
    run = re.compile(r"(?<![^\W_])(?=({})(?![^\W_]))".format(r"[\W_]+".join(words)))
    assert told == [
        Place(str(number), found.start(1), found.end(1))
        for number, text in enumerate(texts)
        for found in run.finditer(_same_length(text))
    ]


def _same_length(text: str) -> str:
    return text.lower().translate(str.maketrans("éſ", "es"))


def test_a_hole_may_be_any_word() -> None:
    there = Concordance({"one": "the old king died, the young king lived"})
    assert there.places("the old king", hole=1) == [Place("one", 0, 12), Place("one", 19, 33)]
    assert there.runs("so the young king said", 3)
    assert not there.runs("so the young king said", 4)


@pytest.mark.parametrize("kind", ["verbatim", "typography", "4–6 words", "page break", "verse"])
def test_what_is_the_same_stands_there_letter_for_letter(kind: str) -> None:
    for case in made(kind):
        stands = re.sub(r"-?\n\f?\n?\d*\s*BOOK\s*\d*\n\n|-?\n\n\d+\n\nBOOK\n\n", "", _stands(case))
        assert case.same
        assert _bare(case.text) == _bare(stands)


@pytest.mark.parametrize(("kind", "others"), [("1 word", 1), ("3 words", 3), ("short, 1 changed", 1)])
def test_as_many_words_are_others_as_the_kind_says(kind: str, others: int) -> None:
    for case in made(kind):
        there, said = plain(_stands(case)).split(), plain(case.text).split()
        assert len(there) == len(said)
        assert sum(one != other for one, other in zip(there, said, strict=True)) == others


def test_words_change_places_and_nothing_else() -> None:
    for case in made("transposed"):
        there, said = plain(_stands(case)).split(), plain(case.text).split()
        assert there != said
        assert sorted(there) == sorted(said)


@pytest.mark.parametrize(("kind", "share"), [("OCR 5 %", 0.05), ("OCR 10 %", 0.1), ("OCR 15 %", 0.15)])
def test_a_scanner_misreads_so_many_letters(kind: str, share: float) -> None:
    shares = [Levenshtein.distance(_stands(c).replace("\n", " "), c.text) / len(_bare(c.text)) for c in made(kind)]
    assert 0.8 * share < sum(shares) / EACH < 1.5 * share  # a pair taken for one letter counts twice
    assert all(_bare(case.text) != _bare(_stands(case)) for case in made(kind))


@given(st.text(st.sampled_from("afilmnrs "), max_size=60), st.integers(0, 50))
def test_nothing_is_misread_where_nothing_is_hit(text: str, seed: int) -> None:
    letters = sum(map(str.isalpha, text))
    read = misread(text, 0.3, random.Random(seed)) if letters else text
    assert Levenshtein.distance(text, read) <= 2 * max(1, round(0.3 * letters))


@given(st.integers(0, 200))
def test_a_printer_changes_no_letter(seed: int) -> None:
    text = 'He asked, "Is the official difficulty — or Smith\'s afflicted finesse--to be the first?" and left.'
    assert _bare(typography(text, random.Random(seed))) == _bare(text)


def test_short_quotations_stand_in_one_place_alone() -> None:
    whole = [f" {plain(book.printed)} " for book in shelf().books]
    for case in made("4–6 words"):
        assert sum(text.count(f" {plain(case.text)} ") for text in whole) == 1


def test_the_page_turns_inside_the_passage() -> None:
    for case in made("page break"):
        assert re.search(r"\n\f|\n\n\d+\n\nBOOK", _stands(case))
    assert {case.changed for case in made("page break")} >= {"inside a word, form feeds", "between words, form feeds"}


def test_dots_hide_what_stands_between_the_pieces() -> None:
    for case in made("elided far"):
        (one, two) = case.places[0]
        assert one.book == two.book
        text = next(book.printed for book in shelf().books if book.name == one.book)
        assert 250 < len(text[one.stop : two.start].split()) < 3000
    for case in made("elided near"):
        before, after = re.split(r"\s?\[?(?:\. ?){3,4}\]?\s?|\s?\[?…\]?\s?", case.text, maxsplit=1)
        stands = plain(_stands(case))
        assert stands.startswith(plain(before))
        assert stands.endswith(plain(after))
        assert len(stands) > len(plain(case.text))


def test_what_is_fabricated_stands_nowhere() -> None:
    whole = [f" {plain(book.printed)} " for book in shelf().books]
    for case in made("fabricated"):
        words = plain(case.text).split()
        runs = [f" {' '.join(words[at : at + 6])} " for at in range(len(words) - 5)]
        assert not case.places
        assert not any(run in text for run in runs for text in whole)
    assert shelf().left_out.name not in {book.name for book in shelf().books}


@pytest.mark.parametrize("kind", ["two editions", "boilerplate"])
def test_words_of_several_places_have_them_all(kind: str) -> None:
    texts = {book.name: book.printed for book in shelf().books}
    for case in made(kind):
        assert len(case.places) > 1
        assert case.book in {place.book for (place,) in case.places}
        stand = [_bare(texts[place.book][place.start : place.stop]) for (place,) in case.places]
        assert stand[0] == _bare(case.text)
        assert all(fuzz.partial_ratio(_bare(case.text), words) > 70 for words in stand)
        assert kind == "two editions" or {*stand} == {_bare(case.text)}


def test_a_common_phrase_stands_in_many_places() -> None:
    for case in made("common phrase"):
        assert len(shelf().concordance.places(case.text)) >= 20


def test_verse_is_not_prose() -> None:
    verse = "    The owl went out,\n    And the mouse came in;\n    They danced a while,\n    And were never seen."
    assert is_verse(verse)
    assert not is_prose(verse)
    assert not is_verse("The owl went out on a night in May, as owls do,\nand came back late.\nSo it goes\nevery year")


def test_pieces_of_three_to_five_words_are_spliced() -> None:
    for case in made("spliced"):
        assert not case.places
        assert {len(piece.split()) for piece in case.changed.split(" | ")} <= {3, 4, 5}


def test_lengths_are_mixed() -> None:
    lengths = [len(case.text.split()) for case in cases(shelf(), 5, 60, ["verbatim"])]
    assert min(lengths) >= 8
    assert max(lengths) <= 80
    assert min(lengths) < 20
    assert max(lengths) > 60


def test_the_same_seed_gives_the_same_quotations_whatever_else_is_asked_for() -> None:
    kinds = ["transposed", "1 word"]
    assert list(cases(shelf(), 5, EACH, kinds)) == made("transposed") + made("1 word")
    assert list(cases(shelf(), 6, EACH, kinds)) != made("transposed") + made("1 word")


def test_every_kind_can_be_made() -> None:
    assert {case.kind for kind in KINDS for case in made(kind)} == set(KINDS)


# -- peers -----------------------------------------------------------------------------------------------------------


@given(st.integers(0, 700), st.integers(0, 600), st.integers(1, 100))
def test_a_quotation_of_a_hundred_words_lies_whole_in_a_passage(words: int, first: int, count: int) -> None:
    text = " ".join(f"w{number}" for number in range(words))
    found = [text[start:stop].split() for start, stop in passages(text)]
    wanted = text.split()[first : first + count]
    assert not wanted or any(wanted[0] in part and wanted[-1] in part for part in found)


@pytest.mark.parametrize("name", ["fts5_passages", "rapidfuzz_texts"])
def test_a_peer_says_where_words_stand(name: str, tmp_path: Path) -> None:
    library, place = tmp_path / "library", tmp_path / "place"
    shelf().write(library)
    there, changed, nowhere = made("verbatim")[0], made("1 word")[1], made("fabricated")[0]
    asked = peer(name)
    asked.index(library, place)
    answers = asked.search(library, place, [there.text, changed.text, nowhere.text[:60]])
    assert answers is not None
    exact, like, none = answers
    assert exact
    assert like
    assert not (none and none.verified)
    assert exact.verified
    assert not like.verified
    for answer, case in ((exact, there), (like, changed)):
        assert Place(answer.book, answer.start or 0, answer.stop or 0).overlaps(case.places[0][0])


def test_the_manuscript_has_every_quotation_in_one_pair_of_marks() -> None:
    text = 'He said: "Come_in", and\n\nleft “at once”.'
    assert markdown([text]).count("“") == 1
    assert "“He said: ‘Comein’, and\nleft ‘at once’.”" in markdown([text])


def test_invented_books_have_the_words_and_pairs_of_real_ones() -> None:
    books = {"one": "a b a c\nd", "two": "e a b"}
    running = " ".join(books.values()).split()
    pairs = {*zip(running, [*running[1:], running[0]], strict=True)}
    texts = list(invented(books, 3, 200, seed=1))
    assert len({*texts}) == 3
    for text in texts:
        words = text.split()
        assert len(words) == 200
        assert {*itertools.pairwise(words)} <= pairs
    assert sum(text.split().count("a") for text in texts) == pytest.approx(600 * 3 / 8, rel=0.15)


def test_every_note_of_a_word_document_leads_where_it_was_meant_to(tmp_path: Path) -> None:
    truth = apparatus(60, seed=7)
    figures = measure(word_document(noted_text(truth.notes, WORDS // 100), tmp_path / "noted.docx"), truth)
    assert figures.notes == 60
    assert (figures.right, figures.wrong) == (figures.references, 0)


def test_a_change_that_damage_hides_is_not_made() -> None:
    whole = "All this, however, according to the leaders"
    other = whole.replace("the leaders", "she leaders")
    assert _hides(whole, whole.replace("the", "fhe"), whole, other, of_book=True)
    assert not _hides(whole, whole.replace("All", "A1l"), whole, other, of_book=True)
    assert _hides(whole, whole, whole, whole.replace("the", "tho"), of_book=False)
    assert not _hides(whole, whole.replace("the", "fhe"), whole, whole.replace("however, ", ""), of_book=True)


@pytest.mark.parametrize(("shape", "inside"), [("“”‘’", "‘"), ("«»‹›", "‹"), ("„“‚‘", "‚")])
def test_marks_inside_are_not_those_around(shape: str, inside: str) -> None:
    for pair in ("“”", shape[:2]):
        marked = _in_marks(f"the {pair[0]}transitory{pair[1]} part", shape)
        assert marked == f"{shape[0]}the {inside}transitory{shape[3]} part{shape[1]}"


def test_a_passage_is_not_cut_inside_a_broken_word() -> None:
    text = "of wrestling-\nmatches, and horse-races"
    assert _cuts_word(text, text.index("matches"), len(text))
    assert _cuts_word(text, 0, text.index("-"))
    assert not _cuts_word(text, 3, len(text))
