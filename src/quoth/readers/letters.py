"""Sets of letters, asked about many letters at once."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quoth.fold.points import Points

__all__ = ["Letters"]

_KNOWN = 0x2100  # code points looked up in a table: Latin to Cyrillic, and what is set between words
_ALL_KNOWN = "".join(map(chr, range(_KNOWN)))


class Letters:
    """The letters that `pattern`, a regular expression for one letter, matches."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(f"(?:{pattern})+")

    def hold(self, points: Points) -> NDArray[np.bool_]:
        """Which of `points` are of these letters."""
        held = self._table.take(points, mode="clip")
        beyond = np.flatnonzero(points >= _KNOWN)
        if len(beyond):
            met = points[beyond]
            held[beyond] = np.isin(met, [letter for letter in set(met.tolist()) if self._pattern.match(chr(letter))])
        return held

    @property
    def known(self) -> NDArray[np.bool_]:
        """Of each code point up to some number whether it is one of these."""
        return self._table[:-1]

    @cached_property
    def _table(self) -> NDArray[np.bool_]:
        table = np.zeros(_KNOWN + 1, np.bool_)
        for run in self._pattern.finditer(_ALL_KNOWN):  # there are few, however many letters
            table[run.start() : run.end()] = True
        return table
