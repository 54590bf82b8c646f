"""Every quotation is heard: where its words stand, and what that means; twice, where its neighbours can help."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quoth.engine.match import Near, Search, Searchable
from quoth.judge.absence import TOO_SHORT
from quoth.judge.claim import Claim
from quoth.judge.company import companions
from quoth.judge.concordance import concordances, expected, in_concordance
from quoth.judge.place import Searched
from quoth.judge.verdict import judge
from quoth.model.finding import Alignment, Verdict
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import Concordance, Witness
from quoth.resolve.locators import Leaves
from quoth.resolve.witnesses import volume_of

__all__ = ["Heard", "hear"]

Progress = Callable[[int, int, str], None]


def hear(
    quotations: Sequence[Quotation],
    claims: Mapping[str, Sequence[Claim]],
    manuscript: Manuscript,
    library: Searchable | None,
    progress: Progress | None = None,
) -> Heard:
    """The verdicts, in the order of `quotations`. `claims` are those of each quotation, by its id; `progress` is told
    (done, of, words) after each."""
    witnesses = Searched((witness.id, witness) for witness in (library.state.witnesses if library else ()))
    cited = {claim.cite.id: claim for said in claims.values() for claim in said}
    leaves = cache(lambda name: Leaves.of(witnesses[name]))
    hearing = _Hearing(
        manuscript=manuscript,
        search=Search(library) if library else None,
        witnesses=witnesses,
        claims=claims,
        pages={cite: _cited_pages(claim, witnesses, leaves) for cite, claim in cited.items()},
    )
    return _verdicts(quotations, hearing, progress or _silent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The verdicts, and the works whose cites follow another edition than that of the files."""

    verdicts: tuple[Verdict, ...]
    concordances: tuple[Concordance, ...]


def _silent(done: int, of: int, what: str) -> None:
    """Nobody is waiting."""


def _cited_pages(claim: Claim, witnesses: Mapping[str, Witness], leaves: Callable[[str], Leaves]) -> tuple[Near, ...]:
    """The stretches of the library that are the pages cited."""
    return tuple(
        Near(name, span)
        for name in claim.resolution.witnesses
        for span in leaves(name).cited(claim.cite.locators, volume_of(witnesses[name]))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hearing:
    """What it takes to say of one quotation where its words stand and what that means."""

    manuscript: Manuscript
    search: Search | None
    witnesses: Searched
    claims: Mapping[str, Sequence[Claim]]
    pages: Mapping[str, Sequence[Near]]  # by cite

    def verdict(self, quotation: Quotation, near: tuple[Near, ...]) -> Verdict:
        claims = self.claims[quotation.id]
        sought = quotation.role == "quotation"  # titles, terms and dialogue are not looked for
        places = self._places(quotation, self.search, near) if sought and self.search else ()
        return judge(quotation, claims, places, self.witnesses, manuscript=self.manuscript, near=near)

    def _places(self, quotation: Quotation, search: Search, near: tuple[Near, ...]) -> tuple[Alignment, ...]:
        cited = dict.fromkeys(w for claim in self.claims[quotation.id] for w in claim.resolution.witnesses)
        return search.locate(self.manuscript.text, quotation, prefer=tuple(cited), near=near)

    def again(self, quotation: Quotation, verdict: Verdict, near: tuple[Near, ...]) -> Verdict:
        """The verdict on a quotation that was not found, now that its neighbours were: beside them it may be."""
        beside = self.search.beside(self.manuscript.text, quotation, near) if self.search else ()
        if not beside:
            return verdict
        places = (*beside, *verdict.candidates)
        return judge(
            quotation, self.claims[quotation.id], places, self.witnesses, manuscript=self.manuscript, near=near
        )

    def cited_pages(self, quotation: Quotation) -> tuple[Near, ...]:
        """The stretches of the library that the notes of the quotation name."""
        return tuple(near for claim in self.claims[quotation.id] for near in self.pages[claim.cite.id])


def _verdicts(quotations: Sequence[Quotation], hearing: _Hearing, progress: Progress) -> Heard:
    """Each quotation by itself, the pages that its notes name first; then those that were not found once more, where
    their neighbours were, or where the pages named stand in the edition at hand."""
    if hearing.search:
        hearing.search.expect(hearing.manuscript.text, [q for q in quotations if q.role == "quotation"])
    alone = []
    for done, quotation in enumerate(quotations, 1):
        alone.append(hearing.verdict(quotation, hearing.cited_pages(quotation)))
        progress(done, len(quotations), quotation.span.of(hearing.manuscript.text))
    laws = concordances(quotations, alone, hearing.claims, hearing.witnesses)
    by_work = {law.work: law for law in laws}
    company = companions(quotations, alone)
    verdicts = []
    for quotation, verdict in zip(quotations, alone, strict=True):
        claims = hearing.claims[quotation.id]
        near = company.get(quotation.id, ())
        if verdict.alignment is None and _can_be_found(quotation, hearing.manuscript):
            near += expected(claims, by_work, hearing.witnesses)
        heard = hearing.again(quotation, verdict, near) if near else verdict
        verdicts.append(in_concordance(heard, claims, by_work))
    return Heard(verdicts=tuple(verdicts), concordances=laws)


def _can_be_found(quotation: Quotation, manuscript: Manuscript) -> bool:
    """Whether there is enough of a quotation to be known among the pages where another edition may have it."""
    return quotation.role == "quotation" and len(quotation.span.of(manuscript.text).split()) > TOO_SHORT
