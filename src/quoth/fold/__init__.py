"""Folding: from a text to its words, as they are compared, and back to the letters they were made of.

Two texts fold to the same words where they differ only in what no reader hears: case, diacritics, ligatures, long s,
points, quotation marks, apostrophes, hyphens at line ends, invisible letters. What a fold does:

- letters lose case, diacritics and typographic form (NFKD, case folding; æ is ae, ß is ss, ſ is s, ø is o, þ is th);
- apostrophes inside a word are dropped ("don’t", "dont"); invisible letters (soft hyphen, joiners) vanish;
- a hyphen parts words ("to-day" is two), but at a line end it is the printer's and the halves join, unless the second
  begins with a capital of its own ("Anglo-⏎Saxon") or a side ends in a figure;
- brackets inside a word vanish: "[T]he" is "the", "colo[u]r" is "color";
- figures of every script are 0 to 9; superscript ones are note marks and no words;
- "&" is the word "and";
- in scripts written without spaces (ideographs, kana, Thai, Lao, Khmer, Burmese) each letter with its marks is a word.

A word's hash is the CRC-32 of its folded letters in UTF-8: the same on every machine. 0 is never a hash.

A short text is cut into pieces, each spelled letter by letter (`spelling.py`). A long one is walked by a kernel
(`walking.py`): over a hundred times as quick, but some hundredths of a second to load. Both say the same of every text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quoth.fold.spelling import Words, folded, hashed, spelled
from quoth.model.text import Span

__all__ = ["SHORT", "Words", "fold", "folded", "hashed", "prepare"]

SHORT = 300  # letters; spelling them takes a twentieth of a millisecond


def fold(text: str, skip: Sequence[Span] = ()) -> Words:
    """The words of `text`. What lies in `skip` is passed over: a word interrupted by it is one word."""
    kept = _without_blanks(text, _kept(len(text), skip))
    if len(kept) == 1:  # a book between the two ends of a licence
        return _fold(text, *kept[0])
    words = _fold("".join(text[start:stop] for start, stop in kept))
    last = _unskipped(words.stops - np.int32(1), kept)
    return Words(hashes=words.hashes, starts=_unskipped(words.starts, kept), stops=last + np.int32(1))


def prepare() -> None:
    """Have the kernel for long texts compiled and kept, before many processes want it at the same time."""
    _fold("a " * SHORT)


def _fold(text: str, start: int = 0, stop: int | None = None) -> Words:
    stop = len(text) if stop is None else stop
    if stop - start <= SHORT:
        return spelled(text, start, stop)
    from quoth.fold.walking import walked  # noqa: PLC0415 - loads the compiler

    return walked(text, start, stop)


def _kept(length: int, skip: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretches of 0..length that no span of `skip` covers, in order."""
    kept, at = [], 0
    for span in sorted(skip):
        if at < min(span.start, length):
            kept.append((at, min(span.start, length)))
        at = max(at, span.stop)
    return [*kept, (at, length)] if at < length else kept


def _without_blanks(text: str, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches but for the first and the last of them that are blank: what stands between the paragraphs of a
    licence. A text of which one is left need not be put together."""
    filled = [not text[start:stop].isspace() for start, stop in kept]
    return kept[filled.index(True) : len(kept) - filled[::-1].index(True)] if any(filled) else []


def _unskipped(places: NDArray[np.int32], kept: list[tuple[int, int]]) -> NDArray[np.int32]:
    """The places in the whole text of rising `places` in what is kept of it."""
    starts, stops = np.array(kept, np.int32).reshape(-1, 2).T
    ends = np.cumsum(stops - starts, dtype=np.int32)
    counts = np.diff(np.searchsorted(places, ends), prepend=0)
    return places + np.repeat(stops - ends, counts)
