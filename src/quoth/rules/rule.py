"""What a rule is: one object with its code, name, documentation and finder. Everything that is ever said of a rule,
in the terminal, in a report or in the documentation, comes from here.

Codes go by axis: Q wording, A attribution, L location, N notes, F form, T time. A name reads after "allow": allow
silent-omission.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from quoth.model.citation import Cite
from quoth.model.finding import Alignment, EditOp, Finding, Fix, FixGrade, Report, Severity, Verdict
from quoth.model.manuscript import Quotation
from quoth.model.source import Witness
from quoth.model.text import Span

__all__ = ["Checked", "Hit", "Rule", "checked", "once"]

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where a rule applies, before it is stamped with the rule's code and severity."""

    message: str
    span: Span
    quotation: str | None = None
    note: str | None = None
    fix: Fix | None = None
    severity: Severity | None = None  # None: the rule's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`summary` is one line; `documentation` says what is found, what is not, and what to do, in plain paragraphs;
    `example` shows one case. `origin` says whose rule it is: a style guide's, a custom of the trade, or quoth's own.
    `grade` is that of the fixes it offers: "safe" ones change no meaning, "unsafe" ones may, "display-only" ones show
    what the source has and are never applied; None where it offers none."""

    code: str
    name: str
    severity: Severity
    summary: str
    documentation: str
    example: str
    origin: str
    find: Callable[[Report], Iterator[Hit]]
    grade: FixGrade | None = None

    def findings(self, report: Report) -> Iterator[Finding]:
        for hit in self.find(report):
            yield Finding(
                rule=self.code,
                severity=hit.severity or self.severity,
                message=hit.message,
                span=hit.span,
                quotation=hit.quotation,
                note=hit.note,
                fix=hit.fix,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A quotation whose words were found: where, in which book, and which cite was held against it (None: none).
    `beside_unheld`: its notes also cite a work that the library does not hold, or that nobody can tell."""

    quotation: Quotation
    verdict: Verdict
    place: Alignment
    witness: Witness
    cite: Cite | None
    beside_unheld: bool = False

    @property
    def edits(self) -> tuple[EditOp, ...]:
        return self.place.edits

    @property
    def note(self) -> str | None:
        """The id of the nearest note."""
        return self.quotation.notes[0] if self.quotation.notes else None


def once(find: Callable[[Report], Told]) -> Callable[[Report], Told]:
    """What is found of a report, kept for the rules that ask for it next: a report is asked about by all rules, one
    after the other, and is a value. What is kept is not to be changed either."""
    last: tuple[Report, Told] | None = None

    @wraps(find)
    def found(report: Report) -> Told:
        nonlocal last
        kept = last
        if kept is None or kept[0] is not report:
            kept = last = report, find(report)
        return kept[1]

    return found


@once
def checked(report: Report) -> tuple[Checked, ...]:
    """The quotations whose words were found, in order."""
    return tuple(_checked(report))


def _checked(report: Report) -> Iterator[Checked]:
    witnesses = {witness.id: witness for witness in report.library.witnesses}
    cites = {cite.id: cite for citation in report.citations for cite in citation.cites}
    unheld = _notes_with_unheld(report)
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        place = verdict.alignment
        if place is not None:
            yield Checked(
                quotation=quotation,
                verdict=verdict,
                place=place,
                witness=witnesses[place.passage.witness],
                cite=cites.get(verdict.cite or ""),
                beside_unheld=not unheld.isdisjoint(quotation.notes),
            )


def _notes_with_unheld(report: Report) -> frozenset[str]:
    """The notes that cite a work which the library does not hold."""
    held = {resolution.cite for resolution in report.resolutions if resolution.witnesses}
    return frozenset(
        citation.note
        for citation in report.citations
        if citation.note is not None and any(cite.id not in held for cite in citation.cites)
    )
