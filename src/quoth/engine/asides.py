"""Asides: words that stand in the middle of a text and are not of it. A passage runs on over a footnote, a sidenote or
a caption; an author who quotes it leaves those words out, and has left out nothing.

An aside interrupts only what has words on both sides of it: who quotes from a note quotes its own words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.engine.stacks import Stacks
from quoth.library.late import pairs

__all__ = ["NONE", "Asides", "Interrupted", "Interruptions"]

Interruptions = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]  # begins, ends, words of `Interrupted`


class Interrupted(NamedTuple):
    """The asides of one witness: aside i has the positions begins[i] to ends[i]; none is empty, and they are in order.
    `words` (a+1,) are the sums of their words up to each; `letters` where each ends in the witness's text."""

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: NDArray[np.int64]
    letters: NDArray[np.int64]

    @property
    def places(self) -> Interruptions:
        return self.begins, self.ends, self.words

    def within(self, start: int, stop: int) -> range:
        """The numbers of those that lie whole between these positions."""
        if not len(self.begins):
            return range(0)
        return range(bisect_left(self.begins, start), bisect_right(self.ends, stop))

    def between(self, start: int, stop: int) -> int:
        """How many words of the positions `start` to `stop` interrupt what stands there."""
        found = self.within(start, stop)
        return int(self.words[found.stop] - self.words[found.start]) if found else 0

    def touching(self, start: int, stop: int) -> int:
        """How many words those asides have that begin or end between these positions."""
        if not len(self.begins):
            return 0
        first, last = bisect_right(self.ends, start), bisect_left(self.begins, stop)
        return int(self.words[last] - self.words[first]) if first < last else 0


def _interrupted(spans: list[tuple[int, int, int]]) -> Interrupted:
    table = np.array(spans, np.int64).reshape(-1, 3)
    begins, ends, letters = np.ascontiguousarray(table.T)
    return Interrupted(begins, ends, _summed(ends - begins), letters)


def _summed(words: NDArray[np.int64]) -> NDArray[np.int64]:
    sums = np.zeros(len(words) + 1, np.int64)
    np.cumsum(words, out=sums[1:])
    return sums


NONE = _interrupted([])


class Asides:
    """Those of a library, looked up when a witness is asked for."""

    def __init__(self, stacks: Stacks) -> None:
        self.stacks = stacks
        self._spans = {w.id: w.asides for w in stacks.library.state.witnesses if w.asides}
        self._known: dict[int, Interrupted] = {}

    def of(self, witness: int) -> Interrupted:
        """The asides of the witness of this number."""
        if self.stacks.names[witness] not in self._spans:
            return NONE
        known = self._known.get(witness)
        if known is None:
            known = self._known[witness] = self._found(witness)
        return known

    def within(self, witnesses: Sequence[int]) -> Interruptions:
        """Those of these witnesses, whose numbers rise."""
        every = [found for found in map(self.of, witnesses) if len(found.begins)]
        if len(every) < 2:
            return every[0].places if every else NONE.places
        begins, ends = (np.concatenate([found[side] for found in every]) for side in (0, 1))
        return begins, ends, _summed(ends - begins)

    def _found(self, witness: int) -> Interrupted:
        asides = pairs(self._spans[self.stacks.names[witness]])
        edges = self.stacks.positions(witness, list(chain.from_iterable(asides)))
        spans = zip(edges[::2], edges[1::2], [stop for _, stop in asides], strict=True)
        return _interrupted([(begin, end, letters) for begin, end, letters in spans if begin < end])
