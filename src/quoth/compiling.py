"""How a kernel is compiled, and its code kept in the user's cache: numba, and what we have it do otherwise.

Importing this module takes a third of a second: `compiled` does, when the first kernel is called.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import llvmlite.binding as llvm  # type: ignore[import-untyped]
import numba
import numpy as np
from numba.core import caching, codegen, environment, event
from numba.core.runtime.nrt import rtsys

from quoth.cache import cache_folder
from quoth.preparing import announce

__all__ = ["dispatcher"]

KEPT = "NUMBA_CACHE_DIR"  # numba's own name for the place; who sets it has chosen


def _kept() -> bool:
    """Whether compiled code can be kept; says numba where."""
    chosen = os.environ.get(KEPT)
    folder = Path(chosen) if chosen else cache_folder() / "compiled"
    if not _is_writable(folder):
        return False
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
    return True


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


_KEEP = _kept()


class _Announced(event.Listener):
    """Hears of every function that is compiled, and of none that is loaded from where it is kept."""

    def on_start(self, event: Any) -> None:
        announce(event.data["dispatcher"].py_func.__name__)

    def on_end(self, event: Any) -> None:
        """The next one says that it begins."""


event.register("numba:compile", _Announced())  # type: ignore[no-untyped-call]


class _Library(codegen.JITCodeLibrary):
    """numba's own, but that the bitcode of one that was kept, which lies beside its machine code, is read when another
    kernel is compiled that calls it, and not before: to read it and its names takes longer than all the rest."""

    _bitcode: bytes | None = None  # of one that was kept, while nobody has asked for it

    @classmethod
    def _unserialize(cls, codegen: Any, state: Any) -> Any:
        name, _, (machine_code, bitcode) = state
        self = codegen.create_library(name)
        self.enable_object_caching()
        self._set_compiled_object(machine_code)
        self._finalize_final_module()
        self._bitcode = bitcode
        return self

    def _get_module_for_linking(self) -> Any:
        if self._bitcode is not None:
            self._shared_module, self._bitcode = llvm.parse_bitcode(self._bitcode), None
            self._codegen._engine._load_defined_symbols(self._shared_module)  # type: ignore[no-untyped-call]
        return super()._get_module_for_linking()  # type: ignore[no-untyped-call]

    def get_pointer_to_function(self, name: str) -> Any:
        """What was kept has the functions that it was kept for; numba looks them up among the names."""
        if self._bitcode is not None:
            return self._codegen._engine.get_function_address(name)
        return super().get_pointer_to_function(name)  # type: ignore[no-untyped-call]


def _environment(module: str, constants: Any, name: str) -> Any:
    """numba's own, which loads the module of every function that a kernel was compiled with, for its globals: compiled
    code has no use for these, and of numba's own modules some are slow to load."""
    known = environment.lookup_environment(name)  # type: ignore[no-untyped-call]
    if known is not None:
        return known
    made: Any = environment.Environment({"__name__": module})
    made.consts[:] = constants
    made.env_name = name
    environment.Environment._memo[name] = made
    return made


environment._rebuild_env = _environment


class _Kept(caching.FunctionCache):
    """numba's own, which before it loads a kernel makes ready to compile one: that takes longer than the loading, and
    is done all the same by numba's compiler as soon as there is something to compile. What the code that was kept
    calls must be there: numba's runtime. numba sees that the file of a kernel has changed, and not that something has
    that was taken from another file."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        rtsys.initialize(target_context)
        target_context.codegen()._library_class = _Library
        with self._guard_against_spurious_io_errors():
            return self._load_overload(sig, target_context)  # type: ignore[no-untyped-call]

    def _index_key(self, sig: Any, codegen: Any) -> Any:
        taken = hashlib.sha256("\n".join(_taken_in(self._py_func, set())).encode()).hexdigest()
        return (*super()._index_key(sig, codegen), taken)  # type: ignore[no-untyped-call]


def _taken_in(function: Any, known: set[Any]) -> Iterator[str]:
    """All that a kernel is compiled from, in words: its code and its constants, and the same of the kernels that it
    calls, wherever they stand."""
    codes = [function.__code__]
    for code in codes:
        codes += (constant for constant in code.co_consts if isinstance(constant, CodeType))
        yield code.co_code.hex() + repr([each for each in code.co_consts if not isinstance(each, CodeType)])
        for name in code.co_names:
            yield from _named(name, function.__globals__.get(name), known)


def _named(name: str, value: Any, known: set[Any]) -> Iterator[str]:
    called = getattr(value, "py_func", None)
    if hasattr(value, "__qualname__") and called is None:  # a type, or a function of the same name as a field: where
        yield f"{name} {value.__module__} {value.__qualname__}"  # it lies in memory is another place in every run
    elif called is None:
        yield f"{name} {value.tobytes().hex() if isinstance(value, np.ndarray) else value!r}"
    elif called not in known:
        known.add(called)
        yield from _taken_in(called, known)


def dispatcher(function: Callable[..., object]) -> Any:
    """What compiles `function` for the types it is called with, or loads what was kept for them, and calls that."""
    compiled: Any = numba.njit(nogil=True, error_model="numpy")(function)
    if _KEEP:
        compiled._cache = _Kept(function)  # type: ignore[no-untyped-call]
    return compiled
