"""The letters of a text as numbers, for kernels and for what looks at all letters at once."""

from __future__ import annotations

from contextlib import suppress
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Points", "points_of", "text_of"]

_ENCODINGS = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}  # by the bytes of a letter

Points: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]


def points_of(text: str) -> Points:
    """The code points of `text`, in as few bytes each as hold all of them, one for most books in English and two for
    nearly all others: the less memory, the quicker it is gone through."""
    with suppress(UnicodeEncodeError):
        return np.frombuffer(text.encode("latin-1"), "<u1")
    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, "<u2")
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def text_of(points: Points) -> str:
    """The text of these code points, none of which is half of a pair of surrogates."""
    return str(points.data, _ENCODINGS[points.itemsize])
