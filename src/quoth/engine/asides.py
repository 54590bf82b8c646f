"""Asides: words that stand in the middle of a text and are not of it. A passage runs on over a footnote, a sidenote or
a caption; an author who quotes it leaves those words out, and has left out nothing.

An aside interrupts only what has words on both sides of it: who quotes from a note quotes its own words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from quoth.library.segment import Segment
from quoth.model.source import Witness

__all__ = ["Asides", "asides_of"]


class Asides:
    """Those of one segment: `spans` are half-open stretches of its positions, in order, none empty or touching two
    witnesses; `letters` where each ends in its witness's text."""

    def __init__(self, spans: Sequence[tuple[int, int]] = (), letters: Sequence[int] = ()) -> None:
        self.spans, self.letters = spans, letters
        self._begins, self._ends = [begin for begin, _ in spans], [end for _, end in spans]
        self._words = [0, *accumulate(end - begin for begin, end in spans)]

    def within(self, start: int, stop: int) -> range:
        """The numbers of those that lie whole between these positions."""
        return range(bisect_left(self._begins, start), bisect_right(self._ends, stop))

    def words(self, start: int, stop: int) -> int:
        """How many words of the positions `start` to `stop` interrupt what stands there."""
        if not self.spans:
            return 0
        found = self.within(start, stop)
        return self._words[found.stop] - self._words[found.start] if found else 0

    def words_touching(self, start: int, stop: int) -> int:
        """How many words those asides have that begin or end between these positions."""
        if not self.spans:
            return 0
        first, last = bisect_right(self._ends, start), bisect_left(self._begins, stop)
        return self._words[last] - self._words[first] if first < last else 0


def asides_of(segment: Segment, witnesses: Sequence[Witness]) -> Asides:
    """The asides of the witnesses of a segment."""
    known = {witness.id: witness.asides for witness in witnesses}
    spans: list[tuple[int, int]] = []
    letters: list[int] = []
    for number, name in enumerate(segment.witnesses):
        asides = known.get(name, ())
        edges = np.array([(span.start, span.stop) for span in asides], np.int32).reshape(-1, 2)
        found = segment.positions(number, edges).tolist()
        for (begin, end), span in zip(found, asides, strict=True):
            if begin < end:
                spans.append((begin, end))
                letters.append(span.stop)
    return Asides(spans, letters)
