"""The texts of a segment's witnesses, as they were read: mapped from the disk, decoded only when one is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quoth.errors import DamagedIndex
from quoth.library.sealed import REMEDY, open_sealed, write_sealed

__all__ = ["Texts", "open_texts", "write_texts"]

KIND = "quoth texts 1"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """Text i is the UTF-8 of data[bounds[i]:bounds[i+1]]; `bounds` int64. Lone surrogates pass."""

    data: memoryview
    bounds: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def text(self, number: int) -> str:
        return str(self.data[self.bounds[number] : self.bounds[number + 1]], "utf-8", "surrogatepass")


def write_texts(texts: Sequence[str], folder: Path) -> None:
    """Put the texts into `folder`, which must not exist."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    bounds = np.cumsum([0, *map(len, encoded)], dtype="<i8")
    stretches = {"texts": memoryview(b"".join(encoded)), "bounds": bounds.data.cast("B")}
    write_sealed(folder, kind=KIND, facts={}, stretches=stretches)


def open_texts(folder: Path) -> Texts:
    """The texts in `folder`. Raises `DamagedIndex` when they are not whole or of another version."""
    _, stretches = open_sealed(folder, kind=KIND)
    try:
        return Texts(data=stretches["texts"], bounds=np.frombuffer(stretches["bounds"], "<i8"))
    except (KeyError, ValueError) as trouble:
        raise DamagedIndex("the parts of the index do not fit together", where=str(folder), todo=REMEDY) from trouble
