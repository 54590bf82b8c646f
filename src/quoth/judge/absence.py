"""What the absence of words proves: usually nothing, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.judge.claim import Claim, on_cited_page, same_edition
from quoth.judge.place import RESEMBLES_ELSEWHERE, WHOLE
from quoth.model.finding import Alignment
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import Witness

__all__ = ["COMMON", "TOO_SHORT", "doubt"]

TOO_SHORT = 3  # words: fewer stand somewhere in any book, and their absence proves little
HALF = 0.5  # share of its words that a cited page has
READ_WHOLE = 0.95  # below this share of a witness's words, absence proves nothing
COMMON = "its words are too common to say where they come from"


def doubt(
    quotation: Quotation,
    claims: Sequence[Claim],
    places: Sequence[Alignment],
    witnesses: Mapping[str, Witness],
    manuscript: Manuscript,
) -> str:
    """Why it proves nothing that the words of a quotation were not found, "" if it does prove something.

    `places` are those that were not believed.
    """
    doubts = (
        _of_note(quotation, claims, places),
        _of_words(quotation, places, manuscript),
        _of_likeness(claims, places, witnesses),
        *(_of_work(claim, witnesses, manuscript.metadata.language) for claim in claims),
    )
    return next(filter(None, doubts), "")


def _of_note(quotation: Quotation, claims: Sequence[Claim], places: Sequence[Alignment]) -> str:
    if not claims and any(place.matched >= WHOLE for place in places):
        return COMMON
    if not claims:
        return "no note cites a source for it, and its words are not in the library"
    if not quotation.near:
        return "the nearest note stands in another paragraph, and its words are not in the library"
    return ""


def _of_words(quotation: Quotation, places: Sequence[Alignment], manuscript: Manuscript) -> str:
    if any(place.matched >= RESEMBLES_ELSEWHERE for place in places):
        return COMMON
    words = len(quotation.span.of(manuscript.text).split())
    return "too short for its absence to prove anything" if words <= TOO_SHORT else ""


def _of_likeness(claims: Sequence[Claim], places: Sequence[Alignment], witnesses: Mapping[str, Witness]) -> str:
    """A page cited that has half of the words may have been quoted very freely, or print them in another way."""
    likely = any(place.matched >= HALF and on_cited_page(place, claims, witnesses) for place in places)
    return "only something like it stands on the cited page" if likely else ""


def _of_work(claim: Claim, witnesses: Mapping[str, Witness], language: str) -> str:
    if claim.resolution.status != "resolved":
        return f"its note is not resolved: {claim.resolution.why}"
    if not claim.held:
        return f"not in the library: {claim.title}"
    books = [witnesses[witness] for witness in claim.resolution.witnesses]
    if any(book.words_read_share < READ_WHOLE for book in books):
        return f"the file of {claim.title} could not be read whole"
    if language and any(_other_language(book.metadata.language, language) for book in books):
        return f"the file of {claim.title} is in another language"
    if not same_edition(claim.cite.locators, claim, witnesses):
        return f"the library holds another edition of {claim.title}, and its words are not in it"
    if any(locator.kind == "other" for locator in claim.cite.locators):
        return f"the note cites a part of {claim.title} that cannot be found by page"
    return ""


def _other_language(one: str, other: str) -> bool:
    """Whether two language tags name different languages ("en-GB" and "English" do not)."""
    return bool(one and other) and one[:2].lower() != other[:2].lower()
