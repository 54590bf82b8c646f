"""From lines to paragraphs: what a text file shows by blank lines, indents and line lengths alone.

Three ways of writing are told apart by evidence. Where lines are filled up to a measure and broken, a paragraph
ends at a blank line, at an indented line, or (failing both) at a line that ends short with a full stop. Where most
lines that touch end a sentence, every line is a paragraph. What is set in from the rest is quoted; where set-in
lines end early and begin with capitals, it is verse.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quoth.readers.letters import Letters
from quoth.readers.lines import Flags, Lines, Numbers, Runs

__all__ = ["LONGEST_HEADING", "Layout", "Sheet", "medians", "paragraphs", "survey", "verses"]

LONGEST_HEADING = 80  # letters a line
CROWDED = 25  # lines: touching lines beyond this many are no single paragraph
CENTRED = 8  # columns: set in further than this, lines are placed one by one
SHORT = 0.75  # of the measure

_POINTS = Letters("[.!?…:;]")
_CLOSING = Letters("[\"'”’»)\\]*_]")
_DASHES = Letters("[-–—]")
_CLOSES = Letters('["”»—]')
_FULL_STOPS = Letters("[.!?…]")
_CLOSING_NOTED = Letters("[\"'”’»)\\]*_\\d]")
_OPENING = Letters("[\"'“‘„«»(\\[*_—–-]")
_CAPITALS = Letters("[^\\W\\d_a-zà-ÿа-яё]")  # or of a script that has none


class Sheet:
    """Lines, with what shows where they begin and end."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    @cached_property
    def ended(self) -> Flags:
        """Lines that end with a point, a quotation mark or a dash."""
        lines = self.lines
        dashed = _DASHES.hold(lines.last) & (lines.lengths > 1)
        dashed[dashed] = _DASHES.hold(lines.points[lines.stops[dashed] - 2])
        return _CLOSES.hold(lines.last) | dashed | self._end_with(_POINTS, _CLOSING)

    @cached_property
    def stopped(self) -> Flags:
        """Lines that end with a full stop, be there a note's number after it."""
        return self._end_with(_FULL_STOPS, _CLOSING_NOTED)

    @cached_property
    def begun(self) -> Flags:
        """Lines that begin with a capital, be there quotation marks before it."""
        return _CAPITALS.hold(self.lines.past(_OPENING))

    def _end_with(self, points: Letters, closing: Letters) -> Flags:
        at = self.lines.before(closing)
        return (at > self.lines.starts) & points.hold(self.lines.points[at - 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is laid out. `measure`: the length up to which lines are filled, in letters. `margin`: the indent
    of ordinary lines."""

    filled: bool
    measure: int
    margin: int


def survey(sheet: Sheet, groups: Runs) -> Layout:
    """What the lines show together. `groups` are runs of lines without a blank line between them."""
    lines = sheet.lines
    if not len(lines):
        return Layout(filled=False, measure=0, margin=0)
    touching = ~groups.last
    ended = int(np.count_nonzero(sheet.ended & touching))
    place = len(lines) * 9 // 10
    measure = int(np.partition(lines.widths, place)[place])
    filled = ended * 2 < np.count_nonzero(touching) or measure < 60
    return Layout(filled=bool(filled), measure=measure, margin=_margin(lines.indents))


def _margin(indents: Numbers) -> int:
    """The most frequent indent; of several, the one that is met first."""
    if np.count_nonzero(indents) * 2 < len(indents):
        return 0
    values, counts = np.unique(indents, return_counts=True)
    most = values[counts == counts.max()]
    return int(indents[np.isin(indents, most).argmax()])


def paragraphs(sheet: Sheet, groups: Runs, layout: Layout) -> tuple[Runs, Flags]:
    """The paragraphs of the groups of touching lines, and whether each is all of its group: a blank line, or nothing,
    stands on both sides."""
    cut = _cuts_of_filled(sheet, groups, layout) if layout.filled else _cuts_by_line(sheet, groups)
    whole = groups.each(groups.count(cut) == 0)
    cut[groups.firsts] = True
    firsts = np.flatnonzero(cut)
    return Runs(firsts=firsts, lines=len(sheet.lines)), whole[firsts]


def _cuts_by_line(sheet: Sheet, groups: Runs) -> Flags:
    """Each line is a paragraph, but short lines together that mostly end without a full stop are verse."""
    short = (groups.sizes > 1) & (groups.most(sheet.lines.lengths) <= LONGEST_HEADING)
    return _but_first(~groups.each(short & (groups.count(sheet.stopped) * 2 <= groups.sizes)), groups)


def _cuts_of_filled(sheet: Sheet, groups: Runs, layout: Layout) -> Flags:
    """The lines that begin a paragraph within their group."""
    base = groups.least(sheet.lines.indents)
    apart = (base > layout.margin + CENTRED) | verses(sheet, groups, layout)
    cut = _begin_by_indent(sheet, groups, np.repeat(base, groups.sizes)) & ~groups.each(apart)
    crowded = ~apart & (groups.sizes > CROWDED)
    if not crowded.any():
        return cut
    crowded &= groups.count(cut) == 0
    return cut | (groups.each(crowded) & _but_first(_begin_after_short(sheet, layout), groups))


def _but_first(flags: Flags, groups: Runs) -> Flags:
    flags[groups.firsts] = False
    return flags


def _begin_by_indent(sheet: Sheet, groups: Runs, base: Numbers) -> Flags:
    """A line set in further than both its neighbours begins a paragraph; so does one where a set-in passage begins,
    or ends, after a finished sentence. `base`: the least indent of each line's group. Of these lines, or of those above
    them, each is set in: few are asked about."""
    indents, first, cut = sheet.lines.indents, groups.first, np.zeros(len(base), np.bool_)
    deep = indents > base
    at = np.flatnonzero((deep | np.append(False, deep[:-1])) & ~first)
    if not len(at):
        return cut
    here, before, earlier, after = indents[at], indents[at - 1], indents[at - 2], indents.take(at + 1, mode="clip")
    base, last, ended, stopped = base[at], groups.last[at], sheet.ended[at - 1], sheet.stopped[at - 1]
    set_in = (here > before) & (before == base) & (last | (after < here) | ended)
    goes_in = (here == before) & (before > base) & stopped & ~last & (after == base)
    comes_out = (here == base) & (base < before) & (earlier >= before) & ~first[at - 1]  # else of another group
    cut[at] = set_in | goes_in | comes_out
    return cut


def _begin_after_short(sheet: Sheet, layout: Layout) -> Flags:
    short = sheet.stopped & (sheet.lines.widths < layout.measure * 0.8)
    return np.roll(short, 1) & sheet.begun


def verses(sheet: Sheet, runs: Runs, layout: Layout) -> Flags:
    """Which runs of lines are verse."""
    lines, sizes = sheet.lines, runs.sizes
    set_in = runs.least(lines.indents) >= layout.margin + 2
    verse = (sizes >= np.where(set_in, 2, 3)) & (runs.count(sheet.begun) * 10 >= sizes * 7)
    verse &= runs.most(lines.widths) < max(layout.measure, 60)
    inner = runs.each(verse) & ~runs.last  # the last line of a stanza may be as short as it likes
    usual = medians(lines.lengths[inner], sizes[verse] - 1)
    verse[verse] = usual < min(layout.measure, 100) * SHORT
    return verse


def medians(values: NDArray[np.int64 | np.float64], sizes: Numbers) -> NDArray[np.float64]:
    """The median of each of the runs of `sizes`, none of them empty, that make up `values`."""
    ordered = values[np.lexsort((values, np.repeat(np.arange(len(sizes)), sizes)))]
    first = np.cumsum(sizes) - sizes
    middle: NDArray[np.float64] = (ordered[first + (sizes - 1) // 2] + ordered[first + sizes // 2]) / 2
    return middle
