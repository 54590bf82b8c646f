"""How a stretch of the manuscript becomes elements: what lies over its letters, one layer on the other.

A layer is a stretch that has an element of its own: a quotation, italics, a date. Layers may cross each other, which
elements cannot: where two cross, the later one is closed and opened again. A sign stands between two letters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from quoth.model.text import Span
from quoth.portrait.markup import Element, append, el

__all__ = ["Layer", "Setting", "Sign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """`rank` decides which of two layers over the same letters is the outer one, the lower. `id` is given to the first
    of its elements. `gone`: the letters are not shown."""

    span: Span
    tag: str = "span"
    css: str = ""
    id: str = ""
    rank: int = 0
    gone: bool = False
    href: str = ""

    @property
    def order(self) -> tuple[int, int, int, str]:
        return self.rank, self.span.start, -self.span.stop, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An element that stands at an offset; those of lower `rank` first. Every sign is made once."""

    at: int
    rank: int
    make: Callable[[], Element]


class Setting:
    """One manuscript being set. Every stretch of it is set once, so that nothing has its id twice."""

    def __init__(self, text: str, layers: Sequence[Layer], signs: Sequence[Sign]) -> None:
        self.text = text
        self.layers = sorted((layer for layer in layers if len(layer.span)), key=lambda layer: layer.span)
        self.starts = [layer.span.start for layer in self.layers]
        self.reach = list(accumulate((layer.span.stop for layer in self.layers), max))
        self.signs = sorted(signs, key=lambda sign: (sign.at, sign.rank))
        self.signed = [sign.at for sign in self.signs]
        self.named: set[str] = set()

    def over(self, span: Span) -> list[Layer]:
        """The layers that share a letter with `span`, the outer ones first."""
        last = bisect_left(self.starts, span.stop)
        first = bisect_right(self.reach, span.start, hi=last)
        return sorted((each for each in self.layers[first:last] if each.span.overlaps(span)), key=lambda x: x.order)

    def set(self, span: Span, *, last: bool = True) -> Element:
        """A `div` of the letters of `span` with all that lies over them. A sign at its very end belongs to it, unless
        another stretch begins there: `last` is then False."""
        root = el("div")
        layers = self.over(span)
        end = bisect_right(self.signed, span.stop) if last else bisect_left(self.signed, span.stop)
        signs = self.signs[bisect_left(self.signed, span.start) : end]
        standing = iter([*signs, None])
        sign = next(standing)
        opened: list[tuple[Layer, Element]] = []
        for start, stop in self._stretches(span, layers, signs):
            covering = [layer for layer in layers if layer.span.start <= start and stop <= layer.span.stop]
            del opened[_common(opened, covering) :]
            while sign is not None and sign.at <= start:
                append(opened[-1][1] if opened else root, sign.make())
                sign = next(standing)
            if not any(layer.gone for layer in covering):
                append(self._opened(root, opened, covering), self.text[start:stop])
        append(root, [sign.make() for sign in (sign, *standing) if sign is not None])
        return root

    def _stretches(self, span: Span, layers: Sequence[Layer], signs: Sequence[Sign]) -> Iterator[tuple[int, int]]:
        """`span` cut wherever a layer begins or ends or a sign stands."""
        cuts = {span.start, span.stop, *(sign.at for sign in signs)}
        cuts.update(cut for layer in layers for cut in (layer.span.start, layer.span.stop))
        return pairwise(sorted(cut for cut in cuts if span.start <= cut <= span.stop))

    def _opened(self, root: Element, opened: list[tuple[Layer, Element]], covering: Sequence[Layer]) -> Element:
        """The innermost element, once those of all `covering` layers are open."""
        for layer in covering[len(opened) :]:
            element = el(layer.tag, self._attributes(layer))
            append(opened[-1][1] if opened else root, element)
            opened.append((layer, element))
        return opened[-1][1] if opened else root

    def _attributes(self, layer: Layer) -> dict[str, str]:
        first = layer.id and layer.id not in self.named
        self.named.add(layer.id)
        linked = {"href": layer.href} if layer.href else {}
        return ({"id": layer.id} if first else {}) | linked | ({"class": layer.css} if layer.css else {})


def _common(opened: Sequence[tuple[Layer, Element]], covering: Sequence[Layer]) -> int:
    """How many of the open layers, from the outermost, go on."""
    pairs = zip(opened, covering, strict=False)
    return next(
        (at for at, ((layer, _), other) in enumerate(pairs) if layer is not other), min(len(opened), len(covering))
    )
