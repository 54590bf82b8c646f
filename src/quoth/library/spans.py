"""Where words begin and end in their texts, in little more than a byte a word.

    codes    uint8 (n,)     of each word sixteen times the letters between it and the word before, plus its own; 0 where
                            either is more than fifteen, and at guards
    anchors  int32 (n/64,)  where the word before every 64th ends; 0 where none of the same witness is before it
    odd      uint32 (o,)    the words with code 0, ascending
    sizes    int32 (2o,)    of each of these the letters between, and its own

A span is read from the nearest anchor, or from the beginning of the witness, forward. Reading may raise `Broken`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel, signed
from quoth.library.blocks import touch_all
from quoth.library.lookup import Plain

__all__ = ["Spans", "anchored", "anchors_in", "firsts_at", "packed", "unpacked"]

_EVERY = 64
_MOST = 15


class Spans(NamedTuple):
    """The blocks of a file (see `blocks`), the arrays in it, and at which byte each begins."""

    data: NDArray[np.uint64]
    sums: NDArray[np.uint64]
    seen: NDArray[np.uint8]
    codes: NDArray[np.uint8]
    codes_start: int
    anchors: NDArray[np.int32]
    anchors_start: int
    odd: NDArray[np.uint32]
    odd_start: int
    sizes: NDArray[np.int32]
    sizes_start: int


@kernel
def packed(
    starts: NDArray[np.int32], stops: NDArray[np.int32]
) -> tuple[NDArray[np.uint8], NDArray[np.uint32], NDArray[np.int32]]:
    """The codes of one witness, and what is odd of its words, the first of which is 0. That is all but the anchors."""
    codes = np.zeros(len(starts), np.uint8)
    before, count = 0, 0
    for word in range(len(starts)):
        between, letters = starts[word] - before, stops[word] - starts[word]
        if 0 <= between <= _MOST and 0 < letters <= _MOST:
            codes[word] = between << 4 | letters
        else:
            count += 1
        before = int(stops[word])
    odd, sizes = np.empty(count, np.uint32), np.empty(2 * count, np.int32)
    before, count = 0, 0
    for word in range(len(starts)):
        if codes[word] == 0:
            odd[count], sizes[2 * count], sizes[2 * count + 1] = word, starts[word] - before, stops[word] - starts[word]
            count += 1
        before = int(stops[word])
    return codes, odd, sizes


def anchors_in(words: int) -> int:
    """How many anchors so many words have."""
    return words // _EVERY + 1


@kernel
def anchored(
    codes: NDArray[np.uint8],
    odd: NDArray[np.uint32],
    sizes: NDArray[np.int32],
    first: NDArray[np.int64],
    anchors: NDArray[np.int32],
) -> None:
    """Write the anchors of words of which the other three arrays are known. Guards after a witness change nothing."""
    next_odd = 0
    for witness in range(len(first) - 1):
        letter = 0
        for at in range(first[witness], first[witness + 1]):
            if at % _EVERY == 0:
                anchors[at // _EVERY] = letter
            if next_odd < len(odd) and odd[next_odd] == at:
                letter += signed(sizes[2 * next_odd]) + signed(sizes[2 * next_odd + 1])
                next_odd += 1
            else:
                letter += (signed(codes[at]) >> 4) + (signed(codes[at]) & _MOST)


@kernel
def unpacked(plain: Plain, begin: int, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where the words at positions `start` to `stop`, of the witness that begins at `begin`, begin and end."""
    return _unpacked(Spans(*plain), begin, start, stop)


@kernel
def firsts_at(plain: Plain, begin: int, end: int, letters: NDArray[np.int32]) -> NDArray[np.int64]:
    """The positions of the first words of the witness, which begins at `begin` and ends at `end`, that begin at each of
    `letters` or later; `end` where none does."""
    spans = Spans(*plain)
    positions = np.empty(len(letters), np.int64)
    for number in range(len(letters)):
        positions[number] = _first_at(spans, begin, end, signed(letters[number]))
    return positions


@kernel
def _first_at(spans: Spans, begin: int, end: int, letter: int) -> int:
    low, high = begin // _EVERY, (end - 1) // _EVERY  # anchors: the last that is not beyond the letter
    _touch(spans, spans.anchors_start + 4 * low, spans.anchors_start + 4 * high + 4)
    while low < high:
        middle = (low + high + 1) // 2
        if spans.anchors[middle] <= letter:
            low = middle
        else:
            high = middle - 1
    at = max(begin, low * _EVERY)
    while at < end:
        stop = min(end, at + _EVERY)
        starts, _ = _unpacked(spans, begin, at, stop)
        for word in range(stop - at):
            if starts[word] >= letter:
                return at + word
        at = stop
    return end


@kernel
def _unpacked(spans: Spans, begin: int, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    starts, stops = np.empty(max(0, stop - start), np.int32), np.empty(max(0, stop - start), np.int32)
    if start >= stop:
        return starts, stops
    at, letter = _anchor(spans, begin, start)
    _touch(spans, spans.codes_start + at, spans.codes_start + stop)
    _touch(spans, spans.odd_start, spans.odd_start + 4 * len(spans.odd))
    _touch(spans, spans.sizes_start, spans.sizes_start + 4 * len(spans.sizes))
    codes, sizes = spans.codes, spans.sizes
    odd = signed(np.searchsorted(spans.odd, at))
    while at < stop:
        between, letters = signed(codes[at]) >> 4, signed(codes[at]) & _MOST
        if letters == 0:
            between, letters = signed(sizes[2 * odd]), signed(sizes[2 * odd + 1])
            odd += 1
        if at >= start:
            starts[at - start], stops[at - start] = letter + between, letter + between + letters
        letter += between + letters
        at += 1
    return starts, stops


@kernel
def _anchor(spans: Spans, begin: int, position: int) -> tuple[int, int]:
    """The last position up to this one at which it is known where the word before ends, and where that is."""
    at = position - position % _EVERY
    if at <= begin:
        return begin, 0
    first = spans.anchors_start + 4 * (at // _EVERY)
    _touch(spans, first, first + 4)
    return at, signed(spans.anchors[at // _EVERY])


@kernel
def _touch(spans: Spans, start: int, stop: int) -> None:
    touch_all(spans.data, spans.sums, spans.seen, start, stop)
