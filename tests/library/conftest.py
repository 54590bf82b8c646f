"""Two small books, and where their index lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.library.shelf import NINON, SERGE, write


@pytest.fixture
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test can cut the power, and waiting for the disk is most of what a small library costs."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    write(folder, {"serge.txt": SERGE, "letters/ninon.txt": NINON})
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"
