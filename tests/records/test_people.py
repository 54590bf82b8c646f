"""Printed names and CSL's names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.records.people import csl_names, printed_names

# What is printed = family | given | particle that goes | particle that stays | suffix; or "literal"
PRINTED = {
    "Serge, Victor": "Serge|Victor",
    "Victor Serge": "Serge|Victor",
    "Peter Sedgwick & George Paizas": "Sedgwick|Peter; Paizas|George",
    "W. F. Monypenny and G. E. Buckle": "Monypenny|W. F.; Buckle|G. E.",
    "P. Parkinson, S. Parker and X. Y. Zed": "Parkinson|P.; Parker|S.; Zed|X. Y.",
    "Holmes, R., Parker, S.": "Holmes|R.; Parker|S.",
    "Serge, Victor, Peter Sedgwick and Natalia Sedova": "Serge|Victor; Sedgwick|Peter; Sedova|Natalia",
    "Feest/Sessar": "Feest|; Sessar|",
    "Smith, J. et al.": "Smith|J.; =et al.",
    "Hans Magnus Enzensberger (Hrsg.)": "Enzensberger|Hans Magnus",
    "Georgiana, Lady Bloomfield": "Bloomfield|Georgiana, Lady",
    "Sir Herbert Maxwell": "Maxwell|Sir Herbert",
    "Maxwell, Sir Herbert": "Maxwell|Sir Herbert",
    "the Hon. Amelia Murray": "Murray|Hon. Amelia",
    "the late Charles Robert Leslie, R.A.": "Leslie|Charles Robert|||R.A.",
    "Martin Luther King, Jr.": "King|Martin Luther|||Jr.",
    "King, Martin Luther, Jr.": "King|Martin Luther|||Jr.",
    "Simone de Beauvoir": "Beauvoir|Simone|de",
    "Beauvoir, Simone de": "Beauvoir|Simone|de",
    "von Stockmar, Ernst": "Stockmar|Ernst||von",
    "Ernst Freiherr v. Stockmar": "Stockmar|Ernst Freiherr|v.",
    "García Márquez, Gabriel": "García Márquez|Gabriel",
    "d'Alembert, Jean": "d'Alembert|Jean",
    "Л. Н. Толстой": "Толстой|Л. Н.",
    "Hunt": "Hunt|",
    "One of Her Majesty's Servants": "=One of Her Majesty's Servants",
    "his Son": "=his Son",
    "Duke of Wellington": "=Duke of Wellington",
    "Ministry of Agriculture and Fisheries": "=Ministry of Agriculture and Fisheries",
    "New South Wales Law Reform Commission": "=New South Wales Law Reform Commission",
    "Ernest II": "=Ernest II",
}
_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")


@pytest.mark.parametrize("printed", PRINTED)
def test_names_are_taken_apart_as_a_catalogue_would(printed: str) -> None:
    said = [
        f"={name['literal']}" if "literal" in name else "|".join(name.get(part, "") for part in _PARTS)
        for name in csl_names(printed)
    ]
    assert [name.rstrip("|") for name in said] == [name.rstrip("|") for name in PRINTED[printed].split("; ")]


@pytest.mark.parametrize("printed", PRINTED)
def test_they_come_back_the_same(printed: str) -> None:
    names = csl_names(printed)
    assert csl_names(printed_names(names)) == names


@given(st.text("aA .,'’&/;édvon\nIXJr", max_size=30))
def test_no_letters_are_lost_and_nothing_fails(text: str) -> None:
    kept = "".join("".join(name.values()) for name in csl_names(text)).lower()
    assert {letter for letter in text.lower() if letter in "édvo"} - set("and") <= set(kept) | set("and et al y e")
