"""Where words begin and end, against the plain list of it, and that all that is read has been compared before."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.segments import SIZES, TIMES, blocks_of, compared, laid, uncompared

from quoth.library.blocks import BLOCK
from quoth.library.segment import GUARDS, Segment, _spans_of, build, keep
from quoth.library.spans import _EVERY, firsts_at, unpacked


@given(texts=st.lists(st.tuples(SIZES, TIMES), min_size=1, max_size=4), data=st.data())
def test_spans_are_those_of_the_words(texts: list[tuple[list[tuple[int, int]], int]], data: st.DataObject) -> None:
    parts = [laid(sizes * times) for sizes, times in texts]
    segment = build([(str(number), keep(part)) for number, part in enumerate(parts)])
    witness = data.draw(st.integers(0, len(parts) - 1))
    words, (begin, end) = parts[witness], segment.extent(witness)
    start, stop = sorted(data.draw(st.tuples(st.integers(begin, end), st.integers(begin, end))))
    starts, stops = segment.spans(start, stop)
    assert starts.tolist() == words.starts[start - begin : stop - begin].tolist()
    assert stops.tolist() == words.stops[start - begin : stop - begin].tolist()


@given(texts=st.lists(st.tuples(SIZES, TIMES), min_size=1, max_size=4), data=st.data())
def test_a_letter_leads_to_the_word_that_begins_there_or_next(
    texts: list[tuple[list[tuple[int, int]], int]], data: st.DataObject
) -> None:
    parts = [laid(sizes * times) for sizes, times in texts]
    segment = build([(str(number), keep(part)) for number, part in enumerate(parts)])
    witness = data.draw(st.integers(0, len(parts) - 1))
    starts, (begin, _) = parts[witness].starts.tolist(), segment.extent(witness)
    letters = sorted({letter for start in (0, *starts) for letter in (start - 1, start, start + 1)})
    plain = [begin + sum(start < letter for start in starts) for letter in letters]
    assert segment.positions(witness, np.array(letters, np.int32)).tolist() == plain


def two_books(longer: int = 1) -> Segment:
    """Of which the second begins between two anchors; every third word has no code of its own."""
    sizes = [(1, 4), (0, 15), (16, 2)] * longer
    return build([(name, keep(laid(sizes * times))) for name, times in (("one", 30), ("two", 60))])


@pytest.mark.parametrize("edge", range(-1, 2))
@pytest.mark.parametrize(("start", "stop"), [(0, 1), (63, 64), (64, 66), (90, 90), (93, 95), (130, 200), (192, 193)])
def test_of_spans_that_are_read_all_bytes_are_compared_and_no_more(start: int, stop: int, edge: int) -> None:
    segment = two_books()
    begin = int(segment.first[segment.witness_at(start)])
    at = max(begin, start - start % _EVERY)
    beyond = max(edge, 0)  # how many of the odd and of their sizes lie in a block beyond that of the others
    starts = {
        "codes": BLOCK - (stop if edge > 0 else at) + min(edge, 0),
        "anchors": 3 * BLOCK - 4 * (at // _EVERY) - 4 * edge,
        "odd": 5 * BLOCK - 4 * (len(segment._spans.odd) - beyond) if edge >= 0 else 4 * BLOCK + 8,
        "sizes": 7 * BLOCK - 4 * (len(segment._spans.sizes) - beyond) if edge >= 0 else 6 * BLOCK - 4,
    }
    spans = uncompared(segment._spans, **starts)
    found = unpacked(tuple(spans), begin, start, stop)
    assert [column.tolist() for column in found] == [column.tolist() for column in segment.spans(start, stop)]
    expected = set[int]()
    if start < stop:
        expected |= blocks_of(starts["codes"], 1, at, stop)
        expected |= blocks_of(starts["anchors"], 4, at // _EVERY, at // _EVERY + (at > begin))
        expected |= blocks_of(starts["odd"], 4, 0, len(spans.odd)) | blocks_of(starts["sizes"], 4, 0, len(spans.sizes))
    assert compared(spans) == expected


def test_where_no_word_is_asked_for_none_is_read() -> None:
    spans = uncompared(two_books()._spans, codes=0, anchors=BLOCK, odd=2 * BLOCK, sizes=3 * BLOCK)
    for start, stop in ((5, 5), (5, 3)):
        assert [column.tolist() for column in unpacked(tuple(spans), 0, start, stop)] == [[], []]
    assert not compared(spans)


@pytest.mark.parametrize("witness", [0, 1])
@pytest.mark.parametrize("edge", [0, 1])
def test_of_the_anchors_that_lead_to_a_letter_all_are_compared(witness: int, edge: int) -> None:
    segment = two_books(longer=4)  # of either some anchors are far from the first of all
    begin, end = segment.extent(witness)
    first, last = begin // _EVERY, (end - 1) // _EVERY
    for start, letter in product((BLOCK - 4 * (first + edge), BLOCK - 4 * (last + 1 - edge)), (0, 50, 100, 10_000)):
        spans = uncompared(segment._spans, codes=4 * BLOCK, odd=5 * BLOCK, sizes=6 * BLOCK, anchors=start)
        asked = np.array([letter], np.int32)
        assert firsts_at(tuple(spans), begin, end, asked).tolist() == segment.positions(witness, asked).tolist()
        assert compared(spans) - {4, 5, 6, 7} == blocks_of(start, 4, first, last + 1)


@given(texts=st.lists(st.tuples(SIZES, TIMES), max_size=4))
def test_the_four_arrays_are_as_long_as_they_say(texts: list[tuple[list[tuple[int, int]], int]]) -> None:
    parts = [laid(sizes * times) for sizes, times in texts]
    first = np.cumsum([0, *(len(part) + GUARDS for part in parts)], dtype=np.int64)
    codes, anchors, odd, sizes = _spans_of([keep(part) for part in parts], first)
    plain_codes, plain_odd, plain_sizes, plain_anchors = [0] * len(codes), list[int](), list[int](), {}
    for begin, part in zip(first.tolist(), parts, strict=False):
        before = 0
        for at, (start, stop) in enumerate(zip(part.starts.tolist(), part.stops.tolist(), strict=True), begin):
            if at % _EVERY == 0:
                plain_anchors[at // _EVERY] = before
            if start - before <= 15 and stop - start <= 15:
                plain_codes[at] = 16 * (start - before) + stop - start
            else:
                plain_odd.append(at)
                plain_sizes += [start - before, stop - start]
            before = stop
    assert (codes.tolist(), odd.tolist(), sizes.tolist()) == (plain_codes, plain_odd, plain_sizes)
    assert len(anchors) == len(codes) // _EVERY + 1
    assert {at: int(anchors[at]) for at in plain_anchors} == plain_anchors


@given(sizes=st.lists(st.tuples(st.integers(-3, 1), st.integers(-1, 2)), max_size=9), times=TIMES)
def test_words_that_overlap_or_have_no_letters_are_told_as_they_are(sizes: list[tuple[int, int]], times: int) -> None:
    words = laid(sizes * times)
    segment = build([("before", keep(laid([(1, 4)] * 40))), ("one", keep(words))])
    starts, stops = segment.spans(*segment.extent(1))
    assert (starts.tolist(), stops.tolist()) == (words.starts.tolist(), words.stops.tolist())


@pytest.mark.parametrize("words", [1, 63, 64, 65, 127, 128, 129])
def test_in_a_book_that_ends_at_an_anchor_every_word_is_found(words: int) -> None:
    segment = build([(name, keep(laid([(1, 4)] * words))) for name in ("one", "two")])
    for witness in (0, 1):
        begin, end = segment.extent(witness)
        found = segment.positions(witness, np.arange(1, 5 * words + 2, 5, dtype=np.int32))
        assert found.tolist() == list(range(begin, end + 1))
