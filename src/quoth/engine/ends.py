"""The ends of a layout: what the passage has where the first and the last words of the quotation should be.

A reader wants to see what stands in their place. Where a page turns right there, that is the head of a page and the
words behind it, or the other half of a word; where a note is called, its mark and the words behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import ne

from quoth.engine.align import Step
from quoth.engine.ground import Ground
from quoth.engine.sought import Sought

__all__ = ["FACING", "faced"]

FACING = 4  # words at an end of the quotation that are shown against what the passage has in their place
BETWEEN = 16  # words of a running head, or of notes at the foot of a page
_HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}", "\N{NOT SIGN}")
_BREAK = re.compile(
    r"\n\s*\n|\f|(?<![^\W_])\d{1,4}(?![^\W_])|[*†‡§‖¶\[\]{}]"
)  # nothing that an author's own words would have between them


def faced(steps: Sequence[Step], sought: Sought, ground: Ground) -> list[Step]:
    """The steps, with a few words at either end that the passage does not have laid against those behind a break, where
    it has them there, or else against as many as it has in their place."""
    whole = list(steps)
    first, last = whole[0], whole[-1]
    if first.kind == "like" and (begin := _first_half(sought.letters[0], first.passage[1], ground)) is not None:
        whole[0] = Step("other", first.quotation, (begin, first.passage[1]))
    if last.kind == "like" and (end := _second_half(sought.letters[-1], last.passage[0], ground)) is not None:
        whole[-1] = Step("other", last.quotation, (last.passage[0], end))
    if first.kind == "insert" and first.quotation[1] - first.quotation[0] <= FACING:
        whole[:1] = _before(first, sought, ground)
    if len(steps) > 1 and last.kind == "insert" and last.quotation[1] - last.quotation[0] <= FACING:
        whole[-1:] = _behind(last, sought, ground)
    return whole


def _before(step: Step, sought: Sought, ground: Ground) -> list[Step]:
    (start, stop), edge = step.quotation, step.passage[0]
    apart = _row_before(sought.letters[start:stop], edge, ground)
    if apart is not None:
        end = apart + stop - start
        return [Step("same", (start, stop), (apart, end)), Step("omit", (stop, stop), (end, edge))]
    own = []
    begin = _first_half(sought.letters[stop - 1], edge, ground)
    if begin is not None:
        own = [Step("other", (stop - 1, stop), (begin, edge))]
        stop, edge = stop - 1, begin
    there = edge - (stop - start)
    if there < ground.start:
        return [Step("insert", (start, stop), (edge, edge)), *own]
    return [Step("other", (start, stop), (there, edge)), *own] if start < stop else own


def _behind(step: Step, sought: Sought, ground: Ground) -> list[Step]:
    (start, stop), edge = step.quotation, step.passage[1]
    apart = _row_behind(sought.letters[start:stop], edge, ground)
    if apart is not None:
        return [Step("omit", (start, start), (edge, apart)), Step("same", (start, stop), (apart, apart + stop - start))]
    own = []
    end = _second_half(sought.letters[start], edge, ground)
    if end is not None:
        own = [Step("other", (start, start + 1), (edge, end))]
        start, edge = start + 1, end
    there = edge + stop - start
    if there > ground.stop:
        return [*own, Step("insert", (start, stop), (edge, edge))]
    return [*own, Step("other", (start, stop), (edge, there))] if start < stop else own


# -- behind a break --------------------------------------------------------------------------------------------------


def _row_before(words: Sequence[str], edge: int, ground: Ground) -> int | None:
    """Where these words stand in a row before `edge`, a break between; None where they do not."""
    begin = max(ground.start, edge - BETWEEN - len(words))
    there = ground.letters(begin, edge) if begin < edge else []
    if _nearly(words, there[-len(words) :]):
        return None
    for at in range(len(there) - len(words) - 1, -1, -1):
        end = begin + at + len(words)
        if there[at : at + len(words)] == list(words) and _is_break(end, edge, ground):
            return begin + at
    return None


def _row_behind(words: Sequence[str], edge: int, ground: Ground) -> int | None:
    """Where these words stand in a row behind `edge`, a break between; None where they do not."""
    there = ground.letters(edge, min(ground.stop, edge + BETWEEN + len(words)))
    if _nearly(words, there[: len(words)]):
        return None
    for at in range(1, len(there) - len(words) + 1):
        if there[at : at + len(words)] == list(words) and _is_break(edge, edge + at, ground):
            return edge + at
    return None


def _nearly(words: Sequence[str], there: Sequence[str]) -> bool:
    """Whether the words in their place differ by one letter each at most: those are what a misprint made of them."""
    return len(words) == len(there) and all(
        len(one) == len(two) and sum(map(ne, one, two)) <= 1 for one, two in zip(words, there, strict=True)
    )


def _is_break(start: int, stop: int, ground: Ground) -> bool:
    """Whether what the positions `start` to `stop` hold between two words is no running text."""
    return _BREAK.search(ground.text[ground.span(start - 1)[1] : ground.span(stop)[0]]) is not None


# -- halves of a word ------------------------------------------------------------------------------------------------


def _first_half(word: str, edge: int, ground: Ground) -> int | None:
    """Where a word begins of which the other half stands right before `edge`; None where it is not broken."""
    begin = max(ground.start, edge - 1 - BETWEEN)
    *before, half = ground.letters(begin, edge) if begin < edge else [""]
    if not half or half == word or not word.endswith(half):
        return None
    places = [begin + at for at, letters in enumerate(before) if letters + half == word]
    return next((place for place in reversed(places) if _is_hyphened(place, ground)), None)


def _second_half(word: str, edge: int, ground: Ground) -> int | None:
    """Where a word ends of which the first half stands at `edge`; None where it is not broken."""
    half, *behind = ground.letters(edge, min(ground.stop, edge + 1 + BETWEEN)) or [""]
    if not half or half == word or not word.startswith(half) or not _is_hyphened(edge, ground):
        return None
    return next((edge + at for at, letters in enumerate(behind, 2) if half + letters == word), None)


def _is_hyphened(position: int, ground: Ground) -> bool:
    stop = ground.span(position)[1]
    return ground.text[stop : stop + 1] in _HYPHENS
