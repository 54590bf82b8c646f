"""What the rules of places look up: where a cite leads, what its files are numbered, how far they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from quoth.model.citation import Cite
from quoth.model.finding import Report, Resolution
from quoth.model.source import Concordance, Witness
from quoth.resolve.locators import page_number
from quoth.resolve.witnesses import volume_of

__all__ = ["LastPage", "Shelf"]

FEWEST = 5  # numbered pages: a file with fewer does not say where its book ends


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPage:
    """The last page of a book: as its file calls it, and as the edition cited would. `turned`: they may differ."""

    witness: Witness
    label: str
    page: float
    turned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The files of a report by id, the resolutions by cite, the concordances by work."""

    witnesses: Mapping[str, Witness]
    leads: Mapping[str, Resolution]
    laws: Mapping[str, Concordance]
    ends: dict[str, LastPage | None] = field(default_factory=dict)  # by witness, once each was asked for

    @classmethod
    def of(cls, report: Report) -> Shelf:
        return cls(
            witnesses={witness.id: witness for witness in report.library.witnesses},
            leads={resolution.cite: resolution for resolution in report.resolutions},
            laws={law.work: law for law in report.concordances},
        )

    def work(self, cite: Cite) -> str | None:
        """The id of the work that the cite leads to, None where it leads nowhere."""
        return self.leads[cite.id].work

    def held(self, cite: Cite) -> bool:
        return bool(self.leads[cite.id].witnesses)

    def law(self, cite: Cite) -> Concordance | None:
        return self.laws.get(self.work(cite) or "")

    def numbers(self, cite: Cite) -> dict[str, str]:
        """The volume of the edition cited that each file of the work is, for those that are one; {} where two files
        have the same number, so that nobody knows which is meant."""
        law = self.law(cite)
        legs = {leg.witness: leg.volume for leg in law.legs} if law else {}
        files = self.leads[cite.id].witnesses
        said = {file: legs.get(file) if law else volume_of(self.witnesses[file]) for file in files}
        numbers = {file: number for file, number in said.items() if number}
        return numbers if len(set(numbers.values())) == len(numbers) else {}

    def last_page(self, cite: Cite, volume: str | None) -> LastPage | None:
        """The last page of the book that `volume` of the cited work is; where it may be several, of the longest. None
        where that cannot be known."""
        numbers = self.numbers(cite)
        files = [name for name in self.leads[cite.id].witnesses if volume is None or numbers.get(name) == volume]
        if volume is not None and not numbers:
            files = list(self.leads[cite.id].witnesses)[:1] if len(self.leads[cite.id].witnesses) == 1 else []
        ends = [self._end(self.witnesses[name], self.law(cite), volume) for name in files]
        known = [end for end in ends if end]
        return max(known, key=lambda end: end.page) if known and len(known) == len(ends) else None

    def _end(self, witness: Witness, law: Concordance | None, volume: str | None) -> LastPage | None:
        if witness.id not in self.ends:
            self.ends[witness.id] = _end_of(witness)
        end = self.ends[witness.id]
        if end is None or law is None:
            return end
        leg = next((leg for leg in law.legs if leg.witness == witness.id and leg.admits(volume)), None)
        if leg is None:
            return None
        return replace(end, page=(end.page + law.reach - leg.offset) / leg.slope, turned=True)


def _end_of(witness: Witness) -> LastPage | None:
    numbers = {number: mark.label for mark in witness.pages if (number := page_number(mark.label))}
    if len(numbers) < FEWEST or any(mark.counted for mark in witness.pages):
        return None
    last = max(numbers)
    return LastPage(witness=witness, label=numbers[last], page=last, turned=False)
