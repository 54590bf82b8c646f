"""Small segments for tests, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from quoth.fold import Words
from quoth.library.blocks import BLOCK, sums_of
from quoth.library.lookup import Index
from quoth.library.segment import Segment, build, keep
from quoth.library.spans import Spans
from quoth.library.texts import _Letters as Letters

# Few distinct words, so that n-grams come back and run against the borders; the largest number, so that none wraps.
WORDS = st.sampled_from([1, 2, 3, 0x0001_0002, 0x0002_0001, 0xFFFF_FFFF])
TEXTS = st.lists(st.lists(WORDS, max_size=12), max_size=4)


def packed(ranks: Sequence[int], width: int) -> NDArray[np.uint8]:
    """The ranks in so many bytes each, the least first."""
    return np.frombuffer(b"".join(rank.to_bytes(width, "little") for rank in ranks), np.uint8)


def words_of(hashes: Sequence[int]) -> Words:
    starts = np.arange(len(hashes), dtype=np.int32) * 5
    return Words(hashes=np.array(hashes, np.uint32), starts=starts, stops=starts + np.int32(4))


# Gaps and lengths about the largest that have a code of their own; many words, so that anchors lie between.
SIZES = st.lists(st.tuples(st.sampled_from([0, 1, 15, 16, 70_000]), st.sampled_from([1, 2, 15, 16, 300])), max_size=9)
TIMES = st.sampled_from([1, 7, 8, 31])


def laid(sizes: Sequence[tuple[int, int]]) -> Words:
    """Words of these lengths, each after a gap of its own."""
    edges = list(accumulate((number for size in sizes for number in size), initial=0))[1:]
    starts, stops = np.array(edges[::2], np.int32), np.array(edges[1::2], np.int32)
    return Words(hashes=np.full(len(sizes), 7, np.uint32), starts=starts, stops=stops)


def segment_of(texts: Sequence[Sequence[int]]) -> Segment:
    return build([(f"w{number}", keep(words_of(text))) for number, text in enumerate(texts)])


def places(segment: Segment, ngram: Sequence[int]) -> list[tuple[int, int]]:
    found = segment.places(*segment.range_of(ngram)).tolist()
    return sorted(
        (at, position - int(segment.first[at])) for position in found for at in [segment.witness_at(position)]
    )


# -- arrays that lie in a file ---------------------------------------------------------------------------------------

ZEROS = np.zeros(8 * BLOCK // 8, np.uint64)
SUMS = sums_of(ZEROS)
Arrays = TypeVar("Arrays", Index, Spans, Letters)


def uncompared(arrays: Arrays, **starts: int) -> Arrays:
    """The same arrays as if each began at that byte of a file of eight blocks of which none was compared yet."""
    laid = {f"{name}_start": start for name, start in starts.items()}
    return arrays._replace(data=ZEROS, sums=SUMS, seen=np.zeros(len(SUMS), np.uint8), **laid)  # type: ignore[arg-type]


def compared(arrays: Index | Spans | Letters) -> set[int]:
    """The blocks that were compared since."""
    return set(np.flatnonzero(arrays.seen).tolist())


def blocks_of(start: int, size: int, first: int, stop: int) -> set[int]:
    """The blocks in which the items `first` to `stop` lie, of so many bytes each, of an array from `start` on."""
    return {byte // BLOCK for byte in range(start + size * first, start + size * stop)}
