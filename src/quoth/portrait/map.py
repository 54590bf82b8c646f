"""The map page: the places that the text names, on the coasts of the present day, and the sentences that name them.

No lines are drawn between places: a text that names two has not said that anybody went from one to the other.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import cos, radians
from statistics import median
from typing import Final

from quoth.model.life import Coordinates, Place, PlaceCandidate
from quoth.portrait.edition import Edition
from quoth.portrait.frame import counted, framed, mentions, occasions
from quoth.portrait.markup import Element, el
from quoth.portrait.moments import told

__all__ = ["map_page"]

FILE: Final = "map.html"
UNITS: Final = 20  # of the coast's numbers in a degree
WIDTH: Final = 960.0
LEAST: Final = 12.0  # degrees of latitude that are shown at least
CROWD: Final = 8  # places: fewer are seen well on one map
MOST: Final = 0.7  # of the places: those that lie nearest to the middle of all
NEARER: Final = 2.0  # times: as much larger a second map shows them
LETTER: Final = 6.3  # units: the width of a letter of a label, about


Known = Sequence[tuple[Place, PlaceCandidate]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """A window on the world: the degrees of its edges. Degrees of longitude are drawn as long as they are in its
    middle (the equirectangular projection with a standard parallel there)."""

    west: float
    east: float
    south: float
    north: float

    @property
    def scale(self) -> float:
        """Units of the drawing in a degree of longitude."""
        return WIDTH / (self.east - self.west)

    @property
    def stretch(self) -> float:
        return self.scale / cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.stretch

    def shows(self, place: PlaceCandidate) -> bool:
        at = place.coordinates
        return self.west <= at.longitude <= self.east and self.south <= at.latitude <= self.north

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.scale, (self.north - latitude) * self.stretch


def map_page(edition: Edition) -> bytes:
    places = edition.life.places
    known = [(place, place.meant) for place in places if place.meant]
    head = el("header", {"class": "title"}, el("h1", {}, "Map"), el("p", {"class": "byline"}, _lead(edition)))
    drawn = [_drawing(known, view, edition) for view in _views(known)]
    entries = [_place(place, edition) for place in sorted(places, key=lambda each: -len(each.mentions))]
    listed = el("ul", {"class": "places"}, entries) if entries else None
    return framed(edition, FILE, el("div", {"class": "sheet wide"}, head, drawn, listed))


def _lead(edition: Edition) -> str:
    places = edition.life.places
    if not places:
        return "No place is named in this text, as far as its names could be read."
    open_ = sum(1 for place in places if place.meant is None)
    rest = f" {counted(open_, 'name')} could mean several places, and none was chosen." if open_ else ""
    return f"{counted(len(places), 'place is', 'places are')} named. Coasts are those of the present day.{rest}"


def _views(known: Known) -> list[_View]:
    """One of all places, and where most of them lie close together another of these alone."""
    if not known:
        return []
    points = [meant.coordinates for _, meant in known]
    middle = Coordinates(latitude=median(p.latitude for p in points), longitude=median(p.longitude for p in points))
    whole = _view(points)
    near = _view(sorted(points, key=middle.distance)[: max(int(len(points) * MOST), 1)])
    return [whole, near] if len(points) >= CROWD and near.scale > NEARER * whole.scale else [whole]


def _drawing(known: Known, view: _View, edition: Edition) -> Element:
    most = sorted((each for each in known if view.shows(each[1])), key=lambda each: -len(each[0].mentions))
    centres = [view.at(meant.coordinates.longitude, meant.coordinates.latitude) for _, meant in most]
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in centres]
    marks = [mark for place, meant in most for mark in _mark(place, meant, view, taken, edition)]
    return el(
        "figure",
        {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": "The map"},
        el(
            "svg",
            {
                "viewBox": f"0 0 {WIDTH:.0f} {view.height:.0f}",
                "class": "map",
                "role": "img",
                "aria-label": f"{len(most)} places on a map; all of them are listed below.",
            },
            el("path", {"class": "land", "d": _land(view)}),
            marks,
        ),
        el(
            "figcaption",
            {},
            "Coasts: Natural Earth (public domain). Towns: GeoNames (CC BY 4.0). Rings are towns, crosses are lands.",
        ),
    )


def _view(points: Sequence[Coordinates]) -> _View:
    """All the points with some room around them, not much narrower than wide, within the world."""
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    west, east = min(p.longitude for p in points), max(p.longitude for p in points)
    tall = max((north - south) * 1.2, LEAST)
    narrow = cos(radians((south + north) / 2)) or 1.0
    wide = max((east - west) * 1.2, tall * 1.5 / narrow)
    tall = max(tall, wide * narrow * 0.45)
    middle, height = (west + east) / 2, (south + north) / 2
    return _View(
        west=max(middle - wide / 2, -180.0),
        east=min(middle + wide / 2, 180.0),
        south=max(height - tall / 2, -80.0),
        north=min(height + tall / 2, 84.0),
    )


@cache
def _coast() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Rings of longitude and latitude, in degrees."""
    said = json.loads(
        files(__package__ or "quoth.portrait").joinpath("beside", "coast.json").read_text(encoding="utf-8")
    )
    return tuple(
        tuple((x / UNITS, y / UNITS) for x, y in zip(accumulate(ring[0::2]), accumulate(ring[1::2]), strict=True))
        for ring in said["rings"]
    )


def _land(view: _View) -> str:
    """One path of every ring that the window sees, in tenths of units. Where the window reaches over the antimeridian
    or a ring does, it is there once more, a turn of the world away."""
    paths = []
    for ring in _coast():
        for turn in (-360.0, 0.0, 360.0):
            turned = [(x + turn, y) for x, y in ring]
            if _sees(view, turned):
                points = dict.fromkeys(f"{x:.1f} {y:.1f}" for x, y in (view.at(*point) for point in turned))
                paths.append(f"M{'L'.join(points)}Z")
    return "".join(paths) or "M0 0"


def _sees(view: _View, ring: Sequence[tuple[float, float]]) -> bool:
    eastings, northings = [x for x, _ in ring], [y for _, y in ring]
    across = min(eastings) < view.east and max(eastings) > view.west
    return across and min(northings) < view.north and max(northings) > view.south


Boxes = list[tuple[float, float, float, float]]


def _mark(place: Place, meant: PlaceCandidate, view: _View, taken: Boxes, edition: Edition) -> list[Element]:
    x, y = view.at(meant.coordinates.longitude, meant.coordinates.latitude)
    dates = dict.fromkeys(told(event) for event in edition.life.chronology if place.id in event.places)
    title = el("title", {}, "; ".join([f"{place.name}, {counted(len(place.mentions), 'mention')}", *dates]))
    size = min(3.0 + len(place.mentions) ** 0.5, 9.0)
    if meant.kind == "land":
        mark = el("path", {"class": "land-mark", "d": f"M{x - 4:.1f} {y:.1f}h8M{x:.1f} {y - 4:.1f}v8"}, title)
    else:
        mark = el("circle", {"class": "town", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{size:.1f}"}, title)
    label = _label(place.name, x, y, size + 3, taken)
    return [mark, label] if label is not None else [mark]


def _label(name: str, x: float, y: float, gap: float, taken: Boxes) -> Element | None:
    """The name beside its mark where there is room: right, left, above or below; else it is in the list alone."""
    long = len(name) * LETTER
    for left, low, anchor in (
        (x + gap, y + 4, "start"), (x - gap - long, y + 4, "end"),
        (x - long / 2, y - gap, "middle"), (x - long / 2, y + gap + 9, "middle"),
    ):  # fmt: skip
        box = (left, low - 10, left + long, low + 3)
        inside = left > 2 and box[2] < WIDTH - 2
        if inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            at = {"start": left, "end": left + long, "middle": x}[anchor]
            return el("text", {"class": "label", "x": f"{at:.1f}", "y": f"{low:.1f}", "text-anchor": anchor}, name)
    return None


def _place(place: Place, edition: Edition) -> Element:
    number = edition.places[place.id]
    others = [name for name in place.names if name != place.name]
    return el(
        "li",
        {"id": f"p{number}"},
        el("h2", {}, el("bdi", {}, place.name), el("small", {}, f" also {', '.join(others)}") if others else None),
        el("p", {"class": "meant"}, _meant(place)),
        mentions(place.name, f"p{number}", len(place.mentions)),
        occasions(edition, (event for event in edition.life.chronology if place.id in event.places)),
    )


def _meant(place: Place) -> str:
    if place.meant:
        at = f"{place.meant.coordinates.latitude:.2f}, {place.meant.coordinates.longitude:.2f}"
        today = f"today {place.meant.name}, " if place.meant.name != place.name else ""
        return f"{today}{place.meant.country} {at}".strip()
    if place.candidates:
        named = "; ".join(f"{each.name}, {each.country}" for each in place.candidates[:4])
        return f"Not certain which: {named}"
    return "No place of this name is known"
