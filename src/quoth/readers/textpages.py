"""Where the pages of a printed book begin in plain text: at form feeds, at marks like "[Pg 12]" that rise steadily, or
at running heads.

The letters of marks, folios and running heads stay in the text, as the text is the file's; their spans are told, so
that they are never taken for the author's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from quoth.model.manuscript import PageMark
from quoth.model.text import Span
from quoth.readers.folios import folios_at_edges, page_labels, printed_numbers, running_heads
from quoth.readers.letters import Letters
from quoth.readers.lines import Lines
from quoth.readers.numerals import arabic
from quoth.readers.paragraphs import medians
from quoth.readers.textheads import EMPTIEST, FULLEST, running_heads_between

__all__ = ["Paging", "survey_pages"]

EDGE = 2  # lines at the top and at the foot of a page that may be head or folio
FEWEST = 3  # marks: fewer prove no pagination
FEWEST_BARE = 8  # marks that do not say that they mean pages
STEADY = 0.9  # of the marks that have to rise

_LABEL = r"(?P<label>\d{1,4}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
_WORD = r"(?:pages?|pg|pp?|pag|pág|página|seite|s|str|стр|с|fol)"
_NAMED = (
    re.compile(rf"\[{_WORD}[.:# ]*{_LABEL}\b[^\[\]\n]{{0,90}}\]", re.IGNORECASE),
    re.compile(rf"\{{{_WORD}[.:# ]*{_LABEL}\}}", re.IGNORECASE),
)
_BARE = tuple(re.compile(pattern) for pattern in (rf"\{{{_LABEL}\}}", rf"\[{_LABEL}\]", rf"\|{_LABEL}\|"))
_RULE = re.compile(rf"[-–—=~*]{{1,10}}[ \t]*{_LABEL}[ \t]*[-–—=~*]{{1,10}}")
_RULED = Letters("[-–—=~*]")
_WORDS_BEGIN = frozenset("pPsSſfFсСᲃ")


_Mark: TypeAlias = tuple[int, int, str]  # from where to where it stands, and the label of the page that it begins


class _Line(NamedTuple):
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Page marks in order; `apart` are the spans of printed marks, folios and running heads, in order."""

    pages: tuple[PageMark, ...] = ()
    apart: tuple[Span, ...] = ()
    labelled: bool = True


def survey_pages(lines: Lines) -> Paging:
    """The pages of a text: by form feeds if it has them, else by printed marks, else by running heads; none where none
    of them holds."""
    if "\f" in lines.text and "\f" in lines.text.strip("\f\n "):
        return _by_form_feeds(lines)
    paging = _by_marks(lines)
    return paging if paging.pages else _by_heads(lines)


def _by_form_feeds(lines: Lines) -> Paging:
    starts = [0, *(lines.breaks_by("\f") + 1).tolist()]
    bounds = [*np.searchsorted(lines.starts, starts).tolist(), len(lines)]
    if bounds[-2] == bounds[-1]:
        starts, bounds = starts[:-1], bounds[:-1]  # a feed after the last page begins none
    tops = [_written(lines, first, min(first + EDGE, stop)) for first, stop in pairwise(bounds)]
    feet = [_written(lines, max(first + EDGE, stop - EDGE), stop)[::-1] for first, stop in pairwise(bounds)]
    labels = page_labels([_numbers([*top, *reversed(foot)]) for top, foot in zip(tops, feet, strict=True)])
    marks = (
        PageMark(
            offset=start,
            label=labels[at] or ("" if any(labels) else str(at + 1)),
            index=at,
            counted=not any(labels),
        )
        for at, start in enumerate(starts)
    )
    return Paging(pages=tuple(marks), apart=tuple(sorted(_marginal(tops, feet, labels))), labelled=any(labels))


def _written(lines: Lines, first: int, stop: int) -> list[_Line]:
    places = zip(lines.starts[first:stop].tolist(), lines.stops[first:stop].tolist(), strict=True)
    return [_Line(Span(start=start, stop=end), lines.text[start:end]) for start, end in places]


def _numbers(edges: Sequence[_Line]) -> list[str]:
    return [number for line in edges for number in printed_numbers(line.text)]


def _marginal(
    tops: Sequence[Sequence[_Line]], feet: Sequence[Sequence[_Line]], labels: Sequence[str | None]
) -> Iterator[Span]:
    """Heads and folios, from the edge inwards: what stands further in than a line of the text is text."""
    above, below = ([[line.text for line in page] for page in edge] for edge in (tops, feet))
    for edge, are_folios in zip((tops, feet), folios_at_edges(above, below, labels), strict=True):
        heads = running_heads([[line.text for line in page] for page in edge])
        for page, lines in enumerate(edge):
            for place, line in enumerate(lines):
                if not heads[page][place] and not are_folios[page][place]:
                    break
                yield line.span


def _by_marks(lines: Lines) -> Paging:
    named = sorted(mark for pattern in _NAMED for mark in _marked(pattern, _WORDS_BEGIN.__contains__, lines.text))
    if len(named) >= FEWEST and sum(_rising(named)) >= STEADY * (len(named) - 1):
        return _marks(named)
    for marks in (*(_marked(pattern, _begins_label, lines.text) for pattern in _BARE), _ruled(lines)):
        bare = _all_rising(marks)
        if len(bare) >= FEWEST_BARE and _evenly(bare):
            return _marks(bare)
    return Paging()


def _marked(pattern: re.Pattern[str], begins: Callable[[str], bool], text: str) -> Iterator[_Mark]:
    """The marks of a pattern, whose second letter `begins` what is in the brackets."""
    bracket = pattern.pattern[1]  # which all begin with; it is looked for much faster than any pattern
    at = text.find(bracket)
    while at >= 0:
        found = pattern.match(text, at) if begins(text[at + 1 : at + 2]) else None
        if found:
            yield at, found.end(), _label(found)
        at = text.find(bracket, found.end() if found else at + 1)


def _begins_label(letter: str) -> bool:
    return letter.isdecimal() or letter in "ivxlcdmIVXLCDM"


def _all_rising(marks: Iterator[_Mark]) -> list[_Mark]:
    """The marks, if they all rise; none is looked for beyond the first that does not."""
    risen: list[_Mark] = []
    for mark in marks:
        if risen and not all(_rising([risen[-1], mark])):
            return []
        risen.append(mark)
    return risen


def _ruled(lines: Lines) -> Iterator[_Mark]:
    """Marks between rules, on lines of their own."""
    likely = np.flatnonzero(_RULED.hold(lines.first))
    likely = likely[_RULED.hold(lines.last[likely])]
    written = (_written(lines, at, at + 1)[0] for at in likely.tolist())
    return (
        (line.span.start, line.span.stop, _label(found)) for line in written if (found := _RULE.fullmatch(line.text))
    )


def _label(found: re.Match[str]) -> str:
    label = found["label"]
    return label if label.isdecimal() else label.lower()


def _rising(marks: Sequence[_Mark]) -> Iterator[bool]:
    """Whether each mark is followed by one of a higher number, near by. Roman numbers begin before arabic ones."""
    numbers = ((label.isdecimal(), arabic(label) or 0) for _, _, label in marks)
    for before, here in pairwise(numbers):
        yield before[0] < here[0] or (before[0] == here[0] and 0 < here[1] - before[1] < 9)


def _evenly(marks: Sequence[_Mark]) -> bool:
    """Whether the marks stand a page apart. Note numbers rise as steadily, but stand where the sense wants them."""
    gaps = [after - before for (before, _, _), (after, _, _) in pairwise(marks)]
    usual: float = medians(np.array(gaps), np.array([len(gaps)]))[0].item()
    near = sum(usual / 2 < gap < usual * 2 for gap in gaps)
    return EMPTIEST < usual < FULLEST and near >= 0.8 * len(gaps)


def _marks(marks: Sequence[_Mark]) -> Paging:
    pages = tuple(PageMark(offset=stop, label=label) for _, stop, label in marks)
    return Paging(pages=pages, apart=tuple(Span(start=start, stop=stop) for start, stop, _ in marks))


def _by_heads(lines: Lines) -> Paging:
    """The pages with a number in their head. Behind one whose next has none, nobody says where that begins."""
    heads = running_heads_between(lines)
    spans = tuple(Span(start=int(lines.starts[head.line]), stop=int(lines.stops[head.line])) for head in heads)
    numbered = [(span.stop, head.page) for span, head in zip(spans, heads, strict=True) if head.page is not None]
    pages = tuple(
        PageMark(offset=stop, label=str(page) if after == page + 1 else "")
        for (stop, page), (_, after) in pairwise([*numbered, (len(lines.text), 0)])
    )
    return Paging(pages=pages, apart=spans)
