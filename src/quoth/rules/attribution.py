"""A: whose words they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.judge.place import RESEMBLES_IN_WORK
from quoth.judge.wording import SUBSTANTIVE
from quoth.model.finding import Alignment, Report
from quoth.rules.phrases import found_at
from quoth.rules.rule import Checked, Hit, Rule, checked

__all__ = ["RULES"]


def _other_works(report: Report) -> Iterator[Hit]:
    second_hand = {first.found.quotation.id for first in _both_hands(report)}
    for found in checked(report):
        if found.verdict.attribution == "other-work" and found.quotation.id not in second_hand:
            yield _hit(found, "these words are not in the work that the note cites; they stand in")


def _elsewhere(report: Report) -> Iterator[Hit]:
    cited = _cited_files(report)
    for found in checked(report):
        if found.verdict.attribution == "work-not-held":
            also = ", which other notes cite" if found.witness.id in cited else ""
            yield _hit(found, "the cited work is not in the library; these words stand in", also)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hands:
    """A passage of the work cited, and one of another book that has it as it is quoted."""

    found: Checked
    cited: Alignment
    other: Alignment


def _both_hands(report: Report) -> Iterator[_Hands]:
    """Quotations that resemble a passage of the work cited and are, to the letter, one of another book."""
    files = _files_by_note(report)
    for found in checked(report):
        own = {file for note in found.quotation.notes for file in files.get(note, ())}
        places = [found.place, *found.verdict.candidates]
        cited = next((at for at in places if at.passage.witness in own and at.matched >= RESEMBLES_IN_WORK), None)
        other = next((at for at in places if at.passage.witness not in own and _to_the_letter(at)), None)
        if cited and other and not _to_the_letter(cited) and found.verdict.attribution in ("cited-work", "other-work"):
            yield _Hands(found=found, cited=cited, other=other)


def _to_the_letter(place: Alignment) -> bool:
    return not any(edit.op in SUBSTANTIVE for edit in place.edits)


def _files_by_note(report: Report) -> dict[str | None, set[str]]:
    """The files that the cites of a note lead to; none for a note that says "quoted in" and the like."""
    leads = {resolution.cite: resolution.witnesses for resolution in report.resolutions}
    return {
        citation.note: {file for cite in citation.cites for file in leads[cite.id]}
        for citation in report.citations
        if not any(cite.signal for cite in citation.cites)
    }


def _second_hand(report: Report) -> Iterator[Hit]:
    witnesses = {witness.id: witness for witness in report.library.witnesses}
    cited = _cited_files(report)
    for hands in _both_hands(report):
        book, own = witnesses[hands.other.passage.witness], witnesses[hands.cited.passage.witness]
        also = ", which other notes cite" if book.id in cited else ""
        said = f"the wording is not that of {found_at(hands.cited, own)}, which the note cites, but that of"
        yield Hit(
            message=f"{said} {found_at(hands.other, book)}{also}",
            span=hands.found.quotation.span,
            quotation=hands.found.quotation.id,
            note=hands.found.note,
        )


def _cited_files(report: Report) -> set[str]:
    return {witness for resolution in report.resolutions for witness in resolution.witnesses}


def _hit(found: Checked, said: str, also: str = "") -> Hit:
    return Hit(
        message=f"{said} {found_at(found.place, found.witness)}{also}",
        span=found.quotation.span,
        quotation=found.quotation.id,
        note=found.note,
    )


RULES = (
    Rule(
        code="A101",
        name="wrong-work",
        severity="error",
        origin="the custom of cite-checkers: the source has the words",
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
        origin="quoth’s own: a remark, where the work cited is not held",
        summary="The cited work is not in the library, but the words stand in another book that is.",
        documentation=(
            "No fault is implied: the cited work may have the words too. The wording is compared with the book "
            "that is held, and says so."
        ),
        example="A letter cited from a biography that is not held, found in the edition of the letters.",
        find=_elsewhere,
    ),
    Rule(
        code="A103",
        name="second-hand",
        severity="warning",
        origin="the custom of historians: “quoted in” where one has not seen the source",
        summary="The wording is that of another book than the one cited: the quotation is at second hand.",
        documentation=(
            "The work cited is held and has the passage, in other words; another book of the library has it as it is "
            "quoted. It was probably taken from there, with that book's changes. Where the note says so (“quoted "
            "in”), nothing is reported here.\n\n"
            "Restore the wording of the work cited, or cite the book that was used: “quoted in …”."
        ),
        example="A letter cited from the edition of the letters, in the words of a biography that abridged it.",
        find=_second_hand,
    ),
)
