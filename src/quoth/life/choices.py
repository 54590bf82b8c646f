"""What the user says of a name: where the place is that it means, which of several it means, or that it is none.

[places]
"Balmoral" = "57.04, -3.23"          # latitude and longitude
"Windsor" = "Windsor, GB"            # a place of the list, with the code of its country
"Reading" = "none"                   # not a place here
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.model.life import Coordinates

__all__ = ["PlaceRule", "place_rule"]

_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_NAMED = re.compile(r"\s*([^,]+?)\s*,\s*([A-Z]{2})\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """Either coordinates, or the name and country of a place of the list; neither: the name is no place."""

    coordinates: Coordinates | None = None
    name: str = ""
    country: str = ""

    @property
    def is_none(self) -> bool:
        return self.coordinates is None and not self.name


def place_rule(line: str) -> PlaceRule | None:
    """None where the line says nothing that can be understood."""
    if line.strip().lower() == "none":
        return PlaceRule()
    if point := _COORDINATES.fullmatch(line):
        latitude, longitude = float(point[1]), float(point[2])
        inside = abs(latitude) <= 90 and abs(longitude) <= 180
        return PlaceRule(coordinates=Coordinates(latitude=latitude, longitude=longitude)) if inside else None
    named = _NAMED.fullmatch(line)
    return PlaceRule(name=named[1], country=named[2]) if named else None
