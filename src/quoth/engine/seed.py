"""Seeds: where one to three words of the quotation stand in a segment.

At each word of the quotation the shortest n-gram that stands in few enough places is a seed (adaptive seeds: Kiełbasa
et al., 2011): rare words alone, common ones only in company. No seed reaches over an ellipsis.

    quotation int64 (s,)  the word of the quotation at which the seed begins
    passage   int64 (s,)  the position in the segment's `words` where it stands
    length    int64 (s,)  words, 1 to 3

in order of `quotation`. Where all is common, the least common longest n-grams are taken while there is room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from quoth.engine.params import Params
from quoth.engine.sought import Sought
from quoth.library.segment import Segment
from quoth.model.source import LibraryState

__all__ = ["LONGEST", "Ranges", "Searchable", "Seeds", "seeds", "seeds_in", "seeds_near"]

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


class Ranges:
    """Where n-grams stand, segment by segment, remembered: each is asked for more than once."""

    def __init__(self, library: Searchable) -> None:
        self.segments = library.segments
        self._known: dict[tuple[int, ...], list[tuple[int, int]]] = {}

    def learn(self, sayings: Iterable[tuple[int, ...]]) -> None:
        """Look up all n-grams of many quotations (the hashes of their words) at once, which is quicker by far."""
        sayings = list(sayings)
        for length in range(1, LONGEST + 1):
            ngrams = list({ngram for words in sayings for ngram in zip(*(words[at:] for at in range(length)))})  # noqa: B905
            table = np.array(ngrams, np.uint32).reshape(-1, length)
            ranges = [
                zip(*(edge.tolist() for edge in segment.ranges_of(table)), strict=True) for segment in self.segments
            ]
            known = zip(*ranges, strict=True) if ranges else ([] for _ in ngrams)
            self._known.update((ngram, list(places)) for ngram, places in zip(ngrams, known, strict=True))

    def of(self, ngram: tuple[int, ...]) -> list[tuple[int, int]]:
        """The slice of the order of each segment."""
        known = self._known.get(ngram)
        if known is None:
            known = self._known[ngram] = [segment.range_of(ngram) for segment in self.segments]
        return known

    def count(self, ngram: tuple[int, ...]) -> int:
        """In how many places of the library the words stand in a row."""
        count = 0
        for start, stop in self.of(ngram):
            count += stop - start
        return count


class Seeds(NamedTuple):
    """See the module."""

    quotation: NDArray[np.int64]
    passage: NDArray[np.int64]
    length: NDArray[np.int64]


Places = NDArray[np.uint32] | list[int]
PlacesOf = Callable[[tuple[int, ...]], Places]


class _Ngram(NamedTuple):
    """An n-gram of the quotation, and where it stands."""

    at: int
    length: int
    places: Places


def seeds(sought: Sought, ranges: Ranges, number: int, params: Params) -> Seeds:
    """The seeds of the quotation in the segment of this number."""
    segment = ranges.segments[number]
    crowd = max(4, min(params.crowd, params.places // max(1, len(sought))))

    def places_of(ngram: tuple[int, ...]) -> NDArray[np.uint32]:
        start, stop = ranges.of(ngram)[number]
        return segment.places(start, stop)

    return _seeds(sought, places_of, crowd, params)


def seeds_in(sought: Sought, ranges: Ranges, number: int, witness: int, params: Params) -> Seeds:
    """The seeds in one witness of the segment, where an n-gram is rare that is rare in that witness."""
    segment = ranges.segments[number]
    begin, end = int(segment.first[witness]), int(segment.first[witness + 1])

    def places_of(ngram: tuple[int, ...]) -> NDArray[np.uint32]:
        start, stop = ranges.of(ngram)[number]
        places = segment.places(start, stop)
        if stop - start > params.throng:
            return places  # not worth the sifting: too many are in any one witness
        return places[(places >= begin) & (places < end)]

    return _seeds(sought, places_of, params.cited_crowd, params)


def seeds_near(sought: Sought, segment: Segment, begin: int, end: int, params: Params) -> Seeds:
    """The seeds at positions `begin` up to `end` of the segment, a page or a few: there every word may be a seed."""
    here = segment.at(begin, end).tolist()
    standing: dict[int, list[int]] = {word: [] for word in sought.hashes}
    for at, word in enumerate(here):
        if word in standing:
            standing[word].append(at)

    def places_of(ngram: tuple[int, ...]) -> list[int]:
        wanted, length = list(ngram), len(ngram)
        return [begin + at for at in standing[ngram[0]] if length == 1 or here[at : at + length] == wanted]

    return _seeds(sought, places_of, params.near_crowd, params)


def _seeds(sought: Sought, places_of: PlacesOf, crowd: int, params: Params) -> Seeds:
    """The shortest n-grams that are rare enough, and the least common others while there is room."""
    ngrams = [_shortest(sought, at, places_of, crowd) for at in range(len(sought))]
    found = [ngram for ngram in ngrams if len(ngram.places) <= crowd]
    room = params.places - sum(len(ngram.places) for ngram in found)
    for ngram in sorted((n for n in ngrams if len(n.places) > crowd), key=lambda n: (len(n.places), n.at)):
        room -= len(ngram.places)
        if room < 0:
            break
        found.append(ngram)
    return _laid_out(sorted(found, key=lambda ngram: ngram.at))


def _shortest(sought: Sought, at: int, places_of: PlacesOf, crowd: int) -> _Ngram:
    """The shortest n-gram at word `at` that is rare enough; the longest if none is."""
    longest = min(LONGEST, sought.part_stop(at) - at)
    for length in range(1, longest + 1):
        places = places_of(sought.hashes[at : at + length])
        if len(places) <= crowd:
            break
    return _Ngram(at, length, places)


def _laid_out(ngrams: Sequence[_Ngram]) -> Seeds:
    counts = [len(ngram.places) for ngram in ngrams]
    places = [np.asarray(ngram.places, np.int64) for ngram in ngrams] or [np.empty(0, np.int64)]
    return Seeds(
        quotation=np.repeat(np.array([ngram.at for ngram in ngrams], np.int64), counts),
        passage=np.concatenate(places),
        length=np.repeat(np.array([ngram.length for ngram in ngrams], np.int64), counts),
    )
