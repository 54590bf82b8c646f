"""Of what kinds the arguments of kernels are: machine code is made for some kinds, and must be given no others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np

__all__ = ["Columns", "kind_of"]

_IN_ROWS, _IN_COLUMNS, _ALIGNED, _WRITEABLE = 0x1, 0x2, 0x100, 0x400  # of numpy's flags those that the code depends on
_MATTERING = _ALIGNED | _WRITEABLE
# Numbers, and which a kernel takes for the same.
_NUMBERS: dict[type, type] = {int: int, np.int64: int, float: float, np.float64: float, bool: bool, np.bool_: bool}


class Columns(tuple[Any, ...]):
    """Arrays and numbers that kernels are given together, again and again: of what kinds they are is seen once."""

    kinds: tuple[object, ...]

    def __new__(cls, values: Iterable[Any]) -> Self:
        self = super().__new__(cls, values)
        self.kinds = tuple(map(kind_of, self))
        return self


def kind_of(argument: object) -> object:
    """What the code for an argument depends on: arguments of one kind are of one type to numba."""
    kind = type(argument)
    if isinstance(argument, np.ndarray):
        flags = argument.flags.num
        order = _IN_ROWS if flags & _IN_ROWS else flags & _IN_COLUMNS
        return argument.dtype, argument.ndim, flags & _MATTERING | order
    if kind in _NUMBERS:
        return _NUMBERS[kind]
    if isinstance(argument, tuple):
        return argument.kinds if isinstance(argument, Columns) else tuple(map(kind_of, argument))
    return kind
