"""What a note says of a quotation, and whether a place is the place it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoth.model.citation import Citation, Cite, Locator
from quoth.model.finding import Alignment, Resolution
from quoth.model.manuscript import Quotation
from quoth.model.source import Witness
from quoth.resolve.locators import Standing, stands_at
from quoth.resolve.resolved import Resolved
from quoth.resolve.witnesses import volume_of

__all__ = ["Claim", "claim_for", "claims_of", "on_cited_page", "same_edition", "standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a note says of the quotation: the cite, where it leads, and the title it leads to ("" when nowhere)."""

    cite: Cite
    resolution: Resolution
    title: str = ""

    @property
    def held(self) -> bool:
        return self.resolution.status == "resolved" and bool(self.resolution.witnesses)


def claims_of(
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


def claim_for(place: Alignment, claims: Sequence[Claim], witnesses: Mapping[str, Witness]) -> Claim | None:
    """The claim that names the book of a place; among several, one that names its page; None if none does."""
    naming = [claim for claim in claims if place.passage.witness in claim.resolution.witnesses]
    on_page = (claim for claim in naming if standing(place, claim.cite.locators, witnesses) == "cited")
    return next(on_page, naming[0] if naming else None)


def on_cited_page(place: Alignment, claims: Sequence[Claim], witnesses: Mapping[str, Witness]) -> bool:
    claim = claim_for(place, claims, witnesses)
    return claim is not None and standing(place, claim.cite.locators, witnesses) == "cited"


def standing(place: Alignment, locators: Sequence[Locator], witnesses: Mapping[str, Witness]) -> Standing:
    """Where a place stands to the pages cited. A file whose pages are only counted has no printed ones."""
    labels = () if place.passage.counted else place.passage.pages
    return stands_at(locators, labels, volume_of(witnesses[place.passage.witness]))


def same_edition(locators: Sequence[Locator], claim: Claim, witnesses: Mapping[str, Witness]) -> bool:
    """Whether the library's files number their volumes as the cite does: each volume it names is there.

    Where a volume is named that no file carries, or where two files carry the same number (parts that each
    begin at volume one), pages cannot be compared.
    """
    held = [volume_of(witnesses[witness]) for witness in claim.resolution.witnesses]
    named = {locator.volume for locator in locators if locator.volume}
    numbered = [volume for volume in held if volume]
    return named <= set(numbered) and len(numbered) == len(set(numbered)) if numbered else not named
