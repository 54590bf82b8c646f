"""Two words: the same in another spelling, damaged, or another word."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.engine import words
from quoth.engine.damage import Form, Lexicon, Standing, runs_on
from quoth.engine.health import MISPRINTS
from quoth.engine.scanners import FEW, TELLTALES, is_scanned
from quoth.engine.words import difference, one_spelling
from quoth.fold import folded

WELL_KNOWN = """the when then them now not nor form from moral immoral modern both doth all that which had bad he be his
    corn come house horse government born bom clear dear lie"""
ONE_WORD = """colour/color honoured/honored favourites/favorites civilise/civilize organisation/organization
    analysed/analyzed travelled/traveled skilful/skillful fulfil/fulfill enrolment/enrollment connexion/connection
    centre/center sombre/somber judgement/judgment defence/defense publick/public shewn/shown shew/show
    mediaeval/medieval æsthetic/esthetic fœtus/fetus look’d/looked charm'd/charmed enquire/inquire grey/gray gaol/jail
    waggon/wagon eighteen/18 twenty-first/21st XIV/14 vi/six Mr/Mister catalogue/catalog programme/program
    neighbours/neighbors learnt/learned spelt/spelled burthen/burden chuse/choose compleat/complete controul/control"""
TWO_WORDS = """now/not not/nor form/from moral/immoral four/for your/yor advice/advise filled/filed hour/hor rise/rize
    had/bad born/bom house/horse want/waned their/there tire/tyre desert/dessert king/kings will/well he/lie
    toward/towards practice/practical him/her willing/wiling further/farther prophecy/prophesy"""
DAMAGED = """the/tbe the/tlie when/wlien which/wbich all/a1l that/tliat house/h0use government/govemment them/thern
    corn/com"""
KNOWN = dict.fromkeys(WELL_KNOWN.split(), 50)


SCANNED = KNOWN | {"thc": 4, "witb": 2}  # a library with files that a scanner has damaged


def _standing(form: str, harmed: list[str], known: dict[str, int], few: int) -> Standing:
    if form not in harmed and known.get(form, 0) > MISPRINTS:
        return "known"
    return "hardly" if few else "seldom"


def kind(
    quoted: str,
    printed: str,
    known: dict[str, int] = KNOWN,
    *,
    scanned: bool = False,
    harmed: str | None = None,
    written: dict[str, int] | None = None,
    few: int = 0,
    beside: bool = False,
    throughout: bool = False,
) -> str:
    """What sets them apart; `scanned`: the manuscript is damaged. The witness is, where it has words of scanners.
    `harmed`: the words that stand in damaged witnesses alone; None where most witnesses are damaged. `written`: how
    often forms are written, if not as often as they are `known`."""
    forms = known | (written or {})
    lexicon = Lexicon(
        often=lambda word: known.get(word, 0),
        written=lambda _, form, most: min(forms.get(form, 0), int(most) + 1),
        sound=lambda _, form: None if harmed is None else _standing(form, harmed.split(), forms, few),
        few=few,
        damaged=lambda: sum(known.get(word, 0) for word in TELLTALES) >= FEW,
        throughout=lambda: throughout,
        scanned=lambda: scanned,
    )
    return difference(folded(quoted), folded(printed), (quoted, printed), lexicon, beside=beside)


@pytest.mark.parametrize("pair", ONE_WORD.split())
def test_difference_when_spellings_are_accepted_then_spelling(pair: str) -> None:
    one, other = pair.split("/")
    assert kind(one, other) == kind(other, one) == "spelling"


@pytest.mark.parametrize("pair", TWO_WORDS.split())
def test_difference_when_words_differ_then_replace(pair: str) -> None:
    one, other = pair.split("/")
    assert kind(one, other) == "replace"


@pytest.mark.parametrize("pair", DAMAGED.split())
def test_difference_when_the_witness_is_damaged_then_slip(pair: str) -> None:
    quoted, printed = pair.split("/")
    assert kind(quoted, printed, SCANNED) == "slip"


@pytest.mark.parametrize("pair", ["hoeing/boeing", "zag/zug", "cud/cucl"])
def test_difference_when_neither_word_is_known_then_damage_but_for_names(pair: str) -> None:
    quoted, printed = pair.split("/")
    assert kind(quoted, printed, SCANNED | {printed: 1}) == "slip"
    assert kind(quoted.title(), printed.title(), SCANNED | {printed: 1}) == "replace"
    assert kind(quoted, printed, KNOWN | {printed: 1}) == "replace"
    assert kind(quoted, printed, SCANNED | {printed: 2}) == "replace"
    assert kind(quoted, printed, SCANNED | {printed: 2}, few=5) == "slip"  # once more, in a large library


def test_difference_when_no_name_begins_like_it_then_the_form_is_damage() -> None:
    assert kind("Maii", "IVIaii", SCANNED | {"iviaii": 1}) == "slip"
    assert kind("Maii", "Mani", SCANNED | {"mani": 1}) == "replace"
    assert kind("Rabbins", "Rabbjns", SCANNED | {"rabbjns": 1}) == "slip"
    assert kind("Sommer", "Soinmer", SCANNED | {"soinmer": 1}) == "slip"
    assert kind("Sommer", "Soinmer", SCANNED | {"soinmer": 2}) == "replace"


def test_difference_when_a_word_beside_it_is_damaged_then_a_name_that_stands_nowhere_else_may_be() -> None:
    assert kind("Nubia", "Nnbia", SCANNED | {"nnbia": 1}) == "replace"
    assert kind("Nubia", "Nnbia", SCANNED | {"nnbia": 1}, beside=True) == "slip"
    assert kind("Nubia", "Nnbia", SCANNED | {"nnbia": 4}, beside=True) == "replace"
    assert kind("Nubia", "Nnbia", KNOWN | {"nnbia": 1}, beside=True) == "replace"  # no text is damaged
    assert kind("Bury", "Burv", SCANNED | {"burv": 1}, beside=True) == "replace"


def test_difference_when_a_text_is_damaged_throughout_then_a_name_that_stands_nowhere_else_may_be() -> None:
    assert kind("Nubia", "Nnbia", SCANNED | {"nnbia": 1}, throughout=True) == "slip"
    assert kind("Nubia", "Nnbia", SCANNED | {"nnbia": 2}, throughout=True) == "replace"
    assert kind("Nubia", "Nurbia", SCANNED | {"nurbia": 1}, throughout=True) == "replace"  # not how scanners misread
    assert kind("Bury", "Burv", SCANNED | {"burv": 1}, throughout=True) == "replace"
    assert kind("Nnbia", "Nubia", SCANNED | {"nubia": 3}, throughout=True) == "replace"


def test_difference_when_a_name_stands_in_the_genitive_alone_then_it_is_known() -> None:
    assert kind("Feegee", "Foegee", SCANNED | {"foegee": 1, "feegees": 2}) == "slip"  # "the Feegee's"
    assert kind("Feegee", "Foegee", SCANNED | {"foegee": 1, "foegees": 2}) == "replace"
    assert kind("Feegee", "Foegee", KNOWN | {"foegee": 1, "feegees": 2}) == "replace"


def test_difference_when_both_texts_misread_one_common_word_then_slip() -> None:
    assert kind("thnt", "tlat", SCANNED | {"that": 5000}, scanned=True) == "slip"
    assert kind("thnt", "tlat", SCANNED | {"that": 5000}) == "replace"
    assert kind("tlie", "tbe", SCANNED | {"the": 50_000, "tlie": 300, "tbe": 400}, scanned=True) == "slip"
    assert kind("tlie", "tbe", SCANNED | {"the": 2000, "tlie": 300, "tbe": 400}, scanned=True) == "replace"


def test_difference_when_a_long_word_is_misread_again_and_again_then_slip() -> None:
    assert kind("vigour", "vigonr", SCANNED | {"vigour": 256, "vigonr": 4}) == "slip"
    assert kind("fair", "fain", SCANNED | {"fair": 256, "fain": 4}) == "replace"
    assert kind("Celia", "Gelia", SCANNED | {"celia": 234, "gelia": 3}) == "slip"


def test_difference_when_a_form_stands_in_damaged_texts_alone_then_slip_where_the_other_is_common() -> None:
    known = SCANNED | {"ear": 372, "eur": 5, "cur": 20}
    assert kind("ear", "eur", known, harmed="eur") == "slip"
    assert kind("ear", "eur", known) == "replace"
    assert kind("ear", "cur", known, harmed="cur") == "replace"  # too often to be damage


@pytest.mark.parametrize("pair", ["and/aid", "and/end", "house/honse"])
def test_difference_when_a_form_stands_in_sound_texts_then_it_is_a_word_however_common_the_other(pair: str) -> None:
    one, other = pair.split("/")
    known = SCANNED | {one: 90_000, other: 200}
    assert kind(one, other, known, harmed="thc") == kind(other, one, known, scanned=True, harmed="thc") == "replace"
    assert kind(one, other, known, harmed=other) == kind(other, one, known, scanned=True, harmed=other) == "slip"
    assert kind(one, other, known | {other: 2}, harmed="thc") == "slip"  # one misprint, or two, any text may have


def test_difference_when_many_sound_texts_have_a_form_hardly_then_slip_where_the_other_is_oftener() -> None:
    known = SCANNED | {"mar": 75, "mor": 20, "mur": 40}
    assert kind("mor", "mar", known, scanned=True, harmed="mor", few=2) == "slip"
    assert kind("mor", "mar", known, scanned=True, harmed="mor") == "replace"  # a few texts need not have the word
    assert kind("mor", "mar", known, scanned=True, harmed="thc", few=2) == "replace"
    assert kind("mur", "mar", known, scanned=True, harmed="mur", few=2) == "replace"
    assert (
        kind("Mor", "Mar", known, scanned=True, harmed="mor", few=2) == "replace"
    )  # which names there are nobody knows


def test_difference_when_both_texts_misread_one_word_then_slip() -> None:
    assert kind("hauds", "hnnds", SCANNED | {"hands": 500}, scanned=True) == "slip"
    assert kind("hauds", "hnnds", SCANNED, scanned=True) == "replace"
    assert kind("bat", "hat", SCANNED | {"bat": 90, "hat": 90, "kat": 900}, scanned=True) == "replace"


@pytest.mark.parametrize("pair", ["hot/not", "sever/never", "bein/kein", "pus/pas", "not/rot", "note/not"])
def test_difference_when_one_denies_and_the_other_is_a_word_then_replace(pair: str) -> None:
    quoted, printed = pair.split("/")
    common = dict.fromkeys(("not", "never", "kein", "pas"), 90_000)
    for scanned in (True, False):
        assert kind(quoted, printed, SCANNED | {quoted: 3, printed: 3} | common, scanned=scanned) == "replace"
    assert kind("nct", "not", SCANNED | common, scanned=True) == "slip"


def test_runs_on_when_a_scanner_lost_the_blank_beside_an_end() -> None:
    lexicon = Lexicon(
        often=lambda _: 1,
        written=lambda *_: 1,
        sound=lambda *_: None,
        few=0,
        damaged=lambda: True,
        throughout=lambda: False,
        scanned=lambda: False,
    )
    assert runs_on("not", Form("notan", "notan"), lexicon, behind=True)
    assert runs_on("king", Form("theking", "theking"), lexicon, behind=False)
    assert runs_on("expressing", Form("expressingher", "expressingher"), lexicon, behind=True)
    known = replace(lexicon, often=lambda word: 100 if word == "satisfied" else 1)
    assert runs_on("absolutely", Form("absolutelysatisfied", "absolutelysatisfied"), known, behind=True)
    assert not runs_on("absolutely", Form("absolutelysatisfied", "absolutelysatisfied"), lexicon, behind=True)
    assert not runs_on("self", Form("selfsatisfied", "selfsatisfied"), known, behind=True)
    seem = replace(lexicon, often=lambda word: 100 if word == "seem" else 1)
    assert runs_on("they", Form("theyseem", "theyseem"), seem, behind=True)
    assert not runs_on("they", Form("theyseem", "theyseem"), lexicon, behind=True)
    assert not runs_on("half", Form("halfseem", "halfseem"), seem, behind=True)  # a word that others begin with
    assert runs_on("which", Form("seemwhich", "seemwhich"), seem, behind=False)
    assert runs_on("the", Form("theharbour", "theHarbour"), lexicon, behind=True)
    assert runs_on("harbour", Form("theharbour", "theHarbour"), lexicon, behind=False)
    assert not runs_on("the", Form("theharbour", "theHarbour"), replace(lexicon, damaged=lambda: False), behind=True)
    assert not runs_on("act", Form("actor", "actor"), lexicon, behind=True)
    assert not runs_on("able", Form("unable", "unable"), lexicon, behind=False)
    assert not runs_on("not", Form("notan", "notan"), replace(lexicon, damaged=lambda: False), behind=True)
    often = replace(lexicon, often=lambda _: 2)
    assert not runs_on("not", Form("notan", "notan"), often, behind=True)
    assert runs_on("not", Form("notan", "notan"), replace(often, sound=lambda *_: "seldom"), behind=True)
    assert not runs_on("in", Form("into", "into"), replace(often, sound=lambda *_: "known"), behind=True)


@pytest.mark.parametrize("pair", ["months/mouths", "car/ear", "fell/felt", "government/govemment"])
def test_difference_when_no_file_is_damaged_then_a_rare_word_is_a_word(pair: str) -> None:
    quoted, printed = pair.split("/")
    assert kind(quoted, printed, dict.fromkeys([quoted], 50) | {printed: 1}) == "replace"


def test_difference_when_the_quotation_is_the_odd_one_then_slip_only_in_a_scanned_manuscript() -> None:
    assert kind("wben", "when") == "replace"
    assert kind("wben", "when", scanned=True) == "slip"
    assert kind("haggis", "baggis", KNOWN | {"baggis": 1}) == "replace"
    assert kind("haggis", "baggis", KNOWN | {"baggis": 1}, scanned=True) == "slip"  # it stands nowhere, and looks alike
    assert kind("Hag", "Bag", KNOWN | {"bag": 1}, scanned=True) == "replace"  # names may stand but once
    assert kind("Hag", "Bag", KNOWN | {"bag": 2}, scanned=True) == "slip"
    assert kind("haggis", "baggis", KNOWN | {"baggis": 1, "haggis": 1}, scanned=True) == "replace"


def test_difference_when_another_word_folds_to_the_form_then_it_is_no_proof_that_it_is_a_word() -> None:
    known, apostrophes = SCANNED | {"bed": 1300, "hed": 92}, {"hed": 2, "he'd": 90}
    assert kind("bed", "hed", known, harmed="thc", written=apostrophes) == "slip"
    assert kind("bed", "he'd", known, harmed="thc", written=apostrophes) == "replace"
    assert kind("bed", "hed", known, harmed="thc") == "replace"


def test_difference_when_a_misreading_is_counted_where_it_stands_then_that_is_no_place_more() -> None:
    assert kind("deer", "deen", SCANNED | {"deer": 60, "deen": 3}) == "slip"
    assert kind("deer", "deen", SCANNED | {"deer": 60, "deen": 4}) == "replace"
    assert kind("deen", "deer", KNOWN | {"deer": 60, "deen": 3}, scanned=True) == "replace"


@pytest.mark.parametrize("pair", ["bonfire/bcnfire", "floods/flcods"])
def test_difference_when_a_word_stands_nowhere_else_then_a_rare_one_may_be_meant(pair: str) -> None:
    quoted, printed = pair.split("/")
    assert kind(quoted, printed, SCANNED | {quoted: 2, printed: 1}) == "slip"
    assert kind(quoted, printed, SCANNED | {quoted: 5, printed: 4}) == "replace"
    assert kind(quoted, printed, {quoted: 2, printed: 1}) == "replace"


def test_difference_when_a_form_is_seldom_then_slip_where_the_other_is_common() -> None:
    assert kind("sea", "sen", SCANNED | {"sea": 500, "sen": 4}) == "slip"
    assert kind("had", "bad", SCANNED | {"had": 5000, "bad": 40}) == "replace"


def test_a_text_is_scanned_when_common_words_are_misread_in_it() -> None:
    assert is_scanned("one whicli was seen, and two whieh were not, and tbeir names")
    assert not is_scanned("these and those, then and there, the white mare, hare and bean, and nothing else " * 20)


@pytest.mark.parametrize("pair", ["1816/1818", "18l6/1818", "1848/1843", "3/8", "six/ten", "not/nut", "no/on"])
def test_difference_when_a_number_or_a_negation_differs_then_never_slip(pair: str) -> None:
    one, other = pair.split("/")
    known = SCANNED | dict.fromkeys([one, other], 50)
    assert kind(one, other, known, scanned=True) == kind(other, one, known, scanned=True) == "replace"


def test_difference_when_a_figure_is_misread_as_a_letter_then_slip() -> None:
    assert kind("1848", "l848") == "slip"


@pytest.mark.parametrize("word", ["colour", "travelled", "organisations", "connexion", "twentyone", "xiv", "publick"])
def test_one_spelling_when_said_twice_then_the_same(word: str) -> None:
    assert one_spelling(one_spelling(word)) == one_spelling(word)


PIECES = re.findall("[a-z]+", " ".join(pattern for _, pattern, _ in words._ORTHOGRAPHIES))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
def test_a_rule_that_is_not_tried_would_change_nothing(word: str) -> None:
    brought = word
    for _, pattern, replacement in words._ORTHOGRAPHIES:
        brought = re.sub(pattern, replacement, brought)
    assert one_spelling(word) in (brought, words._SHORT_FOR.get(word)) or words._ROMAN.fullmatch(word)


def test_every_rule_changes_a_word_that_has_its_letters() -> None:
    assert {"our", "th", "gieb"} <= {letters for letters, _, _ in words._ORTHOGRAPHIES}
    assert all(letters in pattern for letters, pattern, _ in words._ORTHOGRAPHIES)
