"""Q: what was put into a quotation: brackets, held against what they stand for, and words from another place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from quoth.judge.joins import from_elsewhere
from quoth.judge.nature import bracketed, stands_for
from quoth.judge.wording import SUBSTANTIVE, permitted
from quoth.model.finding import EditOp, Report
from quoth.model.manuscript import Alteration
from quoth.model.source import Witness
from quoth.rules.differences import ANSWERABLE, is_joined, stands_in, told
from quoth.rules.phrases import excerpt
from quoth.rules.rule import Checked, Hit, Rule, checked

__all__ = ["RULES"]


def _turning_brackets(report: Report) -> Iterator[Hit]:
    text = report.manuscript.text
    for found in checked(report):
        for edit in found.edits:
            nature = bracketed(edit, found.place, text) if edit.op == "bracket" else None
            if nature is not None:
                put, printed = excerpt(edit.quotation.of(text)), excerpt(stands_for(edit, found.place, text))
                there = f"the source has “{printed}”" if printed else "the source has nothing there"
                yield _hit(found, edit, f"“{put}”: {there} ({nature})")


def _sics(report: Report) -> Iterator[Hit]:
    text = report.manuscript.text
    for found in checked(report):
        for mark in found.quotation.alterations:
            odd = _before(mark, found, text) if mark.kind == "sic" else None
            if odd is not None and (odd.op in ("replace", "insert", "spelling") or _differs(odd, found, text)):
                quoted, printed = excerpt(odd.quotation.of(text)), excerpt(found.place.printed(odd))
                there = f"“{printed}” in the source" if printed else "not in the source"
                yield _hit(found, odd, f"“{quoted}” is marked [sic], and is {there}")


def _before(mark: Alteration, found: Checked, text: str) -> EditOp | None:
    """The step that has the word before a mark, None where that is not the last thing it has."""
    before = [edit for edit in found.edits if edit.quotation.stop <= mark.span.start and edit.op != "bracket"]
    worded = [edit for edit in before if any(map(str.isalnum, edit.quotation.of(text)))]
    if not worded or any(map(str.isalnum, text[worded[-1].quotation.stop : mark.span.start])):
        return None
    return worded[-1]


def _differs(edit: EditOp, found: Checked, text: str) -> bool:
    letters = re.compile(r"[\W_]")
    quoted, printed = letters.sub("", edit.quotation.of(text)), letters.sub("", found.place.printed(edit))
    return edit.op == "accidental" and quoted != printed and not permitted(edit, found.place, text)


def _joined_passages(report: Report) -> Iterator[Hit]:
    witnesses = {witness.id: witness for witness in report.library.witnesses}
    for found in checked(report):
        moved = [from_elsewhere(edit, found.verdict) for edit in found.edits if edit.op == "move"]  # told as such, Q103
        apart = [edit for edit in found.edits if edit.op in SUBSTANTIVE and is_joined(edit, found)]
        edits = [edit for edit in apart if from_elsewhere(edit, found.verdict) not in moved]
        if edits:
            yield told(found, edits, report.manuscript.text, partial(_joined, witnesses))


def _joined(witnesses: Mapping[str, Witness], edit: EditOp, found: Checked, text: str) -> str:
    place = from_elsewhere(edit, found.verdict)
    return f"{stands_in(place, witnesses, text)}, apart from the rest" if place else ""


def _hit(found: Checked, edit: EditOp, message: str) -> Hit:
    return Hit(
        message=message,
        span=edit.quotation,
        quotation=found.quotation.id,
        note=found.note,
        severity=None if found.verdict.attribution in ANSWERABLE else "info",
    )


RULES = (
    Rule(
        code="Q301",
        name="turning-brackets",
        severity="warning",
        origin="Chicago Manual of Style, chapter 13: brackets clarify, they do not alter",
        summary="Words in brackets deny what the source affirms, or name another number, person or sex.",
        documentation=(
            "Brackets say that the words in them are the author's. They explain, or stand in place of words of the "
            "source, which are shown beside them. Told are those that put a negation in or take one out, give "
            "another number, put one name in place of another, or “her” where the source has “his”. A name in place "
            "of a pronoun, another ending, another tense are what brackets are for."
        ),
        example="“I did [not] regret it” — the source has “I did regret it”.",
        find=_turning_brackets,
    ),
    Rule(
        code="Q302",
        name="needless-sic",
        severity="warning",
        origin="Chicago Manual of Style, 13.61",
        summary="[sic] stands behind a word that the source has in another form.",
        documentation=(
            "[sic] says that an odd form is the source's own (Chicago Manual of Style, 13.61). Here the source has "
            "another: the odd form is the manuscript's. Whether a form that the source does have is odd enough for "
            "a [sic] is nobody's business but the author's.\n\n"
            "Restore the source's form and take the mark out."
        ),
        example="“My brother recieved [sic] it” — the source has “My brother received it”.",
        find=_sics,
    ),
    Rule(
        code="Q305",
        name="joined-passages",
        severity="error",
        grade="display-only",
        origin="Chicago Manual of Style, 13.50–55: what is left out between two parts is marked",
        summary="Words from two places stand as one quotation.",
        documentation=(
            "A part of the quotation is not in the passage, but stands word for word in another place: too far from "
            "it for the words between to be a cut, before it, or in another book. Where it stands is said. Words "
            "nearby in another order are Q103; what was left out between is Q102.\n\n"
            "Make two quotations of it, each with its page."
        ),
        example="“The ice came early. Twelve men signed the paper” — the second sentence stands four pages further on.",
        find=_joined_passages,
    ),
)
