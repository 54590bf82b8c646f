"""The quotation as the engine seeks it: folded words, what each is worth, where they stand, and where the author marked
a change.

Words are numbered from 0 through the whole quotation. What the author put in brackets as words of its own is not
expected in the passage and has no number; a bracket inside a word ("[T]he") is part of the word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.engine.commonness import BACKGROUND, shares
from quoth.engine.stacks import Ranges, Stacks
from quoth.fold import Words, fold, folded, hashed
from quoth.model.manuscript import Alteration, Quotation
from quoth.model.text import Span

__all__ = ["Mark", "Sought", "Weights", "reread", "sought"]

_BY_CHANCE = 2  # places of a word that a misread one and the one behind it may make together


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


class _Draft(NamedTuple):
    """A quotation before a library is asked about it: its words, and changes `whole` between words, `inner` in one."""

    text: str
    span: Span
    letters: list[str]
    starts: list[int]
    stops: list[int]
    whole: Sequence[Alteration]
    inner: Sequence[Span]


class _Weighed(NamedTuple):
    """Of the words of some quotations, one after the other: their hashes, what each is worth by itself and right after
    the one before it, and where they stand; and where the words of each quotation begin and end."""

    hashes: NDArray[np.uint32]
    bits: NDArray[np.float64]
    following: NDArray[np.float64]
    standing: Ranges
    edges: list[int]


def sought(text: str, quotations: Sequence[Quotation], stacks: Stacks) -> list[Sought]:
    """What to seek for these quotations of the manuscript `text`. The library is asked about the words of all of them
    at once, which costs a small part of asking for each."""
    drafts = _drafted(text, quotations)
    weighed = _weighed([draft.letters for draft in drafts], stacks)
    found = _all_sought(drafts, weighed)
    broken = [at for at in _broken(drafts, weighed, stacks) if _mended(drafts[at], stacks.often) != drafts[at]]
    if broken:
        mended = [_mended(drafts[at], stacks.often) for at in broken]
        for at, whole in zip(
            broken, _all_sought(mended, _weighed([draft.letters for draft in mended], stacks)), strict=True
        ):
            found[at] = whole
    return found


def reread(wanted: Sought, letters: Sequence[str], stacks: Stacks) -> Sought:
    """The same quotation, each of its words read as this one."""
    weighed = _weighed([letters], stacks)
    return replace(
        wanted,
        hashes=weighed.hashes,
        letters=tuple(letters),
        bits=weighed.bits,
        company=_summed(weighed.following),
        standing=weighed.standing,
        known=_known(weighed.standing),
    )


def _weighed(quotations: Sequence[Sequence[str]], stacks: Stacks) -> _Weighed:
    """`quotations`: the folded letters of the words of each."""
    letters = [word for words in quotations for word in words]
    known = {word: hashed(word) for word in set(letters)}
    hashes = np.array([known[word] for word in letters], np.uint32)
    standing = stacks.ranges(hashes)
    bits = _bits(letters, standing.totals[0], stacks.total)
    edges = [0, *accumulate(map(len, quotations))]
    following = _following(standing, bits)
    firsts = [start for start, stop in pairwise(edges) if start < stop]
    following[firsts] = bits[firsts]  # nothing stands before the first word
    return _Weighed(hashes, bits, following, standing, edges)


def _all_sought(drafts: Sequence[_Draft], weighed: _Weighed) -> list[Sought]:
    edges = pairwise(weighed.edges)
    return [_sought(draft, weighed, start, stop) for draft, (start, stop) in zip(drafts, edges, strict=True)]


def _sought(draft: _Draft, weighed: _Weighed, start: int, stop: int) -> Sought:
    """The quotation whose words are those from `start` to `stop`."""
    words = stop - start
    starts, stops = _with_brackets(draft) if draft.inner else (draft.starts, draft.stops)
    marks = _marks(draft.whole, starts)
    dots = [mark.before for mark in marks if mark.ellipsis]
    standing = weighed.standing.part(start, stop)
    return Sought(
        text=draft.text,
        span=draft.span,
        hashes=weighed.hashes[start:stop],
        letters=tuple(draft.letters),
        starts=tuple(starts),
        stops=tuple(stops),
        bits=weighed.bits[start:stop],
        company=_summed(weighed.following[start:stop]),
        marks=marks,
        parted=_parted(marks, words),
        parts=tuple(sorted({0, words, *dots})),
        dots=np.searchsorted(dots, np.arange(words + 2)) if dots else np.zeros(words + 2, np.int64),
        emended=_emended(draft),
        standing=standing,
        known=_known(standing),
    )


def _summed(following: NDArray[np.float64]) -> NDArray[np.float64]:
    company = np.zeros(len(following) + 1)
    np.cumsum(following, out=company[1:])
    return company


def _known(standing: Ranges) -> float:
    return float(np.mean(standing.totals[0] > 0)) if standing.totals.size else 0.0


# -- what words are worth --------------------------------------------------------------------------------------------


def _bits(letters: Sequence[str], often: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    """What the library counts, and what is known of the language: a library of one letter knows no common words."""
    bits: NDArray[np.float64] = np.log2((total + BACKGROUND) / (often + BACKGROUND * shares(letters)))
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

_START = attrgetter("start")
_APART = " | "  # between two quotations: no word goes on over it


def _drafted(text: str, quotations: Sequence[Quotation]) -> list[_Draft]:
    """The quotations, their words folded all at once."""
    drafts = [_unfolded(text, quotation) for quotation in quotations]
    said = [_said(draft) for draft in drafts]
    begins = [0, *accumulate(len(words) + len(_APART) for words in said)]
    skip = [
        span.shifted(begin - quotation.span.start)
        for begin, quotation in zip(begins, quotations, strict=False)
        for span in quotation.skipped
        if quotation.span.holds(span)
    ]
    whole = _APART.join(said)
    found = fold(whole, skip)
    edges = np.searchsorted(found.starts, begins).tolist()
    starts, stops, letters = found.starts.tolist(), found.stops.tolist(), _letters(whole, found, skip)
    for draft, begin, (first, last) in zip(drafts, begins, pairwise(edges), strict=False):
        ahead = draft.span.start - begin
        draft.letters.extend(letters[first:last])
        draft.starts.extend([start + ahead for start in starts[first:last]])
        draft.stops.extend([stop + ahead for stop in stops[first:last]])
    return drafts


def _unfolded(text: str, quotation: Quotation) -> _Draft:
    """The quotation without its words."""
    changes = [change for change in quotation.alterations if quotation.span.holds(change.span)]
    whole = [change for change in changes if change.kind == "ellipsis" or _stands_alone(text, change.span)]
    inner = [change.span for change in changes if change not in whole]
    return _Draft(text, quotation.span, [], [], [], whole, inner)


def _said(draft: _Draft) -> str:
    """The letters of the quotation, blanks in the place of changes."""
    own = draft.span
    said = own.of(draft.text)
    for change in draft.whole:
        start, stop = change.span.start - own.start, change.span.stop - own.start
        said = said[:start] + " " * (stop - start) + said[stop:]
    return said


def _letters(said: str, words: Words, skip: Sequence[Span]) -> list[str]:
    """The folded letters of each word. Each word is spelled once."""
    spelled: dict[int, str] = {}
    skip = sorted(skip)
    for word, start, stop in zip(words.hashes.tolist(), words.starts.tolist(), words.stops.tolist(), strict=True):
        if word not in spelled:
            spelled[word] = folded(_without(said, start, stop, skip))
    return [spelled[word] for word in words.hashes.tolist()]


def _without(said: str, start: int, stop: int, skip: Sequence[Span]) -> str:
    """The letters from `start` to `stop` that are not skipped. `skip` is in order; both ends are letters."""
    kept, begin = "", start
    for span in skip[bisect_left(skip, start, key=_START) : bisect_left(skip, stop, key=_START)]:
        kept, begin = kept + said[begin : span.start], max(begin, span.stop)
    return kept + said[begin:stop]


# -- words broken in two ---------------------------------------------------------------------------------------------


def _broken(drafts: Sequence[_Draft], weighed: _Weighed, stacks: Stacks) -> list[int]:
    """The numbers of the quotations that may have words broken in two."""
    strange = weighed.standing.totals[0] == 0
    pairs: dict[str, set[int]] = {}
    for number, (draft, (start, stop)) in enumerate(zip(drafts, pairwise(weighed.edges), strict=True)):
        here = strange[start:stop]
        for at in np.flatnonzero(here[1:] | here[:-1]).tolist():
            pairs.setdefault(draft.letters[at] + draft.letters[at + 1], set()).add(number)
    return sorted({number for whole in stacks.known(pairs) for number in pairs[whole]})


def _mended(draft: _Draft, often: Callable[[str], int]) -> _Draft:
    """Words broken in two ("fragmen tariness") as one, where the library knows the whole and not the halves."""
    mended = draft._replace(letters=[], starts=[], stops=[])
    for letters, start, stop in zip(draft.letters, draft.starts, draft.stops, strict=True):
        if mended.letters and _is_broken(mended.letters[-1], letters, often):
            span = Span(start=mended.starts[-1], stop=stop)
            if not any(change.span.overlaps(span) for change in draft.whole):
                mended.letters[-1] += letters
                mended.stops[-1] = stop
                continue
        mended.letters.append(letters)
        mended.starts.append(start)
        mended.stops.append(stop)
    return mended


def _is_broken(one: str, two: str, often: Callable[[str], int]) -> bool:
    """Where one half is a word, and the other one misread, what both make may be a rare word by chance."""
    halves = bool(often(one)) + bool(often(two))
    return halves < 2 and often(one + two) > (_BY_CHANCE if halves else 0)


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a bracket holds words of its own, rather than letters of the word it touches."""
    before, after = text[span.start - 1 : span.start], text[span.stop : span.stop + 1]
    return not (before.isalpha() or after.isalpha())


def _with_brackets(draft: _Draft) -> tuple[list[int], list[int]]:
    """Where the words begin and end, reaching over the brackets inside them."""
    starts, stops = draft.starts.copy(), draft.stops.copy()
    for at, changes in _bracketed(draft):
        starts[at] = min([starts[at], *(span.start for span in changes)])
        stops[at] = max([stops[at], *(span.stop for span in changes)])
    return starts, stops


def _bracketed(draft: _Draft) -> Iterator[tuple[int, list[Span]]]:
    """The words with a bracket inside, and what is inside each."""
    for at, (start, stop) in enumerate(zip(draft.starts, draft.stops, strict=True)):
        inside = [change for change in draft.inner if change.start < stop and start < change.stop]
        if inside:
            yield at, inside


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
    if marks:
        parted[[mark.before for mark in marks]] = True
    return parted


def _emended(draft: _Draft) -> frozenset[int]:
    return frozenset(at for at, _ in _bracketed(draft)) if draft.inner else frozenset()
