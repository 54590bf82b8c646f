"""Works as notes and bibliographies name them."""

from __future__ import annotations

import pytest

from quoth.find.names import is_name, surname
from quoth.find.references import parse_reference
from quoth.model.text import Span


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (
            "Weil, Anna. The Salt Road. Translated by Peter Hall & Jo Marsh. New York: Harbour Books, 2002.",
            {
                "author": "Weil, Anna",
                "title": "The Salt Road",
                "translator": "Peter Hall & Jo Marsh",
                "place": "New York",
                "publisher": "Harbour Books",
                "year": "2002",
            },
        ),
        (
            "Weil, Anna. The Salt Road. Translated by Jo Marsh. New York: Harbour Books",
            {"title": "The Salt Road", "publisher": "Harbour Books", "year": ""},
        ),
        (
            "Richard Holmes, Coleridge: Early Visions (London: Hodder, 1989)",
            {"author": "Richard Holmes", "title": "Coleridge: Early Visions", "place": "London", "year": "1989"},
        ),
        ("C. Pateman, The Sexual Contract (1988)", {"author": "C. Pateman", "title": "The Sexual Contract"}),
        ("J. Pahl, Money and Marriage (1989)", {"author": "J. Pahl", "title": "Money and Marriage", "year": "1989"}),
        (
            "P. Parkinson, S. Parker and J. Behrens, Family Law in Context (1994)",
            {"author": "P. Parkinson, S. Parker and J. Behrens", "title": "Family Law in Context"},
        ),
        (
            "Recollections from 1803 to 1837 by the Hon. Amelia Murray",
            {"title": "Recollections from 1803 to 1837", "by": "the Hon. Amelia Murray", "year": ""},
        ),
        (
            "Jean Genet, Journal du voleur, Paris, Gallimard, 1949",
            {"title": "Journal du voleur", "place": "Paris", "publisher": "Gallimard", "year": "1949"},
        ),
        ("Geiger 1964", {"author": "Geiger", "title": "", "year": "1964"}),
        (
            "Baumgärtel, Gottfried, 1976: Gleicher Zugang zum Recht. Köln.",
            {"author": "Baumgärtel, Gottfried", "title": "Gleicher Zugang zum Recht", "year": "1976"},
        ),
        ("Smith, J. (1999). The Long View. Leeds: Arc.", {"author": "Smith, J", "title": "The Long View"}),
        ("Owen, Journal", {"author": "Owen", "title": "Journal"}),
        ("Greville", {"author": "Greville", "title": ""}),
        ("Memoirs", {"author": "", "title": "Memoirs"}),
        ("Cornhill Magazine", {"author": "", "title": "Cornhill Magazine"}),
    ],
)
def test_without_italics_order_tells(printed: str, said: dict[str, str]) -> None:
    reference = parse_reference(printed)
    assert {fact: getattr(reference, fact) for fact in said} == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (
            "_Victoria, Queen and Ruler_ by Emily Crawford",
            {"title": "Victoria, Queen and Ruler", "by": "Emily Crawford"},
        ),
        (
            "_Recollections_ by the late C. R. Leslie, R.A. edited by Tom Taylor",
            {"by": "the late C. R. Leslie, R.A.", "editor": "Tom Taylor"},
        ),
        ("GREVILLE. _The Greville Memoirs_. 8 vols. 1896.", {"author": "GREVILLE", "volumes": 8, "year": "1896"}),
        ("_St. Petersburg und London_. Carl Graf von Eckstadt. Stuttgart. 1886.", {"by": "", "year": "1886"}),
        ("Woolf, _Diary_, ed. Anne Olivier Bell, 5 vols (London: Hogarth, 1977–84)", {"volumes": 5, "year": "1977"}),
        ("Jerrold, _Early Court_", {"author": "Jerrold", "title": "Early Court"}),
    ],
)
def test_italics_are_the_title(printed: str, said: dict[str, object]) -> None:
    before, title, after = printed.split("_")
    marked = Span(start=len(before), stop=len(before) + len(title))
    reference = parse_reference(before + title + after, [marked])
    assert {fact: getattr(reference, fact) for fact in said} == said


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Greville, Charles", "greville"),
        ("Charles C. F. Greville", "greville"),
        ("Georgiana, Lady Bloomfield", "bloomfield"),
        ("the late Charles Robert Leslie, R.A.", "leslie"),
        ("T. Brennan and C. Pateman", "brennan"),
        ("Blankenburg/Sessar", "blankenburg"),
        ("Brontë, Charlotte", "bronte"),
        ("", ""),
    ],
)
def test_the_name_an_author_is_known_by(author: str, name: str) -> None:
    assert surname(author) == name


@pytest.mark.parametrize("text", ["Serge, Victor", "M.J. Mossman", "Feest/Blankenburg", "Ernst Freiherr v. Stockmar"])
def test_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["The Times", "as he said", "a comment on the weather", "", "1984", "Greville’s statement"]
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)
