"""The stacks: all segments of a library as one row of words.

A *position* counts through the segments in their order, guards included: segment s begins at `bases[s]`. The witnesses
are numbered in the same order; witness w begins at `first[w]`. One that is no longer held has the name "" and no place
that leads to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from quoth.fold import hashed
from quoth.library.segment import GUARDS
from quoth.model.source import LibraryState
from quoth.model.text import Letters

if TYPE_CHECKING:
    from quoth.library.asked import Asked

__all__ = ["LONGEST", "Ranges", "Row", "Searchable", "Stacks"]

KEPT = 16  # witnesses whose words are kept at hand
LONGEST = 3  # words of an n-gram: as many as a segment is sorted by


_END = np.uint32(0xFFFF)


@lru_cache(maxsize=4)
def _by_their_ends(words: frozenset[str]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """The hashes of these words, and of each end that a hash can have whether one of them has it: most words of a book
    are told from them by that alone."""
    hashes = np.array(sorted(set(map(hashed, words))), np.uint32)  # `np.unique` would load all of numpy's masked arrays
    ends = np.zeros(_END + 1, np.bool_)
    ends[hashes & _END] = True
    return hashes, ends


class Row(Protocol):
    """What the engine needs of the words of some witnesses: a segment, or what ran past; see `Segment`."""

    @property
    def witnesses(self) -> tuple[str, ...]: ...
    @property
    def first(self) -> NDArray[np.int64]: ...
    def range_of(self, ngram: Sequence[int], /) -> tuple[int, int]: ...
    def ranges_of(self, ngrams: NDArray[np.uint32], /) -> tuple[NDArray[np.int64], NDArray[np.int64]]: ...
    def ranges_along(self, words: NDArray[np.uint32], /) -> tuple[NDArray[np.int64], NDArray[np.int64]]: ...
    def gathered(
        self, starts: NDArray[np.int64], stops: NDArray[np.int64], /
    ) -> NDArray[np.uint32] | NDArray[np.int64]: ...
    def at(self, start: int, stop: int, /) -> NDArray[np.uint32]: ...
    def spans(self, start: int, stop: int, /) -> tuple[NDArray[np.int32], NDArray[np.int32]]: ...
    def positions(self, witness: int, offsets: NDArray[np.int32], /) -> NDArray[np.int64]: ...


class Searchable(Protocol):
    """What the engine needs of a library."""

    @property
    def segments(self) -> Sequence[Row]: ...
    @property
    def state(self) -> LibraryState: ...
    @property
    def total(self) -> int: ...
    @property
    def again(self) -> Callable[[Asked], Searchable] | None: ...
    def text(self, witness: str, /) -> Letters: ...


class Ranges(NamedTuple):
    """Where the n-grams stand that begin at each of w words: `starts` and `stops` (LONGEST, segments, w) into the order
    of each segment, `totals` (LONGEST, w) how many places that are. The first row is of single words."""

    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    totals: NDArray[np.int64]

    def part(self, start: int, stop: int) -> Ranges:
        """Those of words `start` to `stop`."""
        return Ranges(self.starts[:, :, start:stop], self.stops[:, :, start:stop], self.totals[:, start:stop])


class Stacks:
    """See the module."""

    def __init__(self, library: Searchable) -> None:
        self.library, self.total = library, library.total
        self.segments = list(library.segments)
        self.bases = [0, *accumulate(int(segment.first[-1]) for segment in self.segments)]
        self._before = [0, *accumulate(len(segment.witnesses) for segment in self.segments)]
        begins = [segment.first[:-1] + base for segment, base in zip(self.segments, self.bases, strict=False)]
        self.first: NDArray[np.int64] = np.concatenate([*begins, self.bases[-1:]]).astype(np.int64)
        self.names = [name for segment in self.segments for name in segment.witnesses]
        self.numbers = {name: number for number, name in enumerate(self.names) if name}
        self._counts: dict[int, int] = {}  # by hash
        self._often: dict[str, int] = {}  # by letters: most are asked about again and again
        self._counts_by_witness: dict[frozenset[str], list[int]] = {}
        self._counts_in: dict[tuple[int, frozenset[str]], int] = {}
        self._kept: dict[int, NDArray[np.uint32]] = {}  # by witness, the one looked through last at the end

    def ranges(self, words: NDArray[np.uint32]) -> Ranges:
        """Where the n-grams of these words stand. Those that would reach beyond the last word are nowhere."""
        starts, stops = np.zeros((2, LONGEST, len(self.segments), len(words)), np.int64)
        for number, segment in enumerate(self.segments):
            starts[:, number], stops[:, number] = segment.ranges_along(words)
        totals = (stops - starts).sum(axis=1)
        self._counts.update(zip(words.tolist(), totals[0].tolist(), strict=True))
        return Ranges(starts, stops, totals)

    def known(self, words: Collection[str]) -> frozenset[str]:
        """Those of these words (folded letters) that stand anywhere."""
        letters = sorted(words)
        hashes = np.fromiter(map(hashed, letters), np.uint32, len(letters))
        ranges = [segment.ranges_of(hashes.reshape(-1, 1)) for segment in self.segments]
        totals = sum((stops - starts for starts, stops in ranges), np.zeros(len(letters), np.int64)).tolist()
        return frozenset(word for word, total in zip(letters, totals, strict=True) if total)

    def often(self, letters: str) -> int:
        """In how many places the word of these folded letters stands."""
        known = self._often.get(letters)
        if known is None:
            word = hashed(letters)
            if word not in self._counts:
                edges = (segment.range_of((word,)) for segment in self.segments)
                self._counts[word] = sum(stop - start for start, stop in edges)
            known = self._often[letters] = self._counts[word]
        return known

    def often_in(self, witness: int, words: frozenset[str]) -> int:
        """In how many places of the witness of this number any of these words (folded letters) stands."""
        if self.library.again is None:
            if words not in self._counts_by_witness:
                self._counts_by_witness[words] = self._counted(words)
            return self._counts_by_witness[words][witness]
        if (witness, words) not in self._counts_in:
            hashes, ends = _by_their_ends(words)
            through = self.looked_through(*self.extent(witness))
            self._counts_in[witness, words] = int(np.isin(through[ends[through & _END]], hashes).sum())
        return self._counts_in[witness, words]

    def places_of(self, letters: str) -> NDArray[np.int64]:
        """The positions of the word of these folded letters, in order."""
        if self.library.again is None:
            ranges = [segment.range_of((hashed(letters),)) for segment in self.segments]
            edges = np.array(ranges, np.int64).reshape(-1, 2)
            return np.sort(self.places(edges[:, :1], edges[:, 1:])[0])
        word = frozenset([letters])
        extents = [self.extent(witness) for witness in self.numbers.values() if self.often_in(witness, word)]
        found = [start + np.flatnonzero(self.looked_through(start, stop) == hashed(letters)) for start, stop in extents]
        return np.concatenate([*found, np.empty(0, np.int64)])

    def _counted(self, words: frozenset[str]) -> list[int]:
        """In how many places of each witness any of these words stands, of a library that answers whatever it is
        asked."""
        witnesses = np.searchsorted(self.first, self._standing(words), side="right") - 1
        counts: list[int] = np.bincount(witnesses, minlength=len(self.names)).tolist()
        return counts

    def _standing(self, words: frozenset[str]) -> NDArray[np.int64]:
        """The positions of these words, in any order, in such a library."""
        hashes = _by_their_ends(words)[0]
        starts, stops = np.zeros((2, len(self.segments), len(hashes)), np.int64)
        for number, segment in enumerate(self.segments):
            starts[number], stops[number] = segment.ranges_of(hashes.reshape(-1, 1))
        return self.places(starts, stops)[0]

    def knows(self, letters: str) -> bool:
        """Whether the word stands anywhere."""
        return self.often(letters) > 0

    def places(
        self, starts: NDArray[np.int64], stops: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The positions in these slices (segments, n) of the orders, and the number of the n-gram that stands at each:
        segment by segment, in each in the order of the n-grams."""
        if not self.segments:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        positions = [
            segment.gathered(starts[number], stops[number]) + np.int64(self.bases[number])
            for number, segment in enumerate(self.segments)
        ]
        every = np.tile(np.arange(starts.shape[1]), len(self.segments))
        return np.concatenate(positions), np.repeat(every, (stops - starts).ravel())

    def extent(self, witness: int) -> tuple[int, int]:
        """The positions from the witness's first word to its first guard."""
        return int(self.first[witness]), int(self.first[witness + 1]) - GUARDS

    def looked_through(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The words at these positions, which are of one witness. Whole witnesses are looked through again and again:
        the last few are kept at hand. What is less is cut from one that is kept, or read."""
        witness = bisect_right(self.first.data, start) - 1
        begin, end = self.extent(witness)
        words = self._kept.pop(witness, None)
        if words is None:
            if (start, stop) != (begin, end):
                return self.at(start, stop)
            words = self.at(start, stop)
        self._kept[witness] = words
        if len(self._kept) > KEPT:
            self._kept.pop(next(iter(self._kept)))
        return words[start - begin : stop - begin]

    def at(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The words at these positions, which are of one segment."""
        number = self._segment(start)
        base = self.bases[number]
        return self.segments[number].at(start - base, stop - base)

    def spans(self, start: int, stop: int) -> tuple[list[int], list[int]]:
        """Where the words at these positions, of one witness, begin and end in its text."""
        number = self._segment(start)
        base = self.bases[number]
        starts, stops = self.segments[number].spans(start - base, stop - base)
        return starts.tolist(), stops.tolist()

    def positions(self, witness: int, offsets: Sequence[int]) -> list[int]:
        """Of each offset into the witness's text, the position of the first word that begins there or later."""
        number = bisect_right(self._before, witness, 0, len(self.segments)) - 1
        found = self.segments[number].positions(witness - self._before[number], np.array(offsets, np.int32))
        positions: list[int] = (found + self.bases[number]).tolist()
        return positions

    def _segment(self, position: int) -> int:
        return bisect_right(self.bases, position, 0, len(self.segments)) - 1
