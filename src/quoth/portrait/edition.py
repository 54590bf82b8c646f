"""What a portrait shows, gathered from the report once: every page is made of this and of nothing else.

Things have numbers in the order of the text, and their addresses are made of these alone: "index.html#q12" is the
twelfth quotation, whatever it is called elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from quoth.model.citation import Cite
from quoth.model.finding import Alignment, Finding, Report, Resolution, Verdict, Wording
from quoth.model.life import Life, Person, Place
from quoth.model.manuscript import Note, Quotation
from quoth.model.source import Passage, Witness, Work

__all__ = ["EXCERPT", "WORDINGS", "Around", "Edition", "Exhibit", "Options", "Use", "edition_of"]

EXCERPT: Final = 30  # words shown around a passage where nobody says otherwise

Around = Callable[[Passage, int], tuple[str, str]]  # so many words before a passage, and behind it

# Each wording with the sign it has on every page, its name, and what it means to a reader.
WORDINGS: Final[Mapping[Wording, tuple[str, str, str]]] = {
    "verbatim": ("✓", "Verbatim", "the words stand in the source, in this order"),
    "accidentals": ("≈", "Verbatim but for accidentals", "only points, capitals or spelling differ"),
    "marked": ("⋯", "Marked changes only", "it differs only where the author says so, by dots or brackets"),
    "translated": ("⇄", "Translated", "the source has it in another language"),
    "altered": ("≠", "Altered", "words differ, and no mark says so"),
    "not-found": ("∅", "Not found", "the books that were searched do not have these words"),
    "unchecked": ("○", "Not checked", "no book at hand could answer, or the evidence is too poor to say"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`excerpt` is how many words of a source are shown on each side of a passage, and at each end of what an ellipsis
    hides. `date` is what the user says, "" where nothing is said: no clock is ever looked at."""

    excerpt: int = EXCERPT
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One quotation with all that is known of it. `number` counts from 1. `cited` are the cites of its nearest note;
    `held` the one that was held against it; `before` and `behind` the words around its passage."""

    number: int
    quotation: Quotation
    verdict: Verdict
    words: str
    notes: tuple[Note, ...]
    cited: tuple[Cite, ...]
    held: Cite | None
    witness: Witness | None
    findings: tuple[Finding, ...]
    before: str = ""
    behind: str = ""

    @property
    def place(self) -> Alignment | None:
        return self.verdict.alignment

    @property
    def target(self) -> str:
        return f"q{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place where a work is cited. `exhibits` are the quotations it answers for."""

    cite: Cite
    note: Note | None
    resolution: Resolution
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The whole. `uses` are by id of the work, those that are certain; `doubtful` those where several works could be
    meant, by id of each. Numbers of notes and works count from 1, in the order of the text and of first citing."""

    report: Report
    options: Options
    title: str
    exhibits: tuple[Exhibit, ...]
    notes: Mapping[str, int]
    works: Mapping[str, int]
    cites: Mapping[str, Cite]
    leads: Mapping[str, Resolution]
    uses: Mapping[str, Sequence[Use]]
    doubtful: Mapping[str, Sequence[Use]]
    of_note: Mapping[str, Sequence[Cite]]
    files: Mapping[str, int]
    events: Mapping[str, int]
    places: Mapping[str, int]
    people: Mapping[str, int]

    @property
    def life(self) -> Life:
        return self.report.life or Life()

    def person(self, id: str) -> Person:
        return self.life.people[self.people[id] - 1]

    def place(self, id: str) -> Place:
        return self.life.places[self.places[id] - 1]

    def work(self, id: str | None) -> Work | None:
        number = self.works.get(id or "")
        return self.report.works[number - 1] if number else None

    def sigla(self) -> dict[str, str]:
        """A letter for each witness that a quotation was found in, in order of first use: A, B, … Z, AA, AB, …"""
        found = [exhibit.witness.id for exhibit in self.exhibits if exhibit.witness]
        return {id: _letters(number) for number, id in enumerate(dict.fromkeys(found))}

    def note_of(self, cite: Cite) -> Note | None:
        number = self.notes.get(cite.note or "")
        return self.report.manuscript.notes[number - 1] if number else None


def edition_of(report: Report, options: Options, around: Around) -> Edition:
    """The report, looked at from everywhere. `around` says what a source has on both sides of a passage."""
    notes = {note.id: number for number, note in enumerate(report.manuscript.notes, 1)}
    of_note: dict[str, list[Cite]] = {}
    for citation in report.citations:
        of_note.setdefault(citation.note or "", []).extend(citation.cites)
    cites = {cite.id: cite for citation in report.citations for cite in citation.cites}
    exhibits = _exhibits(report, of_note, cites, options, around)
    leads = {resolution.cite: resolution for resolution in report.resolutions}
    life = report.life or Life()
    uses, doubtful = _uses(report, exhibits, leads)
    return Edition(
        report=report,
        options=options,
        title=_title(report),
        exhibits=exhibits,
        notes=notes,
        works={work.id: number for number, work in enumerate(report.works, 1)},
        cites=cites,
        leads=leads,
        uses=uses,
        doubtful=doubtful,
        of_note=of_note,
        files={witness.id: number for number, witness in enumerate(report.library.witnesses, 1)},
        events={event.id: number for number, event in enumerate(life.events, 1)},
        places={place.id: number for number, place in enumerate(life.places, 1)},
        people={person.id: number for number, person in enumerate(life.people, 1)},
    )


def _letters(number: int) -> str:
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


LONGEST: Final = 200  # letters of a title; what is longer is no title


def _title(report: Report) -> str:
    """What the file calls itself, else its first heading, else its name."""
    manuscript = report.manuscript
    heading = next((b.span.of(manuscript.text) for b in manuscript.blocks if b.kind == "heading"), "")
    name = manuscript.path.replace("\\", "/").rpartition("/")[2]
    title = " ".join((manuscript.metadata.title or heading or name).split())
    return title if len(title) <= LONGEST else title[:LONGEST].rpartition(" ")[0].rstrip() + " …"


def _exhibits(
    report: Report, of_note: Mapping[str, Sequence[Cite]], cites: Mapping[str, Cite], options: Options, around: Around
) -> tuple[Exhibit, ...]:
    notes = {note.id: note for note in report.manuscript.notes}
    witnesses = {witness.id: witness for witness in report.library.witnesses}
    told: dict[str | None, list[Finding]] = {}
    for finding in report.findings:
        told.setdefault(finding.quotation, []).append(finding)
    heard = [(q, v) for q, v in zip(report.quotations, report.verdicts, strict=True) if q.role == "quotation"]
    exhibits = []
    for number, (quotation, verdict) in enumerate(heard, 1):
        passage = verdict.alignment.passage if verdict.alignment else None
        before, behind = around(passage, options.excerpt) if passage else ("", "")
        exhibits.append(
            Exhibit(
                number=number,
                quotation=quotation,
                verdict=verdict,
                words=quotation.span.of(report.manuscript.text),
                notes=tuple(notes[id] for id in quotation.notes if id in notes),
                cited=tuple(of_note.get(quotation.notes[0], ())) if quotation.notes else (),
                held=cites.get(verdict.cite or ""),
                witness=witnesses.get(passage.witness) if passage else None,
                findings=tuple(told.get(quotation.id, ())),
                before=before,
                behind=behind,
            )
        )
    return tuple(exhibits)


def _uses(
    report: Report, exhibits: tuple[Exhibit, ...], leads: Mapping[str, Resolution]
) -> tuple[dict[str, list[Use]], dict[str, list[Use]]]:
    """By work: the places where it is surely cited, and those where it may be."""
    notes = {note.id: note for note in report.manuscript.notes}
    answered: dict[str, list[Exhibit]] = {}
    for exhibit in exhibits:
        for cite in [exhibit.held] if exhibit.held else exhibit.cited[:1]:
            answered.setdefault(cite.id, []).append(exhibit)
    certain: dict[str, list[Use]] = {}
    doubtful: dict[str, list[Use]] = {}
    for cite in (cite for citation in report.citations for cite in citation.cites):
        lead = leads[cite.id]
        use = Use(
            cite=cite,
            note=notes.get(cite.note or ""),
            resolution=lead,
            exhibits=tuple(answered.get(cite.id, ())),
        )
        for id in (lead.work,) if lead.work else lead.candidates:
            (certain if lead.work else doubtful).setdefault(id, []).append(use)
    return certain, doubtful
