"""Where the lines of a long text begin and end, by kernels: up to ten times as quick as it is done for a short one, but
some hundredths of a second to load. Both say the same of every text."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.fold.points import Points, points_of, text_of

__all__ = ["Scanned", "passed", "scanned"]

_FEED, _PAGE, _RETURN = ord("\n"), ord("\f"), ord("\r")
_NONE, _ONE = np.uint64(0), np.uint64(1)
_BEYOND = 0x3000 + 1  # no white space has a higher code point
_WHITE = np.array([*map(str.isspace, map(chr, range(_BEYOND))), False])

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class Scanned(NamedTuple):
    """What is found in a text of which every line end is a line feed: its code points and a line break after the last;
    where they are line breaks; and of each line that is not blank where it begins, where its letters begin and stop,
    which are the first and the last of them, and whether it is `parted` and `turned`."""

    points: Points
    breaks: Numbers
    begins: Numbers
    starts: Numbers
    stops: Numbers
    first: Points
    last: Points
    parted: Flags
    turned: Flags


def scanned(text: str) -> tuple[str, Scanned]:
    """The text, which holds no surrogates, with every line end written as a line feed, and what is found in that."""
    end = "\n\n" if text.endswith("\r") else "\n"  # the break after the last letter, and not half of a line end
    found = Scanned(*_scanned(points_of(text + end), _WHITE))
    return text_of(found.points[:-1]) if "\r" in text else text, found


@kernel
def _scanned(
    points: Points, white: Flags
) -> tuple[Points, Numbers, Numbers, Numbers, Numbers, Points, Points, Flags, Flags]:
    """Line ends are written and lines are found in one go, each letter being looked at once. The last is a line break.
    Numbers have no sign: a place that may be negative is asked about at each look."""
    room = 0
    for point in points:
        room += point <= _RETURN  # line breaks and other controls
    fed, breaks, begins = np.empty_like(points), np.empty(room, np.int64), np.empty(room, np.int64)
    starts, stops = np.empty(room, np.int64), np.empty(room, np.int64)
    first, last = np.empty(room, points.dtype), np.empty(room, points.dtype)
    parted, turned = np.empty(room, np.bool_), np.empty(room, np.bool_)
    at, end, begin, number, count, blank, feed = _NONE, _NONE, _NONE, _NONE, _NONE, True, False
    while at < len(points):
        while points[at] > _RETURN:
            fed[end] = points[at]
            at, end = at + _ONE, end + _ONE
        point, at = points[at], at + _ONE
        if point != _FEED and point < _PAGE:  # another control
            fed[end] = point
            end += _ONE
            continue
        if point == _FEED and at > _ONE and points[at - _ONE - _ONE] == _RETURN:  # half of a line end
            continue
        fed[end], breaks[number] = _FEED if point == _RETURN else point, end
        number += _ONE
        start, stop = begin, end
        while start < end and white[min(fed[start], _BEYOND)]:
            start += _ONE
        if start < end:
            while white[min(fed[stop - _ONE], _BEYOND)]:
                stop -= _ONE
            begins[count], starts[count], stops[count] = begin, start, stop
            first[count], last[count] = fed[start], fed[stop - _ONE]
            parted[count], turned[count] = blank or feed, feed
            count, blank, feed = count + _ONE, False, False
        else:
            blank = True
        feed = feed or point == _PAGE
        end += _ONE
        begin = end
    return (
        fed[:end], breaks[:number], begins[:count], starts[:count], stops[:count], first[:count], last[:count],
        parted[:count], turned[:count],
    )  # fmt: skip


@kernel
def passed(points: Points, begins: Numbers, ends: Numbers, held: Flags, step: int) -> tuple[Numbers, Flags]:
    """Where one comes from each of `begins` over nothing but letters that are `held`, a table by code point, at most to
    its end; and whether the letter that comes next there is beyond the table. `step` is 1 or -1."""
    reached, beyond = np.empty(len(begins), np.int64), np.zeros(len(begins), np.bool_)
    for line in range(len(begins)):
        at = begins[line]
        while at != ends[line]:
            point = points[at + min(step, 0)]
            beyond[line] = point >= len(held)
            if beyond[line] or not held[point]:
                break
            at += step
        reached[line] = at
    return reached, beyond
