"""The report for a person at a terminal.

Every quotation is answered, in the order of the text: a line where all is well or nothing could be checked, the two
wordings one over the other where something is to be seen. Then what the notes need, the list of books to pull from
the shelf, and the sum. Colour comes from the caller (`paint`); nothing is said by colour alone.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

from quoth.model.finding import Alignment, Finding, Report, Verdict
from quoth.model.manuscript import Quotation
from quoth.model.source import Witness
from quoth.rules import find_rule
from quoth.rules.phrases import found_at, places, work_name
from quoth.rules.wording import ANSWERABLE
from quoth.writers.interlinear import Cell, Line, columns, interlinear
from quoth.writers.place import Places
from quoth.writers.pull_list import pull_list

__all__ = ["Paint", "Style", "write", "write_place"]

Style = Literal["title", "good", "quiet", "error", "warning", "info", "quoted", "printed"]
Paint = Callable[[str, Style], str]

INDENT = "    "
LABEL = 9  # columns of "quoted   "
NARROW = 30  # columns: a message is never set narrower
SHOWN = 60  # letters of a quotation that is shown on one line

_SIGNS: dict[str, tuple[str, Style]] = {
    "verbatim": ("✓", "good"),
    "accidentals": ("✓", "good"),
    "marked": ("✓", "good"),
    "translated": ("·", "quiet"),
    "unchecked": ("·", "quiet"),
    "altered": ("✗", "error"),
    "not-found": ("✗", "error"),
}


_DOUBTED: dict[str, tuple[str, Style]] = {**_SIGNS, "altered": ("≠", "warning")}

# Wordings that a person wants to see beside the source, and what is said of a passage that no note points to.
_TO_SEE = frozenset({"altered", "not-found"})
_BESIDE = {
    "work-not-held": " (the cited work is not in the library)",
    "uncited": " (no note points there)",
    "unresolved": " (the note is not resolved)",
}


def plain(text: str, style: Style) -> str:  # noqa: ARG001
    return text


def write(report: Report, *, width: int = 100, paint: Paint = plain) -> str:
    """The whole report, `width` columns wide, with a final line end."""
    page = _Page(report, width, paint)
    parts = (page.head(), page.quotations(), page.others(), page.pulls(), page.sum())
    return "\n".join(line.rstrip() for part in parts for line in part) + "\n"


def write_place(place: Alignment, text: str, witness: Witness, *, width: int = 100, paint: Paint = plain) -> str:
    """One passage beside the words that were looked for, as `quoth find` shows it."""
    head = f"{paint(found_at(place, witness), 'title')}  {paint(witness.path, 'quiet')}"
    return "\n".join([head, *_diff(place, text, width, paint)]) + "\n"


class _Page:
    """One report being set, and what every part of it looks up."""

    def __init__(self, report: Report, width: int, paint: Paint) -> None:
        self.report, self.width, self.paint = report, width, paint
        self.text = report.manuscript.text
        self.places = Places.of(report.manuscript)
        self.witnesses = {witness.id: witness for witness in report.library.witnesses}
        self.labels = {note.id: note.label for note in report.manuscript.notes}
        self.cites = {cite.id: cite for citation in report.citations for cite in citation.cites}
        self.leads = {resolution.cite: resolution for resolution in report.resolutions}
        self.works = {work.id: work for work in report.works}

    # -- head ------------------------------------------------------------------------------------------------------

    def head(self) -> Iterator[str]:
        manuscript, library = self.report.manuscript, self.report.library
        title = manuscript.metadata.title or manuscript.path
        yield self.paint(title, "title") + (f"  {manuscript.path}" if title != manuscript.path else "")
        encoding = f" ({manuscript.encoding})" if manuscript.encoding else ""
        yield (
            f"read as {manuscript.format}{encoding}, {manuscript.words_read_share:.1%} of its words; "
            f"{_count(len(manuscript.notes), 'note')}"
        )
        yield self._searched()
        for warning in manuscript.warnings:
            yield self.paint(f"{warning.code} {warning.message}", "warning")
        for failure in library.failures:
            yield self.paint(f"{failure.code} {failure.path}: {failure.what}. {failure.todo}", "warning")

    def _searched(self) -> str:
        books = self.report.library.witnesses
        if not books:
            return "searched: nothing; no sources were given (--sources DIR)"
        paged = sum(1 for witness in books if witness.pages)
        return f"searched: {_count(len(books), 'book')}, {paged} of them with page numbers"

    # -- quotations ------------------------------------------------------------------------------------------------

    def quotations(self) -> Iterator[str]:
        told: dict[str | None, list[Finding]] = {}
        for finding in self.report.findings:
            told.setdefault(finding.quotation, []).append(finding)
        yield ""
        for quotation, verdict in zip(self.report.quotations, self.report.verdicts, strict=True):
            if quotation.role == "quotation":
                findings = told.get(quotation.id, [])
                shown = verdict.wording in _TO_SEE or any(finding.severity != "info" for finding in findings)
                yield from self._told(quotation, verdict, findings) if shown else [self._passed(quotation, verdict)]

    def _passed(self, quotation: Quotation, verdict: Verdict) -> str:
        where = self._found_at(verdict.alignment) if verdict.alignment else verdict.why
        beside = _BESIDE.get(verdict.attribution, "") if verdict.alignment else ""
        words = _short(quotation.span.of(self.text), SHOWN)
        return f"{self._head(quotation, verdict)} “{words}”  {self.paint(where + beside, 'quiet')}"

    def _told(self, quotation: Quotation, verdict: Verdict, findings: list[Finding]) -> Iterator[str]:
        yield ""
        yield f"{self._head(quotation, verdict)} {self.paint(self._cited(quotation, verdict), 'quiet')}"
        if verdict.alignment:
            yield f"{INDENT}{'found':<{LABEL}}{self._found_at(verdict.alignment)}"
        if verdict.alignment and verdict.wording != "verbatim":
            yield from (
                INDENT + line for line in _diff(verdict.alignment, self.text, self.width - len(INDENT), self.paint)
            )
        else:
            words = _short(quotation.span.of(self.text), self.width - 20)
            yield f"{INDENT}{'quoted':<{LABEL}}“{words}”"
        for finding in findings:
            yield from self._said(finding)
        yield ""

    def _head(self, quotation: Quotation, verdict: Verdict) -> str:
        sign, style = _SIGNS[verdict.wording] if verdict.attribution in ANSWERABLE else _DOUBTED[verdict.wording]
        line, _ = self.places.line_column(quotation.span.start)
        return f"{line:>5}  {self.paint(f'{sign} {verdict.wording:<11}', style)}"

    def _cited(self, quotation: Quotation, verdict: Verdict) -> str:
        if not quotation.notes:
            return "no note"
        note = f"note {self.labels[quotation.notes[0]]}" + ("" if quotation.near else " (in another paragraph)")
        cite = self.cites.get(verdict.cite or "")
        work = self.works.get(self.leads[cite.id].work or "") if cite else None
        return f"{note}: {work_name(work)}, {places(cite.locators)}".rstrip(", ") if cite and work else note

    def _found_at(self, place: Alignment) -> str:
        return found_at(place, self.witnesses[place.passage.witness])

    def _said(self, finding: Finding) -> Iterator[str]:
        rule = find_rule(finding.rule)
        name = f"{finding.rule} {rule.name}" if rule else finding.rule
        room = max(self.width - len(INDENT) - len(name) - 2, NARROW)
        first, *rest = textwrap.wrap(finding.message, room, break_on_hyphens=False) or [""]
        yield f"{INDENT}{self.paint(name, finding.severity)}  {first}"
        yield from (f"{INDENT}{' ' * len(name)}  {line}" for line in rest)

    # -- the rest --------------------------------------------------------------------------------------------------

    def others(self) -> Iterator[str]:
        """Findings about notes rather than quotations."""
        for finding in self.report.findings:
            if finding.quotation is None:
                line, _ = self.places.line_column(finding.span.start)
                note = f"note {self.labels[finding.note]}" if finding.note in self.labels else ""
                yield ""
                yield f"{line:>5}  {note}"
                yield from self._said(finding)

    def pulls(self) -> Iterator[str]:
        pulls = pull_list(self.report)
        if not pulls:
            return
        yield ""
        yield self.paint(f"To look up: {_count(len(pulls), 'work')} not in the library", "title")
        for pull in pulls:
            yield f"  {work_name(pull.work)}"
            for errand in pull.errands:
                head = f"    n. {errand.note:<4} {places(errand.locators) or 'no page':<14}"
                words = [f"“{_short(quotation.span.of(self.text), SHOWN)}”" for quotation in errand.quotations] or [""]
                yield f"{head} {self.paint(words[0], 'quiet')}"
                yield from (f"{' ' * len(head)} {self.paint(more, 'quiet')}" for more in words[1:])

    def sum(self) -> Iterator[str]:
        sought = [v for q, v in zip(self.report.quotations, self.report.verdicts, strict=True) if q.role == "quotation"]
        others = len(self.report.quotations) - len(sought)
        yield ""
        also = f" (and {_count(others, 'title, term or the like', 'titles, terms and the like')})" if others else ""
        yield self.paint(f"{_count(len(sought), 'quotation')}{also}", "title")
        for axis in ("wording", "attribution", "location"):
            counts = Counter(getattr(verdict, axis) for verdict in sought)
            yield f"  {axis:<12} " + ", ".join(f"{number} {value}" for value, number in counts.most_common())
        rules = Counter(finding.rule for finding in self.report.findings)
        if rules:
            yield "  findings     " + ", ".join(
                f"{number} {self._rule(code)}" for code, number in sorted(rules.items())
            )
            yield "  quoth explain RULE says what one means"

    def _rule(self, code: str) -> str:
        rule = find_rule(code)
        return f"{code} {rule.name}" if rule else code


# -- small pieces --------------------------------------------------------------------------------------------------


def _diff(place: Alignment, text: str, width: int, paint: Paint) -> Iterator[str]:
    for line in interlinear(place, text, width - LABEL):
        yield f"{'quoted':<{LABEL}}{_row(line, paint, above=True)}"
        yield f"{'source':<{LABEL}}{_row(line, paint, above=False)}"
        yield " " * LABEL + " ".join(("^" if cell.differs else " ") * cell.width for cell in line.cells)


def _row(line: Line, paint: Paint, *, above: bool) -> str:
    return " ".join(_word(cell, paint, above=above) for cell in line.cells)


def _word(cell: Cell, paint: Paint, *, above: bool) -> str:
    word = cell.quoted if above else cell.printed
    padding = " " * (cell.width - columns(word))
    return (paint(word, "quoted" if above else "printed") if cell.differs else word) + padding


def _short(words: str, letters: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= letters else line[: letters - 1].rsplit(" ", 1)[0] + " …"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
