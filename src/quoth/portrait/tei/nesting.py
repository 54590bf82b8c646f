"""What lies over a text, made to nest: elements hold one another or stand apart, stretches of a text may cross.

Of two that cross, the later one is cut where the earlier one ends, and goes on behind it as another piece.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from itertools import accumulate

from quoth.model.text import Span

__all__ = ["Layer", "Layers", "Piece", "nested"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A stretch that has an element of its own, or a place between two letters that has one. `rank` decides which of
    two over the same letters is the outer one, the lower."""

    span: Span
    tag: str
    rank: int = 0
    id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A layer, as far as it lies in `span`."""

    layer: Layer
    span: Span


class Layers:
    """The layers that have letters, quickly found by where they lie."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = sorted((layer for layer in layers if len(layer.span)), key=lambda layer: layer.span)
        self.starts = [layer.span.start for layer in self.layers]
        self.reach = list(accumulate((layer.span.stop for layer in self.layers), max))

    def over(self, span: Span) -> list[Layer]:
        """Those that share a letter with `span`."""
        if not len(span):
            return []
        last = bisect_left(self.starts, span.stop)
        first = bisect_right(self.reach, span.start, hi=last)
        return [layer for layer in self.layers[first:last] if layer.span.overlaps(span)]


def nested(layers: Sequence[Layer], within: Span) -> list[Piece]:
    """The pieces in the order in which they open, outer ones first; any two hold one another or stand apart. Together
    they cover what the layers cover of `within`."""
    waiting = [_entry(Piece(layer=layer, span=_cut(layer.span, within)), n) for n, layer in enumerate(layers)]
    heapify(waiting)
    pieces: list[Piece] = []
    around: list[int] = []  # where the pieces end that are open, the outermost first
    while waiting:
        *_, number, piece = heappop(waiting)
        while around and around[-1] <= piece.span.start:
            around.pop()
        if around and piece.span.stop > around[-1]:
            rest = replace(piece, span=Span(start=around[-1], stop=piece.span.stop))
            heappush(waiting, _entry(rest, number))
            piece = replace(piece, span=Span(start=piece.span.start, stop=around[-1]))
        around.append(piece.span.stop)
        pieces.append(piece)
    return pieces


def _entry(piece: Piece, number: int) -> tuple[int, int, int, int, Piece]:
    """What opens first and reaches furthest is outside. The number parts any two, so that pieces are never compared."""
    return piece.span.start, -piece.span.stop, piece.layer.rank, number, piece


def _cut(span: Span, within: Span) -> Span:
    return Span(start=max(span.start, within.start), stop=min(span.stop, within.stop))
