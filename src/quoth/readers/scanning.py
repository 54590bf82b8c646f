"""Where the lines of a long text begin and end, by kernels: up to ten times as quick as it is done for a short one, but
half a second to load. Both say the same of every text."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel
from quoth.fold.points import Points, points_of, text_of

__all__ = ["Scanned", "passed", "scanned"]

_FEED, _PAGE, _RETURN = ord("\n"), ord("\f"), ord("\r")
_BEYOND = 0x3000 + 1  # no white space has a higher code point
_WHITE = np.array([chr(point).isspace() for point in range(_BEYOND)] + [False])

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class Scanned(NamedTuple):
    """What is found in a text of which every line end is a line feed: its code points and a line break after the last;
    where they are line breaks; and of each line that is not blank where it begins, where its letters begin and stop,
    and whether it is `parted` and `turned`."""

    points: Points
    breaks: Numbers
    begins: Numbers
    starts: Numbers
    stops: Numbers
    parted: Flags
    turned: Flags


def scanned(text: str) -> tuple[str, Scanned]:
    """The text, which holds no surrogates, with every line end written as a line feed, and what is found in that."""
    end = "\n\n" if text.endswith("\r") else "\n"  # the break after the last letter, and not half of a line end
    found = Scanned(*_scanned(points_of(text + end), _WHITE))
    return text_of(found.points[:-1]) if "\r" in text else text, found


@kernel
def _scanned(points: Points, white: Flags) -> tuple[Points, Numbers, Numbers, Numbers, Numbers, Flags, Flags]:
    """Line ends are written and lines are found in one go, each letter being looked at once."""
    room = 0
    for point in points:
        room += point <= _RETURN  # line breaks and other controls
    fed, breaks, begins = np.empty_like(points), np.empty(room, np.int64), np.empty(room, np.int64)
    starts, stops = np.empty(room, np.int64), np.empty(room, np.int64)
    parted, turned = np.empty(room, np.bool_), np.empty(room, np.bool_)
    number, count, end, begin, blank, feed = 0, 0, 0, 0, True, False
    for at in range(len(points)):
        point = points[at]
        if not _is_break(point):
            fed[end] = point
            end += 1
            continue
        if point == _FEED and points[at - 1] == _RETURN:  # half of a line end; before the first stands the last, a feed
            continue
        fed[end], breaks[number] = _FEED if point == _RETURN else point, end
        number += 1
        start, stop = begin, end
        while start < end and white[min(fed[start], _BEYOND)]:
            start += 1
        if start < end:
            while white[min(fed[stop - 1], _BEYOND)]:
                stop -= 1
            begins[count], starts[count], stops[count] = begin, start, stop
            parted[count], turned[count] = blank or feed, feed
            count, blank, feed = count + 1, False, False
        else:
            blank = True
        feed = feed or point == _PAGE
        end += 1
        begin = end
    return fed[:end], breaks[:number], begins[:count], starts[:count], stops[:count], parted[:count], turned[:count]


@kernel
def _is_break(point: np.uint16 | np.uint32) -> bool:
    return bool(point <= _RETURN and (point == _FEED or point >= _PAGE))  # a form feed or a carriage return


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
