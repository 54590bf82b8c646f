"""From an alignment and a resolution to a verdict on three axes: wording, attribution, location.

The evidence decides, and where it is too poor to say, the verdict says so. Three rules of caution stand above
all others here:

- "Not found" is only said of words that a cite sends to works that are all held, read whole, and searched.
- A passage where no note points must be good on its own; a phrase that many books may have is never held against a
  note.
- A note in another paragraph may answer for a quotation; it may not convict it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoth.model.citation import Cite, Locator
from quoth.model.finding import Alignment, Attribution, EditOp, Location, Resolution, Verdict, Wording
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import Witness
from quoth.resolve.locators import Standing, stands_at
from quoth.resolve.witnesses import volume_of

__all__ = ["Claim", "judge", "permitted", "wording_of"]

TOO_SHORT = 3  # words: fewer stand somewhere in any book, and their absence proves little
RESEMBLES = 0.6  # share of a quotation's words a passage must have to be called the passage meant
WHOLE = 0.99  # share that leaves nothing to choose: all its words are there
RESEMBLES_ELSEWHERE = 0.8  # the same, in a book that no note names
TELLING = 12.0  # bits beyond one chance hit in the library: the passage meant is there, and not where the note points
AS_GOOD = 0.9  # share of the best place's evidence that lets the cited place be preferred to it
READ_WHOLE = 0.95  # below this share of a witness's words, absence proves nothing

COMMON = "its words are too common to say where they come from"

SUBSTANTIVE = frozenset({"replace", "insert", "omit", "move"})
MARKED = frozenset({"ellipsis", "bracket"})
ACCIDENTAL = frozenset({"spelling", "slip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a note says of the quotation: the cite, where it leads, and the title it leads to ("" when nowhere)."""

    cite: Cite
    resolution: Resolution
    title: str = ""

    @property
    def held(self) -> bool:
        return self.resolution.status == "resolved" and bool(self.resolution.witnesses)


def judge(
    quotation: Quotation,
    claims: Sequence[Claim],
    places: Sequence[Alignment],
    witnesses: Mapping[str, Witness],
    *,
    manuscript: Manuscript,
) -> Verdict:
    """The verdict on one quotation of `manuscript`.

    `claims` are the cites of its notes, nearest first; `places` where its words stand, best first; `witnesses`
    the library by id, {} when there is none.
    """
    if quotation.role != "quotation":
        return _unchecked(quotation, f"not a quotation but {_ROLES[quotation.role]}", claims)
    if not witnesses:
        return _unchecked(quotation, "no sources were given", claims)
    chance = math.log2(1 + sum(witness.words for witness in witnesses.values()))
    place = _best(places, claims, chance)
    if place is None:
        return _absent(quotation, claims, places, witnesses, manuscript)
    claim = _claim_for(place, claims)
    telling = place.score_bits >= chance + TELLING
    attribution = _attribution(claim, claims, quotation, telling=telling)
    return Verdict(
        quotation=quotation.id,
        wording=wording_of(place, manuscript.text),
        attribution=attribution,
        location=_location(place, claim, claims, witnesses, telling=telling),
        why=COMMON if attribution == "unresolved" and not telling else "",
        alignment=place,
        candidates=tuple(other for other in places if other is not place),
        cite=claim.cite.id if claim else None,
        searched=tuple(sorted(witnesses)),
    )


_ROLES = {"title": "a title", "term": "a term", "scare": "a word held at arm's length", "dialogue": "dialogue"}


# -- wording -------------------------------------------------------------------------------------------------------


def wording_of(place: Alignment, text: str) -> Wording:
    """The gravest kind of difference decides: substance, then what the author marks, then accidentals."""
    kinds = {edit.op for edit in place.edits}
    if kinds & SUBSTANTIVE:
        return "altered"
    if kinds & MARKED:
        return "marked"
    if any(not permitted(edit, place, text) for edit in place.edits):
        return "accidentals"
    return "verbatim"


def permitted(edit: EditOp, place: Alignment, text: str) -> bool:
    """Whether a difference may be made in silence: quotation marks, dashes, spacing, ligatures, line breaks, the
    capital of the first word and the point after the last (Chicago Manual of Style, 13.7)."""
    if edit.op != "accidental":
        return edit.op not in ACCIDENTAL
    quoted, printed = _plain(edit.quotation.of(text)), _plain(place.printed(edit))
    if edit.quotation.start == place.quotation.start:
        quoted, printed = quoted[:1].lower() + quoted[1:], printed[:1].lower() + printed[1:]
    if edit.quotation.stop == place.quotation.stop:
        quoted, printed = quoted.rstrip(_FINAL), printed.rstrip(_FINAL)
    return quoted == printed


_FINAL = " .,;:!?\"'-"
_LINE_BREAK = re.compile(r"(?:[-\N{HYPHEN}]\s*\n|\N{SOFT HYPHEN}\n?|\N{WORD JOINER}|\N{ZERO WIDTH SPACE})\s*")
_POINTS = str.maketrans(
    dict.fromkeys("“”„‟«»‹›‘’‚‛′″`´", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"'": '"', "…": "...", "\N{NO-BREAK SPACE}": " "}
)


def _plain(text: str) -> str:
    """`text` without what a compositor may choose: shapes of marks, dashes, dots and spaces."""
    joined = _LINE_BREAK.sub("", unicodedata.normalize("NFKC", text.replace("ſ", "s")))
    points = re.sub(r"-+", "-", joined.translate(_POINTS).replace('"', ""))
    return " ".join(re.sub(r"\s*([-.])\s*", r" \1 ", points).split())


# -- the place -----------------------------------------------------------------------------------------------------


def _best(places: Sequence[Alignment], claims: Sequence[Claim], chance: float) -> Alignment | None:
    """The place to hold the quotation against: a cited page, then a cited book, unless another is clearly better."""
    believable = [place for place in places if _believable(place, claims, chance)]
    if not believable:
        return None
    best = believable[0]
    as_good = [place for place in believable if _as_good(place, best)]
    return next(
        (place for test in (_on_cited_page, _claim_for) for place in as_good if test(place, claims)),
        best,
    )


def _as_good(place: Alignment, best: Alignment) -> bool:
    """Nearly the same evidence: the same words stand in both places, or all but a few."""
    return place.score_bits >= AS_GOOD * best.score_bits


def _believable(place: Alignment, claims: Sequence[Claim], chance: float) -> bool:
    """Whether a place may be called the passage meant: the less a note points to it, the more it must show.

    `chance`: the bits that one place in the library brings by chance.
    """
    claim = _claim_for(place, claims)
    if claim is not None and stands_at(claim.cite.locators, _labels(place)) != "other":
        return place.matched >= RESEMBLES
    if place.matched >= WHOLE:
        return place.score_bits >= chance
    return place.matched >= (RESEMBLES if claim else RESEMBLES_ELSEWHERE) and place.score_bits >= chance + TELLING


def _claim_for(place: Alignment, claims: Sequence[Claim]) -> Claim | None:
    """The claim that names this book; among several, one that names this page."""
    naming = [claim for claim in claims if place.passage.witness in claim.resolution.witnesses]
    return next((claim for claim in naming if _on_page(place, claim)), naming[0] if naming else None)


def _on_page(place: Alignment, claim: Claim) -> bool:
    return stands_at(claim.cite.locators, _labels(place)) == "cited"


def _labels(place: Alignment) -> tuple[str, ...]:
    """The printed pages of a place; () where the file's pages are only counted."""
    return () if place.passage.counted else place.passage.pages


def _on_cited_page(place: Alignment, claims: Sequence[Claim]) -> bool:
    claim = _claim_for(place, claims)
    return claim is not None and _on_page(place, claim)


# -- attribution ---------------------------------------------------------------------------------------------------


def _attribution(claim: Claim | None, claims: Sequence[Claim], quotation: Quotation, *, telling: bool) -> Attribution:
    """`claim` names the book the words were found in; None: no note does."""
    if claim is not None:
        return "cited-work"
    if not claims or not quotation.near:
        return "uncited"
    if not all(other.held for other in claims if other.resolution.status == "resolved"):
        return "work-not-held"
    if not telling or any(other.resolution.status != "resolved" for other in claims):
        return "unresolved"
    return "other-work"


# -- location ------------------------------------------------------------------------------------------------------


def _location(
    place: Alignment,
    claim: Claim | None,
    claims: Sequence[Claim],
    witnesses: Mapping[str, Witness],
    *,
    telling: bool,
) -> Location:
    if claim is None:
        return "no-locator"
    locators = places_cited(claim, claims)
    standing = stands_at(locators, _labels(place), volume_of(witnesses[place.passage.witness]))
    if standing == "other" and not telling:
        return "unknown"  # a phrase that may stand on the cited page of another printing too
    if standing == "other":
        return "other-page" if _same_edition(locators, claim, witnesses) else "other-edition"
    return _LOCATIONS[standing]


_LOCATIONS: dict[Standing, Location] = {
    "cited": "cited-page",
    "none": "no-locator",
    "unpaged": "unpaged",
    "unknown": "unknown",
}


def places_cited(claim: Claim, claims: Sequence[Claim]) -> tuple[Locator, ...]:
    """Every place that the notes of the quotation name in the work of `claim`."""
    same = [other.cite for other in claims if other.resolution.work == claim.resolution.work]
    return tuple(locator for cite in same for locator in cite.locators)


def _same_edition(locators: Sequence[Locator], claim: Claim, witnesses: Mapping[str, Witness]) -> bool:
    """Whether the library's files number their volumes as the cite does: each volume it names is there.

    Where a volume is named that no file carries, or where two files carry the same number (parts that each
    begin at volume one), pages cannot be compared.
    """
    held = [volume_of(witnesses[witness]) for witness in claim.resolution.witnesses]
    named = {locator.volume for locator in locators if locator.volume}
    numbered = [volume for volume in held if volume]
    return named <= set(numbered) and len(numbered) == len(set(numbered)) if numbered else not named


# -- no passage ----------------------------------------------------------------------------------------------------


def _absent(
    quotation: Quotation,
    claims: Sequence[Claim],
    places: Sequence[Alignment],
    witnesses: Mapping[str, Witness],
    manuscript: Manuscript,
) -> Verdict:
    """The words stand nowhere that they could be meant: not found, if that proves anything."""
    doubts = (
        _doubt_of_note(quotation, claims),
        _doubt_of_words(quotation, places, manuscript),
        *(_doubt_of_work(claim, witnesses, manuscript.metadata.language) for claim in claims),
    )
    why = next(filter(None, doubts), "")
    if why:
        return _unchecked(quotation, why, claims, places, tuple(sorted(witnesses)))
    return Verdict(
        quotation=quotation.id,
        wording="not-found",
        attribution=_attribution_unfound(claims, quotation),
        location="unknown",
        candidates=tuple(places),
        cite=claims[0].cite.id,
        searched=tuple(sorted(witnesses)),
    )


def _doubt_of_note(quotation: Quotation, claims: Sequence[Claim]) -> str:
    if not claims:
        return "no note cites a source for it, and its words are not in the library"
    return (
        "" if quotation.near else "the nearest note stands in another paragraph, and its words are not in the library"
    )


def _doubt_of_words(quotation: Quotation, places: Sequence[Alignment], manuscript: Manuscript) -> str:
    if any(place.matched >= RESEMBLES_ELSEWHERE for place in places):
        return COMMON
    words = len(quotation.span.of(manuscript.text).split())
    return "too short for its absence to prove anything" if words <= TOO_SHORT else ""


def _doubt_of_work(claim: Claim, witnesses: Mapping[str, Witness], language: str) -> str:
    """Why the absence of words from the work of one claim proves nothing, "" if it does."""
    if claim.resolution.status != "resolved":
        return f"its note is not resolved: {claim.resolution.why}"
    if not claim.held:
        return f"not in the library: {claim.title}"
    books = [witnesses[witness] for witness in claim.resolution.witnesses]
    if any(book.words_read_share < READ_WHOLE for book in books):
        return f"the file of {claim.title} could not be read whole"
    if language and any(_other_language(book.metadata.language, language) for book in books):
        return f"the file of {claim.title} is in another language"
    if not _same_edition(claim.cite.locators, claim, witnesses):
        return f"the library holds another edition of {claim.title}, and its words are not in it"
    if any(locator.kind == "other" for locator in claim.cite.locators):
        return f"the note cites a part of {claim.title} that cannot be found by page"
    return ""


def _other_language(one: str, other: str) -> bool:
    """Whether two language tags name different languages ("en-GB" and "English" do not)."""
    return bool(one and other) and one[:2].lower() != other[:2].lower()


def _unchecked(
    quotation: Quotation,
    why: str,
    claims: Sequence[Claim],
    places: Sequence[Alignment] = (),
    searched: tuple[str, ...] = (),
) -> Verdict:
    return Verdict(
        quotation=quotation.id,
        wording="unchecked",
        attribution=_attribution_unfound(claims, quotation),
        location="unknown",
        why=why,
        candidates=tuple(places),
        cite=claims[0].cite.id if claims else None,
        searched=searched,
    )


def _attribution_unfound(claims: Sequence[Claim], quotation: Quotation) -> Attribution:
    """What can be said of the source when the words were not found: what the note says, no more."""
    if not claims:
        return "uncited"
    if any(claim.resolution.status != "resolved" for claim in claims):
        return "unresolved"
    return "cited-work" if all(claim.held for claim in claims) and quotation.near else "work-not-held"
