"""The report for a person at a terminal.

Every quotation is answered, in the order of the text: a line where all is well or nothing could be checked, the two
wordings one over the other where something is to be seen. Then what the notes need, the list of books to pull from
the shelf, and the sum. Colour comes from the caller (`paint`); nothing is said by colour alone.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from quoth.judge.surroundings import clause_after, clause_before
from quoth.model.citation import Cite
from quoth.model.finding import Alignment, Finding, Report, Verdict
from quoth.model.manuscript import Quotation
from quoth.model.source import Witness
from quoth.rules.differences import ANSWERABLE
from quoth.rules.phrases import book_name, found_at, places, work_name
from quoth.rules.table import find_rule
from quoth.writers.columns import columns, cut, legible
from quoth.writers.interlinear import Cell, Line, interlinear
from quoth.writers.paint import Paint, Style, plain
from quoth.writers.place import Places
from quoth.writers.pull_list import Errand, unanswered

__all__ = ["write", "write_place"]

INDENT = "    "
HEAD = 23  # columns before the words: where, sign, wording
LABEL = 9  # columns of "quoted   "
LEAST = 28  # columns: a quotation is never cut shorter to make room for its answer
NARROW = 30  # columns: a message is never set narrower
PLACE = 14  # columns of the pages in the list of books to pull
NO_BREAK = "\N{NO-BREAK SPACE}"
SHOWN = 60  # columns of a quotation that is shown on one line

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


def write(report: Report, *, width: int = 100, paint: Paint = plain) -> str:
    """The whole report, `width` columns wide, with a final line end."""
    page = _Page(report, width, paint)
    parts = (page.head(), page.quotations(), page.others(), page.pulls(), page.sum())
    lines = [legible(line).rstrip() for part in parts for line in part]
    return "\n".join(line for before, line in pairwise(["", *lines]) if before or line) + "\n"


def write_place(place: Alignment, text: str, witness: Witness, *, width: int = 100, paint: Paint = plain) -> str:
    """One passage beside the words that were looked for, as `quoth find` shows it."""
    head = f"{paint(found_at(place, witness), 'title')}  {paint(witness.path, 'quiet')}"
    return "\n".join(legible(line).rstrip() for line in [head, *_diff(place, text, width, paint)]) + "\n"


class _Page:
    """One report being set, and what every part of it looks up."""

    def __init__(self, report: Report, width: int, paint: Paint) -> None:
        self.report, self.width, self.paint = report, width, paint
        self.text = report.manuscript.text
        self.places = Places.of(report.manuscript)
        self.witnesses = {witness.id: witness for witness in report.library.witnesses}
        self.labels = {note.id: note.label for note in report.manuscript.notes}
        self.cited = {citation.note: citation.cites for citation in report.citations}
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
        yield f"at the left: {self._counted_in()}"
        for warning in manuscript.warnings:
            yield from self._notice(f"{warning.code} {warning.message}")
        for failure in library.failures:
            yield from self._notice(f"{failure.code} {failure.path}: {failure.what}. {failure.todo}")

    def _notice(self, words: str) -> Iterator[str]:
        first, *rest = _wrapped(words, self.width - len("W101 "))
        yield self.paint(first, "warning")
        yield from (" " * len("W101 ") + self.paint(line, "warning") for line in rest)

    def _searched(self) -> str:
        books = self.report.library.witnesses
        if not self.report.library.commit:
            return "searched: nothing; no sources were given (--sources DIR)"
        paged = sum(1 for witness in books if witness.pages)
        pages = "all with page numbers" if paged == len(books) else f"{paged or 'none'} of them with page numbers"
        return f"searched: {_count(len(books), 'book')}, {pages}" if books else "searched: nothing"

    def _counted_in(self) -> str:
        manuscript = self.report.manuscript
        if manuscript.line_starts:
            return "the line in the file"
        return "the page" if manuscript.pages else "the line of the text as it was read"

    def _at(self, offset: int) -> str:
        """Where a person would look it up: by the file's lines, or by pages."""
        page = "" if self.report.manuscript.line_starts else self.places.page(offset)
        return f"p. {page}" if page else str(self.places.line_column(offset)[0])

    # -- quotations ------------------------------------------------------------------------------------------------

    def quotations(self) -> Iterator[str]:
        told: dict[str | None, list[Finding]] = {}
        for finding in self.report.findings:
            told.setdefault(finding.quotation, []).append(finding)
        yield ""
        before = ""  # the answer of the line above
        for quotation, verdict in zip(self.report.quotations, self.report.verdicts, strict=True):
            if quotation.role == "quotation":
                findings = told.get(quotation.id, [])
                shown = verdict.wording in _TO_SEE or any(finding.severity != "info" for finding in findings)
                answer = "" if shown else self._answer(quotation, verdict)
                repeated = answer == before and not verdict.alignment and self.report.library.commit
                yield from (
                    self._told(quotation, verdict, findings)
                    if shown
                    else self._passed(quotation, verdict, "as above" if repeated else answer)
                )
                before = answer

    def _answer(self, quotation: Quotation, verdict: Verdict) -> str:
        if verdict.alignment:
            return self._found_at(verdict.alignment) + _BESIDE.get(verdict.attribution, "")
        return verdict.why if self.report.library.commit else self._note(quotation)

    def _passed(self, quotation: Quotation, verdict: Verdict, answer: str) -> Iterator[str]:
        """One line; two or more where the answer is long."""
        head, words = self._head(quotation, verdict), quotation.span.of(self.text)
        beside = self.width - HEAD - columns(answer) - len("“”  ")
        if beside >= min(LEAST, columns(words)):
            yield f"{head} “{cut(words, min(SHOWN, beside))}”  {self.paint(answer, 'quiet')}"
            return
        yield f"{head} “{cut(words, min(SHOWN, self.width - HEAD - 2))}”"
        yield from (" " * HEAD + self.paint(line, "quiet") for line in _wrapped(answer, self.width - HEAD))

    def _told(self, quotation: Quotation, verdict: Verdict, findings: list[Finding]) -> Iterator[str]:
        yield ""
        first, *rest = _wrapped(self._cited(quotation, verdict), self.width - HEAD)
        flawed = any(finding.severity != "info" for finding in findings)
        yield f"{self._head(quotation, verdict, flawed=flawed)} {self.paint(first, 'quiet')}"
        yield from (" " * HEAD + self.paint(line, "quiet") for line in rest)
        if verdict.alignment:
            first, *rest = _wrapped(self._found_at(verdict.alignment), self.width - len(INDENT) - LABEL)
            yield f"{INDENT}{'found':<{LABEL}}{first}"
            yield from (INDENT + " " * LABEL + line for line in rest)
        if verdict.alignment and verdict.wording != "verbatim":
            yield from (
                INDENT + line for line in _diff(verdict.alignment, self.text, self.width - len(INDENT), self.paint)
            )
        else:
            room = self.width - len(INDENT) - LABEL - len("“”")
            yield f"{INDENT}{'quoted':<{LABEL}}“{cut(quotation.span.of(self.text), room)}”"
        if verdict.alignment:
            yield from self._beside(verdict.alignment)
            yield from map(self._joined, verdict.joined)
        for finding in findings:
            yield from self._said(finding)
        yield ""

    def _beside(self, place: Alignment) -> Iterator[str]:
        """What the source has next to the passage: its sentence up to there, and from there on."""
        for label, clause in (("before", clause_before(place.passage)), ("after", clause_after(place.passage))):
            room = self.width - len(INDENT) - LABEL
            shown = _cut_before(clause, room) if label == "before" else cut(clause, room)
            if shown:
                yield f"{INDENT}{self.paint(f'{label:<{LABEL}}{shown}', 'quiet')}"

    def _joined(self, place: Alignment) -> str:
        """Where words stand that are joined to the passage."""
        shown = f"{self._found_at(place)}: “{place.passage.text}”"
        return f"{INDENT}{'joined':<{LABEL}}{cut(shown, self.width - len(INDENT) - LABEL)}"

    def _head(self, quotation: Quotation, verdict: Verdict, *, flawed: bool = False) -> str:
        sign, style = _SIGNS[verdict.wording] if verdict.attribution in ANSWERABLE else _DOUBTED[verdict.wording]
        if flawed and style == "good":
            sign, style = "!", "warning"  # the words are right; where they stand, or what the dots hide, is not
        at = self._at(quotation.span.start)
        return f"{at:>7}  {self.paint(f'{sign} {verdict.wording:<11}', style)}"

    def _note(self, quotation: Quotation) -> str:
        if not quotation.notes:
            return "no note"
        return f"note {self.labels[quotation.notes[0]]}" + ("" if quotation.near else " (in another paragraph)")

    def _cited(self, quotation: Quotation, verdict: Verdict) -> str:
        """The note, and the cite that was held against the quotation; all of its cites where none was."""
        held = self.cites.get(verdict.cite or "")
        cites = (held,) if held else self.cited.get(quotation.notes[0], ()) if quotation.notes else ()
        said = [self._work_and_pages(cite) for cite in cites]
        return ": ".join(part for part in (self._note(quotation), "; ".join(filter(None, said))) if part)

    def _work_and_pages(self, cite: Cite) -> str:
        work = self.works.get(self.leads[cite.id].work or "")
        return f"{work_name(work)}, {places(cite.locators)}".rstrip(", ") if work else ""

    def _found_at(self, place: Alignment) -> str:
        return found_at(place, self.witnesses[place.passage.witness])

    def _said(self, finding: Finding) -> Iterator[str]:
        rule = find_rule(finding.rule)
        name = f"{finding.rule} {rule.name}" if rule else finding.rule
        room = max(self.width - len(INDENT) - len(name) - 2, NARROW)
        first, *rest = _wrapped(finding.message, room)
        yield f"{INDENT}{self.paint(name, finding.severity)}  {first}"
        yield from (f"{INDENT}{' ' * len(name)}  {line}" for line in rest)

    # -- the rest --------------------------------------------------------------------------------------------------

    def others(self) -> Iterator[str]:
        """Findings about notes rather than quotations."""
        for finding in self.report.findings:
            if finding.quotation is None:
                note = f"note {self.labels[finding.note]}" if finding.note in self.labels else ""
                yield ""
                yield f"{self._at(finding.span.start):>7}  {note}"
                yield from self._said(finding)

    def pulls(self) -> Iterator[str]:
        pulls = unanswered(self.report)
        if not pulls:
            return
        yield ""
        yield self.paint(f"To look up: {_count(len(pulls), 'book')} not in the library", "title")
        for pull in pulls:
            yield ""
            yield from (f"  {line}" for line in _wrapped(book_name(pull.work, pull.volume), self.width - 2))
            for errand in pull.errands:
                yield from self._errand(errand)

    def _errand(self, errand: Errand) -> Iterator[str]:
        """Where, note, pages, and the words to look up, one below the other."""
        called = f"n. {errand.note}" if errand.note else "text"
        head = f"{self._at(errand.at):>7}  {called:<6} {places(errand.locators) or 'no page':<{PLACE}}"
        column = 2 * len(" ") + 7 + 6 + 1 + PLACE
        words = [f"“{cut(q.span.of(self.text), min(SHOWN, self.width - column - 3))}”" for q, _ in errand.answers]
        if columns(head) > column or not words:
            first, *rest = _wrapped(head.strip(), self.width - 9)
            yield " " * (len(head) - len(head.lstrip())) + first
            yield from (" " * 16 + line for line in rest)
        else:
            yield f"{head} {self.paint(words.pop(0), 'quiet')}"
        yield from (" " * (column + 1) + self.paint(more, "quiet") for more in words)

    def sum(self) -> Iterator[str]:
        sought = [v for q, v in zip(self.report.quotations, self.report.verdicts, strict=True) if q.role == "quotation"]
        others = len(self.report.quotations) - len(sought)
        yield ""
        also = f" (and {_count(others, 'title, term or the like', 'titles, terms and the like')})" if others else ""
        yield self.paint(f"{_count(len(sought), 'quotation')}{also}", "title")
        for axis in ("wording", "attribution", "location") if sought else ():
            counts = Counter(getattr(verdict, axis) for verdict in sought)
            yield from self._row(axis, [f"{number} {value}" for value, number in counts.most_common()])
        rules = Counter(finding.rule for finding in self.report.findings)
        if rules:
            yield from self._row("findings", [f"{number} {self._rule(code)}" for code, number in sorted(rules.items())])
            yield f"  quoth explain {min(rules)} says what that one means"
        if self.report.waived:
            waived = Counter(one.finding.rule for one in self.report.waived)
            yield from self._row("waived", [f"{number} {self._rule(code)}" for code, number in sorted(waived.items())])

    def _row(self, name: str, values: list[str]) -> Iterator[str]:
        """`name` and its values, none of them broken over two lines."""
        kept = (value.replace(" ", NO_BREAK) for value in values)
        first, *rest = _wrapped(", ".join(kept), max(self.width - 15, NARROW))
        yield from (
            f"  {label:<12} {line}" for label, line in zip([name, *[""] * len(rest)], [first, *rest], strict=True)
        )

    def _rule(self, code: str) -> str:
        rule = find_rule(code)
        return f"{code} {rule.name}" if rule else code


# -- small pieces --------------------------------------------------------------------------------------------------


def _diff(place: Alignment, text: str, width: int, paint: Paint) -> Iterator[str]:
    for line in interlinear(place, text, width - LABEL):
        yield f"{'quoted':<{LABEL}}{_row(line, paint, above=True)}"
        yield f"{'source':<{LABEL}}{_row(line, paint, above=False)}"
        if any(cell.differs for cell in line.cells):
            yield " " * LABEL + " ".join(("^" if cell.differs else " ") * cell.width for cell in line.cells)


def _row(line: Line, paint: Paint, *, above: bool) -> str:
    return " ".join(_word(cell, paint, above=above) for cell in line.cells)


def _word(cell: Cell, paint: Paint, *, above: bool) -> str:
    word = cell.quoted if above else cell.printed
    padding = "" if cell.quoted == cell.printed else " " * (cell.width - columns(word))
    return (paint(word, "quoted" if above else "printed") if cell.differs and word else word) + padding


def _cut_before(text: str, room: int) -> str:
    """The end of a line of which there is more than `room`."""
    if columns(text) <= room:
        return text
    kept = text[-room:]
    while columns(kept) > room - 2:
        kept = kept[1:]
    return "… " + kept.split(" ", 1)[-1]


def _wrapped(text: str, room: int) -> list[str]:
    """Lines of at most `room` letters, at least one; "p. 12" is not parted at a line end."""
    if len(text) <= max(room, NARROW) and text.isprintable():
        return [text.rstrip()]  # nearly all text: one line, of no other white space than blanks
    whole = re.sub(r"(?<=\bp\.) (?=\w)|(?<=\bpp\.) (?=\w)", NO_BREAK, text)
    lines = textwrap.wrap(whole, max(room, NARROW), break_on_hyphens=False)
    return [line.replace(NO_BREAK, " ") for line in lines] or [""]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
