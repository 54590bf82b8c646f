"""Printed page numbers and running heads: what stands at the top and foot of pages and belongs to no sentence.

A number is a folio where it rises with the pages around it; a line is a running head where lines like it stand at
the same edge of neighbouring pages. Either needs company: one page proves nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from quoth.readers.numerals import arabic, roman

__all__ = ["folios", "page_labels", "printed_numbers", "running_heads"]

NEAR = 6  # pages to either side that bear witness; a head on left-hand pages stands on every second
WITNESSES = 2
ALIKE = 80  # of 100: running heads of scanned books are misread
LONGEST_HEAD = 90  # letters
LONGEST_FOLIO = 50  # letters, with the title beside it

_NUMBER = r"\d{1,4}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9}"
_ALONE = re.compile(rf"[^\w\n]*({_NUMBER})[^\w\n]*")
_LEADING = re.compile(rf"[^\w\n]*({_NUMBER})(?:[\s.\]|)]\s*|\s*[|—–-]\s*)(?=\S)")
_TRAILING = re.compile(rf"(?:.*\S)?[\s|—–\[(]+({_NUMBER})[^\w\n]*")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


class _Folio(NamedTuple):
    roman: bool
    number: int


def printed_numbers(line: str) -> tuple[str, ...]:
    """What could be the page number of a line at a page's edge: alone, or before or after a running head."""
    if alone := _ALONE.fullmatch(line):
        return (alone[1],)
    if len(line) > LONGEST_HEAD:
        return ()
    ends = (_LEADING.match(line), _TRAILING.fullmatch(line))
    return tuple(found[1] for found in ends if found)


def page_labels(candidates: Sequence[Sequence[str]]) -> tuple[str | None, ...]:
    """The label of each page, from the numbers that stand at the edges of each; None where nothing says.

    Pages between two that agree are counted on; so are unnumbered ones before the first and after the last.
    """
    pages = [[_Folio(not label.isdecimal(), n) for label in page if (n := arabic(label))] for page in candidates]
    anchors = {page: folio for page in range(len(pages)) if (folio := _witnessed(pages, page))}
    return tuple(_said(folio) for folio in _counted_on(anchors, len(pages)))


def _witnessed(pages: Sequence[Sequence[_Folio]], page: int) -> _Folio | None:
    around = range(max(0, page - NEAR), min(len(pages), page + NEAR + 1))
    needed = min(WITNESSES, len(pages) - 1)

    def company(folio: _Folio) -> int:
        return sum(_Folio(folio.roman, folio.number + there - page) in pages[there] for there in around) - 1

    best = max(pages[page], key=company, default=None)
    # A preface may have no more than two numbered pages, and what else is counted in roman figures leaf by leaf?
    return best if best is not None and company(best) >= (1 if best.roman else max(1, needed)) else None


def _counted_on(anchors: dict[int, _Folio], pages: int) -> list[_Folio | None]:
    known = sorted(anchors)
    labels: list[_Folio | None] = [anchors.get(page) for page in range(pages)]
    for page in range(pages):
        if labels[page] is None and known:
            at = bisect_left(known, page)
            labels[page] = _between(
                anchors, page, known[at - 1] if at else None, known[at] if at < len(known) else None
            )
    return labels


def _between(anchors: dict[int, _Folio], page: int, left: int | None, right: int | None) -> _Folio | None:
    """The folio that an unnumbered page would carry, counted from the known ones on its two sides."""
    ahead = None if left is None else _Folio(anchors[left].roman, anchors[left].number + page - left)
    back = None if right is None else _Folio(anchors[right].roman, anchors[right].number + page - right)
    if right is None or ahead == back:
        return ahead
    if back is None or back.number < 1:
        # The next numbering begins after this page: one that stands before it, of another kind, goes on.
        return ahead if ahead is not None and ahead.roman and not anchors[right].roman else None
    if ahead is None or left is None or anchors[left].roman != back.roman or anchors[right] < anchors[left]:
        return back
    return None  # unnumbered leaves lie between the two, and which they are nobody says


def _said(folio: _Folio | None) -> str | None:
    if folio is None:
        return None
    return roman(folio.number) if folio.roman else str(folio.number)


def folios(lines: Sequence[str], label: str | None) -> tuple[bool, ...]:
    """Which of the lines at the edges of a page carry its number `label`: those with nothing else, or, where there is
    none, short ones that begin or end with it ("214 THE LIFE"; but "3 Utilities" above a lone 3 is a heading)."""
    if label is None:
        return (False,) * len(lines)
    said = [label in (number.lower() for number in printed_numbers(line.strip())) for line in lines]
    alone = [here and _ALONE.fullmatch(line.strip()) is not None for here, line in zip(said, lines, strict=True)]
    short = [here and len(line.strip()) <= LONGEST_FOLIO for here, line in zip(said, lines, strict=True)]
    return tuple(alone) if any(alone) else tuple(short)


def running_heads(edges: Sequence[Sequence[str]]) -> tuple[tuple[bool, ...], ...]:
    """For each page, which of its edge lines (at one edge, outermost first) are running heads."""
    bare = [[_NOT_LETTERS.sub(" ", line).strip().casefold() for line in page] for page in edges]
    needed = max(1, min(WITNESSES, len(edges) - 1))
    return tuple(
        tuple(
            len(edges[page][place]) <= LONGEST_HEAD and _company(bare, page, place) >= needed
            for place in range(len(edges[page]))
        )
        for page in range(len(edges))
    )


def _company(bare: Sequence[Sequence[str]], page: int, place: int) -> int:
    """On how many pages near by a line like this one stands at the edge."""
    line = bare[page][place]
    if len(line) < 3:
        return 0
    around = (there for there in range(max(0, page - NEAR), min(len(bare), page + NEAR + 1)) if there != page)
    return sum(any(fuzz.ratio(line, other, score_cutoff=ALIKE) for other in bare[there]) for there in around)
