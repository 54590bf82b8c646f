"""L: where in the work they stand."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from quoth.model.citation import Cite, Locator
from quoth.model.finding import Report
from quoth.model.source import Concordance
from quoth.resolve.locators import page_number, stands_at, volumes_named
from quoth.rules.phrases import book, found_at, law_of_pages, places, volume_name, work_name
from quoth.rules.rule import Checked, Hit, Rule, checked
from quoth.rules.shelf import Shelf

__all__ = ["RULES"]


def _other_pages(report: Report) -> Iterator[Hit]:
    shelf = Shelf.of(report)
    for found in checked(report):
        if found.verdict.location == "other-page" and found.cite and not _in_other_volume(found, shelf):
            law = shelf.law(found.cite)
            edition = f" of another edition, {_pages_here(found, law)} of this one" if law else ""
            said = f"the note says {places(found.cite.locators)}{edition}; the words stand in"
            yield _hit(found, f"{said} {found_at(found.place, found.witness)}{_next_door(found, report, shelf)}")


def _next_door(found: Checked, report: Report, shelf: Shelf) -> str:
    """A neighbouring note that names the page: the notes may have been shifted by one."""
    notes = [citation.note for citation in report.citations]
    at = notes.index(found.cite.note) if found.cite and found.cite.note in notes else -1
    labels = {note.id: note.label for note in report.manuscript.notes}
    volume = shelf.numbers(found.cite).get(found.witness.id) if found.cite else None
    for citation in (*report.citations[at + 1 : at + 2], *report.citations[max(0, at - 1) : at]) if at >= 0 else ():
        same = [cite for cite in citation.cites if found.cite and shelf.work(cite) == shelf.work(found.cite)]
        if any(stands_at(cite.locators, found.place.passage.pages, volume) == "cited" for cite in same):
            return f", which note {labels.get(citation.note or '', '')} names" if citation.note else ""
    return ""


def _other_volumes(report: Report) -> Iterator[Hit]:
    shelf = Shelf.of(report)
    for found in checked(report):
        if found.cite and _in_other_volume(found, shelf):
            named = " and ".join(map(volume_name, volumes_named(found.cite)))
            said = f"the note says {places(found.cite.locators) or f'volume {named}'}; the words stand in"
            yield _hit(found, f"{said} {found_at(found.place, found.witness)}")


def _hit(found: Checked, message: str) -> Hit:
    """A note in another paragraph may not be the quotation's: what it says is no more than a hint."""
    return Hit(
        message=message,
        span=found.quotation.span,
        quotation=found.quotation.id,
        note=found.cite.note if found.cite else None,
        severity=None if found.quotation.near else "info",
    )


def _in_other_volume(found: Checked, shelf: Shelf) -> bool:
    """Whether the note names volumes, all others than the one in which the words stand, and the files have them."""
    if found.cite is None or found.verdict.location not in ("other-page", "no-locator"):
        return False
    named, numbers = volumes_named(found.cite), shelf.numbers(found.cite)
    volume = numbers.get(found.witness.id)
    return bool(volume) and volume not in named and bool(named) and set(named) <= set(numbers.values())


def _pages_here(found: Checked, law: Concordance) -> str:
    """Where the pages cited are in the file that has the words, or in whichever file they lead to."""
    legs = sorted(law.legs, key=lambda leg: leg.witness != found.witness.id)
    told = []
    for locator in _pages(found.cite):
        first, last = _bounds(locator)
        leg = next((leg for leg in legs if leg.admits(locator.volume)), None)
        if first and leg:
            low, high = (round(number) for number in leg.image(first, last or first))
            told.append(f"{low}–{high}" if high > low else f"{low}")
    return "about p. " + ", ".join(told)


def _other_editions(report: Report) -> Iterator[Hit]:
    """Once for each work, at its first quotation: pages of another edition are no fault of the author's."""
    shelf, told = Shelf.of(report), set[str | None]()
    for found in checked(report):
        work = shelf.work(found.cite) if found.cite else None
        if found.verdict.location == "other-edition" and found.cite and work not in told:
            told.add(work)
            law = shelf.law(found.cite)
            message = _edition(law, report, shelf) if law else _no_law(found, found.cite)
            yield Hit(message=message, span=found.quotation.span, quotation=found.quotation.id, note=found.cite.note)


def _edition(law: Concordance, report: Report, shelf: Shelf) -> str:
    work = next((work for work in report.works if work.id == law.work), None)
    return (
        f"the notes follow another edition of {work_name(work)} than the files: "
        f"{law_of_pages(law, shelf.witnesses)}; {law.agreeing} of the {law.pairs} pages compared agree"
        + (f", within {ceil(law.within)} p." if law.within else "")
    )


def _no_law(found: Checked, cite: Cite) -> str:
    return (
        f"the note says {places(cite.locators)}, and the files of the library number the volumes of this work "
        f"otherwise: its pages cannot be compared (here: {found_at(found.place, found.witness)})"
    )


def _out_of_range(report: Report) -> Iterator[Hit]:
    """Where the words were found on another page, that is said already, and says more."""
    shelf, told = Shelf.of(report), {v.cite for v in report.verdicts if v.location == "other-page"}
    for citation in report.citations:
        for cite in (cite for cite in citation.cites if cite.id not in told):
            for locator in _pages(cite):
                first, last = _bounds(locator)
                end = shelf.last_page(cite, locator.volume)
                if first and end and max(first, last or first) > end.page:
                    message = (
                        f"the note says {places((locator,))}; the last page of {book(end.witness)} is "
                        f"{end.label}{' (in that edition)' if end.turned else ''}"
                    )
                    yield Hit(message=message, span=locator.span, note=cite.note)


def _descending(report: Report) -> Iterator[Hit]:
    for citation in report.citations:
        for cite in citation.cites:
            for locator in _pages(cite):
                first, last = _bounds(locator)
                if first and last and last < first:
                    printed = " ".join(locator.span.of(report.manuscript.text).split())
                    message = f"“{printed}” ends before it begins: {places((locator,))}"
                    yield Hit(message=message, span=locator.span, note=cite.note)


def _missing_pages(report: Report) -> Iterator[Hit]:
    """A quotation whose note names no place in a work that has pages: those of the file, or of other notes."""
    shelf = Shelf.of(report)
    paged = {shelf.work(cite) for citation in report.citations for cite in citation.cites if _pages(cite)}
    cites = {cite.id: cite for citation in report.citations for cite in citation.cites}
    told: set[str] = set()
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        cite = cites.get(verdict.cite or "")
        if cite is None or cite.id in told or cite.locators or quotation.role != "quotation" or not quotation.near:
            continue
        place = verdict.alignment
        known = place is not None and not place.passage.counted and verdict.location == "no-locator"
        at = [label for label in place.passage.pages if label] if place and known else []
        if shelf.work(cite) and (at or (shelf.work(cite) in paged and not shelf.held(cite))):
            told.add(cite.id)
            found = f"; the words stand on p. {at[0]}" if at else "; other notes name pages of this work"
            yield Hit(message=f"the note names no page{found}", span=cite.span, quotation=quotation.id, note=cite.note)


def _pages(cite: Cite | None) -> list[Locator]:
    return [locator for locator in cite.locators if locator.kind == "page" and locator.first] if cite else []


def _bounds(locator: Locator) -> tuple[int | None, int | None]:
    """First and last page in arabic figures; None for what is in others, and where no last page is named."""
    return page_number(locator.first or ""), page_number(locator.last or "")


RULES = (
    Rule(
        code="L101",
        name="wrong-page",
        severity="warning",
        origin="the custom of cite-checkers: the page has the words",
        summary="The words stand in the cited work, but not on the cited page.",
        documentation=(
            "Printed page numbers are compared, not file pages. Nothing is reported where the file has no "
            "page marks or the note names no page. Where the notes follow another edition by a steady law (L102), the "
            "page is one that the law does not explain. Where the nearest note stands in another paragraph, the "
            "severity is lowered: it may not be the note of this quotation. Where the note before or after names the "
            "page, that is said: notes may have been shifted."
        ),
        example="The note says p. 53; the words stand on p. 58.",
        find=_other_pages,
    ),
    Rule(
        code="L102",
        name="other-edition",
        severity="info",
        origin="the custom of cite-checkers: the page has the words",
        summary="The notes follow another edition than the one held.",
        documentation=(
            "The pages that the notes of a work name and the pages where the words were found differ by a steady law: "
            "always by so many pages, or by more the further on, or volume by volume. The law is told once for each "
            "work, with how many pages agree with it and how closely; pages that it explains are not reported again, "
            "pages that it does not explain are L101. It takes three pages at least, and the law must explain them "
            "far better than that they are the same (a thousand to one).\n\n"
            "Where a note names a volume that no file of the work carries, or two files carry the same number, and "
            "no law can be found, that is said, and no page is compared.\n\n"
            "Name the edition used in the notes, or get the one they name."
        ),
        example="Notes say Greville, VI, 255, 305, 33; the words stand on pp. 249, 297, 32 of the sixth file.",
        find=_other_editions,
    ),
    Rule(
        code="L103",
        name="wrong-volume",
        severity="warning",
        origin="the custom of cite-checkers: the page has the words",
        summary="The words stand in another volume of the cited work than the one the note names.",
        documentation=(
            "Both volumes are held. Where files number their volumes otherwise than the notes do, nothing is reported "
            "here but L102."
        ),
        example="The note says Letters, I, 39; the words stand in Letters, II, p. 39.",
        find=_other_volumes,
    ),
    Rule(
        code="L104",
        name="page-out-of-range",
        severity="warning",
        origin="the custom of cite-checkers: the page has the words",
        summary="The note names a page that the book does not have.",
        documentation=(
            "The number is higher than the last printed page number of the file, or of every file that may be meant. "
            "Roman numbers are not compared, nor files whose pages are only counted.\n\n"
            "A slip of a figure, another edition, or another volume."
        ),
        example="The note says p. 713; the book ends on p. 431.",
        find=_out_of_range,
    ),
    Rule(
        code="L105",
        name="missing-page",
        severity="warning",
        origin="the custom of cite-checkers: the page has the words",
        summary="The note of a quotation names a work, and no page in it.",
        documentation=(
            "Reported where the words were found on a page, which is told, or where other notes name pages of the same "
            "work. Works that may have no pages are left alone. Said once for each note."
        ),
        example="“Trotsky, My Life.” as the note of a quotation; the words stand on p. 214.",
        find=_missing_pages,
    ),
    Rule(
        code="L106",
        name="descending-range",
        severity="warning",
        origin="the custom of cite-checkers: the page has the words",
        summary="A range of pages ends before it begins.",
        documentation="Ranges that print cuts short are made whole first: 222–3 is 222–223, and 352–1 is 352–351.",
        example="“pp. 352–1” or “pp. 254–245”.",
        find=_descending,
    ),
)
