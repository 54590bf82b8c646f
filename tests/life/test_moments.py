"""The arithmetic of dates: every moment is EDTF that another reader of EDTF can read."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

from quoth.life.moments import Partial, interval, moment_of

ELEVENTH, SIXTIES = Partial(year=1000, years=100), Partial(year=1860, years=10)
ABOUT, YEAR = Partial(year=1600, years=100, about=True), Partial(year=1947, perhaps=True)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (ELEVENTH, None, "1000~/.."),
        (None, SIXTIES, "../1869~"),
        (ABOUT, SIXTIES, "1600~/1869~"),
        (SIXTIES, YEAR, "1860~/1947?"),
    ],
)
def test_an_interval_has_whole_years_at_its_ends(start: Partial | None, end: Partial | None, said: str) -> None:
    first, last = (moment_of(edge) if edge else None for edge in (start, end))
    made = interval(first, last)
    assert made.edtf == said
    assert (made.first, made.last) == (first and first.first, last and last.last)
    parse_edtf(made.edtf)
