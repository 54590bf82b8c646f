"""Which books to take from the shelf: for each work that is cited and not held, its pages and what to look up there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.model.citation import Locator
from quoth.model.finding import Report
from quoth.model.manuscript import Quotation
from quoth.model.source import Work

__all__ = ["Errand", "Pull", "pull_list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One thing to look up: `note` is the printed label, `at` where the manuscript calls it (labels are not unique),
    `locators` the pages, `quotations` the words to find there."""

    note: str
    at: int
    locators: tuple[Locator, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One book and its errands, in order of the text."""

    work: Work
    errands: tuple[Errand, ...]


def pull_list(report: Report) -> tuple[Pull, ...]:
    """The works not held, in order of first citing. A quotation whose words were found elsewhere is not listed."""
    errands: dict[str, list[Errand]] = {}
    for work, errand in _errands(report):
        errands.setdefault(work, []).append(errand)
    return tuple(
        Pull(work=work, errands=tuple(errands[work.id]))
        for work in report.works
        if work.id in errands and not work.witnesses
    )


def _errands(report: Report) -> Iterator[tuple[str, Errand]]:
    leads = {resolution.cite: resolution.work for resolution in report.resolutions}
    notes = {note.id: note for note in report.manuscript.notes}
    waiting = _waiting(report)
    for citation in report.citations:
        for cite in citation.cites:
            work = leads[cite.id]
            if work is not None:
                note = notes.get(citation.note or "")
                yield (
                    work,
                    Errand(
                        note=note.label if note else "",
                        at=(note.anchors[0] if note and note.anchors else cite.span).start,
                        locators=cite.locators,
                        quotations=waiting.get(note.id, ()) if note else (),
                    ),
                )


def _waiting(report: Report) -> dict[str, tuple[Quotation, ...]]:
    """The quotations that nothing in the library answers, by the nearest note of each."""
    waiting: dict[str, tuple[Quotation, ...]] = {}
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        if quotation.role == "quotation" and quotation.within is None and quotation.notes and not verdict.alignment:
            note = quotation.notes[0]
            waiting[note] = (*waiting.get(note, ()), quotation)
    return waiting
