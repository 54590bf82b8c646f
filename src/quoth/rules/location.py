"""L: where in the work they stand."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.model.citation import Cite, Locator
from quoth.model.finding import Report
from quoth.rules.attribution import named
from quoth.rules.rule import Hit, Rule, checked

__all__ = ["RULES"]


def cites_of(report: Report) -> dict[str, Cite]:
    return {cite.id: cite for citation in report.citations for cite in citation.cites}


def said(locators: tuple[Locator, ...]) -> str:
    """Locators as a note would have them: "I, 216, 222–223"."""
    volume, parts = None, []
    for locator in locators:
        if locator.volume and locator.volume != volume:
            volume = locator.volume
            parts.append(f"vol. {volume}")
        pages = "–".join(part for part in (locator.first, locator.last) if part)
        parts.append(f"p. {pages}" if locator.kind == "page" else f"{locator.kind} {pages}".strip())
    return ", ".join(parts)


def _other_pages(report: Report) -> Iterator[Hit]:
    cites = cites_of(report)
    for quotation, verdict, place in checked(report):
        if verdict.location == "other-page" and verdict.cite:
            cite = cites[verdict.cite]
            yield Hit(
                message=f"the note says {said(cite.locators)}; the words stand in {named(place, report)}",
                span=quotation.span,
                quotation=quotation.id,
                note=cite.note,
                severity=None if quotation.near else "info",
            )


def _other_editions(report: Report) -> Iterator[Hit]:
    """Once for each work, at its first quotation: pages of another edition are no fault of the author's."""
    cites, resolutions = cites_of(report), {resolution.cite: resolution for resolution in report.resolutions}
    told: set[str | None] = set()
    for quotation, verdict, place in checked(report):
        if verdict.location != "other-edition" or not verdict.cite:
            continue
        work = resolutions[verdict.cite].work
        if work not in told:
            told.add(work)
            yield Hit(
                message=f"the note says {said(cites[verdict.cite].locators)}, and the library's files number their "
                f"volumes otherwise: pages of this work cannot be compared (first seen here: {named(place, report)})",
                span=quotation.span,
                quotation=quotation.id,
                note=cites[verdict.cite].note,
            )


RULES = (
    Rule(
        code="L101",
        name="wrong-page",
        severity="warning",
        summary="The words stand in the cited work, but not on the cited page.",
        documentation=(
            "Printed page numbers are compared, not file pages. Nothing is reported where the file has no "
            "page marks or the note names no page. Where the nearest note stands in another paragraph, the "
            "severity is lowered: it may not be the note of this quotation."
        ),
        example="The note says p. 53; the words stand on p. 58.",
        find=_other_pages,
    ),
    Rule(
        code="L102",
        name="other-edition",
        severity="info",
        summary="The library holds another edition than the one cited, and its pages cannot be compared.",
        documentation=(
            "The cite names a volume that no file of the work carries, or two files of the work carry the same "
            "volume number. Said once for each work."
        ),
        example="“Greville, IV, 21”, and the files are three parts, each with a first volume.",
        find=_other_editions,
    ),
)
