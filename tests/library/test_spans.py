"""Where words begin and end, against the plain list of it, and that all that is read has been compared before."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.library.segments import SIZES, TIMES, laid

from quoth.library.segment import build


@given(texts=st.lists(st.tuples(SIZES, TIMES), min_size=1, max_size=4), data=st.data())
def test_spans_are_those_of_the_words(texts: list[tuple[list[tuple[int, int]], int]], data: st.DataObject) -> None:
    parts = [laid(sizes * times) for sizes, times in texts]
    segment = build([(str(number), part) for number, part in enumerate(parts)])
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
    segment = build([(str(number), part) for number, part in enumerate(parts)])
    witness = data.draw(st.integers(0, len(parts) - 1))
    starts, (begin, _) = parts[witness].starts.tolist(), segment.extent(witness)
    letters = sorted({letter for start in (0, *starts) for letter in (start - 1, start, start + 1)})
    plain = [begin + sum(start < letter for start in starts) for letter in letters]
    assert segment.positions(witness, np.array(letters, np.int32)).tolist() == plain
