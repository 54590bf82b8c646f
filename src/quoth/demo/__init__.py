"""A small invented life, the three invented books it quotes, and one of each thing that quoth finds.

Ottilie Varn, Joachim Pell, Marta Olin and the rock of Skarn do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["portrait"]


@contextmanager
def portrait() -> Iterator[tuple[Path, str]]:
    """The manuscript, its quoth.toml and its books beside it on disk, and the text that says what is to be seen."""
    with as_file(files(__name__)) as folder:
        yield folder / "portrait.md", (folder / "what-is-seen.txt").read_text(encoding="utf-8")
