"""Does a passage stand where a cite says it stands? Page labels are compared as print means them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quoth.find.numerals import FOLLOWING, roman_value
from quoth.model.citation import Cite, Locator
from quoth.model.source import Witness
from quoth.model.text import Span

__all__ = ["A_PAGE", "Leaves", "Standing", "page_number", "stands_at", "volumes_named"]

Standing = Literal["cited", "other", "none", "unpaged", "unknown"]

A_PAGE = 3000  # letters of a page whose end is not marked
FOLLOWING_PAGES = 10  # how far "125 ff." may reach: nobody says, and a longer stretch would have been given its end


def stands_at(locators: Sequence[Locator], pages: Sequence[str], volume: str | None = None) -> Standing:
    """Whether a passage that touches `pages` of `volume` stands on a page that `locators` name.

    `volume` is the number of the passage's own volume, None where the file says none: then every volume is as
    good. "cited": it does; "other": it stands elsewhere; "none": no place is cited; "unpaged": the file has no page
    labels there; "unknown": the cite names chapters, dates or "passim", which cannot be held against a page.
    """
    if not locators:
        return "none"
    if not pages:
        return "unpaged"
    paged = [locator for locator in locators if locator.kind == "page" and locator.first]
    labels = [label for page in pages for label in _labels(page)]
    if any(_named(at).holds(label) for at in paged if _may_be_in(at, volume) for label in labels):
        return "cited"
    if not all(map(_labels, pages)):  # it touches a page that nobody knows the number of
        return "unknown" if labels else "unpaged"
    vague = [locator for locator in locators if locator.kind not in {"page", "note"} and _may_be_in(locator, volume)]
    return "other" if paged and not vague else "unknown"


@dataclass(frozen=True, slots=True)
class Leaves:
    """The pages of one file, to be asked often: the stretch of its text that each is, and which are so called. Pages
    that are only counted are called nothing. The last page of a file has no end: a page of letters."""

    stretches: tuple[Span, ...]
    called: Mapping[tuple[str, int] | str, Sequence[int]]

    @classmethod
    def of(cls, witness: Witness) -> Leaves:
        marks = tuple(witness.pages)
        ends = [*(mark.offset for mark in marks[1:]), marks[-1].offset + A_PAGE] if marks else []
        called: dict[tuple[str, int] | str, list[int]] = {}
        for number, mark in enumerate(marks):
            for label in () if mark.counted else _labels(mark.label):
                called.setdefault(label, []).append(number)
        spans = (Span(start=mark.offset, stop=end) for mark, end in zip(marks, ends, strict=True))
        return cls(stretches=tuple(spans), called=called)

    def cited(self, locators: Sequence[Locator], volume: str | None = None) -> tuple[Span, ...]:
        """Those that `locators` name, in order of the text. `volume` as in `stands_at`."""
        named = [_named(at) for at in locators if at.kind == "page" and at.first and _may_be_in(at, volume)]
        numbers = {number for reach in named for label in reach.labels(self.called) for number in self.called[label]}
        return tuple(self.stretches[number] for number in sorted(numbers))


def volumes_named(cite: Cite) -> tuple[str, ...]:
    """The volumes a cite names, in order, each once; () where it names none."""
    named = [cite.volume, *(locator.volume for locator in cite.locators)]
    return tuple(dict.fromkeys(volume for volume in named if volume))


def page_number(label: str) -> int | None:
    """The number of a page in arabic figures, of the first of two on one scan; None for roman and other labels."""
    read = _labels(label)[:1]
    return read[0][1] if read and isinstance(read[0], tuple) and read[0][0] == "arabic" else None


def _may_be_in(locator: Locator, volume: str | None) -> bool:
    return locator.volume is None or volume is None or locator.volume == volume


@lru_cache(maxsize=1 << 14)  # books have the same page numbers
def _labels(page: str) -> tuple[tuple[str, int] | str, ...]:
    """What a page is called: "12–13" are two pages on one scan; () where nobody knows."""
    return tuple(_label(part) for part in page.split("–") if part.strip())


@lru_cache(maxsize=1 << 14)
def _label(page: str) -> tuple[str, int] | str:
    """A page label as kind of numbering and number; other labels ("23r") as they are, folded."""
    bare = page.strip().strip("[](){}").removeprefix("p.").strip().lower()
    if bare.isdecimal():
        return ("arabic", int(bare))
    value = roman_value(bare)
    if value is not None:
        return ("roman", value)
    lettered = re.fullmatch(r"(\d+)[a-d]", bare)
    return ("arabic", int(lettered[1])) if lettered else bare


@dataclass(frozen=True, slots=True)
class _Reach:
    """The pages that one locator names: those `exactly` so called, and those numbered `low` to `high` in one way."""

    exactly: frozenset[tuple[str, int] | str]
    numbering: str = ""
    low: int = 0
    high: int = -1

    def holds(self, label: tuple[str, int] | str) -> bool:
        if isinstance(label, str) or label[0] != self.numbering:
            return label in self.exactly
        return self.low <= label[1] <= self.high

    def labels(self, known: Collection[tuple[str, int] | str]) -> Iterator[tuple[str, int] | str]:
        """Those of `known` that it holds, each once."""
        if self.high - self.low > len(known):
            yield from filter(self.holds, known)
        else:
            named = {(self.numbering, number) for number in range(self.low, self.high + 1)} | self.exactly
            yield from (label for label in named if label in known)


def _named(locator: Locator) -> _Reach:
    return _reach(locator.first or "", locator.last)


@lru_cache(maxsize=1 << 12)
def _reach(named: str, until: str | None) -> _Reach:
    first = _label(named)
    if until is None or isinstance(first, str):
        return _Reach(frozenset({first} if until is None else {first, _label(until)}))
    if until == FOLLOWING:
        return _Reach(frozenset(), first[0], first[1], first[1] + FOLLOWING_PAGES)
    last = _label(until)
    if isinstance(last, str) or last[0] != first[0]:
        return _Reach(frozenset({first, last}))
    return _Reach(frozenset(), first[0], *sorted((first[1], last[1])))
