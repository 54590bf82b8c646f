"""The text as the body of a TEI document, letter for letter: `"".join(body.itertext())` is the manuscript's text.

Offsets into the one are offsets into the other. What XML has no letter for is U+FFFD in both countings.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from quoth.model.manuscript import Block
from quoth.model.text import Span
from quoth.portrait.markup import Element, append
from quoth.portrait.tei.elements import element, local
from quoth.portrait.tei.nesting import Layer, Layers, Piece, nested

__all__ = ["body"]

_BLANK: Final = re.compile(r"[ \t\r\n]*\Z")  # may stand between elements where no text may
_LINE: Final = re.compile(r"[^\r\n]+")

# What TEI lets no such element hold (P5, macro.phraseSeq and the models of bibl and date).
_SPOKEN: Final = frozenset({"quote", "said"})
_REFUSED: Final = {
    "bibl": _SPOKEN,
    "date": _SPOKEN | {"bibl"},
    **dict.fromkeys(("persName", "placeName", "citedRange", "term", "soCalled"), frozenset({"bibl"})),
}
_ALONE: Final = {"quote": "quote", "epigraph": "quote", "note": "note", "bibliography": "bibl"}


def body(text: str, blocks: Sequence[Block], layers: Sequence[Layer]) -> Element:
    """The body. Nothing of the text or of the layers is lost, whatever they cross."""
    return _Body(text, layers).of(list(_units(text, blocks)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A stretch that is one element. `held`: the element that holds it and its neighbours, unless it `begins` one of
    its own. `level` is that of a heading."""

    span: Span
    tag: str
    kind: str = ""
    held: str = ""
    begins: bool = False
    level: int = 0


def _units(text: str, blocks: Sequence[Block]) -> Iterator[_Unit]:
    """All letters but white space stand in one."""
    at = 0
    for block in blocks:
        yield from _stray(text, at, block.span.start)
        yield from _of_block(text, block)
        at = max(at, block.span.stop)
    yield from _stray(text, at, len(text))


def _stray(text: str, start: int, stop: int) -> Iterator[_Unit]:
    """Letters that no block has."""
    if start < stop and not _BLANK.match(text[start:stop]):
        yield _Unit(span=Span(start=start, stop=stop), tag="ab", kind="other")


def _of_block(text: str, block: Block) -> Iterator[_Unit]:
    match block.kind:
        case "heading":
            yield _Unit(span=block.span, tag="head", kind=block.kind, level=max(block.level, 1))
        case "paragraph":
            yield _Unit(span=block.span, tag="p")
        case "list":
            yield _Unit(span=block.span, tag="item", held="list")
        case "verse":
            for number, line in enumerate(_LINE.finditer(text, block.span.start, block.span.stop)):
                span = Span(start=line.start(), stop=line.end())
                yield _Unit(span=span, tag="l", held="lg", begins=number == 0)
        case _:
            yield _Unit(span=block.span, tag="ab", kind=block.kind)


class _Body:
    """One text being written. What lies over nothing but the white space between blocks is a place there."""

    def __init__(self, text: str, layers: Sequence[Layer]) -> None:
        self.text = text
        self.layers = Layers(layers)
        self.named = layers
        self.places: deque[Layer] = deque()
        self.times: Counter[str] = Counter()  # how many pieces of each id have been written
        self.of_id: Counter[str] = Counter()  # and how many there are

    def of(self, units: Sequence[_Unit]) -> Element:
        pieces = [nested(self.layers.over(unit.span), unit.span) for unit in units]
        self.of_id.update(piece.layer.id for each in pieces for piece in each)
        places = (layer for layer in self.named if not len(layer.span) or (layer.id and not self.of_id[layer.id]))
        self.places.extend(sorted(places, key=lambda layer: layer.span.start))
        root = element("body")
        opened, at = [(0, root)], 0  # the divisions that are open, with their levels
        for unit, over in zip(units, pieces, strict=True):
            holder = self._holder(unit, opened, self.text[at : unit.span.start])
            append(holder, self._unit(unit, deque(over)))
            at = unit.span.stop
        self._close(opened[-1][1], at)
        return root

    def _holder(self, unit: _Unit, opened: list[tuple[int, Element]], blank: str) -> Element:
        """The element that `unit` goes into, with the white space before it."""
        if unit.tag == "head":
            return self._division(unit, opened, blank)
        division = opened[-1][1]
        last = division[-1] if len(division) else None
        if unit.held and not unit.begins and last is not None and local(last) == unit.held:
            append(last, blank)
            return last
        append(division, blank)
        if not unit.held:
            return division
        holder = element(unit.held)
        append(division, holder)
        return holder

    def _division(self, unit: _Unit, opened: list[tuple[int, Element]], blank: str) -> Element:
        """A heading begins a division, and ends those that are not above it."""
        while opened[-1][0] >= unit.level:
            opened.pop()
        append(opened[-1][1], blank)
        division = element("div")
        append(opened[-1][1], division)
        opened.append((unit.level, division))
        return division

    def _close(self, division: Element, at: int) -> None:
        """The end of the text, and what stands behind all of it; no body is quite empty."""
        append(division, self.text[at:])
        if self.places or not len(division):
            left = element("ab")
            append(division, left)
            self._letters(left, len(self.text), len(self.text))

    def _unit(self, unit: _Unit, pieces: deque[Piece]) -> Element:
        made = element(unit.tag, {"type": unit.kind} if unit.tag == "ab" else {})
        self._fill(made, unit.span, pieces)
        self._letters(made, unit.span.stop, unit.span.stop)
        return _alone(made, unit.kind)

    def _fill(self, into: Element, span: Span, pieces: deque[Piece]) -> None:
        """The letters of `span`, and the pieces that lie in it."""
        at = span.start
        while pieces and pieces[0].span.start < span.stop:
            piece = pieces.popleft()
            self._letters(into, at, piece.span.start, piece.span.start)
            inner = self._opened(piece.layer, local(into))
            append(into, inner)
            self._fill(inner, piece.span, pieces)
            at = piece.span.stop
        self._letters(into, at, span.stop, span.stop - 1)

    def _letters(self, into: Element, start: int, stop: int, last: int | None = None) -> None:
        """Letters, and the places between them; at `stop` itself only where `last` says so, or nothing does."""
        last = stop if last is None else last
        while self.places and self.places[0].span.start <= last:
            place = self.places.popleft()
            cut = max(start, place.span.start)
            append(into, self.text[start:cut])
            append(into, self._opened(place, local(into)))
            start = cut
        append(into, self.text[start:stop])

    def _opened(self, layer: Layer, parent: str) -> Element:
        """The element of a layer. What has several pieces names the one before and the one behind; what its parent may
        not hold is a segment, of which @type says what it is."""
        refused = layer.tag in _REFUSED.get(parent, ()) or (layer.tag == "citedRange" and parent != "bibl")
        attributes = {"type": layer.tag} if refused else dict(layer.attributes)
        if refused:
            attributes |= {name: layer.attributes.get(name, "") for name in ("n", "ana", "source", "corresp", "cert")}
        return element("seg" if refused else layer.tag, attributes | self._joined(layer), id=self._named(layer))

    def _named(self, layer: Layer) -> str:
        if not layer.id:
            return ""
        self.times[layer.id] += 1
        return _id(layer, self.times[layer.id])

    def _joined(self, layer: Layer) -> dict[str, str]:
        """Called before the piece is counted."""
        time = self.times[layer.id] + 1
        if not layer.id:
            return {}
        return {
            "prev": f"#{_id(layer, time - 1)}" if time > 1 else "",
            "next": f"#{_id(layer, time + 1)}" if time < self.of_id[layer.id] else "",
        }


def _id(layer: Layer, time: int) -> str:
    return layer.id if time == 1 else f"{layer.id}.{time}"


def _alone(made: Element, kind: str) -> Element:
    """A block that is nothing but one quotation, note or reference is that."""
    inner = made[0] if len(made) == 1 and not made.text and not made[0].tail else None
    if inner is None or kind not in _ALONE or local(inner) != _ALONE[kind]:
        return made
    if local(inner) == "quote":
        inner.set("rend", "block" if kind == "quote" else kind)
    return inner
