"""Places: what is taken for one, which is meant, and when that is left open."""

from __future__ import annotations

import pytest
from tests.life.test_dates import manuscript_of

from quoth.life import life_of
from quoth.life.choices import PlaceRule, place_rule
from quoth.model.life import Coordinates, Life, Place


def life(*paragraphs: str, **places: PlaceRule) -> Life:
    return life_of(manuscript_of(*paragraphs), (), (), (), (), places=places)


def place(text: str, **places: PlaceRule) -> Place:
    return life(text, **places).places[0]


MEANT = {
    "He wrote it in Petrograd.": ("Saint Petersburg", "RU"),
    "She fled to Constantinople.": ("Istanbul", "TR"),
    "They lived in Danzig.": ("Gdańsk", "PL"),
    "He was born in Königsberg.": ("Kaliningrad", "RU"),
    "They moved to London.": ("London", "GB"),
    "She taught in Paris, Texas.": ("Paris", "US"),
    "He studied in Cambridge, Massachusetts.": ("Cambridge", "US"),
    "He left Spain, having seen the strike in Barcelona.": ("Spain", "ES"),
    "He was sent to Orenburg.": ("Orenburg", "RU"),
    "She sailed to Bohemia.": ("Bohemia", "CZ"),
    "They met in Leopoldville.": ("Kinshasa", "CD"),
    "He was born in Randers in Jutland.": ("Randers", "DK"),
    "She was buried in Smyrna.": ("İzmir", "TR"),
    "They were exiled to Auschwitz.": ("Oświęcim", "PL"),
    "He came from Kiangsu.": ("Kiangsu", "CN"),
    "He died in Mexico City.": ("Mexico City", "MX"),
}


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant(text: str) -> None:
    found = place(text)
    assert found.meant is not None
    assert (found.status, found.meant.name, found.meant.country) == ("resolved", *MEANT[text])


def test_a_place_on_no_list_is_told_and_left_open() -> None:
    (mazirat,) = life("She was born in the village of Mazirat. Mazirat was small.").places
    assert (mazirat.status, mazirat.meant, mazirat.candidates, len(mazirat.mentions)) == ("unresolved", None, (), 2)
    assert [place.name for place in life("They sailed along Algoa Bay and came by Mount Zork.").places] == ["Algoa Bay"]
    assert life("He lived near Walter Zork and was raised in the Zork manner.").places == ()


def test_a_quarter_of_a_great_city_is_no_town_of_its_name() -> None:
    meant = place("She was born at Kensington.").meant
    assert meant is not None
    assert meant.coordinates.distance(Coordinates(latitude=51.51, longitude=-0.13)) < 10  # of London


def test_places_beside_it_decide() -> None:
    places = life("He studied at Basel, Heidelberg, and Strasbourg.").places
    heidelberg = next(one for one in places if one.name == "Heidelberg")
    assert (heidelberg.by, heidelberg.meant and heidelberg.meant.country) == ("near", "DE")
    assert life("He studied at Heidelberg. In Cape Town he died.").places[0].status == "ambiguous"


def test_what_every_reader_means() -> None:
    venice = place("He died in Venice.")
    assert (venice.by, venice.meant and venice.meant.country) == ("usual", "IT")
    meant = place("He died in Venice, Florida, in the United States.").meant
    assert meant is not None
    assert meant.country == "US"


@pytest.mark.parametrize(
    "text",
    [
        "She was president of the Linguistic Society of America.",
        "He ruled the Bank of England.",
        "This time she played in Shaw's Pygmalion.",
        "He saw the flight of the Phoenix.",
        "Essex was beheaded, and Norfolk wept.",
    ],
)
def test_a_name_in_a_name_is_no_place(text: str) -> None:
    assert life(text).places == ()


def test_of_several_none_is_guessed() -> None:
    found = place("He studied in Cambridge.")
    assert (found.status, found.meant) == ("ambiguous", None)
    assert {"GB", "US", "CA"} <= {candidate.country for candidate in found.candidates}


def test_the_country_named_beside_decides() -> None:
    found = place("In England she spent the summer; in Windsor she was dull.")
    windsor = life("In England she spent the summer; in Windsor she was dull.").places[1]
    assert (found.name, windsor.status, windsor.by) == ("England", "resolved", "country")
    assert windsor.meant is not None
    assert windsor.meant.country == "GB"


def test_a_small_place_is_not_meant_because_the_list_has_no_other() -> None:
    found = place("They spent the autumn at Balmoral.")
    assert (found.status, found.meant) == ("unresolved", None)


@pytest.mark.parametrize(
    "text",
    [
        "Lord Melbourne smiled. Melbourne wrote to Victoria.",
        "The University of Life and the BBC were silent.",
        "Florence wept, and Austin laughed at Reading.",
    ],
)
def test_people_and_nouns_are_no_places(text: str) -> None:
    assert {found.name for found in life(text).places} <= {"Reading"}


def test_names_of_one_place_are_its_forms() -> None:
    (found,) = life("He came to Petrograd. He left St. Petersburg for good. In Petrograd it snowed.").places
    assert (found.names, len(found.mentions)) == (("Petrograd", "St. Petersburg"), 3)


def test_the_user_decides() -> None:
    here = PlaceRule(coordinates=Coordinates(latitude=57.04, longitude=-3.23))
    balmoral = place("They spent the autumn at Balmoral.", Balmoral=here)
    assert (balmoral.by, balmoral.meant and balmoral.meant.coordinates) == ("settings", here.coordinates)
    windsor = place("He studied in Windsor.", Windsor=PlaceRule(name="Windsor", country="CA"))
    assert windsor.meant is not None
    assert windsor.meant.country == "CA"
    assert life("He died in Paris.", Paris=PlaceRule()).places == ()


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("57.04, -3.23", True),
        ("Windsor, GB", True),
        ("none", True),
        ("97, 0", False),
        ("somewhere", False),
        ("", False),
    ],
)
def test_what_the_user_writes(line: str, known: bool) -> None:
    assert (place_rule(line) is not None) == known
