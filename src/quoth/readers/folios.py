"""Printed page numbers and running heads: what stands at the top and foot of pages and belongs to no sentence.

A number is a folio where it rises with the pages around it; a line is a running head where lines like it stand at
the same edge of neighbouring pages. Either needs company: one page proves nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from quoth.readers.numberings import Folio, read_folios
from quoth.readers.numerals import arabic, roman

__all__ = [
    "LONGEST_HEAD",
    "are_alike",
    "bare_head",
    "count_read",
    "folios_at_edges",
    "page_labels",
    "printed_numbers",
    "running_heads",
]

NEAR = 6  # pages to either side that bear witness; a head on left-hand pages stands on every second
WITNESSES = 2
FAR = 40  # pages that may be counted on from one that is numbered, where no other agrees: an index, plates
ALIKE = 80  # of 100: running heads of scanned books are misread
MISREAD = 50  # of 100: the same of one of their words
SHORTEST = 3  # letters of a word that must have its like
LONGEST_HEAD = 90  # letters
LONGEST_FOLIO = 50  # letters, with the title beside it

_NUMBER = r"\d{1,4}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9}"
_ALONE = re.compile(rf"[^\w\n]*({_NUMBER})[^\w\n]*")
_LEADING = re.compile(rf"[^\w\n]*({_NUMBER})(?:[\s.\]|)]\s*|\s*[|—–-]\s*)(?=\S)")
_TRAILING = re.compile(rf"(?:.*\S)?[\s|—–\[(]+({_NUMBER})[^\w\n]*")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_BARE = {point: chr(point).lower() if chr(point).isalpha() else " " for point in range(128)}


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

    Pages between two that agree are counted on; so are some that follow the last or come before the first.
    """
    anchors = {page: folio for page, folio in enumerate(_read(candidates)) if folio}
    return tuple(_said(folio) for folio in _counted_on(anchors, len(candidates)))


def count_read(candidates: Sequence[Sequence[str]]) -> int:
    """On how many pages one of the numbers at the edges is a page number."""
    return sum(folio is not None for folio in _read(candidates))


def _read(candidates: Sequence[Sequence[str]]) -> list[Folio | None]:
    return read_folios(
        [[Folio(not label.isdecimal(), n) for label in page if (n := arabic(label))] for page in candidates]
    )


def _counted_on(anchors: dict[int, Folio], pages: int) -> list[Folio | None]:
    known = sorted(anchors)
    labels: list[Folio | None] = [anchors.get(page) for page in range(pages)]
    for page in range(pages):
        if labels[page] is None and known:
            at = bisect_left(known, page)
            labels[page] = _between(
                anchors, page, known[at - 1] if at else None, known[at] if at < len(known) else None
            )
    return labels


def _between(anchors: dict[int, Folio], page: int, left: int | None, right: int | None) -> Folio | None:
    """The folio that an unnumbered page would carry, counted from the known ones on its two sides."""
    ahead = None if left is None else Folio(anchors[left].roman, anchors[left].number + page - left)
    back = None if right is None else Folio(anchors[right].roman, anchors[right].number + page - right)
    if ahead is not None and ahead == back:
        return ahead
    ahead = ahead if left is not None and page - left <= FAR else None
    if right is None:
        return ahead
    if back is None or back.number < 1 or right - page > FAR:
        # The next numbering begins after this page: one that stands before it, of another kind, goes on.
        return ahead if ahead is not None and ahead.roman and not anchors[right].roman else None
    if left is None or anchors[left].roman != back.roman or anchors[right] < anchors[left]:
        return back
    return None  # unnumbered leaves lie between the two, and which they are nobody says


def _said(folio: Folio | None) -> str | None:
    if folio is None:
        return None
    return roman(folio.number) if folio.roman else str(folio.number)


def _folios(lines: Sequence[str], label: str | None, recurring: Sequence[bool]) -> tuple[bool, ...]:
    """Which of the lines at the edges of a page carry its number `label`: those with nothing else, or, where there is
    none, short ones that begin or end with it ("214 THE LIFE"; but "3 Utilities" above a lone 3 is a heading).

    `recurring`: what stands beside the number may be a running head; else "5 See above." is a note of page 5.
    """
    if label is None:
        return (False,) * len(lines)
    said = [label in (number.lower() for number in printed_numbers(line.strip())) for line in lines]
    alone = [here and _ALONE.fullmatch(line.strip()) is not None for here, line in zip(said, lines, strict=True)]
    if any(alone):
        return tuple(alone)
    short = (len(line.strip()) <= LONGEST_FOLIO for line in lines)
    return tuple(all(flags) for flags in zip(said, short, recurring, strict=True))


def folios_at_edges(
    tops: Sequence[Sequence[str]], feet: Sequence[Sequence[str]], labels: Sequence[str | None]
) -> tuple[list[tuple[bool, ...]], list[tuple[bool, ...]]]:
    """For each page, which lines of its head and of its foot, outermost first, carry its number. At the foot stand
    notes with numbers, too: a line with words counts there only where lines like it stand at other feet."""
    alike = running_heads(feet)
    found = [
        _folios([*top, *foot], label, [*(True for _ in top), *same])
        for top, foot, label, same in zip(tops, feet, labels, alike, strict=True)
    ]
    return [said[: len(top)] for said, top in zip(found, tops, strict=True)], [
        said[len(top) :] for said, top in zip(found, tops, strict=True)
    ]


def running_heads(edges: Sequence[Sequence[str]]) -> tuple[tuple[bool, ...], ...]:
    """For each page, which of its edge lines (at one edge, outermost first) are running heads."""
    bare = [[bare_head(line) for line in page] for page in edges]
    needed = max(1, min(WITNESSES, len(edges) - 1))
    return tuple(
        tuple(
            len(edges[page][place]) <= LONGEST_HEAD and _has_company(bare, page, place, needed)
            for place in range(len(edges[page]))
        )
        for page in range(len(edges))
    )


def bare_head(line: str) -> str:
    """The words of a line, by which it is known again: small letters, without figures and points."""
    if line.isascii():  # most are; this is the quicker way
        return " ".join(line.translate(_BARE).split())
    return _NOT_LETTERS.sub(" ", line).strip().casefold()


def _has_company(bare: Sequence[Sequence[str]], page: int, place: int, needed: int) -> bool:
    """Whether a line like this one stands at the edge of as many as `needed` pages near by."""
    line = bare[page][place]
    if len(line) < 3:
        return False
    around = sorted(range(max(0, page - NEAR), min(len(bare), page + NEAR + 1)), key=lambda there: abs(there - page))
    alike = (there for there in around[1:] if any(are_alike(line, other) for other in bare[there]))
    return sum(1 for _ in islice(alike, needed)) == needed  # nearest first: true heads are soon sure


def are_alike(line: str, other: str) -> bool:
    """Whether the two are the same but for misread letters. Lines of the text that begin alike ("And in his next
    letter: ...") go on in words of their own."""
    if line == other:
        return True
    from rapidfuzz import fuzz  # noqa: PLC0415 - most texts have no heads that are nearly alike

    if not fuzz.ratio(line, other, score_cutoff=ALIKE):
        return False
    sides = line.split(), other.split()
    return all(_has_like(word, there) for own, there in (sides, sides[::-1]) for word in own)


def _has_like(word: str, others: Sequence[str]) -> bool:
    """Whether the word stands among the others, misread at worst; numbers and scraps of letters need not."""
    if len(word) < SHORTEST or arabic(word) is not None or word in others:
        return True
    from rapidfuzz import fuzz  # noqa: PLC0415

    return any(fuzz.ratio(word, other, score_cutoff=MISREAD) for other in others)
