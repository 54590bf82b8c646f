"""What a portrait knows as data that other programs read: events, places and works, beside the pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, Final

from quoth.model.life import Event, Place
from quoth.portrait import tei
from quoth.portrait.annotations import annotated
from quoth.portrait.edition import Edition
from quoth.portrait.markup import told
from quoth.writers import csl

__all__ = ["FILES", "exports"]

# Each file with what it holds, in the order of the method page.
FILES: Final = {
    "data/portrait.xml": "all of it: text, notes, sources, people, places, dates and readings, as TEI P5",
    "data/chronology.csv": "the events, a row each, dates as EDTF",
    "data/chronology.json": "the events with their places, people and quotations",
    "data/places.geojson": "the places that are certain, as GeoJSON (RFC 7946)",
    "data/works.json": "the works, as CSL-JSON",
    "data/annotations.json": "the quotations with their verdicts, as Web Annotations",
}
COLUMNS: Final = ("id", "edtf", "kind", "text", "places", "people", "start", "stop")
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula at the head of a cell


def exports(edition: Edition) -> Mapping[str, bytes]:
    """The files, by their paths in the folder. Offsets are code points of the text as it was read."""
    events = [_event(event, edition) for event in edition.life.chronology]
    made = {
        "data/chronology.csv": _table(events),
        "data/chronology.json": _json({"events": events}),
        "data/places.geojson": _json(_features(edition)),
        "data/works.json": told(csl.write(edition.report.works)),
        "data/annotations.json": _json(annotated(edition)),
    }
    written = {path: words.encode("utf-8") for path, words in made.items()}
    return {"data/portrait.xml": tei.document(edition)} | written


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, indent=1) + "\n"


def _event(event: Event, edition: Edition) -> dict[str, Any]:
    return {
        "id": f"v{edition.events[event.id]}",
        "edtf": event.moment.edtf,
        "kind": event.kind,
        "text": " ".join(event.span.of(edition.report.manuscript.text).split()),
        "places": [edition.place(id).name for id in event.places],
        "people": [edition.person(id).name for id in event.people],
        "quotations": list(event.quotations),
        "span": [event.span.start, event.span.stop],
    }


def _table(events: list[dict[str, Any]]) -> str:
    """CSV (RFC 4180); several names in a cell are parted by "; "."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for event in events:
        names = ["; ".join(event["places"]), "; ".join(event["people"])]
        cells = [event["id"], event["edtf"], event["kind"], event["text"], *names]
        table.writerow([_cell(cell) for cell in cells] + event["span"])
    return written.getvalue()


def _cell(words: str) -> str:
    """Text that a spreadsheet would run as a formula is made text by an apostrophe."""
    return f"'{told(words)}" if words.startswith(RISKY) else told(words)


def _features(edition: Edition) -> dict[str, Any]:
    features = [_feature(place, edition) for place in edition.life.places if place.meant]
    return {"type": "FeatureCollection", "features": features}


def _feature(place: Place, edition: Edition) -> dict[str, Any]:
    """A point, longitude first; who draws a land at it should know that it is one."""
    meant = place.meant
    point = [meant.coordinates.longitude, meant.coordinates.latitude] if meant else []
    return {
        "type": "Feature",
        "id": f"p{edition.places[place.id]}",
        "geometry": {"type": "Point", "coordinates": point},
        "properties": {
            "name": place.name,
            "names": list(place.names),
            "today": meant.name if meant else "",
            "country": meant.country if meant else "",
            "kind": meant.kind if meant else "",
            "geonames": meant.geonames if meant else None,
            "mentions": [[span.start, span.stop] for span in place.mentions],
        },
    }
