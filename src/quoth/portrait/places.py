"""The places of a text for those who map them: the certain ones as GeoJSON, all of them in the Linked Places format.

Sources: RFC 7946; Linked Places format 1.3 (Linked Pasts). Both put the longitude first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from quoth.model.life import Event, Moment, Place, PlaceCandidate
from quoth.portrait.edition import Edition

__all__ = ["geojson", "linked_places"]

CONTEXT: Final = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld"
)
# Classes of GeoNames, which the format asks for, and types of the Getty's Art & Architecture Thesaurus.
_CLASSES: Final[Mapping[str, tuple[list[str], dict[str, str]]]] = {
    "town": (["P"], {"identifier": "aat:300008347", "label": "inhabited places"}),
    "land": (["A", "L"], {"identifier": "aat:300182722", "label": "regions (geographic areas)"}),
}


def geojson(edition: Edition) -> dict[str, Any]:
    """A feature for each place that is certain; who draws a land at its point should know that it is one."""
    features = [_feature(place, place.meant, edition) for place in edition.life.places if place.meant]
    return {"type": "FeatureCollection", "features": features}


def _feature(place: Place, meant: PlaceCandidate, edition: Edition) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"p{edition.places[place.id]}",
        "geometry": _point(meant),
        "properties": {
            "name": place.name,
            "names": list(place.names),
            "today": meant.name,
            "country": meant.country,
            "kind": meant.kind,
            "geonames": meant.geonames,
            "mentions": [[span.start, span.stop] for span in place.mentions],
        },
    }


def _point(meant: PlaceCandidate) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [meant.coordinates.longitude, meant.coordinates.latitude]}


def linked_places(edition: Edition) -> dict[str, Any]:
    """Every place with its names, and when something is told of it. A place that is not certain has no geometry and
    leads to no gazetteer: only its candidates are named."""
    at: dict[str, list[Event]] = {}
    for event in edition.life.chronology:
        for id in event.places:
            at.setdefault(id, []).append(event)
    features = [_linked(place, at.get(place.id, ()), edition) for place in edition.life.places]
    return {"type": "FeatureCollection", "@context": CONTEXT, "features": features}


def _linked(place: Place, events: Sequence[Event], edition: Edition) -> dict[str, Any]:
    manuscript, meant = f"urn:sha256:{edition.report.manuscript.sha256}", place.meant
    possible = [meant] if meant else list(place.candidates)
    kinds = sorted({candidate.kind for candidate in possible})
    cited = [{"label": edition.title, "@id": manuscript}]
    properties = {
        "title": place.name,
        "ccodes": sorted({candidate.country for candidate in possible if candidate.country}),
        "fclasses": [letter for kind in kinds for letter in _CLASSES[kind][0]],
    }
    feature = {
        "@id": f"{manuscript}#p{edition.places[place.id]}",
        "type": "Feature",
        "properties": properties,
        "names": [{"toponym": name, "citations": cited} for name in place.names],
        "types": [_CLASSES[kind][1] for kind in kinds] if meant else [],
        "geometry": _point(meant) | {"certainty": "certain"} if meant else None,
        "links": _links(meant) if meant else [],
        "descriptions": [] if meant else [{"value": _doubt(place), "lang": "en"}],
    }
    spans = [span for event in events if (span := _span(event.moment))]
    return feature | ({"when": {"timespans": spans}} if spans else {})


def _links(meant: PlaceCandidate) -> list[dict[str, str]]:
    """A name of the past and a place of the present are close, never the same."""
    if meant.geonames is None:
        return []
    return [{"type": "closeMatch", "identifier": f"https://www.geonames.org/{meant.geonames}"}]


def _doubt(place: Place) -> str:
    named = "; ".join(f"{each.name} ({each.country})" if each.country else each.name for each in place.candidates)
    return f"Not certain which place is meant: {named}" if named else "Not known which place is meant"


def _span(moment: Moment) -> dict[str, Any] | None:
    """A date with its sign of doubt as it is; what the format has no word for by the days that bound it. None where no
    calendar has these."""
    parts = moment.edtf.split("/")
    if all(_is_plain(part) for part in parts):
        return {end: {"in": part} for end, part in zip(("start", "end"), parts, strict=False)}
    earliest, latest = _day(moment.first), _day(moment.last)
    if not earliest:
        return {"start": {"latest": latest}, "end": {"latest": latest}} if latest else None
    return {"start": {"earliest": earliest}} | ({"end": {"latest": latest}} if latest else {})


def _is_plain(part: str) -> bool:
    """Whether the format takes it as it is: a day, month or year, with a sign of doubt or without."""
    return Moment(edtf=part.rstrip("~?%"), first=None, last=None).is_plain


def _day(ordinal: int | None) -> str:
    """ISO 8601; "" for an open end, and beyond the calendar, which reaches from the year 1 to 9999."""
    return date.fromordinal(ordinal).isoformat() if ordinal and 1 <= ordinal <= date.max.toordinal() else ""
