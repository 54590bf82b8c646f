"""Which of the numbers that stand at the edges of pages are page numbers: those that count on from page to page.

A book is one numbering after the other (preface, text), each of which counts every page; between and beside them stand
numbers that mean something else (years, chapters, notes). The way through the pages is found that explains most: a page
that has the number due is evidence, a numbering costs, the more the less likely it begins there (Viterbi 1967). All
weights are bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Folio", "read_folios"]

MATCH = 8.0  # the number due stands there; by chance, one in three hundred
OTHER = -1.5  # only other numbers stand there
NONE = -0.25  # no number stands there: the first page of a chapter
BEGIN = 20.0  # an arabic numbering begins anywhere: three pages prove one
BEGIN_ROMAN = 12.0  # a preface may have no more than two numbered pages, and what else is counted in roman figures?
FOLLOW = 9.0  # a numbering follows on another as books have it: text on preface, or leaves left out
SPARED = 4.0  # of what all pages of a short file would prove together
LEFT_OUT, MISSING = 40, 4  # pages that no number counts (plates), and that the file has not
NEAR = 12  # pages: two matches further apart prove nothing together


class Folio(NamedTuple):
    """A printed page number: its kind and its value."""

    roman: bool
    number: int


class _Numbering(NamedTuple):
    """All pages that count alike: the number of page n (counted from 0) is n + offset."""

    roman: bool
    offset: int

    def on(self, page: int) -> Folio:
        return Folio(self.roman, page + self.offset)


class _Step(NamedTuple):
    """The best way to a page that ends in one numbering (None: in none), and the one it had before."""

    bits: float
    before: _Numbering | None


def read_folios(pages: Sequence[Sequence[Folio]]) -> list[Folio | None]:
    """The printed number of each page, out of those at its edges; None where none of them is it."""
    begin = min(BEGIN, MATCH * len(pages) - SPARED) if len(pages) > 1 else BEGIN
    ways: list[dict[_Numbering | None, _Step]] = []
    reach = _reach(pages)
    steps: dict[_Numbering | None, _Step] = {None: _Step(0.0, None)}
    for page, folios in enumerate(pages):
        steps = _stepped(steps, page, folios, reach, begin)
        ways.append(steps)
    return [
        numbering.on(page) if numbering and numbering.on(page) in pages[page] else None
        for page, numbering in enumerate(_way_back(ways))
    ]


def _reach(pages: Sequence[Sequence[Folio]]) -> dict[_Numbering, range]:
    """The numberings that may be, two pages of which stand near each other, and where they may be: from where they are
    first seen, to a little behind where they are last."""
    seen: dict[_Numbering, list[int]] = {}
    for page, folios in enumerate(pages):
        for folio in dict.fromkeys(folios):
            seen.setdefault(_Numbering(folio.roman, folio.number - page), []).append(page)
    return {
        numbering: range(at[0], at[-1] + NEAR)
        for numbering, at in seen.items()
        if any(after - before <= NEAR for before, after in pairwise(at))
    }


def _stepped(
    steps: Mapping[_Numbering | None, _Step],
    page: int,
    folios: Sequence[Folio],
    reach: Mapping[_Numbering, range],
    begin: float,
) -> dict[_Numbering | None, _Step]:
    """The best ways to the next page. A numbering begins only where it is seen."""
    best = max(steps, key=lambda numbering: steps[numbering].bits)
    here: dict[_Numbering | None, _Step] = {None: _Step(steps[best].bits, best)}
    for numbering in steps:
        if numbering is not None and page in reach[numbering]:
            here[numbering] = _Step(steps[numbering].bits + _weight(numbering, page, folios), numbering)
    for folio in dict.fromkeys(folios):
        numbering = _Numbering(folio.roman, folio.number - page)
        if numbering not in reach:
            continue
        for before, cost in _beginnings(steps, best, numbering, page, begin):
            bits = steps[before].bits - cost + MATCH
            if numbering not in here or bits > here[numbering].bits:
                here[numbering] = _Step(bits, before)
    return here


def _weight(numbering: _Numbering, page: int, folios: Sequence[Folio]) -> float:
    if numbering.on(page) in folios:
        return MATCH
    return OTHER if folios else NONE


def _beginnings(
    steps: Mapping[_Numbering | None, _Step],
    best: _Numbering | None,
    numbering: _Numbering,
    page: int,
    begin: float,
) -> Iterator[tuple[_Numbering | None, float]]:
    """What a numbering may follow on, and what that costs."""
    yield best, min(begin, BEGIN_ROMAN) if numbering.roman else begin
    yield from ((before, FOLLOW) for before in steps if before is not None and _follows(before, numbering, page))


def _follows(before: _Numbering, after: _Numbering, page: int) -> bool:
    """Whether `after` takes up on `page` as books have it: at the beginning, after a preface; else a little later than
    where `before` would be (leaves without a number were left out), or sooner (pages are missing)."""
    if before.roman and not after.roman:
        return 0 < after.on(page).number <= LEFT_OUT
    return before.roman == after.roman and -LEFT_OUT <= after.offset - before.offset <= MISSING


def _way_back(ways: Sequence[Mapping[_Numbering | None, _Step]]) -> list[_Numbering | None]:
    """The numbering of each page on the best way, from the last page to the first."""
    if not ways:
        return []
    numbering = max(ways[-1], key=lambda last: ways[-1][last].bits)
    way: list[_Numbering | None] = []
    for steps in reversed(ways):
        way.append(numbering)
        numbering = steps[numbering].before
    return way[::-1]
