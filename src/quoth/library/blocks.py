"""Checksums by the block, compared when a block is first touched, so that opening an index of any size reads nothing.

Data is so many blocks of BLOCK bytes, the last of them shorter; each has a sum of 64 bits. A change within eight
neighbouring bytes always changes the sum: every step of it can be undone. Who reads an array says so to `touch_all`
before, which raises `Broken`; `seen` remembers, for all threads, and it does no harm if two compare the same block.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel

__all__ = ["BITS", "BLOCK", "Blocks", "Broken", "Stretch", "blocks_in", "compare", "lone", "sums_of", "touch_all",
           "touch_early"]  # fmt: skip

BITS = 11
BLOCK = 1 << BITS  # bytes: to compare so many takes as long as to fetch what is far off in memory
_WORDS = BLOCK // 8
_STEP = np.uint64(0x9E3779B97F4A7C15)  # odd, so that to multiply by it can be undone
_HALF = np.uint64(32)


class Broken(Exception):
    """A block is not what it was when it was written."""


class Blocks(NamedTuple):
    """Data as 64-bit numbers, the sum of each block, and whether the block was compared with it."""

    data: NDArray[np.uint64]
    sums: NDArray[np.uint64]
    seen: NDArray[np.uint8]


class Stretch(NamedTuple):
    """An array in a file, and the byte at which it begins there."""

    array: NDArray[Any]
    start: int


def blocks_in(size: int) -> int:
    """How many blocks so many bytes are."""
    return -(-size // BLOCK)


def lone(size: int) -> Blocks:
    """Blocks for arrays of at most so many bytes that were never on a disk: each counts as seen."""
    nothing = np.empty(0, np.uint64)
    nothing.flags.writeable = False
    return Blocks(nothing, nothing, np.ones(blocks_in(size) + 1, np.uint8))


@kernel
def sums_of(data: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The sum of each block."""
    sums = np.empty((len(data) * 8 + BLOCK - 1) // BLOCK, np.uint64)
    for block in range(len(sums)):
        sums[block] = _sum(data, block)
    return sums


@kernel
def touch_all(
    data: NDArray[np.uint64], sums: NDArray[np.uint64], seen: NDArray[np.uint8], start: int, stop: int
) -> None:
    """Before the bytes `start` to `stop` are read."""
    if start < stop:
        for block in range(start >> BITS, (stop - 1 >> BITS) + 1):
            if seen[block] == 0:
                compare(data, sums, seen, block)


def touch_early(blocks: Blocks, start: int, stop: int) -> None:
    """What `touch_all` does, for the little that is read when a library is opened: without compiled code."""
    first, last = start >> BITS, (stop - 1 >> BITS) + 1
    if start < stop and not blocks.seen[first:last].all():
        words = blocks.data[first * _WORDS : last * _WORDS]
        whole = len(words) // _WORDS * _WORDS
        sums = [*_side_by_side(words[:whole].reshape(-1, _WORDS)), *_side_by_side(words[None, whole:])]
        if not np.array_equal(sums[: last - first], blocks.sums[first:last]):
            raise Broken
        blocks.seen[first:last] = 1


def _side_by_side(blocks: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The sums of some blocks of the same length, one word of all of them after the other."""
    length = blocks.shape[1]
    sums = np.tile(np.array([_STEP, ~_STEP, _STEP >> _HALF, length], np.uint64), (len(blocks), 1))
    for words in blocks[:, : length // 4 * 4].reshape(len(blocks), length // 4, 4).transpose(1, 0, 2):
        sums ^= words
        sums *= _STEP
        sums ^= sums >> _HALF
    mixed: Callable[..., NDArray[np.uint64]] = _mixed.py_func  # type: ignore[attr-defined]
    rest = blocks[:, length // 4 * 4 :].T
    return reduce(mixed, [*rest, *sums.T[1:]], sums[:, 0])


@kernel
def compare(data: NDArray[np.uint64], sums: NDArray[np.uint64], seen: NDArray[np.uint8], block: int) -> None:
    """Before the block, which was not seen, is read."""
    if _sum(data, block) != sums[block]:
        raise Broken
    seen[block] = 1


@kernel
def _sum(data: NDArray[np.uint64], block: int) -> np.uint64:
    """Four sums side by side, which a processor makes at once, and then one of them."""
    at = block * (BLOCK // 8)
    stop = min(len(data), at + BLOCK // 8)
    one, two, three, four = _STEP, ~_STEP, _STEP >> _HALF, np.uint64(stop - at)
    while at + 4 <= stop:
        one, two = _mixed(one, data[at]), _mixed(two, data[at + 1])
        three, four = _mixed(three, data[at + 2]), _mixed(four, data[at + 3])
        at += 4
    while at < stop:
        one = _mixed(one, data[at])
        at += 1
    return _mixed(_mixed(_mixed(one, two), three), four)


@kernel
def _mixed(sum: np.uint64, more: np.uint64) -> np.uint64:
    sum = (sum ^ more) * _STEP
    return sum ^ sum >> _HALF
