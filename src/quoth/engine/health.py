"""Which witnesses a scanner has damaged, and which words the others know."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from quoth.engine.damage import Standing
from quoth.engine.scanners import FEW, MISREADINGS
from quoth.engine.stacks import Stacks
from quoth.model.text import Letters

__all__ = ["Health"]

LOOKED_AT = 40  # places of a word, of which all are taken to be alike
MISPRINTS = 2  # of one form that any texts may have
MANY, APART = 20, 2_000  # misreadings, at least, of a text that is damaged throughout; words from one to the next
SELDOM = 500_000  # words among which a form stands once that may be a misprint, or of another language


class _Written(NamedTuple):
    """In how many places a form stands, and in how many of them in sound witnesses; or as many as were counted, if not
    the `whole` was."""

    times: int
    sound: int
    whole: bool


class Health:
    """That of the witnesses of a library."""

    def __init__(self, stacks: Stacks) -> None:
        self._stacks = stacks
        self._known: dict[tuple[str, str], _Written] = {}
        self._texts: dict[int, Letters] = {}  # by witness

    @property
    def few(self) -> int:
        """In how many places what is no word may stand."""
        return self._stacks.total // SELDOM

    def is_damaged(self, witness: int) -> bool:
        return self._stacks.often_in(witness, MISREADINGS) >= FEW

    def is_throughout(self, witness: int) -> bool:
        """Whether it is damaged on every few pages."""
        start, stop = self._stacks.extent(witness)
        return self._stacks.often_in(witness, MISREADINGS) >= max(MANY, (stop - start) / APART)

    def written(self, word: str, form: str, most: float = math.inf) -> int:
        """In how many places the word (folded letters) is written in this form, in large letters or small. Of one that
        stands in many places some are looked at; those beyond `most` are not counted to the end, nor those of one
        that is a word."""
        return self._looked_up(word, form, most).times

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

    def _looked_up(self, word: str, form: str, most: float = math.inf) -> _Written:
        known = self._known.get((word, form))
        if known is None or not (known.whole or known.times > most or known.sound > self._beyond_doubt):
            known = self._known[word, form] = self._look_up(word, form, most)
        return known

    def _look_up(self, word: str, form: str, most: float) -> _Written:
        places = self._stacks.places_of(word)
        apart, times, sound = 1 + len(places) // LOOKED_AT, 0, 0
        for place in places[::apart].tolist():
            if times > most or sound > self._beyond_doubt:
                return _Written(times, sound, whole=False)
            witness = bisect_right(self._stacks.first.data, place) - 1
            if self._letters(witness, place) == form:
                times += apart
                sound += 0 if self.is_damaged(witness) else apart
        return _Written(times, sound, whole=True)

    @cached_property
    def _beyond_doubt(self) -> float:
        """With so many places in sound witnesses a form is a word, whatever others there are."""
        words, damaged = self._words
        return math.inf if words < damaged else max(MISPRINTS + 1, words // SELDOM)

    def _letters(self, witness: int, place: int) -> str:
        """How the word at this position is written, in small letters."""
        text = self._texts.get(witness)
        if text is None:
            text = self._texts[witness] = self._stacks.library.text(self._stacks.names[witness])
        (start,), (stop,) = self._stacks.spans(place, place + 1)
        return text[start:stop].casefold()

    @cached_property
    def _words(self) -> tuple[int, int]:
        """How many words the witnesses have that are sound, and how many those that are not."""
        words = [0, 0]
        for witness in self._stacks.numbers.values():
            start, stop = self._stacks.extent(witness)
            words[self.is_damaged(witness)] += stop - start
        return words[False], words[True]
