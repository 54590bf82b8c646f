"""The one coordinate system: code points, half open, into the text of a manuscript or a witness."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Letters", "OffsetMap", "Span"]


class Letters(Protocol):
    """A text that can be measured and cut: a string, or one that lies on the disk."""

    def __len__(self) -> int: ...
    def __getitem__(self, stretch: slice, /) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Code points `start` up to, not including, `stop`. An empty span is a place between two letters."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"not a span: {self.start}..{self.stop}")

    def __len__(self) -> int:
        return self.stop - self.start

    def __bool__(self) -> bool:
        return True  # an empty span is still a place

    def of(self, text: Letters) -> str:
        """The letters of `text` that lie in this span."""
        return text[self.start : self.stop]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside (a span holds itself)."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.stop and other.start < self.stop

    def shifted(self, by: int) -> Span:
        return Span(start=self.start + by, stop=self.stop + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetMap:
    """From offsets in a derived text back to offsets in the text it was made from.

    `derived[i]` and `origin[i]` are where the i-th unbroken stretch begins in each; both ascend, both
    begin at 0. Inside a stretch the two advance letter for letter.
    """

    derived: tuple[int, ...]
    origin: tuple[int, ...]

    def back(self, offset: int) -> int:
        """Where the letter at `offset` of the derived text stood."""
        stretch = bisect_right(self.derived, offset) - 1
        return self.origin[stretch] + offset - self.derived[stretch]

    def span_back(self, span: Span) -> Span:
        """The origin of every letter of `span`, from its first to its last."""
        start = self.back(span.start)
        return Span(start=start, stop=start if not len(span) else self.back(span.stop - 1) + 1)
