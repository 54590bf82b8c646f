"""What of an edition lies over the letters of its text: quotations, notes, cites, dates, names, italics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from quoth.model.citation import Cite, Locator
from quoth.model.finding import Verdict
from quoth.model.manuscript import QuotationRole
from quoth.model.text import Span
from quoth.portrait.collation import Difference, differences
from quoth.portrait.edition import Edition, Exhibit
from quoth.portrait.tei.dates import dated
from quoth.portrait.tei.nesting import Layer

__all__ = ["apparatus", "layers_of", "verdict"]

_NOTE, _QUOTE, _SAID, _BIBL, _RANGE, _DATE, _ITALICS, _PERSON, _PLACE, _CALL = range(10)  # the outermost first

# What stands in quotation marks without being held against a source, in TEI's words.
_ROLES: Final[dict[QuotationRole, str]] = {"title": "title", "term": "term", "scare": "soCalled", "dialogue": "said"}


def layers_of(edition: Edition) -> list[Layer]:
    """All of them, in no order. What is a place between two letters has an empty span."""
    kinds = (_quotations, _unheard, _notes, _cites, _entries, _emphasis, _dates, _people, _places, _pages)
    return list(chain.from_iterable(kind(edition) for kind in (*kinds, _events, _lemmata)))


def verdict(said: Verdict) -> str:
    """Pointers to the categories of the header."""
    axes = (f"wording-{said.wording}", f"attribution-{said.attribution}", f"location-{said.location}")
    return " ".join(f"#{axis}" for axis in axes)


def apparatus(edition: Edition) -> Iterator[tuple[str, Exhibit, Difference]]:
    """Each difference between a quotation and its source, with an id."""
    text, most = edition.report.manuscript.text, edition.options.excerpt
    for exhibit in edition.exhibits:
        for time, each in enumerate(differences(exhibit, text, most), 1):
            yield f"a{exhibit.number}-{time}", exhibit, each


# -- quotations ----------------------------------------------------------------------------------------------------


def _quotations(edition: Edition) -> Iterator[Layer]:
    for exhibit in edition.exhibits:
        cites = [exhibit.held] if exhibit.held else exhibit.cited[:1]
        attributes = {
            "n": str(exhibit.number),
            "ana": verdict(exhibit.verdict),
            "source": " ".join(f"#{cite.id}" for cite in cites),
            "corresp": f"#e{exhibit.number}" if exhibit.place else "",
        }
        yield Layer(span=exhibit.quotation.span, tag="quote", rank=_QUOTE, id=exhibit.target, attributes=attributes)


def _unheard(edition: Edition) -> Iterator[Layer]:
    for number, quotation in enumerate(edition.report.quotations, 1):
        if quotation.role != "quotation":
            yield Layer(span=quotation.span, tag=_ROLES[quotation.role], rank=_SAID, id=f"u{number}")


def _lemmata(edition: Edition) -> Iterator[Layer]:
    for id, _, each in apparatus(edition):
        yield from _ends(id, each.span)


def _ends(id: str, span: Span) -> Iterator[Layer]:
    """The two ends of a stretch that no element holds."""
    for end, at in (("from", span.start), ("to", span.stop)):
        yield Layer(span=Span(start=at, stop=at), tag="anchor", id=f"{id}-{end}")


# -- notes and what they cite --------------------------------------------------------------------------------------


def _notes(edition: Edition) -> Iterator[Layer]:
    for number, note in enumerate(edition.report.manuscript.notes, 1):
        place = "bottom" if note.kind == "footnote" else "end"
        yield Layer(
            span=note.span, tag="note", rank=_NOTE, id=f"n{number}", attributes={"n": note.label, "place": place}
        )
        for time, anchor in enumerate(note.anchors, 1):
            attributes = {"type": "note", "n": note.label, "target": f"#n{number}"}
            tag = "ref" if len(anchor) else "ptr"
            yield Layer(span=anchor, tag=tag, rank=_CALL, id=f"n{number}-{time}", attributes=attributes)


def _cites(edition: Edition) -> Iterator[Layer]:
    for cite in edition.cites.values():
        yield Layer(span=cite.span, tag="bibl", rank=_BIBL, id=cite.id, attributes=_lead(cite, edition))
        for time, locator in enumerate(cite.locators, 1):
            id = f"{cite.id}-{time}"
            yield Layer(span=locator.span, tag="citedRange", rank=_RANGE, id=id, attributes=_range(locator))


def _lead(cite: Cite, edition: Edition) -> dict[str, str]:
    """Which work; where several could be meant, all of them, and that it is not known which."""
    lead = edition.leads[cite.id]
    works = [lead.work] if lead.work else list(lead.candidates)
    pointers = " ".join(f"#w{edition.works[id]}" for id in works if id in edition.works)
    return {"type": cite.form, "corresp": pointers, "cert": "unknown" if pointers and not lead.work else ""}


def _range(locator: Locator) -> dict[str, str]:
    """From where to where, as long as TEI has a word for it: words without white space."""
    first, last = ("_".join((label or "").split()) for label in (locator.first, locator.last))
    return {"unit": locator.kind, "from": first, "to": (last or first)}


def _entries(edition: Edition) -> Iterator[Layer]:
    for number, entry in enumerate(edition.report.bibliography, 1):
        yield Layer(span=entry.span, tag="bibl", rank=_BIBL, id=f"b{number}")


# -- the life ------------------------------------------------------------------------------------------------------


def _dates(edition: Edition) -> Iterator[Layer]:
    for dating in edition.life.datings:
        attributes = {"type": dating.kind} | dated(dating.moment)
        yield Layer(span=dating.span, tag="date", rank=_DATE, id=dating.id, attributes=attributes)


def _people(edition: Edition) -> Iterator[Layer]:
    for number, person in enumerate(edition.life.people, 1):
        for time, span in enumerate(person.mentions, 1):
            yield Layer(
                span=span, tag="persName", rank=_PERSON, id=f"m{number}-{time}", attributes={"ref": f"#m{number}"}
            )


def _places(edition: Edition) -> Iterator[Layer]:
    for number, place in enumerate(edition.life.places, 1):
        for time, span in enumerate(place.mentions, 1):
            yield Layer(
                span=span, tag="placeName", rank=_PLACE, id=f"p{number}-{time}", attributes={"ref": f"#p{number}"}
            )


def _events(edition: Edition) -> Iterator[Layer]:
    """Sentences cross whatever they like: an event has two ends in the text, and no element."""
    for number, event in enumerate(edition.life.events, 1):
        yield from _ends(f"v{number}", event.span)


# -- the page ------------------------------------------------------------------------------------------------------


def _emphasis(edition: Edition) -> Iterator[Layer]:
    for span in edition.report.manuscript.emphasis:
        yield Layer(span=span, tag="hi", rank=_ITALICS, attributes={"rend": "italic"})


def _pages(edition: Edition) -> Iterator[Layer]:
    """Where pages begin, if they have names of their own."""
    for page in edition.report.manuscript.pages:
        if not page.counted:
            yield Layer(span=Span(start=page.offset, stop=page.offset), tag="pb", attributes={"n": page.label})
