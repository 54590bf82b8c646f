"""Which books to take from the shelf: for each volume that is cited, its pages, and what to look up there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from quoth.model.citation import Cite, Locator
from quoth.model.finding import Report, Resolution, Verdict
from quoth.model.manuscript import Note, Quotation
from quoth.model.source import Witness, Work
from quoth.resolve.locators import volumes_named
from quoth.resolve.witnesses import of_volume

__all__ = ["Errand", "Pull", "pull_list", "unanswered"]

Answers = tuple[tuple[Quotation, Verdict], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One thing to look up: `note` is the printed label, "" for a citation in the text; `at` where the manuscript calls
    it (labels are not unique), `locators` the pages, `answers` the quotations that should stand there with what was
    said of each. `sure` is False where the cite may as well mean another work."""

    note: str
    at: int
    locators: tuple[Locator, ...]
    answers: Answers
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One book, or one volume of it, "" where none is named, and its errands in order of the text. `witnesses` are the
    files that carry it, () where the library does not hold it."""

    work: Work
    volume: str
    witnesses: tuple[Witness, ...]
    errands: tuple[Errand, ...]


def pull_list(report: Report) -> tuple[Pull, ...]:
    """Every book that is cited, in order of first citing, the volumes of each in theirs."""
    errands: dict[tuple[str, str], list[Errand]] = {}
    for work, volume, errand in _errands(report):
        errands.setdefault((work, volume), []).append(errand)
    place = {work.id: i for i, work in enumerate(report.works)}
    works = {work.id: work for work in report.works}
    files = {witness.id: witness for witness in report.library.witnesses}
    return tuple(
        Pull(
            work=works[work],
            volume=volume,
            witnesses=of_volume([files[id] for id in works[work].witnesses], volume, works[work].reference.volumes),
            errands=tuple(errands[work, volume]),
        )
        for work, volume in sorted(errands, key=lambda book: (place[book[0]], _number(book[1])))
    )


def unanswered(report: Report) -> tuple[Pull, ...]:
    """What the library has no answer to: the books it does not hold, and of their quotations those whose words it has
    nowhere else."""
    return tuple(
        replace(pull, errands=tuple(replace(each, answers=_open(each.answers)) for each in pull.errands if each.sure))
        for pull in pull_list(report)
        if not pull.witnesses and any(each.sure for each in pull.errands)
    )


def _open(answers: Answers) -> Answers:
    return tuple((quotation, verdict) for quotation, verdict in answers if not verdict.alignment)


def _number(volume: str) -> tuple[int, str]:
    return (int(volume), "") if volume.isdecimal() else (0, volume)


def _errands(report: Report) -> Iterator[tuple[str, str, Errand]]:
    """The work, the volume and the errand of every cite, one for each volume that it names."""
    leads = {resolution.cite: resolution for resolution in report.resolutions}
    notes = {note.id: note for note in report.manuscript.notes}
    quoted = _quoted(report)
    for citation in report.citations:
        for cite in citation.cites:
            note = notes.get(citation.note or "")
            answers = _for_cite(cite, quoted.get(citation.note or "", ()))
            for work in _meant(leads[cite.id]):
                for volume in volumes_named(cite) or ("",):
                    errand = _errand(cite, note, volume, answers)
                    yield work, volume, replace(errand, sure=leads[cite.id].work is not None)


def _meant(resolution: Resolution) -> tuple[str, ...]:
    return (resolution.work,) if resolution.work else resolution.candidates


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
