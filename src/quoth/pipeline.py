"""THE path: from a manuscript as read to a report. Start here.

Reads like a table of contents and touches no file; the terminal and every later surface call `check`.

    readers ─► Manuscript ─► find ─► resolve ─► locate ─► judge ─► rules ─► Report
                                        library ──┘
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from quoth.config import Settings
from quoth.engine.match import locate
from quoth.find.alterations import alterations_in
from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations
from quoth.find.notes import find_notes
from quoth.find.quotations import find_quotations
from quoth.judge import Claim, judge
from quoth.library import Library
from quoth.model.citation import Citation
from quoth.model.finding import Alignment, Report
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import LibraryState
from quoth.model.text import Span
from quoth.resolve import Resolved, resolve
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
    state = library.state if library else NO_LIBRARY
    manuscript = find_notes(manuscript)
    quotations = find_quotations(manuscript)
    citations = find_citations(manuscript)
    bibliography = find_bibliography(manuscript)
    resolved = resolve(citations, manuscript, bibliography, state.witnesses, settled=settings.works)
    claims = _claims(quotations, citations, resolved)
    found = _locate_all(manuscript, quotations, claims, library, progress)
    witnesses = {witness.id: witness for witness in state.witnesses}
    verdicts = tuple(
        judge(quotation, claims[quotation.id], found[quotation.id], witnesses, manuscript=manuscript)
        for quotation in quotations
    )
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


def _claims(
    quotations: Sequence[Quotation], citations: Sequence[Citation], resolved: Resolved
) -> dict[str, tuple[Claim, ...]]:
    """What the notes of each quotation say of it, by quotation id, the nearest note first."""
    leads = {resolution.cite: resolution for resolution in resolved.resolutions}
    titles = {work.id: work.title or work.author for work in resolved.works}
    by_note: dict[str | None, tuple[Claim, ...]] = {}
    for citation in citations:
        said = tuple(
            Claim(cite=cite, resolution=leads[cite.id], title=titles.get(leads[cite.id].work or "", ""))
            for cite in citation.cites
        )
        by_note[citation.note] = by_note.get(citation.note, ()) + said
    return {
        quotation.id: tuple(claim for note in quotation.notes for claim in by_note.get(note, ()))
        for quotation in quotations
    }


def _locate_all(
    manuscript: Manuscript,
    quotations: Sequence[Quotation],
    claims: Mapping[str, Sequence[Claim]],
    library: Library | None,
    progress: Progress | None,
) -> dict[str, tuple[Alignment, ...]]:
    """Where the words of each quotation stand, best place first; the books its notes cite are looked at most
    closely. Titles, terms and dialogue are not sought."""
    found: dict[str, tuple[Alignment, ...]] = {}
    for done, quotation in enumerate(quotations, 1):
        cited = dict.fromkeys(w for claim in claims[quotation.id] for w in claim.resolution.witnesses)
        if library is None or quotation.role != "quotation":
            found[quotation.id] = ()
        else:
            found[quotation.id] = locate(manuscript.text, quotation, library, prefer=tuple(cited))
        if progress:
            progress(done, len(quotations), quotation.span.of(manuscript.text))
    return found


def find(words: str, library: Library) -> tuple[Alignment, ...]:
    """Where `words`, typed by a person, stand in the library, best place first. Dots and brackets mean what they
    mean in a quotation; offsets of the alignments count in `words`."""
    span = Span(start=0, stop=len(words))
    quotation = Quotation(id="q1", span=span, block=0, kind="inline", alterations=alterations_in(words, span))
    return locate(words, quotation, library)
