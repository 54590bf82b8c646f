"""Seeds: where one to three words of the quotation stand in a segment.

At each word of the quotation the shortest n-gram that stands in few enough places is a seed (adaptive seeds: Kiełbasa
et al., 2011): rare words alone, common ones only in company. No seed reaches over an ellipsis.

    quotation int64 (s,)  the word of the quotation at which the seed begins
    passage   int64 (s,)  the position in the segment's `words` where it stands
    length    int64 (s,)  words, 1 to 3

in order of `quotation`. Where all is common, the least common longest n-grams are taken while there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from quoth.engine.params import Params
from quoth.engine.sought import Sought
from quoth.library.segment import Segment
from quoth.model.source import LibraryState

__all__ = ["LONGEST", "Searchable", "Seeds", "count", "seeds"]

LONGEST = 3  # words of a seed: as many as a segment is sorted by


class Searchable(Protocol):
    """What the engine needs of a library."""

    @property
    def segments(self) -> Sequence[Segment]: ...
    @property
    def state(self) -> LibraryState: ...
    @property
    def total(self) -> int: ...
    def text(self, witness: str, /) -> str: ...
    def frequency(self, word: int, /) -> int: ...


def count(library: Searchable, ngram: Sequence[int]) -> int:
    """In how many places of the library one to three words stand in a row."""
    ranges = [segment.range_of(ngram) for segment in library.segments]
    return sum(stop - start for start, stop in ranges)


class Seeds(NamedTuple):
    """See the module."""

    quotation: NDArray[np.int64]
    passage: NDArray[np.int64]
    length: NDArray[np.int64]


class _Ngram(NamedTuple):
    """An n-gram of the quotation, and its slice of the segment's order."""

    at: int
    length: int
    start: int
    stop: int

    @property
    def places(self) -> int:
        return self.stop - self.start


def seeds(sought: Sought, segment: Segment, params: Params) -> Seeds:
    """The seeds of the quotation in one segment."""
    crowd = max(4, min(params.crowd, params.places // max(1, len(sought))))
    shortest = [_shortest(sought, at, segment, crowd) for at in range(len(sought))]
    found = [ngram for ngram in shortest if ngram.places <= crowd]
    room = params.places - sum(ngram.places for ngram in found)
    for ngram in sorted((n for n in shortest if n.places > crowd), key=lambda n: (n.places, n.at)):
        room -= ngram.places
        if room < 0:
            break
        found.append(ngram)
    return _laid_out(sorted(ngram for ngram in found if ngram.places), segment)


def _shortest(sought: Sought, at: int, segment: Segment, crowd: int) -> _Ngram:
    """The shortest n-gram at word `at` that is rare enough; the longest if none is."""
    longest = min(LONGEST, sought.part_stop(at) - at)
    start = stop = 0
    for length in range(1, longest + 1):
        start, stop = segment.range_of(sought.hashes[at : at + length])
        if stop - start <= crowd:
            return _Ngram(at, length, start, stop)
    return _Ngram(at, longest, start, stop)


def _laid_out(ngrams: Sequence[_Ngram], segment: Segment) -> Seeds:
    counts = np.array([ngram.places for ngram in ngrams], np.int64)
    places = [segment.order[ngram.start : ngram.stop] for ngram in ngrams] or [np.empty(0, np.uint32)]
    return Seeds(
        quotation=np.repeat(np.array([ngram.at for ngram in ngrams], np.int64), counts),
        passage=np.concatenate(places).astype(np.int64),
        length=np.repeat(np.array([ngram.length for ngram in ngrams], np.int64), counts),
    )
