"""The quotation as the engine seeks it: folded words, what each is worth, and where the author marked a change.

Words are numbered from 0 through the whole quotation. What the author put in brackets as words of its own is not
expected in the passage and has no number; a bracket inside a word ("[T]he") is part of the word.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from quoth.engine.commonness import BACKGROUND, share
from quoth.fold import fold, folded, hashed
from quoth.model.manuscript import Alteration, Quotation
from quoth.model.text import Span

__all__ = ["Draft", "Mark", "Sought", "drafted", "sought"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An ellipsis or an insertion, standing before word `before` (the number of words: after the last)."""

    before: int
    span: Span
    ellipsis: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """`hashes`, `letters`, `spans` (in the manuscript) and `bits` of each word; `marks` in order.

    `bits` are what finding the word in a place is worth: −log2 of the chance that a word of the library is it.
    `company` are the sums, up to each word, of what it is worth right after the word before it: words keep company,
    and the chance that "commons" follows "house of" is not that of "commons". (Never less than half of `bits`: many
    witnesses of one text would take all worth from its words.) `parts` are where the parts between ellipses begin,
    and the number of words at the end. `emended` are words with a bracket inside; their spans hold it whole.
    """

    text: str
    span: Span
    hashes: tuple[int, ...]
    letters: tuple[str, ...]
    spans: tuple[Span, ...]
    bits: tuple[float, ...]
    company: tuple[float, ...]
    marks: tuple[Mark, ...]
    parts: tuple[int, ...]
    emended: frozenset[int]

    def __len__(self) -> int:
        return len(self.hashes)

    def worth(self, start: int, stop: int) -> float:
        """Bits of words `start` to `stop` found one right after the other."""
        return self.bits[start] + self.company[stop] - self.company[start + 1] if start < stop else 0.0

    def part_stop(self, word: int) -> int:
        """Where the part that has `word` ends."""
        return self.parts[bisect_right(self.parts, word)]

    def broken(self, start: int, stop: int) -> bool:
        """Whether an ellipsis stands between words start−1 and stop."""
        if len(self.parts) == 2 and not self.marks:
            return False
        return any(start <= mark.before <= stop for mark in self.marks if mark.ellipsis)


class _Word(NamedTuple):
    span: Span
    letters: str


class Draft(NamedTuple):
    """The words of a quotation before a library is asked about them; changes `whole` between words, `inner` in one."""

    words: Sequence[_Word]
    whole: Sequence[Alteration]
    inner: Sequence[Span]

    @property
    def hashes(self) -> tuple[int, ...]:
        return tuple(hashed(word.letters) for word in self.words)


def drafted(text: str, quotation: Quotation) -> Draft:
    """The words that `quotation` of the manuscript `text` has."""
    changes = [change for change in quotation.alterations if quotation.span.holds(change.span)]
    whole = [change for change in changes if change.kind == "ellipsis" or _stands_alone(text, change.span)]
    inner = [change.span for change in changes if change not in whole]
    return Draft(_words(text, quotation, whole), whole, inner)


def sought(
    text: str,
    quotation: Quotation,
    count: Callable[[tuple[int, ...]], int],
    total: int,
    draft: Draft | None = None,
) -> Sought:
    """What to seek for `quotation` of the manuscript `text`; `count` tells how often one or two words stand in a
    row in the library, `total` how many words it has. `draft` None: it is made here."""
    own = quotation.span
    written, whole, inner = draft or drafted(text, quotation)
    words = _healed(written, whole, count)
    hashes = tuple(hashed(word.letters) for word in words)
    counts = [count((word,)) for word in hashes]
    bits = tuple(_bits(word.letters, often, total) for word, often in zip(words, counts, strict=True))
    marks = _marks(whole, [word.span for word in words])
    return Sought(
        text=text,
        span=own,
        hashes=hashes,
        letters=tuple(word.letters for word in words),
        spans=tuple(_with_brackets(word.span, inner) for word in words),
        bits=bits,
        company=(0.0, *accumulate(_following(hashes, counts, bits, count))),
        marks=marks,
        parts=_parts(marks, len(hashes)),
        emended=frozenset(at for at, word in enumerate(words) if any(change.overlaps(word.span) for change in inner)),
    )


def _bits(letters: str, often: int, total: int) -> float:
    """What the library counts, and what is known of the language: a library of one letter knows no common words."""
    return math.log2((total + BACKGROUND) / (often + BACKGROUND * share(letters)))


# -- words -----------------------------------------------------------------------------------------------------------


def _words(text: str, quotation: Quotation, changes: Sequence[Alteration]) -> list[_Word]:
    """The words that the passage should have; spans count in the manuscript."""
    own = quotation.span
    letters = list(own.of(text))
    for change in changes:
        letters[change.span.start - own.start : change.span.stop - own.start] = " " * len(change.span)
    skip = [span.shifted(-own.start) for span in quotation.skipped if own.holds(span)]
    found = fold("".join(letters), skip)
    for span in skip:
        letters[span.start : span.stop] = [""] * len(span)
    return [
        _Word(Span(start=own.start + start, stop=own.start + stop), folded("".join(letters[start:stop])))
        for start, stop in zip(found.starts.tolist(), found.stops.tolist(), strict=True)
    ]


def _healed(
    words: Sequence[_Word], changes: Sequence[Alteration], count: Callable[[tuple[int, ...]], int]
) -> list[_Word]:
    """Words broken in two ("fragmen tariness") as one, where the library knows the whole and not the halves."""
    if all(count((hashed(word.letters),)) for word in words):
        return list(words)
    healed: list[_Word] = []
    for word in words:
        if healed and _is_broken(healed[-1].letters, word.letters, count):
            span = Span(start=healed[-1].span.start, stop=word.span.stop)
            if not any(change.span.overlaps(span) for change in changes):
                healed[-1] = _Word(span, healed[-1].letters + word.letters)
                continue
        healed.append(word)
    return healed


def _is_broken(one: str, two: str, count: Callable[[tuple[int, ...]], int]) -> bool:
    unknown = not count((hashed(one),)) or not count((hashed(two),))
    return unknown and count((hashed(one + two),)) > 0


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a bracket holds words of its own, rather than letters of the word it touches."""
    before, after = text[span.start - 1 : span.start], text[span.stop : span.stop + 1]
    return not (before.isalpha() or after.isalpha())


def _with_brackets(word: Span, changes: Sequence[Span]) -> Span:
    touching = [change for change in changes if change.overlaps(word)]
    edges = [word, *touching]
    return Span(start=min(span.start for span in edges), stop=max(span.stop for span in edges))


_TRUST = 4.0  # how many places of the word before it takes to believe what follows it there


def _following(
    hashes: tuple[int, ...], counts: Sequence[int], bits: Sequence[float], count: Callable[[tuple[int, ...]], int]
) -> list[float]:
    """What each word is worth right after the one before it. The place that is looked for is itself not counted."""
    worth = list(bits[:1])
    for at in range(1, len(hashes)):
        together = max(0, count(hashes[at - 1 : at + 1]) - 1)
        chance = (together + _TRUST * 2 ** -bits[at]) / (max(0, counts[at - 1] - 1) + _TRUST)
        worth.append(max(bits[at] / 2, min(bits[at], -math.log2(chance))))
    return worth


# -- marks -----------------------------------------------------------------------------------------------------------


def _marks(changes: Sequence[Alteration], spans: Sequence[Span]) -> tuple[Mark, ...]:
    starts = [span.start for span in spans]
    ordered = sorted(changes, key=lambda change: change.span)
    return tuple(
        Mark(before=bisect_right(starts, change.span.start), span=change.span, ellipsis=change.kind == "ellipsis")
        for change in ordered
    )


def _parts(marks: Sequence[Mark], words: int) -> tuple[int, ...]:
    return tuple(sorted({0, words, *(mark.before for mark in marks if mark.ellipsis)}))
