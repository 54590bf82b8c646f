"""Quotations sought in texts where we know what stands, whole, altered, and not at all."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests import naive
from tests.engine.shelf import Shelf, novel, quotation, wanted

from quoth.engine.align import Step, lay_out, score
from quoth.engine.asides import Asides
from quoth.engine.chain import Chain, chains, gap_cost
from quoth.engine.ground import Ground
from quoth.engine.match import TOGETHER, Search, locate
from quoth.engine.misread import Guesses
from quoth.engine.params import Params
from quoth.engine.places import Place, beyond_chance, needed
from quoth.engine.scanners import misreadings
from quoth.engine.seed import seeds
from quoth.engine.sought import Sought
from quoth.fold import folded
from quoth.model.finding import Alignment
from quoth.model.manuscript import PageMark
from quoth.model.text import Span

WORDS = novel(6000)
OTHER = novel(6000, seed=2)
SHELF = Shelf({"one": " ".join(WORDS), "two": " ".join(OTHER)})
DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data"


def found(text: str, shelf: Shelf = SHELF, *prefer: str) -> tuple[Alignment, ...]:
    return locate(text, quotation(text), shelf, prefer=prefer)


def applied(place: Alignment, text: str, printed: str) -> str:
    """The quotation made from the passage by the edits, each taken at its word."""
    made = ""
    for edit in place.edits:
        made += printed[edit.passage.start : edit.passage.stop] if edit.op == "equal" else edit.quotation.of(text)
    return made


def tiles(place: Alignment) -> bool:
    for side, whole in (("quotation", place.quotation), ("passage", place.passage.span)):
        spans = [getattr(edit, side) for edit in place.edits]
        if (spans[0].start, spans[-1].stop) != (whole.start, whole.stop):
            return False
        if any(one.stop != two.start for one, two in pairwise(spans)):
            return False
    return True


# -- any quotation, any edits ----------------------------------------------------------------------------------------

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "add", "swap", "case", "letter", "dots", "bracket", "point", "join"]),
        st.integers(0, 60),
    ),
    max_size=6,
)


def edited(words: list[str], edits: list[tuple[str, int]]) -> str:
    words = list(words)
    for kind, where in edits:
        at = where % (len(words) - 1)
        first, last = (at, at + 2) if kind in ("swap", "join") else (at, at + 1)
        if kind in ("drop", "dots"):
            last = at + 1 + where % 4 if len(words) > 12 else at
        words[first:last] = remade(kind, words[first:last], where)
    return " ".join(words)


def remade(kind: str, words: list[str], where: int) -> list[str]:
    """What an author makes of these words."""
    word = " ".join(words)
    bracketed = [f"[{word[:1].upper()}]{word[1:]}"] if where % 2 else ["[that is]", *words]
    return {
        "drop": [],
        "add": ["perchance", *words],
        "swap": words[::-1],
        "case": [word.capitalize()],
        "letter": ["x" + word[1:]],
        "dots": ["…"],
        "bracket": bracketed,
        "point": [word + ","],
        "join": ["-".join(words)],
    }[kind]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, 5900), st.integers(14, 60), EDITS)
@example(0, 46, [("swap", 0)])  # the first two words of a book, in another order
def test_locate_when_edited_then_there_and_the_edits_tile(
    start: int, length: int, edits: list[tuple[str, int]]
) -> None:
    source = WORDS[start : start + length]
    text = edited(source, edits) if len(source) >= 14 else " ".join(WORDS[:20])
    places = found(text)
    assert places, text
    for place in places:
        printed = SHELF.text(place.passage.witness)
        assert tiles(place)
        assert applied(place, text, printed) == text
        assert place.passage.text == place.passage.span.of(printed)
        for edit in place.edits:
            same = edit.quotation.of(text) == edit.passage.of(printed)
            assert same or edit.op != "equal"
            assert edit.weight == 0 or edit.op not in ("equal", "accidental")
            alike = folded(edit.quotation.of(text)) == folded(edit.passage.of(printed))
            assert alike or edit.op != "accidental"
    assert places[0].passage.witness == "one"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 250), st.integers(8, 20), EDITS)
def test_lay_out_when_seeds_lead_then_as_good_as_without_seeds(
    start: int, length: int, edits: list[tuple[str, int]]
) -> None:
    words = novel(300, seed=3)
    shelf = Shelf({"one": " ".join(words)})
    text = edited(
        words[start : start + length], [edit for edit in edits if edit[0] in ("drop", "add", "swap", "point")]
    )
    sought, params = wanted(text, shelf), Params()
    best = chains([(sought, 0.0)], seeds([sought], shelf.stacks, params), Asides(shelf.stacks), params)[0][0]
    ground = Ground(shelf.stacks, 0)
    reached = score(lay_out(sought, best, ground, params), sought, ground, params)

    def worth(at: int, follows: bool) -> float:
        return float(sought.company[at + 1] - sought.company[at] if follows else sought.bits[at])

    def gap(begin: int, end: int, left_out: int) -> float:
        return gap_cost(sought, begin, end, left_out, params)

    ideal = naive.best_place(sought.letters, words, worth, gap)
    assert 0.95 * ideal - 1 <= reached <= ideal + 1e-6


# -- one thing at a time ---------------------------------------------------------------------------------------------

BOOK = (
    "It has long been my intention to retain the present Ministry at the head of affairs, and I shall do my utmost to\n"
    "fulfil my duty towards my country. She said that the QUEEN's goodwill was not to be shewn to-\nday, nor was it "
    "tlie moment to speak; the colour of the house was immoral. I never saw anything like it: they went away together."
)


def ops(text: str, book: str = BOOK) -> list[tuple[str, str, str]]:
    """What differs: the kind, the words of the quotation, the words of the book."""
    filler = " ".join(novel(3000)) + " the moment to speak" + 12 * " the" + " good bread will do "
    shelf = Shelf({"book": filler + book + filler})
    (place, *_) = found(text, shelf, "book")
    printed = shelf.text("book")
    assert tiles(place)
    return [
        (edit.op, edit.quotation.of(text).strip(), " ".join(edit.passage.of(printed).split()))
        for edit in place.edits
        if edit.op != "equal" and (edit.quotation.of(text).strip() or edit.passage.of(printed).strip())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("retain the present Ministry at the head of affairs", []),
        ("retain the present ministry at the head", [("accidental", "ministry", "Ministry")]),
        ("that the good will was not to be shewn", [("omit", "", "QUEEN's"), ("accidental", "good will", "goodwill")]),
        ("to be shown today, nor was it", [("spelling", "shown", "shewn"), ("accidental", "today", "to- day")]),
        ("nor was it the moment to speak", [("slip", "the", "tlie")]),
        ("the color of the house was moral", [("spelling", "color", "colour"), ("replace", "moral", "immoral")]),
        ("I never saw anything like it.", [("accidental", ".", "")]),
        ("I never saw anything quite like it", [("insert", "quite", "")]),
        ("it has been my intention to retain the present", [("accidental", "it", "It"), ("omit", "", "long")]),
        ("I shall … fulfil my duty towards my country", [("ellipsis", "…", "do my utmost to")]),
        ("that [her] goodwill was not to be", [("bracket", "[her]", "the QUEEN's")]),
        ("[T]he present Ministry at the head", [("bracket", "[T]he", "the")]),
        ("like it: they away went together", [("move", "away went", "went away")]),
        ("nor was it tlie [sic] moment to speak", [("bracket", "[sic]", "")]),
    ],
)  # fmt: skip
def test_locate_when_one_thing_differs_then_it_is_named(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert ops(text) == expected


def test_locate_when_words_are_inserted_then_with_the_space_before_them() -> None:
    place = found(" ".join([*WORDS[100:110], "perchance", *WORDS[110:120]]))[0]
    (insert,) = [edit for edit in place.edits if edit.op != "equal"]
    assert len(insert.quotation) == len(" perchance")
    assert [edit.op for edit in place.edits] == ["equal", "insert", "equal"]


def test_lay_out_when_a_stray_word_leads_then_cut_off() -> None:
    text = " ".join([WORDS[900], *WORDS[1101:1115]])
    chain = Chain(0, np.array([[0, 900, 1], [1, 1101, 14]]), 0.0)
    steps = lay_out(wanted(text, SHELF), chain, Ground(SHELF.stacks, 0), Params())
    assert steps == [("insert", (0, 1), (1101, 1101)), ("same", (1, 15), (1101, 1115))]


def test_lay_out_when_the_first_word_is_damaged_then_still_the_first() -> None:
    at = next(at for at in range(1000, 2000) if len(WORDS[at]) >= 7)
    text = " ".join(["x" + WORDS[at][1:], *WORDS[at + 1 : at + 15]])
    place = found(text)[0]
    assert place.passage.text == " ".join(WORDS[at : at + 15])


def test_locate_when_clauses_are_dropped_in_silence_then_one_passage() -> None:
    text = " ".join([*WORDS[2000:2015], *WORDS[2050:2064], *WORDS[2066:2075]])
    place = found(text)[0]
    assert place.passage.text == " ".join(WORDS[2000:2075])
    assert [edit.weight for edit in place.edits if edit.op == "omit"] == [35, 2]
    assert place.matched == 1


def test_locate_when_dots_hide_pages_then_one_passage_and_its_pages() -> None:
    pages = tuple(PageMark(offset=at, label=str(at // 500 + 1)) for at in range(0, 40_000, 500))
    shelf = Shelf({"one": " ".join(WORDS), "two": " ".join(OTHER)}, pages=pages)
    text = " ".join([*WORDS[500:510], "...", *WORDS[1500:1510]])
    place = found(text, shelf)[0]
    assert place.passage.text == " ".join(WORDS[500:1510])
    assert place.passage.pages[0] == str(place.passage.span.start // 500 + 1)
    assert place.passage.pages[-1] == str((place.passage.span.stop - 1) // 500 + 1)
    assert "omit" not in {edit.op for edit in place.edits}


def test_locate_when_two_witnesses_have_the_words_then_both_and_the_preferred_first() -> None:
    shelf = Shelf({"a": " ".join(WORDS), "b": " ".join(WORDS), "c": " ".join(OTHER)}, apart=True)
    text = " ".join(WORDS[100:120])
    assert [place.passage.witness for place in found(text, shelf, "b")] == ["b", "a"]
    first, second = found(text, shelf)
    assert (first.passage.witness, first.margin) == ("a", second.margin)
    assert first.margin > 0.5 * first.score_bits


def test_locate_when_words_are_common_then_only_a_cited_book_has_them() -> None:
    common = " ".join(sorted(set(WORDS), key=WORDS.count)[-3:])
    shelf = Shelf({"one": " ".join(WORDS) + " " + common, "two": " ".join(OTHER)})
    assert found(common, shelf, "one")[0].passage.witness == "one"
    assert found(common, shelf, "one")[0].score_bits < 20
    assert found(max(set(WORDS), key=WORDS.count), shelf) == ()


@pytest.mark.parametrize("scattered", ["the union {} of the", "the union {} the {} of"])
def test_locate_when_a_common_phrase_stands_once_among_its_scattered_words_then_there(scattered: str) -> None:
    crowded = [[word, "of", "the"][number % 3] for number, word in enumerate(WORDS)]
    pages = [" ".join(crowded[at : at + 120]) for at in range(0, len(crowded), 120)]
    often = " the union of the ".join(pages)
    once = f" {scattered.format(*OTHER)} ".join(pages) + " the union of the"
    shelf = Shelf({"one": often, "two": once})
    first = found("the union of the", shelf, "two")[0]
    assert (first.passage.witness, first.passage.text) == ("two", "the union of the")


@pytest.mark.parametrize("seed", range(20))
def test_locate_when_the_words_are_elsewhere_then_nothing(seed: int) -> None:
    text = " ".join(novel(20 + 10 * seed, seed=100 + seed))
    text = " ".join(random.Random(seed).sample(WORDS, 20 + 10 * seed)) if seed % 2 else text
    assert found(text, SHELF, "one") == ()


def test_locate_when_there_are_no_words_then_nothing() -> None:
    assert found("…") == found("[sic]") == found("") == found("—") == ()


def test_locate_when_all_is_common_then_the_work_is_bounded() -> None:
    shelf = Shelf({"one": "the of and to a in " * 20_000 + " ".join(WORDS)})
    start = time.process_time()
    found("the of and to a in " * 60, shelf)
    found("of the and a to in " * 60, shelf, "one")
    assert time.process_time() - start < 2


def test_locate_when_critics_quote_middlemarch_then_found() -> None:
    folder = DATA / "middlemarch"
    if not folder.exists():
        pytest.skip("the Middlemarch quotations are not on this machine")
    shelf = Shelf({"middlemarch": (folder / "middlemarch.txt").read_text(encoding="utf-8")})
    rows = [json.loads(row)["quote"] for row in (folder / "quotations.jsonl").read_text(encoding="utf-8").splitlines()]
    whole = [re.sub(r"^[“”\"'‘’]+|[“”\"'‘’]+$", "", row) for row in rows]
    sample = [text for text in whole if len(text.split()) >= 5][::3]
    places = [found(text, shelf) for text in sample]
    located = [place for place in places if place and place[0].matched >= 0.5]
    assert len(located) >= 0.96 * len(sample)  # the rest are cut in the middle of words, or not of the novel
    assert all(tiles(place[0]) for place in located)


def test_locate_when_every_known_word_is_common_then_the_wider_look_finds_what_is_damaged() -> None:
    chance = random.Random(3)
    lexicon = ["".join(chance.choices("abdegiklmnoprstu", k=6)) for _ in range(600)]
    words = chance.choices(lexicon, k=60_000)  # each stands in about a hundred places
    shelf = Shelf({"one": " ".join(words)})
    narrow, wide, found = Search(shelf, Params(wider=0, damaged=-1.0)), Search(shelf), 0
    for start in chance.sample(range(59_000), 8):
        text = " ".join(word[:-1] + "q" if at % 2 else word for at, word in enumerate(words[start : start + 7]))
        assert narrow.locate(text, quotation(text)) == ()
        found += [place.passage.text for place in wide.locate(text, quotation(text))] == [
            " ".join(words[start : start + 7])
        ]
    assert found >= 7


@pytest.mark.parametrize("harm", [min, max, None])
def test_locate_when_words_are_damaged_then_it_stands_where_what_it_may_have_said_does(
    harm: Callable[..., str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)
    lexicon = ["".join(chance.choices("abdegiklmnoprstu", k=7)) for _ in range(120)]
    words = chance.choices(lexicon, k=60_000)  # each stands in some five hundred places
    search, found = Search(Shelf({"one": " ".join(words)})), 0
    for start in chance.sample(range(59_000), 8):
        whole = words[start : start + 9]
        text = " ".join(_harmed(word, harm) if at % 4 else word for at, word in enumerate(whole))
        found += [place.passage.text for place in search.locate(text, quotation(text))] == [" ".join(whole)]
        with monkeypatch.context() as patch:
            patch.setattr(Guesses, "of", lambda *_: None)
            assert search.locate(text, quotation(text)) == ()
    assert found >= 7


def _harmed(word: str, choose: Callable[..., str] | None) -> str:
    """The word as a scanner may see it: one letter taken for another, or lost."""
    return choose(misreadings(word)) if choose else word[:3] + word[4:]


def test_locate_when_nothing_like_it_stands_anywhere_then_a_guess_is_not_believed() -> None:
    chance = random.Random(6)
    for _ in range(20):
        text = " ".join(min(misreadings(word)) for word in chance.sample(WORDS, 9))
        assert found(text) == ()


def test_locate_when_a_common_part_stands_far_behind_the_dots_then_it_is_found_where_the_rest_stands() -> None:
    begun, part = WORDS[20:60], WORDS[100:104]
    pieces = [begun[at : at + 9] for at in range(0, 30, 2)]  # each promises more than the part does
    noise = [word for at, piece in enumerate(pieces) for word in [*piece, *OTHER[3000 + 200 * at : 3200 + 200 * at]]]
    shelf = Shelf({"one": " ".join([*begun, *OTHER[:1500], *part, *OTHER[1500:3000], *noise])})
    text = " ".join([*begun, ". . .", *part])
    place = found(text, shelf)[0]
    assert place.passage.text.startswith(" ".join(begun))
    assert place.passage.text.endswith(" ".join(part))


def _place(bits: float, stands: str) -> Place:
    """Of a quotation with a word for each sign those stand there that are `x`, one after the other."""
    steps, at, to = [], 0, 9
    for sign, group in groupby(stands):
        count = len(list(group))
        there = count if sign == "x" else 0
        steps.append(Step("same" if there else "insert", (at, at + count), (to, to + there)))
        at, to = at + count, to + there
    return Place("one", Ground(SHELF.stacks, SHELF.stacks.numbers["one"]), steps, bits, 9, to)


def test_a_place_that_lacks_an_end_of_the_quotation_needs_more_to_be_believed() -> None:
    words, params = 2**20, Params()
    good, better = needed(words, params.chance), needed(words, params.strong) + 3 * params.missing
    assert beyond_chance([_place(good, "--xxxxxx")], words, params)
    assert beyond_chance([_place(good, "-xxxxxx-")], words, params)
    assert not beyond_chance([_place(good, "---xxxxxx")], words, params)
    assert not beyond_chance([_place(good, "xxxxxx---")], words, params)
    assert beyond_chance([_place(better, "---xxxxxx")], words, params)


def test_a_few_words_in_a_row_with_others_on_one_side_are_no_place_however_rare_they_are() -> None:
    words, params = 2**20, Params()
    for piece in ("---xxxxx", "xxxxx---", "--x-xxxxx", "xxxx----x-x-"):
        assert not beyond_chance([_place(1000.0, piece)], words, params), piece
    for altered in ("---xxxxxx", "--xxxxx-", "-x--xx-xxxxx", "xxxxx-x-xx-x--", "x-x-x-x-x-x"):
        assert beyond_chance([_place(1000.0, altered)], words, params), altered


def test_what_was_looked_for_in_one_go_is_not_looked_for_again_when_another_is_asked_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = [" ".join(WORDS[at : at + 12]) for at in range(0, 2400, 12)]
    text, starts = "\n".join(said), [*accumulate((len(one) + 1 for one in said), initial=0)]
    ones = [
        replace(quotation(one), id=f"q{at}", span=Span(start=start, stop=start + len(one)))
        for at, (one, start) in enumerate(zip(said, starts, strict=False))
    ]
    search, together, chained = Search(SHELF), list[int](), Search._chained

    def counted(self: Search, asked: Sequence[Sought], params: Params) -> list[list[Chain]]:
        together.append(len(asked))
        return chained(self, asked, params)

    monkeypatch.setattr(Search, "_chained", counted)
    search.expect(text, ones)
    for one in ones[:10]:
        search.locate(text, one)
    assert search.locate(said[0], quotation(said[0]))  # of which nobody knew
    assert all(search.locate(text, one) for one in ones[10:])
    assert sum(together) == len(ones) + 1
    assert len(together) <= 2 + len(ones) // TOGETHER + 1
