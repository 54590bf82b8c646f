"""The ends of a layout: what the passage has where the first and the last words of the quotation should be.

A reader wants to see what stands in their place. Where a page turns right there, that is the head of a page and the
words behind it, or the other half of a word; where a note is called, its mark and the words behind. Words recur: of a
few at an end that match far off, those meant may stand right there, misread or behind a break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import ne

from quoth.engine.align import Step
from quoth.engine.ground import Ground
from quoth.engine.scanners import looks_like
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
    whole = _near_at_end(_near_at_begin(list(steps), sought, ground), sought, ground)
    whole = _whole_again(whole, sought, ground)
    first, last = whole[0], whole[-1]
    if first.kind == "like" and (begin := _first_half(sought.letters[0], first.passage[1], ground)) is not None:
        whole[0] = Step("other", first.quotation, (begin, first.passage[1]))
    if last.kind == "like" and (end := _second_half(sought.letters[-1], last.passage[0], ground)) is not None:
        whole[-1] = Step("other", last.quotation, (last.passage[0], end))
    if first.kind == "insert" and first.quotation[1] - first.quotation[0] <= FACING:
        whole[:1] = _before(first, sought, ground)
    if len(whole) > 1 and last.kind == "insert" and last.quotation[1] - last.quotation[0] <= FACING:
        whole[-1:] = _behind(last, sought, ground)
    return whole


def _before(step: Step, sought: Sought, ground: Ground) -> list[Step]:
    (start, stop), edge = step.quotation, step.passage[0]
    apart = _row_before(sought.letters[start:stop], edge, ground)
    if apart is not None:
        return _parted_before((start, stop), apart, edge)
    own = []
    begin = _first_half(sought.letters[stop - 1], edge, ground)
    if begin is not None:
        own = [Step("other", (stop - 1, stop), (begin, edge))]
        stop, edge = stop - 1, begin
    there = edge - (stop - start)
    if there < ground.start:
        return [Step("insert", (start, stop), (edge, edge)), *own]
    return [*_one_by_one(sought.letters[start:stop], start, there, ground), *own]


def _behind(step: Step, sought: Sought, ground: Ground) -> list[Step]:
    (start, stop), edge = step.quotation, step.passage[1]
    apart = _row_behind(sought.letters[start:stop], edge, ground)
    if apart is not None:
        return _parted_behind((start, stop), edge, apart)
    own = []
    end = _second_half(sought.letters[start], edge, ground)
    if end is not None:
        own = [Step("other", (start, start + 1), (edge, end))]
        start, edge = start + 1, end
    there = edge + stop - start
    if there > ground.stop:
        return [*own, Step("insert", (start, stop), (edge, edge))]
    return [*own, *_one_by_one(sought.letters[start:stop], start, edge, ground)]


# -- words that recur ------------------------------------------------------------------------------------------------


def _near_at_begin(steps: list[Step], sought: Sought, ground: Ground) -> list[Step]:
    own = int(steps[0].kind == "insert")
    gap = next((at for at, step in enumerate(steps[own:], own) if step.kind != "same"), 0)
    if not own < gap < len(steps) - 1 or not _strays(steps[gap], sought):
        return steps
    edge, near, word = steps[gap].passage[1], list[Step](), steps[gap].quotation[0]
    while word > steps[0].quotation[0]:
        found = _word_before(word - 1, edge, sought, ground)
        if not found:
            return steps
        near[:0], edge, word = found, found[0].passage[0], found[0].quotation[0]
    return [*near, *steps[gap + 1 :]] if _are_those(near) else steps


def _near_at_end(steps: list[Step], sought: Sought, ground: Ground) -> list[Step]:
    own = len(steps) - int(steps[-1].kind == "insert")
    gap = next((at for at in range(own - 1, -1, -1) if steps[at].kind != "same"), 0)
    if not 0 < gap < own - 1 or not _strays(steps[gap], sought):
        return steps
    edge, near, word = steps[gap].passage[0], list[Step](), steps[gap].quotation[1]
    while word < steps[-1].quotation[1]:
        found = _word_behind(word, edge, sought, ground)
        if not found:
            return steps
        near += found
        edge, word = found[-1].passage[1], found[-1].quotation[1]
    return [*steps[:gap], *near] if _are_those(near) else steps


def _word_before(word: int, edge: int, sought: Sought, ground: Ground) -> list[Step]:
    """The word where it stands right before `edge`: as it is or misread, broken, one with that before it, or before a
    break; else none."""
    letters = sought.letters[word]
    if edge > ground.start and _nearly([letters], ground.letters(edge - 1, edge)):
        return _one_by_one([letters], word, edge - 1, ground)
    if (begin := _first_half(letters, edge, ground)) is not None:
        return [Step("other", (word, word + 1), (begin, edge))]
    if word and ground.letters(max(ground.start, edge - 1), edge) == [sought.letters[word - 1] + letters]:
        return [Step("same", (word - 1, word + 1), (edge - 1, edge))]
    apart = _row_before([letters], edge, ground)
    return _parted_before((word, word + 1), apart, edge) if apart is not None else []


def _word_behind(word: int, edge: int, sought: Sought, ground: Ground) -> list[Step]:
    letters = sought.letters[word]
    if edge < ground.stop and _nearly([letters], ground.letters(edge, edge + 1)):
        return _one_by_one([letters], word, edge, ground)
    end = _second_half(letters, edge, ground) if edge < ground.stop else None
    if end is not None:
        return [Step("other", (word, word + 1), (edge, end))]
    if ground.letters(edge, min(ground.stop, edge + 1)) == ["".join(sought.letters[word : word + 2])]:
        return [Step("same", (word, word + 2), (edge, edge + 1))]
    apart = _row_behind([letters], edge, ground)
    return _parted_behind((word, word + 1), edge, apart) if apart is not None else []


def _strays(gap: Step, sought: Sought) -> bool:
    """Whether the words at an end are parted from the others by words that no mark of the author's tells of."""
    return gap.kind == "omit" and not any(mark.before == gap.quotation[0] for mark in sought.marks)


def _are_those(near: Sequence[Step]) -> bool:
    """Whether the words right there are those meant: where they are more than a few, most of them must be the same."""
    words = near[-1].quotation[1] - near[0].quotation[0]
    same = sum(step.quotation[1] - step.quotation[0] for step in near if step.kind == "same")
    return words <= FACING or 2 * same > words


def _whole_again(steps: list[Step], sought: Sought, ground: Ground) -> list[Step]:
    """A broken word beside a few words at an end is whole again: the layout has one half of it, and could not reach
    over the head of a page to the words beyond."""
    if len(steps) > 2 and (steps[-2].kind, steps[-1].kind) == ("like", "insert"):
        (start, stop), (half, _) = steps[-2].quotation, steps[-2].passage
        end = _second_half(sought.letters[start], half, ground)
        if end is not None:
            beyond = Step("insert", steps[-1].quotation, (end, end))
            steps[-2:] = [Step("other", (start, stop), (half, end)), beyond]
    if len(steps) > 2 and (steps[0].kind, steps[1].kind) == ("insert", "like"):
        (start, stop), (_, half) = steps[1].quotation, steps[1].passage
        begin = _first_half(sought.letters[start], half, ground)
        if begin is not None:
            before = Step("insert", steps[0].quotation, (begin, begin))
            steps[:2] = [before, Step("other", (start, stop), (begin, half))]
    return steps


def _one_by_one(words: Sequence[str], start: int, edge: int, ground: Ground) -> list[Step]:
    there = ground.letters(edge, edge + len(words))
    return [
        Step("same" if one == two else "other", (start + at, start + at + 1), (edge + at, edge + at + 1))
        for at, (one, two) in enumerate(zip(words, there, strict=True))
    ]


# -- behind a break --------------------------------------------------------------------------------------------------


def _parted_before(words: tuple[int, int], apart: int, edge: int) -> list[Step]:
    """The words stand at `apart`, and then nothing of the text up to `edge`."""
    end = apart + words[1] - words[0]
    return [Step("same", words, (apart, end)), Step("omit", (words[1], words[1]), (end, edge))]


def _parted_behind(words: tuple[int, int], edge: int, apart: int) -> list[Step]:
    start, stop = words
    return [Step("omit", (start, start), (edge, apart)), Step("same", words, (apart, apart + stop - start))]


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
    """Whether the words in their place are what a misprint or a scanner made of them: each differs by one letter at
    most, or by letters that look alike."""
    return len(words) == len(there) and all(map(_is_nearly, words, there))


def _is_nearly(word: str, there: str) -> bool:
    same = len(word) == len(there)
    return word == there or (same and len(word) > 2 and sum(map(ne, word, there)) <= 1) or looks_like(word, there)


def _is_break(start: int, stop: int, ground: Ground) -> bool:
    """Whether what the positions `start` to `stop` hold between two words is no running text, from the first letter to
    the last: a word inside the head of a page is none that stands before it."""
    between = ground.text[ground.span(start - 1)[1] : ground.span(stop)[0]]
    breaks = list(_BREAK.finditer(between))
    if not breaks:
        return False
    outside = between[: breaks[0].start()] + between[breaks[-1].end() :].rpartition("\n")[2]
    return not any(map(str.isalnum, outside))


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
