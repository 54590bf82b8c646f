"""The other way round: what is sought is known, and the library runs past it once. No index is made or written.

    what is asked ─► each file read in a process, its n-grams counted ─► places of the rare ones ─► books opened again

Of a file that ran past stay its entry in the catalogue, how often its words stand there, and the places of those
n-grams that are asked for and are few enough to lead anywhere. Its text and its words are let go, unless so little ran
past that all of it can stay, folded together: `KEPT` words. Where the engine then looks at a passage, that one book is
unfolded, or read again, and is open for a while: at most `OPEN` words of all books at a time. So memory grows with the
distinct words of the library, eight bytes each, and no further with its size. What is found, and all that is said of
it, is what a fresh index of the same files would give.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.errors import DamagedFile, NoSources
from quoth.executor import Done, Executor, Serial
from quoth.fold import Words, prepare
from quoth.library.answers import Answers
from quoth.library.catalogue import Catalogue, Holding
from quoth.library.order import AHEAD, ranked
from quoth.library.pagemaps import PageRule, repaged
from quoth.library.reading import Reading, maker, read_source
from quoth.library.segment import GUARDS
from quoth.library.sources import SourceFile, find_sources
from quoth.library.writer import commit_of, drafted, executor_for, failed, named
from quoth.model.manuscript import ReadWarning
from quoth.model.source import Failure, LibraryState

__all__ = ["Asked", "Passed", "Streamed", "asked", "run_past"]

OPEN = 2_000_000  # words of books that are open at a time: some sixty megabytes with their letters
KEPT = 12_000_000  # words of books that stay: fewer than two hundred megabytes with their letters
HEAP = 2_000_000  # places that are gathered before those that lead nowhere are dropped
MARKS = 21  # bits of a place in a table of marks
SCATTER = np.uint64(0x9E3779B97F4A7C15)  # odd, and near 2**64 over the golden ratio: neighbours land far apart
WIDTH = 21  # bits of the number of a word: more than a manuscript has

Progress = Callable[[int, int, str], None]


class Asked(NamedTuple):
    """What is sought of a library: `words` (hashes, ascending), `grams` (ascending; up to three words of `words`, each
    by its number from 1, the first highest), and `limits`: of an n-gram that stands in more places none is asked for.
    """

    words: NDArray[np.uint32]
    grams: NDArray[np.int64]
    limits: NDArray[np.int64]

    def numbered(self, words: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Of each word its number; 0 for one that is not asked for."""
        if not len(self.words):
            return np.zeros(len(words), np.int64)
        at = np.minimum(np.searchsorted(self.words, words), len(self.words) - 1)
        return np.where(self.words[at] == words, at + 1, 0)

    def found(self, grams: NDArray[np.int64]) -> NDArray[np.int64]:
        """Of each n-gram its index; −1 for one that is not asked for."""
        if not len(self.grams):
            return np.full(len(grams), -1, np.int64)
        at = np.minimum(np.searchsorted(self.grams, grams), len(self.grams) - 1)
        return np.where(self.grams[at] == grams, at, -1)


def asked(limits: Mapping[tuple[int, ...], int]) -> Asked:
    """`limits` by n-gram: one to three hashes."""
    words = np.array(sorted({word for gram in limits for word in gram}), np.uint32)
    rows = np.zeros((len(limits), AHEAD), np.uint32)
    for row, gram in enumerate(limits):
        rows[row, : len(gram)] = gram
    sizes = np.fromiter(map(len, limits), np.int64, len(limits))
    numbers = np.searchsorted(words, rows) + 1
    numbers[np.arange(AHEAD) >= sizes[:, None]] = 0
    grams = _packed(*numbers.T)
    turn = np.argsort(grams)
    return Asked(words, grams[turn], np.fromiter(limits.values(), np.int64, len(limits))[turn])


def _packed(one: NDArray[np.int64], two: NDArray[np.int64], three: NDArray[np.int64]) -> NDArray[np.int64]:
    return one << 2 * WIDTH | two << WIDTH | three


# -- one file --------------------------------------------------------------------------------------------------------


class _Book(NamedTuple):
    """A book that is open."""

    text: str
    words: Words


class _Folded(NamedTuple):
    """A book that stays: its text in UTF-8, and of its words the hashes, the beginnings and the lengths."""

    text: bytes
    hashes: NDArray[np.uint32]
    starts: NDArray[np.int32]
    lengths: NDArray[Any]

    def opened(self) -> _Book:
        words = Words(hashes=self.hashes, starts=self.starts, stops=self.starts + self.lengths.astype(np.int32))
        return _Book(str(self.text, "utf-8", "surrogatepass"), words)


def _folded(reading: Reading) -> _Folded:
    words = reading.words
    lengths = words.stops - words.starts
    return _Folded(reading.text, words.hashes, words.starts, lengths.astype(np.min_scalar_type(lengths.max())))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pass:
    """What is kept of a file: `words` and how often each stands there; of the n-grams asked for, by their index, how
    often they do; and the places (index, position) of those that may lead anywhere. And the book, if it may stay."""

    holding: Holding
    book: _Folded | None
    words: NDArray[np.uint32]
    counts: NDArray[np.int64]
    grams: NDArray[np.int64]
    often: NDArray[np.int64]
    places: NDArray[np.int32]


def _let_past(wanted: Asked, itself: str, source: SourceFile, *, stays: bool) -> _Pass:
    """The work on one file, which `stays` in memory or does not. A file with the SHA-256 `itself` is the manuscript,
    and no word of it counts."""
    reading = read_source(source)
    words = reading.words.hashes if reading.sha256 != itself else np.empty(0, np.uint32)
    lexicon, ranks = ranked(np.append(words, np.zeros(GUARDS, np.uint32)))
    grams, positions = _standing(wanted, lexicon, ranks)
    often = np.bincount(grams, minlength=len(wanted.grams))
    few = often[grams] <= wanted.limits[grams]
    present = np.flatnonzero(often)
    return _Pass(
        holding=drafted(source, reading).holding,
        book=_folded(reading) if stays else None,
        words=lexicon[1:],
        counts=np.bincount(ranks, minlength=len(lexicon))[1:],
        grams=present,
        often=often[present],
        places=np.stack([grams[few], positions[few]]).astype(np.int32),
    )


def _standing(
    wanted: Asked, lexicon: NDArray[np.uint32], ranks: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The n-grams asked for that stand in a text: index, and position of the first word. The text is the ranks of its
    words in its `lexicon`, guards after it."""
    known, nothing = wanted.numbered(lexicon), np.zeros(1, np.int64)
    alone = wanted.found(_packed(known, nothing, nothing))
    numbers = known[ranks]
    at = np.flatnonzero(alone[ranks] >= 0)
    found = [(alone[ranks[at]], at)]
    for size in range(2, AHEAD + 1):  # who asks for three words asks for the first two
        at = at[numbers[at + size - 1] > 0]
        grams = _packed(*(numbers[at + step] if step < size else nothing for step in range(AHEAD)))
        likely = _perhaps(grams, wanted.grams)
        index = wanted.found(grams[likely])
        at = at[likely[index >= 0]]
        found.append((index[index >= 0], at))
    return np.concatenate([index for index, _ in found]), np.concatenate([place for _, place in found])


def _perhaps(values: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.int64]:
    """Where `values` may have one of the `wanted`: a table of marks tells most others at once, and a search need not
    be made for them."""
    marks = np.zeros(1 << MARKS, np.bool_)
    marks[_slots(wanted)] = True
    return np.flatnonzero(marks[_slots(values)])


def _slots(values: NDArray[Any]) -> NDArray[np.uint64]:
    slots: NDArray[np.uint64] = (values.astype(np.uint64) * SCATTER) >> np.uint64(64 - MARKS)
    return slots


# -- all files -------------------------------------------------------------------------------------------------------


class _Gathered:
    """What has run past so far."""

    def __init__(self, wanted: Asked) -> None:
        self.wanted = wanted
        self.totals = np.zeros(len(wanted.grams), np.int64)
        self.words, self.counts = np.empty(0, np.uint32), np.empty(0, np.int64)
        self._places: list[NDArray[np.int32]] = []  # (3, n): index, file, position
        self._waiting: list[tuple[NDArray[np.uint32], NDArray[np.int64]]] = []
        self.books: dict[int, _Folded] = {}
        self._room = KEPT

    def take(self, file: int, passed: _Pass) -> None:
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


def run_past(
    wanted: Asked,
    folders: Sequence[Path],
    *,
    files: Sequence[Path] = (),
    itself: str = "",
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Streamed:
    """The library of all books under `folders`, and of `files`, as far as it is asked for; arguments as those of
    `open_library`. `itself` is the SHA-256 of the manuscript: no word of a file that is it can be found.

    Raises `NoSources`, `MissingFile`, `NotAFile`. Nothing is written.
    """
    if not folders and not files:
        todo = "Name a folder of books with --sources."
        raise NoSources("a library was asked for and no sources are named", where="sources", todo=todo)
    sources, unreachable = find_sources(folders, files)
    if sources:
        prepare()
    gathered, holdings = _Gathered(wanted), dict[int, Holding]()
    executor = executor or executor_for(sources)
    work = partial(_let_past, wanted, itself, stays=isinstance(executor, Serial))
    with closing(executor.map(work, sources)) as outcomes:
        for done, outcome in enumerate(outcomes, 1):
            file = sources[outcome.index]
            if isinstance(outcome, Done):
                gathered.take(outcome.index, outcome.result)
                holdings[outcome.index] = outcome.result.holding
            else:
                holdings[outcome.index] = failed(file, outcome)
            if progress:
                progress(done, len(sources), file.path)
    return _streamed(sources, [holdings[at] for at in range(len(sources))], gathered, unreachable)


def _streamed(
    sources: Sequence[SourceFile], holdings: Sequence[Holding], gathered: _Gathered, unreachable: Sequence[Failure]
) -> Streamed:
    held = Catalogue(maker=maker(), commit=commit_of(named(holdings)), holdings=named(holdings))
    witnesses = tuple(holding.witness for holding in held.holdings if holding.witness)
    failures = (*unreachable, *(holding.failure for holding in held.holdings if holding.failure))
    by_path = {source.path: at for at, source in enumerate(sources)}
    order = [by_path[witness.path] for witness in witnesses]
    state = LibraryState(
        commit=held.commit,
        witnesses=tuple(sorted(witnesses, key=lambda witness: witness.id)),
        failures=tuple(sorted(failures, key=lambda failure: failure.path)),
    )
    digests = {holding.path: holding.digest for holding in holdings}
    books = {number: gathered.books[at] for number, at in enumerate(order) if at in gathered.books}
    shelf = Shelf([sources[at] for at in order], [digests[sources[at].path] for at in order], books)
    sizes = [witness.words for witness in witnesses]
    row = Passed([witness.id for witness in witnesses], sizes, gathered, order, shelf)
    return Streamed(state=state, segments=(row,))


# -- books that are opened again --------------------------------------------------------------------------------------


class Shelf:
    """The books, by number, those of them that stayed in memory, and those that are open."""

    def __init__(self, sources: Sequence[SourceFile], digests: Sequence[str], kept: Mapping[int, _Folded]) -> None:
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


class Passed:
    """What ran past, answering as a segment does: see there. An n-gram has its places where those with a lower index
    have theirs, and then its own. N-grams that are not asked for are nowhere."""

    def __init__(
        self, witnesses: Sequence[str], sizes: Sequence[int], gathered: _Gathered, order: Sequence[int], shelf: Shelf
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
            index = self._asked.found(_packed(*ahead))
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Streamed:
    """A library that ran past: what `Library` is, for what was asked of it."""

    state: LibraryState
    segments: tuple[Passed, ...]
    warnings: tuple[ReadWarning, ...] = ()
    view: str = ""
    answers: Answers | None = None  # there is no place to keep them

    @property
    def total(self) -> int:
        """How many words can be found."""
        return sum(passed.total for passed in self.segments)

    def text(self, witness: str) -> str:
        """The text of the witness with this id."""
        return self.segments[0].text(witness)

    def without(self, witnesses: Collection[str]) -> Streamed:
        """The library without these; of theirs no word may have been counted (see `run_past`)."""
        staying = tuple(witness for witness in self.state.witnesses if witness.id not in witnesses)
        return replace(self, state=replace(self.state, witnesses=staying))

    def paged(self, said: Mapping[str, Sequence[PageRule]]) -> Streamed:
        """The library with the pages of its files called as the user says, by path."""
        witnesses, unmet = repaged(self.state.witnesses, said)
        return replace(self, state=replace(self.state, witnesses=witnesses), warnings=(*self.warnings, *unmet))
