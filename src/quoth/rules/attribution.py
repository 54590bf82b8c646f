"""A: whose words they are."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.model.finding import Report
from quoth.rules.phrases import found_at
from quoth.rules.rule import Checked, Hit, Rule, checked

__all__ = ["RULES"]


def _other_works(report: Report) -> Iterator[Hit]:
    for found in checked(report):
        if found.verdict.attribution == "other-work":
            yield _hit(found, "these words are not in the work that the note cites; they stand in")


def _elsewhere(report: Report) -> Iterator[Hit]:
    for found in checked(report):
        if found.verdict.attribution == "work-not-held":
            yield _hit(found, "the cited work is not in the library; these words stand in")


def _hit(found: Checked, said: str) -> Hit:
    return Hit(
        message=f"{said} {found_at(found.place, found.witness)}",
        span=found.quotation.span,
        quotation=found.quotation.id,
        note=found.note,
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
