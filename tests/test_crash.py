"""Writers killed at random moments lose nothing committed, and no byte that changes changes an answer in silence: a few
of each; `bench/crash.py` takes hundreds."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from crash import flip_bytes, kill_writers, small_index

KILLS, FLIPS = 4, 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a writer is a fork here")
def test_a_killed_writer_leaves_what_was_committed(tmp_path: Path) -> None:
    seen = kill_writers(tmp_path, KILLS, random.Random(1))
    assert seen["killed, the old state"] + seen["killed, the new state"] == KILLS


def test_a_byte_that_changes_is_noticed_or_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    chance = random.Random(1)
    seen = flip_bytes(*small_index(tmp_path, chance), FLIPS, chance)
    assert seen.total() == FLIPS
    assert not [what for what in seen if "not noticed" in what]
