"""Articles: title, what they stand in, its volume, issue and year; and pages that are pages."""

from __future__ import annotations

import pytest
from tests.find.noted import cites_of, noted

from quoth.find.citations import find_citations

# The note = title | container | volume | issue | year | pages of the article = pages cited
NOTES = {
    "Jan Pahl, “Money and Marriage,” _Journal of Law_ 12, no. 3 (1989): 34–56, at 40.": (
        "Money and Marriage|Journal of Law|12|3|1989|34-56",
        "40",
    ),
    "Jan Pahl, “Money,” _Journal of Law_ 12 (1989): 40.": ("Money|Journal of Law|12||1989|", "40"),
    "Jan Pahl, ‘Money’, _Journal of Law_, 12.3 (1989), 34–56.": ("Money|Journal of Law|12|3|1989|", "34-56"),
    "J. Pahl, ‘Money’ (1989) 12 _Journal of Law_ 34.": ("Money|Journal of Law|12||1989|", "34"),
    "Jan Pahl, „Geld“, _Zeitschrift für Recht_ 12 (1989), S. 40.": ("Geld|Zeitschrift für Recht|12||1989|", "40"),
    "John Doe, “Death of a King,” _The Times_, 21 June 1837, 4.": ("Death of a King|The Times|||1837|", "4"),
    "“Death of a King,” _The Times_, June 21, 1837, 4.": ("Death of a King|The Times|||1837|", "4"),
    "See Jan Pahl, “Money,” _Journal of Law_ XII (1989): 40.": ("Money|Journal of Law|XII||1989|", "40"),
    "Ann Lee, “The Sea,” in _Essays on Water_, ed. Bo Ek (Lund: Ekman, 1990), 12.": (
        "The Sea|Essays on Water|||1990|",
        "12",
    ),
    "Jan Pahl, »Geld«, in: Neue Rundschau 12 (1989), S. 34–56, hier S. 40.": (
        "Geld|Neue Rundschau|12||1989|34-56",
        "40",
    ),
    "Jan Pahl, “Money,” English Legal Review 12, no. 3 (1989): 40.": ("Money|English Legal Review|12|3|1989|", "40"),
    "Projektbericht ‚Recht und Armut‘. (Pahl/Kahn), 1989, S. 40.": ("Recht und Armut||||1989|", "40"),
    "Jan Pahl: ›Geld‹, Berlin 1989, S. 40.": ("Geld||||1989|", "40"),
}


@pytest.mark.parametrize("note", NOTES)
def test_what_a_note_says_of_an_article(note: str) -> None:
    (cite,) = cites_of(note)
    said = cite.reference
    facts = (said.title, said.container, said.volume, said.issue, said.year, said.pages)
    places = [at.first if at.last is None else f"{at.first}-{at.last}" for at in cite.locators]
    assert ("|".join(facts), " ".join(map(str, places))) == NOTES[note]


@pytest.mark.parametrize(
    "note",
    [
        "She wrote of “The Sea,” _The Quay_ and much else in 1931.",
        "He said “no,” _never_ 12 times (1989).",
        "Voss calls it “a calm sea” in _The Quay_, 12.",
        "“" + "The sea was calm, and so on and on " * 4 + ".” _The Quay_, 3 May 1840.",
    ],
)
def test_quotations_and_titles_side_by_side_are_no_articles(note: str) -> None:
    assert all(not cite.reference.type.startswith("article") for cite in cites_of(note))


def test_a_sentence_before_a_book_that_is_known_is_quoted_from_it() -> None:
    manuscript = noted("Ann Lee, _Diary_ (Lund: Ekman, 1990), 3.", "“The sea was calm.” _Diary_, 3 May 1840.")
    cite = find_citations(manuscript)[1].cites[0]
    assert (cite.title, cite.reference.container) == ("Diary", "")


def test_what_stands_behind_a_title_that_is_not_understood_is_its_imprint() -> None:
    assert not cites_of("Genannt sei hier ›Geld‹, Berlin 1989, S. 40.")
