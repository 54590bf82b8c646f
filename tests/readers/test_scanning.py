"""The lines of a long text, which a kernel finds, are those that are found in a short one."""

from __future__ import annotations

import sys
from unittest.mock import patch

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from quoth.fold.points import points_of
from quoth.readers import lines
from quoth.readers.letters import Letters
from quoth.readers.lines import lines_of
from quoth.readers.scanning import _BEYOND, _WHITE, passed, scanned

TEXTS = st.text(alphabet="\n\n\r\r\f \t\v\x1c\x85\u00a0\u2028\u3000\u3001ab.\U0001f600", max_size=60)


@given(TEXTS)
@example("one\n two\f\n\tthree")
@example("one\r\r\n\n\rtwo\r")
@example("\r\r\r")
def test_the_kernel_finds_the_lines_that_are_found_without(text: str) -> None:
    fed, found = scanned(text)
    assert fed == text.replace("\r\n", "\n").replace("\r", "\n")
    points = points_of(fed + "\n")
    for column, plainly in zip(found, (points, *lines._found(points)), strict=True):
        np.testing.assert_array_equal(column, plainly)


@given(text=st.text(alphabet=".)”*\u20ff\u2100日\n a", max_size=40), step=st.sampled_from([1, -1]))
@example(text=")日)a)日)\n))", step=1)
@example(text=")日)a)日)\n))", step=-1)
def test_the_kernel_comes_as_far_over_some_letters_as_one_comes_without(text: str, step: int) -> None:
    points, some = points_of(text + "\n"), Letters("[.)”\u20ff\u2100日]")
    bounds = np.flatnonzero(points == ord("\n"))
    begins, ends = (np.append(0, bounds[:-1] + 1), bounds)[::step]
    with patch.object(lines, "LONG", 0):
        found = lines._past(points, begins, ends, some, step=step)
    plain = [
        next((at for at in range(begin, end, step) if chr(points[at + min(step, 0)]) not in ".)”\u20ff\u2100日"), end)
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
    ]
    assert found.tolist() == plain
    held = set(np.flatnonzero(some.known).tolist())
    reached, beyond = passed(points, begins, ends, some.known, step)
    for at, stopped, begin, end in zip(reached.tolist(), beyond.tolist(), begins.tolist(), ends.tolist(), strict=True):
        assert {int(points[place + min(step, 0)]) for place in range(begin, at, step)} <= held
        assert at == end or int(points[at + min(step, 0)]) not in held
        assert stopped == (at != end and int(points[at + min(step, 0)]) >= len(some.known))


def test_letters_are_passed_to_the_end_asked_for_and_no_further() -> None:
    points, held = points_of(")))a))"), Letters("[)]").known
    for begins, ends, step, expected in (([0, 2], [2, 3], 1, [2, 3]), ([3, 6], [1, 5], -1, [1, 5])):
        reached, beyond = passed(points, np.array(begins), np.array(ends), held, step)
        assert (reached.tolist(), beyond.tolist()) == (expected, [False, False])


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
