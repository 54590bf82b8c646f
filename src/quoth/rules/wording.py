"""Q: the words of a quotation against the words of its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence

from quoth.judge.wording import permitted
from quoth.model.finding import EditKind, EditOp, Fix, Report
from quoth.rules.phrases import book, excerpt
from quoth.rules.rule import Checked, Hit, Rule, checked

__all__ = ["RULES"]

ANSWERABLE = frozenset({"cited-work", "other-work"})  # attributions under which the book compared decides
SAID = 3  # differences put into words; the rest is counted

# Words that turn a sentence round. English, French, German, Italian, Spanish: the languages of the first users.
_NEGATION = re.compile(
    r"(?<![^\W_])(?:not|never|no|none|nor|neither|nobody|nothing|cannot|without|hardly|\w+n['’]t"
    r"|ne|pas|jamais|rien|aucune?|ni|nicht|kein\w*|nie|niemals|non|mai|nulla|nunca|jamás|nada|sin)(?![^\W_])",
    re.IGNORECASE,
)


def _substitutions(report: Report) -> Iterator[Hit]:
    return _differing(report, {"replace", "insert"}, _said_substitution)


def _said_substitution(quoted: str, source: str) -> str:
    return f"“{quoted}” where the source has “{source}”" if source else f"“{quoted}” is not in the source"


def _omissions(report: Report) -> Iterator[Hit]:
    return _differing(report, {"omit"}, lambda _, source: f"“{source}” is left out without a mark")


def _transpositions(report: Report) -> Iterator[Hit]:
    return _differing(report, {"move"}, _said_transposition)


def _said_transposition(quoted: str, source: str) -> str:
    return f"“{quoted}”: the source has {f'“{source}”' if source else 'it elsewhere'}"


def _slips(report: Report) -> Iterator[Hit]:
    return _differing(report, {"slip"}, lambda quoted, source: f"“{quoted}” is “{source}” in the file searched")


def _accidentals(report: Report) -> Iterator[Hit]:
    text = report.manuscript.text
    for found in checked(report):
        if found.verdict.wording == "accidentals":
            changes = [edit for edit in found.edits if edit.op != "slip" and not permitted(edit, found.place, text)]
            if changes:
                yield _hit(found, changes, text, _said_accidental)


def _said_accidental(quoted: str, source: str) -> str:
    return f"“{quoted}” is printed “{source}”" if quoted != source else "points differ"


def _differing(report: Report, kinds: Container[EditKind], say: Callable[[str, str], str]) -> Iterator[Hit]:
    """One hit for each quotation that has edits of these kinds."""
    for found in checked(report):
        edits = [edit for edit in found.edits if edit.op in kinds]
        if edits:
            yield _hit(found, edits, report.manuscript.text, say)


def _hit(found: Checked, edits: Sequence[EditOp], text: str, say: Callable[[str, str], str]) -> Hit:
    """All the differences of a kind; `say` puts one into words, from what is quoted and what is printed."""
    said = [say(excerpt(edit.quotation.of(text)), excerpt(found.place.printed(edit))) for edit in edits]
    clauses = list(dict.fromkeys(said))
    more = [f"and {len(clauses) - SAID} more"] if len(clauses) > SAID else []
    return Hit(
        message="; ".join(clauses[:SAID] + more) + _doubt(found),
        span=found.quotation.span,
        quotation=found.quotation.id,
        note=found.note,
        fix=_restored(found, edits),
        severity=None if found.verdict.attribution in ANSWERABLE else "info",
    )


def _doubt(found: Checked) -> str:
    """What must be added where the book compared is not the book cited: that one may read otherwise."""
    if found.verdict.attribution in ANSWERABLE:
        return ""
    return f" (compared with {book(found.witness)}; the work cited may read otherwise)"


def _restored(found: Checked, edits: Sequence[EditOp]) -> Fix | None:
    """The source's own words in place of those quoted. Shown, never applied unasked: the author may have meant it."""
    if len(edits) != 1 or (edits[0].op == "move" and not found.place.printed(edits[0])):
        return None
    return Fix(span=edits[0].quotation, text=found.place.printed(edits[0]), grade="display-only")


def _hidden_negations(report: Report) -> Iterator[Hit]:
    for found in checked(report):
        for edit in found.edits:
            hidden = found.place.printed(edit) if edit.op == "ellipsis" else ""
            negation = _NEGATION.search(hidden)
            if negation:
                yield Hit(
                    message=f"the dots hide “{negation.group()}”: “{excerpt(hidden)}”",
                    span=edit.quotation,
                    quotation=found.quotation.id,
                    note=found.note,
                )


def _absences(report: Report) -> Iterator[Hit]:
    names = {witness.id: witness.path for witness in report.library.witnesses}
    works = {resolution.cite: resolution for resolution in report.resolutions}
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        if verdict.wording != "not-found":
            continue
        cited = works[verdict.cite].witnesses if verdict.cite else ()
        yield Hit(
            message=f"these words are not in {_listed([names[witness] for witness in cited])}, "
            f"nor anywhere in the {len(verdict.searched)} files searched",
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
        summary="Words stand in the quotation that the source does not have.",
        documentation=(
            "The passage was found, and at least one word of it is another word in the quotation, or a word was "
            "put in without brackets. Spelling, capitals and points are Q105; a letter that looks like damage in "
            "the file searched is Q107. Where the book compared is not the book cited, because that one is not in "
            "the library, the severity is lowered: it may read otherwise.\n\n"
            "Restore the source's word, or put yours in brackets."
        ),
        example="“He wrote twenty letters” — the source has “He wrote twenty books”.",
        find=_substitutions,
    ),
    Rule(
        code="Q102",
        name="silent-omission",
        severity="error",
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
        summary="Points, capitals or spelling are not those of the source.",
        documentation=(
            "The words are the source's; their dress is not. What may be changed in silence is not reported: "
            "the shape of quotation marks, dashes and dots, the capital of the first word, the point after the "
            "last (Chicago Manual of Style, 13.7)."
        ),
        example="“honor” — the source prints “honour”.",
        find=_accidentals,
    ),
    Rule(
        code="Q106",
        name="hidden-negation",
        severity="warning",
        summary="The dots of an ellipsis hide a “not” or another word that turns the sense.",
        documentation=(
            "An ellipsis is opened and the words under it are read. Where they hold a negation, the sentence may "
            "say something else without them. Often it does not: read the hidden words and judge."
        ),
        example="“I did … regret it” — the source has “I did not for a moment regret it”.",
        find=_hidden_negations,
    ),
    Rule(
        code="Q107",
        name="damaged-source",
        severity="info",
        summary="A word differs by letters that look like damage in the file searched.",
        documentation=(
            "The file's form is not a word that the library knows, the quotation's form is, and the letters are "
            "ones that scanners confuse. The quotation is not accused; look at the page itself if it matters."
        ),
        example="“the” — the file has “tlie”.",
        find=_slips,
    ),
)
