"""How machine code that was kept is called: linked by LLVM into this process, without the compiler that made it.

numba takes a tenth of a second to load, in every run, and half as much again to find what it has kept. What it makes is
an object file like any other. What that calls are functions of Python, of the C library, and of three small libraries
of numba's, which can be loaded without numba.
"""

from __future__ import annotations

import builtins
import ctypes
import importlib.util
import pickle
import sys
from collections.abc import Callable
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from types import ModuleType
from typing import Any, cast

import llvmlite.binding as llvm  # type: ignore[import-untyped]

from quoth.machinecode import MachineCode, numba_folder

__all__ = ["linked"]


def linked(function: Callable[..., object], made: MachineCode) -> Callable[..., object] | None:
    """The kernel that `function` is, in machine code. None where there is not all that this calls: LLVM would end the
    process. Each kernel has an engine of its own, where no name is another's."""
    try:
        dynamic = _runtime()
    except (ImportError, AttributeError):  # another numba, whose libraries are elsewhere or have other names
        return None
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _target().create_target_machine(jit=True))
    if not all(map(llvm.address_of_symbol, made.calls)):  # it is the engine that makes Python's and C's own known
        return None
    engine.add_object_file(llvm.ObjectFileRef.from_data(made.code))
    engine.finalize_object()
    environments = [_environment(dynamic, engine, *each) for each in made.environments]
    entry = engine.get_function_address(made.entry)
    module, held = sys.modules[function.__module__], (engine, environments)  # as long as the function
    called = dynamic.make_function(module, function.__name__, "", entry, environments[0], held)
    return cast(Callable[..., object], called)


def _environment(dynamic: Any, engine: Any, name: str, constants: tuple[object, ...]) -> Any:
    """The constants, to be found where the code looks for them."""
    environment = dynamic.Environment({})
    environment.consts[:] = constants
    place = ctypes.c_void_p.from_address(engine.get_global_value_address(name))
    place.value = id(environment)
    return environment


@cache
def _target() -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_default_triple()


@cache
def _runtime() -> Any:
    """Make known by name what machine code calls, as numba does when it is loaded; returns the one of numba's small
    libraries that makes functions of Python."""
    helping, dynamic, memory = map(_library, ("_helperlib", "_dynfunc", "core.runtime._nrt_python"))
    memory.memsys_use_cpython_allocator()
    known = {f"numba_{name}": place for library in (helping, dynamic) for name, place in library.c_helpers.items()}
    known |= {name if name[0] == "_" else f"NRT_{name}": place for name, place in memory.c_helpers.items()}
    known |= {f"PyExc_{name}": id(each) for name, each in vars(builtins).items() if _is_exception(each)}
    known |= {"_Py_NoneStruct": id(None), "numba_unpickle": ctypes.cast(_CALLED_BACK, ctypes.c_void_p).value}
    for name, place in known.items():
        llvm.add_symbol(name, place)
    return dynamic


def _unpickled(data: int, size: int, digest: int) -> object:  # noqa: ARG001 - numba's own is called so, and loads numba
    """The value that lies pickled in machine code: the type of the arrays that a kernel returns, or what it raises."""
    return _value(ctypes.string_at(data, size))


@cache
def _value(pickled: bytes) -> object:
    return pickle.loads(pickled)  # noqa: S301 - out of the user's own cache


_CALLED_BACK = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(_unpickled)


def _is_exception(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)


def _library(name: str) -> ModuleType:
    """The library of numba's by the name that it has there, so that numba, if it is loaded later, finds it loaded.
    Raises ImportError where there is none."""
    full = f"numba.{name}"
    if full not in sys.modules:
        stem = numba_folder().joinpath(*name.split("."))
        files = [file for suffix in EXTENSION_SUFFIXES if (file := stem.with_name(stem.name + suffix)).is_file()]
        found = importlib.util.spec_from_file_location(full, files[0]) if files else None
        if found is None or found.loader is None:
            raise ImportError(name=full)
        library = importlib.util.module_from_spec(found)
        found.loader.exec_module(library)
        sys.modules[full] = library
    return sys.modules[full]
