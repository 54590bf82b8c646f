"""The verdict on one quotation: what is said on each axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.engine.match import Near
from quoth.judge.absence import COMMON, doubt
from quoth.judge.apparatus import without_apparatus
from quoth.judge.claim import Claim, same_edition, standing
from quoth.judge.nature import named
from quoth.judge.place import Evidence, Searched
from quoth.judge.wording import wording_of
from quoth.model.citation import Locator
from quoth.model.finding import Alignment, Attribution, Location, Verdict
from quoth.model.manuscript import Manuscript, Quotation, QuotationRole
from quoth.model.source import Witness
from quoth.resolve.locators import Standing

__all__ = ["judge"]

_ROLES: dict[QuotationRole, str] = {
    "title": "a title",
    "term": "a term",
    "scare": "a word held at arm's length",
    "dialogue": "dialogue",
}


def judge(
    quotation: Quotation,
    claims: Sequence[Claim],
    places: Sequence[Alignment],
    witnesses: Mapping[str, Witness],
    *,
    manuscript: Manuscript,
    near: Sequence[Near] = (),
) -> Verdict:
    """The verdict on one quotation of `manuscript`.

    `claims` are the cites of its notes, nearest first; `places` where its words stand, best first; `witnesses`
    the library by id, {} when there is none; `near` the stretches of the library where its passage is expected.
    """
    if quotation.role != "quotation":
        return _unfound(quotation, claims, places, why=f"not a quotation but {_ROLES[quotation.role]}")
    if not witnesses:
        return _unfound(quotation, claims, places, why="there is no book to search")
    searched = witnesses if isinstance(witnesses, Searched) else Searched(witnesses)
    evidence = Evidence(claims=claims, near=near, witnesses=searched)
    text = _quoted(quotation, manuscript)
    place = evidence.best(places, text)
    if place is None:
        why = doubt(quotation, claims, places, witnesses, manuscript)
        return _unfound(quotation, claims, places, why=why, searched=searched.ids)
    return _found(quotation, place, places, evidence, text)


def _found(
    quotation: Quotation, place: Alignment, places: Sequence[Alignment], evidence: Evidence, text: str
) -> Verdict:
    """`text` is the manuscript's, as `_quoted` has it."""
    claim = evidence.claim(place)
    attribution = _attribution(quotation, place, evidence)
    told = named(without_apparatus(place, text), text)
    return Verdict(
        quotation=quotation.id,
        wording=wording_of(told, text),
        attribution=attribution,
        location=_location(place, evidence),
        why=COMMON if attribution == "unresolved" and not evidence.telling(place) else "",
        alignment=told,
        candidates=tuple(other for other in places if other is not place),
        cite=claim.cite.id if claim else None,
        searched=evidence.witnesses.ids,
    )


def _quoted(quotation: Quotation, manuscript: Manuscript) -> str:
    """The manuscript's text, with blanks where a note mark or a running head stands inside the quotation."""
    text = manuscript.text
    for span in quotation.skipped:
        blank = "".join(letter if letter.isspace() else " " for letter in span.of(text))
        inside = text[span.start - 1 : span.start].isalnum() and text[span.stop : span.stop + 1].isalnum()
        text = text[: span.start] + (blank.replace(" ", "\N{SOFT HYPHEN}") if inside else blank) + text[span.stop :]
    return text


def _attribution(quotation: Quotation, place: Alignment, evidence: Evidence) -> Attribution:
    claims = evidence.claims
    if evidence.claim(place) is not None:
        return "cited-work"
    if not claims or not quotation.near:
        return "uncited"
    if not all(claim.held for claim in claims if claim.resolution.status == "resolved"):
        return "work-not-held"
    if not evidence.telling(place) or any(claim.resolution.status != "resolved" for claim in claims):
        return "unresolved"
    return "other-work"


_LOCATIONS: dict[Standing, Location] = {
    "cited": "cited-page",
    "none": "no-locator",
    "unpaged": "unpaged",
    "unknown": "unknown",
}


def _location(place: Alignment, evidence: Evidence) -> Location:
    claim = evidence.claim(place)
    if claim is None:
        return "no-locator"
    locators = _cited_in_work(claim, evidence.claims)
    stands = standing(place, locators, evidence.witnesses)
    if stands == "other" and not evidence.telling(place):
        return "unknown"  # a phrase that may stand on the cited page as well, in other words
    if stands == "other":
        return "other-page" if same_edition(locators, claim, evidence.witnesses) else "other-edition"
    return _LOCATIONS[stands]


def _cited_in_work(claim: Claim, claims: Sequence[Claim]) -> tuple[Locator, ...]:
    """Every place that the notes of the quotation name in the work of `claim`."""
    same = [other.cite for other in claims if other.resolution.work == claim.resolution.work]
    return tuple(locator for cite in same for locator in cite.locators)


def _unfound(
    quotation: Quotation,
    claims: Sequence[Claim],
    places: Sequence[Alignment],
    *,
    why: str,
    searched: tuple[str, ...] = (),
) -> Verdict:
    """Unchecked, and why; not found, where there is no doubt."""
    return Verdict(
        quotation=quotation.id,
        wording="unchecked" if why else "not-found",
        attribution=_attribution_unfound(quotation, claims),
        location="unknown",
        why=why,
        candidates=tuple(places),
        cite=claims[0].cite.id if claims else None,
        searched=searched,
    )


def _attribution_unfound(quotation: Quotation, claims: Sequence[Claim]) -> Attribution:
    """What can be said of the source when the words were not found: what the note says, no more."""
    if not claims:
        return "uncited"
    if any(claim.resolution.status != "resolved" for claim in claims):
        return "unresolved"
    return "cited-work" if all(claim.held for claim in claims) and quotation.near else "work-not-held"
