"""Every cite is led to its work, every work to the files that carry it. Nothing is guessed: what could be two
works is ambiguous, with both named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.find.citations import is_private
from quoth.model.citation import Citation, Cite, Entry
from quoth.model.finding import Resolution
from quoth.model.manuscript import Manuscript
from quoth.model.source import Witness, Work
from quoth.resolve.antecedents import Antecedents
from quoth.resolve.locators import volumes_named
from quoth.resolve.witnesses import carriers, volume_numbers
from quoth.resolve.works import Shelf

__all__ = ["Resolved", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """One resolution a cite, in order of the cites; the works in order of first citing."""

    resolutions: tuple[Resolution, ...]
    works: tuple[Work, ...]


def resolve(
    citations: Sequence[Citation],
    manuscript: Manuscript,
    bibliography: Sequence[Entry],
    witnesses: Sequence[Witness],
    *,
    settled: Mapping[str, tuple[str, ...]] | None = None,
) -> Resolved:
    """What each cite of `citations` leads to. `settled` maps a work's title, author or short form to the paths of the
    files that carry it, as the user says outright."""
    cites = [cite for citation in citations for cite in citation.cites]
    shelf = Shelf(bibliography, cites)
    found: dict[str, Resolution] = {}
    antecedents = Antecedents(citations, manuscript, shelf, found)
    for citation in citations:
        for cite in citation.cites:
            found[cite.id] = _one(cite, citation, shelf, antecedents)
    held = {work: carriers(shelf.work(work), shelf.keys(work), witnesses, settled or {}) for work in shelf.cited}
    return Resolved(
        resolutions=tuple(_with_witnesses(found[cite.id], cite, held, shelf) for cite in cites),
        works=tuple(replace(shelf.work(work), witnesses=tuple(w.id for w in held[work])) for work in shelf.cited),
    )


def _one(cite: Cite, citation: Citation, shelf: Shelf, antecedents: Antecedents) -> Resolution:
    """Where one cite leads, the cites before it being known."""
    if is_private(cite):
        return Resolution(cite=cite.id, status="unresolved", by="private", why="it is a source that no library holds")
    if cite.form == "ibid" or (cite.form == "idem" and not cite.title):
        return antecedents.ibid(cite, citation)
    if cite.form in {"op-cit", "supra"} and not cite.title:
        return antecedents.op_cit(cite, citation)
    named = _by_the_same(cite, antecedents.idem_author(cite, citation)) if cite.form == "idem" else cite
    match = shelf.match(named)
    if len(match.works) > 1:
        for work in match.works:
            shelf.name(work)
        why = f"{len(match.works)} works answer to it by {match.by}"
        return Resolution(cite=cite.id, status="ambiguous", by=match.by, candidates=match.works, why=why)
    work = match.works[0] if match.works else shelf.add(named)
    shelf.take(work, named)
    return Resolution(cite=cite.id, status="resolved", work=work, by=match.by or "named here first")


def _by_the_same(cite: Cite, author: str) -> Cite:
    """ "Idem, Conquered City": the author being the one before, where it names none itself."""
    return replace(cite, reference=replace(cite.reference, author=cite.author or author))


def _with_witnesses(
    resolution: Resolution, cite: Cite, held: Mapping[str, Sequence[Witness]], shelf: Shelf
) -> Resolution:
    """The files of the work, those of the cited volumes first."""
    if resolution.work is None:
        return resolution
    files = held[resolution.work]
    named = volumes_named(cite)
    numbers = volume_numbers(files, shelf.volumes(resolution.work))
    ordered = sorted(files, key=lambda witness: numbers[witness.id] not in named)
    return replace(resolution, witnesses=tuple(witness.id for witness in ordered))
