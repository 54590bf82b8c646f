"""The lines of a long text, which a kernel finds, are those that are found in a short one."""

from __future__ import annotations

import sys

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from quoth.readers import lines
from quoth.readers.letters import points_of
from quoth.readers.lines import lines_of
from quoth.readers.scanning import _BEYOND, _WHITE, scanned

TEXTS = st.text(alphabet="\n\n\f \t\r\v\x1c\x85\u00a0\u2028\u3000\u3001ab.\U0001f600", max_size=60)


@given(TEXTS)
@example("one\n two\f\n\tthree")
def test_the_kernel_finds_the_lines_that_are_found_without(text: str) -> None:
    points = points_of(text + "\n")
    for found, plainly in zip(scanned(points), lines._found(points), strict=True):
        np.testing.assert_array_equal(found, plainly)


def test_a_long_text_is_scanned_in_full() -> None:
    page = "  One line.  \n\n\tAnother.\r\n\f"
    found = lines_of(page * (lines.LONG // len(page) + 1))
    assert len(found) == 2 * (lines.LONG // len(page) + 1)
    assert set(found.indents.tolist()) == {2, 8}
    assert found.turned.tolist() == ([False, False] + [True, False] * (len(found) // 2 - 1))


def test_white_space_has_no_higher_code_point_than_the_kernel_knows() -> None:
    white = [point for point in range(sys.maxunicode + 1) if chr(point).isspace()]
    assert max(white) < _BEYOND
    assert np.flatnonzero(_WHITE).tolist() == white
