"""Machine code that was kept is loaded in milliseconds, and what is not kept is compiled beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

INNER = """
import numpy as np
from quoth.compiled import kernel, signed

TIMES = 2

@kernel
def multiplied(numbers):
    out = np.empty_like(numbers)
    for at in range(len(numbers)):
        out[at] = TIMES * signed(numbers[at])
    return out
"""
OUTER = """
from inner import multiplied
from quoth.compiled import kernel

@kernel
def sum_of_multiplied(numbers):
    sum = 0
    for number in multiplied(numbers):
        sum += number
    return sum
"""
INNER_FIRST = """
import sys
import numpy as np
from inner import multiplied
from outer import sum_of_multiplied

def compiles():
    return "numba" in sys.modules

print(multiplied(np.arange(4)).tolist(), compiles())
print(int(sum_of_multiplied(np.arange(4))), int(sum_of_multiplied(np.arange(5.0))), compiles())
"""
OUTER_ALONE = """
import sys
import numpy as np
from outer import sum_of_multiplied

print(int(sum_of_multiplied(np.arange(4))), "compiled" if "numba" in sys.modules else "loaded")
"""


def _run(program: str, folder: Path) -> list[str]:
    (folder / "outer.py").write_text(OUTER, encoding="utf-8")
    os.utime(folder / "outer.py", (1, 1))
    own = {"QUOTH_COMPILED": str(folder / "kept"), "PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-B", "-c", program], env={**os.environ, **own}, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_a_kept_kernel_is_loaded_without_making_ready_to_compile_and_another_compiled_beside_it(tmp_path: Path) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    _run("import numpy; from inner import multiplied; multiplied(numpy.arange(3))", tmp_path)
    assert _run(INNER_FIRST, tmp_path) == ["[0, 2, 4, 6] False", "12 20 True"]
    assert _run(INNER_FIRST, tmp_path) == ["[0, 2, 4, 6] False", "12 20 False"]


def test_a_kernel_is_compiled_anew_when_what_it_takes_from_another_file_has_changed_and_only_then(
    tmp_path: Path,
) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    assert _run(OUTER_ALONE, tmp_path) == ["12 compiled"]
    (tmp_path / "inner.py").write_text(INNER + "\nOTHER = 5\n", encoding="utf-8")
    assert _run(OUTER_ALONE, tmp_path) == ["12 loaded"]
    (tmp_path / "inner.py").write_text(INNER.replace("TIMES = 2", "TIMES = 3"), encoding="utf-8")
    assert _run(OUTER_ALONE, tmp_path) == ["18 compiled"]
    (tmp_path / "inner.py").write_text(INNER.replace("TIMES * signed", "TIMES + signed"), encoding="utf-8")
    assert _run(OUTER_ALONE, tmp_path) == ["14 compiled"]


@pytest.mark.parametrize("harm", [b"", b"half", bytes(99)])
def test_a_kernel_that_was_not_kept_whole_is_compiled_anew(tmp_path: Path, harm: bytes) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    _run(OUTER_ALONE, tmp_path)
    (kept,) = (tmp_path / "kept").glob("sum_of_multiplied-*")
    kept.write_bytes(harm)
    assert _run(OUTER_ALONE, tmp_path) == ["12 compiled"]
    assert _run(OUTER_ALONE, tmp_path) == ["12 loaded"]


ELSEWHERE = """
import quoth.linking
quoth.linking.EXTENSION_SUFFIXES = []
"""


def test_a_kernel_is_compiled_anew_where_numba_has_its_libraries_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    _run(OUTER_ALONE, tmp_path)
    assert _run(ELSEWHERE + OUTER_ALONE, tmp_path) == ["12 compiled"]


PLAIN = """
import os, sys
import numpy as np
os.environ["NUMBA_DISABLE_JIT"] = "SAID"
from outer import sum_of_multiplied

print(int(sum_of_multiplied(np.arange(4))), "llvmlite" in sys.modules)
"""


@pytest.mark.parametrize(("said", "loaded"), [("1", False), ("0", True), ("", True)])
def test_kernels_run_as_they_are_written_where_numba_is_told_not_to_compile(
    tmp_path: Path, said: str, *, loaded: bool
) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    _run(OUTER_ALONE, tmp_path)
    assert _run(PLAIN.replace("SAID", said), tmp_path) == [f"12 {loaded}"]


WITHOUT = """
from dataclasses import replace
import quoth.machinecode
from outer import sum_of_multiplied

kept = quoth.machinecode.kept
quoth.machinecode.kept = lambda *asked: replace(kept(*asked), calls=("of_no_library",))
"""


def test_a_kernel_that_calls_what_is_not_there_is_compiled_anew(tmp_path: Path) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    _run(OUTER_ALONE, tmp_path)
    assert _run(WITHOUT + OUTER_ALONE, tmp_path) == ["12 compiled"]


HELD = """
import sys, tracemalloc
import numpy as np
from inner import multiplied

numbers = np.arange(10_000)
multiplied(numbers)
tracemalloc.start()
for _ in range(1000):
    multiplied(numbers)
print(tracemalloc.get_traced_memory()[0] < 2 * numbers.nbytes, sys.getrefcount(numbers), "numba" in sys.modules)
"""


def test_a_kernel_that_was_kept_holds_nothing_of_what_it_was_given_and_returned(tmp_path: Path) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    assert _run(HELD, tmp_path) == ["True 2 True"]
    assert _run(HELD, tmp_path) == ["True 2 False"]


KINDS = """
import sys
import numpy as np
from inner import multiplied

def told(numbers):
    numbers.flags.writeable = False
    return numbers

whole = np.arange(12)
for numbers in (whole, whole[::2], whole.reshape(3, 4)[:, 1], whole.astype(np.uint8), told(whole + 1), whole / 2):
    print(multiplied(numbers).tolist() == (2 * numbers.astype(np.int64)).tolist(), end=" ")
print("numba" in sys.modules)
"""


def test_arguments_of_each_kind_have_code_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    assert _run(KINDS, tmp_path) == ["True " * 6 + "True"]
    assert _run(KINDS, tmp_path) == ["True " * 6 + "False"]


PAIRS = """
import sys
import numpy as np
from inner import multiplied
from quoth.compiled import kernel

@kernel
def one_of(several):
    return multiplied(several[0])[1] + several[1]

for numbers in (np.arange(3), np.arange(3, dtype=np.uint64), np.arange(3) / 1):
    print(float(one_of((numbers, 3))), end=" ")
print("numba" in sys.modules)
"""


def test_what_lies_in_a_tuple_has_its_kind_too(tmp_path: Path) -> None:
    (tmp_path / "inner.py").write_text(INNER, encoding="utf-8")
    assert _run(PAIRS, tmp_path) == ["5.0 5.0 5.0 True"]
    assert _run(PAIRS, tmp_path) == ["5.0 5.0 5.0 False"]


EVERY = """
import importlib, pkgutil
import quoth
from quoth.compiled import _Kernel
from quoth.machinecode import _taken_in

held = [object() for _ in range(AHEAD)]  # what comes after lies elsewhere in memory
for package in ("quoth.fold", "quoth.engine", "quoth.library", "quoth.readers"):
    folder = importlib.import_module(package)
    for module in pkgutil.iter_modules(folder.__path__, package + "."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, _Kernel):
                print(name, *_taken_in(value.py_func, set()))
"""


def test_what_a_kernel_is_kept_by_is_the_same_in_every_run(tmp_path: Path) -> None:
    one, two = (_run(EVERY.replace("AHEAD", ahead), tmp_path) for ahead in ("0", "100_000"))
    assert len(one) > 50
    assert one == two
    assert not [row for row in one if " at 0x" in row]
