"""What stays of files that ran past, answering as a segment does; and their books, opened for a passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.errors import DamagedFile
from quoth.fold import Words
from quoth.library.asked import Asked, packed
from quoth.library.catalogue import Holding
from quoth.library.order import AHEAD
from quoth.library.reading import Reading, read_source
from quoth.library.segment import GUARDS
from quoth.library.sources import SourceFile

__all__ = ["Folded", "Gathered", "Pass", "Passed", "Shelf", "folded"]

OPEN = 2_000_000  # words of books that are open at a time: some sixty megabytes with their letters
KEPT = 12_000_000  # words of books that stay: fewer than two hundred megabytes with their letters
HEAP = 2_000_000  # places that are gathered before those that lead nowhere are dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What is kept of a file: `words` and how often each stands there; of the n-grams asked for, by their index, how
    often they do; and the places (index, position) of those that may lead anywhere. And the book, if it may stay."""

    holding: Holding
    book: Folded | None
    words: NDArray[np.uint32]
    counts: NDArray[np.int64]
    grams: NDArray[np.int64]
    often: NDArray[np.int64]
    places: NDArray[np.int32]


class Gathered:
    """What has run past so far."""

    def __init__(self, wanted: Asked) -> None:
        self.wanted = wanted
        self.totals = np.zeros(len(wanted.grams), np.int64)
        self.words, self.counts = np.empty(0, np.uint32), np.empty(0, np.int64)
        self._places: list[NDArray[np.int32]] = []  # (3, n): index, file, position
        self._waiting: list[tuple[NDArray[np.uint32], NDArray[np.int64]]] = []
        self.books: dict[int, Folded] = {}
        self._room = KEPT

    def take(self, file: int, passed: Pass) -> None:
        if passed.book and len(passed.book.hashes) <= self._room:
            self.books[file] = passed.book
            self._room -= len(passed.book.hashes)
        self.totals[passed.grams] += passed.often
        self._places.append(np.insert(passed.places, 1, file, axis=0))
        self._waiting.append((passed.words, passed.counts))
        if sum(rows.shape[1] for rows in self._places) > HEAP:
            self.places()
        if sum(len(words) for words, _ in self._waiting) > max(HEAP, len(self.words)):
            self.count()

    def places(self) -> NDArray[np.int32]:
        """The places of n-grams that are still few enough."""
        rows = np.concatenate([np.empty((3, 0), np.int32), *self._places], axis=1)
        self._places = [rows[:, (self.totals <= self.wanted.limits)[rows[0]]]]
        return self._places[0]

    def count(self) -> None:
        """Lay together what is known of each word."""
        every = np.concatenate([self.words, *(words for words, _ in self._waiting)])
        counts = np.concatenate([self.counts, *(counts for _, counts in self._waiting)])
        self.words, which = np.unique(every, return_inverse=True)
        self.counts = np.bincount(which, counts, len(self.words)).astype(np.int64)
        self._waiting = []


# -- books that are opened again --------------------------------------------------------------------------------------


class _Book(NamedTuple):
    """A book that is open."""

    text: str
    words: Words


class Folded(NamedTuple):
    """A book that stays: its text in UTF-8, and of its words the hashes, the beginnings and the lengths."""

    text: bytes
    hashes: NDArray[np.uint32]
    starts: NDArray[np.int32]
    lengths: NDArray[Any]

    def opened(self) -> _Book:
        words = Words(hashes=self.hashes, starts=self.starts, stops=self.starts + self.lengths.astype(np.int32))
        return _Book(str(self.text, "utf-8", "surrogatepass"), words)


def folded(reading: Reading) -> Folded:
    words = reading.words
    lengths = words.stops - words.starts
    return Folded(reading.text, words.hashes, words.starts, lengths.astype(np.min_scalar_type(lengths.max())))


class Shelf:
    """The books, by number, those of them that stayed in memory, and those that are open."""

    def __init__(self, sources: Sequence[SourceFile], digests: Sequence[str], kept: Mapping[int, Folded]) -> None:
        self._sources, self._digests, self._kept = sources, digests, kept
        self._open: dict[int, _Book] = {}

    def __getitem__(self, number: int) -> _Book:
        """The book, read again where it did not stay. Raises what reading raises, and `DamagedFile` where it is no
        longer the book that ran past."""
        book = self._open.pop(number, None) or self._opened(number)
        self._open[number] = book
        while len(self._open) > 1 and sum(len(book.words) for book in self._open.values()) > OPEN:
            del self._open[next(iter(self._open))]
        return book

    def _opened(self, number: int) -> _Book:
        kept = self._kept.get(number)
        return kept.opened() if kept else self._read(number)

    def _read(self, number: int) -> _Book:
        source = self._sources[number]
        book = read_source(source)
        if book.digest != self._digests[number]:
            todo = "Let nothing write to the sources, and check again."
            raise DamagedFile("the file has changed while it was checked against", where=source.path, todo=todo)
        return _Book(str(book.text, "utf-8", "surrogatepass"), book.words)


# -- as a segment -----------------------------------------------------------------------------------------------------


class Passed:
    """What ran past, answering as a segment does: see there. An n-gram has its places where those with a lower index
    have theirs, and then its own. N-grams that are not asked for are nowhere."""

    def __init__(
        self, witnesses: Sequence[str], sizes: Sequence[int], gathered: Gathered, order: Sequence[int], shelf: Shelf
    ) -> None:
        self.witnesses = tuple(witnesses)
        self.first = np.cumsum([0, *(size + GUARDS for size in sizes)], dtype=np.int64)
        self._shelf, self._asked = shelf, gathered.wanted
        gathered.count()
        self._words, self._counts = gathered.words, gathered.counts
        self.total = int(self._counts.sum())
        self._totals = gathered.totals
        self._edges = np.cumsum(np.concatenate([[0], self._totals]))
        index, file, position = gathered.places().astype(np.int64)
        base = np.zeros(max(order, default=0) + 1, np.int64)
        base[list(order)] = self.first[:-1]
        position = position + base[file] if len(order) else position
        turn = np.lexsort((position, index))
        self._places = position[turn]
        self._begins = np.searchsorted(index[turn], np.arange(len(self._totals)))

    def range_of(self, ngram: Sequence[int]) -> tuple[int, int]:
        """How often a word stands anywhere, as a slice from 0 on."""
        starts, stops = self.ranges_of(np.array([ngram], np.uint32))
        return int(starts[0]), int(stops[0])

    def ranges_of(self, ngrams: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What `range_of` says of each row, of one word."""
        starts, words = np.zeros(len(ngrams), np.int64), ngrams[:, 0]
        if not len(self._words):
            return starts, starts
        at = np.minimum(np.searchsorted(self._words, words), len(self._words) - 1)
        return starts, np.where(self._words[at] == words, self._counts[at], 0)

    def ranges_along(self, words: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Of the n-grams that begin at each of `words`, the slices of all places."""
        starts, stops = np.zeros((2, AHEAD, len(words)), np.int64)
        numbers = self._asked.numbered(words)
        for size in range(1, AHEAD + 1):
            begins = np.arange(max(0, len(words) - size + 1))
            ahead = [numbers[begins + step] if step < size else np.zeros(1, np.int64) for step in range(AHEAD)]
            index = self._asked.found(packed(*ahead))
            index[np.min(ahead[:size], axis=0) == 0] = -1
            starts[size - 1, begins] = np.where(index >= 0, self._edges[index], 0)
            stops[size - 1, begins] = np.where(index >= 0, self._edges[index + 1], 0)
        return starts, stops

    def gathered(self, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.int64]:
        """The positions in these slices, each of which is all places of one n-gram. LookupError for one that was too
        frequent to be kept."""
        pieces = [np.empty(0, np.int64)]
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
            if start < stop:
                index = int(np.searchsorted(self._edges, start, side="right")) - 1
                begin = self._begins[index]
                if self._totals[index] > self._asked.limits[index]:
                    raise LookupError("places were asked for that were not kept")
                pieces.append(self._places[begin : begin + stop - start])
        return np.concatenate(pieces)

    def at(self, start: int, stop: int) -> NDArray[np.uint32]:
        """The words at these positions, of one witness."""
        number, base = self._lies(start)
        return self._shelf[number].words.hashes[start - base : stop - base]

    def spans(self, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where the words at these positions begin and end in their text."""
        number, base = self._lies(start)
        words = self._shelf[number].words
        return words.starts[start - base : stop - base], words.stops[start - base : stop - base]

    def positions(self, witness: int, offsets: NDArray[np.int32]) -> NDArray[np.int64]:
        """Of each offset into the witness's text, the position of the first word that begins there or later."""
        found: NDArray[np.int64] = np.searchsorted(self._shelf[witness].words.starts, offsets) + self.first[witness]
        return found

    def text(self, witness: str) -> str:
        return self._shelf[self.witnesses.index(witness)].text

    def _lies(self, position: int) -> tuple[int, int]:
        number = bisect_right(self.first.data, position, 0, len(self.witnesses)) - 1
        return number, int(self.first[number])
