"""People: whose forms are joined, who was born when, and what a sentence says of whom."""

from __future__ import annotations

import pytest
from tests.life.test_dates import manuscript_of

from quoth.find.quotations import find_quotations
from quoth.life import life_of
from quoth.model.life import Life, Person


def life(*paragraphs: str) -> Life:
    manuscript = manuscript_of(*paragraphs)
    return life_of(manuscript, find_quotations(manuscript), (), (), ())


def people(*paragraphs: str) -> dict[str, Person]:
    return {person.id: person for person in life(*paragraphs).people}


def test_forms_of_a_name_are_joined() -> None:
    found = people("Joshua Abraham Norton came. Norton stayed. Emperor Norton, or Joshua Norton, was mad.")
    (person,) = found.values()
    assert set(person.forms) == {"Joshua Abraham Norton", "Norton", "Emperor Norton", "Joshua Norton"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She wrote of Jean le Rond d'Alembert.", "Jean le Rond d'Alembert"),
        ("She served General Abd al-Karim Qasim.", "General Abd al-Karim Qasim"),
        ("Their son William “Bill” Tanner came.", "William “Bill” Tanner"),
        ("They read Catherine of Aragon her rights.", "Catherine of Aragon"),
        ("He worked with Luo Changpei.", "Luo Changpei"),
        ("Stolmy Pimentel, Mark Melancon and Zork Blunk were sold.", "Zork Blunk"),
        ("His father, Antonescu, refused.", "Antonescu"),
        ("The city gave Otto Torvik a prize, and to Ragnhild Torvik another.", "Ragnhild Torvik"),
        ("He shot the poor Zwentibold Quast (b. 1870).", "Zwentibold Quast"),
        ("Gustav Adolf of the French Pauline Viardot knew.", "Pauline Viardot"),
    ],
)
def test_names_that_are_peoples(text: str, name: str) -> None:
    assert name in {one.name for one in people(text).values()}


@pytest.mark.parametrize(
    "text",
    [
        "The study of Systems Research was with Advanced Study. Studies of systems and research in advanced study.",
        "He met the Whig Cabinet and bathed in Virginia Water.",
        "His Russian mother and her French friend, Catholic and poor.",
        "Hydrodynamica, published in 1738, was read.",
        "The Lady Who Walked was seen.",
    ],
)
def test_things_are_no_people(text: str) -> None:
    assert people(text) == {}


def test_man_and_wife_and_peers_and_knights_are_not_joined() -> None:
    found = people("Mr. Creevey came; Mrs. Creevey stayed. Sir George Grey saw Lord Grey and Lady Grey.")
    assert set(found) == {"mr-creevey", "mrs-creevey", "sir-george-grey", "lord-grey", "lady-grey"}


def test_a_queen_is_not_the_novelist_of_her_name() -> None:
    found = people("Charlotte Brontë wrote. Charlotte wept. Queen Charlotte died.")
    assert found["charlotte-brontë"].forms == ("Charlotte", "Charlotte Brontë")
    assert "queen-charlotte" in found


def test_bynames_tell_apart() -> None:
    found = people("Catherine of Aragon and Catherine of Braganza were queens.")
    assert set(found) == {"catherine-of-aragon", "catherine-of-braganza"}


def test_a_name_of_two_people_is_not_joined() -> None:
    found = people("They met Anne Brontë and Emily Brontë. Then Brontë wept. Heinrich Mann came with Thomas Mann.")
    assert {"anne-brontë", "emily-brontë", "heinrich-mann", "thomas-mann"} <= set(found)


def test_another_name_at_birth() -> None:
    (person,) = people("Victor Serge was born Victor Kibalchich in Belgium in 1890.").values()
    assert set(person.forms) == {"Victor Serge", "Victor Kibalchich"}
    assert person.born is not None
    assert person.born.edtf == "1890"


def test_a_son_who_has_the_first_name_is_not_the_father() -> None:
    found = people("Vladimir Mazin was shot. Serge named his son Vladimir after Mazin.")
    assert found["vladimir-mazin"].forms == ("Mazin", "Vladimir Mazin")


def test_births_and_deaths() -> None:
    found = people(
        "Daniel Bernoulli FRS (8 February 1700 – 17 March 1782) was a Swiss mathematician.",
        "Charles Fillmore died in 2014. In 1947, Victor Serge, a man of no country, died in a taxi.",
    )
    bernoulli = found["daniel-bernoulli"]
    assert (bernoulli.born and bernoulli.born.edtf) == "1700-02-08"
    assert (bernoulli.died and bernoulli.died.edtf) == "1782-03-17"
    died = [found[id].died for id in ("charles-fillmore", "victor-serge")]
    assert [moment.edtf if moment else None for moment in died] == ["2014", "1947"]


def test_a_death_of_somebody_else_is_not_the_persons() -> None:
    found = people(
        "In 1947 Victor Serge learned that Leon Trotsky had died. In 1950 the father of Victor Serge died.",
        "His wife died in 1943. Victor Serge's mother died in 1907.",
    )
    assert [person.died for person in found.values()] == [None, None]


def test_ages_are_told_from_the_birth() -> None:
    events = life("Jeanne Moreau (23 January 1928 – 31 July 2017) acted. Moreau left school at age 16.").events
    assert [event.moment.edtf for event in events] == ["1928-01-23/2017-07-31", "1944-01-23/1945-01-22"]


def test_an_age_ends_with_the_life() -> None:
    events = life("Jeanne Moreau (23 January 1928 – 31 July 2017) acted. Moreau played into her 80s.").events
    assert events[-1].moment.edtf == "2008-01-23/2017-07-31"


def test_an_age_of_nobody_known_is_not_told() -> None:
    assert [event.moment.edtf for event in life("Jeanne Moreau left school at age 16.").events] == []


def test_who_is_quoted_and_who_is_named_with_whom() -> None:
    found = people("Victor Serge met André Gide in Paris. “Nobody was willing to admit it,” said André Gide.")
    assert found["andré-gide"].quoted == ("q1",)
    assert found["victor-serge"].company == (("andré-gide", 1),)


def test_an_event_has_its_places_and_people() -> None:
    (event,) = life("In 1933, Victor Serge was sent to Orenburg.").events
    assert (event.moment.edtf, event.places, event.people) == ("1933", ("orenburg",), ("victor-serge",))


def test_a_sentence_with_two_dates_is_two_events() -> None:
    text = "Victor Serge came to Russia in 1919, and in 1922 he went to Berlin."
    events = life(text).events
    assert [event.span.of(text) for event in events] == [
        "Victor Serge came to Russia in 1919",
        "and in 1922 he went to Berlin.",
    ]
    assert [event.places for event in events] == [("russia",), ("berlin",)]


def test_what_lies_before_a_date_is_open() -> None:
    (event,) = life("Until 1917 he stayed.").events
    assert (event.moment.edtf, event.moment.first) == ("../1917", None)
