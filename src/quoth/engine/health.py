"""Which witnesses a scanner has damaged, and how often a word stands in the others."""

from __future__ import annotations

from functools import cached_property

from quoth.engine.damage import FEW, MISREADINGS
from quoth.engine.stacks import Stacks

__all__ = ["Health"]


class Health:
    """That of the witnesses of a library."""

    def __init__(self, stacks: Stacks) -> None:
        self._stacks = stacks

    def is_damaged(self, witness: int) -> bool:
        return self._stacks.often_in(witness, MISREADINGS) >= FEW

    def sound(self, word: str) -> int | None:
        """In how many places of witnesses that are sound the word (folded letters) stands; None where those are too few
        to say what words there are."""
        if not self._is_mostly_sound:
            return None
        return sum(times for witness, times in self._stacks.often_by(word) if not self.is_damaged(witness))

    @cached_property
    def _is_mostly_sound(self) -> bool:
        """Whether half of the words are of witnesses that are sound."""
        sizes = {witness: stop - start for witness, (start, stop) in self._extents()}
        return 2 * sum(size for witness, size in sizes.items() if not self.is_damaged(witness)) >= sum(sizes.values())

    def _extents(self) -> list[tuple[int, tuple[int, int]]]:
        return [(witness, self._stacks.extent(witness)) for witness in self._stacks.numbers.values()]
