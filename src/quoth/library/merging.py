"""Several segments laid into one, from disk to disk, without those of their witnesses that are no longer held.

Most is copied as it is: where words begin and end, the texts and their marks count from the beginning of each witness.
Words keep their order, and their ranks are told anew in one lexicon of all; only the places are sorted again. Little
stands in memory at a time, however large the segments are: the lexicons, and the places that are being sorted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.library import segment, texts
from quoth.library.lookup import write_rank
from quoth.library.order import bounds_of, one_lexicon, ordered, posts_in, rank_at
from quoth.library.sealed import Sealed, laid_out
from quoth.library.segment import GUARDS, width_of
from quoth.library.spans import anchored, anchors_in
from quoth.library.texts import marks_in

__all__ = ["Part", "merge"]

LAYOUT = {**segment.LAYOUT, **texts.LAYOUT}

Arrays = dict[str, NDArray[Any]]  # by the names of `LAYOUT`


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A segment, and the places of those of its witnesses that go on."""

    sealed: Sealed
    living: Sequence[int]


class _Piece(NamedTuple):
    """One witness: the arrays it is in, its place there, and what becomes of each of the ranks there."""

    arrays: Arrays
    width: int
    place: int
    ranks: NDArray[np.uint32]

    @property
    def words(self) -> slice:
        """Its words among those of the arrays, its guards too."""
        return slice(*self.arrays["first"][self.place : self.place + 2].tolist())

    @property
    def odd(self) -> slice:
        """Its words that have no code."""
        return slice(*np.searchsorted(self.arrays["odd"], [self.words.start, self.words.stop]).tolist())

    @property
    def letters(self) -> slice:
        return slice(*self.arrays["text_begins"][self.place : self.place + 2].tolist())

    @property
    def marks(self) -> slice:
        ends = np.cumsum(marks_in(self.arrays["text_sizes"][: self.place + 1]))
        return slice(int(ends[-2]) if self.place else 0, int(ends[-1]))


def merge(parts: Sequence[Part], folder: Path, kind: str) -> None:
    """Lay what lives in the parts, one after the other, into `folder`, which holds nothing yet. Raises `DamagedIndex`
    where a part is not what was written."""
    read = [_read(part.sealed) for part in parts]
    lexicon, bounds, ranks = _one_lexicon(parts, read)
    pieces = [
        _Piece(arrays, part.sealed.facts["width"], place, told)
        for part, arrays, told in zip(parts, read, ranks, strict=True)
        for place in part.living
    ]
    width = width_of(len(lexicon))
    names = [part.sealed.facts["witnesses"][place] for part in parts for place in part.living]
    sizes = {name: (LAYOUT[name], size) for name, size in _sizes(pieces, len(lexicon), width).items()}
    with laid_out(folder, kind=kind, facts={"witnesses": names, "width": width}, sizes=sizes) as whole:
        whole["lexicon"][:], whole["bounds"][:] = lexicon, bounds
        _copy(pieces, width, whole)
        anchored(whole["codes"], whole["odd"], whole["sizes"], whole["first"], whole["anchors"])
        ordered(whole["ranks"], width, whole["bounds"], whole["order"], whole["posts"])


def _read(sealed: Sealed) -> Arrays:
    sealed.compare()
    return {name: sealed.stretch(name, dtype).array for name, dtype in LAYOUT.items()}


def _one_lexicon(
    parts: Sequence[Part], read: Sequence[Arrays]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], list[NDArray[np.uint32]]]:
    """The words that live, where each begins in the order, and of each part what becomes of its ranks; of one of a word
    that lives no more nothing is said."""
    counts = []
    for part, arrays in zip(parts, read, strict=True):
        count = np.zeros(len(arrays["lexicon"]), np.int64)
        for place in part.living:
            start, stop = arrays["first"][place : place + 2].tolist()
            _count(arrays["ranks"], part.sealed.facts["width"], start, stop, count)
        count[0] = 0
        counts.append(count)
    words = [arrays["lexicon"][count > 0] for arrays, count in zip(read, counts, strict=True)]
    lexicon = one_lexicon(words)
    totals, ranks = np.zeros(len(lexicon), np.int64), []
    for arrays, count in zip(read, counts, strict=True):
        told = np.searchsorted(lexicon, arrays["lexicon"])
        totals[told[count > 0]] += count[count > 0]
        ranks.append(told.astype(np.uint32))
    return lexicon, bounds_of(totals), ranks


def _sizes(pieces: Sequence[_Piece], distinct: int, width: int) -> dict[str, int]:
    """The lengths of the arrays."""
    words = sum(_length(piece.words) for piece in pieces)
    odd, places = sum(_length(piece.odd) for piece in pieces), words - GUARDS * len(pieces)
    return {
        "first": len(pieces) + 1, "ranks": words * width, "order": places, "posts": posts_in(places),
        "lexicon": distinct, "bounds": distinct + 1, "codes": words, "anchors": anchors_in(words), "odd": odd,
        "sizes": 2 * odd, "texts": sum(_length(piece.letters) for piece in pieces), "text_begins": len(pieces) + 1,
        "text_sizes": len(pieces), "text_marks": sum(_length(piece.marks) for piece in pieces),
    }  # fmt: skip


def _length(stretch: slice) -> int:
    return int(stretch.stop - stretch.start)


def _copy(pieces: Sequence[_Piece], width: int, whole: Arrays) -> None:
    """Write down all that is known of each witness by itself."""
    word = odd = letter = mark = 0
    for number, piece in enumerate(pieces):
        old, words, odds, letters, marks = piece.arrays, piece.words, piece.odd, piece.letters, piece.marks
        _retell(old["ranks"], piece.width, words.start, words.stop, piece.ranks, whole["ranks"], width, word)
        whole["first"][number], whole["text_begins"][number] = word, letter
        whole["codes"][word : word + _length(words)] = old["codes"][words]
        whole["odd"][odd : odd + _length(odds)] = old["odd"][odds] + np.uint32(word) - np.uint32(words.start)
        whole["sizes"][2 * odd : 2 * (odd + _length(odds))] = old["sizes"][2 * odds.start : 2 * odds.stop]
        whole["texts"][letter : letter + _length(letters)] = old["texts"][letters]
        whole["text_sizes"][number] = old["text_sizes"][piece.place]
        whole["text_marks"][mark : mark + _length(marks)] = old["text_marks"][marks]
        word, odd = word + _length(words), odd + _length(odds)
        letter, mark = letter + _length(letters), mark + _length(marks)
    whole["first"][-1], whole["text_begins"][-1] = word, letter


@kernel
def _count(ranks: NDArray[np.uint8], width: int, start: int, stop: int, counts: NDArray[np.int64]) -> None:
    """Count the ranks of the words from `start` to `stop`."""
    for word in range(start, stop):
        counts[rank_at(ranks, width, word)] += 1


@kernel
def _retell(  # noqa: PLR0917 - kernels know no keywords
    old: NDArray[np.uint8],
    old_width: int,
    start: int,
    stop: int,
    told: NDArray[np.uint32],
    ranks: NDArray[np.uint8],
    width: int,
    at: int,
) -> None:
    """Write the ranks of the words from `start` to `stop`, as they are told anew, from word `at` on."""
    for word in range(start, stop):
        write_rank(ranks, width, at + word - start, told[rank_at(old, old_width, word)])
