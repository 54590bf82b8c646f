"""N: the notes themselves."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.model.citation import Cite
from quoth.model.finding import Report
from quoth.rules.rule import Hit, Rule

__all__ = ["RULES"]

BACK_REFERENCES = ("ibid", "idem", "op-cit", "supra")


def _cites(report: Report) -> dict[str, Cite]:
    return {cite.id: cite for citation in report.citations for cite in citation.cites}


def _dangling(report: Report) -> Iterator[Hit]:
    cites = _cites(report)
    for resolution in report.resolutions:
        cite = cites[resolution.cite]
        if resolution.status == "unresolved" and cite.form in BACK_REFERENCES:
            words = cite.span.of(report.manuscript.text)
            yield Hit(message=f"“{words}” leads nowhere: {resolution.why}", span=cite.span, note=cite.note)


def _ambiguous(report: Report) -> Iterator[Hit]:
    cites, works = _cites(report), {work.id: work for work in report.works}
    for resolution in report.resolutions:
        cite = cites[resolution.cite]
        if resolution.status == "ambiguous":
            words = cite.span.of(report.manuscript.text)
            named = " or ".join(works[work].title or works[work].author for work in resolution.candidates)
            yield Hit(message=f"“{words}” may mean {named}: {resolution.why}", span=cite.span, note=cite.note)


def _uncalled(report: Report) -> Iterator[Hit]:
    for note in report.manuscript.notes:
        if not note.anchors:
            yield Hit(message=f"nothing in the text calls note {note.label}", span=note.span, note=note.id)


RULES = (
    Rule(
        code="N101",
        name="dangling-ibid",
        severity="error",
        summary="An Ibid. or another back reference has nothing to refer to.",
        documentation=(
            "The note before cites nothing, is commentary, or does not exist; or the author of an op. cit. has "
            "not been cited. A note inserted later is the usual cause.\n\nName the work."
        ),
        example="Note 1 of a chapter reads “Ibid., p. 53”.",
        find=_dangling,
    ),
    Rule(
        code="N102",
        name="ambiguous-citation",
        severity="warning",
        summary="A citation may mean two works.",
        documentation=(
            "An Ibid. after a note with two works, an op. cit. with two works of its author, a short title that "
            "fits two. quoth names the candidates and chooses none."
        ),
        example="“Ibid., p. 9” after “Letters, I, 14; Girlhood, I, 280”.",
        find=_ambiguous,
    ),
    Rule(
        code="N103",
        name="uncalled-note",
        severity="warning",
        summary="A note stands in the notes, and nothing in the text calls it.",
        documentation="Its mark was lost, or its number occurs twice in the list.",
        example="Notes 1 to 17 are listed; the text has no mark 9.",
        find=_uncalled,
    ),
)
