"""What Ibid., idem, op. cit. and supra stand for.

"Ibid." is the work that the reference just before it names, and only if nothing else could be meant (Chicago Manual of
Style, 14.34): the note before must cite, and cite one work. Where it cites two, a volume that only one of them has
decides; anything else is ambiguous, with both named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.find.phrases import QUOTED_IN
from quoth.model.citation import Citation, Cite
from quoth.model.finding import Resolution
from quoth.model.manuscript import Manuscript, Note
from quoth.model.text import Span
from quoth.resolve.locators import volumes_named
from quoth.resolve.works import Shelf

__all__ = ["Antecedents", "is_holder"]

MOST_NOTES = 20  # that one back reference names
QUOTING = frozenset({"quoting", "citing"})  # Bluebook, rule 4.1: what an authority quotes is not cited by the author
BACK_FORMS = frozenset({"ibid", "idem", "op-cit", "supra"})


class Antecedents:
    """Looks back from a cite. `settled` holds the resolution of every cite before it, by cite id, and grows."""

    def __init__(
        self,
        citations: Sequence[Citation],
        manuscript: Manuscript,
        shelf: Shelf,
        settled: dict[str, Resolution],
    ) -> None:
        self.citations, self.manuscript, self.shelf, self.settled = citations, manuscript, shelf, settled
        self._notes = {note.id: note for note in manuscript.notes}
        self._labelled: dict[str, list[Note]] = {}
        for note in manuscript.notes:
            self._labelled.setdefault(note.label, []).append(note)
        self._cited = {citation.note: citation for citation in citations if citation.note}
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
        earlier = _before(cite, citation)
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
        earlier = _before(cite, citation)
        before = self._previous.get(citation.span)
        models = earlier[-1:] or (before.cites if before else ())
        authors = {self.shelf.work(work).author for work in self._works(models)}
        return authors.pop() if len(authors) == 1 else ""

    def op_cit(self, cite: Cite, citation: Citation) -> Resolution:
        """The author's work cited before; a note number in it ("op. cit., n. 7") says where."""
        noted = self._noted(cite, citation)
        if noted is not None:
            return noted
        if not cite.author:
            return self.ibid(cite, citation)
        works = self._of_year(cite, self.shelf.by_author(cite.author))
        if not works:
            return _unresolved(cite, f"no work by {cite.author} is cited before it")
        if len(works) > 1:
            why = f"{len(works)} works by {cite.author} are cited before it"
            return Resolution(cite=cite.id, status="ambiguous", by=cite.form, candidates=works, why=why)
        meant, last = self._meant(cite, works[0]), self._last(works[0])
        return Resolution(cite=cite.id, status="resolved", work=meant, by=cite.form, antecedent=last)

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
        return next((cite for cite in reversed(self.settled) if self.settled[cite].work == work), None)

    # -- deciding

    def _standing_for(self, cite: Cite, models: Sequence[Cite], name: str) -> Resolution:
        """What `cite` stands for if it repeats `models`, the cites of one note."""
        models = _in_hand(models)
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
        meant = self._meant(cite, work)
        return Resolution(cite=cite.id, status="resolved", work=meant, by=by, antecedent=antecedent)

    def _meant(self, cite: Cite, work: str) -> str:
        """`work`, or the book that it stands in where `cite` names that book's editor."""
        if not cite.author or self.shelf.has_author(cite.author, work):
            return work
        meant = self.shelf.holder(work)
        self.shelf.name(meant)
        return meant

    def _noted(self, cite: Cite, citation: Citation) -> Resolution | None:
        """What the note that "n. 7" names cites; None where the cite names no note, or one without its author."""
        labels = _notes_named(cite)
        here = self._note(citation)
        if not labels or here is None:
            return None
        label = labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"
        models = [model for model in self._cited_in(labels, here) if model.id in self.settled]
        candidates = self._narrowed(cite, self._works(models))
        unclear = [model for model in models if self.settled[model.id].status != "resolved"]
        if unclear and not cite.author:
            return _unresolved(cite, f"what note {label} cites is not resolved", tuple(candidates))
        if len(candidates) == 1:
            return self._resolved(cite, candidates[0], models, f"{cite.form}, note {label}")
        if candidates:
            why = f"note {label} cites {len(candidates)} works" + (f" by {cite.author}" if cite.author else "")
            return Resolution(cite=cite.id, status="ambiguous", by=cite.form, candidates=tuple(candidates), why=why)
        return None if cite.author else _unresolved(cite, f"note {label} cites nothing")

    def _cited_in(self, labels: Sequence[str], here: Note) -> Iterator[Cite]:
        """All that the notes of those numbers cite: of this chapter, else the only ones of the manuscript."""
        for label in labels:
            yield from self._cited_in_one(label, here)

    def _cited_in_one(self, label: str, here: Note) -> Iterator[Cite]:
        named = self._labelled.get(label, [])
        ours = [note.id for note in named if note.section == here.section] or [note.id for note in named]
        if len(ours) == 1 and ours[0] in self._cited:
            yield from self._cited[ours[0]].cites

    def _narrowed(self, cite: Cite, works: Sequence[str]) -> list[str]:
        """Of the works of one note those that fit the author and year of `cite`. Where none says whose it is ("in my
        own paper"), the year alone decides."""
        theirs = [work for work in works if not cite.author or self.shelf.is_by(cite.author, work)]
        nobody = [work for work in works if not self.shelf.work(work).author]
        dated = [work for work in nobody if cite.year and self.shelf.work(work).year == cite.year]
        return list(self._of_year(cite, theirs)) or dated

    def _of_year(self, cite: Cite, works: Sequence[str]) -> tuple[str, ...]:
        """Those of `works` that are of the year that `cite` names, if it names one."""
        same = [work for work in works if not cite.year or self.shelf.work(work).year in ("", cite.year)]
        return tuple(same)


def _notes_named(cite: Cite) -> tuple[str, ...]:
    """The numbers of the notes that a back reference names. A note behind a page is one of the book's own."""
    first = cite.locators[0] if cite.locators else None
    if first is None or first.kind != "note" or not (first.first or "").isdecimal():
        return ()
    begin, end = int(first.first or 0), int(first.last or first.first or 0)
    return tuple(map(str, range(begin, min(end, begin + MOST_NOTES) + 1)))


def _before(cite: Cite, citation: Citation) -> tuple[Cite, ...]:
    """The cites of its note that stand before `cite`, without the contribution that it says stands in a book."""
    earlier = citation.cites[: citation.cites.index(cite)]
    return earlier[:-1] if is_holder(cite) else earlier


def _in_hand(models: Sequence[Cite]) -> Sequence[Cite]:
    """Of what one note cites the books that the author had in hand: of "Adams, 3, quoted in McCullough, 12" the second,
    of "Adams, 3 (quoting McCullough, 12)" and of a contribution and the book that is pointed back to the first."""
    models = [model for i, model in enumerate(models) if not (i and model.signal in QUOTING)] or models
    quoting = [QUOTED_IN.match(after.signal) is not None for after in models[1:]]
    kept = [model for model, quoted in zip(models, [*quoting, False], strict=True) if not quoted]
    return [model for i, model in enumerate(kept) if not (i and is_holder(model))]


def is_holder(cite: Cite) -> bool:
    """Whether `cite` is the book that the contribution cited just before it stands in."""
    return cite.signal.rstrip(":").lower() == "in" and cite.form in BACK_FORMS


def _unresolved(cite: Cite, why: str, candidates: tuple[str, ...] = ()) -> Resolution:
    return Resolution(cite=cite.id, status="unresolved", by=cite.form, candidates=candidates, why=why)
