"""The lines of a text as columns of numbers. A book has twenty thousand of them: what a page shows is decided on all at
once, and only the few that want a closer look become letters again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quoth.fold.points import Points, points_of
from quoth.readers.letters import Letters

__all__ = ["Flags", "Lines", "Numbers", "Runs", "lines_of"]

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

TAB = 8  # columns
LONG = 200_000  # letters: a longer text is gone through by a kernel
PATIENCE = 50  # letters passed on all lines at once; lines that go on with more of them are looked at one by one

_INDENTING = " \t\u00a0\u3000"
_WHITE, _EVEN = Letters(r"\s"), Letters("[ \u00a0\u3000]")


@dataclass(frozen=True, kw_only=True, eq=False)
class Lines:
    """The lines of `text` that are not blank, in order: code points, without the white space around them.

    `points` are the code points of `text`, and a line break after the last. `indents` in columns. `parted`: a blank
    line, or the turn of a page, stands before the line; `turned`: the turn of a page does. `first` and `last` are the
    letters that lines begin and end with, `breaks` where line feeds and form feeds stand.
    """

    text: str
    points: Points
    breaks: Numbers
    starts: Numbers
    stops: Numbers
    first: Points
    last: Points
    indents: Numbers
    parted: Flags
    turned: Flags

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def lengths(self) -> Numbers:
        return self.stops - self.starts

    @cached_property
    def widths(self) -> Numbers:
        return self.indents + self.lengths

    def breaks_by(self, letter: str) -> Numbers:
        """Where lines are parted by `letter`, a line feed or a form feed."""
        here: Flags = self.points[self.breaks] == ord(letter)
        return self.breaks[here]

    def past(self, opening: Letters) -> Points:
        """The first letter of each line that is not `opening`; a line break where there is none."""
        at = _past(self.points, self.starts, self.stops, opening)
        return np.where(at < self.stops, self.points[at], np.uint32(ord("\n")))

    def before(self, closing: Letters, some: Flags | slice = slice(None)) -> Numbers:
        """Where the letters `closing` that each line, or each of some, ends with begin."""
        return _past(self.points, self.stops[some], self.starts[some], closing, step=-1)

    def without(self, apart: Flags) -> Lines:
        """The lines that are not `apart`. Text that is interrupted by one goes on as over the turn of a page."""
        kept = np.flatnonzero(~apart)
        before = np.append(-1, kept)[:-1]
        turns = np.cumsum(self.turned | apart)
        return replace(
            self,
            starts=self.starts[kept],
            stops=self.stops[kept],
            first=self.first[kept],
            last=self.last[kept],
            indents=self.indents[kept],
            parted=self.parted[kept] | (kept != before + 1),
            turned=turns[kept] != np.append(turns, 0)[before],
        )


def _past(points: Points, begins: Numbers, ends: Numbers, letters: Letters, *, step: int = 1) -> Numbers:
    """Where one comes from each of `begins` over nothing but `letters`, at most to its end. `step` is 1 or -1."""
    ahead = min(step, 0)
    if len(points) > LONG:
        from quoth.readers.scanning import passed  # noqa: PLC0415 - loads the compiler

        at, beyond = passed(points, begins, ends, letters.known, step)
        todo = np.flatnonzero(beyond)
    else:
        at, todo = begins.copy(), np.flatnonzero(begins != ends)
    for _ in range(PATIENCE):
        todo = todo[letters.hold(points[at[todo] + ahead])]
        at[todo] += step
        todo = todo[at[todo] != ends[todo]]
        if not len(todo):
            break
    for line in todo.tolist():
        rest = letters.hold(points[min(at[line], ends[line]) : max(at[line], ends[line])])[::step]
        at[line] += step * int(np.append(rest, False).argmin())
    return at


@dataclass(frozen=True, kw_only=True, eq=False)
class Runs:
    """Lines side by side: all `lines` of them, parted before each of `firsts`, which begin with 0."""

    firsts: Numbers
    lines: int

    @cached_property
    def sizes(self) -> Numbers:
        return np.diff(self.firsts, append=self.lines)

    def least(self, values: Numbers) -> Numbers:
        return np.minimum.reduceat(values, self.firsts)

    def most(self, values: Numbers) -> Numbers:
        return np.maximum.reduceat(values, self.firsts)

    def count(self, flags: Flags) -> Numbers:
        return np.add.reduceat(flags, self.firsts, dtype=np.int64)

    def each(self, flags: Flags) -> Flags:
        """For each line, what is said of its run."""
        return np.repeat(flags, self.sizes)

    @cached_property
    def first(self) -> Flags:
        """Whether a line is the first of its run."""
        first = np.zeros(self.lines, np.bool_)
        first[self.firsts] = True
        return first

    @cached_property
    def last(self) -> Flags:
        """Whether a line is the last of its run."""
        last = np.zeros(self.lines, np.bool_)
        last[self.firsts[1:] - 1] = True
        last[-1:] = True
        return last


def lines_of(text: str) -> Lines:
    """The lines of `text`, parted by line feeds and form feeds; all line ends are written as line feeds first."""
    if len(text) > LONG:
        from quoth.readers.scanning import scanned  # noqa: PLC0415 - loads the compiler

        text, (points, breaks, begins, starts, stops, first, last, parted, turned) = scanned(text)
    else:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        points = points_of(text + "\n")
        breaks, begins, starts, stops, first, last, parted, turned = _found(points)
    return Lines(
        text=text,
        points=points,
        breaks=breaks[:-1],
        starts=starts,
        stops=stops,
        first=first,
        last=last,
        indents=_indents(text, points, begins, starts),
        parted=parted,
        turned=turned,
    )


def _found(points: Points) -> tuple[Numbers, Numbers, Numbers, Numbers, Points, Points, Flags, Flags]:
    """Where lines are broken in the code points of a text, the last of which is a line feed; and of each line that is
    not blank where it begins, where its letters begin and stop, which are the first and the last of them, and whether
    it is `parted` and `turned`."""
    breaks = np.flatnonzero(points <= ord("\f"))
    breaks = breaks[(points[breaks] == ord("\n")) | (points[breaks] == ord("\f"))]
    begins = np.concatenate([[0], breaks[:-1] + 1])
    starts = _past(points, begins, breaks, _WHITE)
    filled = np.flatnonzero(starts < breaks)
    feeds = np.cumsum(points[breaks] == ord("\f"))
    turned = np.diff(np.where(filled, feeds[filled - 1], 0), prepend=0) > 0
    stops = _past(points, breaks[filled], starts[filled], _WHITE, step=-1)
    parted = turned | (np.diff(filled, prepend=-2) > 1)
    starts = starts[filled]
    return breaks, begins[filled], starts, stops, points[starts], points[stops - 1], parted, turned


def _indents(text: str, points: Points, begins: Numbers, starts: Numbers) -> Numbers:
    """How far lines that begin at `begins` are set in, in columns, before their first letters at `starts`."""
    indents = starts - begins
    for line in np.flatnonzero(_past(points, begins, starts, _EVEN) < starts).tolist():
        white = text[begins[line] : starts[line]]
        indents[line] = len(white[len(white.rstrip(_INDENTING)) :].expandtabs(TAB))
    return indents
