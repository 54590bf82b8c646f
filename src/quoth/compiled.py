"""Compiled code: the one place that says how a kernel is made.

A kernel is a function on arrays and numbers that is compiled to machine code when it is first called (see `compiling`).
The code is kept in the user's cache and loaded from there in milliseconds by later runs; where the cache cannot be
written it is compiled anew each time. A kernel lets other threads run meanwhile. Every kernel has a plain twin in
`tests/naive.py`.

Nothing of the compiler is loaded before a kernel is called: a run that calls none does without it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import Any, TypeVar, cast

import numpy as np

__all__ = ["kernel", "signed"]

Function = TypeVar("Function", bound=Callable[..., object])


class _Kernel:
    """The function, to be called; and what numba asks of one that another kernel calls."""

    def __init__(self, function: Callable[..., object]) -> None:
        self.py_func = function
        update_wrapper(self, function)

    def __call__(self, *arguments: object) -> object:
        return self.dispatcher(*arguments)

    @cached_property
    def dispatcher(self) -> Any:
        from quoth.compiling import dispatcher  # noqa: PLC0415

        return dispatcher(self.py_func)

    @property
    def _numba_type_(self) -> Any:
        return self.dispatcher._numba_type_


def kernel(function: Function) -> Function:
    """Compile `function` for the types it is first called with. Indices are not checked: a kernel stays inside its
    arrays by itself. Division is that of machines: by zero it gives infinity and raises nothing."""
    return cast(Function, _Kernel(function))


@kernel
def signed(number: np.integer[Any]) -> int:
    """The number as a kernel reckons with it, signed and 64 bits wide: of an unsigned one and a signed one the machine
    makes a fraction."""
    return np.int64(number)  # type: ignore[return-value]
