"""Every cite is led to its work, every work to the files that carry it. Nothing is guessed: what could be two
works is ambiguous, with both named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from quoth.find.citations import is_private
from quoth.model.citation import Citation, Cite, Entry
from quoth.model.finding import Resolution
from quoth.model.manuscript import Manuscript
from quoth.model.record import Own, Record
from quoth.model.source import Witness, Work
from quoth.resolve.antecedents import Antecedents
from quoth.resolve.bibliography import Bibliography
from quoth.resolve.evidence import Match
from quoth.resolve.locators import volumes_named
from quoth.resolve.managed import managed_cites
from quoth.resolve.witnesses import carriers, volume_numbers
from quoth.resolve.works import Shelf

__all__ = ["Resolved", "resolve"]


FIRST = "named here first"  # why a work is the one meant that nothing before it names


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
    own: Own | None = None,
) -> Resolved:
    """What each cite of `citations` leads to. `settled` maps a work's title, author or short form to the paths of the
    files that carry it, as the user says outright; `own` is the user's own bibliography."""
    cites = [cite for citation in citations for cite in citation.cites]
    own = own or Own()
    managed = managed_cites(cites, manuscript.managed)
    desk = _Desk(shelf=Shelf(bibliography, cites), entries=Bibliography(own.records), managed=managed)
    found: dict[str, Resolution] = {}
    antecedents = Antecedents(citations, manuscript, desk.shelf, found)
    for citation in citations:
        for cite in citation.cites:
            found[cite.id] = _one(cite, citation, desk, antecedents)
    works = [desk.identified(work) for work in desk.shelf.cited]
    told = {**(settled or {}), **_attached(works, own, witnesses)}
    held = {work.id: carriers(work, desk.shelf.keys(work.id), witnesses, told) for work in works}
    return Resolved(
        resolutions=tuple(_with_witnesses(_of_edition(found, cite.id, desk), cite, held, desk.shelf) for cite in cites),
        works=tuple(replace(work, witnesses=tuple(w.id for w in held[work.id])) for work in works),
    )


@dataclass(slots=True, kw_only=True)
class _Desk:
    """The works that the manuscript names, the user's own bibliography, which entry of it was taken for a work, and
    what a reference manager says of which cite."""

    shelf: Shelf
    entries: Bibliography
    managed: Mapping[str, Record]
    taken: dict[str, Record] = field(default_factory=dict)

    def match(self, cite: Cite) -> Match:
        """The works that `cite` may mean; those of the user's own bibliography where the manuscript names none."""
        match = self.shelf.match(cite)
        if match.works:
            return match
        records, by = self.entries.named(cite)
        works = tuple(self.shelf.add(record.reference) for record in records)
        self.taken |= dict(zip(works, records, strict=True))
        return Match(works=works, by=f"{by}, in your bibliography")

    def told(self, cite: Cite, record: Record) -> Resolution:
        """`cite` is of `record`, as a reference manager says: the work that answers to it, or a new one."""
        whole = replace(cite, form="full", reference=record.reference)
        same = [work for work, taken in self.taken.items() if taken.item == record.item]
        works = same or [work for work in self.shelf.match(whole).works if work not in self.taken][:1]
        work = works[0] if works else self.shelf.add(record.reference)
        self.taken.setdefault(work, record)
        edition = self.shelf.take(work, whole)
        return Resolution(cite=cite.id, status="resolved", work=work, edition=edition, by="your reference manager")

    def identified(self, work: str) -> Work:
        """The work with its entry, and with what only the entry says of it."""
        named = self.shelf.work(work)
        editions = tuple(replace(each, record=self.entries.entry(each.reference)) for each in named.editions)
        record = self.taken.get(work) or self.entries.entry(named.reference)
        said = named.reference.completed(record.reference) if record else named.reference
        return replace(named, record=record, reference=said, editions=editions)


def _attached(works: Sequence[Work], own: Own, witnesses: Sequence[Witness]) -> dict[str, tuple[str, ...]]:
    """The files that the user's own bibliography attaches to works, by the works' ids."""
    attached = {work.id: own.attached.get(work.record.key, ()) for work in works if work.record}
    files = {work: tuple(w.id for w in witnesses if w.sha256 in digests) for work, digests in attached.items()}
    return {work: carrying for work, carrying in files.items() if carrying}


def _one(cite: Cite, citation: Citation, desk: _Desk, antecedents: Antecedents) -> Resolution:
    """Where one cite leads, the cites before it being known."""
    if cite.id in desk.managed:
        return desk.told(cite, desk.managed[cite.id])
    if is_private(cite):
        return Resolution(cite=cite.id, status="unresolved", by="private", why="it is a source that no library holds")
    if cite.form == "ibid" or (cite.form == "idem" and not cite.title):
        return antecedents.ibid(cite, citation)
    if cite.form in {"op-cit", "supra"} and not cite.title:
        return antecedents.op_cit(cite, citation)
    named = _by_the_same(cite, antecedents.idem_author(cite, citation)) if cite.form == "idem" else cite
    match = desk.match(named)
    if len(match.works) > 1:
        for work in match.works:
            desk.shelf.name(work)
        why = f"{len(match.works)} works answer to it by {match.by}"
        return Resolution(cite=cite.id, status="ambiguous", by=match.by, candidates=match.works, why=why)
    work = match.works[0] if match.works else desk.shelf.add(named.reference)
    edition = desk.shelf.take(work, named)
    by = match.by if match.works else FIRST
    return Resolution(cite=cite.id, status="resolved", work=work, edition=edition, by=by)


def _of_edition(found: Mapping[str, Resolution], cite: str, desk: _Desk) -> Resolution:
    """The resolution of `cite` with its edition: the only one there is, or that of the cite which it repeats."""
    resolution = found[cite]
    if resolution.work is None or resolution.edition is not None:
        return resolution
    if not desk.shelf.work(resolution.work).editions:
        return replace(resolution, edition=resolution.work)
    before = found.get(resolution.antecedent or "")
    while before is not None and before.edition is None:
        before = found.get(before.antecedent or "")
    return replace(resolution, edition=before.edition if before else None)


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
