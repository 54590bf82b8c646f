"""Beside the text: the people, places and events that it tells of, and where it differs from its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from quoth.model.finding import EditKind
from quoth.model.life import Event, Person, Place, PlaceCandidate
from quoth.portrait.collation import Difference, printed_words, spaced
from quoth.portrait.edition import Edition, Exhibit
from quoth.portrait.markup import Content, Element
from quoth.portrait.tei.dates import dated
from quoth.portrait.tei.elements import element
from quoth.portrait.tei.layers import apparatus

__all__ = ["evidence", "standoff"]

_CAUSE: Final[dict[EditKind, str]] = {"move": "transposition", "slip": "damage"}


def standoff(edition: Edition) -> Element | None:
    """None where the text tells of nothing and differs from nothing."""
    life = edition.life
    lists = (
        ("listPerson", [_person(person, number, edition) for number, person in enumerate(life.people, 1)]),
        ("listPlace", [_place(place, number) for number, place in enumerate(life.places, 1)]),
        ("listEvent", [_event(event, edition) for event in life.chronology]),
        ("spanGrp", [_extent(f"v{number}") for number in range(1, len(life.events) + 1)]),
        ("listApp", [_app(*each, edition) for each in apparatus(edition)]),
    )
    made = [element(tag, {"type": "event"} if tag == "spanGrp" else {}, each) for tag, each in lists if each]
    return element("standOff", {}, made) if made else None


# -- the life ------------------------------------------------------------------------------------------------------


def _person(person: Person, number: int, edition: Edition) -> Element:
    spoken = set(person.quoted)
    quoted = [f"#{exhibit.target}" for exhibit in edition.exhibits if exhibit.quotation.id in spoken]
    return element(
        "person",
        {"role": "subject" if person.id == edition.life.subject else ""},
        _names("persName", person.name, person.forms),
        element("birth", dated(person.born)) if person.born else None,
        element("death", dated(person.died)) if person.died else None,
        element("ptr", {"type": "quoted", "target": " ".join(quoted)}) if quoted else None,
        id=f"m{number}",
    )


def _names(tag: str, name: str, forms: Iterable[str]) -> Iterator[Element]:
    yield element(tag, {"type": "main"}, name)
    for form in forms:
        if form != name:
            yield element(tag, {"type": "variant"}, form)


def _place(place: Place, number: int) -> Element:
    """What is meant by it; where that is not certain, every place that could be, none of them chosen."""
    described: list[Content] = [*_names("placeName", place.name, place.names)]
    candidates: list[Content] = []
    if place.meant:
        described += _on_earth(place.meant)
        candidates += _numbered(place.meant)
    else:
        candidates += [_candidate(each) for each in place.candidates]
    attributes = {"type": place.meant.kind if place.meant else "", "cert": "" if place.meant else "unknown"}
    return element("place", attributes, described, candidates, id=f"p{number}")


def _candidate(candidate: PlaceCandidate) -> Element:
    return element("place", {"type": candidate.kind}, *_on_earth(candidate), *_numbered(candidate))


def _on_earth(candidate: PlaceCandidate) -> Iterator[Element]:
    """Latitude first: what TEI's geo means where nothing else is declared (WGS 84)."""
    at = candidate.coordinates
    yield element("placeName", {"type": "present"}, candidate.name)
    if candidate.country:
        yield element("country", {"key": candidate.country})
    yield element("location", {}, element("geo", {}, f"{at.latitude} {at.longitude}"))


def _numbered(candidate: PlaceCandidate) -> Iterator[Element]:
    if candidate.geonames is not None:
        yield element("idno", {"type": "GeoNames"}, str(candidate.geonames))


def _event(event: Event, edition: Edition) -> Element:
    numbers = [f"#m{edition.people[id]}" for id in event.people] + [f"#p{edition.places[id]}" for id in event.places]
    attributes = {"type": event.kind, "corresp": " ".join(numbers)} | dated(event.moment)
    number = edition.events[event.id]
    words = spaced(event.span.of(edition.report.manuscript.text))
    return element(
        "event",
        attributes,
        element("desc", {}, words),
        element("ptr", {"target": f"#v{number}-from"}),
        id=f"v{number}",
    )


def _extent(id: str) -> Element:
    """Where in the text an event is told."""
    return element("span", {"corresp": f"#{id}", "from": f"#{id}-from", "to": f"#{id}-to"})


# -- the sources ---------------------------------------------------------------------------------------------------


def _app(id: str, exhibit: Exhibit, each: Difference, edition: Edition) -> Element:
    """The lemma is what the quotation has, the reading what its source has; either may be empty."""
    wit = f"#f{edition.files[exhibit.witness.id]}" if exhibit.witness else ""
    attributes = {"type": each.op, "from": f"#{id}-from", "to": f"#{id}-to", "corresp": f"#{exhibit.target}"}
    reading = element("rdg", {"wit": wit, "cause": _CAUSE.get(each.op, "")}, each.printed)
    return element("app", attributes, element("lem", {}, each.quoted), reading, id=id)


def evidence(edition: Edition) -> Element | None:
    """The passages that were found, behind the text; None where none was. What a quotation leaves out is cut to as many
    words as the edition may show."""
    cited = [_passage(exhibit, edition) for exhibit in edition.exhibits if exhibit.place]
    return element("back", {}, element("div", {"type": "evidence"}, cited)) if cited else None


def _passage(exhibit: Exhibit, edition: Edition) -> Element:
    place, wit = exhibit.place, f"#f{edition.files[exhibit.witness.id]}" if exhibit.witness else ""
    words = "".join(said for _, said in printed_words(place, edition.options.excerpt)) if place else ""
    bibl = element("bibl", {}, element("ptr", {"target": wit}), _pages(exhibit))
    return element(
        "cit",
        {"n": str(exhibit.number), "corresp": f"#{exhibit.target}"},
        element("quote", {"source": wit}, spaced(words)),
        bibl,
        [element("ptr", {"type": "note", "target": f"#n{edition.notes[note.id]}"}) for note in exhibit.notes],
        id=f"e{exhibit.number}",
    )


def _pages(exhibit: Exhibit) -> Element | None:
    labels = [label for label in exhibit.place.passage.pages if label] if exhibit.place else []
    if not labels or not exhibit.place or exhibit.place.passage.counted:
        return None
    first, last = ("_".join(label.split()) for label in (labels[0], labels[-1]))
    said = labels[0] if first == last else f"{labels[0]}–{labels[-1]}"
    return element("citedRange", {"unit": "page", "from": first, "to": last}, said)
