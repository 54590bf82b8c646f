"""The user's own bibliography: which of its entries a work is, and which a short form may mean.

What the manuscript itself says comes first; the bibliography is asked for what the manuscript does not say. An entry is
a work's only if it is of the same edition: another year is another edition.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.find.names import surnames, title_words
from quoth.model.citation import Cite
from quoth.model.record import Record
from quoth.model.reference import Reference
from quoth.model.source import Work
from quoth.model.text import Span
from quoth.resolve.evidence import Known, matched

__all__ = ["Bibliography"]


class Bibliography:
    """The entries of all bibliographies that the user named, in their order."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = {str(i): record for i, record in enumerate(records)}
        self._known = [Known(work=Work(id=id, reference=r.reference)) for id, r in self._records.items()]
        self._by_name: dict[str, list[Known]] = {}
        for known in self._known:
            for name in {*known.people, known.surname}:
                self._by_name.setdefault(name, []).append(known)

    def named(self, cite: Cite) -> tuple[tuple[Record, ...], str]:
        """The entries that a short form may mean, and the evidence; () where it names none of them."""
        if not self._known or cite.form == "full":
            return (), ""
        match = matched(cite, self._near(cite))
        return tuple(self._records[id] for id in match.works), match.by

    def entry(self, reference: Reference) -> Record | None:
        """The entry of the work and the edition that `reference` describes; None where there is none, or several."""
        if not self._known or not (reference.author or len(title_words(reference.title)) > 1):
            return None
        whole = Cite(id="", note=None, span=Span(start=0, stop=0), form="full", reference=reference)
        found = [self._records[id] for id in matched(whole, self._near(whole)).works] if reference.title else []
        editions = _of_year(found, reference.year) if reference.year else found
        return editions[0] if len(editions) == 1 else None

    def _near(self, cite: Cite) -> list[Known]:
        """The entries that `cite` can mean at all: those of its author, and those of nobody."""
        if not (cite.author and cite.title):
            return self._known
        return [known for name in ("", *surnames(cite.author)) for known in self._by_name.get(name, [])]


def _of_year(records: Sequence[Record], year: str) -> list[Record]:
    """Those of that year, else those that say no year."""
    same = [record for record in records if record.reference.year[:4] == year[:4]]
    return same or [record for record in records if not record.reference.year]
