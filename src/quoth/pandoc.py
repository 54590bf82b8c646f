"""The one place that runs pandoc: sandboxed (it reads no file that is not named here, and no network), and never for
ever."""

from __future__ import annotations

import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal

__all__ = ["Exhausted", "run"]

MEMORY = "2g"  # of its heap; a book takes a tenth of it, notes that call each other in circles all there is
EXHAUSTED = 251  # the exit code of a Haskell program over its heap


class Exhausted(Exception):
    """pandoc ran out of what it was given: `of` is "memory" or "time"."""

    def __init__(self, of: Literal["memory", "time"]) -> None:
        super().__init__(of)
        self.of = of


def run(text: str, *options: str, seconds: float) -> bytes | None:
    """What pandoc, called with `options`, makes of `text`; None where it refuses it. Raises Exhausted.

    It writes to a file, not a pipe, which would have it wait whenever this process is at something else."""
    command = [_program(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", *options]
    with TemporaryFile() as written:
        try:
            done = subprocess.run(  # noqa: S603 - the program that pypandoc_binary carries, and no shell
                command, input=text.encode("utf-8", "replace"), stdout=written, stderr=subprocess.PIPE, check=False,
                timeout=seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired as slow:
            raise Exhausted("time") from slow
        if done.returncode == EXHAUSTED:
            raise Exhausted("memory")
        written.seek(0)
        return None if done.returncode else written.read()


@cache
def _program() -> str:
    """The one that pypandoc_binary carries. pypandoc is not loaded for it: it loads all that fetches a pandoc from the
    network, and takes the newest of the machine, so that another machine might read another text. It is asked where it
    carries none."""
    spec = find_spec("pypandoc")
    for folder in spec.submodule_search_locations or () if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            if (program := Path(folder, "files", name)).is_file():
                return str(program)
    import pypandoc  # noqa: PLC0415

    return str(pypandoc.get_pandoc_path())
