"""Checksums by the block against their plain twin, and what is compared when bytes are about to be read."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests import naive

from quoth.library.blocks import BLOCK, Blocks, Broken, lone, sums_of, touch_all, touch_early

NUMBERS = BLOCK // 8


def numbers_of(count: int) -> NDArray[np.uint64]:
    return np.frombuffer(random.Random(count).randbytes(8 * count), np.uint64)


@pytest.mark.parametrize("left", range(9))
@pytest.mark.parametrize("blocks", [0, 1, 2])
def test_sums_are_those_of_the_plain_twin(blocks: int, left: int) -> None:
    data = numbers_of(blocks * NUMBERS + left)
    assert sums_of(data).tolist() == naive.sums(data.tobytes(), BLOCK)
    assert sums_of(data[:-1]).tolist() == naive.sums(data[:-1].tobytes(), BLOCK)


def test_any_number_that_changes_changes_the_sum_of_its_block() -> None:
    data = numbers_of(NUMBERS + 9).copy()
    before = sums_of(data)
    for at in (0, 1, 2, 3, 4, NUMBERS - 1, NUMBERS, NUMBERS + 7, NUMBERS + 8):
        data[at] ^= np.uint64(1 << at % 64)
        assert (sums_of(data) != before).tolist() == [at < NUMBERS, at >= NUMBERS]
        data[at] ^= np.uint64(1 << at % 64)


@given(
    broken=st.sets(st.integers(0, 3)),
    seen=st.sets(st.integers(0, 3)),
    edges=st.tuples(*[st.builds(lambda block, off: block * BLOCK + off, st.integers(0, 3), st.integers(-1, 1))] * 2),
)
def test_blocks_are_compared_once_and_only_where_bytes_are_read(
    broken: set[int], seen: set[int], edges: tuple[int, int]
) -> None:
    data = FOUR.copy()
    data[[block * NUMBERS for block in broken]] += np.uint64(1)
    known = np.array([block in seen for block in range(4)], np.uint8)
    start, stop = max(0, min(edges)), max(edges)
    read = {byte // BLOCK for byte in range(start, stop, BLOCK // 2)} | {(stop - 1) // BLOCK} if start < stop else set()
    early = known.copy()
    if read & broken - seen:
        with pytest.raises(Broken):
            touch_all(data, SUMS, known, start, stop)
    else:
        touch_all(data, SUMS, known, start, stop)
        assert set(np.flatnonzero(known).tolist()) == seen | read
    if read & broken and read - seen:
        with pytest.raises(Broken):
            touch_early(Blocks(data, SUMS, early), start, stop)
    else:
        touch_early(Blocks(data, SUMS, early), start, stop)
        assert set(np.flatnonzero(early).tolist()) == seen | read


FOUR = numbers_of(3 * NUMBERS + 5)
SUMS = sums_of(FOUR)


def test_what_was_never_on_a_disk_counts_as_seen() -> None:
    for size in (0, 1, BLOCK - 1, BLOCK, 3 * BLOCK):
        touch_all(*lone(size), 0, size)
