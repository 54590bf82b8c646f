"""Compiled code: the one place that says how a kernel is made.

A kernel is a function on arrays and numbers that is compiled to machine code when it is first called with arguments of
some kinds (see `compiling`). The code is kept in the user's cache (see `machinecode`) and loaded from there in a
millisecond by later runs (see `linking`); where the cache cannot be written it is compiled anew each time. While a
kernel runs other threads may. Every kernel has a plain twin in `tests/naive.py`.

Nothing of the compiler is loaded before there is something to compile, and nothing at all before a kernel is called.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property, update_wrapper
from threading import RLock
from typing import Any, TypeVar, cast

import numpy as np

from quoth.kinds import kind_of

__all__ = ["kernel", "signed"]

Function = TypeVar("Function", bound=Callable[..., object])

UNCOMPILED = "NUMBA_DISABLE_JIT"  # numba's own name: who sets it has kernels run as the Python that they are written in

_MAKING = RLock()  # held while code is loaded or compiled: two threads may call a kernel first


class _Kernel:
    """The function, to be called; and what numba asks of one that another kernel calls."""

    def __init__(self, function: Callable[..., object]) -> None:
        self.py_func = function
        self._made: dict[tuple[object, ...], Callable[..., object]] = {}  # by the kinds of arguments
        update_wrapper(self, function)

    def __call__(self, *arguments: object) -> object:
        kinds = tuple(map(kind_of, arguments))
        made = self._made.get(kinds) or self._make(kinds, arguments)
        return made(*arguments)

    def _make(self, kinds: tuple[object, ...], arguments: tuple[object, ...]) -> Callable[..., object]:
        with _MAKING:
            if kinds not in self._made:
                self._made[kinds] = self.py_func if _is_uncompiled() else self._code(kinds, arguments)
            return self._made[kinds]

    def _code(self, kinds: tuple[object, ...], arguments: tuple[object, ...]) -> Callable[..., object]:
        from quoth.linking import linked  # noqa: PLC0415
        from quoth.machinecode import keep, kept  # noqa: PLC0415

        made = kept(self.py_func, kinds)
        called = linked(self.py_func, made) if made else None
        if called:
            return called
        from quoth.compiling import compiled  # noqa: PLC0415

        made = compiled(self.dispatcher, arguments)
        keep(self.py_func, kinds, made)
        return linked(self.py_func, made) or cast(Callable[..., object], self.dispatcher)

    @cached_property
    def dispatcher(self) -> Any:
        """numba's, which compiles for arguments of any kinds."""
        from quoth.compiling import dispatcher  # noqa: PLC0415

        return dispatcher(self.py_func)

    @property
    def _numba_type_(self) -> Any:
        return self.dispatcher._numba_type_


def _is_uncompiled() -> bool:
    return os.environ.get(UNCOMPILED, "0") not in {"", "0"}


def kernel(function: Function) -> Function:
    """Compile `function` for the types it is called with. Indices are not checked: a kernel stays inside its arrays by
    itself. Division is that of machines: by zero it gives infinity and raises nothing."""
    return cast(Function, _Kernel(function))


@kernel
def signed(number: np.integer[Any]) -> int:
    """The number as a kernel reckons with it, signed and 64 bits wide: of an unsigned one and a signed one the machine
    makes a fraction."""
    return np.int64(number)  # type: ignore[return-value]
