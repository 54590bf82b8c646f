"""An immutable stretch of the index: the words of some witnesses, and their places in the order of what starts there.

The arrays, for k witnesses of n words in all (guards counted), of which m can be found:

    ranks    uint8 (n·w,)   folded words, each as its place in `lexicon`, in w bytes; after each witness GUARDS guards
    first    int64 (k+1,)   where each witness begins among the words; first[k] == n
    order    uint32 (m,)    positions of words, guards left out, sorted by the three words that start there as numbers;
                            equal ones by position. Near the end of a witness the three reach into its guards
    lexicon  uint32 (v,)    the distinct words, ascending; the first is 0, the guard
    bounds   uint32 (v+1,)  order[bounds[i]:bounds[i+1]] are the places of lexicon[i]; the guard has none

and those of `spans`. A word is its hash, so segments know nothing of each other and can be built and searched anywhere.
All arrays are read-only; a segment that was opened is mapped from the disk.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from quoth.errors import DamagedIndex
from quoth.fold import Words
from quoth.library.lookup import Index, gathered, holes_of, range_of, ranges_along, ranges_of, ranks_packed, words_at
from quoth.library.order import AHEAD, ordered, ranked
from quoth.library.sealed import REMEDY, open_sealed, write_sealed
from quoth.library.spans import Spans, firsts_at, packed, unpacked

Number = TypeVar("Number", bound=np.generic)

__all__ = ["GUARDS", "Segment", "build", "open_segment", "write"]

GUARDS = AHEAD  # no n-gram reaches from one witness into the next
KIND = "quoth segment 2"

_INDEX = {"ranks": "|u1", "order": "<u4", "lexicon": "<u4", "bounds": "<u4"}
_SPANS = {"codes": "|u1", "anchors": "<i4", "odd": "<u4", "sizes": "<i4"}
_NO_HOLES = np.empty(0, np.uint32)
_NO_HOLES.flags.writeable = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """See the module. `witnesses` are ids; "" is one that is no longer held: no place that can be found is in it."""

    witnesses: tuple[str, ...]
    first: NDArray[np.int64]
    _index: Index
    _spans: Spans

    @property
    def total(self) -> int:
        """How many words can be found."""
        return len(self._index.order) - len(self._index.holes)

    def range_of(self, ngram: Sequence[int]) -> tuple[int, int]:
        """The slice of the order whose places begin with these one to three words; empty where there is none."""
        return range_of(self._index, np.array(ngram, np.uint32))

    def ranges_of(self, ngrams: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What `range_of` says of each row of `ngrams`, (m, 1 to 3): thousands cost about a microsecond each."""
        return ranges_of(self._index, np.ascontiguousarray(ngrams))

    def ranges_along(self, words: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What `range_of` says of the n-grams of one, two and three words that begin at each of `words`: two arrays
        (3, w). Those that would reach beyond the last word are given empty slices."""
        return ranges_along(self._index, words, AHEAD)

    def places(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The positions in this slice of the order."""
        return self.gathered(np.array([start]), np.array([stop]))

    def gathered(self, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.uint32]:
        """The positions in these slices of the order, one slice after the other."""
        return gathered(self._index, np.ascontiguousarray(starts, np.int64), np.ascontiguousarray(stops, np.int64))

    def at(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The words at positions `start` to `stop`; guards are 0."""
        return words_at(self._index, start, stop)

    def spans(self, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where the words at these positions, all of one witness and no guards, begin and end in its text."""
        return unpacked(self._spans, int(self.first[self.witness_at(start)]), start, stop)

    def extent(self, witness: int) -> tuple[int, int]:
        """The positions from the witness's first word to its first guard."""
        return int(self.first[witness]), int(self.first[witness + 1]) - GUARDS

    def positions(self, witness: int, offsets: NDArray[np.int32]) -> NDArray[np.int64]:
        """Of each offset (n,) into the witness's text, the position of the first word that begins there or later; of
        one beyond all words, the first guard."""
        return firsts_at(self._spans, *self.extent(witness), offsets)

    def witness_at(self, position: int) -> int:
        """Which of `witnesses` has the word (or guard) at `position`."""
        return bisect_right(self.first.data, position, 0, len(self.witnesses)) - 1

    def words_of(self, witness: int) -> Words:
        """The words of one witness, without guards."""
        start, stop = self.extent(witness)
        starts, stops = unpacked(self._spans, start, start, stop)
        return Words(hashes=self.at(start, stop), starts=starts, stops=stops)

    def named(self, witnesses: Sequence[str]) -> Segment:
        """The segment with these ids for its witnesses. The words of those given "" are neither found nor counted any
        more, so that it makes no difference what the library held before; looking for them takes a few nanoseconds
        for each word of the segment, and nothing of it is copied."""
        dead = np.array([not witness for witness in witnesses], np.bool_)
        holes = _frozen(holes_of(self._index.order, self.first, dead)) if dead.any() else _NO_HOLES
        return replace(self, witnesses=tuple(witnesses), _index=self._index._replace(holes=holes))


def build(parts: Sequence[tuple[str, Words]]) -> Segment:
    """The segment of these witnesses (id, words), in this order. A million words take less than a tenth of a second."""
    first = _frozen(np.cumsum([0, *(len(part) + GUARDS for _, part in parts)], dtype=np.int64))
    lexicon, ranks = ranked(_laid_out([part.hashes for _, part in parts], np.uint32))
    order, bounds = ordered(ranks, len(lexicon))
    width = max(1, -(-(len(lexicon) - 1).bit_length() // 8))
    starts = _laid_out([part.starts for _, part in parts], np.int32)
    stops = _laid_out([part.stops for _, part in parts], np.int32)
    data = ranks_packed(ranks, width)
    spans = packed(starts, stops, first, GUARDS)
    return Segment(
        witnesses=tuple(witness for witness, _ in parts),
        first=first,
        _index=Index(_frozen(data), width, _frozen(order), _frozen(lexicon), _frozen(bounds), _NO_HOLES),
        _spans=Spans(_frozen(spans.codes), _frozen(spans.anchors), _frozen(spans.odd), _frozen(spans.sizes)),
    )


def write(segment: Segment, folder: Path) -> None:
    """Put the segment into `folder`, which must not exist. It must not have lost a witness."""
    index, spans = segment._index._asdict(), segment._spans._asdict()
    arrays = {name: np.ascontiguousarray({**index, **spans}[name], dtype) for name, dtype in (_INDEX | _SPANS).items()}
    arrays["first"] = np.ascontiguousarray(segment.first, "<i8")
    stretches = {name: array.data.cast("B") for name, array in arrays.items()}
    facts = {"witnesses": segment.witnesses, "width": segment._index.width}
    write_sealed(folder, kind=KIND, facts=facts, stretches=stretches)


def open_segment(folder: Path) -> Segment:
    """The segment in `folder`, mapped. Raises `DamagedIndex` when it is not whole or of another version."""
    facts, stretches = open_sealed(folder, kind=KIND)
    try:
        index = {name: np.frombuffer(stretches[name], dtype) for name, dtype in _INDEX.items()}
        spans = {name: np.frombuffer(stretches[name], dtype) for name, dtype in _SPANS.items()}
        return Segment(
            witnesses=tuple(facts["witnesses"]),
            first=np.frombuffer(stretches["first"], "<i8"),
            _index=Index(width=facts["width"], holes=_NO_HOLES, **index),
            _spans=Spans(**spans),
        )
    except (KeyError, TypeError, ValueError) as trouble:
        raise DamagedIndex("the parts of the index do not fit together", where=str(folder), todo=REMEDY) from trouble


def _laid_out(parts: Sequence[NDArray[Number]], dtype: type[Number]) -> NDArray[Number]:
    """One after the other, guards after each; guards alone if there is none."""
    guards = np.zeros(GUARDS, dtype)
    return np.concatenate([piece for part in parts for piece in (part, guards)] or [np.empty(0, dtype)])


def _frozen(array: NDArray[Number]) -> NDArray[Number]:
    array.flags.writeable = False
    return array
