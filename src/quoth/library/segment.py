"""An immutable stretch of the index: the words of some witnesses, and their places in the order of what starts there.

The arrays, for k witnesses of n words in all (guards counted), of which m can be found:

    ranks    uint8 (n·w,)   folded words, each as its place in `lexicon`, in w bytes; after each witness GUARDS guards
    first    int64 (k+1,)   where each witness begins among the words; first[k] == n
    order    uint32 (m,)    positions of words, guards left out, sorted by the three words that start there as numbers;
                            equal ones by position. Near the end of a witness the three reach into its guards
    posts    uint64 (m/32,) the second and third word, as places in `lexicon`, of every 32nd place in `order`
    lexicon  uint32 (v,)    the distinct words, ascending; the first is 0, the guard
    bounds   uint32 (v+1,)  order[bounds[i]:bounds[i+1]] are the places of lexicon[i]; the guard has none

and those of `spans`. A word is its hash, so segments know nothing of each other and can be built and searched anywhere.
All arrays are read-only; a segment that was opened is mapped from the disk, and compared with its seal as it is read:
whatever asks for words, places or spans raises `DamagedIndex` where they are not what was written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from quoth.fold import Words
from quoth.kinds import Columns
from quoth.library.blocks import Broken, lone
from quoth.library.lookup import (
    Index,
    Plain,
    gathered,
    holes_of,
    range_of,
    ranges_along,
    ranges_of,
    words_at,
    write_ranks,
)
from quoth.library.order import AHEAD, bounds_of, counted, one_lexicon, ordered, posts_in, ranked
from quoth.library.sealed import DATA, Sealed, damaged
from quoth.library.spans import Spans, anchored, anchors_in, firsts_at, packed, unpacked

Number = TypeVar("Number", bound=np.generic)
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

__all__ = ["GUARDS", "LAYOUT", "Kept", "Segment", "build", "facts", "keep", "open_segment", "stretches", "width_of"]

GUARDS = AHEAD  # no n-gram reaches from one witness into the next

_INDEX = {"ranks": "|u1", "order": "<u4", "posts": "<u8", "lexicon": "<u4", "bounds": "<u4"}
_SPANS = {"codes": "|u1", "anchors": "<i4", "odd": "<u4", "sizes": "<i4"}
LAYOUT = {"first": "<i8", **_INDEX, **_SPANS}  # the arrays as they are kept
_NO_HOLES = np.empty(0, np.uint32)
_NO_HOLES.flags.writeable = False


def _told(method: Callable[Concatenate[Segment, Asked], Answer]) -> Callable[Concatenate[Segment, Asked], Answer]:
    """Says which file it is that is broken."""

    def told(self: Segment, /, *asked: Asked.args, **more: Asked.kwargs) -> Answer:
        try:
            return method(self, *asked, **more)
        except Broken as trouble:
            raise damaged(self.place / DATA) from trouble

    return told


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """See the module. `witnesses` are ids; "" is one that is no longer held: no place that can be found is in it.
    `place` is the folder, if it lies in one."""

    witnesses: tuple[str, ...]
    first: NDArray[np.int64]
    place: Path = Path()
    _index: Index
    _spans: Spans
    _words: Columns = field(init=False)  # the same, as kernels are given them
    _places: Columns = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words", Columns(self._index))
        object.__setattr__(self, "_places", Columns(self._spans))

    @property
    def total(self) -> int:
        """How many words can be found."""
        return len(self._index.order) - len(self._index.holes)

    @_told
    def range_of(self, ngram: Sequence[int]) -> tuple[int, int]:
        """The slice of the order whose places begin with these one to three words; empty where there is none."""
        return range_of(self._words, np.array(ngram, np.uint32))

    @_told
    def ranges_of(self, ngrams: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What `range_of` says of each row of `ngrams`, (m, 1 to 3): thousands cost about a microsecond each."""
        return ranges_of(self._words, np.ascontiguousarray(ngrams))

    @_told
    def ranges_along(self, words: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What `range_of` says of the n-grams of one, two and three words that begin at each of `words`: two arrays
        (3, w). Those that would reach beyond the last word are given empty slices."""
        return ranges_along(self._words, np.ascontiguousarray(words))

    def places(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The positions in this slice of the order."""
        return self.gathered(np.array([start]), np.array([stop]))

    @_told
    def gathered(self, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.uint32]:
        """The positions in these slices of the order, one slice after the other."""
        return gathered(self._words, np.ascontiguousarray(starts, np.int64), np.ascontiguousarray(stops, np.int64))

    @_told
    def at(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The words at positions `start` to `stop`; guards are 0."""
        return words_at(self._words, start, stop)

    @_told
    def spans(self, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where the words at these positions, all of one witness and no guards, begin and end in its text."""
        return unpacked(self._places, int(self.first[self.witness_at(start)]), start, stop)

    def extent(self, witness: int) -> tuple[int, int]:
        """The positions from the witness's first word to its first guard."""
        return int(self.first[witness]), int(self.first[witness + 1]) - GUARDS

    @_told
    def positions(self, witness: int, offsets: NDArray[np.int32]) -> NDArray[np.int64]:
        """Of each offset (n,) into the witness's text, the position of the first word that begins there or later; of
        one beyond all words, the first guard."""
        return firsts_at(self._places, *self.extent(witness), offsets)

    def witness_at(self, position: int) -> int:
        """Which of `witnesses` has the word (or guard) at `position`."""
        return bisect_right(self.first.data, position, 0, len(self.witnesses)) - 1

    @_told
    def words_of(self, witness: int) -> Words:
        """The words of one witness, without guards."""
        start, stop = self.extent(witness)
        starts, stops = unpacked(self._places, start, start, stop)
        return Words(hashes=self.at(start, stop), starts=starts, stops=stops)

    @_told
    def named(self, witnesses: Sequence[str]) -> Segment:
        """The segment with these ids for its witnesses. The words of those given "" are neither found nor counted any
        more, so that it makes no difference what the library held before; looking for them takes a few nanoseconds
        for each word of the segment, and nothing of it is copied."""
        dead = np.array([not witness for witness in witnesses], np.bool_)
        holes = _frozen(holes_of(self._words, self.first, dead)) if dead.any() else _NO_HOLES
        return replace(self, witnesses=tuple(witnesses), _index=self._index._replace(holes=holes))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """The words of a witness on their way into a segment: each as its rank in the witness's own lexicon, how often each
    of that is there, and where they stand as in `spans`, in a byte each instead of eight."""

    lexicon: NDArray[np.uint32]
    counts: NDArray[np.uint32]
    ranks: NDArray[np.uint32]
    codes: NDArray[np.uint8]
    odd: NDArray[np.uint32]
    sizes: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ranks)


def keep(words: Words) -> Kept:
    codes, odd, sizes = packed(words.starts, words.stops)
    lexicon, ranks = ranked(words.hashes)
    return Kept(lexicon=lexicon, counts=counted(ranks, len(lexicon)), ranks=ranks, codes=codes, odd=odd, sizes=sizes)


def build(parts: Sequence[tuple[str, Kept]]) -> Segment:
    """The segment of these witnesses (id, words), in this order. A million words take less than a tenth of a second."""
    first = _frozen(np.cumsum([0, *(len(part) + GUARDS for _, part in parts)], dtype=np.int64))
    lexicon = one_lexicon([part.lexicon for _, part in parts])
    width = width_of(len(lexicon))
    ranks, bounds = _in_one_lexicon([part for _, part in parts], first, lexicon, width)
    order = np.empty(bounds[-1], np.uint32)
    posts = np.empty(posts_in(len(order)), np.uint64)
    ordered(ranks, width, bounds, order, posts)
    arrays = (ranks, order, posts, lexicon, bounds)
    letters = _spans_of([part for _, part in parts], first)
    blocks = lone(max(array.nbytes for array in (*arrays, *letters)))
    return Segment(
        witnesses=tuple(witness for witness, _ in parts),
        first=first,
        _index=Index._make([*blocks, *_at_start(arrays), width, _NO_HOLES]),
        _spans=Spans._make([*blocks, *_at_start(letters)]),
    )


def width_of(distinct: int) -> int:
    """The bytes of a rank, of so many."""
    return max(1, -(-(distinct - 1).bit_length() // 8))


def stretches(segment: Segment) -> dict[str, list[NDArray[np.generic]]]:
    """The arrays that keep the segment, which must not have lost a witness, each in one piece."""
    said = {**segment._index._asdict(), **segment._spans._asdict()}
    return {name: [segment.first if name == "first" else said[name]] for name in LAYOUT}


def facts(segment: Segment) -> dict[str, object]:
    """What the seal says of it."""
    return {"witnesses": segment.witnesses, "width": segment._index.width}


def open_segment(sealed: Sealed) -> Segment:
    """The segment in a sealed folder, mapped. Raises `DamagedIndex`."""
    index = (part for name, dtype in _INDEX.items() for part in sealed.stretch(name, dtype))
    spans = (part for name, dtype in _SPANS.items() for part in sealed.stretch(name, dtype))
    return Segment(
        witnesses=tuple(sealed.facts["witnesses"]),
        first=sealed.whole("first", "<i8"),
        place=sealed.place,
        _index=Index._make([*sealed.blocks, *index, sealed.facts["width"], _NO_HOLES]),
        _spans=Spans._make([*sealed.blocks, *spans]),
    )


def _at_start(arrays: Iterable[NDArray[Any]]) -> Plain:
    """The arrays, read-only, each as if it began a file."""
    return tuple(part for array in arrays for part in (_frozen(array), 0))


def _in_one_lexicon(
    parts: Sequence[Kept], first: NDArray[np.int64], lexicon: NDArray[np.uint32], width: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """The words one witness after the other, guards after each, as their ranks in this lexicon of all; and where each
    rank begins in the order."""
    ranks, counts = np.zeros(first[-1] * width, np.uint8), np.zeros(len(lexicon), np.uint32)
    for part, begin in zip(parts, first.tolist(), strict=False):
        told = np.searchsorted(lexicon, part.lexicon).astype(np.uint32)
        counts[told] += part.counts
        write_ranks(ranks, width, begin, part.ranks, told)
    return ranks, bounds_of(counts)


def _spans_of(parts: Sequence[Kept], first: NDArray[np.int64]) -> Plain:
    """The arrays of `_SPANS`."""
    guards, nothing = np.zeros(GUARDS, np.uint8), np.empty(0, np.uint32)
    codes = np.concatenate([guards[:0], *(piece for part in parts for piece in (part.codes, guards))])
    begins = first[:-1].astype(np.uint32)
    odd = np.concatenate([nothing, *(part.odd + begin for part, begin in zip(parts, begins, strict=True))])
    sizes = np.concatenate([nothing.view(np.int32), *(part.sizes for part in parts)])
    anchors = np.zeros(anchors_in(len(codes)), np.int32)
    anchored(codes, odd, sizes, first, anchors)
    return codes, anchors, odd, sizes


def _frozen(array: NDArray[Number]) -> NDArray[Number]:
    array.flags.writeable = False
    return array
