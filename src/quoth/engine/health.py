"""Which witnesses a scanner has damaged, and how often a word stands in the others."""

from __future__ import annotations

from functools import cached_property

from quoth.engine.damage import FEW, MISREADINGS, Sound
from quoth.engine.stacks import Stacks

__all__ = ["Health"]

MISPRINTS = 2  # of one form that any texts may have
SELDOM = 500_000  # words among which a form stands once that may be a misprint, or of another language


class Health:
    """That of the witnesses of a library."""

    def __init__(self, stacks: Stacks) -> None:
        self._stacks = stacks

    def is_damaged(self, witness: int) -> bool:
        return self._stacks.often_in(witness, MISREADINGS) >= FEW

    def sound(self, word: str) -> Sound | None:
        """How the witnesses that are sound have the word (folded letters); None where they are too few to say what
        words there are."""
        words, damaged = self._words
        if words < damaged:
            return None
        times = sum(times for witness, times in self._stacks.often_by(word) if not self.is_damaged(witness))
        return "known" if times > max(MISPRINTS, words // SELDOM) else "seldom" if times else "nowhere"

    @cached_property
    def _words(self) -> tuple[int, int]:
        """How many words the witnesses have that are sound, and how many those that are not."""
        words = [0, 0]
        for witness in self._stacks.numbers.values():
            start, stop = self._stacks.extent(witness)
            words[self.is_damaged(witness)] += stop - start
        return words[False], words[True]
