"""Whether the notes follow another edition than the one on the shelf: then its pages are turned into those of the
files, and no page is called wrong that the law explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quoth.engine.match import Near
from quoth.judge.claim import Claim
from quoth.judge.pagelaw import Cited, Pair, Volumes, best_fit, distance
from quoth.judge.place import Evidence, Searched
from quoth.model.citation import Locator
from quoth.model.finding import Verdict
from quoth.model.manuscript import Quotation
from quoth.model.source import Concordance, Witness
from quoth.model.text import Span
from quoth.resolve.locators import A_PAGE, page_number
from quoth.resolve.witnesses import in_order, volume_of

__all__ = ["concordances", "expected", "in_concordance"]

SAID = ("cited-page", "other-page", "other-edition", "unknown")  # where a place was held against pages

Claims = Mapping[str, Sequence[Claim]]


def concordances(
    quotations: Sequence[Quotation], verdicts: Sequence[Verdict], claims: Claims, witnesses: Mapping[str, Witness]
) -> tuple[Concordance, ...]:
    """The works whose cites follow another edition, in order of id; `verdicts` in the order of `quotations`."""
    pairs: dict[str, dict[Pair, None]] = {}
    for quotation, verdict in zip(quotations, verdicts, strict=True):
        if quotation.near and (found := _pair(verdict, claims[quotation.id], witnesses)):
            work, pair = found
            pairs.setdefault(work, {})[pair] = None
    files = {
        claim.resolution.work: claim.resolution.witnesses for said in claims.values() for claim in said if claim.held
    }
    laws = (_law(work, list(found), [witnesses[name] for name in files[work]]) for work, found in sorted(pairs.items()))
    return tuple(law for law in laws if law)


def _pair(verdict: Verdict, claims: Sequence[Claim], witnesses: Mapping[str, Witness]) -> tuple[str, Pair] | None:
    """The work, and the pages found and cited; None where one of them is not known for sure."""
    place = verdict.alignment
    claim = next((claim for claim in claims if claim.cite.id == verdict.cite), None)
    if place is None or claim is None or place.passage.counted or verdict.location not in SAID:
        return None
    numbers = [number for label in place.passage.pages if (number := page_number(label))]
    cited = tuple(_cited(_locators(claim.resolution.work, claims)))
    if not numbers or not cited or not Evidence(claims=claims, near=(), witnesses=Searched(witnesses)).telling(place):
        return None
    return claim.resolution.work or "", Pair(place.passage.witness, numbers[0], numbers[-1], cited)


def _locators(work: str | None, claims: Sequence[Claim]) -> list[Locator]:
    return [locator for claim in claims if claim.resolution.work == work for locator in claim.cite.locators]


def _cited(locators: Sequence[Locator]) -> Iterator[Cited]:
    """The pages in arabic figures. Those in roman ones are numbered apart, and keep no law."""
    for locator in locators:
        first = page_number(locator.first or "") if locator.kind == "page" else None
        last = page_number(locator.last or "") if locator.last else first
        if first:
            yield Cited(locator.volume, first, last if last and last > first else first)


def _law(work: str, pairs: Sequence[Pair], files: Sequence[Witness]) -> Concordance | None:
    named = Volumes({file.id: volume_of(file) for file in files}, 0.0)
    counted = Volumes({file.id: str(at) for at, file in enumerate(in_order(files), 1)}, 2.0)
    anyhow = Volumes({file.id: None for file in files}, 4.0, own=True)
    ways = [named, counted, anyhow] if len(files) > 1 else [named, anyhow]
    fit = best_fit(pairs, ways)
    if fit is None:
        return None
    return Concordance(
        work=work,
        legs=fit.legs,
        pairs=fit.pairs,
        agreeing=fit.agreeing,
        within=fit.within,
        reach=fit.reach,
        counted=fit.volumes is counted and counted.number != named.number,
    )


def in_concordance(verdict: Verdict, claims: Sequence[Claim], laws: Mapping[str, Concordance]) -> Verdict:
    """The verdict, its place held against the pages that the law makes of those cited. A page that agrees is right in
    another edition; one that does not is another page. `laws` by work."""
    place, claim = verdict.alignment, next((claim for claim in claims if claim.cite.id == verdict.cite), None)
    law = laws.get(claim.resolution.work or "") if claim else None
    if place is None or claim is None or law is None or verdict.location not in SAID[1:]:
        return verdict
    numbers = [number for label in place.passage.pages if (number := page_number(label))]
    cited = list(_cited(_locators(claim.resolution.work, claims)))
    if not numbers or not cited:
        return verdict
    legs = [leg for leg in law.legs if leg.witness == place.passage.witness]
    agrees = any(
        distance(leg, pages, numbers[0], numbers[-1]) <= law.reach
        for leg in legs
        for pages in cited
        if leg.admits(pages.volume)
    )
    if agrees:
        return replace(verdict, location="other-edition")
    return verdict if verdict.location == "unknown" else replace(verdict, location="other-page")


def expected(
    claims: Sequence[Claim], laws: Mapping[str, Concordance], witnesses: Mapping[str, Witness]
) -> tuple[Near, ...]:
    """The stretches of the files in which the pages cited must lie by the law."""
    stretches = []
    for claim in claims:
        law = laws.get(claim.resolution.work or "")
        for leg in law.legs if law else ():
            for cited in _cited(claim.cite.locators):
                if law and leg.admits(cited.volume):
                    low, high = leg.image(cited.first, cited.last)
                    stretches += _stretch(witnesses[leg.witness], low - law.reach, high + law.reach)
    return tuple(stretches)


def _stretch(witness: Witness, low: float, high: float) -> list[Near]:
    """The pages between two numbers, as one stretch of the file: none, or one."""
    marks = [mark.offset for mark in witness.pages if low <= (page_number(mark.label) or -1) <= high]
    return [Near(witness.id, Span(start=marks[0], stop=marks[-1] + A_PAGE))] if marks else []
