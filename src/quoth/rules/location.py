"""L: where in the work they stand."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.model.finding import Report
from quoth.rules.phrases import found_at, places
from quoth.rules.rule import Hit, Rule, checked

__all__ = ["RULES"]


def _other_pages(report: Report) -> Iterator[Hit]:
    for found in checked(report):
        if found.verdict.location == "other-page" and found.cite:
            yield Hit(
                message=f"the note says {places(found.cite.locators)}; "
                f"the words stand in {found_at(found.place, found.witness)}",
                span=found.quotation.span,
                quotation=found.quotation.id,
                note=found.cite.note,
                severity=None if found.quotation.near else "info",
            )


def _other_editions(report: Report) -> Iterator[Hit]:
    """Once for each work, at its first quotation: pages of another edition are no fault of the author's."""
    works = {resolution.cite: resolution.work for resolution in report.resolutions}
    told: set[str | None] = set()
    for found in checked(report):
        if found.verdict.location == "other-edition" and found.cite and works[found.cite.id] not in told:
            told.add(works[found.cite.id])
            yield Hit(
                message=f"the note says {places(found.cite.locators)}, and the files of the library number the volumes "
                f"of this work otherwise: its pages cannot be compared (here: {found_at(found.place, found.witness)})",
                span=found.quotation.span,
                quotation=found.quotation.id,
                note=found.cite.note,
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
