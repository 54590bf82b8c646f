"""T: what the manuscript says of time, held against itself. Heard only where a life was asked for.

A rule speaks only where both dates are told outright, the person is the one who acts, and no reading of either date
would agree: a text may look back, quote, or round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoth.model.finding import Report
from quoth.model.text import Span
from quoth.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from quoth.model.life import Event, Life, Moment, Person, Place

__all__ = ["RULES"]

_ACTS = (
    r"(?:went|came|left|arrived|returned|travelled|traveled|moved|met|married|wrote|read|spoke|studied|worked|taught|fled|"
    r"sailed|joined|visited|began|finished|resigned|fought|asked|told|said|lived|settled|bought|sold|opened|entered)"
)
_ACTING = re.compile(rf"^,?\s+(?:(?:then|also|again|soon|first|finally|at last|himself|herself)\s+)?{_ACTS}\b")
_BEHIND = re.compile(r"\b(?:of|by|with|to|from|for|and|or|than|after|before|like)\s+$")  # a name that does not lead
_SAID_OF_BOOKS = re.compile(
    r"\b(?:published|posthum\w*|edition|translat\w*|reprint\w*|reissued|statue|monument|memory|name[ds]?|award\w*|film|"
    r"biograph\w*|fiction\w*|novel|play|imagin\w*|legend|ghost|ancestor\w*|family)\b",
    re.IGNORECASE,
)


def _acting(event: Event, life: Life, text: str) -> Person | None:
    """The one person of the event, where a verb of doing stands directly behind the name; None where that is not
    plain."""
    if event.kind != "event" or len(event.people) != 1 or not _is_outright(event, life):
        return None
    person = next(person for person in life.people if person.id == event.people[0])
    inside = [span for span in person.mentions if event.span.holds(span)]
    leads = [span for span in inside if not _BEHIND.search(text[max(0, span.start - 12) : span.start])]
    acts = any(_ACTING.match(text[span.stop : event.span.stop]) for span in leads)
    return person if acts and not _SAID_OF_BOOKS.search(event.span.of(text)) else None


def _is_outright(event: Event, life: Life) -> bool:
    """Whether the date is stated, of one day, month or year, and without doubt."""
    dating = life.dating(event.datings[0])
    return dating.kind == "stated" and not dating.bound and dating.moment is not None and dating.moment.is_plain


# -- T101, T106: lives -------------------------------------------------------------------------------------------------


def _outside_life(report: Report) -> Iterator[Hit]:
    life, text = report.life, report.manuscript.text
    for event in life.events if life else ():
        assert life is not None
        person = _acting(event, life, text)
        if person is None:
            continue
        if person.born and person.born.is_plain and event.moment.precedes(person.born):
            said = f"{person.name} was born in {person.born.edtf}, and does this in {event.moment.edtf}"
            yield Hit(message=said, span=life.dating(event.datings[0]).span)
        if person.died and person.died.is_plain and person.died.precedes(event.moment):
            said = f"{person.name} died in {person.died.edtf}, and does this in {event.moment.edtf}"
            yield Hit(message=said, span=life.dating(event.datings[0]).span)


def _contradictory(report: Report) -> Iterator[Hit]:
    """Two births or two deaths of one person; of a life told in brackets both ends."""
    first: dict[tuple[str, str], tuple[Moment, Span]] = {}
    life = report.life
    for event in life.events if life else ():
        assert life is not None
        for what, moment in _ends(event):
            if not moment.is_plain:
                continue
            person = event.people[0]
            if " " not in next(one.name for one in life.people if one.id == person):
                continue  # two people have one given name sooner than one has two births
            span = life.dating(event.datings[0]).span
            other, _ = first.setdefault((person, what), (moment, span))
            if moment.precedes(other) or other.precedes(moment):
                name = next(one.name for one in life.people if one.id == person)
                message = f"{what} of {name}: {moment.edtf} here, {other.edtf} before"
                yield Hit(message=message, span=span)


def _ends(event: Event) -> Iterator[tuple[str, Moment]]:
    if event.kind in {"birth", "death"}:
        yield event.kind, event.moment
    if event.kind == "life":
        from quoth.life.moments import moment_named  # noqa: PLC0415 - few checks ask for a life

        born, died = map(moment_named, event.moment.edtf.split("/"))
        yield from ([("birth", born)] if born else [])
        yield from ([("death", died)] if died else [])


# -- T102: places ------------------------------------------------------------------------------------------------------

FAR = 300  # kilometres: more than a traveller of any time before the aeroplane made in a day
AIR = 693_596 + 365 * 20  # about 1920, as a day: from then on somebody may have flown
_STANDS_IN = re.compile(r"\b(?:in|at)\s+$")


def _two_places(report: Report) -> Iterator[Hit]:
    life, text = report.life, report.manuscript.text
    stood: dict[tuple[str, int], tuple[Place, Event]] = {}
    for event in life.events if life else ():
        assert life is not None
        person = _acting(event, life, text)
        place = _only_place(event, life, text)
        day = event.moment.first
        if person is None or place is None or day is None or day != event.moment.last or day > AIR:
            continue
        other, _ = stood.setdefault((person.id, day), (place, event))
        far = _apart(place, other)
        if far > FAR:
            said = f"{person.name} is in {place.name} and in {other.name} on {event.moment.edtf}, {far:.0f} km apart"
            yield Hit(message=said, span=life.dating(event.datings[0]).span)


def _only_place(event: Event, life: Life, text: str) -> Place | None:
    """The one town that the event names, behind “in” or “at”."""
    if len(event.places) != 1:
        return None
    place = next(place for place in life.places if place.id == event.places[0])
    (mention, *more) = [span for span in place.mentions if event.span.holds(span)]
    town = place.meant is not None and place.meant.kind == "town"
    return place if town and not more and _STANDS_IN.search(text[: mention.start][-8:]) else None


def _apart(one: Place, other: Place) -> float:
    """In kilometres."""
    if one.meant is None or other.meant is None:
        return 0.0
    return one.meant.coordinates.distance(other.meant.coordinates)


# -- T103: books that were not there yet -------------------------------------------------------------------------------

_CONSULTED = re.compile(
    r"\b(?:accessed|retrieved|consulted|last\s+(?:accessed|visited|read)|read|abgerufen(?:\s+am)?|consulté\s+le)(?:\s+on)?:?\s+$",
    re.IGNORECASE,
)


def _read_before_print(report: Report) -> Iterator[Hit]:
    """A note that cites one work, printed after the day on which the note says it was read."""
    text, life = report.manuscript.text, report.life
    notes = {note.id: note for note in report.manuscript.notes}
    for citation in report.citations if life else ():
        years = {int(cite.year) for cite in citation.cites if re.fullmatch(r"\d{4}", cite.year)}
        if len(years) != 1 or len(citation.cites) != 1 or citation.note not in notes:
            continue
        assert life is not None
        note, year = notes[citation.note], years.pop()
        for dating in life.datings:
            read = note.span.holds(dating.span) and _CONSULTED.search(text[: dating.span.start][-24:])
            if read and dating.moment and dating.moment.is_plain and int(dating.moment.edtf[:4]) < year:
                message = f"read on {dating.moment.edtf}, and printed in {year}"
                yield Hit(message=message, span=dating.span, note=citation.note)


RULES: tuple[Rule, ...] = (
    Rule(
        code="T101",
        name="outside-life",
        severity="warning",
        origin="the custom of fact-checkers: dates agree with one another",
        summary="Somebody does something before being born, or after dying.",
        documentation=(
            "The manuscript says when the person was born or died, and dates outright a sentence in which this "
            "person, and nobody else, acts: came, wrote, married. What is said of books, films and memory is left "
            "alone, and so is every date that is about, perhaps, or reckoned from another.\n\n"
            "The rules of time are heard with `quoth check --life` and in `--format json`. Look at both dates."
        ),
        example="Born in 1890, “In 1889 Victor Serge left Brussels”.",
        find=_outside_life,
    ),
    Rule(
        code="T102",
        name="two-places",
        severity="warning",
        origin="the custom of fact-checkers: dates agree with one another",
        summary="Somebody is in two towns, far apart, on the same day.",
        documentation=(
            "Two sentences date to the same day what one person does in one town each, and the towns are more than "
            "300 km apart. Only days before 1920 are compared: later one may have flown. Towns that could be several "
            "are not compared."
        ),
        example="“On 3 May 1848 Anna Wolff spoke in Vienna” – “On 3 May 1848 Anna Wolff left her house in Paris”.",
        find=_two_places,
    ),
    Rule(
        code="T103",
        name="read-before-print",
        severity="warning",
        origin="the custom of fact-checkers: dates agree with one another",
        summary="A note says that a work was read before it was printed.",
        documentation=(
            "The note cites one work with its year, and says when it was read (accessed, consulted, retrieved): the "
            "day lies in an earlier year. One of the two is a slip."
        ),
        example="“J. Doe, Prisons (New York, 2015), accessed 3 May 2012.”",
        find=_read_before_print,
    ),
    Rule(
        code="T106",
        name="contradictory-dates",
        severity="warning",
        origin="the custom of fact-checkers: dates agree with one another",
        summary="The manuscript dates a birth or a death twice, and differently.",
        documentation="Both are told outright, and no day fits both. Reported at the second.",
        example="“Victor Serge (1890–1947)” – “Serge died in 1946”.",
        find=_contradictory,
    ),
)
