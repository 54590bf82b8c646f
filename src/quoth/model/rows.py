"""Many small values kept as columns of numbers. A book has thousands of blocks, and few are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import eq
from typing import Final, TypeVar, overload

__all__ = ["NUMBER", "Rows"]

NUMBER: Final = "i"  # how a column holds its numbers: as C's int, in the machine's own order of bytes

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows(Sequence[Value]):
    """Values that are made when they are looked at: `make` of one number of each column. There is a column at least,
    and all are of one length. They equal any other sequence of the same values."""

    columns: tuple[bytes, ...]
    make: Callable[..., Value]

    def column(self, number: int) -> Sequence[int]:
        """The numbers of a column, one a value."""
        return memoryview(self.columns[number]).cast(NUMBER)

    def __len__(self) -> int:
        return len(self.column(0))

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, at: int | slice) -> Value | tuple[Value, ...]:
        if isinstance(at, slice):
            return tuple(self._made(column[at] for column in self._columns()))
        return self.make(*(column[at] for column in self._columns()))

    def __iter__(self) -> Iterator[Value]:
        return self._made(self._columns())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Rows) and (self.columns, self.make) == (other.columns, other.make):
            return True
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _columns(self) -> Iterator[Sequence[int]]:
        return map(self.column, range(len(self.columns)))

    def _made(self, columns: Iterable[Sequence[int]]) -> Iterator[Value]:
        return map(self.make, *columns)
