"""The manuscript's own list of works."""

from __future__ import annotations

from tests.find.noted import noted

from quoth.find.bibliography import find_bibliography

LISTED = [
    "ASHLEY.  _The Life and Correspondence of H. J. Temple_.  By A. E. M. Ashley.  2 vols.  1879.",
    "_Cornhill Magazine_, vol. 75.",
    "GREVILLE.  _The Greville Memoirs_.  8 vols.  (Silver Library Edition.) 1896.",
    "HUNT.  _The Old Court Suburb: or Memorials of Kensington_.  2 vols.  1855.",
    "JERROLD, EARLY COURT.  _The Early Court of Queen Victoria_.  By Clare Jerrold.  1912.",
    "LETTERS.  _The Letters of Queen Victoria_.  3 vols.  1908.",
    "_The Times_ LIFE.  _The Life of Queen Victoria_, reproduced from _The Times_.  1901.",
]


def test_a_list_of_short_forms() -> None:
    entries = find_bibliography(noted("A note.", bibliography=LISTED))
    assert [
        (entry.keys[0], entry.reference.author, entry.reference.title, entry.reference.volumes) for entry in entries
    ] == [
        ("ashley", "A. E. M. Ashley", "The Life and Correspondence of H. J. Temple", 2),
        ("cornhill magazine", "", "Cornhill Magazine", None),
        ("greville", "", "The Greville Memoirs", 8),
        ("hunt", "Hunt", "The Old Court Suburb: or Memorials of Kensington", 2),
        ("jerrold early court", "Clare Jerrold", "The Early Court of Queen Victoria", None),
        ("letters", "", "The Letters of Queen Victoria", 3),
        ("times life", "", "The Life of Queen Victoria", None),
    ]


def test_an_entry_answers_to_its_surname_and_both_lengths_of_its_title() -> None:
    (entry,) = find_bibliography(noted(bibliography=[LISTED[3]]))
    assert entry.keys == ("hunt", "old court suburb memorials kensington", "old court suburb")


def test_chicago_style_and_the_dash_for_the_same_author() -> None:
    entries = find_bibliography(
        noted(
            bibliography=[
                "Weil, Anna. The Salt Road. Translated by Jo Marsh. New York: Harbour Books, 2002.",
                "———. Winter Ports. London: Quay, 1987.",
            ]
        )
    )
    assert [(entry.reference.author, entry.reference.title, entry.reference.year) for entry in entries] == [
        ("Weil, Anna", "The Salt Road", "2002"),
        ("Weil, Anna", "Winter Ports", "1987"),
    ]


def test_a_list_of_abbreviations() -> None:
    (entry,) = find_bibliography(noted(bibliography=["GM = _The Greville Memoirs_, ed. Henry Reeve (London, 1888)"]))
    assert (entry.keys[0], entry.reference.title, entry.reference.editor, entry.reference.year) == (
        "gm",
        "The Greville Memoirs",
        "Henry Reeve",
        "1888",
    )


def test_what_stands_between_the_entries_and_names_no_work_is_left_out() -> None:
    praise = "'Among the wittiest books of the year. One reads it in a sitting and is sorry that it ends.'—_The Mail_."
    entries = find_bibliography(noted(bibliography=[LISTED[2], "Printed by GREEN & SON LTD.", praise]))
    assert [entry.reference.title for entry in entries] == ["The Greville Memoirs"]


def test_no_heading_no_bibliography() -> None:
    assert find_bibliography(noted("Greville, II, 3.", running="GREVILLE. _The Greville Memoirs_. 8 vols.")) == ()
