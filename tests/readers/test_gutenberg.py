"""The header, credits and licence around a transcribed book, and the numerals in its title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.readers.gutenberg import header_metadata, is_credit, survey_licence, undressed
from quoth.readers.lines import lines_of
from quoth.readers.numerals import arabic, roman
from quoth.readers.volumes import volume_in


@pytest.mark.parametrize(
    ("field", "title", "volume"),
    [
        ("A Baker's Memoirs\n       A Journal of Two Reigns", "A Baker's Memoirs: A Journal of Two Reigns", ""),
        (
            "Memoirs\n       A Journal of the Reign\n              Of IV, Volume 1",
            "Memoirs: A Journal of the Reign Of IV, Volume 1",
            "1",
        ),
        ("Bread,\n       and Other Poems", "Bread, and Other Poems", ""),
        ("Bread\n       and Other Poems", "Bread and Other Poems", ""),
        ("A Life:\n  With Letters", "A Life: With Letters", ""),
        ("The Life and Correspondence of a Baker of the Town, by Several\n  Hands", None, ""),
        ("Letters, Volume II (of 3), 1844)\n       A Selection", "Letters, Volume II (of 3), 1844: A Selection", "2"),
        ("Letters (Volume II\n       Of Three)", "Letters (Volume II Of Three)", "2"),
        ("Letters\n       (Volume 2 of 3)", "Letters (Volume 2 of 3)", "2"),
        ("Letters, Volume II (of 3), 1837-1843)", "Letters, Volume II (of 3), 1837-1843", "2"),
        ("Letters (Second Part)", "Letters (Second Part)", ""),
    ],
)
def test_lines_of_a_title(field: str, title: str | None, volume: str) -> None:
    said = header_metadata(f"Title: {field}\n\nAuthor: A. Writer\n")
    assert said.title == (title or " ".join(field.split()))
    assert (said.volume, said.authors) == (volume, ("A. Writer",))


def test_fields() -> None:
    said = header_metadata(
        "The Project Gutenberg eBook of A Life, by A. Writer [eBook #123]\n\nTitle: A Life\n\n"
        "Author: A. Writer\n        B. Helper\nEditor: C. Reader & D. Critic\n\nRelease Date: May 3, 2009\n"
        "[Last updated: May 4, 2010]\n\nLanguage: English\n*** START OF THIS PROJECT GUTENBERG EBOOK ***\n"
        "Original publication: London: Smith, 1868\n"
    )
    assert said.authors == ("A. Writer", "B. Helper")
    assert said.editors == ("C. Reader", "D. Critic")
    assert said.date == "1868"  # not when the file was made
    assert (said.language, said.identifiers) == ("English", ("gutenberg:123",))


def test_a_header_without_fields() -> None:
    said = header_metadata("*The Project Gutenberg Etext of A Life, by A. Writer*\nCopyright laws are changing\n")
    assert (said.title, said.authors) == ("A Life", ("A. Writer",))


def test_the_small_print_of_the_nineties() -> None:
    text = (
        "Project Gutenberg Etext of A Life\n\n*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n"
        "This etext was prepared by A. Typist.\n\nScanned by B. Typist\nfor everybody.\n\nHe was born.\n\n"
        "End of Project Gutenberg Etext of A Life\n"
    )
    licence = survey_licence(lines_of(text))
    assert text[licence.start : licence.stop].strip() == "He was born."


def test_credits() -> None:
    assert is_credit("Produced by A. Typist and the Online Team")
    assert is_credit("E-text prepared by A. Typist")
    assert is_credit("(This etext was transcribed from the 1901 edition)")
    assert not is_credit("Produced in haste, the book was bad.")
    assert not is_credit("The effect was produced by one word.")
    assert not is_credit("Produced by " + "a long chapter " * 80)


def test_the_title_in_the_frame() -> None:
    assert undressed("The Project Gutenberg eBook of A Life, by A. Writer") == "A Life, by A. Writer"
    assert undressed("A Life | Project Gutenberg") == "A Life"


@given(st.integers(1, 3999))
def test_roman_figures_go_there_and_back(number: int) -> None:
    assert arabic(roman(number)) == arabic(roman(number).upper()) == number
    assert arabic(str(number)) == number


def test_volumes() -> None:
    titles = {"Vol. XII": "12", "Volume the Second": "2", "Band 3": "3", "Volume eight": "8", "Tome iv.": "4"}
    assert {title: volume_in(f"A Life, {title}") for title in titles} == titles
    assert volume_in("A volume civil in tone") == volume_in("A Life in three volumes") == ""
