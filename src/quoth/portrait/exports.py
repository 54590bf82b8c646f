"""What a portrait knows as data that other programs read: events, places and works, beside the pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, Final

from quoth.model.life import Event
from quoth.portrait import crate, tei
from quoth.portrait.annotations import annotated
from quoth.portrait.edition import Edition
from quoth.portrait.markup import told
from quoth.portrait.places import geojson, linked_places
from quoth.writers import csl

__all__ = ["FILES", "described", "exports"]

# Each file with what it holds, in the order of the method page.
FILES: Final = {
    "data/portrait.xml": "all of it: text, notes, sources, people, places, dates and readings, as TEI P5",
    "data/text.txt": "the text as it was read, which all offsets count in",
    "data/chronology.csv": "the events, a row each, dates as EDTF",
    "data/chronology.json": "the events with their places, people and quotations",
    "data/places.geojson": "the places that are certain, as GeoJSON (RFC 7946)",
    "data/linked-places.jsonld": "all places with their names and dates, in the Linked Places format",
    "data/works.json": "the works, as CSL-JSON",
    "data/annotations.json": "the quotations with their verdicts, as Web Annotations",
    crate.PATH: "what the files of this folder are and what they were made of, as RO-Crate 1.1",
}
COLUMNS: Final = ("id", "edtf", "kind", "text", "places", "people", "start", "stop")
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula at the head of a cell


def exports(edition: Edition) -> Mapping[str, bytes]:
    """The files, by their paths in the folder. Offsets are code points of the text as it was read."""
    events = [_event(event, edition) for event in edition.life.chronology]
    made = {
        "data/text.txt": told(edition.report.manuscript.text),
        "data/chronology.csv": _table(events),
        "data/chronology.json": _json({"events": events}),
        "data/places.geojson": _json(geojson(edition)),
        "data/linked-places.jsonld": _json(linked_places(edition)),
        "data/works.json": told(csl.write(edition.report.works)),
        "data/annotations.json": _json(annotated(edition)),
    }
    written = {path: words.encode("utf-8") for path, words in made.items()}
    return {"data/portrait.xml": tei.document(edition)} | written


def described(edition: Edition, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """All files of a folder, and the one that says what they are."""
    meanings = {path: f"{meaning[:1].upper()}{meaning[1:]}" for path, meaning in FILES.items()}
    return {**files, crate.PATH: _json(crate.crate(edition, files, meanings)).encode("utf-8")}


def _json(data: Any) -> str:
    return json.dumps(_sayable(data), ensure_ascii=True, indent=1) + "\n"


def _sayable(data: Any) -> Any:
    """The same with what is no letter shown as such in every text, letter for letter: offsets hold."""
    match data:
        case str():
            return told(data)
        case list():
            return [_sayable(each) for each in data]
        case dict():
            return {key: _sayable(value) for key, value in data.items()}
        case _:
            return data


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
    """CSV (RFC 4180); several names in a cell are parted by "; ". A date is EDTF also where it begins with a minus."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for event in events:
        names = ["; ".join(event["places"]), "; ".join(event["people"])]
        words = [_cell(cell) for cell in (event["text"], *names)]
        table.writerow([event["id"], event["edtf"], event["kind"], *words, *event["span"]])
    return written.getvalue()


def _cell(words: str) -> str:
    """Text that a spreadsheet would run as a formula is made text by an apostrophe."""
    return f"'{told(words)}" if words.startswith(RISKY) else told(words)
