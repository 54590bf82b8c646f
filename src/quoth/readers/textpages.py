"""Where the pages of a printed book begin in plain text: at form feeds, or at marks like "[Pg 12]" that rise steadily.

The letters of marks, folios and running heads stay in the text, as the text is the file's; their spans are told, so
that they are never taken for the author's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from quoth.model.manuscript import PageMark
from quoth.model.text import Span
from quoth.readers.folios import folios, page_labels, printed_numbers, running_heads
from quoth.readers.numerals import arabic

__all__ = ["Paging", "survey_pages"]

EDGE = 2  # lines at the top and at the foot of a page that may be head or folio
FEWEST = 3  # marks: fewer prove no pagination
FEWEST_BARE = 8  # marks that do not say that they mean pages
STEADY = 0.9  # of the marks that have to rise
FULLEST, EMPTIEST = 6000, 800  # letters on a printed page

_LABEL = r"(?P<label>\d{1,4}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
_WORD = r"(?:pages?|pg|pp?|pag|pág|página|seite|s|str|стр|с|fol)"
_NAMED = re.compile(
    rf"\[{_WORD}[.:# ]*{_LABEL}\b[^\[\]\n]{{0,90}}\]|\{{{_WORD}[.:# ]*{_LABEL.replace('label', 'second')}\}}",
    re.IGNORECASE,
)
_BARE = {
    "brace": re.compile(rf"\{{{_LABEL}\}}"),
    "bracket": re.compile(rf"\[{_LABEL}\]"),
    "bar": re.compile(rf"\|{_LABEL}\|"),
    "rule": re.compile(rf"^[ \t]*[-–—=~*]{{1,10}}[ \t]*{_LABEL}[ \t]*[-–—=~*]{{1,10}}[ \t]*$", re.MULTILINE),
}
_LINE = re.compile(r"[^\n\f]*[^\s][^\n\f]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Page marks in order; `apart` are the spans of printed marks, folios and running heads, in order."""

    pages: tuple[PageMark, ...] = ()
    apart: tuple[Span, ...] = ()
    labelled: bool = True


def survey_pages(text: str) -> Paging:
    """The pages of `text`: by form feeds if it has them, else by printed marks; none where neither holds."""
    if "\f" in text.strip("\f\n "):
        return _by_form_feeds(text)
    return _by_marks(text)


def _by_form_feeds(text: str) -> Paging:
    starts = [0, *(feed.end() for feed in re.finditer("\f", text))]
    pages = [
        list(_LINE.finditer(text, start, stop)) for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    if pages and not pages[-1]:
        starts, pages = starts[:-1], pages[:-1]  # a feed after the last page begins none
    numbers = [
        [n for line in (*page[:EDGE], *page[-EDGE:]) for n in printed_numbers(line[0].strip())] for page in pages
    ]
    labels = page_labels(numbers)
    marks = (
        PageMark(
            offset=start,
            label=labels[at] or ("" if any(labels) else str(at + 1)),
            index=at,
            counted=not any(labels),
        )
        for at, start in enumerate(starts)
    )
    return Paging(pages=tuple(marks), apart=tuple(sorted(_marginal(pages, labels))), labelled=any(labels))


def _marginal(pages: Sequence[Sequence[re.Match[str]]], labels: Sequence[str | None]) -> Iterator[Span]:
    """Heads and folios, from the edge inwards: what stands further in than a line of the text is text."""
    tops = [page[:EDGE] for page in pages]
    feet = [page[max(EDGE, len(page) - EDGE) :][::-1] for page in pages]
    numbered = [
        folios([line[0] for line in (*top, *foot)], label) for top, foot, label in zip(tops, feet, labels, strict=True)
    ]
    above = [said[: len(top)] for said, top in zip(numbered, tops, strict=True)]
    below = [said[len(top) :] for said, top in zip(numbered, tops, strict=True)]
    for edge, are_folios in ((tops, above), (feet, below)):
        heads = running_heads([[line[0] for line in page] for page in edge])
        for page, lines in enumerate(edge):
            for place, line in enumerate(lines):
                if not heads[page][place] and not are_folios[page][place]:
                    break
                yield Span(start=line.start(), stop=line.end())


def _by_marks(text: str) -> Paging:
    named = [_marked(found, found["label"] or found["second"]) for found in _NAMED.finditer(text)]
    if len(named) >= FEWEST and _rising(named) >= STEADY * (len(named) - 1):
        return _marks(named)
    for pattern in _BARE.values():
        bare = [_marked(found, found["label"]) for found in pattern.finditer(text)]
        if len(bare) >= FEWEST_BARE and _rising(bare) == len(bare) - 1 and _evenly(bare):
            return _marks(bare)
    return Paging()


def _marked(found: re.Match[str], label: str) -> tuple[Span, str]:
    return Span(start=found.start(), stop=found.end()), label if label.isdecimal() else label.lower()


def _rising(marks: Sequence[tuple[Span, str]]) -> int:
    """How many marks are followed by one of a higher number, near by. Roman numbers begin before arabic ones."""
    numbers = [(label.isdecimal(), arabic(label) or 0) for _, label in marks]
    pairs = pairwise(numbers)
    return sum(before[0] < here[0] or (before[0] == here[0] and 0 < here[1] - before[1] < 9) for before, here in pairs)


def _evenly(marks: Sequence[tuple[Span, str]]) -> bool:
    """Whether the marks stand a page apart. Note numbers rise as steadily, but stand where the sense wants them."""
    gaps = [b.start - a.start for (a, _), (b, _) in pairwise(marks)]
    usual = median(gaps)
    near = sum(usual / 2 < gap < usual * 2 for gap in gaps)
    return EMPTIEST < usual < FULLEST and near >= 0.8 * len(gaps)


def _marks(marks: Sequence[tuple[Span, str]]) -> Paging:
    pages = tuple(PageMark(offset=span.stop, label=label) for span, label in marks)
    return Paging(pages=pages, apart=tuple(span for span, _ in marks))
