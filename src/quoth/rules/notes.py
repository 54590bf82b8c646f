"""N: the notes themselves."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.find.names import surname, surnames
from quoth.model.citation import Cite
from quoth.model.finding import Report, Resolution
from quoth.model.source import Work
from quoth.resolve.resolved import FIRST
from quoth.rules.numbering import misnumbered, unanswered
from quoth.rules.rule import Hit, Rule

__all__ = ["RULES"]

FEWEST_FULL = 2  # works named in full: a manuscript with fewer does not name works in full
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


def _shortened(report: Report) -> Iterator[tuple[Cite, Resolution, list[Work]]]:
    """The first cite of each work that a short form alone names, with the works of its author that are named in full.
    Nothing where it is not the manuscript's way to name works in full, with year or publisher."""
    cites, works = _cites(report), {work.id: work for work in report.works}
    full = [work for work in report.works if work.title and (work.year or work.reference.publisher)]
    paged = {resolution.work for resolution in report.resolutions if _paged(cites[resolution.cite])}
    if len(full) < max(FEWEST_FULL, len(paged) / 2):
        return
    told: set[str] = set()
    for resolution in report.resolutions:
        cite, work = cites[resolution.cite], resolution.work
        if work is None or work in told:
            continue
        told.add(work)
        by_year = cite.form == "full" and not works[work].title  # "Smith 1999", and no list has it
        if by_year or (resolution.by == FIRST and cite.form in ("short", "author") and _paged(cite)):
            name = surname(works[work].author)
            yield cite, resolution, [work for work in full if name and name in surnames(work.author)]


def _paged(cite: Cite) -> bool:
    """Whether it names a page: newspapers, laws and letters are cited by their date and have no full form."""
    return any(locator.kind == "page" for locator in cite.locators)


def _unknown_titles(report: Report) -> Iterator[Hit]:
    for cite, _, theirs in _shortened(report):
        if theirs and cite.title:
            named = " or ".join(work.title or work.year for work in theirs)
            yield Hit(message=f"“{cite.title}” is no work of {cite.author} that is named in full: {named}",
                      span=cite.span, note=cite.note)  # fmt: skip


def _never_in_full(report: Report) -> Iterator[Hit]:
    for cite, resolution, theirs in _shortened(report):
        if not (theirs and cite.title):
            count = sum(other.work == resolution.work for other in report.resolutions)
            times = "" if count == 1 else f" ({count} times)"
            named = cite.title or f"{cite.author} {cite.year}".strip()
            listed = ", nor listed among the works" if report.bibliography else ""
            yield Hit(message=f"{named} is cited in a short form{times} and nowhere in full{listed}",
                      span=cite.span, note=cite.note)  # fmt: skip


RULES = (
    Rule(
        code="N101",
        name="dangling-ibid",
        severity="error",
        origin="Chicago Manual of Style, chapter 14: notes and short forms",
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
        origin="Chicago Manual of Style, chapter 14: notes and short forms",
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
        origin="Chicago Manual of Style, chapter 14: notes and short forms",
        summary="A note stands in the notes, and nothing in the text calls it.",
        documentation="Its mark was lost, or its number occurs twice in the list.",
        example="Notes 1 to 17 are listed; the text has no mark 9.",
        find=_uncalled,
    ),
    Rule(
        code="N104",
        name="note-numbering",
        severity="warning",
        origin="Chicago Manual of Style, chapter 14: notes and short forms",
        summary="The numbers of notes are out of order, missing or given twice.",
        documentation=(
            "Notes are held against the one before, as they are printed; the order of their marks in the text is held "
            "against theirs. Numbering that begins again with a chapter or a page is no fault. Notes that a word "
            "processor numbers cannot be wrong and are never reported."
        ),
        example="The notes run 7, 8, 8, 10.",
        find=misnumbered,
    ),
    Rule(
        code="N105",
        name="dangling-mark",
        severity="warning",
        origin="Chicago Manual of Style, chapter 14: notes and short forms",
        summary="A mark in the text has no note.",
        documentation=(
            "A mark of Markdown that no note answers, or a number in brackets or raised where most such numbers are "
            "marks of notes. Plain numbers that only might be marks are never reported.\n\n"
            "Restore the note, or delete the mark."
        ),
        example="The text has [9]; the notes go from 8 to 10.",
        find=unanswered,
    ),
    Rule(
        code="N106",
        name="unknown-short-title",
        severity="warning",
        origin="Chicago Manual of Style, chapter 14: notes and short forms",
        summary="A short title fits no work of its author that is named in full.",
        documentation=(
            "The author has been cited in full or is listed in the bibliography, with other titles than this one. "
            "Either the title is misremembered, or the work is cited nowhere in full."
        ),
        example="“Serge, Birth of Power, 12”, where only his Memoirs and Unforgiving Years are named.",
        find=_unknown_titles,
    ),
    Rule(
        code="N107",
        name="never-cited-in-full",
        severity="info",
        origin="Chicago Manual of Style, chapter 14: notes and short forms",
        summary="A work is cited in a short form and nowhere in full.",
        documentation=(
            "Reported once for each work, where the manuscript names most works with their year or publisher, and this "
            "one with a page. "
            "Newspapers, letters and laws, which are cited by their date, are left alone; so are works that need no "
            "edition only if they are cited without pages."
        ),
        example="“Grey, 373”, and no note or list says what Grey wrote.",
        find=_never_in_full,
    ),
)
