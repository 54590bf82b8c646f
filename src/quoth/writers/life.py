"""The life of a report as plain values, in the order of the contract (`life` of schema `quoth/report/1`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quoth.model.life import Dating, Event, Life, Moment, Person, Place, PlaceCandidate, SourceDate, WorkUse
from quoth.model.text import Span

__all__ = ["life_data"]

Data = dict[str, Any]


def life_data(life: Life, text: str) -> Data:
    """`text` is that of the manuscript."""
    return {
        "subject": life.subject,
        "datings": [_dating(dating, text) for dating in life.datings],
        "events": [_event(event, text) for event in life.events],
        "places": [_place(place) for place in life.places],
        "people": [_person(person) for person in life.people],
        "works": [_use(use) for use in life.works],
        "sources": [_source(source) for source in life.sources],
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.stop]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [_span(span) for span in spans]


def _moment(moment: Moment | None) -> Data:
    """`first` and `last` are days: 1 is 1 January of the year 1."""
    if moment is None:
        return {"edtf": None, "first": None, "last": None}
    return {"edtf": moment.edtf, "first": moment.first, "last": moment.last}


def _dating(dating: Dating, text: str) -> Data:
    return {
        "id": dating.id,
        **_moment(dating.moment),
        "text": dating.span.of(text),
        "span": _span(dating.span),
        "kind": dating.kind,
        "anchor": dating.anchor,
        "offset": list(dating.offset) if dating.offset else None,
        "bound": dating.bound,
    }


def _event(event: Event, text: str) -> Data:
    return {
        "id": event.id,
        "kind": event.kind,
        **_moment(event.moment),
        "text": event.span.of(text),
        "span": _span(event.span),
        "datings": list(event.datings),
        "places": list(event.places),
        "people": list(event.people),
        "quotations": list(event.quotations),
        "works": list(event.works),
    }


def _place(place: Place) -> Data:
    return {
        "id": place.id,
        "name": place.name,
        "names": list(place.names),
        "mentions": _spans(place.mentions),
        "status": place.status,
        "by": place.by,
        "meant": _candidate(place.meant) if place.meant else None,
        "candidates": [_candidate(candidate) for candidate in place.candidates],
    }


def _candidate(place: PlaceCandidate) -> Data:
    return {
        "name": place.name,
        "country": place.country,
        "latitude": place.coordinates.latitude,
        "longitude": place.coordinates.longitude,
        "population": place.population,
        "geonames": place.geonames,
        "kind": place.kind,
    }


def _person(person: Person) -> Data:
    return {
        "id": person.id,
        "name": person.name,
        "forms": list(person.forms),
        "mentions": _spans(person.mentions),
        "quoted": list(person.quoted),
        "company": [{"person": other, "sentences": number} for other, number in person.company],
        "born": person.born.edtf if person.born else None,
        "died": person.died.edtf if person.died else None,
    }


def _use(use: WorkUse) -> Data:
    return {
        "work": use.work,
        "cites": list(use.cites),
        "mentions": _spans(use.mentions),
        "quotations": list(use.quotations),
    }


def _source(source: SourceDate) -> Data:
    return {
        "quotation": source.quotation,
        "witness": source.witness,
        **_moment(source.moment),
        "span": _span(source.span),
    }
