"""Cases and statutes, as OSCOLA, Bluebook and Australian notes cite them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.find.noted import cites_of, noted, shown

from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations
from quoth.find.law import laws_in
from quoth.resolve.resolved import resolve


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Balfour v. Balfour [1919] 2 K.B. 571.", ["full [|Balfour v. Balfour] page::571"]),
        (
            "See, also, Barclays Bank v. O’Brien [1994] 1 A.C. 180, at 185 per Brown-Wilkinson L.",
            ["full [|Barclays Bank v. O’Brien] page::180 page::185"],
        ),
        (
            "Corr v IBC Vehicles Ltd [2008] UKHL 13, [2008] 1 AC 884.",
            ["full [|Corr v IBC Vehicles Ltd] number::13"],
        ),
        (
            "See Brown v. Board of Educ., 347 U.S. 483, 495 (1954).",
            ["full [|Brown v. Board of Educ.] page::483 page::495"],
        ),
        ("In re Gault, 387 U.S. 1 (1967).", ["full [|In re Gault] page::1"]),
        ("(1991) 25 N.S.W.L.R. 32 (C.A.).", ["full [|(1991) 25 N.S.W.L.R. 32 (C.A.)] page::32"]),
        (
            "It was so held (see R. v. L. (1991) 103 A.L.R. 577), and again (see R. v. R. [1991] 2 All E.R. 257).",
            ["full [|R. v. L.] page::577", "full [|R. v. R.] page::257"],
        ),
        (
            "Human Rights Act 1998, s 15; Crimes (Sexual Offences) 1991 (Vic.).",
            ["full [|Human Rights Act] other::15", "full [|Crimes (Sexual Offences)]"],
        ),
        (
            "So in R. v. Johns, Supreme Court of South Australia, 26 August 1992 (unreported) it was said.",
            ["full [|R. v. Johns]"],
        ),
    ],
)
def test_law_as_printed(note: str, expected: list[str]) -> None:
    assert [shown(cite) for cite in cites_of(note)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The courts have broad powers under the Family Law Act 1975 (Cwth.) to divide what is owned.",
        "S. Walby, ‘Is Citizenship Gendered?’ (1994) 28 Sociology 379",
        "M. Sawer and M. Simms, A Woman’s Place: Women and Politics in Australia (2nd ed., 1993).",
        "Greville, II, 326-8; Stockmar, chap. i, 86",
    ],
)
def test_what_is_no_law(text: str) -> None:
    assert laws_in(text) == {}


def test_a_case_named_again_is_the_same_work_and_acts_of_two_years_are_two() -> None:
    manuscript = noted(
        "Brown v. Board of Educ., 347 U.S. 483 (1954).",
        "Brown, 347 U.S. at 495.",
        "Marriage Act 1961 (Cwth.); Marriage Act 1976 (Cwth.).",
        "Brown v. Board of Educ.",
    )
    found = resolve(find_citations(manuscript), manuscript, find_bibliography(manuscript), ())
    assert [each.work for each in found.resolutions] == [
        "brown-v-board", "brown-v-board", "marriage-act", "marriage-act-2", "brown-v-board",
    ]  # fmt: skip


@given(st.text(alphabet="Av. R()[12]9Bct,", max_size=80))
def test_laws_lie_in_the_text_apart_from_one_another(text: str) -> None:
    at = 0
    for start, law in laws_in(text).items():
        assert at <= start == law.start < law.stop <= len(text)
        assert all(start <= place.span.start <= place.span.stop <= law.stop for place in law.locators)
        at = law.stop
