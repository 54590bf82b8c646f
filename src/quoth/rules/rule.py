"""What a rule is: one object with its code, name, documentation and finder. Everything that is ever said of a rule,
in the terminal, in a report or in the documentation, comes from here.

Codes go by axis: Q wording, A attribution, L location, N notes. A name reads after "allow": allow silent-omission.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quoth.model.finding import Alignment, Finding, Fix, Report, Severity, Verdict
from quoth.model.manuscript import Quotation
from quoth.model.text import Span

__all__ = ["Hit", "Rule", "checked", "excerpt"]

EXCERPT = 60  # letters: longer stretches are shown by their ends


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
    `example` shows one case."""

    code: str
    name: str
    severity: Severity
    summary: str
    documentation: str
    example: str
    find: Callable[[Report], Iterator[Hit]]

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


def checked(report: Report) -> Iterator[tuple[Quotation, Verdict, Alignment]]:
    """The quotations whose words were found, with their verdicts."""
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        if verdict.alignment is not None:
            yield quotation, verdict, verdict.alignment


def excerpt(words: str) -> str:
    """`words` on one line, the middle left out where they are many."""
    line = " ".join(words.split()).strip(" ,;:")
    if len(line) <= EXCERPT:
        return line
    head, tail = line[: EXCERPT * 2 // 3].rsplit(" ", 1)[0], line[-EXCERPT // 3 :].split(" ", 1)[-1]
    return f"{head} […] {tail}"
