"""THE path: from a manuscript as read to a report. Start here.

Reads like a table of contents and touches no file; the terminal and every later surface call `check`.

    readers ─► Manuscript ─► find ─► resolve ─► locate ─► judge ─► rules ─► Report
                                        library ──┘
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from quoth.config import Settings
from quoth.engine.match import locate
from quoth.find.alterations import alterations_in
from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations, without_titles
from quoth.find.intext import cited_in_text
from quoth.find.notes import find_notes
from quoth.find.quotations import find_quotations
from quoth.judge.claim import claims_of
from quoth.judge.hearing import hear
from quoth.library import Library
from quoth.life import life_of
from quoth.model.finding import Alignment, Report
from quoth.model.manuscript import Manuscript, Quotation, ReadWarning
from quoth.model.record import Own
from quoth.model.source import LibraryState, Work
from quoth.model.text import Span
from quoth.resolve.resolved import resolve
from quoth.rules.table import apply_rules

if TYPE_CHECKING:  # few libraries run past
    from quoth.library.asked import Asked
    from quoth.library.stream import Streamed

__all__ = ["asked", "check", "find", "works"]

Progress = Callable[[int, int, str], None]
NO_LIBRARY = LibraryState(commit="", witnesses=())


def check(
    manuscript: Manuscript,
    library: Library | Streamed | None,
    settings: Settings,
    progress: Progress | None = None,
    *,
    own: Own | None = None,
    life: bool = False,
) -> Report:
    """Everything that can be said of the quotations and notes of `manuscript`.

    `library` None: no sources; quotations are found, notes resolved, and nothing is called anything but
    unchecked. `own` is the user's own bibliography. `progress(done, of, what)` is called after each quotation.
    With `life`, the life that the manuscript tells is found too.
    """
    manuscript, library = _apart(manuscript, library.paged(settings.pages) if library else None)
    state = library.state if library else NO_LIBRARY
    manuscript = find_notes(manuscript)
    quotations = find_quotations(manuscript)
    citations = find_citations(manuscript)
    bibliography = find_bibliography(manuscript)
    quotations = without_titles(quotations, citations, bibliography)
    resolved = resolve(citations, manuscript, bibliography, state.witnesses, settled=settings.works, own=own)
    bracketed = cited_in_text(quotations, citations, manuscript)
    claims = claims_of(quotations, citations, bracketed, resolved)
    heard = hear(quotations, claims, manuscript, library, progress)
    report = Report(
        manuscript=manuscript,
        library=state,
        quotations=quotations,
        citations=citations,
        bibliography=bibliography,
        resolutions=resolved.resolutions,
        works=resolved.works,
        verdicts=heard.verdicts,
        concordances=heard.concordances,
        findings=(),
        profile=settings.profile,
    )
    report = _with_life(report, library, settings) if life else report
    return apply_rules(report, settings.select, settings.ignore, severity=settings.severity, waivers=settings.waivers)


def _with_life(report: Report, library: Library | Streamed | None, settings: Settings) -> Report:
    life = life_of(
        report.manuscript,
        report.quotations,
        report.citations,
        report.resolutions,
        report.works,
        places=settings.places,
        verdicts=report.verdicts,
        text_of=library.text if library else None,
    )
    return replace(report, life=life)


def asked(manuscript: Manuscript) -> Asked:
    """What `check` will ask of a library: enough to let one run past that has no index."""
    from quoth.engine.asking import asking  # noqa: PLC0415

    quotations = find_quotations(find_notes(manuscript))
    return asking(manuscript.text, [quotation for quotation in quotations if quotation.role == "quotation"])


def works(manuscript: Manuscript, settings: Settings, own: Own | None = None) -> tuple[Work, ...]:
    """The works that `manuscript` cites, in order of first citing; which of them the library holds is not asked."""
    manuscript = find_notes(manuscript)
    citations = find_citations(manuscript)
    bibliography = find_bibliography(manuscript)
    return resolve(citations, manuscript, bibliography, (), settled=settings.works, own=own).works


def _apart(manuscript: Manuscript, library: Library | Streamed | None) -> tuple[Manuscript, Library | Streamed | None]:
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


def find(words: str, library: Library) -> tuple[Alignment, ...]:
    """Where `words`, typed by a person, stand in the library, best place first. Dots and brackets mean what they
    mean in a quotation; offsets of the alignments count in `words`."""
    span = Span(start=0, stop=len(words))
    quotation = Quotation(id="q1", span=span, block=0, kind="inline", alterations=alterations_in(words, span))
    return locate(words, quotation, library)
