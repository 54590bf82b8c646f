"""Which of the places where words stand is the passage meant: the less a note points there, the more it must show."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quoth.judge.apparatus import without_apparatus
from quoth.judge.claim import Claim, claim_for, on_cited_page, standing
from quoth.judge.wording import wording_of
from quoth.model.finding import Alignment
from quoth.model.source import Witness

if TYPE_CHECKING:  # the engine is compiled code, and the rules, which know this module, are read without it
    from quoth.engine.match import Near

__all__ = ["Evidence", "Searched"]

RESEMBLES = 0.6  # share of a quotation's words that a passage must have where it is expected
RESEMBLES_FREELY = 0.5  # the same, where what it has is so much its own that it could convict a book that no note names
RESEMBLES_IN_WORK = 0.6  # the same, elsewhere in a cited work
RESEMBLES_ELSEWHERE = 0.8  # the same, in a book that no note names, where a note names another
RESEMBLES_UNCITED = 0.6  # the same, where no note names any
NEARLY = 0.75  # share from which on less evidence will do there
WHOLE = 0.99  # share that leaves nothing to choose: all its words are there
TELLING = 12.0  # bits beyond one chance hit in the library: the passage meant is there, not where the note points
TELLING_ELSEWHERE = 28.0  # the same, for a passage that differs in a book that no note names
TELLING_NEARLY = 8.0  # the same, where it has nearly all of the words: of short phrases of other books 1 in 200 has it
OVERWHELMING = 80.0  # the same, for a passage that an author has cut without a mark by more than is left of it
JOINED = 3  # places of a book from which a quotation may be joined without a mark
A_CLAUSE = 8  # words that may be left out of any quotation
MANY = 6  # places that all have a phrase: it is nobody's
AS_GOOD = 0.9  # share of the best place's evidence that lets the cited place be preferred to it


class Searched(dict[str, Witness]):
    """The books that were searched, by id. What is said of all of them is reckoned once, whoever asks how often."""

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """In order."""
        return tuple(sorted(self))

    @cached_property
    def chance(self) -> float:
        """The bits that one place in them brings by chance."""
        return math.log2(1 + sum(witness.words for witness in self.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a place is weighed with. `near` are the stretches where it is expected."""

    claims: Sequence[Claim]
    near: Sequence[Near]
    witnesses: Searched

    @property
    def chance(self) -> float:
        """The bits that one place in the library brings by chance."""
        return self.witnesses.chance

    def best(self, places: Sequence[Alignment], text: str) -> Alignment | None:
        """The passage meant: on a cited page, then in a cited book, unless another is clearly better, or has every word
        of a phrase so common that any book has something like it; None if no place can be believed to be it. Of places
        as good, one that has the words comes before one that has others: what parts them there may be but the foot of
        a page. `places` are best first, `text` is the manuscript's."""
        believable = [place for place in places if self.believable(place)]
        if not believable:
            return None
        best = believable[0]
        if self._is_anybodys(best, believable):
            return None
        as_good = _as_good(believable, text)
        if on_page := next(filter(self.on_page, as_good), None):
            return on_page
        cited = filter(self.claim, as_good)
        exact = _is_whole(as_good[0])
        return next((place for place in cited if _is_whole(place) or self.telling(place) or not exact), as_good[0])

    def believable(self, place: Alignment) -> bool:
        """Whether a place may be called the passage meant. Words gathered from here and there are none."""
        claim = self.claim(place)
        if _scattered(place) and place.score_bits < self.chance + self._gathering(place, claim):
            return False
        if self._expected(place) or (claim and self._answers(place, claim)):
            return place.alike >= (RESEMBLES_FREELY if self._beyond_doubt(place) else RESEMBLES)
        if _is_whole(place) and (claim or len(place.passage.text.split()) > 1):
            return place.score_bits >= self.chance  # one word alone, that no note sends there, says nothing
        if claim:
            return place.alike >= RESEMBLES_IN_WORK and self.telling(place)
        if self.claims:
            return place.matched >= RESEMBLES_ELSEWHERE and place.score_bits >= self.chance + TELLING_ELSEWHERE
        telling = TELLING_NEARLY if place.alike >= NEARLY else TELLING_ELSEWHERE
        return place.alike >= RESEMBLES_UNCITED and place.score_bits >= self.chance + telling

    def _answers(self, place: Alignment, claim: Claim) -> bool:
        """Whether a place is where the cite says, or the cite says no more than the book. What a cite says that nobody
        can look up here ("March 11, 1838", "unpublished") does not make a likeness the passage meant."""
        stands = standing(place, claim.cite.locators, self.witnesses)
        words = sum(self.witnesses[name].words for name in claim.resolution.witnesses)
        telling = place.score_bits >= math.log2(1 + words) + TELLING
        return stands in ("cited", "none", "unpaged") or (stands == "unknown" and telling)

    def _gathering(self, place: Alignment, claim: Claim | None) -> float:
        """The bits beyond chance that words must have which stand further apart than they are many."""
        if not _is_joined(place):
            return OVERWHELMING
        return TELLING if claim else TELLING_ELSEWHERE

    def telling(self, place: Alignment) -> bool:
        """Whether the words are so much their own that they can be held against a note that points elsewhere."""
        return place.score_bits >= self.chance + TELLING

    def _is_anybodys(self, best: Alignment, places: Sequence[Alignment]) -> bool:
        """Whether no note names a book, and the words stand as well in many places and are worth little: a phrase."""
        if self.claims or self._expected(best) or self.telling(best):
            return False
        return sum(_is_whole(place) and place.score_bits >= AS_GOOD * best.score_bits for place in places) >= MANY

    def claim(self, place: Alignment) -> Claim | None:
        return claim_for(place, self.claims, self.witnesses)

    def on_page(self, place: Alignment) -> bool:
        return on_cited_page(place, self.claims, self.witnesses)

    def _beyond_doubt(self, place: Alignment) -> bool:
        """Whether a place stands on the very pages that a note or a neighbour names, and would be telling anywhere."""
        pages = self._expected(place) or self.on_page(place)
        return pages and place.score_bits >= self.chance + TELLING_ELSEWHERE

    def _expected(self, place: Alignment) -> bool:
        passage = place.passage
        return any(near.witness == passage.witness and near.span.overlaps(passage.span) for near in self.near)


def _as_good(places: Sequence[Alignment], text: str) -> list[Alignment]:
    """Of `places`, best first, those that are nearly as good as the first, and those that have the words though damage
    has cost them more: these first, as a likeness that has more rare words is no match for the words."""
    if len(places) == 1:
        return [*places]
    having = [_is_whole(place) or _has_the_words(place, text) for place in places]
    near = [place.score_bits >= AS_GOOD * places[0].score_bits for place in places]
    said = [place for place, has in zip(places, having, strict=True) if has]
    return said + [place for place, has, is_near in zip(places, having, near, strict=True) if is_near and not has]


def _is_whole(place: Alignment) -> bool:
    """Whether all the words are there, and none between them but what dots or brackets stand for."""
    return place.matched >= WHOLE and not any(edit.op in ("omit", "move") for edit in place.edits)


def _has_the_words(place: Alignment, text: str) -> bool:
    """Whether nothing is altered but by what editor or printer set between the words."""
    return wording_of(without_apparatus(place, text), text) != "altered"


def _is_joined(place: Alignment) -> bool:
    """Whether the words are those of two or three places, joined as if they were one."""
    left_out = sum(edit.op == "omit" for edit in place.edits)
    return place.matched >= WHOLE and left_out < JOINED and not any(edit.op == "move" for edit in place.edits)


def _scattered(place: Alignment) -> bool:
    """Whether the passage has more words between those of the quotation than the quotation has words."""
    weights = {"omit": 0.0, "ellipsis": 0.0, "bracket": 0.0}
    for edit in place.edits:
        if edit.op in weights:
            weights[edit.op] += edit.weight
    if weights["omit"] <= A_CLAUSE:
        return False
    return weights["omit"] > len(place.passage.text.split()) - sum(weights.values())
