"""Where each work of the report is used: by which cites, for which quotations, and where the running text names it."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.model.citation import Citation
from quoth.model.finding import Resolution
from quoth.model.life import WorkUse
from quoth.model.manuscript import Quotation
from quoth.model.source import Work

__all__ = ["uses_of"]


def uses_of(
    works: Sequence[Work],
    citations: Sequence[Citation],
    resolutions: Sequence[Resolution],
    quotations: Sequence[Quotation],
) -> tuple[WorkUse, ...]:
    """One for each work, in the same order."""
    leads = {resolution.cite: resolution.work for resolution in resolutions}
    cites: dict[str, list[str]] = {work.id: [] for work in works}
    by_note: dict[str, set[str]] = {}
    for citation in citations:
        for cite in citation.cites:
            work = leads.get(cite.id)
            if work is not None:
                cites[work].append(cite.id)
                by_note.setdefault(citation.note or "", set()).add(work)
    answering = [(quotation.id, by_note.get(quotation.notes[0], set())) for quotation in quotations if quotation.notes]
    return tuple(
        WorkUse(
            work=work.id,
            cites=tuple(cites[work.id]),
            quotations=tuple(quotation for quotation, cited in answering if work.id in cited),
        )
        for work in works
    )
