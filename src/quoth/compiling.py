"""How a kernel is compiled: by numba, which takes a tenth of a second to load. `compiled` does so when there is machine
code to be made, and not where it was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numba
from numba.core import event
from numba.extending import typeof_impl

from quoth.kinds import Columns
from quoth.machinecode import MachineCode
from quoth.preparing import announce

__all__ = ["compiled", "dispatcher"]


class _Announced(event.Listener):
    """Hears of every function that is compiled."""

    def on_start(self, event: Any) -> None:
        announce(event.data["dispatcher"].py_func.__name__)

    def on_end(self, event: Any) -> None:
        """The next one says that it begins."""


event.register("numba:compile", _Announced())  # type: ignore[no-untyped-call]


@typeof_impl.register(Columns)
def _typed(columns: Columns, context: Any) -> Any:
    return typeof_impl(tuple(columns), context)


def dispatcher(function: Callable[..., object]) -> Any:
    """What compiles `function` for the types it is called with, and calls that."""
    return numba.njit(nogil=True, error_model="numpy")(function)


def compiled(dispatcher: Any, arguments: Sequence[object]) -> MachineCode:
    """What `dispatcher` calls for arguments like these."""
    types = tuple(map(numba.typeof, arguments))
    dispatcher.compile(types)
    result = dispatcher.overloads[types]
    library, own = result.library, result.environment
    others = [each for each in result._find_referenced_environments() if each.env_name != own.env_name]
    return MachineCode(
        code=library._get_compiled_object(),
        entry=result.fndesc.llvm_cpython_wrapper_name,
        environments=tuple((each.env_name, tuple(each.consts)) for each in (own, *others)),
        calls=tuple(each.name for each in library._final_module.functions if _is_called(each)),
    )


def _is_called(function: Any) -> bool:
    """Whether it is another's, and not one of those that LLVM puts code in the place of."""
    return bool(function.is_declaration) and not function.name.startswith("llvm.")
