"""The works page: a bibliography in which every entry says where it is used, and by which quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from quoth.model.reference import Reference
from quoth.model.source import Work
from quoth.portrait.collation import shortened
from quoth.portrait.edition import WORDINGS, Edition, Exhibit, Use
from quoth.portrait.frame import counted, framed, link
from quoth.portrait.markup import Content, Element, el, outward
from quoth.records.people import csl_names
from quoth.rules.phrases import places

__all__ = ["as_reference", "works_page"]

FILE: Final = "works.html"
SHOWN: Final = 7  # words at each end of a quotation that is named in a list


def works_page(edition: Edition) -> bytes:
    works = sorted(edition.report.works, key=_order)
    head = el("header", {"class": "title"}, el("h1", {}, "Works"), el("p", {"class": "byline"}, _lead(edition)))
    return framed(edition, FILE, el("div", {"class": "sheet"}, head, [_work(work, edition) for work in works]))


def _lead(edition: Edition) -> str:
    works = edition.report.works
    if not works:
        return "No work is cited in this text, as far as its notes could be read."
    held = sum(1 for work in works if work.witnesses)
    at_hand = {0: "none of them was at hand", 1: "one of them was at hand"}.get(held, f"{held} of them were at hand")
    return f"{counted(len(works), 'work is cited', 'works are cited')}; {at_hand}."


def _order(work: Work) -> tuple[str, str, str]:
    """By the family name of the first author, as a bibliography has it; by title where none is named."""
    names = csl_names(work.author)
    family = names[0].get("family") or names[0].get("literal") or "" if names else ""
    title = work.title.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")
    return (family or title).casefold(), title, work.id


def as_reference(reference: Reference) -> Iterator[Content]:
    """One reference as a bibliography prints it, of what is said of it."""
    if reference.author:
        yield el("bdi", {"class": "author"}, reference.author)
        yield ". "
    title = reference.title or "(no title is given)"
    yield el("cite", {} if reference.title else {"class": "missing"}, el("bdi", {}, title))
    rest = [
        f"in {reference.container}" if reference.container else "",
        f"ed. {reference.editor}" if reference.editor else "",
        f"tr. {reference.translator}" if reference.translator else "",
        reference.edition,
        f"{reference.volumes} vols." if reference.volumes else "",
        f"vol. {reference.volume}" if reference.volume else "",
        f"no. {reference.issue}" if reference.issue else "",
    ]
    printed = ": ".join(part for part in (reference.place, reference.publisher) if part)
    said = ", ".join(part for part in (*rest, printed, reference.year, reference.pages) if part)
    if said:
        yield el("bdi", {}, f", {said}")
    yield "."


def _work(work: Work, edition: Edition) -> Element:
    uses, doubtful = edition.uses.get(work.id, ()), edition.doubtful.get(work.id, ())
    number = edition.works[work.id]
    return el(
        "section",
        {"class": "work", "id": f"w{number}", "aria-labelledby": f"w{number}-name"},
        el("h2", {"id": f"w{number}-name"}, as_reference(work.reference)),
        [el("p", {"class": "other-edition"}, "Also cited: ", *as_reference(e.reference)) for e in work.editions],
        el("p", {"class": "held"}, _held(work, edition), _addresses(work.reference)),
        el("ul", {"class": "uses"}, [_use(use, edition) for use in uses]) if uses else None,
        _perhaps(doubtful, edition),
    )


def _held(work: Work, edition: Edition) -> list[Content]:
    if not work.witnesses:
        return ["Not among the books at hand."]
    witnesses = {witness.id: witness for witness in edition.report.library.witnesses}
    files: list[Content] = []
    for id in work.witnesses:
        files += [", " if files else "", link(f"method.html#f{edition.files[id]}", el("bdi", {}, witnesses[id].path))]
    return ["At hand: ", *files, "."]


def _addresses(reference: Reference) -> list[Content]:
    doi = reference.doi.removeprefix("https://doi.org/")
    address = outward(reference.url) or (outward(f"https://doi.org/{doi}") if doi else None)
    return [" ", el("a", {"href": address, "rel": "noreferrer noopener external"}, "On the web")] if address else []


def _perhaps(uses: Sequence[Use], edition: Edition) -> list[Content]:
    entries = [_use(use, edition) for use in uses]
    return [el("h3", {}, "Perhaps also"), el("ul", {"class": "uses"}, entries)] if entries else []


def _use(use: Use, edition: Edition) -> Element:
    where = places(use.cite.locators)
    note = use.note
    called = (
        link(f"index.html#n{edition.notes[note.id]}", f"Note {note.label}") if note else el("span", {}, "In the text")
    )
    return el(
        "li",
        {},
        called,
        f": {where}" if where else "",
        el("ul", {}, [_quoted(each) for each in use.exhibits]) if use.exhibits else None,
    )


def _quoted(exhibit: Exhibit) -> Element:
    sign, name, _ = WORDINGS[exhibit.verdict.wording]
    return el(
        "li",
        {"class": f"v-{exhibit.verdict.wording}"},
        el("span", {"class": "sign", "title": name, "role": "img", "aria-label": name}, sign),
        " ",
        link(f"index.html#e{exhibit.number}", el("bdi", {}, f"“{shortened(exhibit.words, SHOWN)}”")),
    )
