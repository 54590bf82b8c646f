"""THE path: from a manuscript as read to a report. Start here.

Reads like a table of contents and touches no file; the terminal and every later surface call `check`.

    readers ─► Manuscript ─► find ─► resolve ─► locate ─► judge ─► rules ─► Report
                                        library ──┘
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.config import Settings
from quoth.engine.match import Near, Search, locate
from quoth.find.alterations import alterations_in
from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations
from quoth.find.intext import cited_in_text
from quoth.find.notes import find_notes
from quoth.find.quotations import find_quotations
from quoth.judge import Claim, companions, judge
from quoth.library import Library
from quoth.model.citation import Citation
from quoth.model.finding import Alignment, Report, Verdict
from quoth.model.manuscript import Manuscript, Quotation, ReadWarning
from quoth.model.source import LibraryState, Witness
from quoth.model.text import Span
from quoth.resolve import Resolved, resolve
from quoth.resolve.locators import stretches
from quoth.resolve.witnesses import volume_of
from quoth.rules import apply_rules

__all__ = ["check", "find"]

Progress = Callable[[int, int, str], None]
NO_LIBRARY = LibraryState(commit="", witnesses=())


def check(
    manuscript: Manuscript, library: Library | None, settings: Settings, progress: Progress | None = None
) -> Report:
    """Everything that can be said of the quotations and notes of `manuscript`.

    `library` None: no sources; quotations are found, notes resolved, and nothing is called anything but
    unchecked. `progress(done, of, what)` is called after each quotation.
    """
    manuscript, library = _apart(manuscript, library)
    state = library.state if library else NO_LIBRARY
    manuscript = find_notes(manuscript)
    quotations = find_quotations(manuscript)
    citations = find_citations(manuscript)
    bibliography = find_bibliography(manuscript)
    resolved = resolve(citations, manuscript, bibliography, state.witnesses, settled=settings.works)
    bracketed = cited_in_text(quotations, citations, manuscript)
    claims = _claims(quotations, citations, bracketed, resolved)
    witnesses = {witness.id: witness for witness in state.witnesses}
    cited = {claim.cite.id: claim for said in claims.values() for claim in said}
    pages = {cite: _cited_pages(claim, witnesses) for cite, claim in cited.items()}
    search = _Search(
        manuscript=manuscript,
        library=Search(library) if library else None,
        witnesses=witnesses,
        claims=claims,
        pages=pages,
    )
    verdicts = _verdicts(quotations, search, progress or _silent)
    return apply_rules(
        Report(
            manuscript=manuscript,
            library=state,
            quotations=quotations,
            citations=citations,
            bibliography=bibliography,
            resolutions=resolved.resolutions,
            works=resolved.works,
            verdicts=verdicts,
            findings=(),
        )
    )


def _silent(done: int, of: int, what: str) -> None:
    """Nobody is waiting."""


def _apart(manuscript: Manuscript, library: Library | None) -> tuple[Manuscript, Library | None]:
    """A manuscript that lies among its sources is no witness to itself: every quotation stands in it. What there is
    to say of the library goes with the warnings of the manuscript, where every writer shows it."""
    if library is None:
        return manuscript, None
    itself = [witness for witness in library.state.witnesses if witness.sha256 == manuscript.sha256]
    if itself:
        library = library.without({witness.id for witness in itself})
    notices = [_notice("W203", f"{w.path} among the sources is this manuscript, and is not searched") for w in itself]
    if not library.state.witnesses:
        notices.append(_notice("W204", "the sources were searched for books, and hold none that can be read"))
    return replace(manuscript, warnings=(*manuscript.warnings, *library.warnings, *notices)), library


def _notice(code: str, message: str) -> ReadWarning:
    return ReadWarning(code=code, message=message)


def _claims(
    quotations: Sequence[Quotation],
    citations: Sequence[Citation],
    bracketed: Mapping[str, Citation],
    resolved: Resolved,
) -> dict[str, tuple[Claim, ...]]:
    """What is cited for each quotation, by quotation id: in brackets behind it (`bracketed`), else in its notes, the
    nearest first."""
    leads = {resolution.cite: resolution for resolution in resolved.resolutions}
    titles = {work.id: work.title or work.author for work in resolved.works}
    claims = {
        citation.span: tuple(
            Claim(cite=cite, resolution=leads[cite.id], title=titles.get(leads[cite.id].work or "", ""))
            for cite in citation.cites
        )
        for citation in citations
    }
    by_note = {citation.note: claims[citation.span] for citation in citations}
    return {
        quotation.id: claims[bracketed[quotation.id].span]
        if quotation.id in bracketed
        else tuple(claim for note in quotation.notes for claim in by_note.get(note, ()))
        for quotation in quotations
    }


def _cited_pages(claim: Claim, witnesses: Mapping[str, Witness]) -> tuple[Near, ...]:
    """The stretches of the library that are the pages cited."""
    return tuple(
        Near(name, span)
        for name in claim.resolution.witnesses
        for span in stretches(claim.cite.locators, witnesses[name], volume_of(witnesses[name]))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What it takes to say of one quotation where its words stand and what that means."""

    manuscript: Manuscript
    library: Search | None
    witnesses: Mapping[str, Witness]
    claims: Mapping[str, Sequence[Claim]]
    pages: Mapping[str, Sequence[Near]]  # by cite

    def verdict(self, quotation: Quotation, near: tuple[Near, ...]) -> Verdict:
        claims = self.claims[quotation.id]
        sought = quotation.role == "quotation"  # titles, terms and dialogue are not looked for
        places = self._places(quotation, self.library, near) if sought and self.library else ()
        return judge(quotation, claims, places, self.witnesses, manuscript=self.manuscript, near=near)

    def _places(self, quotation: Quotation, library: Search, near: tuple[Near, ...]) -> tuple[Alignment, ...]:
        cited = dict.fromkeys(w for claim in self.claims[quotation.id] for w in claim.resolution.witnesses)
        return library.locate(self.manuscript.text, quotation, prefer=tuple(cited), near=near)

    def cited_pages(self, quotation: Quotation) -> tuple[Near, ...]:
        """The stretches of the library that the notes of the quotation name."""
        return tuple(near for claim in self.claims[quotation.id] for near in self.pages[claim.cite.id])


def _verdicts(quotations: Sequence[Quotation], search: _Search, progress: Progress) -> tuple[Verdict, ...]:
    """Each quotation by itself, the pages that its notes name first; then those that were not found once more, where
    their neighbours were."""
    if search.library:
        search.library.expect(search.manuscript.text, [q for q in quotations if q.role == "quotation"])
    alone = []
    for done, quotation in enumerate(quotations, 1):
        alone.append(search.verdict(quotation, search.cited_pages(quotation)))
        progress(done, len(quotations), quotation.span.of(search.manuscript.text))
    company = companions(quotations, alone)
    return tuple(
        search.verdict(quotation, company[quotation.id]) if quotation.id in company else verdict
        for quotation, verdict in zip(quotations, alone, strict=True)
    )


def find(words: str, library: Library) -> tuple[Alignment, ...]:
    """Where `words`, typed by a person, stand in the library, best place first. Dots and brackets mean what they
    mean in a quotation; offsets of the alignments count in `words`."""
    span = Span(start=0, stop=len(words))
    quotation = Quotation(id="q1", span=span, block=0, kind="inline", alterations=alterations_in(words, span))
    return locate(words, quotation, library)
