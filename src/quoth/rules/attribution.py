"""A: whose words they are."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.model.finding import Alignment, Report
from quoth.rules.rule import Hit, Rule, checked

__all__ = ["RULES", "named"]


def named(place: Alignment, report: Report) -> str:
    """The book and the page of a place, as a person would say it."""
    witness = next(witness for witness in report.library.witnesses if witness.id == place.passage.witness)
    title = witness.metadata.title or witness.path
    volume = f", vol. {witness.metadata.volume}" if witness.metadata.volume else ""
    pages = place.passage.pages
    return title + volume + (f", p. {'–'.join(dict.fromkeys((pages[0], pages[-1])))}" if pages else "")


def _other_works(report: Report) -> Iterator[Hit]:
    for quotation, verdict, place in checked(report):
        if verdict.attribution == "other-work":
            yield Hit(
                message=f"these words are not in the work that the note cites; they are in {named(place, report)}",
                span=quotation.span,
                quotation=quotation.id,
                note=quotation.notes[0],
            )


def _elsewhere(report: Report) -> Iterator[Hit]:
    for quotation, verdict, place in checked(report):
        if verdict.attribution == "work-not-held":
            yield Hit(
                message=f"the cited work is not in the library; the same words stand in {named(place, report)}",
                span=quotation.span,
                quotation=quotation.id,
                note=quotation.notes[0],
            )


RULES = (
    Rule(
        code="A101",
        name="wrong-work",
        severity="error",
        summary="The words stand in another book than the one the note cites.",
        documentation=(
            "Every work that the note cites is held and does not have these words; another book of the library "
            "has them. Where the note is in another paragraph, names a work that is not held, or cannot be "
            "resolved, nothing is reported here."
        ),
        example="A sentence of the memoirs with the note “Letters, 14”.",
        find=_other_works,
    ),
    Rule(
        code="A102",
        name="found-elsewhere",
        severity="info",
        summary="The cited work is not in the library, but the words stand in another book that is.",
        documentation=(
            "No fault is implied: the cited work may have the words too. The wording is compared with the book "
            "that is held, and says so."
        ),
        example="A letter cited from a biography that is not held, found in the edition of the letters.",
        find=_elsewhere,
    ),
)
