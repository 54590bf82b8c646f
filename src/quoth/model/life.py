"""The life that a manuscript tells: when, where, who, in which works. Everything here has its place in the text.

Dates are EDTF (Extended Date/Time Format, ISO 8601-2:2019 annex A, level 1 and intervals): "1917-10", "1919~" (about),
"1933?" (perhaps), "192X" (some year of a decade), "1936/1941". What the text does not say is not there: a month stays a
month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from quoth.model.text import Span

__all__ = [
    "Bound",
    "Coordinates",
    "Dating",
    "DatingKind",
    "Event",
    "EventKind",
    "Life",
    "Moment",
    "Person",
    "Place",
    "PlaceCandidate",
    "PlaceKind",
    "PlaceStatus",
    "SourceDate",
    "WorkUse",
]

Bound = Literal["", "before", "after"]
DatingKind = Literal["stated", "context", "relative", "age", "publication", "source"]
EventKind = Literal["birth", "death", "life", "publication", "station", "event"]
PlaceKind = Literal["town", "land"]
PlaceStatus = Literal["resolved", "ambiguous", "unresolved"]
EARTH = 6371  # kilometres from its middle to where people live


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date as far as it is known.

    `first` and `last` are the first and the last day that it can mean, counted as `datetime.date.toordinal` does (1 is
    1 January of the year 1, days before are 0 and less; proleptic Gregorian). None: open on that side.
    """

    edtf: str
    first: int | None
    last: int | None

    @property
    def uncertain(self) -> bool:
        """Whether the text says "about", "perhaps" or the like; a year without its month is not uncertain."""
        return any(mark in self.edtf for mark in "~?%")

    @property
    def is_plain(self) -> bool:
        """Whether it is one day, month or year, without doubt."""
        return re.fullmatch(r"-?\d{4}(-(0\d|1[0-2])(-\d\d)?)?", self.edtf) is not None

    def precedes(self, other: Moment) -> bool:
        """Whether all of it lies before all of the other."""
        return self.last is not None and other.first is not None and self.last < other.first

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day, an open end as the other."""
        first = self.last if self.first is None else self.first
        last = self.first if self.last is None else self.last
        return first or 0, last or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """An expression of the text that dates something. `id` is "d1", "d2", … in order of the text.

    `kind` says where the date comes from: "stated", all of it stands there; "context", a part of it (the year of "12
    May") stands in an expression near by; "relative", it is reckoned from another ("three years later"); "age", from a
    birth; "publication", it dates a printed work ("Hydrodynamica (1738)"); "source", it stands in a note and dates what
    that cites (a letter, a newspaper).
    `moment` is None where the text does not say enough, and of a day that no calendar has. `anchor` is the id of the
    dating that it leans on, None where it leans on none. `offset` are the years, months and days it is said to lie
    behind its anchor (before: negative), of an age the years; None where it does not say. `bound`: what is dated lies
    before it ("until 1917") or after it ("since 1917").
    """

    id: str
    span: Span
    kind: DatingKind
    moment: Moment | None
    anchor: str | None = None
    offset: tuple[int, int, int] | None = None
    bound: Bound = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """Degrees: north and east are positive (WGS 84)."""

    latitude: float
    longitude: float

    def distance(self, other: Coordinates) -> float:
        """In kilometres, along the great circle."""
        north, south = radians(self.latitude), radians(other.latitude)
        half_north, half_east = (north - south) / 2, radians(self.longitude - other.longitude) / 2
        chord = sin(half_north) ** 2 + cos(north) * cos(south) * sin(half_east) ** 2
        return 2 * EARTH * asin(sqrt(chord))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """A place of the present that a name can mean. `country` is its ISO 3166-1 code of two letters, "" where the user
    did not say; `population` 0 where unknown. `geonames` is its number there, None for a place of the user's own. A
    "land" (a country, a region) lies around its coordinates, a "town" at them."""

    name: str
    country: str
    coordinates: Coordinates
    population: int = 0
    geonames: int | None = None
    kind: PlaceKind = "town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the manuscript names. `id` is made from the name ("petrograd").

    `name` is the form that the manuscript writes most; `names` are all its forms. `mentions` are where they stand, in
    order. `meant` is None unless `status` is "resolved"; `candidates` are the places that could be meant, likeliest
    first (of a resolved place: itself and those it was preferred to); there are none of a name that no list has.
    `by` says what decided ("settings", "country", "only", "usual": everybody means it by this name, "population",
    "text": the country that the text is about, "near": places beside it), "" where nothing did.
    """

    id: str
    name: str
    names: tuple[str, ...]
    mentions: tuple[Span, ...]
    status: PlaceStatus
    meant: PlaceCandidate | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the manuscript names. `id` is made from the name ("victor-serge").

    `name` is the fullest form, `forms` are all, `mentions` where they stand, in order. `quoted` are ids of the
    quotations that are given as this person's words; `company` are ids of people named in the same sentences, with the
    number of those sentences, most first. `born` and `died` are what the text says outright, None where it does not.
    """

    id: str
    name: str
    forms: tuple[str, ...]
    mentions: tuple[Span, ...]
    quoted: tuple[str, ...] = ()
    company: tuple[tuple[str, int], ...] = ()
    born: Moment | None = None
    died: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A sentence that says when, or where in a life. `id` is "e1", "e2", … in order of the text; `span` is the
    sentence, or that part of it that the date belongs to where a sentence has several.

    Of kind "birth" and "death" the first of `people` was born or died, of kind "life" both ends are told ("1700–1782");
    "publication": it tells of a book that it came out; "station": it says where the subject of the life was, and not
    when: `moment` reaches from the date told before it to the one told behind it, and there are no `datings`. `moment`
    is the date with what the text says of it: "before 1917" is "../1917". The other fields are ids, in order of the
    text: `datings` are the expressions that date it, of which the first decides `moment`; `places` and `people` stand
    in the span; `quotations` begin in it; `works` are cited in their notes."""

    id: str
    span: Span
    kind: EventKind
    moment: Moment
    datings: tuple[str, ...]
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    works: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkUse:
    """Where a work of the report stands in the manuscript: `cites` are the ids of the cites that lead to it, `mentions`
    where the running text names it, `quotations` the ids of the quotations whose nearest note cites it."""

    work: str
    cites: tuple[str, ...]
    mentions: tuple[Span, ...] = ()
    quotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDate:
    """The passage of a quotation stands in a letter, or under a day of a journal, that its source dates: at `span` of
    the text of `witness`."""

    quotation: str
    witness: str
    span: Span
    moment: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """All of it. Datings and events are in order of the text; places and people in order of first mention; works in
    that of the report; sources in that of the quotations. `subject` is the id of the person whose life it is, None
    where that is not plain."""

    datings: tuple[Dating, ...] = field(repr=False, default=())
    events: tuple[Event, ...] = field(repr=False, default=())
    places: tuple[Place, ...] = field(repr=False, default=())
    people: tuple[Person, ...] = field(repr=False, default=())
    works: tuple[WorkUse, ...] = field(repr=False, default=())
    sources: tuple[SourceDate, ...] = field(repr=False, default=())
    subject: str | None = None

    def dating(self, id: str) -> Dating:
        return self.datings[int(id[1:]) - 1]

    @property
    def chronology(self) -> tuple[Event, ...]:
        """The events in order of time: by the first day they can mean (the last, where that is open), then the text."""
        return tuple(sorted(self.events, key=lambda event: (*event.moment.days, event.span.start)))
