"""Places: layouts in one witness each, and which of them are more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.engine.align import Step
from quoth.engine.ground import Ground
from quoth.engine.params import Params
from quoth.engine.sought import Sought
from quoth.model.text import Span

__all__ = ["Place", "absent", "beyond_chance", "distinct", "needed"]


class Place(NamedTuple):
    """A layout in one witness. Its bounds are positions in the stacks."""

    witness: str
    ground: Ground
    steps: list[Step]
    bits: float
    start: int
    stop: int

    @property
    def whole(self) -> bool:
        """Whether all words stand there in one piece."""
        return all(step.kind == "same" for step in self.steps)

    @property
    def missing(self) -> int:
        """How many words of the quotation do not stand there, nor any like them."""
        return sum(step.quotation[1] - step.quotation[0] for step in self.steps if not step.matches)

    @property
    def alike(self) -> float:
        """The share of the quotation's words that stand there, or nearly so."""
        return 1 - self.missing / self.steps[-1].quotation[1]

    @property
    def ragged(self) -> int:
        """How many words are missing at that end of the quotation where more are."""
        kept = [step.quotation for step in self.steps if step.matches]
        return max(kept[0][0], self.steps[-1].quotation[1] - kept[-1][1])

    def is_piece(self, params: Params) -> bool:
        """Whether no more stands there than a few words in a row, as they are found in many a text, and of the words on
        one side of them next to none: a piece of what the quotation was spliced from, if anything."""
        start, stop = self._row
        sides = self.stands[:start], self.stands[stop:]
        return stop - start <= params.piece and any(
            len(side) - sum(side) >= params.ragged and sum(side) < params.scattered * len(side) for side in sides
        )

    @property
    def stands(self) -> list[bool]:
        """Of each word of the quotation whether it stands there, or one like it."""
        return [step.matches for step in self.steps for _ in range(*step.quotation)]

    @property
    def _row(self) -> tuple[int, int]:
        """The most words of the quotation that follow each other there too."""
        rows = [list(row) for matches, row in groupby(self.steps, key=lambda step: step.matches) if matches]
        bounds = [(row[0].quotation[0], row[-1].quotation[1]) for row in rows]
        return max(bounds, key=lambda bound: bound[1] - bound[0])

    @property
    def words(self) -> list[int]:
        return self.ground.words(self.start, self.stop)

    @property
    def letters(self) -> Span:
        """Its code points in the witness."""
        return Span(start=self.ground.span(self.start)[0], stop=self.ground.span(self.stop - 1)[1])

    def overlaps(self, other: Place) -> bool:
        return self.witness == other.witness and self.start < other.stop and other.start < self.stop


def absent(place: Place, wanted: Sought) -> NDArray[np.bool_]:
    """Which words are of a part between ellipses of which less than half stands in the place."""
    here = np.zeros(len(wanted), np.bool_)
    for step in place.steps:
        here[step.quotation[0] : step.quotation[1]] |= step.matches
    for start, stop in pairwise(wanted.parts):
        here[start:stop] = 2 * np.count_nonzero(here[start:stop]) >= stop - start
    return ~here


def distinct(places: Sequence[Place]) -> list[Place]:
    """Best first, without those that overlap a better one."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (-place.bits, place.witness, place.start)):
        if not any(place.overlaps(other) for other in kept):
            kept.append(place)
    return kept


def beyond_chance(
    places: Sequence[Place], words: int, params: Params, *, whole: float | None = None, chance: float | None = None
) -> list[Place]:
    """The places that chance does not explain, among so many words.

    Where all words stand in one piece there is nothing that could have been chosen to fit: such a place is believed
    where less than one is expected, and always where a place is expected anyway (`whole` 0). One that has only a small
    part of the quotation, or lacks one of its ends, must be beyond doubt: a few words that stand together anywhere are
    no such place, nor is a mere piece, however rare its words.
    """
    enough, strong = needed(words, params.chance if chance is None else chance), needed(words, params.strong)
    least = needed(words, 1.0) if whole is None else whole
    return [
        place
        for place in places
        if (place.whole and place.bits >= least)
        or (
            not place.is_piece(params)
            and (
                (place.alike >= params.alike and place.ragged < params.ragged and place.bits >= enough)
                or place.bits - params.missing * place.missing >= strong
            )
        )
    ]


def needed(words: int, chance: float) -> float:
    """Bits that are expected in `chance` places of so many words."""
    return math.log2(words + 1) - math.log2(chance)
