"""Machine code of kernels, kept in the user's cache: what is kept of it, and by what it is known again."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import llvmlite.binding as llvm  # type: ignore[import-untyped]
import numpy as np

from quoth.cache import cache_folder

__all__ = ["MachineCode", "keep", "kept", "numba_folder"]

VARIABLE = "QUOTH_COMPILED"  # names another folder than the cache's own for compiled code
SEALED = 32  # bytes: what is kept begins with its SHA-256


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineCode:
    """A kernel, compiled for arguments of some kinds: an object file of this machine.

    `entry` is the function in it that takes Python's arguments and returns a value of Python's. `environments` are
    what its functions are to find at places of these names: lists of constants, the entry's own first. `calls` names
    the functions that it calls and does not hold.
    """

    code: bytes
    entry: str
    environments: tuple[tuple[str, tuple[object, ...]], ...]
    calls: tuple[str, ...]


def kept(function: Callable[..., object], kinds: object) -> MachineCode | None:
    """What was kept of the kernel that `function` is for arguments of these `kinds`; None where nothing was, or not
    whole."""
    try:
        data = _place(function, kinds).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data[SEALED:]).digest() != data[:SEALED]:
        return None
    made: MachineCode = pickle.loads(data[SEALED:])  # noqa: S301 - out of the user's own cache
    return made


def keep(function: Callable[..., object], kinds: object, made: MachineCode) -> None:
    """Keep it for later runs. Where the folder cannot be written nothing is kept."""
    data = pickle.dumps(made)
    try:
        place = _place(function, kinds)
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as aside:
            written = Path(aside, place.name)
            written.write_bytes(hashlib.sha256(data).digest() + data)
            written.replace(place)
    except OSError:
        return


def _place(function: Callable[..., object], kinds: object) -> Path:
    """What is kept of a kernel is known again by its code and all that it takes in from elsewhere, by who made it and
    for which machine."""
    what = "\n".join([_maker(), repr(kinds), *_taken_in(function, set())])
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else cache_folder() / "compiled"
    return folder / f"{function.__name__}-{hashlib.sha256(what.encode()).hexdigest()[:32]}"


@cache
def _maker() -> str:
    """The versions of all that has a part in it, and the processor."""
    here = Path(__file__)
    files = (here, here.with_name("compiling.py"), numba_folder() / "_version.py")
    written = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    features = llvm.get_host_cpu_features().flatten()
    return repr([*written, sys.version, np.__version__, sys.platform, llvm.get_host_cpu_name(), features])


@cache
def numba_folder() -> Path:
    """Where numba is installed, which is not loaded for it."""
    found = importlib.util.find_spec("numba")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


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
