"""Which books to take from the shelf: for each volume that is cited, its pages, and what to look up there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from quoth.model.citation import Cite, Locator
from quoth.model.finding import Report, Resolution, Verdict
from quoth.model.manuscript import Note, Quotation
from quoth.model.source import Witness, Work
from quoth.resolve.locators import volumes_named
from quoth.resolve.witnesses import of_volume

__all__ = ["Errand", "Pull", "pull_list", "unanswered"]

Doubt = Literal["", "work", "edition"]
Answers = tuple[tuple[Quotation, Verdict], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One thing to look up: `note` is the printed label, "" for a citation in the text; `at` where the manuscript calls
    it (labels are not unique), `locators` the pages, `answers` the quotations that should stand there with what was
    said of each. `doubt`: the cite may as well mean another work, or another edition."""

    note: str
    at: int
    locators: tuple[Locator, ...]
    answers: Answers
    doubt: Doubt = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One book, or one volume of it, "" where none is named, and its errands in order of the text.

    `work` says of itself what is said of the edition. `witnesses` are the files that carry it, () where the library
    does not hold it.
    """

    work: Work
    volume: str
    witnesses: tuple[Witness, ...]
    errands: tuple[Errand, ...]


def pull_list(report: Report) -> tuple[Pull, ...]:
    """Every book that is cited, in order of first citing, the editions and volumes of each in theirs."""
    errands: dict[tuple[str, str], list[Errand]] = {}
    for edition, volume, errand in _errands(report):
        errands.setdefault((edition, volume), []).append(errand)
    editions = _editions(report.works)
    place = {edition: i for i, edition in enumerate(editions)}
    files = {witness.id: witness for witness in report.library.witnesses}
    return tuple(
        Pull(
            work=work,
            volume=volume,
            witnesses=of_volume([files[id] for id in work.witnesses], volume, work.reference.volumes),
            errands=tuple(errands[edition, volume]),
        )
        for edition, volume in sorted(errands, key=lambda book: (place[book[0]], _number(book[1])))
        for work in (editions[edition],)
    )


def _editions(works: Iterable[Work]) -> dict[str, Work]:
    """Each edition of each work, as a work that says of itself what is said of that edition."""
    return {
        edition.id: replace(work, id=edition.id, reference=edition.reference, record=edition.record)
        for work in works
        for edition in work.every_edition
    }


def unanswered(report: Report) -> tuple[Pull, ...]:
    """What the library has no answer to: the books it does not hold, and of their quotations those whose words it has
    nowhere else."""
    return tuple(
        replace(pull, errands=tuple(replace(each, answers=_open(each.answers)) for each in _certain(pull)))
        for pull in pull_list(report)
        if not pull.witnesses and _certain(pull)
    )


def _certain(pull: Pull) -> list[Errand]:
    return [errand for errand in pull.errands if errand.doubt != "work"]


def _open(answers: Answers) -> Answers:
    return tuple((quotation, verdict) for quotation, verdict in answers if not verdict.alignment)


def _number(volume: str) -> tuple[int, str]:
    return (int(volume), "") if volume.isdecimal() else (0, volume)


def _errands(report: Report) -> Iterator[tuple[str, str, Errand]]:
    """The edition, the volume and the errand of every cite, one for each volume that it names."""
    leads = {resolution.cite: resolution for resolution in report.resolutions}
    notes = {note.id: note for note in report.manuscript.notes}
    quoted = _quoted(report)
    editions = {work.id: tuple(edition.id for edition in work.every_edition) for work in report.works}
    for citation in report.citations:
        for cite in citation.cites:
            note = notes.get(citation.note or "")
            answers = _for_cite(cite, quoted.get(citation.note or "", ()))
            for edition in _meant(leads[cite.id], editions):
                for volume in volumes_named(cite) or ("",):
                    errand = _errand(cite, note, volume, answers)
                    yield edition, volume, replace(errand, doubt=_doubt(leads[cite.id]))


def _meant(resolution: Resolution, editions: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The editions that a cite may mean."""
    if resolution.work is None:
        return resolution.candidates
    return (resolution.edition,) if resolution.edition else editions[resolution.work]


def _doubt(resolution: Resolution) -> Doubt:
    if resolution.work is None:
        return "work"
    return "" if resolution.edition else "edition"


def _errand(cite: Cite, note: Note | None, volume: str, answers: Answers) -> Errand:
    return Errand(
        note=note.label if note else "",
        at=(note.anchors[0] if note and note.anchors else cite.span).start,
        locators=tuple(locator for locator in cite.locators if (locator.volume or volume) == volume),
        answers=answers,
    )


def _quoted(report: Report) -> Mapping[str, Answers]:
    """The quotations by the nearest note of each; those inside another are looked up with it."""
    quoted: dict[str, Answers] = {}
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        if quotation.role == "quotation" and quotation.within is None and quotation.notes:
            note = quotation.notes[0]
            quoted[note] = (*quoted.get(note, ()), (quotation, verdict))
    return quoted


def _for_cite(cite: Cite, answers: Answers) -> Answers:
    """Of the quotations of a note those that `cite` may answer for: not those that were found by another cite."""
    return tuple(
        (quotation, said) for quotation, said in answers if said.alignment is None or said.cite in (None, cite.id)
    )
