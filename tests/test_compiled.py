"""Machine code that was kept is loaded in milliseconds, and what is not kept is compiled beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

KERNELS = """
import numpy as np
from quoth.compiled import kernel, signed

@kernel
def doubled(numbers):
    out = np.empty_like(numbers)
    for at in range(len(numbers)):
        out[at] = 2 * signed(numbers[at])
    return out

@kernel
def sum_of_doubled(numbers):
    sum = 0
    for number in doubled(numbers):
        sum += number
    return sum
"""

LOADED = """
import sys
from kernels import doubled, sum_of_doubled
import numpy as np

print(doubled(np.arange(4)).tolist(), "numba.np.linalg" in sys.modules, doubled.stats.cache_hits != {})
print(int(sum_of_doubled(np.arange(4))), int(sum_of_doubled(np.arange(5.0))), "numba.np.linalg" in sys.modules)
"""


def _run(program: str, folder: Path) -> list[str]:
    own = {"NUMBA_CACHE_DIR": str(folder / "kept"), "PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **own}, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_a_kept_kernel_is_loaded_without_making_ready_to_compile_and_another_compiled_beside_it(tmp_path: Path) -> None:
    (tmp_path / "kernels.py").write_text(KERNELS, encoding="utf-8")
    _run("import numpy; from kernels import doubled; doubled(numpy.arange(3))", tmp_path)
    loaded, compiled = _run(LOADED, tmp_path)
    assert loaded == "[0, 2, 4, 6] False True"
    assert compiled == "12 20 True"
    assert _run(LOADED, tmp_path) == ["[0, 2, 4, 6] False True", "12 20 False"]
