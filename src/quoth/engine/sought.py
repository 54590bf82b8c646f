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

from quoth.fold import fold, folded
from quoth.model.manuscript import Alteration, Quotation
from quoth.model.text import Span

__all__ = ["Mark", "Sought", "sought"]


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
    `following` is what it is worth right after the word before it: words keep company, and the chance that "commons"
    follows "house of" is not that of "commons"; never less than half of `bits`, since many witnesses of one text
    would take all worth from its words.
    `parts` are where the parts between ellipses begin, and the number of words at the end. `emended` are words with
    a bracket inside. `company` are the sums of `following` up to each word.
    """

    text: str
    span: Span
    hashes: tuple[int, ...]
    letters: tuple[str, ...]
    spans: tuple[Span, ...]
    bits: tuple[float, ...]
    following: tuple[float, ...]
    marks: tuple[Mark, ...]
    parts: tuple[int, ...]
    emended: frozenset[int]
    company: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.hashes)

    def worth(self, start: int, stop: int) -> float:
        """Bits of words `start` to `stop` found one right after the other."""
        return self.bits[start] + self.company[stop] - self.company[start + 1] if start < stop else 0.0

    def part_stop(self, word: int) -> int:
        """Where the part that has `word` ends."""
        return self.parts[bisect_right(self.parts, word)]

    def marks_before(self, word: int) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.before == word)

    def broken(self, start: int, stop: int) -> bool:
        """Whether an ellipsis stands between words start−1 and stop."""
        if len(self.parts) == 2 and not self.marks:
            return False
        return any(start <= mark.before <= stop for mark in self.marks if mark.ellipsis)


def sought(text: str, quotation: Quotation, count: Callable[[Sequence[int]], int], total: int) -> Sought:
    """What to seek for `quotation` of the manuscript `text`; `count` tells how often one or two words stand in a
    row in the library, `total` how many words it has."""
    own = quotation.span
    changes = [change for change in quotation.alterations if own.holds(change.span)]
    whole = [change for change in changes if change.kind == "ellipsis" or _stands_alone(text, change.span)]
    skip = [Span(start=max(span.start, own.start), stop=min(span.stop, own.stop)).shifted(-own.start)
            for span in (*quotation.skipped, *(change.span for change in whole)) if span.overlaps(own)]  # fmt: skip
    words = fold(own.of(text), skip)
    spans = tuple(
        Span(start=own.start + start, stop=own.start + stop)
        for start, stop in zip(words.starts.tolist(), words.stops.tolist(), strict=True)
    )
    hashes = tuple(words.hashes.tolist())
    marks = _marks(whole, spans)
    inner = [change.span for change in changes if change not in whole]
    counts = [count((word,)) for word in hashes]
    bits = tuple(math.log2((total + 1) / (often + 0.5)) for often in counts)
    following = _following(hashes, counts, bits, count)
    return Sought(
        text=text,
        span=own,
        hashes=hashes,
        letters=tuple(_letters(text, span, quotation.skipped) for span in spans),
        spans=spans,
        bits=bits,
        following=following,
        company=(0.0, *accumulate(following)),
        marks=marks,
        parts=_parts(marks, len(hashes)),
        emended=frozenset(at for at, span in enumerate(spans) if any(_touches(change, span) for change in inner)),
    )


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a bracket holds words of its own, rather than letters of the word it touches."""
    before, after = text[span.start - 1 : span.start], text[span.stop : span.stop + 1]
    return not (before.isalpha() or after.isalpha())


def _touches(change: Span, word: Span) -> bool:
    return change.start <= word.stop and word.start <= change.stop


def _letters(text: str, span: Span, skipped: Sequence[Span]) -> str:
    if not any(skip.overlaps(span) for skip in skipped):
        return folded(span.of(text))
    return folded("".join(text[at] for at in range(span.start, span.stop) if not _in_any(at, skipped)))


def _in_any(at: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= at < span.stop for span in spans)


_TRUST = 4.0  # how many places of the word before it takes to believe what follows it there


def _following(
    hashes: Sequence[int], counts: Sequence[int], bits: Sequence[float], count: Callable[[Sequence[int]], int]
) -> tuple[float, ...]:
    """`Sought.following`. The place that is looked for is itself not counted."""
    worth = list(bits[:1])
    for at in range(1, len(hashes)):
        together = max(0, count(hashes[at - 1 : at + 1]) - 1)
        chance = (together + _TRUST * 2 ** -bits[at]) / (max(0, counts[at - 1] - 1) + _TRUST)
        worth.append(max(bits[at] / 2, min(bits[at], -math.log2(chance))))
    return tuple(worth)


def _marks(changes: Sequence[Alteration], spans: Sequence[Span]) -> tuple[Mark, ...]:
    starts = [span.start for span in spans]
    ordered = sorted(changes, key=lambda change: change.span)
    return tuple(
        Mark(before=bisect_right(starts, change.span.start), span=change.span, ellipsis=change.kind == "ellipsis")
        for change in ordered
    )


def _parts(marks: Sequence[Mark], words: int) -> tuple[int, ...]:
    return tuple(sorted({0, words, *(mark.before for mark in marks if mark.ellipsis)}))
