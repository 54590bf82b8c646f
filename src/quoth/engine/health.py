"""Which witnesses a scanner has damaged, and which words the others know."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from quoth.engine.damage import Standing
from quoth.engine.scanners import FEW, MISREADINGS
from quoth.engine.stacks import Stacks

__all__ = ["Health"]

LOOKED_AT = 40  # places of a word, of which all are taken to be alike
MISPRINTS = 2  # of one form that any texts may have
SELDOM = 500_000  # words among which a form stands once that may be a misprint, or of another language


class _Written(NamedTuple):
    """In how many places a form stands, and in how many of them in sound witnesses."""

    times: int
    sound: int


class Health:
    """That of the witnesses of a library."""

    def __init__(self, stacks: Stacks) -> None:
        self._stacks = stacks
        self._known: dict[tuple[str, str], _Written] = {}

    @property
    def few(self) -> int:
        """In how many places what is no word may stand."""
        return self._stacks.total // SELDOM

    def is_damaged(self, witness: int) -> bool:
        return self._stacks.often_in(witness, MISREADINGS) >= FEW

    def written(self, word: str, form: str) -> int:
        """In how many places the word (folded letters) is written in this form, in large letters or small. Of one that
        stands in many places some are looked at."""
        return self._looked_up(word, form).times

    def sound(self, word: str, form: str) -> Standing | None:
        """How the witnesses that are sound have the form; None where they are too few to say what words there are. In
        a few words "hardly" would say nothing."""
        words, damaged = self._words
        if words < damaged:
            return None
        times, few = self._looked_up(word, form).sound, words // SELDOM
        if times > max(MISPRINTS, few):
            return "known"
        return "hardly" if times <= min(MISPRINTS, few) and few else "seldom"

    def _looked_up(self, word: str, form: str) -> _Written:
        known = self._known.get((word, form))
        if known is None:
            known = self._known[word, form] = self._look_up(word, form)
        return known

    def _look_up(self, word: str, form: str) -> _Written:
        places = self._stacks.places_of(word)
        apart = 1 + len(places) // LOOKED_AT
        found = [witness for witness, letters in map(self._there, places[::apart].tolist()) if letters == form]
        return _Written(apart * len(found), apart * sum(not self.is_damaged(witness) for witness in found))

    def _there(self, place: int) -> tuple[int, str]:
        """The witness of the word at this position, and how it is written there, in small letters."""
        stacks = self._stacks
        witness = bisect_right(stacks.first.data, place) - 1
        (start,), (stop,) = stacks.spans(place, place + 1)
        return witness, stacks.library.text(stacks.names[witness])[start:stop].casefold()

    @cached_property
    def _words(self) -> tuple[int, int]:
        """How many words the witnesses have that are sound, and how many those that are not."""
        words = [0, 0]
        for witness in self._stacks.numbers.values():
            start, stop = self._stacks.extent(witness)
            words[self.is_damaged(witness)] += stop - start
        return words[False], words[True]
