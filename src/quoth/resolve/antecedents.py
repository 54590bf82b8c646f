"""What Ibid., idem, op. cit. and supra stand for.

"Ibid." is the work that the reference just before it names, and only if nothing else could be meant (Chicago Manual of
Style, 14.34): the note before must cite, and cite one work. Where it cites two, a volume that only one of them has
decides; anything else is ambiguous, with both named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.model.citation import Citation, Cite
from quoth.model.finding import Resolution
from quoth.model.manuscript import Manuscript, Note
from quoth.model.text import Span
from quoth.resolve.locators import volumes_named
from quoth.resolve.works import Shelf

__all__ = ["Antecedents"]


class Antecedents:
    """Looks back from a cite. `settled` holds the resolution of every cite before it, by cite id, and grows."""

    def __init__(
        self,
        citations: Sequence[Citation],
        manuscript: Manuscript,
        shelf: Shelf,
        settled: Mapping[str, Resolution],
    ) -> None:
        self.citations, self.manuscript, self.shelf, self.settled = citations, manuscript, shelf, settled
        self._notes = {note.id: note for note in manuscript.notes}
        self._previous = self._in_their_series()

    def _in_their_series(self) -> dict[Span, Citation]:
        """The citation before each, of the same kind, by span: footnotes, endnotes and the running text each count for
        themselves."""
        previous: dict[Span, Citation] = {}
        last: dict[str, Citation] = {}
        for citation in self.citations:
            note = self._note(citation)
            kind = note.kind if note else "text"
            if kind in last:
                previous[citation.span] = last[kind]
            last[kind] = citation
        return previous

    def ibid(self, cite: Cite, citation: Citation) -> Resolution:
        """The reference just before: in the same note, else all that the note before cites."""
        earlier = citation.cites[: citation.cites.index(cite)]
        if earlier:
            return self._standing_for(cite, earlier[-1:], "")
        before = self._previous.get(citation.span)
        if before is None:
            return _unresolved(cite, "no note stands before it")
        name = self._name(before)
        if self._new_chapter(before, citation):
            return _unresolved(cite, "it is the first note of its chapter")
        if not before.cites:
            return _unresolved(cite, f"{name} before it cites nothing")
        return self._standing_for(cite, before.cites, name)

    def idem_author(self, cite: Cite, citation: Citation) -> str:
        """The author that "idem" repeats, "" if there is none or more than one."""
        earlier = citation.cites[: citation.cites.index(cite)]
        before = self._previous.get(citation.span)
        models = earlier[-1:] or (before.cites if before else ())
        authors = {self.shelf.work(work).author for work in self._works(models)}
        return authors.pop() if len(authors) == 1 else ""

    def op_cit(self, cite: Cite, citation: Citation) -> Resolution:
        """The author's work cited before; a note number in it ("op. cit., n. 7") says where."""
        if not cite.author:
            return self._noted(cite, citation) or self.ibid(cite, citation)
        works = self.shelf.by_author(cite.author)
        noted = self._noted(cite, citation, works)
        if noted is not None:
            return noted
        if not works:
            return _unresolved(cite, f"no work by {cite.author} is cited before it")
        if len(works) > 1:
            why = f"{len(works)} works by {cite.author} are cited before it"
            return Resolution(cite=cite.id, status="ambiguous", by=cite.form, candidates=works, why=why)
        return Resolution(cite=cite.id, status="resolved", work=works[0], by=cite.form, antecedent=self._last(works[0]))

    # -- looking back

    def _new_chapter(self, before: Citation, citation: Citation) -> bool:
        """Whether the numbering began again behind a heading."""
        first, second = self._note(before), self._note(citation)
        if first is None or second is None or first.section == second.section:
            return False
        if not first.anchors or not second.anchors:
            return True
        between = range(first.anchors[0].start, second.anchors[0].start)
        return any(block.kind == "heading" and block.span.start in between for block in self.manuscript.blocks)

    def _note(self, citation: Citation) -> Note | None:
        return self._notes.get(citation.note or "")

    def _name(self, citation: Citation) -> str:
        note = self._note(citation)
        return f"note {note.label}" if note else "the citation"

    def _works(self, cites: Sequence[Cite]) -> list[str]:
        works = [self.settled[cite.id].work for cite in cites if cite.id in self.settled]
        return list(dict.fromkeys(work for work in works if work))

    def _last(self, work: str) -> str | None:
        return next((cite for cite in reversed(list(self.settled)) if self.settled[cite].work == work), None)

    # -- deciding

    def _standing_for(self, cite: Cite, models: Sequence[Cite], name: str) -> Resolution:
        """What `cite` stands for if it repeats `models`, the cites of one note."""
        found = [self.settled[model.id] for model in models]
        candidates = tuple(
            dict.fromkeys(work for each in found for work in ([each.work] if each.work else each.candidates))
        )
        if any(each.status == "unresolved" for each in found):
            return _unresolved(cite, f"{name or 'the reference'} before it is not resolved", candidates)
        if len(candidates) == 1:
            return self._resolved(cite, candidates[0], models, cite.form)
        if any(each.status == "ambiguous" for each in found):
            why = f"{name or 'the reference'} before it could mean {len(candidates)} works"
        else:
            decided = self._by_volume(cite, models, candidates)
            if decided is not None:
                return decided
            why = f"{name} before it cites {len(candidates)} works"
        return Resolution(cite=cite.id, status="ambiguous", by=cite.form, candidates=candidates, why=why)

    def _by_volume(self, cite: Cite, models: Sequence[Cite], candidates: Sequence[str]) -> Resolution | None:
        """The one work that has the volume `cite` names; else the one cited in that volume just before."""
        volumes = volumes_named(cite)
        if not volumes:
            return None
        highest = max(int(volume) for volume in volumes)
        having = [work for work in candidates if (self.shelf.volumes(work) or highest) >= highest]
        if len(having) == 1:
            return self._resolved(cite, having[0], models, f"{cite.form}, the only one with volume {highest}")
        same = [model for model in models if set(volumes) & set(volumes_named(model))]
        unnumbered = [
            model for model in models if not volumes_named(model) and self.shelf.volumes(self._work(model)) != 1
        ]
        works = list(dict.fromkeys(self._work(model) for model in same))
        if len(works) == 1 and all(self.shelf.volumes(self._work(model)) is None for model in unnumbered):
            return self._resolved(
                cite, works[0], models, f"{cite.form}, the only one just cited in volume {volumes[0]}"
            )
        return None

    def _work(self, model: Cite) -> str:
        return self.settled[model.id].work or ""

    def _resolved(self, cite: Cite, work: str, models: Sequence[Cite], by: str) -> Resolution:
        antecedent = next(model.id for model in reversed(models) if self.settled[model.id].work == work)
        return Resolution(cite=cite.id, status="resolved", work=work, by=by, antecedent=antecedent)

    def _noted(self, cite: Cite, citation: Citation, works: Sequence[str] | None = None) -> Resolution | None:
        """The note that "n. 7" names, if it names one in this series; None where the cite gives no number."""
        label = next((locator.first for locator in cite.locators if locator.kind == "note"), None)
        here = self._note(citation)
        if label is None or here is None:
            return None
        named = {note.id for note in self.manuscript.notes if (note.label, note.section) == (label, here.section)}
        models = [
            model
            for other in self.citations
            if other.note in named
            for model in other.cites
            if model.id in self.settled
        ]
        candidates = [work for work in self._works(models) if works is None or work in works]
        if len(candidates) == 1:
            return self._resolved(cite, candidates[0], models, f"{cite.form}, note {label}")
        if works is None and candidates:
            why = f"note {label} cites {len(candidates)} works"
            return Resolution(cite=cite.id, status="ambiguous", by=cite.form, candidates=tuple(candidates), why=why)
        return None if works is not None else _unresolved(cite, f"note {label} cites nothing")


def _unresolved(cite: Cite, why: str, candidates: tuple[str, ...] = ()) -> Resolution:
    return Resolution(cite=cite.id, status="unresolved", by=cite.form, candidates=candidates, why=why)
