"""Running heads with page numbers in plain text that has no form feeds: "182 THE LIFE OF DR. VOSS" between two lines of
one sentence, as scanners' texts have them.

A line of its own that recurs with a rising number may be a heading ("LETTER 12"), the title of a table, or a note. The
lines are running heads where nearly every number has one, a page of print stands between two, and some of them
interrupt a sentence, which no heading does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from quoth.fold.points import Points
from quoth.readers.folios import LONGEST_HEAD, are_alike, bare_head, printed_numbers, running_heads
from quoth.readers.letters import Letters
from quoth.readers.lines import Flags, Lines, Numbers
from quoth.readers.paragraphs import medians

__all__ = ["EMPTIEST", "FINISHED", "FULLEST", "Head", "running_heads_between"]

EMPTIEST, FULLEST = 800, 6000  # letters on a printed page
_LEAST = 40  # on the last of a chapter
FINISHED = frozenset('.!?…:;"”“’‘»)]')  # what a sentence ends with

_FEWEST = 8  # heads that rise together
_RECURRING = 3  # times a title must recur; pages of its kind may be few, as those of a chapter are
_MISSED = 8  # pages in a row whose heads a scanner may have lost
_BACK = 40  # lines that are looked back at for the head before
_COVERED = 0.45  # of the pages must have a head: left-hand pages alone may
_EVEN = 0.8  # of the pages are about as long as most
_INTERRUPTING, _INTERRUPTING_SHARE = 3, 0.005  # heads that stand inside a sentence; most do, where no hand set them

_DIGITS, _AROUND = Letters("[0-9]"), Letters(r"[.\[\](){}|]")


class Head(NamedTuple):
    """A running head: which line it is, and the number of its page; None where it is the second line of a head, or
    where nothing says whether the number is that of the page above it or below."""

    line: int
    page: int | None


class _Numbered(NamedTuple):
    """A short line of its own with a number at one end: the letters of the line are `title`."""

    line: int
    start: int
    number: int
    title: str


def running_heads_between(lines: Lines) -> list[Head]:
    """The running heads of a text, in order; none where what looks like them may be something else."""
    alone = _alone(lines)
    risen = list(_risen(_recurring(_numbered(lines, alone))))
    if not risen or not _evenly(risen):
        return []
    heads = sorted({**_second_lines(lines, alone, risen), **_misread(lines, alone, risen), **_pages(risen)}.items())
    return [Head(line, page) for line, page in heads] if _interrupt(lines, [line for line, _ in heads]) else []


# -- numbered lines --------------------------------------------------------------------------------------------------


def _alone(lines: Lines) -> Numbers:
    """Which lines are short and stand between blank ones."""
    return np.flatnonzero(lines.parted & np.append(lines.parted[1:], True) & (lines.lengths <= LONGEST_HEAD))


def _numbered(lines: Lines, alone: Numbers) -> list[_Numbered]:
    """Those of the lines `alone` that begin or end with a number, and are not the only ones of their title."""
    first, last = lines.starts[alone], lines.stops[alone] - 1
    ends = alone[_has_digit(lines, lines.first[alone], first + 1) | _has_digit(lines, lines.last[alone], last - 1)]
    starts = lines.starts[ends].tolist()
    written = [lines.text[start:stop] for start, stop in zip(starts, lines.stops[ends].tolist(), strict=True)]
    titles = list(map(bare_head, written))
    times = Counter(titles)
    return [
        _Numbered(line, start, int(number), title)
        for line, start, text, title in zip(ends.tolist(), starts, written, titles, strict=True)
        if not title or times[title] > 1  # else it recurs nowhere, be there a number at both of its ends
        for number in printed_numbers(text)
        if number.isdecimal()
    ]


def _has_digit(lines: Lines, edges: Points, within: Numbers) -> Flags:
    """Whether a figure stands at each of the edges, or behind what may stand around one."""
    found = _DIGITS.hold(edges)
    around = np.flatnonzero(_AROUND.hold(edges))
    found[around] = _DIGITS.hold(lines.points[np.clip(within[around], 0, len(lines.points) - 1)])
    return found


def _recurring(numbered: Sequence[_Numbered]) -> list[_Numbered]:
    """Those that are a number alone, or whose title recurs."""
    times = Counter(one.title for one in numbered)
    return [one for one in numbered if not one.title or times[one.title] >= _RECURRING]


# -- numbers that rise -----------------------------------------------------------------------------------------------


def _risen(numbered: Sequence[_Numbered]) -> Iterator[list[_Numbered]]:
    """Of a text, or of each volume in it, the lines whose numbers rise from page to page."""
    if len(numbered) < _FEWEST:
        return
    chain = _longest(numbered)
    if len(chain) < _FEWEST or len(chain) < _COVERED * (chain[-1].number - chain[0].number + 1):
        return
    yield from _risen([one for one in numbered if one.line < chain[0].line])
    yield chain
    yield from _risen([one for one in numbered if one.line > chain[-1].line])


def _longest(numbered: Sequence[_Numbered]) -> list[_Numbered]:
    """The longest row of lines each of which may be the head of a page soon after that of the one before."""
    longest, before = [1] * len(numbered), list(range(len(numbered)))
    for there, here in _following(numbered):
        if longest[there] >= longest[here]:
            longest[here], before[here] = longest[there] + 1, there
    at = max(range(len(numbered)), key=longest.__getitem__)
    chain = [numbered[at]]
    while before[at] != at:
        at = before[at]
        chain.append(numbered[at])
    return chain[::-1]


def _following(numbered: Sequence[_Numbered]) -> Iterator[tuple[int, int]]:
    """Two lines each of which the second may be the head of a page soon after that of the first, in order of the
    second, then of the first."""
    here = np.repeat(np.arange(len(numbered)), _BACK)
    there = here - np.tile(np.arange(_BACK, 0, -1), len(numbered))
    here, there = here[there >= 0], there[there >= 0]
    starts, numbers = (np.array([getattr(one, said) for one in numbered], np.int64) for said in ("start", "number"))
    pages, letters = numbers[here] - numbers[there], starts[here] - starts[there]
    near = (pages > 0) & (pages <= _MISSED) & (letters >= _LEAST * pages) & (letters <= FULLEST * 2 * pages)
    return zip(there[near].tolist(), here[near].tolist(), strict=True)


def _evenly(risen: Sequence[Sequence[_Numbered]]) -> bool:
    """Whether the lines stand a page of print apart."""
    gaps = [(after.start - here.start) / (after.number - here.number) for row in risen for here, after in pairwise(row)]
    usual: float = medians(np.array(gaps), np.array([len(gaps)]))[0].item()
    return EMPTIEST < usual < FULLEST and sum(usual / 2 < gap < usual * 2 for gap in gaps) >= _EVEN * len(gaps)


# -- what they are ---------------------------------------------------------------------------------------------------


def _pages(risen: Sequence[Sequence[_Numbered]]) -> dict[int, int | None]:
    """The lines with the numbers of their pages. A number alone may be that of the page above or below."""
    return {one.line: one.number if one.title else None for row in risen for one in row}


def _second_lines(lines: Lines, alone: Numbers, risen: Sequence[Sequence[_Numbered]]) -> dict[int, None]:
    """The lines of their own above and below a number alone that are the titles of the pages."""
    numbers = np.array([one.line for row in risen for one in row if not one.title], np.int64)
    found: dict[int, None] = {}
    for ahead in (-1, 1):
        beside = alone[np.isin(alone, numbers + ahead)].tolist()
        titles = running_heads([[_text(lines, line)] for line in beside])
        found |= {line: None for line, (title,) in zip(beside, titles, strict=True) if title}
    return found


def _misread(lines: Lines, alone: Numbers, risen: Sequence[Sequence[_Numbered]]) -> dict[int, None]:
    """Lines of their own like the heads, whose numbers are misread or lost."""
    titles = list(dict.fromkeys(one.title for row in risen for one in row if one.title))
    first, last = risen[0][0].line, risen[-1][-1].line
    between = alone[(first < alone) & (alone < last)].tolist() if titles else ()
    written = ((line, bare_head(_text(lines, line))) for line in between)
    return {line: None for line, text in written if text and any(are_alike(text, title) for title in titles)}


def _interrupt(lines: Lines, heads: Sequence[int]) -> bool:
    """Whether enough of the heads stand inside a sentence."""
    others = np.flatnonzero(~np.isin(np.arange(len(lines)), heads))
    below = np.flatnonzero(np.bincount(np.searchsorted(others, heads)))
    between = below[(below > 0) & (below < len(others))]
    sides = zip(others[between - 1].tolist(), others[between].tolist(), strict=True)
    inside = sum(_runs_on(_text(lines, above), _text(lines, here)) for above, here in sides)
    return inside >= max(_INTERRUPTING, _INTERRUPTING_SHARE * len(below))


def _runs_on(above: str, below: str) -> bool:
    return above[-1] not in FINISHED and below[0].islower()


def _text(lines: Lines, line: int) -> str:
    return lines.text[lines.starts[line] : lines.stops[line]]
