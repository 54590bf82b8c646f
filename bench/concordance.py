"""Where any run of words stands in a set of books, found without quoth: the judge of the judge.

A word is a run of letters and digits, without case and accents; a long s is an s. Words are compared as 64-bit numbers
made of their letters, every place is told, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from words import bare

__all__ = ["Concordance", "Place"]

_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd: has an inverse among 64-bit numbers
_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))


class Place(NamedTuple):
    """Code points `start` to `stop` of the book with this name."""

    book: str
    start: int
    stop: int

    def overlaps(self, other: Place) -> bool:
        return self.book == other.book and self.start < other.stop and other.start < self.stop


class Concordance:
    """The words of `books` (text by name), in order, with every place of each."""

    def __init__(self, books: dict[str, str]) -> None:
        self._names = list(books)
        found = [_words(text) for text in books.values()]
        self._first = np.cumsum([0, *(len(words.hashes) for words in found)])
        self._starts = np.concatenate([words.starts for words in found])
        self._stops = np.concatenate([words.stops for words in found])
        self._hashes = np.concatenate([words.hashes for words in found])
        self._order = np.argsort(self._hashes, kind="stable")
        self._sorted = self._hashes[self._order]

    def places(self, words: str, hole: int | None = None) -> list[Place]:
        """Every place where `words` stand in this order. `hole`: the word with this number may be any."""
        hashes = _words(words).hashes
        wanted = [(at, word) for at, word in enumerate(hashes) if at != hole]
        ranges = [(*self._range(word), at) for at, word in wanted]
        begin, end, offset = min(ranges, key=lambda found: found[1] - found[0])
        starts = self._order[begin:end] - offset
        starts = starts[(starts >= 0) & (starts + len(hashes) <= len(self._hashes))]
        for at, word in wanted:
            starts = starts[self._hashes[starts + at] == word]
        return list(self._told(np.sort(starts), len(hashes)))

    def runs(self, words: str, length: int) -> bool:
        """Whether any `length` words of `words` in a row stand in a row here."""
        found = _words(words)
        spans = zip(found.starts, found.stops[length - 1 :], strict=False)
        return any(self.places(words[start:stop]) for start, stop in spans)

    def _range(self, word: np.uint64) -> tuple[int, int]:
        left, right = (int(np.searchsorted(self._sorted, word, side)) for side in ("left", "right"))
        return left, right

    def _told(self, starts: NDArray[np.int64], length: int) -> Iterator[Place]:
        for start in starts.tolist():
            book = int(np.searchsorted(self._first, start, "right")) - 1
            if start + length <= self._first[book + 1]:
                yield Place(self._names[book], int(self._starts[start]), int(self._stops[start + length - 1]))


# -- words -----------------------------------------------------------------------------------------------------------


class _Words(NamedTuple):
    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]  # code points
    stops: NDArray[np.int64]


def _words(text: str) -> _Words:
    """The words of `text` as numbers: the sum of its letters, each times a power of its place in the word."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    values = _table(int(points.max(initial=0)))[points]
    inside = np.concatenate([[False], values != 0, [False]])
    starts, stops = np.flatnonzero(inside[1:] & ~inside[:-1]), np.flatnonzero(inside[:-1] & ~inside[1:])
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(values * _powers(_BASE, len(points)), dtype=np.uint64)])
    return _Words((sums[stops] - sums[starts]) * _powers(_INVERSE, len(points) + 1)[starts], starts, stops)


def _powers(base: np.uint64, count: int) -> NDArray[np.uint64]:
    return np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(max(0, count - 1), base)]), dtype=np.uint64)[
        :count
    ]


@cache
def _table(highest: int) -> NDArray[np.uint64]:
    """A number for each code point up to `highest`, 0 for what is in no word."""
    return np.array([_number(chr(point)) for point in range(highest + 1)], np.uint64)


def _number(letter: str) -> int:
    letters = bare(letter)
    number = 0
    for place, each in enumerate(letters):
        number += ord(each) * pow(int(_BASE), place, 2**64) if each.isalnum() else 0
    return number % 2**64
