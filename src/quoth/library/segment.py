"""An immutable stretch of the index: the words of some witnesses, and their places in the order of what starts there.

The arrays, for k witnesses of n words in all (guards counted), of which m can be found:

    words    uint32 (n,)    folded words, witness after witness; after each witness GUARDS guards, which are 0
    starts   int32  (n,)    code points into the witness's own text, first letter of the word; 0 at guards
    stops    int32  (n,)    the same, after its last letter
    first    int64  (k+1,)  where each witness begins in `words`; first[k] == n
    order    uint32 (m,)    positions in `words`, guards left out, sorted by the three words that start there as
                            numbers; equal ones by position. Near the end of a witness the three reach into its guards
    lexicon  uint32 (v,)    the distinct words of `order`, ascending
    bounds   int64  (v+1,)  order[bounds[i]:bounds[i+1]] are the places of lexicon[i]

A word is its hash, so segments know nothing of each other and can be built and searched anywhere. All arrays are
read-only; a segment that was opened is mapped from the disk.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from quoth.errors import DamagedIndex
from quoth.fold import Words
from quoth.library.sealed import REMEDY, open_sealed, write_sealed

Number = TypeVar("Number", bound=np.integer[Any])

__all__ = ["GUARDS", "Segment", "build", "open_segment", "write"]

GUARDS = 3  # no n-gram reaches from one witness into the next
KIND = "quoth segment 1"

_DTYPES = {"words": "<u4", "starts": "<i4", "stops": "<i4", "first": "<i8", "order": "<u4", "lexicon": "<u4",
           "bounds": "<i8"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """See the module. `witnesses` are ids; "" is one that is no longer held: no place in `order` leads to it."""

    witnesses: tuple[str, ...]
    words: NDArray[np.uint32]
    starts: NDArray[np.int32]
    stops: NDArray[np.int32]
    first: NDArray[np.int64]
    order: NDArray[np.uint32]
    lexicon: NDArray[np.uint32]
    bounds: NDArray[np.int64]

    def range_of(self, ngram: Sequence[int]) -> tuple[int, int]:
        """The slice of `order` whose places begin with these one to three words; empty where there is none.

        A few microseconds: the first word is looked up, the others are searched by halves among its places.
        """
        word = int(ngram[0])
        place = bisect_left(self.lexicon.data, word)
        if place == len(self.lexicon) or self.lexicon[place] != word:
            return 0, 0
        start, stop = int(self.bounds[place]), int(self.bounds[place + 1])
        for ahead in range(1, len(ngram)):
            start, stop = self._narrow(start, stop, ahead, int(ngram[ahead]))
        return start, stop

    def _narrow(self, start: int, stop: int, ahead: int, word: int) -> tuple[int, int]:
        """Of the slice, whose places agree up to there, those that have `word` so many words ahead."""
        # memoryviews give plain numbers, several times faster than arrays do
        words, order = self.words.data, self.order.data

        def word_at(position: int) -> int:
            return words[position + ahead]

        start = bisect_left(order, word, start, stop, key=word_at)
        return start, bisect_right(order, word, start, stop, key=word_at)

    def ranges_of(self, ngrams: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What `range_of` says of each row of `ngrams`, (m, 1 to 3): thousands cost less than a microsecond each."""
        places = np.searchsorted(self.lexicon, ngrams[:, 0])
        known = np.append(self.lexicon, 0)[places] == ngrams[:, 0] if len(ngrams) else np.empty(0, np.bool_)
        starts, stops = np.zeros((2, len(ngrams)), np.int64)
        starts[known], stops[known] = self.bounds[places[known]], self.bounds[places[known] + 1]
        for ahead in range(1, ngrams.shape[1]):
            beyond = starts, stops
            starts = self._edges(*beyond, ahead, ngrams[:, ahead], after=False)
            stops = self._edges(*beyond, ahead, ngrams[:, ahead], after=True)
        return starts, stops

    def _edges(
        self, starts: NDArray[np.int64], stops: NDArray[np.int64], ahead: int, words: NDArray[np.uint32], *, after: bool
    ) -> NDArray[np.int64]:
        """Of each slice, where the places begin that have its word so many words ahead, or where they end."""
        low, high = starts.copy(), stops.copy()
        searching = np.flatnonzero(low < high)
        while len(searching):
            middle = (low[searching] + high[searching]) >> 1
            there, word = self.words[self.order[middle] + np.uint32(ahead)], words[searching]
            before = there <= word if after else there < word
            low[searching[before]] = middle[before] + 1
            high[searching[~before]] = middle[~before]
            searching = searching[low[searching] < high[searching]]
        return low

    def places(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The positions in this slice of `order`."""
        return self.order[start:stop]

    def at(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The words at positions `start` to `stop`."""
        return self.words[start:stop]

    def spans(self, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where the words at these positions, all of one witness, begin and end in its text."""
        return self.starts[start:stop], self.stops[start:stop]

    def extent(self, witness: int) -> tuple[int, int]:
        """The positions from the witness's first word to its first guard."""
        return int(self.first[witness]), int(self.first[witness + 1]) - GUARDS

    def positions(self, witness: int, offsets: NDArray[np.int32]) -> NDArray[np.int64]:
        """Of each offset into the witness's text, the position of the first word that begins there or later; of one
        beyond all words, the first guard."""
        start, stop = self.extent(witness)
        return start + np.searchsorted(self.starts[start:stop], offsets)

    def witness_at(self, position: int) -> int:
        """Which of `witnesses` has the word (or guard) at `position`."""
        return bisect_right(self.first.data, position, 0, len(self.witnesses)) - 1

    def words_of(self, witness: int) -> Words:
        """The words of one witness, without guards."""
        starts, stops = self.spans(*self.extent(witness))
        return Words(hashes=self.at(*self.extent(witness)), starts=starts, stops=stops)

    def named(self, witnesses: Sequence[str]) -> Segment:
        """The segment with these ids for its witnesses. The places of those given "" leave `order`, so that what is
        found and counted does not depend on what the library held before; this copies `order`, 30 ns a word."""
        if all(witnesses):
            return replace(self, witnesses=tuple(witnesses))
        alive = np.repeat(np.array([bool(witness) for witness in witnesses]), np.diff(self.first))
        staying = alive[self.order]
        counts = np.add.reduceat(staying, self.bounds[:-1], dtype=np.int64) if len(self.lexicon) else self.bounds[:0]
        return replace(
            self,
            witnesses=tuple(witnesses),
            order=_frozen(self.order[staying]),
            lexicon=_frozen(self.lexicon[counts > 0]),
            bounds=_frozen(np.append(0, np.cumsum(counts[counts > 0]))),
        )


def build(parts: Sequence[tuple[str, Words]]) -> Segment:
    """The segment of these witnesses (id, words), in this order. Takes about a third of a second a million words."""
    words = _laid_out([part.hashes for _, part in parts], np.uint32)
    order = _ordered(words)
    lexicon, bounds = _lexicon(words, order)
    return Segment(
        witnesses=tuple(witness for witness, _ in parts),
        words=words,
        starts=_laid_out([part.starts for _, part in parts], np.int32),
        stops=_laid_out([part.stops for _, part in parts], np.int32),
        first=_frozen(np.cumsum([0, *(len(part) + GUARDS for _, part in parts)], dtype=np.int64)),
        order=_frozen(order),
        lexicon=lexicon,
        bounds=bounds,
    )


def write(segment: Segment, folder: Path) -> None:
    """Put the segment into `folder`, which must not exist."""
    arrays = {name: np.ascontiguousarray(getattr(segment, name), dtype) for name, dtype in _DTYPES.items()}
    stretches = {name: array.data.cast("B") for name, array in arrays.items()}
    write_sealed(folder, kind=KIND, facts={"witnesses": segment.witnesses}, stretches=stretches)


def open_segment(folder: Path) -> Segment:
    """The segment in `folder`, mapped. Raises `DamagedIndex` when it is not whole or of another version."""
    facts, stretches = open_sealed(folder, kind=KIND)
    try:
        arrays: dict[str, NDArray[Any]] = {
            name: np.frombuffer(stretches[name], dtype) for name, dtype in _DTYPES.items()
        }
        return Segment(witnesses=tuple(facts["witnesses"]), **arrays)
    except (KeyError, TypeError, ValueError) as trouble:
        raise DamagedIndex("the parts of the index do not fit together", where=str(folder), todo=REMEDY) from trouble


def _laid_out(parts: Sequence[NDArray[Number]], dtype: type[Number]) -> NDArray[Number]:
    """One after the other, guards after each."""
    guards = np.zeros(GUARDS, dtype)
    return _frozen(np.concatenate([piece for part in parts for piece in (part, guards)] or [np.empty(0, dtype)]))


def _ordered(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """All places but guards, by their three words: sorted by sixteen bits at a time, the least first, since for
    these a stable sort counts instead of comparing (twice as fast as `numpy.lexsort`)."""
    digits = (words & 0xFFFF).astype(np.uint16), (words >> 16).astype(np.uint16)
    order = np.flatnonzero(words).astype(np.uint32)
    for ahead in reversed(range(GUARDS)):
        for digit in digits:
            order = order[np.argsort(digit[order + np.uint32(ahead)], kind="stable")]
    return order


def _lexicon(words: NDArray[np.uint32], order: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The distinct words of the places in `order`, and where each begins there."""
    leading = words[order]
    turns = np.flatnonzero(np.diff(leading, prepend=np.uint32(0)))  # no word is 0: the first always turns
    return _frozen(leading[turns]), _frozen(np.append(turns, len(order)).astype(np.int64))


def _frozen(array: NDArray[Number]) -> NDArray[Number]:
    array.flags.writeable = False
    return array
