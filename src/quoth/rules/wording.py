"""Q: the words of a quotation against the words of its source."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from quoth.judge.respelling import Respelling, respelling
from quoth.judge.wording import permitted
from quoth.model.finding import Alignment, EditKind, Report, Severity
from quoth.rules.differences import (
    SAID,
    Say,
    accidental,
    is_joined,
    omitted,
    slipped,
    stands_in,
    substituted,
    told,
    transposed,
)
from quoth.rules.phrases import book
from quoth.rules.rule import Checked, Hit, Rule, checked, once

__all__ = ["RULES"]

BY_CHANCE = 2.0**-12  # places of so much evidence expected by chance: with fewer, the points prove that it is the place


def _substitutions(report: Report) -> Iterator[Hit]:
    return _differing(report, {"replace", "insert"}, substituted, lesser="warning")


def _omissions(report: Report) -> Iterator[Hit]:
    return _differing(report, {"omit"}, omitted, lesser="warning")


def _transpositions(report: Report) -> Iterator[Hit]:
    return _differing(report, {"move"}, transposed)


def _slips(report: Report) -> Iterator[Hit]:
    return _differing(report, {"slip"}, slipped)


def _accidentals(report: Report) -> Iterator[Hit]:
    text = report.manuscript.text
    throughout = _respelt(report)
    for found in checked(report):
        if found.verdict.wording == "accidentals" and _is_the_place(found):
            changes = [edit for edit in found.edits if edit.op != "slip" and not permitted(edit, found.place, text)]
            whole = throughout.get(found.witness.id)
            left = [edit for edit in changes if whole is None or edit not in whole]
            if left:
                yield told(found, left, text, accidental)


def _respellings(report: Report) -> Iterator[Hit]:
    """One hit for each book, at the first of its quotations."""
    throughout = dict(_respelt(report))
    for found in checked(report):
        whole = throughout.get(found.witness.id)
        if whole and whole.edits[0][0] is found.place:
            del throughout[found.witness.id]
            yield Hit(
                message=f"the spelling of {book(found.witness)} is changed throughout: {_respelt_words(whole)}",
                span=found.quotation.span,
                quotation=found.quotation.id,
                note=found.note,
            )


@once
def _respelt(report: Report) -> Mapping[str, Respelling]:
    """What is spelt otherwise throughout, by witness."""
    places: dict[str, list[Alignment]] = {}
    for found in checked(report):
        if _is_the_place(found):
            places.setdefault(found.witness.id, []).append(found.place)
    spelt = {witness: respelling(there, report.manuscript.text) for witness, there in places.items()}
    return {witness: whole for witness, whole in spelt.items() if whole}


def _respelt_words(whole: Respelling) -> str:
    """The words most often changed, and in how many quotations."""
    shown = [
        f"“{quoted}” for “{printed}”" + (f" ({count} times)" if count > 1 else "")
        for (quoted, printed), count in whole.words[:SAID]
    ]
    more = len(whole.words) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "") + f", in {whole.quotations} quotations"


def _is_the_place(found: Checked) -> bool:
    """Whether the words are so much their own, or stand so much where the note says, that the points are those of
    the passage meant: a common phrase has others in every book."""
    return found.verdict.location == "cited-page" or found.place.expected <= BY_CHANCE


def _differing(report: Report, kinds: Container[EditKind], say: Say, lesser: Severity | None = None) -> Iterator[Hit]:
    """One hit for each quotation that has edits of these kinds, but for what is joined to it from elsewhere (Q305);
    `lesser` is the severity where none is grave."""
    for found in checked(report):
        edits = [edit for edit in found.edits if edit.op in kinds and not is_joined(edit, found)]
        if edits:
            yield told(found, edits, report.manuscript.text, say, lesser=lesser)


def _absences(report: Report) -> Iterator[Hit]:
    witnesses = {witness.id: witness for witness in report.library.witnesses}
    works = {resolution.cite: resolution for resolution in report.resolutions}
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        if verdict.wording != "not-found":
            continue
        cited = works[verdict.cite].witnesses if verdict.cite else ()
        books = _listed([witnesses[witness].path for witness in cited])
        parts = [stands_in(place, witnesses, report.manuscript.text) for place in verdict.joined]
        absent = "do not stand together in" if parts else "are not in"
        yield Hit(
            message="; ".join(
                [f"these words {absent} {books}, nor anywhere in the {len(verdict.searched)} files searched", *parts]
            ),
            span=quotation.span,
            quotation=quotation.id,
            note=quotation.notes[0] if quotation.notes else None,
        )


def _listed(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


RULES = (
    Rule(
        code="Q101",
        name="misquotation",
        severity="error",
        grade="display-only",
        origin="Chicago Manual of Style, 13.7: the wording is reproduced exactly",
        summary="Words stand in the quotation that the source does not have.",
        documentation=(
            "The passage was found, and at least one word of it is another word in the quotation, or a word was "
            "put in without brackets. Spelling, capitals and points are Q105; a letter that looks like damage in "
            "the file searched is Q107. Where the book compared is not the book cited, because that one is not in "
            "the library, the severity is lowered: it may read otherwise; and so it is where only small words or "
            "endings differ.\n\n"
            "Restore the source's word, or put yours in brackets."
        ),
        example="“He wrote twenty letters” — the source has “He wrote twenty books”.",
        find=_substitutions,
    ),
    Rule(
        code="Q102",
        name="silent-omission",
        severity="error",
        grade="display-only",
        origin="Chicago Manual of Style, 13.50–55: what is left out is marked",
        summary="Words of the source are left out, and no dots say so.",
        documentation=(
            "Between the first and the last word of the quotation the source has words that the quotation does "
            "not, and no ellipsis stands there.\n\n"
            "Restore the words, or put an ellipsis where they were."
        ),
        example="“The only longing I have” — the source has “The only political longing I have”.",
        find=_omissions,
    ),
    Rule(
        code="Q103",
        name="transposition",
        severity="warning",
        grade="display-only",
        origin="Chicago Manual of Style, 13.7: the wording is reproduced exactly",
        summary="The source has the same words in another order.",
        documentation=(
            "Words that stand together in the source stand together here in another order; or the parts of a "
            "quotation with dots between them stand in the source, but not in this order."
        ),
        example="“shall once perhaps” — the source has “shall perhaps once”.",
        find=_transpositions,
    ),
    Rule(
        code="Q104",
        name="not-found",
        severity="error",
        origin="the custom of fact-checkers: every quotation is seen in its source",
        summary="The words are not in the work that the note cites, nor anywhere else in the library.",
        documentation=(
            "Every work that the note cites is held, was read whole and searched, and so was the rest of the "
            "library; nothing is like these words. Short quotations (three words and fewer), works in other "
            "languages and files that were read in part are never called not found but unchecked.\n\n"
            "Look for a slip in the note, for another edition, or for a quotation at second hand."
        ),
        example="A sentence with the note “Letters, I, 216” that stands in no volume of the Letters.",
        find=_absences,
    ),
    Rule(
        code="Q105",
        name="accidentals",
        severity="info",
        grade="display-only",
        origin="Chicago Manual of Style, 13.7: what may be changed in silence",
        summary="Points, capitals or spelling are not those of the source.",
        documentation=(
            "The words are the source's; their dress is not. What may be changed in silence is not reported: "
            "the shape of quotation marks, dashes and dots, the capital of the first word, the point after the "
            "last (Chicago Manual of Style, 13.7). Spelling that is changed throughout in what is quoted of a book is "
            "said once for the book (Q108)."
        ),
        example="“honor” — the source prints “honour”.",
        find=_accidentals,
    ),
    Rule(
        code="Q107",
        name="damaged-source",
        severity="info",
        grade="display-only",
        origin="quoth’s own: a scanner’s slip is no misquotation",
        summary="A word differs by letters that look like damage in the file searched.",
        documentation=(
            "The file's form is not a word that the library knows, the quotation's form is, and the letters are "
            "ones that scanners confuse. The quotation is not accused; look at the page itself if it matters."
        ),
        example="“the” — the file has “tlie”.",
        find=_slips,
    ),
    Rule(
        code="Q108",
        name="respelling",
        severity="info",
        origin="the custom of editors: spelling is modernised throughout or not at all, and a note says so",
        summary="The spelling of a book is changed throughout in what is quoted of it.",
        documentation=(
            "Three words or more, in two quotations or more of one book, are spelt in another way than the book has "
            "them, as printers of another time or country do: “show” for “shew”, “upon” for “vpon”, “avait” for "
            "“avoit”, “Tal” for “Thal”. Said once for each book, at the first of its quotations. A habit of spelling "
            "that any quotation of the book keeps is not changed throughout: its words are told where they stand "
            "(Q105).\n\n"
            "Say in a note that spelling is modernised, and let this stand with a comment or a waiver."
        ),
        example="“show”, “connection” and “public”, always — the source has “shew”, “connexion” and “publick”.",
        find=_respellings,
    ),
)
