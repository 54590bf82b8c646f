"""The quotation as the engine seeks it: folded words, what each is worth, where they stand, and where the author marked
a change.

Words are numbered from 0 through the whole quotation. What the author put in brackets as words of its own is not
expected in the passage and has no number; a bracket inside a word ("[T]he") is part of the word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.engine.commonness import BACKGROUND, share
from quoth.engine.stacks import Ranges, Stacks
from quoth.fold import fold, folded, hashed
from quoth.model.manuscript import Alteration, Quotation
from quoth.model.text import Span

__all__ = ["Mark", "Sought", "Weights", "sought"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An ellipsis or an insertion, standing before word `before` (the number of words: after the last)."""

    before: int
    span: Span
    ellipsis: bool


Weights = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]  # bits, company, dots of a `Sought`


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sought:
    """`hashes`, `letters`, `starts` and `stops` (in the manuscript) and `bits` of each of w words; `marks` in order;
    `parted` (w+1,) whether one stands before each word.

    `bits` are what finding the word in a place is worth: −log2 of the chance that a word of the library is it.
    `company` (w+1,) are the sums, up to each word, of what it is worth right after the word before it: words keep
    company, and the chance that "commons" follows "house of" is not that of "commons". (Never less than half of
    `bits`: many witnesses of one text would take all worth from its words.) `parts` are where the parts between
    ellipses begin, and the number of words at the end; `dots` (w+2,) how many ellipses stand before any lower word
    than that. `emended` are words with a bracket inside; what they span holds it whole. `standing` is where the n-grams
    stand that begin at each word. `known` is the share of the words that the library has at all: of a text that is
    damaged it is small.
    """

    text: str
    span: Span
    hashes: NDArray[np.uint32]
    letters: tuple[str, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    bits: NDArray[np.float64]
    company: NDArray[np.float64]
    marks: tuple[Mark, ...]
    parted: NDArray[np.bool_]
    parts: tuple[int, ...]
    dots: NDArray[np.int64]
    emended: frozenset[int]
    standing: Ranges
    known: float

    @property
    def weights(self) -> Weights:
        return self.bits, self.company, self.dots

    def __len__(self) -> int:
        return len(self.letters)

    def worth(self, start: int, stop: int) -> float:
        """Bits of words `start` to `stop` found one right after the other."""
        return float(self.bits[start] + self.company[stop] - self.company[start + 1]) if start < stop else 0.0

    def broken(self, start: int, stop: int) -> bool:
        """Whether an ellipsis stands between words start−1 and stop."""
        return bool(self.dots[stop + 1] > self.dots[start])


class _Word(NamedTuple):
    start: int
    stop: int
    letters: str


class _Draft(NamedTuple):
    """The words of a quotation before a library is asked about them; changes `whole` between words, `inner` in one."""

    text: str
    span: Span
    words: Sequence[_Word]
    whole: Sequence[Alteration]
    inner: Sequence[Span]


def sought(text: str, quotations: Sequence[Quotation], stacks: Stacks) -> list[Sought]:
    """What to seek for these quotations of the manuscript `text`. The library is asked about the words of all of them
    at once, which costs a small part of asking for each."""
    drafts = _healed([_drafted(text, quotation) for quotation in quotations], stacks)
    letters = [word.letters for draft in drafts for word in draft.words]
    hashes = np.fromiter(map(hashed, letters), np.uint32, len(letters))
    standing = stacks.ranges(hashes)
    bits = _bits(letters, standing.totals[0], stacks.total)
    following = _following(standing, bits)
    edges = np.cumsum([0, *(len(draft.words) for draft in drafts)]).tolist()
    return [
        _sought(draft, _Weighed(hashes, bits, following, standing), start, stop)
        for draft, (start, stop) in zip(drafts, pairwise(edges), strict=True)
    ]


class _Weighed(NamedTuple):
    """Of the words of all quotations, one after the other: their hashes, what each is worth by itself and right after
    the one before it, and where they stand."""

    hashes: NDArray[np.uint32]
    bits: NDArray[np.float64]
    following: NDArray[np.float64]
    standing: Ranges


def _sought(draft: _Draft, weighed: _Weighed, start: int, stop: int) -> Sought:
    """The quotation whose words are those from `start` to `stop`."""
    words = [_with_brackets(word, draft.inner) for word in draft.words] if draft.inner else draft.words
    marks = _marks(draft.whole, [word.start for word in words])
    dots = [mark.before for mark in marks if mark.ellipsis]
    standing = weighed.standing.part(start, stop)
    alone = weighed.bits[start : min(start + 1, stop)]  # nothing stands before the first word
    return Sought(
        text=draft.text,
        span=draft.span,
        hashes=weighed.hashes[start:stop],
        letters=tuple(word.letters for word in words),
        starts=tuple(word.start for word in words),
        stops=tuple(word.stop for word in words),
        bits=weighed.bits[start:stop],
        company=np.cumsum(np.concatenate([[0.0], alone, weighed.following[start + 1 : stop]])),
        marks=marks,
        parted=_parted(marks, len(words)),
        parts=tuple(sorted({0, len(words), *dots})),
        dots=np.searchsorted(dots, np.arange(len(words) + 2)) if dots else np.zeros(len(words) + 2, np.int64),
        emended=_emended(draft),
        standing=standing,
        known=np.count_nonzero(standing.totals[0]) / max(1, len(words)),
    )


# -- what words are worth --------------------------------------------------------------------------------------------


def _bits(letters: Sequence[str], often: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    """What the library counts, and what is known of the language: a library of one letter knows no common words."""
    shares = np.fromiter(map(share, letters), np.float64, len(letters))
    bits: NDArray[np.float64] = np.log2((total + BACKGROUND) / (often + BACKGROUND * shares))
    return bits


_TRUST = 4.0  # how many places of the word before it takes to believe what follows it there


def _following(standing: Ranges, bits: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each word is worth right after the one before it. The place that is looked for is itself not counted."""
    if not len(bits):
        return bits
    alone, together = standing.totals[0, :-1], standing.totals[1, :-1]
    chance = (np.maximum(0, together - 1) + _TRUST * 2.0 ** -bits[1:]) / (np.maximum(0, alone - 1) + _TRUST)
    worth = np.maximum(bits[1:] / 2, np.minimum(bits[1:], -np.log2(chance)))
    return np.concatenate([bits[:1], worth])


# -- words -----------------------------------------------------------------------------------------------------------


def _drafted(text: str, quotation: Quotation) -> _Draft:
    changes = [change for change in quotation.alterations if quotation.span.holds(change.span)]
    whole = [change for change in changes if change.kind == "ellipsis" or _stands_alone(text, change.span)]
    inner = [change.span for change in changes if change not in whole]
    return _Draft(text, quotation.span, _words(text, quotation, whole), whole, inner)


def _words(text: str, quotation: Quotation, changes: Sequence[Alteration]) -> list[_Word]:
    """The words that the passage should have; spans count in the manuscript."""
    own = quotation.span
    said = own.of(text)
    for change in changes:
        start, stop = change.span.start - own.start, change.span.stop - own.start
        said = said[:start] + " " * (stop - start) + said[stop:]
    skip = [span.shifted(-own.start) for span in quotation.skipped if own.holds(span)]
    found = fold(said, skip)
    return [
        _Word(own.start + start, own.start + stop, folded(_without(said, start, stop, skip)))
        for start, stop in zip(found.starts.tolist(), found.stops.tolist(), strict=True)
    ]


def _without(said: str, start: int, stop: int, skip: Sequence[Span]) -> str:
    """The letters from `start` to `stop` that are not skipped."""
    if not skip:
        return said[start:stop]
    return "".join(said[at] for at in range(start, stop) if not any(span.start <= at < span.stop for span in skip))


def _healed(drafts: Sequence[_Draft], stacks: Stacks) -> list[_Draft]:
    """Words broken in two ("fragmen tariness") as one, where the library knows the whole and not the halves."""
    known = stacks.known({word.letters for draft in drafts for word in draft.words})
    return [
        draft if known.issuperset(word.letters for word in draft.words) else _mended(draft, stacks.knows)
        for draft in drafts
    ]


def _mended(draft: _Draft, knows: Callable[[str], bool]) -> _Draft:
    mended: list[_Word] = []
    for word in draft.words:
        if mended and _is_broken(mended[-1].letters, word.letters, knows):
            span = Span(start=mended[-1].start, stop=word.stop)
            if not any(change.span.overlaps(span) for change in draft.whole):
                mended[-1] = _Word(span.start, span.stop, mended[-1].letters + word.letters)
                continue
        mended.append(word)
    return draft._replace(words=mended)


def _is_broken(one: str, two: str, knows: Callable[[str], bool]) -> bool:
    return not (knows(one) and knows(two)) and knows(one + two)


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a bracket holds words of its own, rather than letters of the word it touches."""
    before, after = text[span.start - 1 : span.start], text[span.stop : span.stop + 1]
    return not (before.isalpha() or after.isalpha())


def _with_brackets(word: _Word, changes: Sequence[Span]) -> _Word:
    """The word, reaching over the brackets inside it."""
    touching = [change for change in changes if change.start < word.stop and word.start < change.stop]
    starts, stops = [span.start for span in touching], [span.stop for span in touching]
    return _Word(min([word.start, *starts]), max([word.stop, *stops]), word.letters)


# -- marks -----------------------------------------------------------------------------------------------------------


def _marks(changes: Sequence[Alteration], starts: Sequence[int]) -> tuple[Mark, ...]:
    if not changes:
        return ()
    ordered = sorted(changes, key=lambda change: change.span)
    return tuple(
        Mark(before=bisect_right(starts, change.span.start), span=change.span, ellipsis=change.kind == "ellipsis")
        for change in ordered
    )


def _parted(marks: Sequence[Mark], words: int) -> NDArray[np.bool_]:
    parted = np.zeros(words + 1, np.bool_)
    parted[[mark.before for mark in marks]] = True
    return parted


def _emended(draft: _Draft) -> frozenset[int]:
    if not draft.inner:
        return frozenset()
    return frozenset(
        at
        for at, word in enumerate(draft.words)
        if any(change.start < word.stop and word.start < change.stop for change in draft.inner)
    )
