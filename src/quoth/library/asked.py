"""What is asked of a library that runs past: n-grams, and how many places of each may be many. And where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.library.order import AHEAD

__all__ = ["Asked", "asked", "packed", "standing"]

MARKS = 21  # bits of a place in a table of marks
SCATTER = np.uint64(0x9E3779B97F4A7C15)  # odd, and near 2**64 over the golden ratio: neighbours land far apart
WIDTH = 21  # bits of the number of a word: more than a manuscript has


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
    grams = packed(*numbers.T)
    turn = np.argsort(grams)
    return Asked(words, grams[turn], np.fromiter(limits.values(), np.int64, len(limits))[turn])


def packed(one: NDArray[np.int64], two: NDArray[np.int64], three: NDArray[np.int64]) -> NDArray[np.int64]:
    """N-grams, of which these are the numbers of the words; 0 where there is none."""
    return one << 2 * WIDTH | two << WIDTH | three


def standing(
    wanted: Asked, lexicon: NDArray[np.uint32], ranks: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The n-grams asked for that stand in a text: index, and position of the first word. The text is the ranks of its
    words in its `lexicon`, guards after it."""
    known, nothing = wanted.numbered(lexicon), np.zeros(1, np.int64)
    alone = wanted.found(packed(known, nothing, nothing))
    numbers = known[ranks]
    at = np.flatnonzero(alone[ranks] >= 0)
    found = [(alone[ranks[at]], at)]
    for size in range(2, AHEAD + 1):  # who asks for three words asks for the first two
        at = at[numbers[at + size - 1] > 0]
        grams = packed(*(numbers[at + step] if step < size else nothing for step in range(AHEAD)))
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
