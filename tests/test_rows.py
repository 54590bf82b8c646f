"""Rows: values that are made when they are looked at, and are like a tuple of them in everything else."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model.rows import NUMBER, Rows
from quoth.model.text import Span


def span(start: int, length: int) -> Span:
    return Span(start=start, stop=start + length)


def rows_of(pairs: list[tuple[int, int]]) -> Rows[Span]:
    return Rows(columns=tuple(np.array(column, NUMBER).tobytes() for column in zip(*pairs, strict=True)), make=span)


NUMBERS = st.integers(0, 2**30)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1)


@given(PAIRS, st.slices(8), st.integers(-9, 9))
def test_rows_are_like_the_tuple_of_their_values(pairs: list[tuple[int, int]], some: slice, at: int) -> None:
    rows, made = rows_of(pairs), tuple(span(*pair) for pair in pairs)
    assert tuple(rows) == made
    assert len(rows) == len(made)
    assert rows[some] == made[some]
    assert tuple(reversed(rows)) == made[::-1]
    if -len(made) <= at < len(made):
        assert rows[at] == made[at]
    else:
        with pytest.raises(IndexError):
            rows[at]


@given(PAIRS, PAIRS)
def test_rows_are_values(pairs: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    rows = rows_of(pairs)
    assert (rows == rows_of(others)) == (pairs == others)
    assert hash(rows) == hash(rows_of(list(pairs))) == hash(tuple(map(span, *zip(*pairs, strict=True))))
    assert (rows == tuple(span(*pair) for pair in others)) == (pairs == others)
    assert tuple(span(*pair) for pair in pairs) == rows
    assert pickle.loads(pickle.dumps(rows)) == rows


def test_nothing_is_made_before_it_is_looked_at() -> None:
    looked: list[int] = []
    rows = Rows(columns=(np.arange(5).astype(NUMBER).tobytes(),), make=looked.append)
    assert len(rows) == 5
    assert tuple(rows.column(0)) == (0, 1, 2, 3, 4)
    assert looked == []
    next(iter(rows))
    _ = rows[3]
    assert looked == [0, 3]
