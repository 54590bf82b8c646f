"""Rows that are unpacked when first looked at: nobody reads the pages of ten thousand books to check one life."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from quoth.model.rows import Rows
from quoth.model.text import Span

__all__ = ["Late", "edges", "packed", "pairs", "unpacked"]

Item = TypeVar("Item")
Plain = Sequence[Sequence[Any]]


class Late(Sequence[Item], Generic[Item]):
    """A sequence whose length is known and whose items are made once they are asked for. It equals any other sequence
    of the same items. `plain` are the values that they are made of, where somebody may want those alone."""

    __slots__ = ("_length", "_made", "_make", "plain")

    def __init__(
        self, length: int, make: Callable[[], tuple[Item, ...]], plain: Callable[[], Plain] | None = None
    ) -> None:
        self._length, self._make, self.plain = length, make, plain
        self._made: tuple[Item, ...] | None = None

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        return self._items[at]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and self._items == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(self._items)

    @property
    def _items(self) -> tuple[Item, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made


def pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Where each begins and stops. Those kept as rows, or not yet looked at, are not made."""
    if isinstance(spans, Late) and spans.plain:
        return [(start, stop) for start, stop in spans.plain()]
    if isinstance(spans, Rows):
        return list(zip(spans.column(0), spans.column(1), strict=True))
    return [(span.start, span.stop) for span in spans]


def edges(spans: Sequence[Span]) -> Plain:
    """Where all begin, and where all stop; nothing where there are none."""
    if isinstance(spans, Rows):
        return [list(spans.column(0)), list(spans.column(1))] if spans else []
    return list(zip(*pairs(spans), strict=True))


def packed(columns: Plain) -> bytes:
    """Columns of plain values, all of one length, which pack best; none where there are no values."""
    return zlib.compress(json.dumps(columns).encode(), 1) if columns else b""


def unpacked(data: bytes) -> Plain:
    """The rows of such columns."""
    return list(zip(*json.loads(zlib.decompress(data)), strict=True)) if data else []
