"""What a file is known by once it is read."""

from __future__ import annotations

import numpy as np
import pytest

from quoth.library.reading import MUCH, _summed


@pytest.mark.parametrize("length", [1, MUCH - 1, MUCH, MUCH + 5])
def test_whichever_byte_changes_what_is_read_is_not_the_same(length: int) -> None:
    data = np.random.default_rng(length).integers(0, 256, length, np.uint8)
    before = _summed(data)
    for at in {0, length // 2, max(0, length - 8), length - 1}:
        data[at] ^= 1
        assert _summed(data) != before
        data[at] ^= 1
    assert _summed(data) == before
    assert _summed(data[:-1]) != before
